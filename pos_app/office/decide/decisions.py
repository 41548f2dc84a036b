"""What the office decides, each as a signed record: a fact that no day file can tell.

A decision is about something (`subject`) and says something of it (`answer`). Two that say
different things of one subject contradict each other, unless one supersedes the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar

from pos_app.clock import parse_day, parse_stamp
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import parse_json
from pos_app.dayfile.signing import Signer
from pos_app.domain.catalogue import sku_key
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError
from pos_app.office.book_day import Seat, Slot
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.records import Record, RecordKind, sign_record

VERSION = 1
MAX_VISITORS = 100_000_000
_MAX_LIST = 10_000
MAX_TEXT = 200
_HEX = re.compile(r"[0-9a-f]{64}")


class DecisionKind(StrEnum):
    WITHDRAWN = "withdrawn"
    NO_SALES = "no_sales"
    CHOOSE = "choose"
    ACCEPT_KEY = "accept_key"
    ACCEPT_SEAT = "accept_seat"
    DISMISS = "dismiss"
    MAKER = "maker"
    VISITORS = "visitors"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """What is decided. `_about` and `_says` name the fields of the subject and of the answer."""

    kind: ClassVar[DecisionKind]
    _about: ClassVar[tuple[str, ...]] = ()
    _says: ClassVar[tuple[str, ...]] = ()

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.kind, *(_plain(name, getattr(self, name)) for name in self._about))

    @property
    def answer(self) -> tuple[str, ...]:
        return tuple(_plain(name, getattr(self, name)) for name in self._says)


@dataclass(frozen=True, slots=True)
class Withdrawn(DecisionContent):
    """From `day` on the stand sells no more: its till-days are not expected."""

    kind = DecisionKind.WITHDRAWN
    _about = ("stand",)
    _says = ("day",)
    stand: str
    day: str


@dataclass(frozen=True, slots=True)
class NoSales(DecisionContent):
    """The till had no sales that day: nothing is missing, and nothing was sold."""

    kind = DecisionKind.NO_SALES
    _about = ("stand", "till", "day")
    stand: str
    till: str
    day: str

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class Choose(DecisionContent):
    """This file counts, and those in `over` do not where they contradict it.

    A file that is in neither was not known when this was decided, and is in dispute again.
    """

    kind = DecisionKind.CHOOSE
    _about = ("stand", "till", "seat", "day")
    _says = ("manifest",)
    stand: str
    till: str
    seat: int
    day: str
    manifest: str
    over: tuple[str, ...]

    @property
    def slot(self) -> Slot:
        return self.stand, self.till, self.seat, self.day

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class AcceptKey(DecisionContent):
    """This key (Ed25519, hex) is the seat's: files that another one signed do not count."""

    kind = DecisionKind.ACCEPT_KEY
    _about = ("stand", "till", "seat")
    _says = ("key",)
    stand: str
    till: str
    seat: int
    key: str

    @property
    def place(self) -> Seat:
        return self.stand, self.till, self.seat


@dataclass(frozen=True, slots=True)
class AcceptSeat(DecisionContent):
    """This seat took over from the one before it, though the stick does not prove it."""

    kind = DecisionKind.ACCEPT_SEAT
    _about = ("stand", "till", "seat")
    stand: str
    till: str
    seat: int

    @property
    def place(self) -> Seat:
        return self.stand, self.till, self.seat


@dataclass(frozen=True, slots=True)
class Dismiss(DecisionContent):
    """A file that is set aside stays so for good, and holds up nothing."""

    kind = DecisionKind.DISMISS
    _about = ("manifest",)
    manifest: str


@dataclass(frozen=True, slots=True)
class SameMaker(DecisionContent):
    """What tills call `text` is the planned maker `maker`."""

    kind = DecisionKind.MAKER
    _about = ("text",)
    _says = ("maker",)
    text: str
    maker: str


