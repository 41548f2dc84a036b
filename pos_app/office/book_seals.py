"""Seals over what a book keeps, which only the holder of the office's key can make.

Whoever changes the book with another program cannot make them fit again. Without the key beside the
book its derived tables are not believed but made anew from the day files, which prove themselves.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.msgpack import encode

from pos_app.errors import MachineError
from pos_app.office.book_rows import DAY_COLUMNS, Row
from pos_app.office.office_key import office_key
from pos_app.office.row_sum import RowSum, SealedSum, opened_sum
from pos_app.store.database import Database

_TABLES = {
    "received": {
        "plan": "SELECT toml FROM plan",
        "root": "SELECT key FROM root",
        "records": "SELECT identity, kind, body, signer, signature FROM records",
    },
    "files": {
        "file_seals": "SELECT identity, day, goods, sales, review FROM file_seals",
        "shared": "SELECT sale_id, identity, content, parts FROM shared",
        "linked": "SELECT sale_id, identity, content, parts FROM linked",
    },
}
"""What one seal covers: plan and records; the seals of all files, and the sales that tie them."""
_PART_OF = {table: part for part, tables in _TABLES.items() for table in tables}
_LABEL = b"book-seal"
_BYTES = 16


class FileSeals(NamedTuple):
    """The seals over the rows that were derived from one day file."""

    day: str
    goods: str
    sales: str
    review: str


@dataclass(frozen=True, slots=True)
class Sealer:
    """Makes seals with a secret; without the office's key the secret is empty.

    `name` tells which secret it is without telling the secret; empty without one.
    """

    secret: bytes = b""
    name: str = ""

    def seal(self, *values: object) -> str:
        """The seal (hex) of some texts, whole numbers, bytes and None, with their types."""
        return hashlib.blake2b(encode(values), digest_size=_BYTES, key=self.secret).hexdigest()


def sealer_of(book: Path) -> Sealer:
    """The sealer of the key beside a book; one without a secret where there is no sound key."""
    try:
        secret = bytes.fromhex(office_key(book).derive(_LABEL).seed_hex)
    except MachineError:
        return Sealer()
    return Sealer(secret, hashlib.blake2b(secret, digest_size=_BYTES).hexdigest())


class BookSeals:
    """The seals of an open book. `rows` runs a query; it raises MachineError `book_damaged`.

    Attributes:
        believed: Whether the seals over all rows were checked, or need no check.
    """

    def __init__(self, database: Database, sealer: Sealer, rows: Callable[..., list[Any]]) -> None:
        self._database = database
        self._sealer = sealer
        self._rows = rows
        self._of_files: dict[str, FileSeals] | None = None
        self._sales_believed = False
        self._added: dict[str, list[Row]] = defaultdict(list)
        self.believed = False

    @property
    def are_ours(self) -> bool:
        """Whether the key beside the book made the seals."""
        keys = {key for (key,) in self._rows("SELECT key FROM book_seals")}
        return bool(self._sealer.name) and keys == {self._sealer.name}

    def forget(self) -> None:
        """Forgets what a transaction added that was rolled back."""
        self._of_files = None
        self._added.clear()

    def added(self, table: str, *rows: Row) -> None:
        """Notes rows that the running transaction added to a sealed table."""
        self._added[table].extend(rows)

    def seal_everything(self) -> None:
        """Seals all rows as they are, within a transaction."""
        self._added.clear()
        for part in _TABLES:
            self._store(part, self._sum_of(part))

    def seal_changes(self) -> None:
        """Seals what the running transaction added; no other row is read.

        Raises MachineError `book_damaged` where the seal before it was changed.
        """
        sums: dict[str, RowSum] = {}
        for table, rows in self._added.items():
            part = _PART_OF[table]
            if part not in sums:
                sums[part] = self._stored_sum(part)
            sums[part].add(table, rows)
        for part, found in sums.items():
            self._store(part, found)
        self._added.clear()

    def _store(self, part: str, found: RowSum) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO book_seals (part, key, seal, rows, hidden)"
            " VALUES (?, ?, ?, ?, ?)",
            (part, self._sealer.name, *found.sealed(part)),
        )

    def _stored_sum(self, part: str) -> RowSum:
        rows = self._rows("SELECT seal, rows, hidden FROM book_seals WHERE part = ?", part)
        found = opened_sum(self._sealer.secret, part, SealedSum(*rows[0])) if rows else None
        if found is None:
            raise self._damaged()
        return found

    def _sum_of(self, part: str) -> RowSum:
        """The sum of all rows, from the rows themselves."""
        found = RowSum(self._sealer.secret)
        for table, sql in _TABLES[part].items():
            found.add(table, self._rows(sql))
        return found

    def verify(self) -> None:
        """Checks once that nothing was changed, added or removed by another program.

        Raises MachineError `book_damaged`.
        """
        if self.believed:
            return
        with self._one_moment():
            rows = self._rows("SELECT part, seal, rows, hidden FROM book_seals")
            stored = {part: SealedSum(*values) for part, *values in rows}
            if stored != {part: self._sum_of(part).sealed(part) for part in _TABLES}:
                raise self._damaged()
        self.believed = True

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Reads one state of the book, also while another process writes to it."""
        if self._database.connection.in_transaction:
            yield
            return
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("COMMIT")

    def verify_sales(self) -> None:
        """Checks once that no sale was taken out of the index, which finds sales held twice."""
        if self._sales_believed:
            return
        self.verify()
        found: dict[str, list[int]] = {identity: [] for identity in self._files()}
        sql = "SELECT identity, sale FROM sales JOIN days USING (file) ORDER BY file, sale"
        for identity, sale in self._rows(sql):
            found.setdefault(identity, []).append(sale)
        for identity, seals in self._files().items():
            if seals.sales != self._sealer.seal(identity, *found[identity]):
                raise self._damaged()
        self._sales_believed = True

    def _files(self) -> dict[str, FileSeals]:
        if self._of_files is None:
            rows = self._rows("SELECT identity, day, goods, sales, review FROM file_seals")
            self._of_files = {identity: FileSeals(*seals) for identity, *seals in rows}
        return self._of_files

    def add(self, identity: str, row: Row, sales: Iterable[int], review: Row) -> None:
        """Seals the rows of a file that is added."""
        size, seal = len(DAY_COLUMNS), self._sealer.seal
        seals = FileSeals(
            day=seal(*row[:size]),
            goods=seal(identity, *row[size:]),
            sales=seal(identity, *sorted(set(sales))),
            review=seal(*review),
        )
        self._files()[identity] = seals
        self._database.execute(
            "INSERT INTO file_seals (identity, day, goods, sales, review) VALUES (?, ?, ?, ?, ?)",
            (identity, *seals),
        )
        self.added("file_seals", (identity, *seals))

    def is_day(self, row: Row) -> bool:
        """Whether a row of table `days`, with or without its goods, is sealed."""
        seals, size = self._files().get(row[0]), len(DAY_COLUMNS)
        if seals is None or seals.day != self._sealer.seal(*row[:size]):
            return False
        return len(row) == size or seals.goods == self._sealer.seal(row[0], *row[size:])

    def is_review(self, row: Row) -> bool:
        """Whether a row of table `reviews` is sealed."""
        seals = self._files().get(row[0])
        return seals is not None and seals.review == self._sealer.seal(*row)

    def _damaged(self) -> MachineError:
        return MachineError("book_damaged", file=str(self._database.path))
