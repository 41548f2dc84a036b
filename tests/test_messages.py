"""Every error has its sentence, in both languages, with the same facts in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from pos_app import errors
from pos_app.errors import PosError, Problem
from pos_app.languages import LANGUAGES
from pos_app.messages import catalogue, problem_json, sentence

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "pos_app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
# The classes whose first argument is a code.
CODED = {
    name
    for name, found in vars(errors).items()
    if isinstance(found, type)
    and (found is Problem or issubclass(found, PosError))
    and found is not errors.Refused
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def coded_calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each code that a file names literally, with the call that names it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", getattr(node.func, "attr", None))
        given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
        if called in CODED and given and isinstance(given[0], ast.Constant):
            yield str(given[0].value), node


def test_the_error_classes_are_known() -> None:
    assert {"PosError", "MachineError", "UnknownOutcome", "Problem"} <= CODED


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_sentence_is_there_in_both_languages_with_the_same_facts(code: str) -> None:
    texts = catalogue()[code]
    assert set(texts) == set(LANGUAGES) >= {"id", "en"}
    assert all(text.strip() for text in texts.values())
    assert {frozenset(placeholders(text)) for text in texts.values()} == {
        frozenset(placeholders(texts["id"]))
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_code_named_in_the_source_has_a_sentence(path: Path) -> None:
    assert {code for code, _ in coded_calls(path)} - set(catalogue()) == set()


def test_facts_are_put_in_and_money_is_written_as_money() -> None:
    found = PosError("amount_invalid", amount=35000)
    assert "35.000" in sentence(found, "id")
    assert "35.000" in sentence(found, "en")
    assert sentence(found, "id") != sentence(found, "en")


def test_a_fact_that_is_missing_does_not_hide_the_sentence() -> None:
    assert "?" in sentence(PosError("amount_invalid"), "en")


def test_a_code_without_a_sentence_is_still_named() -> None:
    assert "never_heard_of" in sentence(PosError("never_heard_of"), "id")


def test_a_language_that_is_not_english_is_answered_in_indonesian() -> None:
    found = PosError("no_lines")
    assert sentence(found, "fr") == sentence(found, "id") == sentence(found)


def test_a_problem_is_told_to_other_programs_with_its_place() -> None:
    problem = Problem("day_invalid", "warning", {"text": "x"}, "sales.csv", 7, "day")
    assert problem_json(problem, "en") == {
        "code": "day_invalid",
        "severity": "warning",
        "message": sentence(problem, "en"),
        "file": "sales.csv",
        "row": 7,
        "column": "day",
    }


def test_an_error_is_told_like_a_problem_without_a_column() -> None:
    told = problem_json(PosError("no_lines"))
    assert told["severity"] == "error"
    assert told["row"] is None
    assert "column" not in told
