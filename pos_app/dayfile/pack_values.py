"""Typed values out of a pack's JSON: a wrong one is noted by its key, and reading goes on."""

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
    """One JSON object of a pack. `at` names it in a problem; problems of all go into one list."""

    told: Mapping[str, Any]
    at: str = ""
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str) -> None:
        self.problems.append(Problem("pack_field", facts={"key": f"{self.at}{key}"}))

    def text(self, key: str, most: int = MAX_TEXT, least: int = 1) -> str:
        value = self.told.get(key)
        if isinstance(value, str) and least <= len(value) <= most and _is_plain(value):
            return value
        self.wrong(key)
        return ""

    def code(self, key: str) -> str:
        value = self.told.get(key)
        try:
            return check_code(value if isinstance(value, str) else "", key)
        except PosError:
            self.wrong(key)
            return ""

    def whole(self, key: str, most: int) -> int:
        value = self.told.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.wrong(key)
        return 0

    def hex(self, key: str) -> str:
        value = self.told.get(key)
        if isinstance(value, str) and _HEX.fullmatch(value):
            return value
        self.wrong(key)
        return ""

    def days(self, key: str, most: int) -> tuple[str, ...]:
        """Days in order, each once."""
        value = self.told.get(key)
        days = value if isinstance(value, list) and len(value) <= most else None
        if days is None or not all(map(_is_day, days)) or days != sorted(set(days)):
            self.wrong(key)
            return ()
        return tuple(days)

    def entries(self, key: str, most: int) -> Iterator[PackValues]:
        """The objects of a list; what is no object is noted and passed over."""
        found = self.told.get(key)
        if not isinstance(found, list) or len(found) > most:
            self.wrong(key)
            return
        for number, entry in enumerate(found, 1):
            if isinstance(entry, dict):
                yield PackValues(entry, f"{key} {number}: ", self.problems)
            else:
                self.wrong(f"{key} {number}")


def _is_plain(text: str) -> bool:
    """Whether a text can be shown and printed as it stands, in one way only."""
    return text.isprintable() and unicodedata.normalize("NFC", text.strip()) == text


def _is_day(value: object) -> bool:
    try:
        parse_day(value if isinstance(value, str) else "")
    except PosError:
        return False
    return True
