"""Fills an empty database with a till's whole history: journal rows, and what goes beside them.

Every table follows from the rows and the carried entries, except the print queue: what was
waiting to be printed is not known elsewhere, and a receipt can be printed again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pos_app.domain.consignment_note import ConsignmentKind, ConsignmentNote
from pos_app.domain.day import Totals, count_sales
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.money import Rupiah
from pos_app.domain.staff import UNNAMED_CASHIER
from pos_app.store import (
    answers,
    business_days,
    consignment_notes,
    contacts,
    earlier_documents,
    earlier_payouts,
    handover,
    orders,
    rebuild,
    sales,
    told_requests,
)
from pos_app.store.business_days import ClosedDay
from pos_app.store.carried import Entry
from pos_app.store.database import Database
from pos_app.store.histories import History
from pos_app.store.journal import Journal

Fact = Mapping[str, Any]
PLAIN = {
    "makers": "INSERT INTO makers VALUES (?, ?, ?, ?)",
    "products": (
        "INSERT INTO products (sku_key, sku, name, name_en, category, maker, price, barcode,"
        " share_bp, stock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
    ),
    "price_steps": "INSERT INTO price_steps VALUES (?, ?)",
    "unique_goods": "INSERT INTO unique_goods VALUES (?)",
    "maker_cards": "INSERT INTO maker_cards VALUES (?, ?, ?)",
    "settings": "INSERT INTO settings VALUES (?, ?)",
    "staff": "INSERT INTO staff (code, name, role, pin, active) VALUES (?, ?, ?, ?, ?)",
    "photos": "INSERT INTO photos VALUES (?, ?)",
    "held_carts": "INSERT INTO held_carts (id, at, label, cart) VALUES (?, ?, ?, ?)",
    "contacts": contacts.INSERT,
    "earlier_documents": earlier_documents.INSERT,
    "earlier_payouts": earlier_payouts.INSERT,
}
"""How the carried rows of each table are inserted that no journal row tells."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The signed day file of a close, with its manifest's hash and its name."""

    manifest: str
    name: str
    file: bytes


FileOf = Callable[[Fact, int], StoredFile]
"""Returns the stored day file of a close, given its fact and its journal row."""


@dataclass(frozen=True, slots=True)
class WholeTill:
    """What a database is filled from. `changes` is the number of the newest change so far."""

    history: History
    entries: Mapping[tuple[str, str], Entry]
    file_of: FileOf
    changes: int = 0
    left_out: list[str] = field(default_factory=list)

    def rows_of(self, table: str) -> Iterable[tuple[Any, ...]]:
        """Return the carried rows of a table."""
        for (name, _), entry in self.entries.items():
            if name == table and entry.row is not None:
                yield entry.row


def fill(database: Database, till: WholeTill) -> None:
    """Write the whole till, in the caller's transaction. Raises sqlite3.Error, KeyError."""
    history = till.history
    database.execute("PRAGMA defer_foreign_keys=ON")
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'changes'")
    database.execute("INSERT INTO sqlite_sequence VALUES ('changes', ?)", (till.changes,))
    business_days.insert_till(database, history.identity, history.at)
    Journal(database, history.identity).restore(history.rows)
    for table, insert in PLAIN.items():
        database.executemany(insert, plain_rows(table, till.rows_of(table), forgets_in(history)))
    orders.insert_earlier(database)
    _Filler(database, till).fill()
    rebuild.sum_stock(database)


def forgets_in(history: History) -> Iterable[Fact]:
    """Yield the facts of a history that say what was forgotten."""
    for row in history.rows:
        if b'"kind":"forget"' in row.payload:
            yield json.loads(row.payload)


def plain_rows(
    table: str, rows: Iterable[tuple[Any, ...]], facts: Iterable[Fact]
) -> list[tuple[Any, ...]]:
    """Return the carried rows of a table; a contact that was forgotten does not come back."""
    return contacts.without_forgotten(rows, facts) if table == "contacts" else list(rows)


