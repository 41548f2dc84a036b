"""What a day file says of its till's drawer: what should have been in it, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import Shift, last_shift

_LONGEST, _MOST_SHIFTS = 80, 48


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
        shifts: Who had it one after another, the last one until the close; none without a
            hand-over inside the day. Their differences add up to that of the day.
    """

    float_: Rupiah = 0
    expected: Rupiah = 0
    counted: Rupiah = 0
    verified: Rupiah | None = None
    counted_by: str = ""
    verified_by: str = ""
    reason: str = ""
    shifts: tuple[Shift, ...] = ()

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
    drawer = Drawer(
        float_=sum(row.amount for row in day.tables.cash if row.kind == "float"),
        expected=close["expected"],
        counted=close["counted"],
        verified=None if again is None else _rupiah(again),
        counted_by=_text(close.get("by")),
        verified_by=_text(close.get("verified_by") or (again or {}).get("by")),
        reason=_text(close.get("reason")),
    )
    return drawer._replace(shifts=_shifts(day.facts[:-1], drawer, _text(close.get("at"))))


def _shifts(
    facts: Iterable[Mapping[str, Any]], drawer: Drawer, closed_at: str
) -> tuple[Shift, ...]:
    """The shifts of a day; the last one ends with the close, and takes what the others leave.

    The reader of day files checks only facts that make tables, so these may hold anything: what
    has no amounts is left out, and of a flood of them the rest.
    """
    told = (fact for fact in facts if fact["kind"] == "shift")
    found = list(islice(filter(None, map(_shift, told)), _MOST_SHIFTS))
    if not found:
        return ()
    numbered = [replace(shift, number=number) for number, shift in enumerate(found, 1)]
    ending = (closed_at, drawer.counted_by, drawer.expected, drawer.counted, drawer.reason)
    return (*numbered, last_shift(numbered, *ending))


def _shift(fact: Mapping[str, Any]) -> Shift | None:
    expected, counted = fact.get("expected"), fact.get("counted")
    if type(expected) is not int or type(counted) is not int:
        return None
    at, by, to, reason = (_text(fact.get(key)) for key in ("at", "by", "to", "reason"))
    return Shift(0, at, by, to, expected, counted, reason)


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
