"""A bit in a row that leaves its page whole: every command says that the till is damaged.

The value is NULL where a number or a text must be, or text where JSON must be. SQLite gives it
without a word, and what reads it fails anywhere in the program.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.safety_till import ring, set_up

from pos_app.messages import problem_json
from pos_app.services.ring import ring_line
from pos_app.services.shop.damage import damage_behind
from pos_app.services.shop.shop import open_shop
from pos_app.store import database as store

COMMANDS = [
    ["catalogue", "export", "out.csv"],
    ["goods", "list"],
    ["handover"],
    ["paper", "day", "--out", "day.pdf"],
    ["receipt", "A07-1-000001", "--out", "receipt.txt"],
    ["safety"],
    ["sales"],
    ["till", "status"],
    ["till", "interim"],
    ["till", "move", "out", "1000", "--reason", "es"],
    ["till", "close", "--counted", "100000"],
    ["doctor"],
]
VALUES = [
    ("sales", "net", None),
    ("sales", "number", None),
    ("sales", "kind", "sXle"),
    ("sale_lines", "amount", None),
    ("sale_lines", "share_bp", None),
    ("sale_tenders", "method", None),
    ("sale_tenders", "amount", None),
    ("journal", "payload", b"{"),
    ("journal", "hash", None),
    ("days", "opened_at", None),
    ("products", "price", None),
    ("products", "name", None),
]


def spoil(path: Path, table: str, column: str, value: object) -> None:
    """Write a value that the table's rules forbid, as a flipped bit does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type='trigger' AND tbl_name=?", (table,)
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE type='table' AND name=?", (table,)
        ).fetchone()
        change = "UPDATE sqlite_schema SET sql=? WHERE type='table' AND name=?"
        connection.execute("PRAGMA writable_schema=ON")
        loose = sql.replace("NOT NULL", "").replace("STRICT, ", "").replace("STRICT", "")
        connection.execute(change, (loose, table))
        connection.execute("PRAGMA writable_schema=RESET")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(f"UPDATE {table} SET {column}=?", (value,))
        connection.execute(change, (sql, table))
        for _, text in triggers:
            connection.execute(text)
        connection.execute("PRAGMA writable_schema=RESET")


@pytest.mark.parametrize(("table", "column", "value"), VALUES)
def test_a_value_that_cannot_be_is_told_as_damage_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, value: object
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    till = set_up(tmp_path)
    ring(till, "1")
    ring(till, "2")
    spoil(tmp_path / "till" / "till.db", table, column, value)
    refused = 0
    for words in COMMANDS:
        done = till(*words)
        assert "Traceback" not in done.output and "kode" not in done.output.lower(), (
            words,
            done.output,
        )
        refused += done.exit_code != 0
    assert refused, "nothing noticed it"


REQUESTS = [
    {
        "ref": "s",
        "lines": [{"code": "A", "qty": 1}],
        "tenders": [{"method": "cash", "amount": 50_000}],
    },
    {
        "ref": "r",
        "refund_of": "A07-1-000001",
        "lines": [{"line": 1, "qty": 1}],
        "tenders": [{"method": "cash", "amount": 50_000}],
    },
    {"ref": "v", "void_of": "A07-1-000002", "reason": "salah"},
    {"ref": "1", "lines": [{"code": "A", "qty": 1}], "tenders": []},
]


@pytest.mark.parametrize(("table", "column", "value"), VALUES)
def test_what_falls_over_while_selling_is_told_in_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, value: object
) -> None:
    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    till = set_up(tmp_path)
    ring(till, "1")
    ring(till, "2")
    with open_shop(tmp_path / "till") as shop:
        spoil(tmp_path / "till" / "till.db", table, column, value)
        for request in REQUESTS:
            answer = ring_line(shop, json.dumps(request).encode(), problem_json)
            codes = {problem["code"] for problem in answer.get("problems", ())}
            assert answer["ok"] or codes <= REFUSALS, answer


REFUSALS = {"database_damaged", "journal_damaged", "sale_unknown", "unknown_code", "ref_reused"}


def test_a_fault_of_the_program_over_a_sound_till_is_not_called_damage(tmp_path: Path) -> None:
    set_up(tmp_path)
    assert damage_behind(TypeError("a fault"), tmp_path / "till") is None
    assert damage_behind(TypeError("a fault"), tmp_path / "nowhere") is None
