"""The sentences of errors and problems, in every language.

Each says what happened, what it means for the money where it can touch it, and what to do now.
The texts are in `resources/messages.toml`, a table for each code: one sentence by the code of
each language, with the facts of the error in braces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError, Problem
from pos_app.languages import DEFAULT_LANGUAGE
from pos_app.paths import resources_dir
from pos_app.texts import text

# Facts with these names are amounts in rupiah and are formatted as such.
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
        "excess",
        "balance",
        "deposit",
        "total",
    ]
)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Returns every code with its sentences by language."""
    with (resources_dir() / "messages.toml").open("rb") as file:
        return tomllib.load(file)


class _Facts(dict[str, object]):
    """Facts for a template: one that is missing is shown as `?`."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(found: PosError | Problem, lang: str = DEFAULT_LANGUAGE) -> str:
    """Returns the sentence of an error or problem; an unknown code is named in a general one."""
    texts = catalogue().get(found.code)
    if texts is None:
        texts = catalogue()["unexpected"]
    template = texts.get(lang) or texts[DEFAULT_LANGUAGE]
    facts = {"code": found.code, **_readable(found.facts)}
    if "column" in facts:
        facts["column_words"] = text("goods_column", str(facts["column"]), lang)
    return template.format_map(_Facts(facts))


def _readable(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: format_rupiah(value) if name in _MONEY and isinstance(value, int) else value
        for name, value in facts.items()
    }


def problem_json(found: PosError | Problem, lang: str = DEFAULT_LANGUAGE) -> dict[str, object]:
    """Returns a problem as JSON for other programs: code, severity, message, file and row."""
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
