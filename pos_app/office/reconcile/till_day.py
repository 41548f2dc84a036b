"""The grid of till-days: for each that was planned, what is here of it and in which state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.dayfile.format import short_code
from pos_app.domain.money import Rupiah
from pos_app.office.plan.event_plan import EventPlan, TillDay


class CellState(StrEnum):
    """One state for each till-day. `REVISED` is received in a newer revision than the first;
    `SET_ASIDE` has files, but none that counts; `FUTURE` is not due yet."""

    MISSING = "missing"
    RECEIVED = "received"
    REVISED = "revised"
    DISPUTED = "disputed"
    SET_ASIDE = "set_aside"
    NO_SALES = "no_sales"
    WITHDRAWN = "withdrawn"
    PAPER = "paper"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, order=True)
class CellFile:
    """A file of a till-day. `code` says why one that does not count is kept out; a file without
    a code that does not count was revised by a newer one, or is in dispute."""

    seat: int
    revision: int
    manifest: str
    key: str
    net: Rupiah
    counts: bool
    code: str = ""

    @property
    def slip(self) -> str:
        """The code on the closing slip, `3C46-4DAF`."""
        return short_code(self.manifest)

    @property
    def fingerprint(self) -> str:
        """The key's first eight hex digits, to be compared by phone."""
        return short_code(self.key)


@dataclass(frozen=True, slots=True)
class Cell:
    """A planned till-day. `net` is what it adds to the confirmed total, None while that is open.

    `problems` are the codes of everything that is to be looked at; `is_due` whether the day lies
    within the days that the status is of.
    """

    stand: str
    till: str
    day: str
    state: CellState
    is_due: bool
    net: Rupiah | None = None
    files: tuple[CellFile, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day

    @property
    def counted(self) -> tuple[CellFile, ...]:
        """The files that count: at most one a seat."""
        return tuple(file for file in self.files if file.counts)

    @property
    def seats(self) -> tuple[int, ...]:
        return tuple(sorted({file.seat for file in self.files}))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key (hex) that signed a file of this till-day."""
        return tuple(sorted({file.key for file in self.files}))


@dataclass(frozen=True, slots=True)
class Grid:
    """What is known of till-days, to be laid out as cells.

    `standing` is what stands in for a file where none counts: the office's word, or paper.
    """

    files: Mapping[TillDay, Sequence[CellFile]] = field(default_factory=dict)
    nets: Mapping[TillDay, Rupiah] = field(default_factory=dict)
    problems: Mapping[TillDay, Iterable[str]] = field(default_factory=dict)
    disputed: Collection[TillDay] = frozenset()
    standing: Mapping[TillDay, CellState] = field(default_factory=dict)

    def cells(self, plan: EventPlan, through: str) -> tuple[Cell, ...]:
        """A cell for every planned till-day of the whole event, sorted."""
        return tuple(self._cell(item, through) for item in plan.till_days(plan.end))

    def _cell(self, till_day: TillDay, through: str) -> Cell:
        state = self._state(till_day, through)
        return Cell(
            *till_day,
            state=state,
            is_due=till_day[2] <= through,
            net=self._net(till_day, state),
            files=tuple(sorted(self.files.get(till_day, ()))),
            problems=tuple(sorted(set(self.problems.get(till_day, ())))),
        )

    def _state(self, till_day: TillDay, through: str) -> CellState:
        if till_day in self.disputed:
            return CellState.DISPUTED
        files = self.files.get(till_day, ())
        counted = [file.revision for file in files if file.counts]
        if counted:
            return CellState.REVISED if max(counted) > 1 else CellState.RECEIVED
        if till_day in self.standing:
            return self.standing[till_day]
        if files:
            return CellState.SET_ASIDE
        return CellState.FUTURE if till_day[2] > through else CellState.MISSING

    def _net(self, till_day: TillDay, state: CellState) -> Rupiah | None:
        if state in (CellState.RECEIVED, CellState.REVISED):
            return self.nets[till_day]
        return 0 if state is CellState.NO_SALES else None
