"""The table of a run's figures: as plain lines, for the screen, and in Markdown."""

from __future__ import annotations

from support.figures import TIMES, Figure, Report


def shown(value: float) -> str:
    """A figure in three digits: 0.012, 0.66, 12.5, 1,250."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 or value == 0 else f"{value:.2g}"


def cells(figure: Figure) -> tuple[str, ...]:
    """Group, name, what is timed, the figure with its spread, goal and verdict."""
    exact = figure.unit != TIMES
    number = f"{figure.median:g} {figure.unit}" if exact else f"{shown(figure.median)} {TIMES}"
    goal = "" if figure.goal is None else f"{figure.goal:g}" if exact else shown(figure.goal)
    spread = f"{shown(min(figure.rounds))}–{shown(max(figure.rounds))}"
    against = f" / {figure.against}" if figure.against else ""
    return (
        figure.group,
        figure.name,
        figure.timed + against + (f" ({figure.note})" if figure.note else ""),
        number,
        spread if len(figure.rounds) > 1 else "",
        f"≤ {goal}" if goal else "",
        verdict(figure),
    )


HEADS = ("group", "figure", "timed / against", "median", "least–most", "goal", "")


def verdict(figure: Figure) -> str:
    """`met`, `missed`, or nothing where there is no goal."""
    if figure.goal is None:
        return ""
    return "missed" if figure.missed else "met"


def lines_of(report: Report) -> list[str]:
    """The table as plain lines, and what was left out."""
    rows = [HEADS, *map(cells, report.figures)]
    wide = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
        for row in rows
    ]
    return table + [f"left out: {name}: {why}" for name, why in report.left_out]


def markdown_of(report: Report) -> str:
    """The table in Markdown."""
    rows = [HEADS, ("---",) * len(HEADS), *map(_marked, report.figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _marked(figure: Figure) -> tuple[str, ...]:
    *rest, told = (cell.replace("|", "\\|") for cell in cells(figure))
    return (*rest, f"**{told}**" if told == "missed" else told)
