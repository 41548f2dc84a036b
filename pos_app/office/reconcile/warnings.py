"""Warnings: what is sound but worth a look. They do not keep a total from being complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pos_app.dayfile.format import short_code
from pos_app.domain.event import running_of
from pos_app.domain.money import format_rupiah
from pos_app.domain.qris import qris_hash
from pos_app.errors import Problem
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import DecisionKind
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.plan.handed_out import HandedOut
from pos_app.office.reconcile.cashiers import unplanned_cashiers
from pos_app.office.reconcile.chains import Chain, chains_by_seat
from pos_app.office.reconcile.eligibility import is_needless
from pos_app.office.reconcile.gaps import Gap, superseded_links
from pos_app.office.reconcile.payouts import overpaid
from pos_app.office.reconcile.refunds import unfounded_refunds
from pos_app.office.reconcile.terms import differing_terms

_ON_THE_BOOK = (
    DecisionKind.MAKER,
    DecisionKind.VISITORS,
    DecisionKind.CORRECT_SHARE,
    DecisionKind.CORRECT_PRICE,
    DecisionKind.PAID,
    DecisionKind.ORDER_COUNTS,
    DecisionKind.ORDER_CLOSED,
    DecisionKind.DEPOSIT_PAID,
    DecisionKind.ORDER_STATE,
    DecisionKind.PLAN,
)


@dataclass(frozen=True, slots=True, order=True)
class OfficeWarning:
    """A warning on a till-day, or on the whole book: then stand, till and day are empty texts.

    `count` is how many differences of one kind it stands for, of which `detail` is the largest; 0
    where it is about one thing.
    """

    stand: str
    till: str
    day: str
    code: str
    detail: str = ""
    count: int = 0

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day; empty texts for the whole book."""
        return self.stand, self.till, self.day

    def problem(self) -> Problem:
        """The warning as a problem, for messages."""
        place = {"stand": self.stand, "till": self.till, "day": self.day}
        count = {"count": self.count} if self.count else {}
        return Problem(self.code, "warning", {**place, "detail": self.detail, **count})


class Evidence(NamedTuple):
    """What the files that count are held against.

    `days` are all files of the book, `gaps` what is missing before them, and `handed` the goods in
    the stand packs.
    """

    days: Sequence[BookDay]
    gaps: Sequence[Gap]
    handed: HandedOut


def find_warnings(
    plan: EventPlan,
    chains: Iterable[Chain],
    vouched: Collection[str],
    counted: Iterable[BookDay],
    effective: EffectiveDecisions,
    evidence: Evidence,
) -> list[OfficeWarning]:
    """Every warning, sorted.

    Args:
        plan: The plan of the event.
        chains: The revisions of every planned till-day.
        vouched: The identities of the files whose laptop the office knows.
        counted: The files that count.
        effective: The decisions in force.
        evidence: What else the office knows.
    """
    chains = list(chains)
    links = (OfficeWarning(*day.till_day, "superseded_link") for day in superseded_links(chains))
    counted = list(counted)
    found = {*links, *_keys(chains, vouched), *_makers(plan, counted), *_on_the_book(effective)}
    found |= {*_empty_days(plan, evidence.days), *_new_keys(evidence.days, effective)}
    found |= {*_qris(plan, counted), *_payouts(plan, counted), *_receipts_twice(chains, effective)}
    terms = differing_terms(plan, evidence.handed, counted, effective)
    refunds = unfounded_refunds(plan, counted, evidence.days, evidence.gaps)
    folded = (*terms, *unplanned_cashiers(plan, counted), *refunds)
    return sorted(
        {*found, *(OfficeWarning(*f.till_day, f.code, f.detail, f.count) for f in folded)}
    )


