"""What the journal's rows do not tell of a till, as entries that the twin carries beside them.

Settings, goods, PINs (salted hashes), photos, held carts, answers to requests, and what a close
adds to its row: the signed manifest. Triggers note each change in the table `changes`, so that the
twin's writer knows what it has not written yet, also after a crash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pos_app.store.database import Database

Row = tuple[Any, ...]


class Entry(NamedTuple):
    """The content of one row of a table now: `row` holds its columns, None when it was deleted."""

    table: str
    key: str
    row: Row | None


class Change(NamedTuple):
    """A noted change: its number, the newest journal row at that moment, and the entry now."""

    n: int
    seq: int
    entry: Entry


class _Carried(NamedTuple):
    key: str
    columns: str


TABLES: Mapping[str, _Carried] = {
    "makers": _Carried("code", "code, name, share_bp, discount_by"),
    "products": _Carried(
        "sku_key", "sku_key, sku, name, name_en, category, maker, price, barcode, share_bp"
    ),
    "price_steps": _Carried("sku_key", "sku_key, steps"),
    "unique_goods": _Carried("sku_key", "sku_key"),
    "maker_cards": _Carried("code", "code, card, photo"),
    "settings": _Carried("key", "key, value"),
    "staff": _Carried("code", "code, name, role, pin, active"),
    "photos": _Carried("sku_key", "sku_key, jpeg"),
    "held_carts": _Carried("id", "id, at, label, cart"),
    "contacts": _Carried("hash", "hash, ref, box"),
    "answers": _Carried("ref", "ref, digest, answer, seq"),
    "days": _Carried("day", "day, cashier"),
    "requests": _Carried("ref", "ref, digest, answer, sale"),
    "closes": _Carried("manifest", "manifest, day, revision, cashier, file_name, file"),
    "exports": _Carried("row", "row, manifest, path, seq"),
    "earlier_documents": _Carried("id", "id, number, refers_to, day, at, fact"),
    "earlier_payouts": _Carried("id", "id, day, at, maker, amount, reason, cashier"),
}
"""The tables in the order in which they can be filled."""
MOST_KEYS = 500  # in one query; SQLite takes 999 at least
CLOSE_PARTS = ("datapackage.json", "datapackage.json.sig", "makers.csv")
"""The members of a day file that its journal rows do not tell."""


def newest_change(database: Database) -> int:
    """Return the number of the newest change."""
    found = database.scalar("SELECT coalesce(max(n), 0) FROM changes")
    assert isinstance(found, int)
    return found


def bind_changes(database: Database, known: int, seq: int) -> None:
    """Note that the changes after number `known` belong to journal row `seq`."""
    database.execute("UPDATE changes SET seq = ? WHERE n > ?", (seq, known))


def changes_after(database: Database, known: int) -> list[Change]:
    """Return what changed after change number `known`, each row as it is now, in order."""
    found = database.execute(
        "SELECT n, seq, tbl, key FROM changes WHERE n > ? ORDER BY n", (known,)
    ).fetchall()
    keys: dict[str, list[str]] = {}
    for _, _, table, key in found:
        keys.setdefault(table, []).append(key)
    now = {table: current_rows(database, table, each) for table, each in keys.items()}
    return [Change(n, seq, Entry(table, key, now[table].get(key))) for n, seq, table, key in found]


def every_entry(database: Database, table: str) -> Iterator[Entry]:
    """Yield all carried rows of one table."""
    carried = TABLES[table]
    where = " WHERE key <> 'cart'" if table == "settings" else ""
    place = carried.columns.split(", ").index(carried.key)
    for row in database.execute(f"SELECT {carried.columns} FROM {table}{where}").fetchall():
        yield Entry(table, str(row[place]), _carried_row(table, row))


def current_rows(database: Database, table: str, keys: Sequence[str]) -> dict[str, Row]:
    """Return the carried columns of the rows of one table that have these keys, by key.

    An import changes 50,000 at once.
    """
    carried = TABLES[table]
    columns = carried.columns.split(", ")
    place = columns.index(carried.key)
    mark = "?+0" if carried.key == "row" else "?"
    rows: dict[str, Row] = {}
    for start in range(0, len(keys), MOST_KEYS):
        some = keys[start : start + MOST_KEYS]
        marks = ", ".join([mark] * len(some))
        query = f"SELECT {carried.columns} FROM {table} WHERE {carried.key} IN ({marks})"
        for row in database.execute(query, some).fetchall():
            rows[str(row[place])] = _carried_row(table, row)
    return rows


def _carried_row(table: str, row: Row) -> Row:
    if table != "closes":
        return tuple(row)
    return (*row[:-1], *_parts_of_close(row[-1]))


def _parts_of_close(file: bytes) -> tuple[bytes, ...]:
    """Return what a day file holds beyond its rows: manifest, signature and makers."""
    import io  # a start needs neither of these
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return tuple(archive.read(name) for name in CLOSE_PARTS)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, zlib.error, NotImplementedError):
        return (b"",) * len(CLOSE_PARTS)  # the checks of close and doctor find it


def entries_text(entries: Iterable[Entry]) -> list[Any]:
    """Return entries as values that JSON can hold."""
    return [
        [e.table, e.key, None if e.row is None else [_to_json(v) for v in e.row]] for e in entries
    ]


def entries_from(found: object) -> list[Entry]:
    """Return the entries that `entries_text` wrote. Raises ValueError, KeyError, TypeError."""
    if not isinstance(found, list):
        raise ValueError("entries")
    read = []
    for table, key, row in found:
        if table not in TABLES or not isinstance(key, str):
            raise ValueError("entry")
        read.append(Entry(table, key, None if row is None else tuple(map(_from_json, row))))
    return read


def entries_sum(found: object) -> str:
    """Return a short checksum of entries as JSON holds them: a bad disk is to be noticed."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text_sum(text.encode())


def text_sum(text: bytes) -> str:
    """Return the checksum of entries that are JSON already, without spaces, keys sorted."""
    return hashlib.sha256(text).hexdigest()[:16]


def _to_json(value: object) -> object:
    return {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _from_json(value: object) -> object:
    if isinstance(value, dict):
        return base64.b64decode(value["b64"], validate=True)
    if value is None or isinstance(value, (str, int)):
        return value
    raise ValueError("value")
