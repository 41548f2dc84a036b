"""The schema of the till's database, as a list of migrations.

A released migration is never changed, and it imports no code of the project. `user_version` is the
number of migrations applied, so that an older app can refuse a newer file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.private_files import make_private_file
from pos_app.store.first_schema import FIRST, HISTORY

if TYPE_CHECKING:
    from sqlite_utils import Database


def _first(db: Database) -> None:
    _run(db, FIRST)
    _only_grows(db, *HISTORY)


def _run(db: Database, script: str) -> None:
    """Run a script statement by statement, because `executescript` would commit first."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


def _only_grows(db: Database, *tables: str) -> None:
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            db.conn.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'history only grows: {table}'); END"
            )


# Staff with PINs, held carts, photos, consignment notes, and the cashier and witness of a close.
_COUNTER = """
CREATE TABLE staff (
    code TEXT PRIMARY KEY, name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('cashier', 'lead')), pin BLOB, active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE held_carts (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL, cart TEXT NOT NULL
) STRICT;
CREATE TABLE photos (
    sku_key TEXT PRIMARY KEY REFERENCES products (sku_key), jpeg BLOB NOT NULL
) STRICT;
CREATE TABLE slips (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('handover', 'return')),
    maker TEXT NOT NULL, at TEXT NOT NULL, cashier TEXT NOT NULL, reason TEXT NOT NULL,
    seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq)
) STRICT;
ALTER TABLE closes ADD COLUMN cashier TEXT NOT NULL DEFAULT '';
ALTER TABLE closes ADD COLUMN verified_by TEXT NOT NULL DEFAULT ''
"""


def _counter(db: Database) -> None:
    _run(db, _COUNTER)
    _only_grows(db, "slips")


# The print queue, which survives a crash.
_PRINTING = """
CREATE TABLE print_jobs (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
    lang TEXT NOT NULL, data BLOB,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'failed', 'dropped')),
    tries INTEGER NOT NULL, error TEXT NOT NULL
) STRICT;
CREATE INDEX print_jobs_open ON print_jobs (state) WHERE state <> 'printed'
"""


def _printing(db: Database) -> None:
    _run(db, _PRINTING)


# The office's acknowledgements of day files.
_RECEIVED = """
CREATE TABLE received (
    manifest TEXT PRIMARY KEY REFERENCES closes (manifest), at TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('code', 'signed')),
    seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT
"""


def _received(db: Database) -> None:
    _run(db, _RECEIVED)
    _only_grows(db, "received")


# The ways of paying are no longer named here: the domain declares and checks them, so that a new
# one needs no migration. SQLite cannot drop a CHECK, so the table is made again.
_ANY_METHOD = """
CREATE TABLE new_sale_tenders (
    sale INTEGER NOT NULL REFERENCES sales (running), tender INTEGER NOT NULL,
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL, reference TEXT NOT NULL, confirmed INTEGER NOT NULL,
    PRIMARY KEY (sale, tender)
) STRICT, WITHOUT ROWID;
INSERT INTO new_sale_tenders
    SELECT sale, tender, method, amount, reference, confirmed FROM sale_tenders;
DROP TABLE sale_tenders;
ALTER TABLE new_sale_tenders RENAME TO sale_tenders
"""


def _any_method(db: Database) -> None:
    _run(db, _ANY_METHOD)
    _only_grows(db, "sale_tenders")


# What the journal's rows do not tell (settings, goods, PINs, answers to requests…) is noted as
# changed, with the newest journal row at that moment, so that the twin can carry it. Stock and the
# current cart are left out: the journal tells the one, and the other changes with every scan.
_CHANGES = """
CREATE TABLE changes (
    n INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, key TEXT NOT NULL,
    seq INTEGER NOT NULL, UNIQUE (tbl, key)
) STRICT
"""
_NOTED = (
    ("makers", "code", "", ""),
    ("products", "sku_key", "sku, name, name_en, category, maker, price, barcode, share_bp", ""),
    ("settings", "key", "value", "{0}.key <> 'cart'"),
    ("staff", "code", "", ""),
    ("photos", "sku_key", "", ""),
    ("held_carts", "id", "", ""),
    ("requests", "ref", "", ""),
    ("days", "day", "", ""),
    ("closes", "manifest", "", ""),
    ("exports", "row", "", ""),
)


def _changes(db: Database) -> None:
    _run(db, _CHANGES)
    for table, key, columns, only in _NOTED:
        _note_changes(db, table, key, columns, only)


