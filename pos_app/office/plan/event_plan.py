"""The plan of an event: which stands and tills sell on which days, and for which makers.

`read_plan` reads a plan from TOML and checks it completely. Optional parts are in `plan_extras`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, NamedTuple

from pos_app.bounded.child import read_in_child
from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.maker_card import LIMITS, MakerCard
from pos_app.domain.money import Rupiah
from pos_app.errors import Problem, Refused, has_errors
from pos_app.office.plan import plan_extras as extras
from pos_app.office.plan.plan_extras import EarlierFair, PlannedPerson
from pos_app.office.plan.plan_values import PlanValues
from pos_app.office.plan.toml_weight import check_weight

MAX_BYTES = 1_000_000
# Weighed, a plan of this size cannot take more than some 200 times its bytes.
SMALL = 64 << 10
MAX_DAYS = 366
MAX_TILLS = 99
MAX_MAKER_CODE = 40
# Ten times the largest fair of the world that has been tried.
MAX_STANDS, MAX_MAKERS, MAX_TILL_DAYS = 5_000, 10_000, 200_000

TillDay = tuple[str, str, str]
"""A stand, one of its tills, and a day (ISO date); the office expects one day file of each."""

_EVENT_KEYS = frozenset(
    (
        *("code", "name", "start", "end", "target", "cash_rounding", "stand", "maker"),
        *("goods", "staff", "earlier", "receipt_footer", "issuer", "place"),
    )
)
STAND_KEYS = frozenset(("code", "name", "tills", "days", "phone", "goods", "qris"))
MAKER_KEYS = frozenset(("code", "name", "share_pct", "discount_by", "phone", "photo", *LIMITS))


class PlannedStand(NamedTuple):
    """A stand, its tills, and the days on which it sells, sorted.

    `goods` is the name of its own goods sheet, in place of the event's; `qris` its static QRIS
    code. Both may be empty.
    """

    code: str
    name: str
    tills: tuple[str, ...]
    days: tuple[str, ...]
    phone: str = ""
    goods: str = ""
    qris: str = ""


@dataclass(frozen=True)
class EventPlan:
    """A checked plan: codes are valid and unique, and days lie within the event.

    `aliases` are other names of makers (case-folded) with the planned maker's code, by decisions
    of the office. `maker_phones` are private: they go to the stands, and to nobody else. `cards` is
    what buyers are told of the makers, `photos` the names of their pictures beside the TOML.
    """

    code: str
    name: str
    start: str
    end: str
    stands: tuple[PlannedStand, ...]
    makers: tuple[Maker, ...] = ()
    target: Rupiah | None = None
    cash_rounding: Rupiah = 0
    goods: str = ""
    staff: tuple[PlannedPerson, ...] = ()
    earlier: EarlierFair | None = None
    receipt_footer: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    maker_phones: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, MakerCard] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)
    issuer: str = ""
    place: str = ""

    def stand(self, code: str) -> PlannedStand | None:
        """The stand with a code, or None."""
        return self._stands.get(code)

    @cached_property
    def _stands(self) -> Mapping[str, PlannedStand]:
        return {stand.code: stand for stand in self.stands}

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
        """The code for which a till-day is not part of the plan, or None when it is planned."""
        planned = self.stand(stand)
        if planned is None:
            return "unknown_stand"
        if till not in planned.tills:
            return "unknown_till"
        return None if day in planned.days else "unplanned_day"

    def maker(self, code: str, name: str = "") -> Maker | None:
        """The planned maker whom a till calls `code` and `name`, or None.

        A decision of the office goes first, then the code, then the name.
        """
        return self._known_as(code) or (self._known_as(name) if name else None)

    def _known_as(self, text: str) -> Maker | None:
        key = sku_key(text)
        return self._makers.get(sku_key(self.aliases.get(key, text))) or self._makers.get(key)

    @cached_property
    def _makers(self) -> Mapping[str, Maker]:
        """The makers by code and by name; a code takes precedence over another maker's name."""
        named = {sku_key(maker.name): maker for maker in reversed(self.makers)}
        return named | {sku_key(maker.code): maker for maker in reversed(self.makers)}


