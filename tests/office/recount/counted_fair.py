"""What a fair comes to, counted again: the answer of `recount`. Amounts are whole rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from office.recount.day_files import File, Row, TillDay


@dataclass
class Maker:
    """A maker's account; `moved` is what corrections changed of what the maker is owed."""

    code: str
    name: str
    qty: int = 0
    gross: int = 0
    discount: int = 0
    refunds: int = 0
    net: int = 0
    listed: int = 0
    share: int = 0
    due: int = 0
    paid_out: int = 0
    paid_by_office: int = 0
    price_correction: int = 0
    discount_stand: int = 0
    moved: int = 0
    lines: int = 0

    @property
    def owed(self) -> int:
        """What is still to be paid."""
        return max(0, self.payable)

    @property
    def overpaid(self) -> int:
        """What was paid too much."""
        return max(0, -self.payable)

    @property
    def payable(self) -> int:
        return self.due - self.paid_out - self.paid_by_office


@dataclass
class Recount:
    """What the files of a fair come to.

    `groups` are the tables of the status by name, each a list of rows as its JSON has them; `moved`
    is every decision's facts with the rupiah by which it changed the net.
    """

    plan: Mapping[str, Any]
    counted: list[File]
    disputed: dict[TillDay, list[File]]
    set_aside: list[File]
    overruled: list[File]
    missing: list[TillDay]
    states: dict[TillDay, str]
    through: str
    totals: dict[str, int] = field(default_factory=dict)
    groups: dict[str, list[Row]] = field(default_factory=dict)
    makers: dict[str, Maker] = field(default_factory=dict)
    statement_lines: list[Row] = field(default_factory=list)
    payouts: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    drawers: list[Row] = field(default_factory=list)
    range: tuple[int, int] = (0, 0)
    paper: dict[TillDay, int] = field(default_factory=dict)
    visitors: dict[str, int] = field(default_factory=dict)
    gapped: set[TillDay] = field(default_factory=set)
    moved: list[tuple[Mapping[str, Any], int]] = field(default_factory=list)
    repeated: dict[str, list[str]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many till-days that are due are in each state; `set_aside` is a part of `missing`."""
        found = list(self.states.values())
        names = ("in_sum", "disputed", "on_paper", "declared_empty", "withdrawn", "missing")
        only_aside = {f.till_day for f in self.set_aside} & {
            place for place, state in self.states.items() if state == "missing"
        }
        sums = {name: found.count(name) for name in names}
        aside = {"set_aside": len(only_aside), "set_aside_files": len(self.set_aside)}
        return {"planned": len(found), **sums, **aside}

    @property
    def newest_overruled(self) -> list[File]:
        """Of the files that decisions keep out, the newest of each till, seat and day."""
        return [
            file
            for file in self.overruled
            if all(
                file.revision >= other.revision
                for other in self.overruled
                if other.seat_day == file.seat_day
            )
        ]

    @property
    def cash_to_hand_over(self) -> list[Row]:
        """What each stand has to hand over: what was counted, without the floats."""
        sums: dict[str, int] = {}
        for row in self.drawers:
            sums[row["stand"]] = sums.get(row["stand"], 0) + row["counted"] - row["float"]
        return [{"stand": stand, "amount": sums[stand]} for stand in sorted(sums)]

    @property
    def owed(self) -> dict[str, int]:
        """What makers are owed, and what some were paid too much: two sums, never one."""
        payable = [maker.payable for maker in self.makers.values()]
        more, less = [p for p in payable if p > 0], [-p for p in payable if p < 0]
        return {
            "owed": sum(more),
            "owed_makers": len(more),
            "overpaid": sum(less),
            "overpaid_makers": len(less),
        }

    @property
    def complete(self) -> bool:
        """Nothing is missing, disputed, gapped or set aside."""
        undone = {"missing", "disputed", "on_paper"} & set(self.states.values())
        return not (undone or self.set_aside or self.gapped)
