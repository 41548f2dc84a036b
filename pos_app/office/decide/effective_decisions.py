"""Which decisions are in force: signed by a known office, neither undone, replaced nor disputed.

The result depends only on the set of records and on the key of the book's own office. The order in
which the records came changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any, NamedTuple, TypeVar

from pos_app.dayfile.format import short_code
from pos_app.domain.catalogue import sku_key
from pos_app.office.book_day import SeatDay, TillSeat
from pos_app.office.decide.contact_decisions import Forget
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Both,
    Choose,
    Decision,
    DecisionContent,
    DecisionKind,
    Dismiss,
    NoSales,
    PlanChange,
    SameMaker,
    Visitors,
    Withdrawn,
    read_decision,
)
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.plan.plan_changes import TableChange
from pos_app.office.records import Record, RecordKind

DECISION_RECORDS = (RecordKind.OFFICE, RecordKind.PACK, RecordKind.DECISION)
R = TypeVar("R", bound=DecisionContent)


class DecisionState(StrEnum):
    """The state of a decision.

    Attributes:
        IN_FORCE: It is applied.
        REPLACED: A later decision took its place.
        UNDONE: The office revoked it.
        DISPUTED: Another decision on the same subject contradicts it, so neither is applied.
        OFFICE_UNKNOWN: A key signed it that this book does not know.
    """

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    UNDONE = "undone"
    DISPUTED = "disputed"
    OFFICE_UNKNOWN = "office_unknown"


class DecisionStatus(NamedTuple):
    """A decision and its state."""

    decision: Decision
    state: DecisionState

    @property
    def is_current(self) -> bool:
        """Whether it was neither undone nor replaced; it may be disputed."""
        return self.state in (DecisionState.IN_FORCE, DecisionState.DISPUTED)

    @property
    def office(self) -> str:
        """The short code of the office's key that signed it."""
        return short_code(self.decision.signer)

    def as_json(self) -> dict[str, Any]:
        """The decision as the command `decisions --json` prints it."""
        return {**self.decision.as_json(), "office": self.office, "standing": self.state}


