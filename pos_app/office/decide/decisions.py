"""The office's decisions: signed records of facts that no day file can state.

A decision answers a question on a subject. Two decisions with different answers on one subject
contradict each other, unless one supersedes the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, fields
from typing import Any, NamedTuple

from pos_app.clock import parse_stamp
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import parse_json
from pos_app.dayfile.signing import Signer
from pos_app.domain.journal import canonical
from pos_app.errors import PosError
from pos_app.office.book_day import SeatDay, TillSeat
from pos_app.office.decide.contact_decisions import Forget
from pos_app.office.decide.decision_content import DecisionContent, DecisionKind
from pos_app.office.decide.decision_values import (
    MAX_TEXT,
    MAX_VISITORS,
    READ,
    hashes_of,
    reason_of,
    text_of,
)
from pos_app.office.decide.order_decisions import (
    DepositPaid,
    OrderClosed,
    OrderCounts,
    OrderProgress,
)
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare, Paid
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.plan.plan_changes import TableChange, change_of
from pos_app.office.records import Record, RecordKind, sign_record

__all__ = ("MAX_TEXT", "MAX_VISITORS", "DecisionContent", "DecisionKind")
VERSION = 1


@dataclass(frozen=True, slots=True)
class Withdrawn(DecisionContent):
    """The stand has left the event: from `day` on none of its till-days is expected."""

    kind = DecisionKind.WITHDRAWN
    _subject_fields = ("stand",)
    _answer_fields = ("day",)
    stand: str
    day: str


@dataclass(frozen=True, slots=True)
class NoSales(DecisionContent):
    """The till sold nothing on that day, so no file of it is missing."""

    kind = DecisionKind.NO_SALES
    _subject_fields = ("stand", "till", "day")
    stand: str
    till: str
    day: str

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class Choose(DecisionContent):
    """The file `manifest` counts; the files in `over` do not, where they contradict it.

    A file that came later is named in neither, so it puts the till-day in dispute again.
    """

    kind = DecisionKind.CHOOSE
    _subject_fields = ("stand", "till", "seat", "day")
    _answer_fields = ("manifest",)
    stand: str
    till: str
    seat: int
    day: str
    manifest: str
    over: tuple[str, ...]

    @property
    def seat_day(self) -> SeatDay:
        """Stand, till, seat and day."""
        return self.stand, self.till, self.seat, self.day

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class Both(DecisionContent):
    """Two laptops sold as one till and seat that day: all of `files` count.

    It answers the same question as `Choose`. A file that came later is not named, so it puts the
    till-day in dispute again.
    """

    kind = DecisionKind.BOTH
    _subject_fields = ("stand", "till", "seat", "day")
    _answer_fields = ("files",)
    stand: str
    till: str
    seat: int
    day: str
    files: tuple[str, ...]

    @property
    def subject(self) -> tuple[str, ...]:
        """The subject of a choice between the files of this till, seat and day."""
        return (DecisionKind.CHOOSE, self.stand, self.till, str(self.seat), self.day)

    @property
    def seat_day(self) -> SeatDay:
        """Stand, till, seat and day."""
        return self.stand, self.till, self.seat, self.day

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class AcceptKey(DecisionContent):
    """This key (Ed25519, hex) belongs to the seat; files signed by another key do not count.

    It holds from the day `since` on until the next accepted key, or always if `since` is empty.
    """

    kind = DecisionKind.ACCEPT_KEY
    _subject_fields = ("stand", "till", "seat", "since")
    _answer_fields = ("key",)
    stand: str
    till: str
    seat: int
    key: str
    since: str = ""

    @property
    def till_seat(self) -> TillSeat:
        """Stand, till and seat."""
        return self.stand, self.till, self.seat


@dataclass(frozen=True, slots=True)
class AcceptSeat(DecisionContent):
    """This seat took over from the one before it, although no takeover proof shows it.

    `key` (Ed25519, hex) is the key of the seat's files that the office saw; it may be empty.
    """

    kind = DecisionKind.ACCEPT_SEAT
    _subject_fields = ("stand", "till", "seat")
    stand: str
    till: str
    seat: int
    key: str = ""

    @property
    def till_seat(self) -> TillSeat:
        """Stand, till and seat."""
        return self.stand, self.till, self.seat


@dataclass(frozen=True, slots=True)
class Dismiss(DecisionContent):
    """A file that is set aside stays so, and no longer keeps the totals from being complete."""

    kind = DecisionKind.DISMISS
    _subject_fields = ("manifest",)
    manifest: str


@dataclass(frozen=True, slots=True)
class SameMaker(DecisionContent):
    """The maker whom tills call `text` is the planned maker with the code `maker`."""

    kind = DecisionKind.MAKER
    _subject_fields = ("text",)
    _answer_fields = ("maker",)
    text: str
    maker: str


@dataclass(frozen=True, slots=True)
class Visitors(DecisionContent):
    """The number of visitors on a day, as counted at the gate."""

    kind = DecisionKind.VISITORS
    _subject_fields = ("day",)
    _answer_fields = ("visitors",)
    day: str
    visitors: int


@dataclass(frozen=True, slots=True)
class PlanChange(DecisionContent):
    """The plan's table `table` (canonical JSON) on a stand, maker, person or the event is changed.

    `part` and `code` say whose; see `plan_changes`. `code` is empty for the event.
    """

    kind = DecisionKind.PLAN
    _subject_fields = ("part", "code")
    _answer_fields = ("table",)
    part: str
    table: str
    code: str = ""

    @property
    def change(self) -> TableChange:
        """The change as the plan applies it."""
        return change_of(self.part, self.code, self.table)


@dataclass(frozen=True, slots=True)
class Revoke(DecisionContent):
    """The decisions that it supersedes are undone."""

    kind = DecisionKind.REVOKE


_CONTENT_TYPES: Mapping[DecisionKind, type[DecisionContent]] = {
    content.kind: content
    for content in (
        Withdrawn, NoSales, Choose, Both, AcceptKey, AcceptSeat, Dismiss, SameMaker, Visitors,
        CorrectShare, CorrectPrice, Paid, PlanChange, Forget, Revoke, OrderCounts, OrderClosed,
        DepositPaid, OrderProgress
    )
}  # fmt: skip


class Decision(NamedTuple):
    """A signed decision.

    `identity` is that of its record, `signer` the office's key (hex), `at` the time of the decision
    (ISO 8601), `supersedes` the identities of the decisions that it replaces or undoes, and
    `person` the name of who took it, as the office gave it; empty where it gave none.
    """

    identity: str
    signer: str
    content: DecisionContent
    at: str
    reason: str
    supersedes: tuple[str, ...] = ()
    person: str = ""

    @property
    def kind(self) -> DecisionKind:
        """The kind of decision."""
        return self.content.kind

    def as_json(self) -> dict[str, Any]:
        """The decision as `decisions --json` prints it, without its state."""
        facts = {"id": self.identity, "kind": self.kind, "at": self.at, "reason": self.reason}
        more = {"supersedes": list(self.supersedes), "person": self.person}
        return {**facts, **_facts(self.content), **more}


def sign_decision(
    event: str,
    content: DecisionContent,
    signer: Signer,
    *,
    at: str,
    reason: str = "",
    supersedes: Iterable[str] = (),
    again: int = 0,
    person: str = "",
) -> Record:
    """Signs a decision as a record.

    Args:
        event: The code of the event.
        content: What is decided.
        signer: The key of the office.
        at: The time of the decision (ISO 8601).
        reason: Free text, up to 200 characters.
        supersedes: The identities of the decisions that this one replaces or undoes.
        again: A counter that makes the record of a decision different from an earlier one of the
            same second that was undone.
        person: The name of who decides, up to 200 characters.

    Raises:
        ValueError: The record could not be read back.
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
        **({"person": person} if person else {}),
    }
    record = sign_record(RecordKind.DECISION, facts, signer.public_hex, signer.sign)
    read_decision(record, event)
    return record