def read_plan(toml: bytes, file: str | None = None) -> tuple[EventPlan, tuple[Problem, ...]]:
    """Reads and checks a plan; returns it with the warnings.

    Raises Refused with every error found.
    """
    return read_tables(plan_tables(toml, file), file)


def read_tables(
    tables: Mapping[str, Any], file: str | None = None
) -> tuple[EventPlan, tuple[Problem, ...]]:
    """Reads and checks a plan's tables; raises and returns as `read_plan` does."""
    reader = _Reader(file)
    plan = reader.plan(tables)
    if plan is None or has_errors(reader.problems):
        raise Refused([p for p in reader.problems if p.severity == "error"])
    return plan, tuple(reader.problems)


def read_foreign_plan(toml: bytes, file: str) -> tuple[EventPlan, tuple[Problem, ...]]:
    """Reads a plan that anyone may have written: a large one in a process with bounded memory.

    Raises as `read_plan` does; PosError `check_too_heavy`, `check_too_long`, `check_died`;
    MachineError `reader_not_started`.
    """
    if len(toml) <= SMALL:
        return read_plan(toml, file)
    return read_in_child(partial(_read_named, file), toml)


def _read_named(file: str, toml: bytes) -> tuple[EventPlan, tuple[Problem, ...]]:
    return read_plan(toml, file)


def plan_tables(toml: bytes, file: str | None) -> dict[str, Any]:
    """The tables of a TOML text of bounded size. Raises Refused `plan_too_large`, `plan_not_toml`.

    Numbers with decimals are Decimals, as no share may be rounded.
    """
    if len(toml) > MAX_BYTES:
        raise Refused([Problem("plan_too_large", facts={"limit": MAX_BYTES}, file=file)])
    try:
        text = toml.decode("utf-8-sig")
        check_weight(text)
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        reason = str(error)[:80]
        raise Refused([Problem("plan_not_toml", facts={"reason": reason}, file=file)]) from error


