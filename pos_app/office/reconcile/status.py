"""What the office can say at this moment: how complete the fair is, and what is confirmed.

All of it is a pure function of the plan, the set of files, the office's decisions, and a day: the
order in which they came, and how often, changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.format import short_code
from pos_app.domain.day import Totals
from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, chains_of, of_planned_tills
from pos_app.office.reconcile.confirmed_totals import Confirmed, Row, confirm
from pos_app.office.reconcile.disputed_range import DisputedRange, disputed_range
from pos_app.office.reconcile.disputes import Conflict, ConflictFile, find_conflicts
from pos_app.office.reconcile.eligibility import Eligibility, check_eligibility
from pos_app.office.reconcile.gaps import Gap, find_gaps, planned_gaps
from pos_app.office.reconcile.maker_accounts import named_makers
from pos_app.office.reconcile.paper_days import PaperDay, paper_of
from pos_app.office.reconcile.seats import seat_gaps
from pos_app.office.reconcile.till_day import (
    TillDayFacts,
    TillDayFile,
    TillDayState,
    TillDayStatus,
)
from pos_app.office.reconcile.warnings import OfficeWarning, find_warnings

Told = TypeVar("Told", Gap, Conflict, OfficeWarning)
NO_SALES, WITHDRAWN = TillDayState.NO_SALES, TillDayState.WITHDRAWN


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A verified file that the plan has no place for: in the book, in no total."""

    stand: str
    till: str
    day: str
    manifest: str
    code: str

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a book through a day. `confirmed` holds the totals and all that adds to them;
    what is on paper alone stands apart.

    `no_sales` and `withdrawn` are till-days without a file by the office's word; `overruled` the
    files that it decided against. `till_days` are all planned till-days, also those to come.
    """

    plan: EventPlan
    through: str
    expected: int
    received: int
    missing: tuple[TillDay, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[OfficeWarning, ...]
    confirmed: Confirmed
    till_days: tuple[TillDayStatus, ...]
    paper: tuple[PaperDay, ...] = ()
    paper_totals: Totals = field(default_factory=Totals)
    no_sales: tuple[TillDay, ...] = ()
    withdrawn: tuple[TillDay, ...] = ()
    overruled: tuple[SetAside, ...] = ()
    effective_decisions: EffectiveDecisions = NO_DECISIONS
    named: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """The makers, by code and name, that the files of each stand speak of."""
    disputed: DisputedRange = DisputedRange()  # noqa: RUF009 - a tuple of numbers
    """What the days in dispute lie between; no confirmed total holds any of it."""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, in dispute, gapped or set aside."""
        return not (self.missing or self.gaps or self.conflicts or self.set_aside)

    @property
    def totals(self) -> Totals:
        return self.confirmed.totals

    @property
    def doubtful(self) -> set[TillDay]:
        """The till-days that stand in the way of completeness, whatever the reason."""
        gaps = {gap.till_day for gap in self.gaps}
        aside = {item.till_day for item in self.set_aside}
        return gaps | aside | set(self.missing) | {c.till_day for c in self.conflicts}

    @property
    def visitors(self) -> dict[str, int]:
        """How many people came on each day that they were counted."""
        counted = sorted(self.effective_decisions.visitors.items())
        return {day: count for day, count in counted if day <= self.through}

    def as_json(self) -> dict[str, Any]:
        return {
            "through": self.through,
            "complete": self.complete,
            "expected": self.expected,
            "received": self.received,
            "missing": [_till_day(item) for item in self.missing],
            "gaps": [_gap_json(gap) for gap in self.gaps],
            "conflicts": [_conflict_json(conflict) for conflict in self.conflicts],
            "set_aside": [_aside_json(item) for item in self.set_aside],
            "warnings": [_notice_json(item) for item in self.warnings],
            "no_sales": [_till_day(item) for item in self.no_sales],
            "withdrawn": [_till_day(item) for item in self.withdrawn],
            "overruled": [_aside_json(item) for item in self.overruled],
            "decisions": [decided.as_json() for decided in self.effective_decisions.statuses],
            "visitors": [{"day": day, "visitors": count} for day, count in self.visitors.items()],
            "paper": [_paper_json(day) for day in self.paper],
            "paper_totals": self.paper_totals.as_dict(),
            "totals": self.totals.as_dict(),
            "by_day": _rows(self.confirmed.by_day),
            "by_stand": _rows(self.confirmed.by_stand),
            "by_maker": _rows(self.confirmed.by_maker),
            "by_category": _rows(self.confirmed.by_category),
            **self.confirmed.more_as_json(),
            "disputed": self.disputed._asdict(),
        }


