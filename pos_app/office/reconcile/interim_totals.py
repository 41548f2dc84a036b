"""Interim totals: what tills say that they have sold so far, while nothing of the day is confirmed.

They are never added to confirmed totals. Each is held against the files of its day, which have to
hold the journal row that it names. The result depends only on the plan, the files, the totals and
the office's decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pos_app.dayfile.enrolment import is_enrolled
from pos_app.dayfile.interim_qr import InterimFacts, SignedInterim, interim_facts
from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, SeatDay, TillSeat
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.eligibility import Eligibility
from pos_app.office.reconcile.interim_total import InterimLayer, InterimState, InterimTotal
from pos_app.office.reconcile.till_day import TillDayPlace, TillDayStatus
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.records import Record, RecordKind

_SETTLED = (TillDayPlace.IN_SUM, TillDayPlace.DISPUTED, TillDayPlace.ON_PAPER)


class InterimFindings(NamedTuple):
    """Every interim total whose laptop may speak for its till, and what is worth a look."""

    totals: tuple[InterimTotal, ...] = ()
    warnings: tuple[OfficeWarning, ...] = ()


def interim_record(interim: SignedInterim) -> Record:
    """An interim total as a record for the book; the till's own signature proves it."""
    return Record(RecordKind.INTERIM, interim.plain, interim.facts.key, interim.signature)


def interims_of(records: Iterable[Record], event: str) -> list[InterimFacts]:
    """The facts of this event's interim totals, without training ones and invalid records."""
    found: dict[InterimFacts, None] = {}
    for record in records:
        try:
            facts = interim_facts(record.body)
        except ValueError:
            continue
        if facts.key == record.signer and facts.event == event and not facts.training:
            found[facts] = None
    return list(found)


def book_interims(book: Book) -> list[InterimFacts]:
    """Every interim total of the book's event."""
    return interims_of(book.records(RecordKind.INTERIM), book.plan.code)


def check_interims(
    plan: EventPlan,
    eligibility: Eligibility,
    interims: Iterable[InterimFacts],
    effective: EffectiveDecisions = NO_DECISIONS,
    on_paper: Collection[TillDay] = frozenset(),
) -> InterimFindings:
    """Holds interim totals against the files that may count.

    `on_paper` are the till-days whose closing slip has come: that says more than an interim total.
    """
    interims = sorted(set(interims), key=lambda each: (_place(each), each.seq, each.at, each.head))
    check = _Check(plan, eligibility, effective, interims)
    for interim in interims:
        check.take(interim)
    return check.findings(on_paper)


class _Check:
    """Decides which totals may speak, and compares those with the files of their days."""

    def __init__(
        self,
        plan: EventPlan,
        eligibility: Eligibility,
        effective: EffectiveDecisions,
        interims: Sequence[InterimFacts],
    ) -> None:
        self._plan = plan
        self._effective = effective
        self._keys = _InterimKeys(eligibility, effective, interims)
        self._files: dict[TillDay, list[BookDay]] = defaultdict(list)
        for file in eligibility.eligible:
            self._files[file.till_day].append(file)
        self._heads: dict[tuple[TillSeat, int], set[str]] = defaultdict(set)
        self._found: list[InterimTotal] = []
        self._warnings: set[OfficeWarning] = set()

    def take(self, interim: InterimFacts) -> None:
        """Takes one total, unless it is not planned or a foreign key signed it."""
        planned = self._plan.set_aside_code(interim.stand, interim.till, interim.day) is None
        code = self._keys.warning_code(interim) if planned else "interim_unplanned"
        if code is not None:
            self._warn(interim, code)
        if code in (None, "interim_key_new"):
            self._found.append(self._compared(interim))
            self._heads[_seat(interim), interim.seq].add(interim.head)

    def _compared(self, interim: InterimFacts) -> InterimTotal:
        found = InterimTotal(
            *(interim.stand, interim.till, interim.day, interim.seat, interim.seq),
            *(interim.at, interim.sales, interim.net, interim.code),
            orders=interim.orders,
            ordered=interim.ordered,
            deposits=interim.deposits,
        )
        files = [file for file in self._files[_till_day(interim)] if _speaks_of(file, interim)]
        if not files:
            return found
        own = [file for file in files if file.seat == interim.seat]
        files = own or files  # the laptop's own file says more than that of the next one
        held = any(_holds(file, interim) for file in files)
        return replace(found, state=_HELD if held else InterimState.CONTRADICTED)

    def _warn(self, interim: InterimFacts | InterimTotal, code: str) -> None:
        place = (interim.stand, interim.till, interim.day)
        self._warnings.add(OfficeWarning(*place, code, interim.code))

    def findings(self, on_paper: Collection[TillDay]) -> InterimFindings:
        """Everything that was found: of several totals of a till-day only the newest is open."""
        found = sorted(self._found)
        newest = {total.till_day: total for total in found}
        totals = [
            replace(total, state=self._state(total, newest[total.till_day], on_paper))
            for total in found
        ]
        for total in totals:
            self._note(total)
        return InterimFindings(tuple(totals), tuple(sorted(self._warnings)))

    def _state(
        self, total: InterimTotal, newest: InterimTotal, on_paper: Collection[TillDay]
    ) -> InterimState:
        place = (*total.till_day[:2], total.seat)
        if len(self._heads[place, total.seq]) > 1:  # two histories of one till
            return InterimState.CONTRADICTED
        is_past = newest is not total or total.till_day in on_paper
        return _HELD if total.state is InterimState.OPEN and is_past else total.state

    def _note(self, total: InterimTotal) -> None:
        if total.state is InterimState.CONTRADICTED:
            self._warn(total, "interim_contradicted")
        decided = total.till_day in self._effective.no_sales or self._effective.is_withdrawn(
            total.stand, total.day
        )
        if decided and total.state is InterimState.OPEN and total.sales:
            self._warn(total, "interim_against_word")


