"""The journals of one laptop's files are one history, whichever file comes first."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from support.fair_files import START, Fair, Till
from support.shops import clock_at

from pos_app.dayfile.reader import read_day
from pos_app.dayfile.writer import BuiltDay
from pos_app.messages import catalogue
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.reconcile.status import Status, status_of
from pos_app.services.office.decisions import choose
from pos_app.services.office.event_book import init_book

FAIR = Fair(stands=1, days=3)
NEXT = START + timedelta(days=1)
CLOCK = clock_at("2023-10-28T21:00:00+08:00")


def merged(folder: Path, *files: BuiltDay) -> tuple[MergeReport, Status]:
    """What the merge of the last file says, and the status after it."""
    book = folder / "book.db"
    if not book.exists():
        (folder / "event.toml").write_bytes(FAIR.toml)
        init_book(book, folder / "event.toml")
    report = MergeReport()
    with Book.open(book) as opened:
        for number, file in enumerate(files):
            path = folder / f"{number}.zip"
            path.write_bytes(file.file)
            report = merge(opened, [path])
        status = status_of(opened.plan, opened.days(), FAIR.end, opened.effective_decisions())
    return report, status


def conflicts(status: Status) -> set[tuple[str, str]]:
    assert all(conflict.code in catalogue() for conflict in status.conflicts)
    return {(conflict.day, conflict.code) for conflict in status.conflicts}


def doctored() -> tuple[Till, BuiltDay, BuiltDay]:
    """A till after its first day, that day's file, and a second revision with a sale less."""
    till = Till("S0000", random.Random(7))
    twin = deepcopy(till)
    first = till.close(START, 3, 1)
    return till, first, twin.rewrite(START, 2, 1, first)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_revision_without_the_rows_of_the_one_before_is_in_dispute(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    _, *files = doctored()
    report, status = merged(tmp_path, *(files[number] for number in order))
    assert [entry.code for entry in report.conflicts] == ["revision_rewritten"]
    assert report.replaced == []
    assert conflicts(status) == {(str(START), "revision_rewritten")}
    assert status.totals.net == 0
    (conflict,) = status.conflicts
    assert {file.manifest for file in conflict.files} == {file.identity for file in files}
    nets = sorted(read_day(file.file).head.totals.net for file in files)
    assert list(status.disputed) == nets


@pytest.mark.parametrize("which", [0, 1])
def test_the_office_chooses_between_the_two_revisions(tmp_path: Path, which: int) -> None:
    _, *files = doctored()
    merged(tmp_path, *files)
    choose(tmp_path / "book.db", files[which].identity, CLOCK)
    _, status = merged(tmp_path)
    assert (status.conflicts, status.totals.net) == (
        (),
        read_day(files[which].file).head.totals.net,
    )


def test_a_revision_that_was_opened_again_is_one_history(tmp_path: Path) -> None:
    till = Till("S0000", random.Random(7))
    files = [till.close(START, 3, 1), till.revise(START, 1, 1), till.revise(START, 0, 1)]
    report, status = merged(tmp_path, *files, till.close(NEXT, 1, 1))
    assert (status.conflicts, status.gaps, report.conflicts) == ((), (), [])
    assert status.totals.net == till.total


def test_a_third_revision_is_held_against_the_first_where_the_second_is_missing(
    tmp_path: Path,
) -> None:
    till = Till("S0000", random.Random(7))
    first = till.close(START, 3, 1)
    till.revise(START, 1, 1)
    third = till.revise(START, 1, 1)
    _, status = merged(tmp_path, first, third)
    assert conflicts(status) == set()
    assert [gap.code for gap in status.gaps] == ["revision_missing"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_doctored_revision_beside_the_next_day_disputes_its_own_day_only(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    till, first, second = doctored()
    files = [first, till.close(NEXT, 2, 1), second]
    _, status = merged(tmp_path, *(files[number] for number in order))
    assert {day for day, _ in conflicts(status)} == {str(START)}
    assert status.totals.net == read_day(files[1].file).head.totals.net
    assert status.gaps == ()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_revision_made_after_the_next_day_was_opened_is_in_dispute(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """It has the rows of the one before and a reopening: only the next day's file tells."""
    till = Till("S0000", random.Random(7))
    first = till.close(START, 3, 1)
    twin = deepcopy(till)
    files = [first, till.close(NEXT, 2, 1), twin.revise(START, 1, 1)]
    _, status = merged(tmp_path, *(files[number] for number in order))
    assert conflicts(status) == {(str(START), "chain_fork")}
    assert "superseded_link" not in [warning.code for warning in status.warnings]
    assert status.totals.net == read_day(files[1].file).head.totals.net


def test_without_the_first_revision_the_next_day_still_tells(tmp_path: Path) -> None:
    till = Till("S0000", random.Random(7))
    till.close(START, 3, 1)
    twin = deepcopy(till)
    _, status = merged(tmp_path, till.close(NEXT, 2, 1), twin.revise(START, 1, 1))
    assert conflicts(status) == {(str(START), "chain_fork")}


def test_two_days_that_use_the_same_rows_are_both_in_dispute(tmp_path: Path) -> None:
    till = Till("S0000", random.Random(7))
    twin = deepcopy(till)
    _, status = merged(tmp_path, till.close(START, 3, 1), twin.close(NEXT, 2, 1))
    assert conflicts(status) == {(str(START), "chain_fork"), (str(NEXT), "chain_fork")}
    assert status.totals.net == 0


def test_a_day_that_names_the_day_before_and_skips_rows_is_in_dispute(tmp_path: Path) -> None:
    till = Till("S0000", random.Random(7))
    first = till.close(START, 3, 1)
    till._write("drawer", f"{NEXT}T07:00:00+08:00", reason="")
    _, status = merged(tmp_path, first, till.close(NEXT, 2, 1))
    assert conflicts(status) == {(str(START), "chain_fork"), (str(NEXT), "chain_fork")}


def test_a_revision_lost_on_the_way_is_a_gap_and_no_dispute(tmp_path: Path) -> None:
    till = Till("S0000", random.Random(7))
    first = till.close(START, 3, 1)
    till.revise(START, 1, 1)
    _, status = merged(tmp_path, first, till.close(NEXT, 2, 1))
    assert (conflicts(status), "day_link_gap" in [gap.code for gap in status.gaps]) == (set(), True)
