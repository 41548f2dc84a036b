"""The whole event as a grid: the status of every till on every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from pos_app.dayfile.format import short_code
from pos_app.errors import Problem
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Both,
    Choose,
    DecisionContent,
    Dismiss,
    NoSales,
    Withdrawn,
)
from pos_app.office.decide.effective_decisions import DecisionStatus
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.disputed_range import DisputedRange, disputed_range
from pos_app.office.reconcile.drawers import TillDrawer
from pos_app.office.reconcile.partial_days import PartialDay
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayFile, TillDayState, TillDayStatus
from pos_app.office.reconcile.till_versions import TillVersion, app_words

_COUNTED = (TillDayState.RECEIVED, TillDayState.REVISED)


class StandTill(NamedTuple):
    """A till of a stand: one row of the grid. `phone` is the number to call.

    `planned` is False for a till that the plan does not have and that sent a file nevertheless.
    """

    stand: str
    till: str
    name: str = ""
    phone: str = ""
    planned: bool = True


class TillDayGrid(NamedTuple):
    """Tills × days; every pair of a till and a day has a status."""

    tills: tuple[StandTill, ...]
    days: tuple[str, ...]
    statuses: Mapping[TillDay, TillDayStatus]
    versions: tuple[TillVersion, ...] = ()
    """The program of each laptop that sent a file."""

    def app(self, till: StandTill) -> str:
        """The programs of a till's laptops, with their versions; empty before its first file."""
        return app_words(self.versions, till.stand, till.till)

    def status(self, till: StandTill, day: str) -> TillDayStatus:
        """The status of a till on a day (ISO date)."""
        return self.statuses[till.stand, till.till, day]


_TROUBLES = (
    TillDayState.DISPUTED,
    TillDayState.SET_ASIDE,
    TillDayState.MISSING,
    TillDayState.LOOK,
    TillDayState.PAPER,
)


def trouble_first(grid: TillDayGrid) -> TillDayGrid:
    """The grid with the tills in trouble first: the worst trouble counts, then how many days."""

    def troubles(till: StandTill) -> tuple[int, ...]:
        due = [grid.status(till, day) for day in grid.days]
        states = [status.state for status in due if status.is_due]
        return tuple(-states.count(state) for state in _TROUBLES)

    return grid._replace(tills=tuple(sorted(grid.tills, key=troubles)))


def till_day_grid(status: Status, files: Iterable[BookDay]) -> TillDayGrid:
    """The grid of a book's status; `files` are the files from which the status was made."""
    by_till_day: dict[TillDay, list[BookDay]] = defaultdict(list)
    for file in files:
        by_till_day[file.till_day].append(file)
    tills = _tills(status.plan, by_till_day)
    days = _days(status.plan, by_till_day)
    statuses = _GridStatuses(status, by_till_day)
    found = {
        (till.stand, till.till, day): statuses.of((till.stand, till.till, day))
        for till in tills
        for day in days
    }
    return TillDayGrid(tills, days, found, status.versions)


def _tills(plan: EventPlan, found: Iterable[TillDay]) -> tuple[StandTill, ...]:
    planned = [
        StandTill(stand.code, till, stand.name, stand.phone)
        for stand in plan.stands
        for till in stand.tills
    ]
    known = {(till.stand, till.till) for till in planned}
    others = sorted({(stand, till) for stand, till, _ in found} - known)
    return (*planned, *(StandTill(stand, till, planned=False) for stand, till in others))


def _days(plan: EventPlan, found: Iterable[TillDay]) -> tuple[str, ...]:
    first, last = date.fromisoformat(plan.start), date.fromisoformat(plan.end)
    count = (last - first).days + 1
    days = {(first + timedelta(days=offset)).isoformat() for offset in range(count)}
    return tuple(sorted(days | {day for _, _, day in found}))


