"""The range of money in dispute: the least and the most that disputed till-days may be worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.confirmed_totals import repeated_sales
from pos_app.office.reconcile.disputes import Conflict, disputed_till_days
from pos_app.office.reconcile.order_trails import contested_net, contested_notes

# Conflicts that the office may settle by counting no file of the till-day at all.
_MAY_BE_ZERO = {"key_conflict", "no_sales_conflict", "withdrawn_conflict", "decision_conflict"}
# Conflicts that the office may settle by counting the files of two laptops.
_BOTH_MAY_COUNT = {"revision_fork", "key_conflict"}
# Conflicts that the office may settle by choosing an earlier revision.
_ANY_REVISION = {"revision_rewritten", "chain_fork"}


class DisputedRange(NamedTuple):
    """What disputed till-days add to the confirmed total at least and at most, in rupiah."""

    low: Rupiah = 0
    high: Rupiah = 0


def disputed_range(conflicts: Iterable[Conflict], chains: Iterable[Chain]) -> DisputedRange:
    """The range of the disputed till-days over every decision that the office may take.

    Of a forked revision one end will count, or all of them. Of several keys, each laptop's file may
    count or not.
    Of a sale with two contents one will count, so each file may lose that sale; of an order that
    was delivered twice one delivery (`orders_range`), so each file may lose its own. A closing slip
    may be right where it differs from the file.
    """
    conflicts, chains = list(conflicts), list(chains)
    by_orders = orders_range(conflicts, chains)
    whole = disputed_till_days(conflicts)
    found = _days_range([c for c in conflicts if c.till_day in whole], chains)
    return DisputedRange(found.low + by_orders.low, found.high + by_orders.high)


def orders_range(conflicts: Iterable[Conflict], chains: Iterable[Chain]) -> DisputedRange:
    """What the documents of disputed orders may add to the till-days that count without them.

    One of them will count. It may be one in a file that does not count now, and then it adds
    nothing here.
    """
    conflicts = list(conflicts)
    whole = disputed_till_days(conflicts)
    counting_files = {
        file.identity: file
        for chain in chains
        for file in chain.files
        if file.till_day not in whole
    }
    named: dict[str, set[str]] = defaultdict(set)
    for conflict in (each for each in conflicts if each.is_of_order):
        named[conflict.detail] |= {file.manifest for file in conflict.files}
    found = [_order_range(order, files, counting_files) for order, files in named.items()]
    return DisputedRange(sum(each.low for each in found), sum(each.high for each in found))


def _order_range(
    order: str, identities: Collection[str], files: Mapping[str, BookDay]
) -> DisputedRange:
    """The range of one order, whose documents are in some files; `files` are those that count."""
    counting = [files[each] for each in identities if each in files]
    nets = [note.net for file in counting for note in contested_notes(file) if note.order == order]
    low = min(nets, default=0) if len(counting) == len(identities) else 0
    return DisputedRange(low, max(nets, default=0))


def _days_range(conflicts: Iterable[Conflict], chains: Iterable[Chain]) -> DisputedRange:
    codes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    orders: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    papers: dict[tuple[str, str, str], list[Rupiah]] = defaultdict(list)
    for conflict in conflicts:
        codes[conflict.till_day].add(conflict.code)
        orders[conflict.till_day] |= {conflict.detail} - {""}
        papers[conflict.till_day] += [file.net for file in conflict.files if file.paper]
    low = high = 0
    for chain in chains:
        found = codes.get(chain.head.till_day)
        if found:
            least, most = _bounds(chain, found, papers.pop(chain.head.till_day, []))
            least -= contested_net(chain.head, orders[chain.head.till_day])
            low, high = low + least, high + most
    without_file = [nets for nets in papers.values() if nets]
    return DisputedRange(low + sum(map(min, without_file)), high + sum(map(max, without_file)))


def _bounds(chain: Chain, codes: set[str], on_paper: Iterable[Rupiah]) -> DisputedRange:
    nets = [*(_net(file) for file in _possible_counting_files(chain, codes)), *on_paper]
    least = min(nets) - (_shared_net(chain.head) if "sale_conflict" in codes else 0)
    if codes & _BOTH_MAY_COUNT and _may_both_count(chain.ends):
        together = sum(map(_net, chain.ends)) - _repeated_net(chain.ends)
        nets.append(together)
        least = min(least, together)
    if codes & _MAY_BE_ZERO:
        nets.append(0)
        least = min(0, least)
    return DisputedRange(least, max(nets))


def _may_both_count(files: Sequence[BookDay]) -> bool:
    """Whether there are several files, and no sale that two of them state differently."""
    contents: dict[str, str] = {}
    return len(files) > 1 and all(
        contents.setdefault(digest.sale_id, digest.content) == digest.content
        for file in files
        for digest in file.sale_digests
    )


def _repeated_net(files: Iterable[BookDay]) -> Rupiah:
    """The net of the sales that a file has in common with one before it."""
    return sum(
        digest.breakdown.totals.net for _, repeated in repeated_sales(files) for digest in repeated
    )


def _possible_counting_files(chain: Chain, codes: set[str]) -> list[BookDay]:
    """The files that may be the newest: those that no other file supersedes.

    Of a rewritten history the office may choose an earlier revision.
    """
    if codes & _ANY_REVISION:
        return list(chain.files)
    return list(chain.ends) if chain.forked else [chain.head]


def _net(day: BookDay) -> Rupiah:
    return day.breakdown.totals.net


def _shared_net(day: BookDay) -> Rupiah:
    return sum(max(0, digest.breakdown.totals.net) for digest in day.sale_digests)
