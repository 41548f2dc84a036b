"""Which ends of a till's history a person decided against, so that nobody is asked again.

A decision is a journal row that names the hash of the newest row that was left out: `twin_differs`
with the choice `kept`, `restored` to a chosen end, and `safety_settled`. The places that end there
are kept aside, and a copy on a stick begins anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pos_app.store.journal import Journal, JournalRow, readable_rows

KINDS = ("twin_differs", "restored", "safety_settled")
ASIDE = "journal-differs-*.jsonl"


def left_ends(facts: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Returns the hashes (hex) of the newest rows that decisions left out."""
    return frozenset(end for fact in facts for end in fact.get("left", ()) if end)


def newest_end(rows: Sequence[JournalRow]) -> list[str]:
    """Returns the hash (hex) of the newest of some rows, as a decision names it."""
    return [max(rows, key=lambda row: row.seq).hash.hex()] if rows else []


def is_decided(journal: Journal, rows: Sequence[JournalRow], till: Path) -> bool:
    """Whether decisions cover `rows`, which a twin has and the journal has not.

    They do where the newest row is an end that was left out, or where a twin that was kept aside in
    the till's folder has it before such an end: a stick may be behind. Raises OSError.
    """
    ends = left_ends(journal.facts_of(*KINDS))
    newest = newest_end(rows)
    if not ends or not newest:
        return False
    return newest[0] in ends or any(_has_before(path, newest[0], ends) for path in till.glob(ASIDE))


def _has_before(twin: Path, wanted: str, ends: frozenset[str]) -> bool:
    hashes = [row.hash.hex() for row in readable_rows(twin)]
    return wanted in hashes and not ends.isdisjoint(hashes[hashes.index(wanted) :])


def told_decisions(rows: Iterable[JournalRow]) -> frozenset[str]:
    """Returns the ends that the decisions among a history's rows left out."""
    marks = [f'"kind":"{kind}"'.encode() for kind in KINDS]
    payloads = (row.payload for row in rows if any(mark in row.payload for mark in marks))
    return left_ends(json.loads(payload) for payload in payloads)
