"""Reads typed values from the JSON of a pack; an invalid one adds a problem and reading goes on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pos_app.clock import parse_day
from pos_app.domain.event import check_code
from pos_app.errors import PosError, Problem

MAX_TEXT = 100
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass
class PackValues:
    """One JSON object of a pack.

    Each reading method returns an empty value if the key is missing or invalid, and adds a problem.
    `prefix` precedes the key in a problem. All objects of a pack share one list of problems.
    """

    source: Mapping[str, Any]
    prefix: str = ""
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, key: str) -> None:
        """Add the problem that the value of `key` is invalid."""
        self.problems.append(Problem("pack_field", facts={"key": f"{self.prefix}{key}"}))

    def text(self, key: str, most: int = MAX_TEXT, least: int = 1) -> str:
        """Return a printable text of `least` to `most` characters."""
        value = self.source.get(key)
        if isinstance(value, str) and least <= len(value) <= most and _is_plain(value):
            return value
        self.add_problem(key)
        return ""

    def code(self, key: str) -> str:
        """Return the code of an event, stand, till or person."""
        value = self.source.get(key)
        try:
            return check_code(value if isinstance(value, str) else "", key)
        except PosError:
            self.add_problem(key)
            return ""

    def whole(self, key: str, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        value = self.source.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.add_problem(key)
        return 0

    def hex(self, key: str) -> str:
        """Return 32 bytes as lower-case hex digits."""
        value = self.source.get(key)
        if isinstance(value, str) and _HEX.fullmatch(value):
            return value
        self.add_problem(key)
        return ""

    def days(self, key: str, most: int) -> tuple[str, ...]:
        """Return days in ascending order without repetition."""
        value = self.source.get(key)
        days = value if isinstance(value, list) and len(value) <= most else None
        if days is None or not all(map(_is_day, days)) or days != sorted(set(days)):
            self.add_problem(key)
            return ()
        return tuple(days)

    def entries(self, key: str, most: int) -> Iterator[PackValues]:
        """Yield the objects of a list; an entry that is not an object adds a problem."""
        found = self.source.get(key)
        if not isinstance(found, list) or len(found) > most:
            self.add_problem(key)
            return
        for number, entry in enumerate(found, 1):
            if isinstance(entry, dict):
                yield PackValues(entry, f"{key} {number}: ", self.problems)
            else:
                self.add_problem(f"{key} {number}")


def _is_plain(text: str) -> bool:
    """Return whether the text is printable, in NFC, and without surrounding spaces."""
    return text.isprintable() and unicodedata.normalize("NFC", text.strip()) == text


def _is_day(value: object) -> bool:
    try:
        parse_day(value if isinstance(value, str) else "")
    except PosError:
        return False
    return True
