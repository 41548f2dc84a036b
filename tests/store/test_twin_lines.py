"""What changes beside a journal row is written in lines of bounded length, the row's own last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pos_app.store.carried import Change, Entry
from pos_app.store.places import read_place
from pos_app.store.twin_lines import JournalRow, TwinLine, is_sound, lines_of
from pos_app.store.twin_reading import readable_rows, twin_end

LONGEST = 160 << 10
ROWS = [JournalRow(1, b"1" * 32, b'{"a":1}'), JournalRow(2, b"2" * 32, b'{"b":2}')]


def changes(count: int, seq: int, size: int = 300) -> list[Change]:
    return [
        Change(n, seq, Entry("settings", f"k{n}", (f"k{n}", "x" * size))) for n in range(1, count)
    ]


def written(tmp_path: Path, lines: list[TwinLine]) -> Path:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"".join(line.text() for line in lines))
    return path


@pytest.mark.parametrize(("count", "size"), [(10_000, 300), (200, 20_000)])
def test_ten_thousand_changes_with_one_row_make_no_long_line(count: int, size: int) -> None:
    lines = list(lines_of(ROWS, 0, 0, changes(count, 2, size)))
    assert max(len(line.text()) for line in lines) <= LONGEST
    assert all(is_sound(line.text()) for line in lines)
    assert lines[-1].row == ROWS[1]


def test_changes_of_a_row_that_the_twin_has_make_no_long_line_either() -> None:
    lines = list(lines_of([], 2, 0, changes(10_000, 2)))
    assert max(len(line.text()) for line in lines) <= LONGEST
    assert {line.after for line in lines} == {2}


def test_the_whole_is_read_back(tmp_path: Path) -> None:
    path = written(tmp_path, list(lines_of(ROWS, 0, 0, changes(1_000, 2))))
    held = read_place(path)
    assert held.rows == ROWS
    assert (len(held.entries), held.changes, held.whole) == (999, 999, True)
    assert twin_end(path) == (2, 999)


def test_the_newest_row_is_near_the_end(tmp_path: Path) -> None:
    path = written(tmp_path, list(lines_of(ROWS, 0, 0, changes(10_000, 2))))
    reached = path.stat().st_size - LONGEST
    with path.open("rb") as file:
        file.seek(reached)
        tail = file.read()
    assert b'{"seq":2,' in tail
    assert list(readable_rows(path, LONGEST))[-1] == ROWS[1]


def test_a_twin_that_ends_between_two_such_lines_goes_on_after_them(tmp_path: Path) -> None:
    every = changes(1_000, 2)
    lines = list(lines_of(ROWS, 0, 0, every))
    for kept in range(1, len(lines)):
        path = written(tmp_path, lines[:kept])
        row, upto = twin_end(path)
        later = [change for change in every if change.n > upto]
        rest = list(lines_of([each for each in ROWS if each.seq > row], row, upto, later))
        held = read_place(written(tmp_path, [*lines[:kept], *rest]))
        assert held.rows == ROWS
        assert len(held.entries) == 999


def test_one_long_line_as_older_versions_wrote_it_is_read(tmp_path: Path) -> None:
    entries = [change.entry for change in changes(1_000, 2)]
    path = written(tmp_path, [TwinLine(ROWS[0], 1), TwinLine(ROWS[1], 2, 999, entries)])
    held = read_place(path)
    assert (held.rows, len(held.entries), held.changes) == (ROWS, 999, 999)
    assert json.loads(path.read_bytes().splitlines()[1])["upto"] == 999
