"""Days that are known from paper alone: the signed totals of closing slips whose file is not here.

What a slip says is never added to what files confirm, and a file is owed until it comes. All of it
is a pure function of the plan, the files and the slips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from pos_app.dayfile.closing_qr import ClosingFacts, SignedClosing, closing_facts
from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, Seat, Slot
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, chains_of, of_planned_tills
from pos_app.office.reconcile.disputes import Conflict, ConflictFile
from pos_app.office.reconcile.eligibility import Eligibility
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.records import Record, RecordKind
from pos_app.office.totals_algebra import Breakdown

Keys = Mapping[Seat, Collection[str]]


@dataclass(frozen=True, slots=True, order=True)
class PaperDay:
    """A day that a till's paper reports and no file of the book holds; `code` is on the paper."""

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
        return self.totals.net

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class Paper:
    """What the slips add to the files. `gaps` are files that paper proves to exist somewhere."""

    reported: tuple[PaperDay, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[OfficeWarning, ...] = ()

    def through(self, day: str) -> Paper:
        """What is reported up to a day."""
        return replace(self, reported=tuple(each for each in self.reported if each.day <= day))

    @property
    def totals(self) -> Totals:
        """The sum of what is reported on paper alone."""
        breakdowns = (Breakdown(day.totals) for day in self.reported)
        return reduce(Breakdown.plus, breakdowns, Breakdown()).totals


def slip_record(slip: SignedClosing) -> Record:
    """A slip as the book keeps it: the till's own signature is its proof, here and in any book."""
    return Record(RecordKind.SLIP, slip.plain, slip.facts.key, slip.signature)


def slips_of(records: Iterable[Record], event: str) -> list[ClosingFacts]:
    """What the slips among the records say of this event; one that no till would sign is none."""
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
    """Every slip that the book holds of its event."""
    return slips_of(book.records(RecordKind.SLIP), book.plan.code)


def paper_of(
    plan: EventPlan,
    eligibility: Eligibility,
    slips: Iterable[ClosingFacts],
    effective: EffectiveDecisions = NO_DECISIONS,
) -> Paper:
    """What paper says beside the files that may count; a slip of a file that the office decided
    against says nothing."""
    slips = _not_decided_away(slips, effective)
    keys = _Keys(eligibility.linked, slips, eligibility.keys)
    warnings: set[OfficeWarning] = set()
    sure: dict[Slot, list[ClosingFacts]] = defaultdict(list)
    for slip in slips:
        code = _aside_code(plan, slip) or keys.doubt(slip)
        if code is not None:
            warnings.add(OfficeWarning(slip.stand, slip.till, slip.day, code, slip.code))
        if code in (None, "paper_key_new"):
            sure[slot_of_closing(slip)].append(slip)
    files = (file for chain in of_planned_tills(plan, eligibility.linked) for file in chain.files)
    found = _Found(chains_of(files))
    for slot in sorted(sure):
        found.look_at(slot, sure[slot])
    warnings.update(_against_word(found.reported, effective))
    return found.paper(warnings)


def _not_decided_away(
    slips: Iterable[ClosingFacts], effective: EffectiveDecisions
) -> list[ClosingFacts]:
    beaten = {(choice.slot, manifest) for choice in effective.choices for manifest in choice.over}
    return [
        slip
        for slip in slips
        if slip.manifest not in effective.dismissed
        and (slot_of_closing(slip), slip.manifest) not in beaten
    ]


def _against_word(
    reported: Iterable[PaperDay], effective: EffectiveDecisions
) -> Iterator[OfficeWarning]:
    """Days of which the office said that there were no sales, and paper says otherwise."""
    for day in reported:
        said = day.till_day in effective.no_sales or effective.is_withdrawn(day.stand, day.day)
        if said and day.totals.sales:
            yield OfficeWarning(*day.till_day, "paper_against_word", day.code)


def slot_of_closing(slip: ClosingFacts) -> Slot:
    """The till, seat and day that a slip is of."""
    return slip.stand, slip.till, slip.seat, slip.day


def _aside_code(plan: EventPlan, slip: ClosingFacts) -> str | None:
    aside = plan.set_aside_code(slip.stand, slip.till, slip.day)
    return None if aside is None else "paper_unplanned"


class _Keys:
    """Whose word a slip is: a seat's key is the one that its files bear or the office named.

    Where neither is here, one key on all slips of a seat is taken with a warning.
    """

    def __init__(self, days: Iterable[BookDay], slips: Iterable[ClosingFacts], named: Keys) -> None:
        self._named = named
        self._filed: dict[Seat, set[str]] = defaultdict(set)
        self._written: dict[Seat, set[str]] = defaultdict(set)
        for day in days:
            self._filed[day.place].add(day.key)
        for slip in slips:
            self._written[slot_of_closing(slip)[:3]].add(slip.key)

    def doubt(self, slip: ClosingFacts) -> str | None:
        seat = slot_of_closing(slip)[:3]
        known = self._named.get(seat) or self._filed.get(seat)
        if known:
            return None if set(known) == {slip.key} else "paper_key"
        return "paper_key_new" if len(self._written[seat]) == 1 else "paper_key"


class _Found:
    """Holds each slot's slips against its files."""

    def __init__(self, chains: Mapping[Slot, Chain]) -> None:
        self._chains = chains
        self._here = {chain.head.till_day for chain in chains.values()}
        self.reported: list[PaperDay] = []
        self.conflicts: list[Conflict] = []
        self.gaps: list[Gap] = []

    def paper(self, warnings: Iterable[OfficeWarning]) -> Paper:
        return Paper(
            tuple(sorted(self.reported)),
            tuple(sorted(self.conflicts)),
            tuple(self.gaps),
            tuple(sorted(warnings)),
        )

    def look_at(self, slot: Slot, slips: list[ClosingFacts]) -> None:
        chain = self._chains.get(slot)
        if chain is None:
            self._alone(slot, slips)
            return
        contrary = [slip for slip in slips if _contradicts(slip, chain)]
        newer = max(slip.revision for slip in slips)
        if contrary:
            files = [*_of_paper(contrary), *_of_files(chain, {s.revision for s in contrary})]
            self._dispute(slot, "paper_differs", files)
        elif newer > chain.head.revision:
            ends = str(chain.head.revision + 1), str(newer)
            self.gaps.append(Gap(*chain.head.till_day, "paper_newer", *ends))

    def _alone(self, slot: Slot, slips: list[ClosingFacts]) -> None:
        stand, till, seat, day = slot
        if _forked(slips):
            self._dispute(slot, "paper_fork", _of_paper(slips))
            return
        slip = max(slips, key=lambda slip: slip.revision)
        place = (stand, till, day, seat, slip.revision, slip.code, slip.manifest)
        self.reported.append(PaperDay(*place, slip.totals))
        if (stand, till, day) in self._here:  # of the till's other seat: this one's file is owed
            self.gaps.append(Gap(stand, till, day, "paper_only"))

    def _dispute(self, slot: Slot, code: str, files: Iterable[ConflictFile]) -> None:
        stand, till, _, day = slot
        self.conflicts.append(Conflict(stand, till, day, code, tuple(sorted(set(files)))))


def _forked(slips: Iterable[ClosingFacts]) -> bool:
    """Whether one revision has two manifests on paper."""
    claims: dict[int, set[str]] = defaultdict(set)
    for slip in slips:
        claims[slip.revision].add(slip.manifest)
    return any(len(manifests) > 1 for manifests in claims.values())


def _contradicts(slip: ClosingFacts, chain: Chain) -> bool:
    """Whether the files know another manifest for the slip's revision."""
    known = {file.identity for file in chain.files if file.revision == slip.revision}
    known |= {
        file.supersedes
        for file in chain.files
        if file.supersedes and file.revision == slip.revision + 1
    }
    return bool(known) and slip.manifest not in known


def _of_paper(slips: Iterable[ClosingFacts]) -> Iterator[ConflictFile]:
    for slip in slips:
        yield ConflictFile(slip.revision, slip.manifest, slip.totals.net, slip.key, paper=True)


def _of_files(chain: Chain, revisions: Collection[int]) -> Iterator[ConflictFile]:
    """The files of those revisions, or else the one that supersedes them."""
    for file in chain.files:
        if file.revision in revisions or file.revision - 1 in revisions:
            yield ConflictFile(file.revision, file.identity, file.breakdown.totals.net, file.key)
