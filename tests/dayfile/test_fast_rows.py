"""The fast reader of journal rows against the standard one: nothing passes that would not there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fuzz.readers import SEEDS, day_file, day_journal
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.days import busy_day, facts_in

from pos_app.dayfile import journal_rows, reader
from pos_app.dayfile.fast_rows import canonical_facts
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import parse_rows
from pos_app.domain.journal import are_canonical, canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(2**70), 2**70) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
facts = st.dictionaries(texts, values, max_size=4)
# Texts near JSON: parts of rows in any order, so that brackets, escapes and numbers go wrong.
PARTS = ["{", "}", "[", "]", ",", ":", '"a"', '"b"', "1", "-0", "1.0", "1e5", "01", "true", "null"]
PARTS += ["NaN", "Infinity", '"\\ud800"', '"\\u0041"', '"\\/"', '"é"', '"e\u0301"', " ", "\n", "\t"]
PARTS += ["\ufeff", '"\x00"', '"\u2028"', "9" * 25, '{"a":1}', '{"b":1,"a":2}', '{"a":1,"a":2}']
near_json = st.lists(st.sampled_from(PARTS), max_size=9).map("".join)


def by_standard_reader(journal: bytes) -> list[dict[str, Any]] | None:
    """The rows' objects as the standard reader sees them; None where it refuses a row."""
    try:
        rows = journal.decode()[:-1].split("\n")
        found = parse_rows(rows, "journal_json", 1)
        return found if are_canonical(found, rows) else None
    except (DayFileError, ValueError, RecursionError):
        return None


def holds_the_same(one: object, other: object) -> bool:
    """Equal, and of the same types: True is not 1, and 1.0 is not 1."""
    return repr(one) == repr(other)


@given(st.lists(facts, min_size=1, max_size=4))
def test_canonical_rows_of_plain_values_are_vouched_for_and_read_alike(rows: list[Any]) -> None:
    journal = b"".join(canonical(row) + b"\n" for row in rows)
    if (expected := by_standard_reader(journal)) is None:
        return  # two keys became one by NFC
    found = canonical_facts(journal)
    # Numbers beyond 64 bits are not vouched for; they are left to the standard reader.
    assert found is None or holds_the_same(found, expected)
    if max((abs(int(n)) for n in _numbers(rows)), default=0) < 2**63:
        assert found is not None


def _numbers(value: object) -> list[int]:
    if isinstance(value, dict):
        return [n for each in value.values() for n in _numbers(each)]
    if isinstance(value, list):
        return [n for each in value for n in _numbers(each)]
    return [value] if type(value) is int else []


@given(st.lists(near_json, min_size=1, max_size=3))
@settings(max_examples=400)
@example(['{"a":[{}', "{}]}", "{},{}"])
@example(['{"a":1}', ""])
@example(['{"a":1.0}'])
@example(['{"a":1e16}'])
@example(['{"a":123456789012345678901234567890.0}'])
@example(['{"a":-0}'])
@example(['{"a":"e\u0301"}'])
@example(['{"a":NaN}'])
@example(["[1]"])
@example(["1"])
@example(['{"a":' + "9" * 5_000 + "}"])
@example(['{"a":' + "[" * 450 + "]" * 450 + "}"])
@example(['{"a":' + "[" * 990 + "]" * 990 + "}"])
@example(['{"a":' + "[" * 100_000 + "]" * 100_000 + "}"])
def test_what_the_standard_reader_refuses_is_never_vouched_for(rows: list[str]) -> None:
    journal = "".join(row + "\n" for row in rows).encode()
    found = canonical_facts(journal)
    if found is not None:
        assert holds_the_same(found, by_standard_reader(journal))


@given(st.data())
def test_a_changed_byte_is_never_vouched_for_where_the_standard_reader_refuses_it(
    data: st.DataObject,
) -> None:
    row = bytearray(canonical({"at": "2023-10-25", "name": "Gelang é", "n": [1, -20], "v": 1}))
    for _ in range(data.draw(st.integers(1, 3))):
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.integers(0, 255))
    journal = bytes(row) + b"\n"
    found = canonical_facts(journal)
    if found is not None:
        assert holds_the_same(found, by_standard_reader(journal))


@pytest.mark.parametrize("cut", [b"", b'{"a":1}', b'{"a":1}\n\n', b'\n{"a":1}\n', b'{"a":1} \n'])
def test_rows_without_their_line_feeds_are_not_vouched_for(cut: bytes) -> None:
    assert canonical_facts(cut) == ([] if not cut else None)


def test_an_honest_day_is_read_by_the_fast_reader() -> None:
    rows = facts_in(busy_day())
    assert canonical_facts(b"".join(canonical(row) + b"\n" for row in rows)) == rows


@pytest.mark.parametrize("path", sorted(SEEDS.glob("day_[fj]*/*")), ids=lambda p: p.name)
def test_hostile_files_end_alike_with_both_readers(
    path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = day_file if path.parent.name == "day_file" else day_journal
    outcomes = []
    for fast in (canonical_facts, lambda _: None):
        monkeypatch.setattr(journal_rows, "canonical_facts", fast)
        outcomes.append(_outcome(target, path.read_bytes(), monkeypatch))
    assert outcomes[0] == outcomes[1]


def _outcome(target: Any, data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What every reading of a day ended with: its identity, or the code and facts of its error."""
    seen: list[str] = []
    read = reader.read_day

    def noting(file: bytes) -> Any:
        try:
            day = read(file)
        except DayFileError as error:
            seen.append(json.dumps([error.code, error.facts], default=str))
            raise
        seen.append(day.identity)
        return day

    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_day", noting)
        target(data)
    return seen
