"""How much money is in dispute: between which sums the disputed till-days lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.disputes import Conflict

# A laptop may prove to be no till of ours, and the office's word against its sales may hold.
_MAY_BE_NOTHING = {"key_conflict", "no_sales_conflict", "withdrawn_conflict", "decision_conflict"}


class DisputedRange(NamedTuple):
    """What the disputed days can at least and at most add to what is confirmed."""

    low: Rupiah = 0
    high: Rupiah = 0


def disputed_range(conflicts: Iterable[Conflict], chains: Iterable[Chain]) -> DisputedRange:
    """The sums of the disputed till-days at their least and at their most, however it is decided.

    Of a fork one end counts; of several keys a laptop's days may count or not; of a sale with two
    contents either one, so each file can lose what it says of it; what paper says may be the truth.
    """
    codes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    papers: dict[tuple[str, str, str], list[Rupiah]] = defaultdict(list)
    for conflict in conflicts:
        codes[conflict.till_day].add(conflict.code)
        papers[conflict.till_day] += [file.net for file in conflict.files if file.paper]
    low = high = 0
    for chain in chains:
        found = codes.get(chain.head.till_day)
        if found:
            least, most = _bounds(chain, found, papers.pop(chain.head.till_day, []))
            low, high = low + least, high + most
    alone = [nets for nets in papers.values() if nets]
    return DisputedRange(low + sum(map(min, alone)), high + sum(map(max, alone)))


def _bounds(chain: Chain, codes: set[str], on_paper: Iterable[Rupiah]) -> DisputedRange:
    nets = [*(_net(file) for file in _ends(chain)), *on_paper]
    least = min(nets) - (_marked(chain.head) if "sale_conflict" in codes else 0)
    if codes & _MAY_BE_NOTHING:
        nets.append(0)
        least = min(0, least)
    return DisputedRange(least, max(nets))


def _ends(chain: Chain) -> list[BookDay]:
    """The files that may prove to be the newest: what one here supersedes is none."""
    if not chain.forked:
        return [chain.head]
    superseded = {file.supersedes for file in chain.files}
    return [file for file in chain.files if file.identity not in superseded]


def _net(day: BookDay) -> Rupiah:
    return day.breakdown.totals.net


def _marked(day: BookDay) -> Rupiah:
    return sum(max(0, mark.breakdown.totals.net) for mark in day.marks)
