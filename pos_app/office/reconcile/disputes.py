"""Conflicts: files, closing slips or decisions that contradict each other.

A till-day in conflict is kept out of every confirmed total until the office decides. Where only
documents of an order contradict each other, these alone are kept out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import AcceptKey, Both, Choose, DecisionContent, Withdrawn
from pos_app.office.decide.effective_decisions import (
    NO_DECISIONS,
    Contradiction,
    EffectiveDecisions,
)
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import (
    Chain,
    chains_by_seat,
    chains_with_unsettled_keys,
)
from pos_app.office.reconcile.histories import two_histories
from pos_app.office.reconcile.order_trails import closed_twice


@dataclass(frozen=True, slots=True, order=True)
class ConflictFile:
    """A file in a conflict, ordered by revision and manifest; `net` is in rupiah.

    `paper` is True where only a closing slip of the file came, not the file itself.
    """

    revision: int
    manifest: str
    net: int
    key: str = ""
    paper: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """A till-day in dispute, and the files that contradict each other.

    `detail` is the number of an order that several documents close; else it is empty. Such a
    conflict keeps out these documents, and not the other ones of their till-days.
    """

    stand: str
    till: str
    day: str
    code: str
    files: tuple[ConflictFile, ...]
    detail: str = ""

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    @property
    def is_of_order(self) -> bool:
        """Whether only the documents that close an order contradict each other."""
        return bool(self.detail)


def disputed_till_days(conflicts: Iterable[Conflict]) -> set[TillDay]:
    """The till-days of which nothing is confirmed until the office decides."""
    return {conflict.till_day for conflict in conflicts if not conflict.is_of_order}


def disputed_orders(conflicts: Iterable[Conflict]) -> set[str]:
    """The numbers of the orders of which no closing is confirmed until the office decides."""
    return {conflict.detail for conflict in conflicts if conflict.is_of_order}


def find_conflicts(
    plan: EventPlan,
    chains: Sequence[Chain],
    effective: EffectiveDecisions = NO_DECISIONS,
    vouched: Collection[str] = frozenset(),
) -> list[Conflict]:
    """Every conflict on a planned till-day, sorted.

    Sales are compared only between files that are in no other conflict, so that a disputed file
    does not put further till-days in dispute. Nor does a file of a laptop that nobody knows dispute
    a sale that the file of a known one holds.

    Args:
        plan: The plan of the event.
        chains: The eligible files of planned tills (`chains_of_planned_tills`).
        effective: The decisions in force.
        vouched: The identities of the files whose laptop the office knows.
    """
    found = {
        *_forks(chains, effective),
        *_several_keys(chains, effective, vouched),
        *_histories(chains, effective, vouched),
        *_sales_despite_decision(chains, effective),
    }
    found.update(_contradictions(plan, chains, effective))
    disputed = {conflict.till_day for conflict in found}
    undisputed = [
        chain
        for chain in chains
        if chain.head.till_day not in disputed and _is_planned(plan, chain.head.till_day)
    ]
    counted = [file for chain in undisputed for file in chain.counted(effective)]
    found.update(_sales_that_differ(counted, vouched))
    found.update(_orders_closed_twice(counted, effective))
    return sorted(conflict for conflict in found if _is_planned(plan, conflict.till_day))


def _is_planned(plan: EventPlan, till_day: TillDay) -> bool:
    return plan.set_aside_code(*till_day) is None


def _conflict(day: BookDay, code: str, files: Iterable[BookDay]) -> Conflict:
    return Conflict(*day.till_day, code, _entries(files))


def _entries(files: Iterable[BookDay]) -> tuple[ConflictFile, ...]:
    found = {
        ConflictFile(file.revision, file.identity, file.breakdown.totals.net, file.key)
        for file in files
    }
    return tuple(sorted(found))


def _forks(chains: Iterable[Chain], effective: EffectiveDecisions) -> Iterator[Conflict]:
    for chain in chains:
        if chain.forked and not chain.both_count(effective):
            yield _conflict(chain.head, "revision_fork", chain.files)


def _several_keys(
    chains: Iterable[Chain], effective: EffectiveDecisions, vouched: Collection[str]
) -> Iterator[Conflict]:
    """Seats with files of several keys: the files cannot show which laptop is the till's."""
    for seat in chains_by_seat(chains).values():
        for chain in chains_with_unsettled_keys(seat, effective.chosen, effective, vouched):
            yield _conflict(chain.head, "key_conflict", chain.files)