class Contradiction(NamedTuple):
    """Decisions with different answers to one subject; none of them is applied."""

    kind: DecisionKind
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class EffectiveDecisions:
    """The decisions of a book, evaluated.

    Attributes:
        offices: The keys (hex) whose decisions this book applies.
        statuses: Every readable decision with its state.
        contradictions: Decisions that contradict each other.
        enrolment_keys: The enrolment keys in the stand packs, by stand and till.
        unknown: The keys of offices that this book does not know, each with the number of its
            records that are not applied.
        unreadable: The identities of a known office's decisions that this version cannot read.
    """

    offices: frozenset[str] = frozenset()
    statuses: tuple[DecisionStatus, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    enrolment_keys: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def _in_force(self, kind: type[R]) -> list[R]:
        return [content for _, content in self.decided(kind)]

    def decided(self, kind: type[R]) -> list[tuple[str, R]]:
        """The decisions of a kind that are in force, each with its identity."""
        found = (s.decision for s in self.statuses if s.state is DecisionState.IN_FORCE)
        return [(each.identity, each.content) for each in found if isinstance(each.content, kind)]

    @cached_property
    def no_sales(self) -> frozenset[TillDay]:
        """The till-days on which nothing was sold."""
        return frozenset(content.till_day for content in self._in_force(NoSales))

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        """The first day on which each withdrawn stand no longer sells."""
        return {content.stand: content.day for content in self._in_force(Withdrawn)}

    @cached_property
    def choices(self) -> tuple[Choose, ...]:
        """The choices between files that contradict each other."""
        return tuple(self._in_force(Choose))

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The manifests of the files that the office chose, alone or beside another one."""
        return frozenset(choice.manifest for choice in self.choices).union(*self.both.values())

    @cached_property
    def both(self) -> Mapping[SeatDay, frozenset[str]]:
        """The manifests that all count, of the till-days on which two laptops sold."""
        return {content.seat_day: frozenset(content.files) for content in self._in_force(Both)}

    @cached_property
    def _keys(self) -> Mapping[TillSeat, Sequence[tuple[str, str]]]:
        """The keys that the office accepted for each seat, each with its first day, in order."""
        found: dict[TillSeat, list[tuple[str, str]]] = defaultdict(list)
        for content in self._in_force(AcceptKey):
            found[content.till_seat].append((content.since, content.key))
        return {till_seat: sorted(spans) for till_seat, spans in found.items()}

    def accepted_key(self, till_seat: TillSeat, day: str) -> str | None:
        """The key (hex) that the office accepted for a seat on a day."""
        spans = self._keys.get(till_seat, ())
        return next((key for since, key in reversed(spans) if since <= day), None)

    @cached_property
    def seats(self) -> Mapping[TillSeat, frozenset[str]]:
        """The seats that the office accepted without proof of the takeover, each with its keys.

        There are no keys (hex) where the decision names none.
        """
        found: dict[TillSeat, set[str]] = defaultdict(set)
        for content in self._in_force(AcceptSeat):
            found[content.till_seat].update({content.key} - {""})
        return {till_seat: frozenset(keys) for till_seat, keys in found.items()}

    @cached_property
    def dismissed(self) -> frozenset[str]:
        """The manifests of the files that stay set aside."""
        return frozenset(content.manifest for content in self._in_force(Dismiss))

    @cached_property
    def makers(self) -> Mapping[str, str]:
        """The planned maker's code for each other name (case-folded) of that maker."""
        return {sku_key(content.text): content.maker for content in self._in_force(SameMaker)}

    @cached_property
    def visitors(self) -> Mapping[str, int]:
        """The number of visitors on each day."""
        return {content.day: content.visitors for content in self._in_force(Visitors)}

    @cached_property
    def plan_changes(self) -> tuple[TableChange, ...]:
        """The changes of the plan."""
        return tuple(content.change for content in self._in_force(PlanChange))

    @cached_property
    def forgotten(self) -> frozenset[str]:
        """The numbers of orders and inquiries whose contacts were deleted.

        Such a decision is final: whoever undoes it brings nothing back.
        """
        known = (s.decision for s in self.statuses if s.state is not DecisionState.OFFICE_UNKNOWN)
        contents = (decision.content for decision in known)
        return frozenset(found.number for found in contents if isinstance(found, Forget))

    def is_withdrawn(self, stand: str, day: str) -> bool:
        """Whether the stand no longer sells on that day."""
        since = self.withdrawn.get(stand)
        return since is not None and day >= since


NO_DECISIONS = EffectiveDecisions()


def evaluate_decisions(
    records: Iterable[Record], event: str, owner_key: str | None
) -> EffectiveDecisions:
    """Evaluates the records of an event's book.

    Args:
        records: Records in any order; repetitions change nothing.
        event: The code of the event; decisions on other events are ignored.
        owner_key: The key (hex) of the book's own office, or None when it has none.
    """
    once = {record.identity: record for record in records}
    records = [once[identity] for identity in sorted(once)]
    read, unreadable = _read(records, event)
    own = [decision for decision in read if decision.signer == owner_key]
    known = known_offices(records, event, owner_key, undone=_undone(own))
    trusted = [decision for decision in read if decision.signer in known]
    contradictions = _contradictions(_neither_undone_nor_replaced(trusted))
    disputed = {d.identity for found in contradictions for d in found.decisions}
    undone, replaced = _undone(trusted), _replaced(trusted)

    def state(decision: Decision) -> DecisionState:
        if decision.signer not in known:
            return DecisionState.OFFICE_UNKNOWN
        if decision.identity in undone:
            return DecisionState.UNDONE
        if decision.identity in replaced:
            return DecisionState.REPLACED
        return DecisionState.DISPUTED if decision.identity in disputed else DecisionState.IN_FORCE

    return EffectiveDecisions(
        known,
        tuple(DecisionStatus(decision, state(decision)) for decision in read),
        tuple(contradictions),
        _enrolment_keys(records, event, known),
        _unknown(records, known),
        tuple(record.identity for record in unreadable if record.signer in known),
    )


def known_offices(
    records: Iterable[Record], event: str, owner_key: str | None, undone: Collection[str] = ()
) -> frozenset[str]:
    """The keys whose decisions a book applies: its own office's and those that it trusts."""
    named = (
        record.facts.get("key")
        for record in records
        if record.kind is RecordKind.OFFICE
        and record.signer == owner_key
        and record.identity not in undone
        and record.facts.get("event") == event
    )
    others = frozenset(key for key in named if isinstance(key, str))
    return others | {owner_key} if owner_key is not None else frozenset()


def _read(records: Iterable[Record], event: str) -> tuple[list[Decision], list[Record]]:
    read, unreadable = [], []
    for record in records:
        if record.kind is RecordKind.DECISION:
            try:
                read.append(read_decision(record, event))
            except ValueError:
                unreadable.append(record)
    return read, unreadable


def _undone(decisions: Iterable[Decision]) -> set[str]:
    """The identities that a revoke names, unless the revoke itself is undone.

    A record's identity is a hash, so a revoke can name only earlier records: there are no cycles.
    """
    revokes = {d.identity: d for d in decisions if d.kind is DecisionKind.REVOKE}
    order: TopologicalSorter[str] = TopologicalSorter()
    for identity, revoke in revokes.items():
        order.add(identity)
        for named in revoke.supersedes:
            order.add(named, identity)
    undone: set[str] = set()
    for identity in order.static_order():
        if identity in revokes and identity not in undone:
            undone.update(revokes[identity].supersedes)
    return undone


def _replaced(decisions: Collection[Decision]) -> set[str]:
    """The identities that another decision supersedes; a superseded decision still supersedes."""
    undone = _undone(decisions)
    replacing = (d for d in decisions if d.kind is not DecisionKind.REVOKE)
    return {
        named
        for decision in replacing
        if decision.identity not in undone
        for named in decision.supersedes
    }


def _neither_undone_nor_replaced(decisions: Collection[Decision]) -> list[Decision]:
    removed = _undone(decisions) | _replaced(decisions)
    return [d for d in decisions if d.identity not in removed and d.kind is not DecisionKind.REVOKE]


def _contradictions(decisions: Iterable[Decision]) -> list[Contradiction]:
    subjects: dict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for decision in decisions:
        subjects[decision.content.subject].append(decision)
    return [
        Contradiction(found[0].kind, tuple(found))
        for _, found in sorted(subjects.items())
        if len({decision.content.answer for decision in found}) > 1
    ]


def _enrolment_keys(
    records: Iterable[Record], event: str, known: Collection[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """The enrolment keys in the stand packs that a known office issued."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if record.kind is RecordKind.PACK and record.signer in known:
            facts = record.facts
            stand, till, key = (facts.get(name) for name in ("stand", "till", "enrolment_key"))
            valid = isinstance(stand, str) and isinstance(till, str) and isinstance(key, str)
            if facts.get("event") == event and valid:
                found[str(stand), str(till)].add(str(key))
    return {till: frozenset(keys) for till, keys in found.items()}


def _unknown(records: Iterable[Record], known: Collection[str]) -> dict[str, int]:
    """The keys of unknown offices, each with the number of its records that would be applied."""
    found: dict[str, int] = defaultdict(int)
    for record in records:
        counts = record.kind in (RecordKind.DECISION, RecordKind.PACK)
        if counts and record.signer not in known:
            found[record.signer] += 1
    return dict(sorted(found.items()))
