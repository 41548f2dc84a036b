"""Reads typed values from a plan's tables, and collects every problem with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pos_app.clock import parse_day
from pos_app.domain.event import check_code
from pos_app.domain.money import MAX_AMOUNT
from pos_app.errors import PosError, Problem

MAX_NAME = 100
MAX_PROBLEMS = 1_000


class PlanValues:
    """Reads single values and collects the problems of all of them."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self.problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def problem(self, code: str, /, **facts: object) -> None:
        """Adds an error."""
        self._add(Problem(code, "error", facts, self._file))

    def warning(self, code: str, /, **facts: object) -> None:
        """Adds a warning."""
        self._add(Problem(code, "warning", facts, self._file))

    def _add(self, problem: Problem) -> None:
        """Adds at most so many errors, and as many warnings: nobody reads more."""
        self._counts[problem.severity] += 1
        if self._counts[problem.severity] <= MAX_PROBLEMS:
            self.problems.append(problem)

    def unknown_keys(self, table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        """Warns of keys that are not known."""
        for key in sorted(table.keys() - known):
            self.warning("plan_key_unknown", key=key[:40], where=where)

    def entries(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """The tables of an array of tables such as `[[stand]]`."""
        found = table.get(key, [])
        if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
            return found
        self.problem("plan_value_invalid", key=key, where="event")
        return []

    def once(self, code: str, seen: set[str], what: str) -> None:
        """Adds an error for a code that is in `seen`, and then adds the code to it."""
        if code and code in seen:
            self.problem("plan_twice", what=what, code=code)
        seen.add(code)

    def code(self, value: object, what: str) -> str:
        """A code of the event, a stand or a till; a number is taken as its digits."""
        number = isinstance(value, int) and not isinstance(value, bool)
        text = str(value) if number or isinstance(value, str) else ""
        try:
            return check_code(text, what)
        except PosError as error:
            self.problem(error.code, **error.facts)
            return ""

    def text(
        self,
        table: Mapping[str, Any],
        key: str,
        where: str,
        *,
        required: bool = False,
        limit: int = MAX_NAME,
    ) -> str:
        """A printable text of at most `limit` characters, with single spaces."""
        value = table.get(key, "")
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if required and key not in table:
            self.problem("plan_key_missing", key=key, where=where)
            return text
        fits = len(text) <= limit and text.isprintable() and (text != "" or not required)
        if not isinstance(value, str) or not fits:
            self.problem("plan_value_invalid", key=key, where=where)
        return text

    def day(self, value: object, key: str) -> date | None:
        """A day, from a TOML date or an ISO text."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is None:
            self.problem("plan_key_missing", key=key, where="event")
            return None
        try:
            return parse_day(value if isinstance(value, str) else str(value))
        except PosError as error:
            self.problem(error.code, **error.facts)
            return None

    def whole(self, table: Mapping[str, Any], key: str, where: str = "event") -> int:
        """A whole number from 0 to the largest amount, in rupiah for money."""
        value = table[key]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_AMOUNT:
            return value
        self.problem("plan_value_invalid", key=key, where=where)
        return 0