def _histories(
    chains: Iterable[Chain], effective: EffectiveDecisions, vouched: Collection[str]
) -> Iterator[Conflict]:
    """Files of one laptop whose journals contradict each other."""
    for found in two_histories(chains, effective, vouched):
        yield _conflict(found.day, found.code, found.files)


def _sales_despite_decision(
    chains: Iterable[Chain], effective: EffectiveDecisions
) -> Iterator[Conflict]:
    """Files with sales on a till-day on which the office decided that there were none."""
    for chain in chains:
        head = chain.head
        if head.first is None:
            continue
        if head.till_day in effective.no_sales:
            yield _conflict(head, "no_sales_conflict", chain.files)
        if effective.is_withdrawn(head.stand, head.day):
            yield _conflict(head, "withdrawn_conflict", chain.files)


def _contradictions(
    plan: EventPlan, chains: Iterable[Chain], effective: EffectiveDecisions
) -> Iterator[Conflict]:
    """Decisions that contradict each other, on each till-day that depends on them."""
    files: dict[TillDay, list[BookDay]] = defaultdict(list)
    for chain in chains:
        files[chain.head.till_day].extend(chain.files)
    for found in effective.contradictions:
        for till_day in _affected_till_days(plan, files, found):
            yield Conflict(*till_day, "decision_conflict", _entries(files.get(till_day, ())))


def _affected_till_days(
    plan: EventPlan, files: Mapping[TillDay, list[BookDay]], found: Contradiction
) -> set[TillDay]:
    """The till-days whose state depends on decisions that contradict each other."""
    contents = [decision.content for decision in found.decisions]
    return {till_day for content in contents for till_day in _affected_by(content, plan, files)}


def _affected_by(
    content: DecisionContent, plan: EventPlan, files: Mapping[TillDay, list[BookDay]]
) -> Iterable[TillDay]:
    if isinstance(content, Choose | Both):
        return [content.till_day]
    if isinstance(content, AcceptKey):
        seat, since = content.till_seat, content.since
        return [
            day
            for day, held in files.items()
            if day[2] >= since and any(file.till_seat == seat for file in held)
        ]
    if isinstance(content, Withdrawn):
        return _days_without_file(content, plan, files)
    return []


def _days_without_file(
    content: Withdrawn, plan: EventPlan, files: Mapping[TillDay, list[BookDay]]
) -> Iterator[TillDay]:
    """The stand's till-days from the withdrawal on of which no file came."""
    for till_day in plan.till_days(plan.end):
        stand, _, day = till_day
        if stand == content.stand and day >= content.day and till_day not in files:
            yield till_day


def _sales_that_differ(days: Iterable[BookDay], vouched: Collection[str]) -> Iterator[Conflict]:
    """Sales that two files state differently, where both files would count.

    Where all files of known laptops agree, only the files of the others are in dispute.
    """
    holders: dict[str, dict[str, list[BookDay]]] = defaultdict(lambda: defaultdict(list))
    for day in days:
        for digest in day.sale_digests:
            holders[digest.sale_id][digest.content].append(day)
    for contents in holders.values():
        if len(contents) > 1:
            files = [day for found in contents.values() for day in found]
            known = [any(day.identity in vouched for day in found) for found in contents.values()]
            for day in files:
                if sum(known) > 1 or day.identity not in vouched:
                    yield _conflict(day, "sale_conflict", files)


def _orders_closed_twice(
    days: Iterable[BookDay], effective: EffectiveDecisions
) -> Iterator[Conflict]:
    """Orders that were delivered or whose deposit was returned more than once."""
    for found in closed_twice(days, effective):
        files = [told.day for told in found.closings]
        for day in files:
            yield Conflict(*day.till_day, found.code, _entries(files), found.order)