class _Filler:
    """Inserts the rows that follow from the facts, in the order of the journal."""

    def __init__(self, database: Database, till: WholeTill) -> None:
        self._database = database
        self._till = till
        self._cashiers: dict[str, str] = {}
        self._cashiers.update(till.rows_of("days"))
        self._paths: dict[int, str] = {seq: path for _, _, path, seq in till.rows_of("exports")}
        self._closers: dict[tuple[str, int], str] = {
            (day, revision): cashier for _, day, revision, cashier, *_ in till.rows_of("closes")
        }
        self._day = self._taken_at = ""

    def fill(self) -> None:
        for row in self._till.history.rows:
            fact = json.loads(row.payload)
            if fact["kind"] == "open":
                self._day = fact["day"]
            elif fact["kind"] == "takeover":
                self._taken_at = fact["at"]
            self._insert(row.seq, fact)
        self._fill_answers()

    def _fill_answers(self) -> None:
        """Insert the answers to requests of this history; an end that was left out has others."""
        found = self._database.execute("SELECT running, id, number FROM sales").fetchall()
        known = {running: names for running, *names in found}
        for ref, digest, answer, running in self._till.rows_of("requests"):
            if running in known and _is_answer_of(json.loads(answer), known[running]):
                sales.insert_request(self._database, ref, digest, answer, running)
        rows = self._till.history.rows
        for ref, digest, answer, seq in self._till.rows_of("answers"):
            if 0 < seq <= len(rows) and self._is_answered(ref, json.loads(rows[seq - 1].payload)):
                answers.insert_answer(self._database, ref, digest, answer, seq)
        told_requests.restore_told(
            self._database, ((row.seq, json.loads(row.payload)) for row in rows)
        )

    def _is_answered(self, ref: str, fact: Fact) -> bool:
        """Return whether the row that an answer belongs to is the request's, or of a take-over.

        Answers that a laptop took over stand at the take-over's row, or at the last that it wrote.
        """
        if fact.get("ref") == ref:
            return True
        taken = self._taken_at and (fact["kind"] == "open" or fact["at"] == self._taken_at)
        return bool(taken) or "carried" in fact

    def _insert(self, seq: int, fact: Fact) -> None:
        kind = fact["kind"]
        if kind == "open":
            cashier = self._cashiers.get(fact["day"]) or fact["by"] or UNNAMED_CASHIER
            rebuild.insert_day(self._database, seq, fact, cashier)
        elif kind == "close":
            self._close(seq, fact)
        elif kind == "export":
            path = self._paths.get(seq) or str(fact["file"])
            handover.insert_export(self._database, fact["manifest"], fact["at"], path, seq)
        elif kind == "received":
            handover.insert_received(self._database, fact["manifest"], fact["at"], fact["how"], seq)
        elif kind == "slip":
            self._note(seq, fact)
        else:
            rebuild.insert_fact(self._database, seq, fact, self._day)

    def _close(self, seq: int, fact: Fact) -> None:
        stored = self._till.file_of(fact, seq)
        if not stored.file:
            self._till.left_out.append(fact["day"])
        cashier = self._closers.get((fact["day"], fact["revision"])) or str(fact["by"])
        close = ClosedDay(
            fact["day"],
            fact["revision"],
            fact["at"],
            fact["expected"],
            fact["counted"],
            fact["difference"],
            fact["reason"],
            stored.manifest,
            stored.name,
            Totals.from_dict(fact["totals"]),
            cashier,
            fact.get("verified_by", ""),
        )
        business_days.insert_close(self._database, close, stored.file, seq)

    def _note(self, seq: int, fact: Fact) -> None:
        kind = ConsignmentKind(fact["slip"])
        note = ConsignmentNote(
            fact["number"], kind, fact["maker"], fact["maker_name"], fact["at"], fact["by"], ()
        )
        reason = self._reason_of_note(seq)
        consignment_notes.insert_note(self._database, note, reason, seq)

    def _reason_of_note(self, seq: int) -> str:
        """Return the number of a note as the stock move after it states it."""
        rows = self._till.history.rows
        after = json.loads(rows[seq].payload) if seq < len(rows) else {}
        return str(after.get("reason", "")) if after.get("kind") == "stock" else ""


def _is_answer_of(answer: Mapping[str, Any], document: list[str]) -> bool:
    """Return whether an answer names a document by id and number; some name the number only."""
    sale_id, number = document
    return answer.get("number") == number and answer.get("id", sale_id) == sale_id


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a history: how many, how many sales among them, their net in rupiah.

    `sales` are counted as in the totals of a day; `last_number` is the newest one's, or ''.
    """

    count: int
    sales: int
    net: Rupiah
    last_number: str


def documents(history: History) -> Documents:
    """Return what the documents of a history come to."""
    kinds, net, number = list[str](), 0, ""
    for row in history.rows:
        if b'"running_total"' not in row.payload:
            continue
        fact = json.loads(row.payload)
        if fact["kind"] in SALE_KINDS:
            kinds.append(fact["kind"])
            net, number = net + fact["sale"]["net"], fact["sale"]["number"]
    return Documents(len(kinds), count_sales(kinds), net, number)
