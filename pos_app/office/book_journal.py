"""What the book stores of a day's journal, so that files can be held against each other later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pos_app.dayfile.reader import VerifiedDay
from pos_app.dayfile.takeover_proof import read_takeover_proof
from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.journal_projection import SALE_KINDS

MARK_BYTES = 8
"""How much of each row's hash is stored: enough to tell two histories of one till apart."""
# Between a close and the reopening only rows that move no money may stand, such as an export.
_MOVES_MONEY = SALE_KINDS | {"open", "reopen", "close", "move", "count", "confirm"}
_SALES_OF = {"sale": 1, "void": -1}
_KEY = re.compile(r"[0-9a-f]{64}")


class Carried(NamedTuple):
    """Documents and payouts of an old laptop that the new one's file holds.

    `documents` are the old seats, each with the first and last running number of its documents; a
    payout has its old seat and journal row, the maker's code and the rupiah paid out.
    """

    documents: tuple[tuple[int, int, int], ...] = ()
    payouts: tuple[tuple[int, int, str, int], ...] = ()

    def covers(self, seat: int, first: int, last: int) -> bool:
        """Whether the documents of a seat with these running numbers are all here."""
        return any(
            seat == of and start <= first and last <= end for of, start, end in self.documents
        )


@dataclass(frozen=True, slots=True)
class JournalMarks:
    """The journal of a day file in short.

    Attributes:
        prev: The hash (hex) of the row before the first one; empty when it is not known.
        reopened: The rows that closed an earlier revision and are followed by a `reopen` row,
            each with its hash (hex).
        spare: The newest spare key (hex) that the till named that day; empty in most days.
        rows: The first bytes of each row's hash, in order.
        carried: What a laptop that took over brought along from the old one's open day.
        interims: The rows of interim totals, each with the sales and the net in rupiah that the
            file itself holds up to that row.
        new_key: The key (hex) that the till made anew that day, because its own was lost or
            damaged; empty in most days.
    """

    prev: str = ""
    reopened: tuple[tuple[int, str], ...] = ()
    spare: str = ""
    rows: bytes = b""
    carried: Carried = field(default_factory=Carried)
    interims: tuple[tuple[int, int, int], ...] = ()
    new_key: str = ""

    def holds(self, place: int, row_hash: str) -> bool:
        """Whether the row at `place`, counted from 0, is here and has this hash (hex)."""
        known = self.rows[place * MARK_BYTES : (place + 1) * MARK_BYTES] if place >= 0 else b""
        return bool(known) and known.hex() == row_hash[: 2 * MARK_BYTES]

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
        _carried(day),
        tuple(_interims(day.head.journal.first, day.facts)),
        _new_key(day.facts),
    )


def _carried(day: VerifiedDay) -> Carried:
    """What was carried over; the reader has checked the numbers, but no other value of a mark."""
    proof = read_takeover_proof(day.head.continues)
    if proof is None:
        return Carried()
    documents: list[tuple[int, int, int]] = []
    for old_seat in range(proof.seat + 1):
        old = TillIdentity("", day.head.stand, day.head.till, "", old_seat)
        numbers = [running_of(sale.number) for sale in day.tables.sales if old.owns(sale.number)]
        if numbers:
            documents.append((old_seat, min(numbers), max(numbers)))
    payouts = []
    for fact in day.facts:
        mark = fact.get("carried")
        if isinstance(mark, Mapping) and fact["kind"] == "move" and fact.get("move") == "payout":
            seat, row = mark.get("seat"), mark.get("row")
            if isinstance(seat, int) and isinstance(row, int):
                payouts.append((seat, row, str(fact["maker"]), -int(fact["amount"])))
    return Carried(tuple(documents), tuple(payouts))


def _reopened(
    first: int, facts: Sequence[Mapping[str, Any]], row_hashes: Sequence[bytes]
) -> Iterator[tuple[int, str]]:
    rows = [place for place, fact in enumerate(facts) if fact["kind"] in _MOVES_MONEY]
    for place, after in pairwise(rows):
        if (facts[place]["kind"], facts[after]["kind"]) == ("close", "reopen"):
            yield first + place, row_hashes[place].hex()


def _interims(first: int, facts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int, int]]:
    sales = net = 0
    for row, fact in enumerate(facts, first):
        if fact["kind"] in SALE_KINDS:
            sales += _SALES_OF.get(fact["kind"], 0)
            net += int(fact["sale"]["net"])
        elif fact["kind"] == "interim":
            yield row, sales, net


def _spare(facts: Sequence[Mapping[str, Any]]) -> str:
    told = [fact.get("spare") for fact in facts if fact["kind"] in ("setup", "spare")]
    found = told[-1] if told else None
    return found if isinstance(found, str) and _KEY.fullmatch(found) else ""


def _new_key(facts: Sequence[Mapping[str, Any]]) -> str:
    made = [fact.get("key") for fact in facts if fact["kind"] == "key"]
    found = made[-1] if made else None
    return found if isinstance(found, str) and _KEY.fullmatch(found) else ""
