"""What the office does with very many day files, against the same with ten."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from bench.fairs import book_with_key, folder_of, state
from support.fair_files import Fair
from support.figures import Figures, least_of_processor

from pos_app.office.book import Book
from pos_app.office.intake.merge import merge

pytestmark = pytest.mark.bench
AXIS = "files"
GOAL = 1.5
DAYS, ROUNDS, LATE = 5, 3, 5
Took = dict[str, list[float]]


def measure(folder: Path, files: int) -> Took:
    """Milliseconds of the processor; the files have ten sales of two lines each."""
    took: Took = defaultdict(list)
    fair = Fair(stands=files // DAYS, days=DAYS, sales=10, lines=2)
    paths = sorted(folder_of(fair).glob("*.zip"))
    late = paths[-LATE * ROUNDS :] if files > 10 else paths[-ROUNDS:]
    path = folder / f"{files}.book"
    with book_with_key(path, fair) as book:
        merge(book, [each for each in paths if each not in set(late)])
        for turn in range(ROUNDS):
            each = late[turn::ROUNDS]
            took["one more file"].append(
                min(least_of_processor(lambda one=one: merge(book, [one]), 1) for one in each)
            )
        assert len(book.identities()) == files
    for _ in range(ROUNDS):
        took["open the book"].append(
            least_of_processor(lambda: Book.open(path, writing=False).close(), 3)
        )
        took["status, per file"].append(least_of_processor(lambda: state(path, fair), 3) / files)
    return took


def test_very_many_files_against_ten(tmp_path: Path, figures: Figures, *, quick: bool) -> None:
    points: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    for files in (10, 100) if quick else (10, 100, 1_000, 10_000):
        for name, rounds in measure(tmp_path, files).items():
            points[name].append((files, rounds))
    for name, each in points.items():
        figures.growth(name, each, axis=AXIS, goal=GOAL)