def read_decision(record: Record, event: str) -> Decision:
    """The decision that a record states for an event.

    Raises ValueError for any record that `sign_decision` would not have written exactly so.
    """
    try:
        facts = parse_json(record.body, "record_damaged")
        if canonical(facts) != record.body or facts.get("v") != VERSION:
            raise ValueError("not a decision of this version")
        if facts["event"] != event:
            raise ValueError("a decision of another event")
        content = _content(facts)
        if isinstance(content, PlanChange):
            change_of(content.part, content.code, content.table)
        return Decision(
            record.identity,
            record.signer,
            content,
            parse_stamp(text_of(facts["at"])).isoformat(),
            reason_of(facts["reason"]),
            hashes_of(facts["supersedes"]),
            reason_of(facts.get("person", "")),
        )
    except (DayFileError, PosError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _content(facts: Mapping[str, Any]) -> DecisionContent:
    kind = _CONTENT_TYPES[DecisionKind(facts["kind"])]
    given = (field.name for field in fields(kind) if field.name in facts or _is_required(field))
    return kind(**{name: READ[name](facts[name]) for name in given})


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _facts(content: DecisionContent) -> dict[str, Any]:
    """The fields of a decision; one with its default value is left out, as older versions do."""
    defaults = {field.name: field.default for field in fields(content)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(content).items()
        if value != defaults[name]
    }
