"""The status of one till-day: one business day of one till, whether files of it came or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pos_app.dayfile.format import short_code
from pos_app.domain.money import Rupiah
from pos_app.errors import Problem
from pos_app.office.decide.decisions import DecisionKind
from pos_app.office.decide.effective_decisions import DecisionState, DecisionStatus
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.drawers import TillDrawer
from pos_app.office.reconcile.interim_total import InterimTotal
from pos_app.office.reconcile.partial_days import PartialDay


class TillDayState(StrEnum):
    """The state of a till-day; each till-day is in exactly one.

    Attributes:
        MISSING: Due, and no file of it has come.
        RECEIVED: A first revision counts.
        REVISED: A later revision counts.
        DISPUTED: In conflict; nothing of it is confirmed until the office decides.
        LOOK: Received or revised, but with a problem that keeps it from being complete.
        WITHDRAWN: No file; the office decided that the stand has left the event.
        SET_ASIDE: Files came, and none of them counts.
        NO_SALES: The office decided that nothing was sold, or the files hold no sale.
        PAPER: No file; a closing slip on paper states its sums.
        FUTURE: Not due yet.
        FREE: The stand was not planned to sell, and no file came.
    """

    MISSING = "missing"
    RECEIVED = "received"
    REVISED = "revised"
    DISPUTED = "disputed"
    LOOK = "look"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    NO_SALES = "no_sales"
    PAPER = "paper"
    FUTURE = "future"
    FREE = "free"


class TillDayPlace(StrEnum):
    """Where a due till-day stands to the confirmed total; `TillDayCounts` says what each means."""

    IN_SUM = "in_sum"
    DISPUTED = "disputed"
    ON_PAPER = "on_paper"
    DECLARED_EMPTY = "declared_empty"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


_ABOUT_LAPTOPS = (DecisionKind.ACCEPT_KEY, DecisionKind.ACCEPT_SEAT)
_PLACE_WITHOUT_FILE = {
    TillDayState.PAPER: TillDayPlace.ON_PAPER,
    TillDayState.NO_SALES: TillDayPlace.DECLARED_EMPTY,
    TillDayState.WITHDRAWN: TillDayPlace.WITHDRAWN,
    TillDayState.MISSING: TillDayPlace.MISSING,
    TillDayState.SET_ASIDE: TillDayPlace.MISSING,
}


@dataclass(frozen=True, slots=True, order=True)
class TillDayFile:
    """A day file of a till-day, with its net in rupiah.

    `code` says why a file was set aside or overruled. A file that does not count and has no code
    was superseded by a newer revision, or is in dispute.
    """

    seat: int
    revision: int
    manifest: str
    key: str
    net: Rupiah
    counts: bool
    code: str = ""

    @property
    def slip(self) -> str:
        """The code that is printed on the closing slip, for example `3C46-4DAF`."""
        return short_code(self.manifest)

    @property
    def fingerprint(self) -> str:
        """The first eight hex digits of the key, short enough to compare by phone."""
        return short_code(self.key)


class TillDayStatus(NamedTuple):
    """What is known of one till-day.

    The status of a book fills in the first group of fields; the grid adds the second.

    Attributes:
        is_due: Whether the day lies within the days that the book's status covers.
        net: What the till-day adds to the confirmed total, in rupiah; None while that is open.
        codes: The codes of all problems and warnings, those of later days included.
        drawers: The drawers of the files that count.
        on_paper: The net that closing slips on paper state, in rupiah.
        interim: What the till said last that it had sold so far; None where a file or slip has
            come, or nothing was said.
        partials: Its files of which some codes have come by light, and not enough.
        disputed: The least and the most that a disputed till-day may be worth.
        problems: What keeps the till-day from being complete.
        warnings: What is sound, but worth a look.
        decisions: The office's decisions on this till-day.
    """

    stand: str
    till: str
    day: str
    state: TillDayState
    is_due: bool
    net: Rupiah | None = None
    files: tuple[TillDayFile, ...] = ()
    codes: tuple[str, ...] = ()

    on_paper: Rupiah = 0
    interim: InterimTotal | None = None
    partials: tuple[PartialDay, ...] = ()
    drawers: tuple[TillDrawer, ...] = ()
    disputed: DisputedRange = DisputedRange()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    decisions: tuple[DecisionStatus, ...] = ()

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    @property
    def amount(self) -> Rupiah:
        """The amount to show, in rupiah: the confirmed net, or else what paper states."""
        return self.net or self.on_paper

    @property
    def made_by(self) -> tuple[DecisionStatus, ...]:
        """The decisions in force that make the till-day what it is.

        An accepted key or seat is one only where there was something to choose between.
        """
        several = len(self.keys) > 1 or max(self.seats, default=0) > 0
        return tuple(
            decided
            for decided in self.decisions
            if decided.state is DecisionState.IN_FORCE
            and (several or decided.decision.kind not in _ABOUT_LAPTOPS)
        )

    @property
    def drawer_difference(self) -> Rupiah:
        """What the till-day's drawers held too much; negative where money is short."""
        return sum(each.drawer.difference for each in self.drawers)

    @property
    def counted(self) -> tuple[TillDayFile, ...]:
        """The files that count: one for each seat, or two where two laptops sold in one."""
        return tuple(file for file in self.files if file.counts)

    @property
    def place(self) -> TillDayPlace | None:
        """Where the till-day stands to the total; None for one that is not due or not planned."""
        if not self.is_due:
            return None
        if self.state is TillDayState.DISPUTED:
            return TillDayPlace.DISPUTED
        return TillDayPlace.IN_SUM if self.counted else _PLACE_WITHOUT_FILE.get(self.state)

    @property
    def seats(self) -> tuple[int, ...]:
        """The seats that closed a file of this till-day."""
        return tuple(sorted({file.seat for file in self.files}))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key (hex) that signed a file of this till-day."""
        return tuple(sorted({file.key for file in self.files}))


@dataclass(frozen=True, slots=True)
class TillDayFacts:
    """The facts from which the status of every planned till-day follows.

    `no_file` holds the state of the till-days that a decision or paper settles without a file.
    """

    files: Mapping[TillDay, Sequence[TillDayFile]] = field(default_factory=dict)
    nets: Mapping[TillDay, Rupiah] = field(default_factory=dict)
    codes: Mapping[TillDay, Iterable[str]] = field(default_factory=dict)
    disputed: Collection[TillDay] = frozenset()
    no_file: Mapping[TillDay, TillDayState] = field(default_factory=dict)

    def statuses(self, plan: EventPlan, through: str) -> tuple[TillDayStatus, ...]:
        """The status of every planned till-day of the whole event, in the plan's order."""
        return tuple(self._status(item, through) for item in plan.till_days(plan.end))

    def _status(self, till_day: TillDay, through: str) -> TillDayStatus:
        is_due = till_day[2] <= through
        state = self._state(till_day, is_due)
        return TillDayStatus(
            *till_day,
            state=state,
            is_due=is_due,
            net=self._net(till_day, state),
            files=tuple(sorted(self.files.get(till_day, ()))),
            codes=tuple(sorted(set(self.codes.get(till_day, ())))),
        )

    def _state(self, till_day: TillDay, is_due: bool) -> TillDayState:
        if till_day in self.disputed:
            return TillDayState.DISPUTED
        files = self.files.get(till_day, ())
        counted = [file.revision for file in files if file.counts]
        if counted:
            return TillDayState.REVISED if max(counted) > 1 else TillDayState.RECEIVED
        if till_day in self.no_file:
            return self.no_file[till_day]
        if files:
            return TillDayState.SET_ASIDE
        return TillDayState.MISSING if is_due else TillDayState.FUTURE

    def _net(self, till_day: TillDay, state: TillDayState) -> Rupiah | None:
        if state in (TillDayState.RECEIVED, TillDayState.REVISED):
            return self.nets[till_day]
        return 0 if state is TillDayState.NO_SALES else None
