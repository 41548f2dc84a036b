"""Sums that can be added and taken apart again: of one sale, and so of any set of sales.

A day's tally is the sum of its sales' tallies, so a sale that two files hold can be taken out of
one of them exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any, NamedTuple

from pos_app.domain.day import DayTables, LineRow, SaleRow, TenderRow, Totals, totals_of
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import settle_line


class Sums(NamedTuple):
    """The sums of some lines. `listed` = Σ qty × list price; `lines` is how many there are."""

    lines: int = 0
    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0
    listed: Rupiah = 0
    share_of_amount: Rupiah = 0
    share_of_list: Rupiah = 0

    def plus(self, other: Sums, sign: int = 1) -> Sums:
        return Sums(*(mine + sign * theirs for mine, theirs in zip(self, other, strict=True)))


Groups = Mapping[str, Sums]
_NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Tally:
    """Totals, and the sums of the lines: all of them, by maker and by category."""

    totals: Totals = field(default_factory=Totals)
    lines: Sums = _NOTHING
    makers: Groups = field(default_factory=dict)
    categories: Groups = field(default_factory=dict)

    def plus(self, other: Tally, sign: int = 1) -> Tally:
        """Both together; with `sign` −1 this one without the other."""
        return Tally(
            _add_totals(self.totals, other.totals, sign),
            self.lines.plus(other.lines, sign),
            add_groups(self.makers, other.makers, sign),
            add_groups(self.categories, other.categories, sign),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "totals": list(astuple(self.totals)),
            "lines": self.lines,
            "makers": dict(self.makers),
            "categories": dict(self.categories),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Tally:
        return cls(
            Totals(*found["totals"]),
            Sums(*found["lines"]),
            {key: Sums(*row) for key, row in found["makers"].items()},
            {key: Sums(*row) for key, row in found["categories"].items()},
        )


def _add_totals(mine: Totals, theirs: Totals, sign: int) -> Totals:
    return Totals(*(a + sign * b for a, b in zip(astuple(mine), astuple(theirs), strict=True)))


def add_groups(mine: Groups, theirs: Groups, sign: int = 1) -> Groups:
    """The groups of both, in order; one without a line left is gone."""
    found = dict(mine)
    for key, sums in theirs.items():
        found[key] = found.get(key, Sums()).plus(sums, sign)
    return {key: found[key] for key in sorted(found) if found[key].lines}


@dataclass(frozen=True, slots=True)
class SaleParts:
    """A sale, refund or void with everything that belongs to it."""

    sale: SaleRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]

    def tally(self) -> Tally:
        tables = DayTables(sales=(self.sale,), lines=self.lines, tenders=self.tenders)
        makers: dict[str, Sums] = defaultdict(Sums)
        categories: dict[str, Sums] = defaultdict(Sums)
        whole = Sums()
        for line in self.lines:
            sums = _line_sums(line, is_refund=self.sale.kind == "refund")
            whole = whole.plus(sums)
            makers[line.maker] = makers[line.maker].plus(sums)
            categories[line.category] = categories[line.category].plus(sums)
        return Tally(totals_of(tables), whole, dict(makers), dict(categories))


def _line_sums(line: LineRow, *, is_refund: bool) -> Sums:
    due = settle_line(line.qty, line.list_price, line.amount, line.share_bp)
    return Sums(
        lines=1,
        qty=line.qty,
        gross=0 if is_refund else due.listed,
        discount=0 if is_refund else due.listed - line.amount,
        refunds=-line.amount if is_refund else 0,
        net=line.amount,
        listed=due.listed,
        share_of_amount=due.share_of_amount,
        share_of_list=due.share_of_list,
    )


def parts_of(tables: DayTables) -> Iterator[SaleParts]:
    """Each sale of a day with its lines and tenders, in order."""
    lines: dict[str, list[LineRow]] = defaultdict(list)
    tenders: dict[str, list[TenderRow]] = defaultdict(list)
    for line in tables.lines:
        lines[line.sale_id].append(line)
    for tender in tables.tenders:
        tenders[tender.sale_id].append(tender)
    for sale in tables.sales:
        yield SaleParts(sale, tuple(lines[sale.sale_id]), tuple(tenders[sale.sale_id]))


def add_up(tallies: Iterator[Tally]) -> Tally:
    """The tally of all of them; one pass, however many there are."""
    totals = [0] * len(astuple(Totals()))
    whole = Sums()
    makers: dict[str, Sums] = defaultdict(Sums)
    categories: dict[str, Sums] = defaultdict(Sums)
    for tally in tallies:
        totals = [a + b for a, b in zip(totals, astuple(tally.totals), strict=True)]
        whole = whole.plus(tally.lines)
        for key, sums in tally.makers.items():
            makers[key] = makers[key].plus(sums)
        for key, sums in tally.categories.items():
            categories[key] = categories[key].plus(sums)
    return Tally(Totals(*totals), whole, add_groups({}, makers), add_groups({}, categories))
