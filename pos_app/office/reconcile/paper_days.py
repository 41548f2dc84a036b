"""Days that only closing slips on paper report, and what slips prove about the files.

The sums of a slip are never added to confirmed totals: its file stays missing until it comes. The
result depends only on the plan, the files, the slips and the office's decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from pos_app.dayfile.closing_qr import ClosingFacts, SignedClosing, closing_facts
from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, SeatDay, TillSeat
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, chains_of, chains_of_planned_tills
from pos_app.office.reconcile.disputes import Conflict, ConflictFile
from pos_app.office.reconcile.eligibility import Eligibility
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.keys import NamedKeys
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.records import Record, RecordKind
from pos_app.office.totals_algebra import Breakdown


@dataclass(frozen=True, slots=True, order=True)
class PaperDay:
    """A day that a closing slip reports and of which no file came.

    `code` is the code printed on the slip, `manifest` the identity of the missing file.
    """

    stand: str
    till: str
    day: str
    seat: int
    revision: int
    code: str
    manifest: str
    totals: Totals = field(compare=False)

    @property
    def net(self) -> Rupiah:
        """The net that the slip states, in rupiah."""
        return self.totals.net

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day


class PaperFindings(NamedTuple):
    """What the closing slips show beyond the files.

    `gaps` are files that a slip proves to exist and that did not come.
    """

    reported: tuple[PaperDay, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[OfficeWarning, ...] = ()

    @property
    def till_days(self) -> list[TillDay]:
        """The till-days that only paper reports."""
        return [day.till_day for day in self.reported]

    def through(self, day: str) -> PaperFindings:
        """The findings with only the reported days up to `day`."""
        return self._replace(reported=tuple(each for each in self.reported if each.day <= day))

    @property
    def totals(self) -> Totals:
        """The totals of the days that only paper reports."""
        breakdowns = (Breakdown(day.totals) for day in self.reported)
        return reduce(Breakdown.plus, breakdowns, Breakdown()).totals


def slip_record(slip: SignedClosing) -> Record:
    """A slip as a record for the book; the till's own signature proves it."""
    return Record(RecordKind.SLIP, slip.plain, slip.facts.key, slip.signature)


def slips_of(records: Iterable[Record], event: str) -> list[ClosingFacts]:
    """The facts of this event's closing slips, without training slips and invalid records."""
    found: dict[ClosingFacts, None] = {}
    for record in records:
        try:
            facts = closing_facts(record.body)
        except ValueError:
            continue
        if facts.key == record.signer and facts.event == event and not facts.training:
            found[facts] = None
    return list(found)


def book_slips(book: Book) -> list[ClosingFacts]:
    """Every closing slip of the book's event."""
    return slips_of(book.records(RecordKind.SLIP), book.plan.code)


def check_paper(
    plan: EventPlan,
    eligibility: Eligibility,
    slips: Iterable[ClosingFacts],
    effective: EffectiveDecisions = NO_DECISIONS,
) -> PaperFindings:
    """Compares closing slips with the files that may count.

    Slips of files that the office dismissed or did not choose are ignored.
    """
    slips = _without_overruled(slips, effective)
    keys = _SlipKeys(eligibility.eligible, slips, eligibility.keys)
    warnings: set[OfficeWarning] = set()
    accepted: dict[SeatDay, list[ClosingFacts]] = defaultdict(list)
    for slip in slips:
        code = _unplanned_code(plan, slip) or keys.warning_code(slip)
        if code is not None:
            warnings.add(OfficeWarning(slip.stand, slip.till, slip.day, code, slip.code))
        if code in (None, "paper_key_new"):
            accepted[seat_day_of_closing(slip)].append(slip)
    files = (
        file
        for chain in chains_of_planned_tills(plan, eligibility.eligible)
        for file in chain.files
    )
    comparison = _Comparison(chains_of(files) if accepted else {})
    for seat_day in sorted(accepted):
        comparison.compare(seat_day, accepted[seat_day])
    warnings.update(_sales_despite_decision(comparison.reported, effective))
    return comparison.findings(warnings)


def _without_overruled(
    slips: Iterable[ClosingFacts], effective: EffectiveDecisions
) -> list[ClosingFacts]:
    overruled = {
        (choice.seat_day, manifest) for choice in effective.choices for manifest in choice.over
    }
    return [
        slip
        for slip in slips
        if slip.manifest not in effective.dismissed
        and (seat_day_of_closing(slip), slip.manifest) not in overruled
    ]


def _sales_despite_decision(
    reported: Iterable[PaperDay], effective: EffectiveDecisions
) -> Iterator[OfficeWarning]:
    """Slips with sales on a till-day on which the office decided that there were none."""
    for day in reported:
        decided = day.till_day in effective.no_sales or effective.is_withdrawn(day.stand, day.day)
        if decided and day.totals.sales:
            yield OfficeWarning(*day.till_day, "paper_against_word", day.code)


def seat_day_of_closing(slip: ClosingFacts) -> SeatDay:
    """The stand, till, seat and day of a slip."""
    return slip.stand, slip.till, slip.seat, slip.day


