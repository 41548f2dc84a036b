"""Which decisions hold: those of an office that the book knows, that nothing undoes or contradicts.

A pure function of the set of records and of the book's own key: the order in which records came
changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any, TypeVar

from pos_app.dayfile.format import short_code
from pos_app.domain.catalogue import sku_key
from pos_app.office.book_day import Seat
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Choose,
    Decision,
    DecisionContent,
    DecisionKind,
    Dismiss,
    NoSales,
    SameMaker,
    Visitors,
    Withdrawn,
    read_decision,
)
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.records import Record, RecordKind

DECISION_RECORDS = (RecordKind.OFFICE, RecordKind.PACK, RecordKind.DECISION)
R = TypeVar("R", bound=DecisionContent)


class Standing(StrEnum):
    """`REPLACED` by a later decision, `UNDONE` by a revoke, `DISPUTED` by one that contradicts
    it; `OFFICE_UNKNOWN` was signed by a key that this book does not know."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    UNDONE = "undone"
    DISPUTED = "disputed"
    OFFICE_UNKNOWN = "office_unknown"


@dataclass(frozen=True, slots=True)
class DecisionStatus:
    """A decision and how it stands."""

    decision: Decision
    standing: Standing

    @property
    def stands(self) -> bool:
        """Nothing took it back; it may be in dispute."""
        return self.standing in (Standing.IN_FORCE, Standing.DISPUTED)

    def as_json(self) -> dict[str, Any]:
        signer = short_code(self.decision.signer)
        return {**self.decision.as_json(), "office": signer, "standing": self.standing}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Decisions in force that say different things of one subject: none of them is applied."""

    kind: DecisionKind
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class EffectiveDecisions:
    """What the office's records say, ready to be asked.

    `offices` are the keys that decide in this book; `enrolment_keys` those handed out for each
    till; `unknown` the keys of offices that this book does not know, each with how many of its
    records are not applied; `unreadable` the decisions of a known office that this app cannot
    read.
    """

    offices: frozenset[str] = frozenset()
    statuses: tuple[DecisionStatus, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    enrolment_keys: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def _in_force(self, kind: type[R]) -> list[R]:
        holding = (h.decision.content for h in self.statuses if h.standing is Standing.IN_FORCE)
        return [content for content in holding if isinstance(content, kind)]

    @cached_property
    def no_sales(self) -> frozenset[TillDay]:
        return frozenset(content.till_day for content in self._in_force(NoSales))

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        """From which day on a stand sells no more."""
        return {content.stand: content.day for content in self._in_force(Withdrawn)}

    @cached_property
    def choices(self) -> tuple[Choose, ...]:
        return tuple(self._in_force(Choose))

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The manifests that the office chose."""
        return frozenset(choice.manifest for choice in self.choices)

    @cached_property
    def keys(self) -> Mapping[Seat, str]:
        """The keys that the office accepted by its own word."""
        return {content.place: content.key for content in self._in_force(AcceptKey)}

    @cached_property
    def seats(self) -> frozenset[Seat]:
        """The seats that the office accepted by its own word."""
        return frozenset(content.place for content in self._in_force(AcceptSeat))

    @cached_property
    def dismissed(self) -> frozenset[str]:
        return frozenset(content.manifest for content in self._in_force(Dismiss))

    @cached_property
    def makers(self) -> Mapping[str, str]:
        """Which maker's code a text (case-folded) stands for."""
        return {sku_key(content.text): content.maker for content in self._in_force(SameMaker)}

    @cached_property
    def visitors(self) -> Mapping[str, int]:
        return {content.day: content.visitors for content in self._in_force(Visitors)}

    def is_withdrawn(self, stand: str, day: str) -> bool:
        since = self.withdrawn.get(stand)
        return since is not None and day >= since


NO_DECISIONS = EffectiveDecisions()


def hear(records: Iterable[Record], event: str, root: str | None) -> EffectiveDecisions:
    """What holds of a set of records for a book whose own office key (hex) is `root`."""
    once = {record.identity: record for record in records}
    records = [once[identity] for identity in sorted(once)]
    read, unreadable = _read(records, event)
    own = [decision for decision in read if decision.signer == root]
    known = known_offices(records, event, root, undone=_undone(own))
    listened = [decision for decision in read if decision.signer in known]
    contradictions = _contradictions(_standing_alone(listened))
    disputed = {d.identity for found in contradictions for d in found.decisions}
    undone, replaced = _undone(listened), _replaced(listened)

    def standing(decision: Decision) -> Standing:
        if decision.signer not in known:
            return Standing.OFFICE_UNKNOWN
        if decision.identity in undone:
            return Standing.UNDONE
        if decision.identity in replaced:
            return Standing.REPLACED
        return Standing.DISPUTED if decision.identity in disputed else Standing.IN_FORCE

    return EffectiveDecisions(
        known,
        tuple(DecisionStatus(decision, standing(decision)) for decision in read),
        tuple(contradictions),
        _enrolment_keys(records, event, known),
        _unknown(records, known),
        tuple(record.identity for record in unreadable if record.signer in known),
    )


def known_offices(
    records: Iterable[Record], event: str, root: str | None, undone: Collection[str] = ()
) -> frozenset[str]:
    """The keys that decide in a book: its own, and those that its own accepted and still does."""
    named = (
        record.facts.get("key")
        for record in records
        if record.kind is RecordKind.OFFICE
        and record.signer == root
        and record.identity not in undone
        and record.facts.get("event") == event
    )
    others = frozenset(key for key in named if isinstance(key, str))
    return others | {root} if root is not None else frozenset()


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
    """What a revoke undoes that is not itself undone; a revoke can only name what was before it."""
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
    """What another decision takes the place of; one that was itself replaced still replaces."""
    undone = _undone(decisions)
    replacing = (d for d in decisions if d.kind is not DecisionKind.REVOKE)
    return {
        named
        for decision in replacing
        if decision.identity not in undone
        for named in decision.supersedes
    }


def _standing_alone(decisions: Collection[Decision]) -> list[Decision]:
    gone = _undone(decisions) | _replaced(decisions)
    return [d for d in decisions if d.identity not in gone and d.kind is not DecisionKind.REVOKE]


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
    """The keys in the stand packs that a known office handed out."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if record.kind is RecordKind.PACK and record.signer in known:
            facts = record.facts
            stand, till, key = (facts.get(name) for name in ("stand", "till", "enrolment_key"))
            told = isinstance(stand, str) and isinstance(till, str) and isinstance(key, str)
            if facts.get("event") == event and told:
                found[str(stand), str(till)].add(str(key))
    return {till: frozenset(keys) for till, keys in found.items()}


def _unknown(records: Iterable[Record], known: Collection[str]) -> dict[str, int]:
    """Offices that this book does not know, with how many of their records would count."""
    found: dict[str, int] = defaultdict(int)
    for record in records:
        counts = record.kind in (RecordKind.DECISION, RecordKind.PACK)
        if counts and record.signer not in known:
            found[record.signer] += 1
    return dict(sorted(found.items()))