def _note_changes(db: Database, table: str, key: str, columns: str, only: str) -> None:
    newest = "(SELECT coalesce(max(seq), 0) FROM journal)"
    where = f" WHERE {only.format(table)}" if only else ""
    db.conn.execute(
        f"INSERT INTO changes (tbl, key, seq) SELECT '{table}', CAST({key} AS TEXT), {newest}"
        f" FROM {table}{where}"
    )
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns.split(", "))
    for verb, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        conditions = [only.format(row)] if only else []
        if verb == "UPDATE" and columns:
            conditions.append(f"({differs})")
        when = f" WHEN {' AND '.join(conditions)}" if conditions else ""
        db.conn.execute(
            f"CREATE TRIGGER {table}_noted_{verb.lower()} AFTER {verb} ON {table}{when} BEGIN "
            f"DELETE FROM changes WHERE tbl = '{table}' AND key = CAST({row}.{key} AS TEXT); "
            f"INSERT INTO changes (tbl, key, seq) VALUES ('{table}', CAST({row}.{key} AS TEXT),"
            f" {newest}); END"
        )


# The facts that are no documents are found without reading all sales; the answer to a command that
# came with a `ref` is kept, as those to requests for sales are; the schema is known by its hash.
_ANSWERS = """
CREATE INDEX journal_kinds ON journal (kind, seq) WHERE kind NOT IN ('refund', 'sale', 'void');
CREATE TABLE answers (
    ref TEXT PRIMARY KEY, digest BLOB NOT NULL, answer TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1), sha256 TEXT NOT NULL
) STRICT
"""


def _answers(db: Database) -> None:
    _run(db, _ANSWERS)
    _only_grows(db, "answers")
    _note_changes(db, "answers", "ref", "", "")


# Prices for several pieces, and what is told of a maker, beside their tables: the twins of older
# versions carry rows of those as they are.
_BESIDE = """
CREATE TABLE price_steps (sku_key TEXT PRIMARY KEY, steps TEXT NOT NULL) STRICT;
CREATE TABLE maker_cards (
    code TEXT PRIMARY KEY, card TEXT NOT NULL, photo BLOB NOT NULL
) STRICT
"""


def _beside(db: Database) -> None:
    _run(db, _BESIDE)
    _note_changes(db, "price_steps", "sku_key", "steps", "")
    _note_changes(db, "maker_cards", "code", "card, photo", "")


# Documents of the days that another laptop of the till closed before it was taken over.
_EARLIER = """
CREATE TABLE earlier_documents (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, refers_to TEXT NOT NULL, day TEXT NOT NULL,
    at TEXT NOT NULL, fact TEXT NOT NULL
) STRICT;
CREATE INDEX earlier_refers_to ON earlier_documents (refers_to) WHERE refers_to <> ''
"""


def _earlier(db: Database) -> None:
    _run(db, _EARLIER)
    _only_grows(db, "earlier_documents")
    _note_changes(db, "earlier_documents", "id", "", "")


# Products of which there is only one piece.
_UNIQUE_GOODS = "CREATE TABLE unique_goods (sku_key TEXT PRIMARY KEY) STRICT"


def _unique_goods(db: Database) -> None:
    _run(db, _UNIQUE_GOODS)
    _note_changes(db, "unique_goods", "sku_key", "", "")


# The sales of a day that came after its last hand-over are found without reading the others.
_SALES_OF_DAY = """
CREATE INDEX sales_day_seq ON sales (day, seq);
DROP INDEX sales_day
"""


def _sales_of_day(db: Database) -> None:
    _run(db, _SALES_OF_DAY)


# Payouts of the days that another laptop of the till closed before it was taken over.
_EARLIER_PAYOUTS = """
CREATE TABLE earlier_payouts (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL, maker TEXT NOT NULL,
    amount INTEGER NOT NULL, reason TEXT NOT NULL, cashier TEXT NOT NULL
) STRICT
"""


def _earlier_payouts(db: Database) -> None:
    _run(db, _EARLIER_PAYOUTS)
    _only_grows(db, "earlier_payouts")
    _note_changes(db, "earlier_payouts", "id", "", "")


# Sealed contacts of orders and inquiries. A laptop's own copy is not carried by the twin.
_CONTACTS = """
CREATE TABLE contacts (
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64), ref TEXT NOT NULL CHECK (ref <> ''),
    box BLOB NOT NULL, own BLOB NOT NULL
) STRICT;
CREATE INDEX contacts_ref ON contacts (ref)
"""


def _contacts(db: Database) -> None:
    _run(db, _CONTACTS)
    _note_changes(db, "contacts", "hash", "ref, box", "")


