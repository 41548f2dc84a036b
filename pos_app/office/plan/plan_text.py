"""Writes an event that was typed into a form as the TOML that `event_plan` reads.

Nothing is checked in this module. Texts are quoted as typed, and `read_plan` reports what is wrong
with them, as it does for a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.maker_card import LIMITS, MakerCard
from pos_app.office.plan.plan_days import days_typed

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_ESCAPES["\r"] = "\\r"


@dataclass(frozen=True, slots=True)
class StandDraft:
    """A stand as typed; `tills` is the number of its tills.

    `till_codes` are the tills' codes where they are not 1, 2, …; `days` its days as typed, such as
    `25-27`; empty for all days of the event.
    """

    code: str
    name: str = ""
    tills: int = 1
    phone: str = ""
    qris: str = ""
    days: str = ""
    till_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MakerDraft:
    """A maker as typed; `share` is the stand's percentage, for example `12,5`.

    `card` is what buyers are told of the maker; its picture lies beside the TOML as `photo_name`.
    """

    code: str
    name: str
    share: str = "0"
    discount_by: str = "maker"
    phone: str = ""
    card: MakerCard | None = None


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """A person as typed; without `stand` they work at all stands."""

    code: str
    name: str
    lead: bool = False
    stand: str = ""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as typed, with ISO dates; `goods` is the name of a sheet beside the TOML."""

    code: str
    name: str
    start: str
    end: str
    target: int | None = None
    cash_rounding: int = 0
    goods: str = ""
    receipt_footer: str = ""
    earlier_name: str = ""
    earlier_net: int | None = None
    earlier_days: int | None = None
    stands: tuple[StandDraft, ...] = ()
    makers: tuple[MakerDraft, ...] = ()
    staff: tuple[StaffDraft, ...] = ()


def plan_toml(draft: EventDraft) -> str:
    """The draft as TOML."""
    lines = [
        f"code = {_quoted(draft.code)}",
        f"name = {_quoted(draft.name)}",
        f"start = {_day(draft.start)}",
        f"end = {_day(draft.end)}",
    ]
    if draft.target is not None:
        lines.append(f"target = {draft.target}")
    if draft.cash_rounding:
        lines.append(f"cash_rounding = {draft.cash_rounding}")
    for key in ("goods", "receipt_footer"):
        lines += _given(key, getattr(draft, key))
    if draft.earlier_name or draft.earlier_net is not None:
        lines += ["", "[earlier]", f"name = {_quoted(draft.earlier_name)}"]
        lines += [f"net = {draft.earlier_net}"] if draft.earlier_net is not None else []
        lines += [f"days = {draft.earlier_days}"] if draft.earlier_days is not None else []
    for stand in draft.stands:
        lines += ["", "[[stand]]", *stand_lines(stand, draft.start, draft.end)]
    for maker in draft.makers:
        lines += ["", "[[maker]]", *maker_lines(maker)]
    for person in draft.staff:
        lines += ["", "[[staff]]", *_person(person)]
    return "\n".join(lines) + "\n"


def stand_lines(stand: StandDraft, start: str, end: str) -> list[str]:
    """The lines of a stand's table, in an event of these days."""
    codes = ", ".join(_quoted(code) for code in stand.till_codes)
    days = ", ".join(_quoted(day) for day in days_typed(stand.days, start, end))
    return [
        f"code = {_quoted(stand.code)}",
        *_given("name", stand.name),
        f"tills = [{codes}]" if codes else f"tills = {stand.tills}",
        *([f"days = [{days}]"] if days else []),
        *_given("phone", stand.phone),
        *_given("qris", stand.qris),
    ]


def _person(person: StaffDraft) -> list[str]:
    return [
        f"code = {_quoted(person.code)}",
        f"name = {_quoted(person.name)}",
        f"role = {_quoted('lead' if person.lead else 'cashier')}",
        *_given("stand", person.stand),
    ]


def _given(key: str, text: str) -> list[str]:
    """The line of a key, or none for an empty text."""
    return [f"{key} = {_quoted(text)}"] if text else []


def maker_lines(maker: MakerDraft) -> list[str]:
    """The lines of a maker's table."""
    lines = [
        f"code = {_quoted(maker.code)}",
        f"name = {_quoted(maker.name)}",
        f"share_pct = {_percent(maker.share)}",
    ]
    if maker.discount_by != "maker":
        lines.append(f"discount_by = {_quoted(maker.discount_by)}")
    told = maker.card.texts if maker.card is not None else {}
    lines += _given("phone", maker.phone)
    lines += [line for key in LIMITS for line in _given(key, told.get(key, ""))]
    return [*lines, *_given("photo", photo_name(maker))]


def photo_name(maker: MakerDraft) -> str:
    """The name of the file with a maker's picture; empty without a picture."""
    if maker.card is None or not maker.card.photo:
        return ""
    safe = "".join(char if char.isascii() and char.isalnum() else "_" for char in maker.code)
    return f"maker-{safe}.jpg"


def card_lines(card: MakerCard, known: MakerCard, keys: Sequence[str]) -> list[str]:
    """A maker's table with the texts of a card that differ from what is known."""
    before, now = known.texts, card.texts
    differs = [key for key in keys if before.get(key, "") != now.get(key, "")]
    lines = [f"{key} = {_quoted(now.get(key, ''))}" for key in differs]
    return ["[[maker]]", f"code = {_quoted(card.code)}", *lines]


def _percent(text: str) -> str:
    """`12,5` as `12.5`; anything else stays a text, which `read_plan` refuses."""
    found = _PERCENT.fullmatch(text.strip().removesuffix("%").strip())
    if found is None:
        return _quoted(text)
    whole, part = found.groups()
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _day(text: str) -> str:
    return text if _DAY.fullmatch(text) and _is_day(text) else _quoted(text)


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    control = ord(char) < 0x20 or ord(char) == 0x7F
    surrogate = 0xD800 <= ord(char) < 0xE000
    if surrogate:
        return "�"
    return f"\\u{ord(char):04X}" if control else char