def _unplanned_code(plan: EventPlan, slip: ClosingFacts) -> str | None:
    unplanned = plan.set_aside_code(slip.stand, slip.till, slip.day)
    return None if unplanned is None else "paper_unplanned"


class _SlipKeys:
    """Checks the keys of slips against the keys that a seat's files or the office name.

    Where neither names one, a key that all slips of the seat share is accepted with a warning.
    """

    def __init__(
        self, days: Iterable[BookDay], slips: Iterable[ClosingFacts], named: NamedKeys
    ) -> None:
        self._named = named
        self._in_files: dict[TillSeat, set[str]] = defaultdict(set)
        self._on_slips: dict[TillSeat, set[str]] = defaultdict(set)
        for day in days:
            self._in_files[day.till_seat].add(day.key)
        for slip in slips:
            self._on_slips[seat_day_of_closing(slip)[:3]].add(slip.key)

    def warning_code(self, slip: ClosingFacts) -> str | None:
        """`paper_key` for a foreign key, `paper_key_new` for an unconfirmed one, else None."""
        seat = seat_day_of_closing(slip)[:3]
        known = self._named.of(seat, slip.day) or self._in_files.get(seat)
        if known:
            return None if set(known) == {slip.key} else "paper_key"
        if slip.seat and self._named.has_pack(seat) and seat not in self._named.effective.seats:
            # Nothing shows that a second laptop ever took over.
            return "paper_key"
        return "paper_key_new" if len(self._on_slips[seat]) == 1 else "paper_key"


class _Comparison:
    """Compares the slips of each till, seat and day with the files of the same."""

    def __init__(self, chains: Mapping[SeatDay, Chain]) -> None:
        self._chains = chains
        self._received = {chain.head.till_day for chain in chains.values()}
        self.reported: list[PaperDay] = []
        self.conflicts: list[Conflict] = []
        self.gaps: list[Gap] = []

    def findings(self, warnings: Iterable[OfficeWarning]) -> PaperFindings:
        """Everything that the comparisons found, sorted."""
        return PaperFindings(
            tuple(sorted(self.reported)),
            tuple(sorted(self.conflicts)),
            tuple(self.gaps),
            tuple(sorted(warnings)),
        )

    def compare(self, seat_day: SeatDay, slips: list[ClosingFacts]) -> None:
        """Compares all slips of one till, seat and day with its files."""
        chain = self._chains.get(seat_day)
        if chain is None:
            self._report_without_file(seat_day, slips)
            return
        contradicting = [slip for slip in slips if _contradicts(slip, chain)]
        newer = max(slip.revision for slip in slips)
        if contradicting:
            revisions = {slip.revision for slip in contradicting}
            files = [*_slips_in_conflict(contradicting), *_files_in_conflict(chain, revisions)]
            self._dispute(seat_day, "paper_differs", files)
        elif newer > chain.head.revision:
            ends = str(chain.head.revision + 1), str(newer)
            self.gaps.append(Gap(*chain.head.till_day, "paper_newer", *ends))

    def _report_without_file(self, seat_day: SeatDay, slips: list[ClosingFacts]) -> None:
        stand, till, seat, day = seat_day
        if _forked(slips):
            self._dispute(seat_day, "paper_fork", _slips_in_conflict(slips))
            return
        slip = max(slips, key=lambda slip: slip.revision)
        facts = (stand, till, day, seat, slip.revision, slip.code, slip.manifest)
        self.reported.append(PaperDay(*facts, slip.totals))
        if (stand, till, day) in self._received:  # another seat's file came, this seat's did not
            self.gaps.append(Gap(stand, till, day, "paper_only"))

    def _dispute(self, seat_day: SeatDay, code: str, files: Iterable[ConflictFile]) -> None:
        stand, till, _, day = seat_day
        self.conflicts.append(Conflict(stand, till, day, code, tuple(sorted(set(files)))))


def _forked(slips: Iterable[ClosingFacts]) -> bool:
    """Whether the slips state two manifests for one revision."""
    claims: dict[int, set[str]] = defaultdict(set)
    for slip in slips:
        claims[slip.revision].add(slip.manifest)
    return any(len(manifests) > 1 for manifests in claims.values())


def _contradicts(slip: ClosingFacts, chain: Chain) -> bool:
    """Whether the files have or name another manifest for the slip's revision."""
    known = {file.identity for file in chain.files if file.revision == slip.revision}
    known |= {
        file.supersedes
        for file in chain.files
        if file.supersedes and file.revision == slip.revision + 1
    }
    return bool(known) and slip.manifest not in known


def _slips_in_conflict(slips: Iterable[ClosingFacts]) -> Iterator[ConflictFile]:
    for slip in slips:
        yield ConflictFile(slip.revision, slip.manifest, slip.totals.net, slip.key, paper=True)


def _files_in_conflict(chain: Chain, revisions: Collection[int]) -> Iterator[ConflictFile]:
    """The files of some revisions and the files that directly supersede them."""
    for file in chain.files:
        if file.revision in revisions or file.revision - 1 in revisions:
            yield ConflictFile(file.revision, file.identity, file.breakdown.totals.net, file.key)
