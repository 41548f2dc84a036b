"""The event as the office planned it: which stands and tills sell on which days, for which makers.

A plan is read from TOML and checked whole: what comes out of `read_plan` needs no further check.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pos_app.clock import parse_day
from pos_app.domain.catalogue import DiscountBearer, Maker, match_maker, sku_key
from pos_app.domain.event import check_code
from pos_app.domain.money import MAX_AMOUNT, Rupiah
from pos_app.errors import PosError, Problem, Refused, has_errors

MAX_BYTES = 1_000_000
MAX_DAYS = 366
MAX_TILLS = 99
MAX_NAME = 100
MAX_MAKER_CODE = 40

TillDay = tuple[str, str, str]
"""A stand, one of its tills, and a day: what the office expects one file of."""

_EVENT_KEYS = frozenset(
    ("code", "name", "start", "end", "target", "cash_rounding", "stand", "maker")
)
_STAND_KEYS = frozenset(("code", "name", "tills", "days", "phone"))
_MAKER_KEYS = frozenset(("code", "name", "share_pct", "discount_by"))


@dataclass(frozen=True, slots=True)
class PlannedStand:
    """A stand, its tills, and the days on which it sells, in order."""

    code: str
    name: str
    tills: tuple[str, ...]
    days: tuple[str, ...]
    phone: str = ""


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A checked plan: codes are sound and unique, days lie within the event."""

    code: str
    name: str
    start: str
    end: str
    stands: tuple[PlannedStand, ...]
    makers: tuple[Maker, ...] = ()
    target: Rupiah | None = None
    cash_rounding: Rupiah = 0

    def stand(self, code: str) -> PlannedStand | None:
        return next((stand for stand in self.stands if stand.code == code), None)

    def till_days(self, through: str) -> list[TillDay]:
        """Every planned till-day up to `through`, sorted."""
        return sorted(
            (stand.code, till, day)
            for stand in self.stands
            for till in stand.tills
            for day in stand.days
            if day <= through
        )

    def set_aside_code(self, stand: str, till: str, day: str) -> str | None:
        """Why a till-day has no place in this plan, or None when it has one."""
        planned = self.stand(stand)
        if planned is None:
            return "unknown_stand"
        if till not in planned.tills:
            return "unknown_till"
        return None if day in planned.days else "unplanned_day"

    def maker(self, code: str, name: str = "") -> Maker | None:
        """The planned maker that a till calls `code` and `name`: by code first, then by name."""
        makers = list(self.makers)
        return match_maker(code, makers) or (match_maker(name, makers) if name else None)


def read_plan(toml: bytes, file: str | None = None) -> tuple[EventPlan, tuple[Problem, ...]]:
    """The plan in a TOML file's bytes, and warnings. Raises Refused with every problem found."""
    reader = _Reader(file)
    plan = reader.plan(_tables(toml, file))
    if plan is None or has_errors(reader.problems):
        raise Refused([p for p in reader.problems if p.severity == "error"])
    return plan, tuple(reader.problems)