def status_of(
    plan: EventPlan,
    days: Iterable[BookDay],
    through: str,
    effective: EffectiveDecisions = NO_DECISIONS,
    slips: Iterable[ClosingFacts] = (),
) -> Status:
    """The state through a day: what later days say of earlier ones counts all the same."""
    plan = replace(plan, aliases=effective.makers)
    eligibility = check_eligibility(plan, days, effective)
    planned = [day for day in eligibility.linked if plan.set_aside_code(*day.till_day) is None]
    chains = list(chains_of(planned).values())
    paper = paper_of(plan, eligibility, slips, effective)
    conflicts = sorted([*find_conflicts(plan, eligibility.linked, effective), *paper.conflicts])
    disputed = {conflict.till_day for conflict in conflicts}
    gaps = planned_gaps(plan, {*_gaps(plan, eligibility, effective), *paper.gaps})
    confirmed = confirm(plan, _counted(chains, disputed, through))
    warnings = find_warnings(plan, chains, eligibility.keys, confirmed.days, effective)
    warnings = sorted({*warnings, *paper.warnings})
    empty = _without_a_file(plan, chains, effective)
    due = [item for item in plan.till_days(through) if empty.get(item) is not WITHDRAWN]
    here = {chain.head.till_day for chain in chains}
    standing = {**{day.till_day: TillDayState.PAPER for day in paper.reported}, **empty}
    facts = _facts(
        chains, disputed, confirmed, eligibility, standing, (*gaps, *conflicts, *warnings)
    )
    on_paper = paper.through(through)
    return Status(
        plan=plan,
        through=through,
        expected=len(due),
        received=sum(item in here or item in empty for item in due),
        missing=tuple(item for item in due if item not in here and item not in empty),
        gaps=_until(through, gaps),
        conflicts=_until(through, conflicts),
        set_aside=tuple(_kept_out(plan, eligibility.aside, through)),
        warnings=_until(through, warnings),
        confirmed=confirmed,
        till_days=facts.statuses(plan, through),
        paper=on_paper.reported,
        paper_totals=on_paper.totals,
        no_sales=_told(empty, NO_SALES, through),
        withdrawn=_told(empty, WITHDRAWN, through),
        overruled=tuple(_kept_out(plan, eligibility.overruled, through)),
        effective_decisions=effective,
        named=named_makers((*eligibility.linked, *(day for day, _ in eligibility.aside))),
        disputed=disputed_range(_until(through, conflicts), chains),
    )


