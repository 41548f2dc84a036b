"""What a day file says of its till's drawer: what should have been in it, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.money import Rupiah

_LONGEST = 80


class Drawer(NamedTuple):
    """The drawer at the close of a day file, in rupiah.

    Attributes:
        float_: What lay in it when the day was opened.
        expected: What should have been in it: the sum of the day's cash rows.
        counted: What was counted.
        verified: What a second person counted; None without a second count.
        counted_by: Who closed the day.
        verified_by: Who stood by or counted again; empty for nobody.
        reason: What was said of the difference; may be empty.
    """

    float_: Rupiah = 0
    expected: Rupiah = 0
    counted: Rupiah = 0
    verified: Rupiah | None = None
    counted_by: str = ""
    verified_by: str = ""
    reason: str = ""

    @property
    def difference(self) -> Rupiah:
        """Counted − expected: negative where money is short."""
        return self.counted - self.expected


def drawer_of(day: VerifiedDay) -> Drawer | None:
    """The drawer at the last close of a verified day; None where its journal was not read.

    The reader has held expected, counted and difference of the close against the cash rows. A
    second count belongs to the close that follows it, so one before a reopening does not count.
    """
    if not day.facts or day.facts[-1].get("kind") != "close":
        return None
    close = day.facts[-1]
    again = _second_count(day.facts[:-1])
    return Drawer(
        float_=sum(row.amount for row in day.tables.cash if row.kind == "float"),
        expected=close["expected"],
        counted=close["counted"],
        verified=None if again is None else _rupiah(again),
        counted_by=_text(close.get("by")),
        verified_by=_text(close.get("verified_by") or (again or {}).get("by")),
        reason=_text(close.get("reason")),
    )


def _second_count(facts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The last count of a second person since the close before."""
    kinds = [(fact["kind"], fact.get("role")) for fact in facts]
    for place in reversed(range(len(kinds))):
        if kinds[place] == ("count", "verify"):
            return facts[place]
        if kinds[place][0] == "close":
            return None
    return None


def _rupiah(count: Mapping[str, Any]) -> Rupiah:
    return sum(int(denomination) * int(pieces) for denomination, pieces in count["pieces"])


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""