_HELD = InterimState.SUPERSEDED


def _speaks_of(file: BookDay, interim: InterimFacts) -> bool:
    """Whether a file of the same till-day has to hold the total.

    A day that was opened again after its file gives totals of the next revision, which the file
    cannot know. A laptop that took over knows of the old one what its proof states.
    """
    if file.seat == interim.seat:
        return file.revision >= interim.revision
    return _taken_over(file, interim) is not None


def _taken_over(file: BookDay, interim: InterimFacts) -> TakeoverProof | None:
    """Where the journal of the total's laptop ended, as a file of a later laptop proves."""
    return file.continues and file.continues.of_seat(interim.seat)


def _holds(file: BookDay, interim: InterimFacts) -> bool:
    """Whether a file holds the row that the total names, and says the same of that moment."""
    if file.seat != interim.seat:
        proof = _taken_over(file, interim)
        return proof is not None and proof.row >= interim.seq
    if not file.journal.holds(interim.seq - file.journal_first, interim.head):
        return False
    return (interim.seq, interim.sales, interim.net) in file.journal.interims


class _InterimKeys:
    """Checks the keys of totals against those that stand packs, files and the office name."""

    def __init__(
        self,
        eligibility: Eligibility,
        effective: EffectiveDecisions,
        interims: Iterable[InterimFacts],
    ) -> None:
        self._named = eligibility.keys
        self._effective = effective
        self._in_files: dict[TillSeat, set[str]] = defaultdict(set)
        self._on_interims: dict[TillSeat, set[str]] = defaultdict(set)
        for file in eligibility.eligible:
            self._in_files[file.till_seat].add(file.key)
        for interim in interims:
            self._on_interims[_seat(interim)].add(interim.key)

    def warning_code(self, interim: InterimFacts) -> str | None:
        """`interim_key` for a foreign key, `interim_key_new` for an unconfirmed one, else None."""
        seat = _seat(interim)
        accepted = self._effective.accepted_key(seat, interim.day)
        if accepted is None and self._is_enrolled(interim):
            return None
        known = self._named.of(seat, interim.day) or self._in_files.get(seat)
        if known:
            return None if set(known) == {interim.key} else "interim_key"
        alone = len(self._on_interims[seat]) == 1 and not self._named.has_pack(seat)
        return "interim_key_new" if alone else "interim_key"

    def _is_enrolled(self, interim: InterimFacts) -> bool:
        packs = self._effective.enrolment_keys.get((interim.stand, interim.till), ())
        return any(is_enrolled(interim.laptop, interim.enrolled, pack) for pack in packs)


def interim_layers(
    totals: Iterable[InterimTotal], till_days: Iterable[TillDayStatus]
) -> tuple[InterimLayer, ...]:
    """The open totals of each day, beside the till-days that no file and no slip reports."""
    places = {each.till_day: each.place for each in till_days}
    owed: dict[str, set[TillDay]] = defaultdict(set)
    for till_day, place in places.items():
        if place is TillDayPlace.MISSING:
            owed[till_day[2]].add(till_day)
    found: dict[str, dict[TillDay, InterimTotal]] = defaultdict(dict)
    for total in totals:
        place = places.get(total.till_day)
        if total.state is InterimState.OPEN and place is not None and place not in _SETTLED:
            found[total.day][total.till_day] = total
    return tuple(
        InterimLayer(day, len(owed[day] | found[day].keys()), tuple(sorted(found[day].values())))
        for day in sorted(found)
    )


def _seat(interim: InterimFacts) -> TillSeat:
    return interim.stand, interim.till, interim.seat


def _till_day(interim: InterimFacts) -> TillDay:
    return interim.stand, interim.till, interim.day


def _place(interim: InterimFacts) -> SeatDay:
    return (*_seat(interim), interim.day)
