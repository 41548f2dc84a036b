"""An event as a form has it, written down as the TOML that `event_plan` reads.

Nothing is checked here: what was typed is quoted faithfully, and `read_plan` says what is wrong
with it, whether it came from a form or from a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_ESCAPES["\r"] = "\\r"


@dataclass(frozen=True, slots=True)
class StandDraft:
    """A stand as typed; `tills` is how many it has."""

    code: str
    name: str = ""
    tills: int = 1
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MakerDraft:
    """A maker as typed; `share` is the stand's percentage, as `12,5`."""

    code: str
    name: str
    share: str = "0"
    discount_by: str = "maker"


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as typed; days as `2023-10-25`."""

    code: str
    name: str
    start: str
    end: str
    target: int | None = None
    cash_rounding: int = 0
    stands: tuple[StandDraft, ...] = ()
    makers: tuple[MakerDraft, ...] = ()


def plan_toml(draft: EventDraft) -> str:
    """The draft as TOML, its keys those of the contract."""
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
    for stand in draft.stands:
        lines += ["", "[[stand]]", *_stand(stand)]
    for maker in draft.makers:
        lines += ["", "[[maker]]", *_maker(maker)]
    return "\n".join(lines) + "\n"


def _stand(stand: StandDraft) -> list[str]:
    lines = [f"code = {_quoted(stand.code)}"]
    if stand.name:
        lines.append(f"name = {_quoted(stand.name)}")
    lines.append(f"tills = {stand.tills}")
    if stand.phone:
        lines.append(f"phone = {_quoted(stand.phone)}")
    return lines


def _maker(maker: MakerDraft) -> list[str]:
    lines = [
        f"code = {_quoted(maker.code)}",
        f"name = {_quoted(maker.name)}",
        f"share_pct = {_percent(maker.share)}",
    ]
    if maker.discount_by != "maker":
        lines.append(f"discount_by = {_quoted(maker.discount_by)}")
    return lines


def _percent(text: str) -> str:
    """`12,5` as `12.5`; what is no number stays a text, which the reader will refuse."""
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
    """A basic string of TOML."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    control = ord(char) < 0x20 or ord(char) == 0x7F
    surrogate = 0xD800 <= ord(char) < 0xE000
    if surrogate:
        return "�"
    return f"\\u{ord(char):04X}" if control else char
