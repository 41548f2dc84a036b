"""Every till-day of a status as a square: what is known of it, gathered from wherever it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pos_app.dayfile.format import short_code
from pos_app.errors import Problem
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Choose,
    Dismiss,
    NoSales,
    Withdrawn,
)
from pos_app.office.decide.effective_decisions import DecisionStatus
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.disputed_range import DisputedRange, disputed_range
from pos_app.office.reconcile.disputes import Conflict
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import Cell, CellFile, CellState
from pos_app.office.reconcile.till_day_square import Square, SquareState


class Squares:
    """Looks a status up by till-day."""

    def __init__(self, status: Status, files: Mapping[TillDay, list[BookDay]]) -> None:
        self._status = status
        self._files = files
        self._cells = {cell.till_day: cell for cell in status.cells}
        self._paper: dict[TillDay, int] = defaultdict(int)
        for day in status.paper:
            self._paper[day.till_day] += day.net
        self._problems: dict[TillDay, list[Problem]] = defaultdict(list)
        self._notes: dict[TillDay, list[Problem]] = defaultdict(list)
        named: list[Conflict | Gap] = [*status.conflicts, *status.gaps]
        for item in named:
            self._problems[item.till_day].append(_problem(item.code, item.till_day))
        for aside in status.set_aside:
            found = _problem(aside.code, aside.till_day, slip=aside.manifest)
            self._problems[aside.till_day].append(found)
        for note in status.warnings:
            found = _problem(note.code, note.till_day, detail=note.detail)
            self._notes[note.till_day].append(found)

    def square(self, place: TillDay) -> Square:
        cell = self._cells.get(place)
        files = self._files.get(place, [])
        held = cell.files if cell is not None else _held_back(files)
        state = self._state(cell, files) if cell is not None else _stranger(files)
        return Square(
            state=state,
            net=(cell.net or self._paper.get(place, 0)) if cell is not None else 0,
            span=self._span(cell, files)
            if cell and cell.state is CellState.DISPUTED
            else DisputedRange(),
            problems=tuple(self._with_keys(self._problems.get(place, ()), held)),
            notes=tuple(self._with_keys(self._notes.get(place, ()), held)),
            files=held,
            decisions=tuple(decisions_on(self._status, place, held)),
        )

    def _state(self, cell: Cell, files: list[BookDay]) -> SquareState:
        here = cell.state in (CellState.RECEIVED, CellState.REVISED)
        if here and self._problems.get(cell.till_day):
            return SquareState.LOOK
        if here and files and all(file.first is None for file in files):
            return SquareState.NO_SALES
        return SquareState(cell.state)

    def _span(self, cell: Cell, files: list[BookDay]) -> DisputedRange:
        """Between what the till-day lies, by the files that no decision has kept out."""
        open_ = {file.manifest for file in cell.files if not file.code}
        chains = chains_of(file for file in files if file.identity in open_)
        here = (item for item in self._status.conflicts if item.till_day == cell.till_day)
        return disputed_range(here, chains.values())

    def _with_keys(
        self, problems: Iterable[Problem], files: tuple[CellFile, ...]
    ) -> Iterator[Problem]:
        """The problems with what only the files can tell: their keys and their revision."""
        keys = ", ".join(dict.fromkeys(file.fingerprint for file in files))
        revision = files[-1].revision if files else 1
        for problem in problems:
            facts = {"keys": keys, "revision": revision, **problem.facts}
            yield replace(problem, facts=facts)


def _problem(code: str, place: TillDay, *, slip: str = "", detail: str = "") -> Problem:
    facts: dict[str, object] = dict(zip(("stand", "till", "day"), place, strict=True))
    if slip:
        facts["slip"] = short_code(slip)
    if detail:
        facts["detail"] = detail
    return Problem(code, "warning", facts)


def _held_back(files: list[BookDay]) -> tuple[CellFile, ...]:
    """The files of a till-day that was not planned: in the book, and in no total."""
    found = sorted(files, key=lambda file: (file.seat, file.revision, file.identity))
    return tuple(
        CellFile(f.seat, f.revision, f.identity, f.key, f.breakdown.totals.net, counts=False)
        for f in found
    )


def _stranger(files: list[BookDay]) -> SquareState:
    return SquareState.SET_ASIDE if files else SquareState.FREE


def decisions_on(
    status: Status, place: TillDay, files: Iterable[CellFile]
) -> Iterator[DecisionStatus]:
    """The office's decisions that bear on a till-day and still stand."""
    stand, till, day = place
    manifests = {file.manifest for file in files}
    for decided in status.effective_decisions.statuses:
        content = decided.decision.content
        if not decided.stands:
            continue
        if isinstance(content, Withdrawn):
            bears = content.stand == stand and content.day <= day
        elif isinstance(content, NoSales | Choose):
            bears = content.till_day == place
        elif isinstance(content, AcceptKey | AcceptSeat):
            bears = (content.stand, content.till) == (stand, till)
        else:
            bears = isinstance(content, Dismiss) and content.manifest in manifests
        if bears:
            yield decided
