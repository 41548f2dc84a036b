"""The sentences of errors and problems, in every language.

Each says what happened, what it means for the money where it can touch it, and what to do now.
The texts lie in `resources/messages.toml`, a table for each code: a sentence by each language's
code, with the facts of the error in braces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError, Problem
from pos_app.languages import DEFAULT_LANGUAGE
from pos_app.paths import resources_dir

# Facts of these names are amounts of money and are written as such.
_MONEY = frozenset(
    [
        "due",
        "paid",
        "missing",
        "amount",
        "discount",
        "price",
        "expected",
        "counted",
        "difference",
        "pieces",
        "net",
        "most",
    ]
)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Every code with its sentences by language."""
    with (resources_dir() / "messages.toml").open("rb") as file:
        return tomllib.load(file)


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(found: PosError | Problem, lang: str = DEFAULT_LANGUAGE) -> str:
    """What `found` says to a person. A code without a sentence of its own is still named."""
    texts = catalogue().get(found.code)
    if texts is None:
        texts = catalogue()["unexpected"]
    template = texts.get(lang) or texts[DEFAULT_LANGUAGE]
    return template.format_map(_Facts({"code": found.code, **_readable(found.facts)}))


def _readable(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: format_rupiah(value) if name in _MONEY and isinstance(value, int) else value
        for name, value in facts.items()
    }


def problem_json(found: PosError | Problem, lang: str = DEFAULT_LANGUAGE) -> dict[str, object]:
    """A problem as other programs read it: code, severity, message, file and row."""
    problem = found.problem() if isinstance(found, PosError) else found
    entry: dict[str, object] = {
        "code": problem.code,
        "severity": problem.severity,
        "message": sentence(problem, lang),
        "file": problem.file,
        "row": problem.row,
    }
    if problem.column is not None:
        entry["column"] = problem.column
    return entry