# Documents that take, and give back, a deposit for an order. SQLite cannot change a CHECK, so the
# table is made again, under its own name: rows of other tables refer to it meanwhile.
_SALES_AGAIN = """
CREATE TABLE old_sales AS SELECT * FROM sales;
DROP TABLE sales;
CREATE TABLE sales (
    running INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'void', 'deposit', 'deposit_return')),
    refers_to TEXT NOT NULL,
    at TEXT NOT NULL, cashier TEXT NOT NULL, gross INTEGER NOT NULL, discount INTEGER NOT NULL,
    rounding INTEGER NOT NULL, net INTEGER NOT NULL, country TEXT NOT NULL, note TEXT NOT NULL,
    day TEXT NOT NULL REFERENCES days (day), seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
    running_total INTEGER NOT NULL,
    CHECK (kind NOT IN ('deposit', 'deposit_return')
        OR (gross = 0 AND discount = 0 AND rounding = 0 AND net = 0 AND refers_to = ''))
) STRICT;
INSERT INTO sales (running, id, number, kind, refers_to, at, cashier, gross, discount, rounding,
    net, country, note, day, seq, running_total)
    SELECT running, id, number, kind, refers_to, at, cashier, gross, discount, rounding, net,
    country, note, day, seq, running_total FROM old_sales ORDER BY running;
DROP TABLE old_sales;
CREATE INDEX sales_refers_to ON sales (refers_to) WHERE refers_to <> '';
CREATE INDEX sales_day_seq ON sales (day, seq)
"""
# What happened to orders: taken with a deposit, changed, delivered, delivery voided, cancelled.
_ORDERS = """
CREATE TABLE order_events (
    row INTEGER PRIMARY KEY, at TEXT NOT NULL,
    order_number TEXT NOT NULL CHECK (order_number <> ''),
    event TEXT NOT NULL
        CHECK (event IN ('deposit', 'delivery', 'void', 'deposit_return', 'change')),
    sale_id TEXT NOT NULL, origin TEXT NOT NULL, from_number TEXT NOT NULL, maker TEXT NOT NULL,
    what TEXT NOT NULL, qty INTEGER NOT NULL CHECK (qty >= 0),
    total INTEGER NOT NULL CHECK (total >= 0),
    deposit INTEGER NOT NULL CHECK (abs(deposit) <= total), kept INTEGER NOT NULL CHECK (kept >= 0),
    sku TEXT NOT NULL, size TEXT NOT NULL, colour TEXT NOT NULL, due TEXT NOT NULL,
    deliver TEXT NOT NULL, country TEXT NOT NULL, lang TEXT NOT NULL, contact TEXT NOT NULL,
    consent_at TEXT NOT NULL, reason TEXT NOT NULL, cashier TEXT NOT NULL,
    seq INTEGER REFERENCES journal (seq),
    CHECK ((event = 'change') = (sale_id = '')),
    CHECK (event <> 'deposit' OR (deposit > 0 AND qty > 0)),
    CHECK (event <> 'delivery' OR deposit < 0),
    CHECK (event <> 'void' OR deposit > 0),
    CHECK (event <> 'deposit_return' OR (deposit <= 0 AND kept - deposit <= total)),
    CHECK (event = 'deposit_return' OR kept = 0)
) STRICT;
CREATE INDEX order_events_number ON order_events (order_number);
CREATE INDEX order_events_sale ON order_events (sale_id) WHERE sale_id <> '';
CREATE INDEX order_events_seq ON order_events (seq)
"""


def _orders(db: Database) -> None:
    db.conn.execute("PRAGMA defer_foreign_keys=ON")
    _run(db, _SALES_AGAIN)
    _only_grows(db, "sales")
    _run(db, _ORDERS)
    _only_grows(db, "order_events")


_STEPS = (
    *(_first, _counter, _printing, _received, _any_method, _changes, _answers, _beside),
    _earlier,
    _unique_goods,
    _sales_of_day,
    _earlier_payouts,
    _contacts,
    _orders,
)
SCHEMA_VERSION = len(_STEPS)
MARKED_SINCE = 7
"""The first schema that has the table of its own hash."""
ORDERS_SINCE = 14
"""The first schema that knows orders and their deposits."""


def schema_hash(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all tables, indexes and triggers as SQLite wrote them, in hex."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%' ORDER BY name"
    )
    return hashlib.sha256(repr(rows.fetchall()).encode()).hexdigest()


def apply_migrations(db: Database, found: int, upto: int | None = None) -> None:
    """Migrate a database from version `found` to the current one, in one transaction.

    An existing database is first copied to a `.bak` file beside it. `upto` stops earlier, for the
    way back to an older program.
    """
    version = upto or SCHEMA_VERSION
    from sqlite_utils import Migrations

    if found:
        _keep_copy(db, found)
    migrations = Migrations("till")
    for number, step in enumerate(_STEPS[:upto], 1):
        migrations(name=f"{number:04d}")(step)
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        if version >= MARKED_SINCE:
            mark = schema_hash(db.conn)
            db.conn.execute("INSERT OR REPLACE INTO schema_mark VALUES (1, ?)", (mark,))
        db.conn.execute(f"PRAGMA user_version={version}")
    except BaseException:
        db.conn.execute("ROLLBACK")
        raise
    db.conn.execute("COMMIT")


def _keep_copy(db: Database, found: int) -> None:
    path = db.conn.execute("PRAGMA database_list").fetchone()[2]
    make_private_file(Path(f"{path}.v{found}.bak"))
    with sqlite3.connect(f"{path}.v{found}.bak") as copy:
        db.conn.backup(copy)
    copy.close()
