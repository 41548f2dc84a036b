"""What a mutant is: one change in one line, named so that its name outlives a move of the line."""

from __future__ import annotations

import ast

import pytest
from mutants.operators import mutants_of, mutated

SOURCE = '''
LIMIT = 5


def taken(wanted: int, left: int, note: str = "") -> int:
    """As many as there are."""
    if wanted > left and not note:
        raise ValueError("none", left=left)
    return min(wanted, left) - LIMIT
'''


def changes(text: str) -> list[str]:
    return [found.change for found in mutants_of("m", SOURCE) if found.text.startswith(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LIMIT", ["5 -> 6", "5 -> 4"]),
        (
            "if wanted",
            [
                "wanted > left and (not note) -> wanted > left or not note",
                "wanted > left -> wanted >= left",
                "wanted > left -> wanted <= left",
                "not note -> note",
            ],
        ),
        (
            "raise",
            [
                "drop raise ValueError('none', left=left)",
                "drop argument left=left",
            ],
        ),
        (
            "return",
            [
                "return min(wanted, left) - LIMIT -> return None",
                "min(wanted, left) - LIMIT -> min(wanted, left) + LIMIT",
                "min(wanted, left) -> max(wanted, left)",
            ],
        ),
        ("def", []),
    ],
)
def test_a_line_has_these_mutants(line: str, expected: list[str]) -> None:
    assert changes(line) == expected


def test_the_name_of_a_mutant_outlives_a_move_of_its_line() -> None:
    moved = mutants_of("m", "\n\n" + SOURCE)
    assert [found.name for found in moved] == [found.name for found in mutants_of("m", SOURCE)]


def test_every_mutant_is_another_program() -> None:
    trees = {ast.unparse(mutated(SOURCE, found)) for found in mutants_of("m", SOURCE)}
    assert len(trees) == len(mutants_of("m", SOURCE))
    assert ast.unparse(ast.parse(SOURCE)) not in trees