def _until(through: str, items: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(item for item in items if item.day <= through)


def _told(
    empty: Mapping[TillDay, TillDayState], state: TillDayState, through: str
) -> tuple[TillDay, ...]:
    """The till-days through a day of which the office's word says this."""
    return tuple(item for item, said in empty.items() if said is state and item[2] <= through)


def _gaps(plan: EventPlan, eligibility: Eligibility, effective: EffectiveDecisions) -> list[Gap]:
    chains = of_planned_tills(plan, eligibility.linked)
    found = find_gaps(plan, eligibility.linked, effective.chosen)
    return planned_gaps(plan, {*found, *seat_gaps(chains, effective)})


def _without_a_file(
    plan: EventPlan, chains: Iterable[Chain], effective: EffectiveDecisions
) -> dict[TillDay, TillDayState]:
    """The till-days that the office's word settles where no file is here."""
    here = {chain.head.till_day for chain in chains}
    found: dict[TillDay, TillDayState] = {}
    for till_day in plan.till_days(plan.end):
        stand, _, day = till_day
        if till_day in here:
            continue
        if till_day in effective.no_sales:
            found[till_day] = NO_SALES
        elif effective.is_withdrawn(stand, day):
            found[till_day] = WITHDRAWN
    return found


def _facts(
    chains: Iterable[Chain],
    disputed: Collection[TillDay],
    confirmed: Confirmed,
    eligibility: Eligibility,
    standing: Mapping[TillDay, TillDayState],
    trouble: Iterable[Gap | Conflict | OfficeWarning],
) -> TillDayFacts:
    """Every planned till-day's files, and what they add: a sale of two seats only once."""
    files: dict[TillDay, list[TillDayFile]] = defaultdict(list)
    nets: dict[TillDay, int] = defaultdict(int)
    codes: dict[TillDay, list[str]] = defaultdict(list)
    once = {day.identity: day.breakdown.totals.net for day in confirmed.days}
    for chain in chains:
        head = chain.head
        nets[head.till_day] += once.get(head.identity, head.breakdown.totals.net)
        for file in chain.files:
            counts = file is head and head.till_day not in disputed
            files[head.till_day].append(_till_day_file(file, counts))
    for file, code in (*eligibility.aside, *eligibility.overruled):
        files[file.till_day].append(_till_day_file(file, False, code))
    for file, code in eligibility.aside:
        codes[file.till_day].append(code)
    for item in trouble:
        codes[item.till_day].append(item.code)
    return TillDayFacts(files, nets, codes, disputed, standing)


def _till_day_file(file: BookDay, counts: bool, code: str = "") -> TillDayFile:
    net = file.breakdown.totals.net
    return TillDayFile(file.seat, file.revision, file.identity, file.key, net, counts, code)


def _counted(chains: Iterable[Chain], disputed: Collection[TillDay], through: str) -> list[BookDay]:
    heads = (chain.head for chain in chains)
    return [head for head in heads if head.day <= through and head.till_day not in disputed]


def _kept_out(
    plan: EventPlan, files: Iterable[tuple[BookDay, str]], through: str
) -> list[SetAside]:
    """What is kept out through a day; a day outside the event will never come to be within it."""
    return sorted(
        SetAside(*day.till_day, day.identity, code)
        for day, code in files
        if day.day <= through or not plan.start <= day.day <= plan.end
    )


def _till_day(item: TillDay) -> dict[str, str]:
    return dict(zip(("stand", "till", "day"), item, strict=True))


def _notice_json(notice: OfficeWarning) -> dict[str, str]:
    detail = {"detail": notice.detail} if notice.detail else {}
    return {**_till_day(notice.till_day), "code": notice.code, **detail}


def _gap_json(gap: Gap) -> dict[str, Any]:
    return {**_till_day(gap.till_day), "code": gap.code, "from": gap.start, "to": gap.end}


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    files = [_file_json(file) for file in conflict.files]
    return {**_till_day(conflict.till_day), "code": conflict.code, "files": files}


def _file_json(file: ConflictFile) -> dict[str, Any]:
    told: dict[str, Any] = {"manifest": file.manifest, "revision": file.revision, "net": file.net}
    told |= {"key": short_code(file.key)}
    return {**told, "paper": True} if file.paper else told


def _paper_json(day: PaperDay) -> dict[str, Any]:
    told = {"seat": day.seat, "revision": day.revision, "code": day.code, "net": day.net}
    return {**_till_day(day.till_day), **told, "manifest": day.manifest}


def _aside_json(item: SetAside) -> dict[str, Any]:
    place = _till_day(item.till_day)
    return {"manifest": item.manifest, "code": item.code, **place}


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.as_json() for row in rows]
