"""The seal over rows is the same in any order, however they came, and of these rows only."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.office.row_sum import RowSum, SealedSum, opened_sum

SECRET = b"k" * 32
TABLES = ("file_seals", "shared", "linked")
values = st.one_of(st.text(max_size=4), st.integers(-3, 3), st.binary(max_size=3), st.none())
rows = st.tuples(st.integers(0, 20), values)
"""A row's first value is its key: a table has it once."""
Held = dict[tuple[str, int], tuple[Any, ...]]


def sum_of(held: Held, secret: bytes = SECRET) -> RowSum:
    """The sum made from nothing, in the order of the keys."""
    found = RowSum(secret)
    for (table, _), row in sorted(held.items(), key=lambda item: item[0]):
        found.add(table, [row])
    return found


@given(st.lists(st.tuples(st.sampled_from(TABLES), rows, st.booleans()), max_size=60))
def test_after_any_adds_replaces_and_removals_the_sum_is_that_made_from_nothing(
    steps: list[tuple[str, tuple[Any, ...], bool]],
) -> None:
    held: Held = {}
    running = RowSum(SECRET)
    for table, row, kept in steps:
        before = held.pop((table, row[0]), None)
        if before is not None:
            running.remove(table, [before])
        if kept:
            running.add(table, [row])
            held[table, row[0]] = row
        stored = running.sealed("files")
        reopened = opened_sum(SECRET, "files", stored)
        assert reopened is not None
        running = reopened
        assert running == sum_of(held)
        assert stored == sum_of(held).sealed("files")


@given(st.dictionaries(st.tuples(st.sampled_from(TABLES), st.integers(0, 9)), rows), st.data())
def test_any_edit_of_one_row_gives_another_seal(held: Held, data: st.DataObject) -> None:
    right = sum_of(held).sealed("files")
    other = dict(held)
    key = data.draw(st.tuples(st.sampled_from(TABLES), st.integers(0, 9)))
    if key in held and data.draw(st.booleans()):
        del other[key]
    else:
        other[key] = data.draw(rows.filter(lambda row: row != held.get(key)))
    assert sum_of(other).sealed("files").seal != right.seal


def test_a_value_cannot_move_to_another_row_column_or_table() -> None:
    def sealed(*told: tuple[str, tuple[Any, ...]]) -> str:
        found = RowSum(SECRET)
        for table, row in told:
            found.add(table, [row])
        return found.sealed("files").seal

    seals = [
        sealed(("shared", ("a", "x")), ("shared", ("b", "y"))),
        sealed(("shared", ("a", "y")), ("shared", ("b", "x"))),
        sealed(("shared", ("x", "a")), ("shared", ("b", "y"))),
        sealed(("linked", ("a", "x")), ("shared", ("b", "y"))),
        sealed(("shared", ("a", "x"))),
        sealed(("shared", ("a", "x")), ("shared", ("b", "y")), ("shared", ("b", "y"))),
        sealed(("shared", ("ax", "")), ("shared", ("b", "y"))),
        sealed(("shared", (b"a", "x")), ("shared", ("b", "y"))),
        sealed(),
    ]
    assert len(set(seals)) == len(seals)


def test_a_stored_sum_is_believed_only_as_it_was_sealed() -> None:
    made = RowSum(SECRET)
    made.add("shared", [("a", "x"), ("b", "y")])
    stored = made.sealed("files")
    assert opened_sum(SECRET, "files", stored) == made
    assert opened_sum(SECRET, "received", stored) is None
    assert opened_sum(b"j" * 32, "files", stored) is None
    other = RowSum(SECRET).sealed("files")
    for wrong in (
        stored._replace(rows=1),
        stored._replace(hidden=f"{int(stored.hidden, 16) ^ 1:064x}"),
        stored._replace(hidden=stored.hidden.upper() if stored.hidden.islower() else "0"),
        stored._replace(hidden=" " + stored.hidden),
        stored._replace(hidden="not a number"),
        stored._replace(seal=other.seal),
        SealedSum(stored.seal, other.rows, other.hidden),
    ):
        assert opened_sum(SECRET, "files", wrong) is None, wrong


def test_what_is_stored_tells_nothing_of_a_row() -> None:
    """The difference of two stored sums is not what a row adds, which could be taken out again."""
    one, both = RowSum(SECRET), RowSum(SECRET)
    one.add("shared", [("a", "x")])
    both.add("shared", [("a", "x"), ("b", "y")])
    told = int(both.sealed("files").hidden, 16) - int(one.sealed("files").hidden, 16)
    assert told % (1 << 256) != (both.total - one.total) % (1 << 256)
    assert int(one.sealed("files").hidden, 16) != one.total


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_rows_can_be_added_at_once_or_one_by_one(count: int) -> None:
    told = [(f"sale {number}", number) for number in range(count)]
    at_once, one_by_one = RowSum(SECRET), RowSum(SECRET)
    at_once.add("linked", told)
    for row in reversed(told):
        one_by_one.add("linked", [row])
    assert at_once == one_by_one and at_once.count == count