def _receipts_twice(
    chains: Iterable[Chain], effective: EffectiveDecisions
) -> Iterator[OfficeWarning]:
    """Receipt numbers that two laptops gave, where the office counts both."""
    for chain in chains:
        files = chain.counted(effective)
        for one, other in pairwise(files):
            twice = sorted(_numbers(one) & _numbers(other))
            if twice:
                ends = (one.number(twice[0]), one.number(twice[-1]))
                yield OfficeWarning(*one.till_day, "receipts_twice", " – ".join(ends))


def _empty_days(plan: EventPlan, days: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    """Days that nobody planned and on which nothing was sold, of a planned till."""
    for day in days:
        if is_needless(day, plan.set_aside_code(*day.till_day)):
            yield OfficeWarning(*day.till_day, "empty_day_unplanned")


def _new_keys(days: Iterable[BookDay], effective: EffectiveDecisions) -> Iterator[OfficeWarning]:
    """Days from which a till signs with a key that it made anew, until the office accepts it."""
    for day in days:
        new = day.journal.new_key
        if new and new == day.key and effective.accepted_key(day.till_seat, day.day) != new:
            yield OfficeWarning(*day.till_day, "key_made_anew", short_code(new))


def _numbers(day: BookDay) -> set[int]:
    """The running numbers of a file's receipts, without those that another file holds alike."""
    if day.first is None or day.last is None:
        return set()
    alike = (digest.details.sale.number for digest in day.sale_digests if digest.details)
    return set(range(day.first, day.last + 1)) - {running_of(number) for number in alike}


def _payouts(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    for each in overpaid(plan, counted):
        detail = f"{each.maker} {format_rupiah(each.excess)}"
        yield OfficeWarning(*each.till_day, "payout_differs", detail)


def _qris(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    """Till-days on which a stand showed another QRIS code than the planned one."""
    for day in counted:
        stand = plan.stand(day.stand)
        if stand is None or not stand.qris:
            continue
        planned = qris_hash(stand.qris)
        for code in day.qris.split():
            nmid, _, found = code.partition("=")
            if found != planned:
                yield OfficeWarning(*day.till_day, "qris_differs", nmid[:15] or "?")


def _keys(chains: Iterable[Chain], vouched: Collection[str]) -> Iterator[OfficeWarning]:
    """Seats with one key that no stand pack and no decision names; reported on its first day."""
    for seat in chains_by_seat(chains).values():
        unnamed = [chain for chain in seat if chain.head.identity not in vouched]
        found = set().union(*(chain.keys for chain in unnamed))
        if len(found) == 1:
            first = unnamed[0].head.till_day
            yield OfficeWarning(*first, "key_not_enrolled", short_code(found.pop()))


def _makers(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    """Makers who are not in the plan; each code is reported once, on its first day."""
    seen: set[tuple[str, str]] = set()
    reported: set[str] = set()
    # Most files of a till name the same makers and share one mapping, so compare by identity.
    known: dict[int, set[str]] = defaultdict(set)
    for day in sorted(counted, key=lambda day: day.seat_day):
        new = day.breakdown.makers.keys() - known[id(day.makers)]
        known[id(day.makers)] |= new
        for code in [each for each in day.breakdown.makers if each in new]:
            maker = day.makers.get(code)
            names = (code, maker.name if maker else "")
            if names in seen:
                continue
            seen.add(names)
            if code not in reported and plan.maker(*names) is None:
                reported.add(code)
                yield OfficeWarning(*day.till_day, "maker_unplanned", code)


def _on_the_book(effective: EffectiveDecisions) -> Iterator[OfficeWarning]:
    for key in effective.unknown:
        yield OfficeWarning("", "", "", "office_unknown", short_code(key))
    for identity in effective.unreadable:
        yield OfficeWarning("", "", "", "decision_unreadable", identity[:8])
    for found in effective.contradictions:
        if found.kind in _ON_THE_BOOK:
            ids = " ".join(decision.identity[:8] for decision in found.decisions)
            yield OfficeWarning("", "", "", "decisions_differ", f"{found.kind}: {ids}")
