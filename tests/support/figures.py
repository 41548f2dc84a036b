"""Figures of the benches: what was timed, against what, in how many rounds, and with which spread.

A figure is a ratio of two things measured in the same run, so that it says something on another
machine; less is better. A figure above its goal is *missed*: it is told as such, and no test fails.
"""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

LEAST_ROUNDS = 3
TIMES = "×"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `rounds` holds its value in each round, `goal` the most that is wanted."""

    group: str
    name: str
    timed: str
    against: str
    rounds: tuple[float, ...]
    goal: float | None = None
    unit: str = TIMES
    note: str = ""

    @property
    def median(self) -> float:
        """The figure itself."""
        return statistics.median(self.rounds)

    @property
    def missed(self) -> bool:
        """Whether it has a goal and is above it."""
        return self.goal is not None and self.median > self.goal

    def told(self) -> dict[str, Any]:
        """What bench.json says of it."""
        spread = {"median": self.median, "min": min(self.rounds), "max": max(self.rounds)}
        return {**asdict(self), "rounds": list(self.rounds), **spread, "missed": self.missed}


@dataclass(frozen=True, slots=True)
class Point:
    """One size of a growth: how many there were, and milliseconds in each round."""

    size: int
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round, in milliseconds."""
        return statistics.median(self.rounds)


@dataclass(frozen=True, slots=True)
class Growth:
    """How one thing grows with `axis`, against the smallest size measured."""

    group: str
    axis: str
    name: str
    points: tuple[Point, ...]

    def ratio(self, point: Point) -> float:
        """A point's time over that of the smallest size."""
        return point.median / self.points[0].median

    def told(self) -> dict[str, Any]:
        """What bench.json says of it."""
        points = [
            {"size": each.size, "rounds": list(each.rounds), "ratio": self.ratio(each)}
            for each in self.points
        ]
        return {"group": self.group, "axis": self.axis, "name": self.name, "points": points}


@dataclass(slots=True)
class Report:
    """All figures of a run, and what was left out and why."""

    figures: list[Figure] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The report as it is written to a file."""
        return {
            "figures": [each.told() for each in self.figures],
            "growth": [each.told() for each in self.growths],
            "left_out": [list(each) for each in self.left_out],
        }

    @property
    def missed(self) -> list[Figure]:
        """The figures that are above their goal."""
        return [each for each in self.figures if each.missed]


def report_of(told: dict[str, Any]) -> Report:
    """The report that a file tells of."""
    names = tuple(Figure.__dataclass_fields__)
    figures = [
        Figure(**{**{name: each[name] for name in names}, "rounds": tuple(each["rounds"])})
        for each in told["figures"]
    ]
    growths = [
        Growth(
            each["group"],
            each["axis"],
            each["name"],
            tuple(Point(at["size"], tuple(at["rounds"])) for at in each["points"]),
        )
        for each in told["growth"]
    ]
    return Report(figures, growths, [(name, why) for name, why in told["left_out"]])


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON."""
    path.write_text(json.dumps(report.told(), ensure_ascii=False, indent=1) + "\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Figures:
    """Takes the figures of one bench: the fixture `figures`."""

    group: str
    report: Report

    def ratio(
        self,
        name: str,
        rounds: Sequence[float],
        *,
        timed: str,
        against: str,
        goal: float | None = None,
        note: str = "",
    ) -> Figure:
        """Record a ratio, given its value in each of at least three rounds."""
        if len(rounds) < LEAST_ROUNDS:
            raise ValueError(f"{name}: {len(rounds)} rounds have no spread")
        return self._keep(Figure(self.group, name, timed, against, tuple(rounds), goal, note=note))

    def count(
        self, name: str, value: float, *, unit: str, timed: str, goal: float | None = None
    ) -> Figure:
        """Record what is the same in every run: bytes, pages, screens."""
        return self._keep(Figure(self.group, name, timed, "", (round(value, 1),), goal, unit))

    def growth(
        self,
        name: str,
        points: Sequence[tuple[int, Sequence[float]]],
        *,
        axis: str,
        goal: float | None = None,
        note: str = "",
    ) -> Figure:
        """Record how long something takes at each size, in milliseconds.

        The figure is the largest size's time in each round over the smallest one's middle round:
        sizes are measured one after another, so that their rounds are no pairs.
        """
        measured = tuple(Point(size, tuple(took)) for size, took in sorted(points))
        found = Growth(self.group, axis, name, measured)
        self.report.growths.append(found)
        first, last = found.points[0], found.points[-1]
        return self.ratio(
            name,
            [each / first.median for each in last.rounds],
            timed=f"{last.size:,} {axis}",
            against=f"{first.size:,} {axis}",
            goal=goal,
            note=note,
        )

    def _keep(self, figure: Figure) -> Figure:
        self.report.figures.append(figure)
        return figure


Clock = Callable[[], float]


def least(work: Callable[[], object], runs: int, clock: Clock = time.perf_counter) -> float:
    """Milliseconds of the quickest run: other work on the machine only ever adds to it."""
    gc.collect()  # once: after each, a short run would find an empty cache of the processor
    times = []
    for _ in range(runs):
        begun = clock()
        work()
        times.append(clock() - begun)
    return 1_000 * min(times)


def least_of_processor(work: Callable[[], object], runs: int) -> float:
    """The same of the processor's time, which other work changes least."""
    return least(work, runs, time.process_time)


def in_turns(
    mine: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int,
    runs: int = 1,
    clock: Clock = time.perf_counter,
) -> list[float]:
    """The ratio of each round, both taken in turns so that they see the same machine."""
    return [least(mine, runs, clock) / least(theirs, runs, clock) for _ in range(rounds)]


def p99(took: Sequence[float]) -> float:
    """The 99th percentile."""
    return sorted(took)[int(len(took) * 0.99)]


@contextmanager
def milliseconds_into(kept: list[float]) -> Iterator[None]:
    """Append the milliseconds that the block takes."""
    begun = time.perf_counter_ns()
    yield
    kept.append((time.perf_counter_ns() - begun) / 1e6)
