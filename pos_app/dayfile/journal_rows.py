"""Reads the journal rows of a day file into facts: the envelope of each, and its canonical form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pos_app.dayfile.check_list import Check, Passed, unheard
from pos_app.dayfile.fast_rows import canonical_facts
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import parse_rows
from pos_app.domain.journal import VERSION, are_canonical

Fact = dict[str, Any]


def facts_in(journal: bytes, first: int, passed: Passed = unheard) -> list[Fact]:
    """Return the facts of the journal rows from row `first` on, each row ended by a line feed.

    They must be canonical JSON of our version without gaps, which the fast reader proves or the
    standard one checks; `passed` is told of both checks. Raises DayFileError with the row.
    """
    facts = canonical_facts(journal)
    if facts is None:
        return _by_standard_reader(journal, first, passed)
    _check_envelopes(facts, first)
    passed(Check.ROWS_IN_PLACE)
    passed(Check.ROWS_CANONICAL)
    return facts


def _by_standard_reader(journal: bytes, first: int, passed: Passed) -> list[Fact]:
    """Return the facts as `facts_in`; an error names the row. Raises DayFileError."""
    try:
        rows = journal.decode("utf-8")[:-1].split("\n")
    except UnicodeDecodeError as error:
        raise DayFileError("journal_json", row=first) from error
    facts = parse_rows(rows, "journal_json", first)
    _check_envelopes(facts, first)
    passed(Check.ROWS_IN_PLACE)
    if not are_canonical(facts, rows):
        pairs = enumerate(zip(facts, rows, strict=True), first)
        wrong = next((seq for seq, (fact, row) in pairs if not are_canonical([fact], [row])), 0)
        raise DayFileError("journal_not_canonical", row=wrong)
    passed(Check.ROWS_CANONICAL)
    return facts


def _check_envelopes(facts: Iterable[Fact], first: int) -> None:
    """Check that each row is of our version, has its place as its number, and a kind and a time."""
    for seq, fact in enumerate(facts, first):
        if fact.get("v") != VERSION or fact.get("seq") != seq:
            raise DayFileError("journal_seq", row=seq)
        if not isinstance(fact.get("kind"), str) or not isinstance(fact.get("at"), str):
            raise DayFileError("journal_json", row=seq)