def _tables(toml: bytes, file: str | None) -> dict[str, Any]:
    if len(toml) > MAX_BYTES:
        raise Refused([Problem("plan_too_large", facts={"limit": MAX_BYTES}, file=file)])
    try:
        return tomllib.loads(toml.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        reason = str(error)[:80]
        raise Refused([Problem("plan_not_toml", facts={"reason": reason}, file=file)]) from error


class _Reader:
    """Reads tables into dataclasses and collects every problem on the way."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def plan(self, table: Mapping[str, Any]) -> EventPlan | None:
        self._unknown_keys(table, _EVENT_KEYS, "event")
        code = self._code(table.get("code"), "event")
        name = self._text(table, "name", "event", required=True)
        start, end = (self._day(table.get(key), key) for key in ("start", "end"))
        days = self._span(start, end)
        stands = tuple(self._stands(table, days))
        makers = tuple(self._makers(table))
        target = self._whole(table, "target") if "target" in table else None
        rounding = self._whole(table, "cash_rounding") if "cash_rounding" in table else 0
        if not stands:
            self._problem("plan_no_stands")
        if not days:
            return None
        return EventPlan(code, name, days[0], days[-1], stands, makers, target, rounding)

    def _problem(self, code: str, /, **facts: object) -> None:
        self.problems.append(Problem(code, "error", facts, self._file))

    def _warning(self, code: str, /, **facts: object) -> None:
        self.problems.append(Problem(code, "warning", facts, self._file))

    def _unknown_keys(self, table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        for key in sorted(table.keys() - known):
            self._warning("plan_key_unknown", key=key[:40], where=where)

    def _span(self, start: date | None, end: date | None) -> tuple[str, ...]:
        if start is None or end is None:
            return ()
        if end < start:
            self._problem("plan_end_before_start", start=str(start), end=str(end))
            return ()
        count = (end - start).days + 1
        if count > MAX_DAYS:
            self._problem("plan_too_long", days=count, limit=MAX_DAYS)
            return ()
        return tuple((start + timedelta(days=offset)).isoformat() for offset in range(count))

    def _stands(self, table: Mapping[str, Any], days: tuple[str, ...]) -> Iterator[PlannedStand]:
        seen: set[str] = set()
        for entry in self._entries(table, "stand"):
            code = self._code(entry.get("code"), "stand")
            where = f"stand {code}"
            self._unknown_keys(entry, _STAND_KEYS, where)
            self._once(code, seen, "stand")
            yield PlannedStand(
                code,
                self._text(entry, "name", where) or code,
                self._tills(entry.get("tills"), where),
                self._stand_days(entry, days, where),
                self._text(entry, "phone", where),
            )

    def _makers(self, table: Mapping[str, Any]) -> Iterator[Maker]:
        seen: set[str] = set()
        for entry in self._entries(table, "maker"):
            code = self._text(entry, "code", "maker", required=True, limit=MAX_MAKER_CODE)
            where = f"maker {code}"
            self._unknown_keys(entry, _MAKER_KEYS, where)
            self._once(sku_key(code), seen, "maker")
            name = self._text(entry, "name", where, required=True)
            yield Maker(code, name, self._share(entry, where), self._bearer(entry, where))

    def _entries(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        found = table.get(key, [])
        if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
            return found
        self._problem("plan_value_invalid", key=key, where="event")
        return []

    def _once(self, code: str, seen: set[str], what: str) -> None:
        if code and code in seen:
            self._problem("plan_twice", what=what, code=code)
        seen.add(code)

    def _code(self, value: object, what: str) -> str:
        """A code of the event, a stand or a till; a bare number counts as its digits."""
        number = isinstance(value, int) and not isinstance(value, bool)
        text = str(value) if number or isinstance(value, str) else ""
        try:
            return check_code(text, what)
        except PosError as error:
            self._problem(error.code, **error.facts)
            return ""

    def _text(
        self,
        table: Mapping[str, Any],
        key: str,
        where: str,
        *,
        required: bool = False,
        limit: int = MAX_NAME,
    ) -> str:
        value = table.get(key, "")
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if required and key not in table:
            self._problem("plan_key_missing", key=key, where=where)
            return text
        fits = len(text) <= limit and text.isprintable() and (text != "" or not required)
        if not isinstance(value, str) or not fits:
            self._problem("plan_value_invalid", key=key, where=where)
        return text

    def _day(self, value: object, key: str) -> date | None:
        """A TOML date or an ISO text."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is None:
            self._problem("plan_key_missing", key=key, where="event")
            return None
        try:
            return parse_day(value if isinstance(value, str) else str(value))
        except PosError as error:
            self._problem(error.code, **error.facts)
            return None

    def _whole(self, table: Mapping[str, Any], key: str) -> int:
        value = table[key]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_AMOUNT:
            return value
        self._problem("plan_value_invalid", key=key, where="event")
        return 0

    def _tills(self, value: object, where: str) -> tuple[str, ...]:
        """A list of codes, or a count n that means "1" to "n"."""
        if value is None:
            self._problem("plan_key_missing", key="tills", where=where)
            return ()
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_TILLS:
            return tuple(str(number) for number in range(1, value + 1))
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_TILLS:
            self._problem("plan_value_invalid", key="tills", where=where)
            return ()
        codes = [self._code(code, "till") for code in value]
        seen: set[str] = set()
        for code in codes:
            self._once(code, seen, f"{where} till")
        return tuple(codes)

    def _stand_days(
        self, entry: Mapping[str, Any], days: tuple[str, ...], where: str
    ) -> tuple[str, ...]:
        if "days" not in entry:
            return days
        value = entry["days"]
        if not isinstance(value, list):
            self._problem("plan_value_invalid", key="days", where=where)
            return ()
        read = (self._day(item, "days") for item in value)
        found = [day.isoformat() for day in read if day is not None]
        for text in found:
            if days and text not in days:
                self._problem("plan_day_outside", day=text, where=where)
        return tuple(sorted(set(found)))

    def _share(self, entry: Mapping[str, Any], where: str) -> int:
        """The stand's share in basis points: a percentage with at most two decimals."""
        if "share_pct" not in entry:
            self._problem("plan_key_missing", key="share_pct", where=where)
            return 0
        value = entry["share_pct"]
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            points = Decimal(value) * 100
            if points.is_finite() and 0 <= points <= 10_000 and points == int(points):
                return int(points)
        self._problem("plan_value_invalid", key="share_pct", where=where)
        return 0

    def _bearer(self, entry: Mapping[str, Any], where: str) -> DiscountBearer:
        value = entry.get("discount_by", "maker")
        if value in ("maker", "stand"):
            return DiscountBearer(value)
        self._problem("plan_value_invalid", key="discount_by", where=where)
        return DiscountBearer.MAKER
