"""The tables of the first migration. They are never changed."""

from __future__ import annotations

FIRST = """
CREATE TABLE till (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    event TEXT NOT NULL, stand TEXT NOT NULL, till TEXT NOT NULL, seat INTEGER NOT NULL,
    till_id TEXT NOT NULL, name TEXT NOT NULL, cash_rounding INTEGER NOT NULL,
    training INTEGER NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE makers (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, share_bp INTEGER NOT NULL,
    discount_by TEXT NOT NULL CHECK (discount_by IN ('maker', 'stand'))
) STRICT, WITHOUT ROWID;
CREATE TABLE products (
    sku_key TEXT PRIMARY KEY, sku TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL,
    category TEXT NOT NULL, maker TEXT NOT NULL REFERENCES makers (code),
    price INTEGER NOT NULL CHECK (price > 0), barcode TEXT NOT NULL, share_bp INTEGER,
    stock INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX products_barcode ON products (barcode) WHERE barcode <> '';
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE TABLE days (
    day TEXT PRIMARY KEY, opened_at TEXT NOT NULL, cashier TEXT NOT NULL, float INTEGER NOT NULL,
    prev_day TEXT, seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
CREATE TABLE reopens (
    day TEXT NOT NULL REFERENCES days (day), revision INTEGER NOT NULL, reason TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq), PRIMARY KEY (day, revision)
) STRICT;
CREATE TABLE closes (
    day TEXT NOT NULL REFERENCES days (day), revision INTEGER NOT NULL, closed_at TEXT NOT NULL,
    expected INTEGER NOT NULL, counted INTEGER NOT NULL, difference INTEGER NOT NULL,
    reason TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES journal (seq),
    manifest TEXT NOT NULL UNIQUE, file_name TEXT NOT NULL, totals TEXT NOT NULL,
    file BLOB NOT NULL, PRIMARY KEY (day, revision)
) STRICT;
CREATE TABLE sales (
    running INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'void')), refers_to TEXT NOT NULL,
    at TEXT NOT NULL, cashier TEXT NOT NULL, gross INTEGER NOT NULL, discount INTEGER NOT NULL,
    rounding INTEGER NOT NULL, net INTEGER NOT NULL, country TEXT NOT NULL, note TEXT NOT NULL,
    day TEXT NOT NULL REFERENCES days (day), seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
    running_total INTEGER NOT NULL
) STRICT;
CREATE INDEX sales_refers_to ON sales (refers_to) WHERE refers_to <> '';
CREATE INDEX sales_day ON sales (day);
CREATE TABLE sale_lines (
    sale INTEGER NOT NULL REFERENCES sales (running), line INTEGER NOT NULL, sku TEXT NOT NULL,
    name TEXT NOT NULL, category TEXT NOT NULL, maker TEXT NOT NULL, share_bp INTEGER NOT NULL,
    qty INTEGER NOT NULL, list_price INTEGER NOT NULL, unit_price INTEGER NOT NULL,
    discount INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (sale, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE sale_tenders (
    sale INTEGER NOT NULL REFERENCES sales (running), tender INTEGER NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('cash', 'change', 'qris', 'transfer', 'card')),
    amount INTEGER NOT NULL, reference TEXT NOT NULL, confirmed INTEGER NOT NULL,
    PRIMARY KEY (sale, tender)
) STRICT, WITHOUT ROWID;
CREATE TABLE confirmations (
    sale INTEGER NOT NULL REFERENCES sales (running), tender INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq), PRIMARY KEY (sale, tender)
) STRICT, WITHOUT ROWID;
CREATE TABLE cash (
    row INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL,
    maker TEXT NOT NULL, reason TEXT NOT NULL, cashier TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
CREATE INDEX cash_seq ON cash (seq);
CREATE TABLE counts (
    row INTEGER PRIMARY KEY, at TEXT NOT NULL, denomination INTEGER NOT NULL,
    pieces INTEGER NOT NULL, cashier TEXT NOT NULL, role TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
CREATE TABLE stock_moves (
    row INTEGER PRIMARY KEY, at TEXT NOT NULL, sku TEXT NOT NULL, change INTEGER NOT NULL,
    kind TEXT NOT NULL, reason TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
CREATE INDEX stock_moves_seq ON stock_moves (seq);
CREATE TABLE requests (
    ref TEXT PRIMARY KEY, digest BLOB NOT NULL, answer TEXT NOT NULL,
    sale INTEGER NOT NULL REFERENCES sales (running)
) STRICT, WITHOUT ROWID;
CREATE TABLE exports (
    row INTEGER PRIMARY KEY, manifest TEXT NOT NULL REFERENCES closes (manifest),
    at TEXT NOT NULL, path TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
"""
HISTORY = [
    "till",
    "journal",
    "days",
    "reopens",
    "closes",
    "sales",
    "sale_lines",
    "sale_tenders",
    "confirmations",
    "cash",
    "counts",
    "stock_moves",
    "requests",
    "exports",
]
