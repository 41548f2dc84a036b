"""Puts a till's journal together from the rows of several places, proven by their hashes.

A row counts only where its hash follows from the row before it, from the till's identity on. Pieces
of several places therefore make one history, and a damaged row in one place is taken from another.
Where two rows follow from one, the history forks: a person has to say which end is meant.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import genesis, row_hash
from pos_app.store.journal import JournalRow, row_of_line
from pos_app.store.places import Held

MAX_ENDS = 16
_LONGEST_MENDED = 20_000
_IDENTITY = ("event", "stand", "till", "till_id", "seat", "name", "cash_rounding", "training")
_SETUP_ROWS = 3


@dataclass(frozen=True, slots=True)
class History:
    """An unbroken journal of one till, from its first row on; `at` is when the till was set up."""

    identity: TillIdentity
    rows: tuple[JournalRow, ...]
    at: str = ""

    @property
    def seq(self) -> int:
        """The number of the newest row."""
        return self.rows[-1].seq

    @property
    def head(self) -> str:
        """The hash of the newest row (hex)."""
        return self.rows[-1].hash.hex()

    @property
    def end(self) -> str:
        """The code by which people tell the ends of a fork apart: `3C46-4DAF`."""
        return f"{self.head[:4]}-{self.head[4:8]}".upper()

    def holds(self, row: JournalRow) -> bool:
        """Return whether this very row is in the history."""
        return 0 < row.seq <= len(self.rows) and self.rows[row.seq - 1] == row


def histories_of(places: Sequence[Held]) -> list[History]:
    """Return every history that the places hold together, the longest first.

    Two of one till are the ends of a fork.
    """
    pool: dict[int, dict[bytes, JournalRow]] = defaultdict(dict)
    for place in places:
        for row in place.rows:
            # Two tills may say the same in the same row: what tells them apart is the hash.
            pool[row.seq].setdefault(row.hash + row.payload, row)
    broken = [line for place in places for line in place.broken]
    found: dict[TillIdentity, list[History]] = {}
    for identity in _identities(places, pool):
        ends = _Search(identity, pool, broken).ends()
        if ends:
            found[identity] = [_named(identity, rows) for rows in ends]
    return sorted(
        (history for ends in found.values() for history in ends), key=lambda each: -each.seq
    )


def _identities(
    places: Sequence[Held], pool: dict[int, dict[bytes, JournalRow]]
) -> list[TillIdentity]:
    """Return the tills that the places name: in set-up rows, or in a database's own table."""
    found: dict[tuple[object, ...], TillIdentity] = {}
    told = [_setup_of(row) for seq in range(1, _SETUP_ROWS + 1) for row in pool[seq].values()]
    for identity in (*told, *(place.identity for place in places)):
        if identity is not None:
            found.setdefault(_genesis_key(identity), identity)
    return list(found.values())


def _genesis_key(identity: TillIdentity) -> tuple[object, ...]:
    return tuple(getattr(identity, name) for name in _IDENTITY[:5])


def _setup_of(row: JournalRow) -> TillIdentity | None:
    fact = _fact(row)
    if fact.get("kind") != "setup":
        return None
    try:
        return TillIdentity(**{name: fact[name] for name in _IDENTITY})
    except (KeyError, TypeError):
        return None


def _fact(row: JournalRow) -> dict[str, Any]:
    try:
        found = json.loads(row.payload)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _named(identity: TillIdentity, rows: Sequence[JournalRow]) -> History:
    """Return the history with the identity as its own set-up row states it."""
    for row in rows[:_SETUP_ROWS]:
        setup = _setup_of(row)
        if setup is not None:
            return History(setup, tuple(rows), str(_fact(row).get("at", "")))
    return History(identity, tuple(rows), str(_fact(rows[0]).get("at", "")))


class _Search:
    """Follows the rows of one till from its genesis to every end."""

    def __init__(
        self,
        identity: TillIdentity,
        pool: dict[int, dict[bytes, JournalRow]],
        broken: Sequence[bytes],
    ) -> None:
        self._genesis = genesis(identity)
        self._pool = pool
        self._broken = broken

    def ends(self) -> list[list[JournalRow]]:
        found: list[list[JournalRow]] = []
        open_: list[list[JournalRow]] = [[]]
        while open_ and len(found) < MAX_ENDS:
            rows = open_.pop()
            more = self._follow(rows)
            while len(more) == 1:
                rows.append(more[0])
                more = self._follow(rows)
            open_ += [[*rows, row] for row in more]
            if not more and rows:
                found.append(rows)
        return found

    def _follow(self, rows: Sequence[JournalRow]) -> list[JournalRow]:
        seq, before = (rows[-1].seq + 1, rows[-1].hash) if rows else (1, self._genesis)
        candidates = self._pool.get(seq, {}).values()
        found = [row for row in candidates if row_hash(before, row.payload) == row.hash]
        return found or self._mended(seq, before, candidates)

    def _mended(
        self, seq: int, before: bytes, candidates: Iterable[JournalRow]
    ) -> list[JournalRow]:
        """Return the row whose line has one wrong bit, where that explains it."""
        after = list(self._pool.get(seq + 1, {}).values())
        for row in candidates:
            digest = row_hash(before, row.payload)
            if any(row_hash(digest, late.payload) == late.hash for late in after):
                return [row._replace(hash=digest)]  # only its hash was damaged
            for payload in _one_bit_off(row.payload):
                if row_hash(before, payload) == row.hash:
                    return [row._replace(payload=payload)]
        for line in self._broken:
            if len(line) > _LONGEST_MENDED:
                continue
            for text in _one_bit_off(line):
                mended = row_of_line(text) if text.startswith(b"{") else None
                if mended and row_hash(before, mended.payload) == mended.hash:
                    return [mended]
        return []


def _one_bit_off(data: bytes) -> Iterable[bytes]:
    changed = bytearray(data)
    for place in range(len(data)):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield bytes(changed)
            changed[place] ^= 1 << bit