class _Reader(PlanValues):
    """Reads TOML tables into dataclasses, and collects every problem."""

    def plan(self, table: Mapping[str, Any]) -> EventPlan | None:
        """The plan in the top table; None when the event has no valid days."""
        self.unknown_keys(table, _EVENT_KEYS, "event")
        code = self.code(table.get("code"), "event")
        name = self.text(table, "name", "event", required=True)
        start, end = (self.day(table.get(key), key) for key in ("start", "end"))
        days = self._span(start, end)
        stands = tuple(self._stands(table, days))
        makers = tuple(self._makers(table))
        phones = {maker.code: phone for maker, phone in makers if phone}
        cards, photos = extras.read_cards(self, self._at_most(table, "maker", MAX_MAKERS))
        target = self.whole(table, "target") if "target" in table else None
        rounding = self.whole(table, "cash_rounding") if "cash_rounding" in table else 0
        goods = extras.read_sheet_name(self, table, "event")
        staff = tuple(extras.read_staff(self, table, frozenset(stand.code for stand in stands)))
        earlier, footer = extras.read_earlier(self, table), extras.read_footer(self, table)
        if not stands:
            self.problem("plan_no_stands")
        if sum(len(stand.tills) * len(stand.days) for stand in stands) > MAX_TILL_DAYS:
            self.problem("plan_too_many", what="till-days", limit=MAX_TILL_DAYS)
        if not days:
            return None
        return EventPlan(
            code,
            name,
            days[0],
            days[-1],
            stands,
            tuple(maker for maker, _ in makers),
            target,
            rounding,
            goods,
            staff,
            earlier,
            footer,
            maker_phones=phones,
            cards=cards,
            photos=photos,
            issuer=self.text(table, "issuer", "event"),
            place=self.text(table, "place", "event"),
        )

    def _span(self, start: date | None, end: date | None) -> tuple[str, ...]:
        if start is None or end is None:
            return ()
        if end < start:
            self.problem("plan_end_before_start", start=str(start), end=str(end))
            return ()
        count = (end - start).days + 1
        if count > MAX_DAYS:
            self.problem("plan_too_long", days=count, limit=MAX_DAYS)
            return ()
        return tuple((start + timedelta(days=offset)).isoformat() for offset in range(count))

    def _at_most(
        self, table: Mapping[str, Any], key: str, most: int
    ) -> Iterable[Mapping[str, Any]]:
        """The tables of a list; none of a list that is too long."""
        found = table.get(key)
        if isinstance(found, list) and len(found) > most:
            self.problem("plan_too_many", what=key, limit=most)
            return ()
        return self.entries(table, key)

    def _stands(self, table: Mapping[str, Any], days: tuple[str, ...]) -> Iterator[PlannedStand]:
        seen: set[str] = set()
        for entry in self._at_most(table, "stand", MAX_STANDS):
            code = self.code(entry.get("code"), "stand")
            where = f"stand {code}"
            self.unknown_keys(entry, STAND_KEYS, where)
            self.once(code, seen, "stand")
            yield PlannedStand(
                code,
                self.text(entry, "name", where) or code,
                self._tills(entry.get("tills"), where),
                self._stand_days(entry, days, where),
                self.text(entry, "phone", where),
                extras.read_sheet_name(self, entry, where),
                extras.read_stand_qris(self, entry, where),
            )

    def _makers(self, table: Mapping[str, Any]) -> Iterator[tuple[Maker, str]]:
        """Yields every maker with the telephone number, which may be empty."""
        seen: set[str] = set()
        for entry in self._at_most(table, "maker", MAX_MAKERS):
            code = self.text(entry, "code", "maker", required=True, limit=MAX_MAKER_CODE)
            where = f"maker {code}"
            self.unknown_keys(entry, MAKER_KEYS, where)
            self.once(sku_key(code), seen, "maker")
            name = self.text(entry, "name", where, required=True)
            phone = self.text(entry, "phone", where)
            maker = Maker(code, name, self._share(entry, where), self._bearer(entry, where))
            yield maker, phone

    def _tills(self, value: object, where: str) -> tuple[str, ...]:
        """The codes of tills: a list of codes, or a number n for the codes "1" to "n"."""
        if value is None:
            self.problem("plan_key_missing", key="tills", where=where)
            return ()
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_TILLS:
            return tuple(str(number) for number in range(1, value + 1))
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_TILLS:
            self.problem("plan_value_invalid", key="tills", where=where)
            return ()
        codes = [self.code(code, "till") for code in value]
        seen: set[str] = set()
        for code in codes:
            self.once(code, seen, f"{where} till")
        return tuple(codes)

    def _stand_days(
        self, entry: Mapping[str, Any], days: tuple[str, ...], where: str
    ) -> tuple[str, ...]:
        if "days" not in entry:
            return days
        value = entry["days"]
        if not isinstance(value, list):
            self.problem("plan_value_invalid", key="days", where=where)
            return ()
        read = (self.day(item, "days") for item in value)
        found = [day.isoformat() for day in read if day is not None]
        for text in found:
            if days and text not in days:
                self.problem("plan_day_outside", day=text, where=where)
        return tuple(sorted(set(found)))

    def _share(self, entry: Mapping[str, Any], where: str) -> int:
        """The stand's share in basis points, from a percentage with at most two decimals."""
        if "share_pct" not in entry:
            self.problem("plan_key_missing", key="share_pct", where=where)
            return 0
        value = entry["share_pct"]
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            points = Decimal(value) * 100
            if points.is_finite() and 0 <= points <= 10_000 and points == int(points):
                return int(points)
        self.problem("plan_value_invalid", key="share_pct", where=where)
        return 0

    def _bearer(self, entry: Mapping[str, Any], where: str) -> DiscountBearer:
        value = entry.get("discount_by", "maker")
        if value in ("maker", "stand"):
            return DiscountBearer(value)
        self.problem("plan_value_invalid", key="discount_by", where=where)
        return DiscountBearer.MAKER