class _GridStatuses:
    """Completes the status of a till-day with its problems, decisions and paper."""

    def __init__(self, status: Status, files: Mapping[TillDay, list[BookDay]]) -> None:
        self._status = status
        self._files = files
        self._planned = {planned.till_day: planned for planned in status.till_days}
        self._on_paper: dict[TillDay, int] = defaultdict(int)
        for day in status.paper:
            self._on_paper[day.till_day] += day.net
        self._interims = {
            total.till_day: total for layer in status.interim_layers for total in layer.totals
        }
        self._partials: dict[TillDay, list[PartialDay]] = defaultdict(list)
        for partial in status.partials:
            self._partials[partial.till_day].append(partial)
        self._drawers: dict[TillDay, list[TillDrawer]] = defaultdict(list)
        for drawer in status.drawers:
            self._drawers[drawer.till_day].append(drawer)
        self._problems = _problems(status)
        self._warnings: dict[TillDay, list[Problem]] = defaultdict(list)
        for warning in status.warnings:
            self._warnings[warning.till_day].append(warning.problem())

    def of(self, till_day: TillDay) -> TillDayStatus:
        """The complete status of a till-day, planned or not."""
        planned = self._planned.get(till_day)
        found = planned or self._unplanned(till_day)
        return found._replace(
            state=self._state(found) if planned else found.state,
            on_paper=self._on_paper.get(till_day, 0) if planned else 0,
            interim=self._interims.get(till_day),
            partials=tuple(self._partials.get(till_day, ())),
            drawers=tuple(self._drawers.get(till_day, ())),
            disputed=self._disputed(found),
            problems=tuple(_with_keys(self._problems.get(till_day, ()), found.files)),
            warnings=tuple(_with_keys(self._warnings.get(till_day, ()), found.files)),
            decisions=tuple(_decisions_on(self._status, found)),
        )

    def _unplanned(self, till_day: TillDay) -> TillDayStatus:
        """The files of a till-day that was not planned are in the book, and in no total."""
        files = self._files.get(till_day, [])
        return TillDayStatus(
            *till_day,
            state=TillDayState.SET_ASIDE if files else TillDayState.FREE,
            is_due=till_day[2] <= self._status.through,
            files=_uncounted(files),
        )

    def _state(self, found: TillDayStatus) -> TillDayState:
        if found.state in _COUNTED and self._problems.get(found.till_day):
            return TillDayState.LOOK
        files = self._files.get(found.till_day, [])
        if found.state in _COUNTED and files and all(file.first is None for file in files):
            return TillDayState.NO_SALES
        return found.state

    def _disputed(self, found: TillDayStatus) -> DisputedRange:
        """The range of what is disputed, from the files that no decision has kept out."""
        conflicts = [c for c in self._status.conflicts if c.till_day == found.till_day]
        if not conflicts:
            return DisputedRange()
        eligible = {file.manifest for file in found.files if not file.code}
        files = self._files.get(found.till_day, [])
        chains = chains_of(file for file in files if file.identity in eligible)
        return disputed_range(conflicts, chains.values())


def _uncounted(files: list[BookDay]) -> tuple[TillDayFile, ...]:
    found = sorted(files, key=lambda file: (file.seat, file.revision, file.identity))
    return tuple(
        TillDayFile(f.seat, f.revision, f.identity, f.key, f.breakdown.totals.net, counts=False)
        for f in found
    )


def _problems(status: Status) -> dict[TillDay, list[Problem]]:
    """What keeps each till-day from being complete: conflicts, gaps, files that were set aside."""
    found: dict[TillDay, list[Problem]] = defaultdict(list)
    for conflict in status.conflicts:
        problem = _problem(conflict.code, conflict.till_day, detail=conflict.detail)
        found[conflict.till_day].append(problem)
    for gap in status.gaps:
        found[gap.till_day].append(_problem(gap.code, gap.till_day))
    for aside in status.set_aside:
        problem = _problem(aside.code, aside.till_day, slip=aside.manifest)
        found[aside.till_day].append(problem)
    return found


def _problem(code: str, till_day: TillDay, *, slip: str = "", detail: str = "") -> Problem:
    facts: dict[str, object] = dict(zip(("stand", "till", "day"), till_day, strict=True))
    if slip:
        facts["slip"] = short_code(slip)
    if detail:
        facts["detail"] = detail
    return Problem(code, "warning", facts)


def _with_keys(problems: Iterable[Problem], files: tuple[TillDayFile, ...]) -> Iterator[Problem]:
    """The problems, each with the keys and the last revision of the till-day's files added.

    A problem of one file has that file's key.
    """
    keys = ", ".join(dict.fromkeys(file.fingerprint for file in files))
    revision = files[-1].revision if files else 1
    key_of = {file.slip: file.fingerprint for file in files}
    for problem in problems:
        key = key_of.get(str(problem.facts.get("slip", "")), keys)
        facts = {"keys": keys, "key": key, "revision": revision, **problem.facts}
        yield replace(problem, facts=facts)


def _decisions_on(status: Status, till_day: TillDayStatus) -> Iterator[DecisionStatus]:
    """The decisions that apply to a till-day and were not undone or replaced."""
    for decision in status.effective_decisions.statuses:
        if decision.is_current and _applies(decision.decision.content, till_day):
            yield decision


def _applies(content: DecisionContent, till_day: TillDayStatus) -> bool:
    match content:
        case Withdrawn():
            return content.stand == till_day.stand and content.day <= till_day.day
        case NoSales() | Choose() | Both():
            return content.till_day == till_day.till_day
        case AcceptKey():
            same = (content.stand, content.till) == (till_day.stand, till_day.till)
            return same and content.since <= till_day.day
        case AcceptSeat():
            return (content.stand, content.till) == (till_day.stand, till_day.till)
        case Dismiss():
            return content.manifest in {file.manifest for file in till_day.files}
    return False
