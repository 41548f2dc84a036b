"""Rows of a table as CSV: the quick way gives what the csv module gives."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.row_types import have_column_types
from pos_app.dayfile.writer import plain_row_bytes, row_bytes
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


_CELLS = {"str": texts, "int": st.integers(-(10**15) + 1, 10**15 - 1), "bool": st.booleans()}
_MARKS = [",", "]", "[", "],[", '"', "\\", "null", "true", "\x7f", "\u2028", "é", "𝄞"]


@pytest.mark.parametrize("name", ROW_TYPES)
@given(st.data())
def test_rows_of_the_right_types_are_written_as_the_csv_module_writes_them(
    name: str, data: st.DataObject
) -> None:
    kinds = {**_CELLS, "str": texts | st.sampled_from(_MARKS)}
    row = st.tuples(*(kinds[kind] for kind in column_types(name).values()))
    rows = data.draw(st.lists(row, max_size=4))
    expected = by_csv_module(name, rows)
    assert have_column_types(name, rows)
    assert row_bytes(name, rows) == expected
    assert plain_row_bytes(name, rows) in (None, expected)


@pytest.mark.parametrize("name", ROW_TYPES)
def test_plain_rows_are_written_by_the_compiled_writer(name: str) -> None:
    plain = {"str": "Gelang manik", "int": -12_500, "bool": True}
    rows = [tuple(plain[kind] for kind in column_types(name).values())] * 3
    assert plain_row_bytes(name, rows) == by_csv_module(name, rows)


@pytest.mark.parametrize("name", ROW_TYPES)
@pytest.mark.parametrize("wrong", [None, 1.0, b"a", 10**15, 10**30, [], "wrong kind"])
def test_a_cell_of_another_type_is_found(name: str, wrong: object) -> None:
    plain: dict[str, object] = {"str": "Gelang", "int": 1, "bool": True}
    others = {"str": 1, "int": True, "bool": 1}
    kinds = list(column_types(name).values())
    sound = tuple(plain[kind] for kind in kinds)
    for place, kind in enumerate(kinds):
        cell = others[kind] if wrong == "wrong kind" else wrong
        assert not have_column_types(name, [sound, (*sound[:place], cell, *sound[place + 1 :])])
    assert not have_column_types(name, [sound[:-1]])
