"""How much money is in dispute: between which sums the disputed till-days lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.chains import Chain
from pos_app.office.disputes import Conflict


class Between(NamedTuple):
    """What the disputed days can at least and at most add to what is confirmed."""

    low: Rupiah = 0
    high: Rupiah = 0


def disputed_between(conflicts: Iterable[Conflict], chains: Iterable[Chain]) -> Between:
    """The sums of the disputed till-days at their least and at their most, however it is decided.

    Of a fork one file counts; of several keys a laptop's days may count or not; of a sale with two
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
            nets = [_net(file) for file in (chain.files if chain.forked else (chain.head,))]
            nets += papers.pop(chain.head.till_day, [])
            least = min(nets) - (_marked(chain.head) if "sale_conflict" in found else 0)
            low += min(0, least) if "key_conflict" in found else least
            high += max(nets)
    alone = [nets for nets in papers.values() if nets]
    return Between(low + sum(map(min, alone)), high + sum(map(max, alone)))


def _net(day: BookDay) -> Rupiah:
    return day.tally.totals.net


def _marked(day: BookDay) -> Rupiah:
    return sum(max(0, mark.tally.totals.net) for mark in day.marks)
