"""The book: one SQLite file with every verified day file as received, and what each adds up to.

It only grows. The files are the truth; the other tables repeat what is in them, so that neither a
merge nor a total has to read the files again. All SQL of the office is here and in `book_schema`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from pos_app.dayfile.continues import read_continues
from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.domain.catalogue import DiscountBearer
from pos_app.errors import PosError
from pos_app.office import book_schema
from pos_app.office.book_day import BookDay, FileMaker, SaleMark, book_day
from pos_app.office.event_plan import EventPlan, read_plan
from pos_app.office.records import Record, RecordKind
from pos_app.office.rulings import RULING_KINDS, Rulings, hear
from pos_app.office.tally import SaleParts, Tally
from pos_app.store.database import Database, machine_error

_DAY_COLUMNS = (
    "identity, stand, till, seat, day, revision, supersedes, prev_day, key, first, last,"
    " running_start, running_total, till_id, enrolled, journal_first, journal_last, journal_head"
)


class Book:
    """An open book. Not for use from a second thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def create(cls, path: Path, toml: bytes, office: Callable[[], Record] | None = None) -> Book:
        """A new book for the event in `toml`, built beside and renamed into place.

        `office` gives the record of its own office's key, asked for once the book can be made.
        Raises Refused for a plan that cannot be used; PosError `book_exists`,
        `book_folder_missing`.
        """
        read_plan(toml)
        if path.exists():
            raise PosError("book_exists", file=str(path))
        if not path.parent.is_dir():
            raise PosError("book_folder_missing", file=str(path))
        founder = office() if office is not None else None
        draft = path.with_name(path.name + ".new")
        for stale in (draft, *book_schema.companions(draft)):
            stale.unlink(missing_ok=True)
        with closing(book_schema.create_database(draft)) as database:
            with database.transaction():
                book_schema.make_tables(database)
                database.execute("INSERT INTO plan (id, toml) VALUES (1, ?)", (toml,))
            if founder is not None:
                cls(database).found(founder)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        draft.replace(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True) -> Book:
        """The book at `path`, checked; one of an older app is brought up to date from its files.

        Without `writing` the file is left as it is. Raises PosError `book_missing`, `book_newer`;
        MachineError `not_a_book`.
        """
        database = book_schema.open_database(path, writing=writing)
        if book_schema.is_outdated(database) and not writing:
            database = book_schema.in_memory(database)
        book = cls(database)
        if book_schema.is_outdated(database):
            try:
                book._bring_up_to_date()
            except BaseException:
                book.close()
                raise
        return book

    def _bring_up_to_date(self) -> None:
        """One transaction: today's tables, filled from the files as they were received."""
        with self._database.transaction():
            book_schema.make_tables(self._database)
            for identity in self.identities():
                file = self._database.scalar("SELECT file FROM files WHERE identity = ?", identity)
                assert isinstance(file, bytes)
                self._insert_day(book_day(read_day(file)))

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @cached_property
    def plan(self) -> EventPlan:
        toml = self._database.scalar("SELECT toml FROM plan")
        assert isinstance(toml, bytes)
        return read_plan(toml)[0]

    @property
    def root(self) -> str | None:
        """The key (hex) of the office whose book this is; None until one is founded."""
        found = self._database.scalar("SELECT key FROM root")
        return found if isinstance(found, str) else None

    def found(self, office: Record) -> None:
        """Makes the signer of an office's record the one whose book this is, once and for all."""
        with self._database.transaction():
            self._database.execute("INSERT INTO root (id, key) VALUES (1, ?)", (office.signer,))
            self._insert_record(office)

    def rulings(self) -> Rulings:
        """What the office's records say, as far as this book knows the office."""
        return hear(self.records(*RULING_KINDS), self.plan.code, self.root)

    def has(self, identity: str) -> bool:
        return bool(self._database.scalar("SELECT 1 FROM files WHERE identity = ?", identity))

    def add(self, day: VerifiedDay, file: bytes) -> bool:
        """Takes a verified day with its bytes; False when the book has it already."""
        with self._database.transaction():
            if self.has(day.identity):
                return False
            row = (day.identity, file)
            self._database.execute("INSERT INTO files (identity, file) VALUES (?, ?)", row)
            self._insert_day(book_day(day))
        return True

    def _insert_day(self, day: BookDay) -> None:
        execute = self._database.execute
        makers = {code: [m.name, m.discount_by, m.paid_out] for code, m in day.makers.items()}
        head = [getattr(day, column.strip()) for column in _DAY_COLUMNS.split(",")]
        continues = None if day.continues is None else _dump(day.continues.as_json())
        tally = day.tally
        execute(
            f"INSERT INTO days ({_DAY_COLUMNS}, continues, tally, makers, goods)"
            f" VALUES ({'?, ' * len(head)}?, ?, ?, ?)",
            (*head, continues, *map(_dump, (tally.as_json(), makers, tally.goods_as_json()))),
        )
        slot = "/".join(map(str, day.slot))
        ids = [(mark.sale_id, slot) for mark in day.marks]
        for pair in ids:
            execute(
                "INSERT OR IGNORE INTO shared (sale_id)"
                " SELECT sale_id FROM sales WHERE sale_id = ? AND slot <> ? LIMIT 1",
                pair,
            )
        self._database.executemany(
            "INSERT INTO sales (sale_id, identity, slot, content, parts) VALUES (?, ?, ?, ?, ?)",
            (
                (mark.sale_id, day.identity, slot, mark.content, _dump(mark.parts.as_json()))
                for mark in day.marks
                if mark.parts is not None
            ),
        )

    def days(self, *, goods: bool = False) -> list[BookDay]:
        """Every file of the book, in the order of its identities; `goods` for a settlement."""
        return self._days("", (), self._marks("SELECT sale_id FROM shared"), goods=goods)

    def around(self, day: BookDay) -> list[BookDay]:
        """The files that can put this day in doubt: of its till, and of tills that share a sale."""
        mine = "SELECT sale_id FROM sales WHERE identity = ? INTERSECT SELECT sale_id FROM shared"
        sharing = self._rows(
            "SELECT DISTINCT stand, till FROM days WHERE identity IN"
            f" (SELECT identity FROM sales WHERE sale_id IN ({mine}))",
            day.identity,
        )
        tills = {(day.stand, day.till), *sharing}
        marks = self._marks(mine, day.identity)
        where = "WHERE stand = ? AND till = ?"
        return [found for till in sorted(tills) for found in self._days(where, till, marks)]

    def of_till(self, stand: str, till: str) -> list[BookDay]:
        """The files of one till, without the marks of sales that others share."""
        return self._days("WHERE stand = ? AND till = ?", (stand, till), {})

    def _days(
        self,
        where: str,
        values: Sequence[object],
        marks: Mapping[str, tuple[SaleMark, ...]],
        *,
        goods: bool = False,
    ) -> list[BookDay]:
        last = "goods" if goods else "NULL"
        columns = f"{_DAY_COLUMNS}, continues, tally, makers, {last}"
        sql = f"SELECT {columns} FROM days {where} ORDER BY identity"
        return [_day(row, marks.get(row[0], ())) for row in self._rows(sql, *values)]

    def _marks(self, sale_ids: str, *values: object) -> dict[str, tuple[SaleMark, ...]]:
        """The marks of the sales that a query names, by file."""
        rows = self._rows(
            "SELECT identity, sale_id, content, parts FROM sales"
            f" WHERE sale_id IN ({sale_ids}) ORDER BY identity, sale_id",
            *values,
        )
        found: dict[str, list[SaleMark]] = {}
        for identity, sale_id, content, said in rows:
            mark = SaleMark(sale_id, content, SaleParts.from_json(sale_id, json.loads(said)))
            found.setdefault(identity, []).append(mark)
        return {identity: tuple(marks) for identity, marks in found.items()}

    def identities(self) -> list[str]:
        rows = self._rows("SELECT identity FROM files ORDER BY identity")
        return [str(identity) for (identity,) in rows]

    def file(self, identity: str, limit: int) -> bytes | None:
        """A file's bytes as received; None for one over `limit` bytes, or for none."""
        sql = "SELECT file FROM files WHERE identity = ? AND length(file) <= ?"
        for (file,) in self._rows(sql, identity, limit):
            return file if isinstance(file, bytes) else None
        return None

    def add_record(self, record: Record) -> bool:
        """Takes a record; False when the book has it already.

        Raises ValueError for one that its signer has not signed: nothing unproven is ever stored.
        """
        if not record.holds:
            raise ValueError("the record is not signed by its signer")
        with self._database.transaction():
            return self._insert_record(record)

    def _insert_record(self, record: Record) -> bool:
        known = "SELECT 1 FROM records WHERE identity = ?"
        if self._database.scalar(known, record.identity):
            return False
        self._database.execute(
            "INSERT INTO records (identity, kind, body, signer, signature) VALUES (?, ?, ?, ?, ?)",
            (record.identity, record.kind, record.body, record.signer, record.signature),
        )
        return True

    def records(self, *kinds: RecordKind) -> list[Record]:
        """Every record, or those of some kinds, in the order of their identities."""
        wanted = kinds or tuple(RecordKind)
        rows = self._rows(
            "SELECT kind, body, signer, signature FROM records"
            f" WHERE kind IN ({', '.join('?' * len(wanted))}) ORDER BY identity",
            *wanted,
        )
        return [Record(RecordKind(kind), *row) for kind, *row in rows]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """What a query finds. Raises MachineError for a book that cannot be read."""
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise machine_error(error) from error


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _day(row: tuple[Any, ...], marks: tuple[SaleMark, ...]) -> BookDay:
    *head, continues, tally, makers, goods = row
    found = Tally.from_json(json.loads(tally), json.loads(goods) if goods else ())
    linked = None if continues is None else read_continues(json.loads(continues))
    values: list[Any] = [*head, linked, found, _file_makers(makers), marks]
    return BookDay(*values)


@lru_cache(maxsize=1024)
def _file_makers(makers: str) -> Mapping[str, FileMaker]:
    """The makers of a file; most files of a till name the same ones."""
    return {
        code: FileMaker(name, DiscountBearer(bearer), paid)
        for code, (name, bearer, paid) in json.loads(makers).items()
    }