@dataclass(frozen=True, slots=True)
class Visitors(DecisionContent):
    """How many people came that day, as counted at the gate."""

    kind = DecisionKind.VISITORS
    _about = ("day",)
    _says = ("visitors",)
    day: str
    visitors: int


@dataclass(frozen=True, slots=True)
class Revoke(DecisionContent):
    """What it supersedes is as if it had never been decided."""

    kind = DecisionKind.REVOKE


_RULINGS: Mapping[DecisionKind, type[DecisionContent]] = {
    content.kind: content
    for content in (
        Withdrawn, NoSales, Choose, AcceptKey, AcceptSeat, Dismiss, SameMaker, Visitors, Revoke
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """A content as it was signed: when, why, by whom, and what it takes the place of."""

    identity: str
    signer: str
    content: DecisionContent
    at: str
    reason: str
    supersedes: tuple[str, ...] = ()

    @property
    def kind(self) -> DecisionKind:
        return self.content.kind

    def as_json(self) -> dict[str, Any]:
        facts = {"id": self.identity, "kind": self.kind, "at": self.at, "reason": self.reason}
        return {**facts, **_facts(self.content), "supersedes": list(self.supersedes)}


def sign_decision(
    event: str,
    content: DecisionContent,
    signer: Signer,
    *,
    at: str,
    reason: str = "",
    supersedes: Iterable[str] = (),
    again: int = 0,
) -> Record:
    """The content as the signer's record. Raises ValueError for one that could not be read back.

    `again` tells apart what is decided once more in the same second, after it was undone.
    """
    facts = {
        "v": VERSION,
        "event": event,
        "kind": content.kind,
        "at": at,
        "reason": reason,
        "supersedes": sorted(set(supersedes)),
        **_facts(content),
        **({"again": again} if again else {}),
    }
    record = sign_record(RecordKind.DECISION, facts, signer.public_hex, signer.sign)
    read_decision(record, event)
    return record


def read_decision(record: Record, event: str) -> Decision:
    """What a record decides for an event. Raises ValueError when that is not sure to the letter."""
    try:
        facts = parse_json(record.body, "record_damaged")
        if canonical(facts) != record.body or facts.get("v") != VERSION:
            raise ValueError("not a decision of this version")
        if facts["event"] != event:
            raise ValueError("a decision of another event")
        return Decision(
            record.identity,
            record.signer,
            _ruling(facts),
            parse_stamp(_text(facts["at"])).isoformat(),
            _reason(facts["reason"]),
            _hashes(facts["supersedes"]),
        )
    except (DayFileError, PosError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _ruling(facts: Mapping[str, Any]) -> DecisionContent:
    kind = _RULINGS[DecisionKind(facts["kind"])]
    return kind(**{field.name: _READ[field.name](facts[field.name]) for field in fields(kind)})


def _facts(content: DecisionContent) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(content).items()
    }


def _plain(name: str, value: object) -> str:
    """A value to compare by; a maker is the same in whatever letter case."""
    return sku_key(str(value)) if name in ("text", "maker") else str(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MAX_TEXT or not value.isprintable():
        raise ValueError("not a text")
    return value


def _reason(value: object) -> str:
    return "" if value == "" else _text(value)


def _code(value: object) -> str:
    return check_code(_text(value), "code")


def _day(value: object) -> str:
    return parse_day(_text(value)).isoformat()


def _hash(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError("not a hash")
    return value


def _hashes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MAX_LIST:
        raise ValueError("not a list of hashes")
    return tuple(sorted({_hash(item) for item in value}))


def _whole(most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError("not a whole number in range")
        return value

    return read


_READ: Mapping[str, Callable[[object], object]] = {
    "stand": _code,
    "till": _code,
    "seat": _whole(25),
    "day": _day,
    "manifest": _hash,
    "over": _hashes,
    "key": _hash,
    "text": _text,
    "maker": _text,
    "visitors": _whole(MAX_VISITORS),
}
