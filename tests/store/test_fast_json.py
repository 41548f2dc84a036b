"""The compiled reader of JSON gives what the standard one gives, and refuses what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.journal import canonical, place_of_document
from pos_app.store.fast_json import document_place, parsed

LEAVES = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(LEAVES, lambda part: st.lists(part) | st.dictionaries(st.text(), part))
FACT: dict[str, Any] = {"v": 1, "kind": "sale", "seq": 7, "running_total": -5_000, "lines": []}
FACT |= {"sale": {"number": "A07-1-000123", "net": 1, "note": ""}, "tenders": [{"amount": 1}]}


@given(VALUES)
def test_what_the_till_wrote_is_read_as_by_the_standard_reader(value: object) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, separators=(",", ":"))):
        assert parsed(text) == json.loads(text) == value


@pytest.mark.parametrize("text", ['"\\ud800"', "1e400", "-Infinity", '{"a": 1, "a": 2}', "1" * 40])
def test_what_only_the_standard_reader_takes_is_read_by_it(text: str) -> None:
    assert parsed(text) == json.loads(text) == parsed(text.encode())


@pytest.mark.parametrize(
    "text", [b"", b"{", b"{} x", b'"\xff"', b'"a\tb"', b"\xef\xbb\xbf1", b"[1,]"]
)
def test_a_damaged_text_is_refused(text: bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        parsed(text)


@given(st.integers(1, 10**6), st.integers(1, 999_999), st.integers(-(10**12), 10**12))
def test_a_document_stands_where_its_whole_fact_says(seq: int, number: int, total: int) -> None:
    sale = {**FACT["sale"], "number": f"A07-1-{number:06}"}
    fact = {**FACT, "seq": seq, "running_total": total, "sale": sale}
    place = document_place(canonical(fact))
    assert place == ("sale", seq, sale["number"], total)
    assert place_of_document(fact) == number


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "7"},
        {"running_total": True},
        {"sale": {}},
        {"kind": None},
        {"carried": {"place": 0}},
    ],
)
def test_a_document_that_is_carried_or_damaged_is_left_to_the_whole_reader(
    change: dict[str, Any],
) -> None:
    assert document_place(json.dumps(FACT | change).encode()) is None
    assert document_place(b"\xff") is None
