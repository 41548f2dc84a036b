"""What the book stores of a day's journal, so that files can be held against each other later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.journal_projection import SALE_KINDS

MARK_BYTES = 8
"""How much of each row's hash is stored: enough to tell two histories of one till apart."""
# Between a close and the reopening only rows that move no money may stand, such as an export.
_MOVES_MONEY = SALE_KINDS | {"open", "reopen", "close", "move", "count", "confirm"}
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class JournalMarks:
    """The journal of a day file in short.

    Attributes:
        prev: The hash (hex) of the row before the first one; empty when it is not known.
        reopened: The rows that closed an earlier revision and are followed by a `reopen` row,
            each with its hash (hex).
        spare: The spare key (hex) that the till named at its set-up; empty in later days.
        rows: The first bytes of each row's hash, in order.
    """

    prev: str = ""
    reopened: tuple[tuple[int, str], ...] = ()
    spare: str = ""
    rows: bytes = b""

    def contradicts(self, place: int, row_hash: str) -> bool:
        """Whether the row at `place`, counted from 0, is here and has another hash (hex)."""
        known = self.rows[place * MARK_BYTES : (place + 1) * MARK_BYTES] if place >= 0 else b""
        return bool(known) and known.hex() != row_hash[: 2 * MARK_BYTES]


def journal_marks(day: VerifiedDay) -> JournalMarks:
    """The journal of a verified day in short."""
    return JournalMarks(
        day.head.journal.prev,
        tuple(_reopened(day.head.journal.first, day.facts, day.row_hashes)),
        _spare(day.facts),
        b"".join(row_hash[:MARK_BYTES] for row_hash in day.row_hashes),
    )


def _reopened(
    first: int, facts: Sequence[Mapping[str, Any]], row_hashes: Sequence[bytes]
) -> Iterator[tuple[int, str]]:
    rows = [place for place, fact in enumerate(facts) if fact["kind"] in _MOVES_MONEY]
    for place, after in pairwise(rows):
        if (facts[place]["kind"], facts[after]["kind"]) == ("close", "reopen"):
            yield first + place, row_hashes[place].hex()


def _spare(facts: Sequence[Mapping[str, Any]]) -> str:
    found = next((fact.get("spare") for fact in facts if fact["kind"] == "setup"), None)
    return found if isinstance(found, str) and _KEY.fullmatch(found) else ""
