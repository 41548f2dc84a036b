"""One till-day as it is shown: its state, its money, what is wrong with it, its files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah
from pos_app.errors import Problem
from pos_app.office.decide.effective_decisions import DecisionStatus
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.till_day import CellFile


class SquareState(StrEnum):
    """A cell's state as it is shown: `LOOK` is received and not all well, `FREE` a day on which
    the stand does not sell."""

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


@dataclass(frozen=True, slots=True)
class Square:
    """One till-day. `net` is confirmed, `span` in dispute. `problems` keep it from being
    complete, `notes` are sound and worth a look; `decisions` are the office's, on it."""

    state: SquareState
    net: Rupiah = 0
    span: DisputedRange = DisputedRange()  # noqa: RUF009 - a tuple of numbers
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    files: tuple[CellFile, ...] = ()
    decisions: tuple[DecisionStatus, ...] = ()
