"""Rows of a table as CSV: the quick way gives what the csv module gives."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.dayfile.writer import row_bytes
from pos_app.domain.day import ROW_TYPES

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["", " ", ",", '"', "\r", "\n", "\r\n", "a,b", "None", "%s", "\t", "\u2028", "'"]
)
cells = texts | st.integers() | st.none() | st.booleans() | st.floats()


def by_csv_module(name: str, rows: list[tuple[object, ...]]) -> bytes:
    text = io.StringIO(newline="")
    told = [(*row[:-1], "true" if row[-1] else "false") for row in rows]
    csv.writer(text, lineterminator="\r\n").writerows(told if name == "tenders" else rows)
    return text.getvalue().encode()


@pytest.mark.parametrize("name", ROW_TYPES)
@given(st.data())
def test_rows_are_written_as_the_csv_module_writes_them(name: str, data: st.DataObject) -> None:
    width = len(ROW_TYPES[name]._fields)
    rows = data.draw(st.lists(st.tuples(*[cells] * width), max_size=4))
    assert row_bytes(name, rows) == by_csv_module(name, rows)


@given(st.lists(st.lists(cells, min_size=1, max_size=8).map(tuple), max_size=4))
@example([("a", "b", "c,d", "e,f"), ("g", "h", "i", "j", "k", "l\r\nm")])
def test_rows_of_another_width_are_written_alike_too(rows: list[tuple[object, ...]]) -> None:
    assert row_bytes("stock", rows) == by_csv_module("stock", rows)
