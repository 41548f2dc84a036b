"""The book: one SQLite file with every verified day file as received, and its sums.

A book only grows. The files are authoritative; the other tables are derived from them, so that
neither a merge nor a total has to read the files again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from pos_app.dayfile.reader import DayFileError, read_day
from pos_app.domain.review_items import ReviewItem
from pos_app.errors import MachineError, UnknownOutcome
from pos_app.held_files import replace_patiently
from pos_app.office import book_schema
from pos_app.office.book_contacts import BookContacts
from pos_app.office.book_day import BookDay, SaleDigest, sale_digests_of
from pos_app.office.book_light import BookLight
from pos_app.office.book_links import BookLinks
from pos_app.office.book_rows import (
    DAY_COLUMNS,
    GOODS_COLUMNS,
    days_of,
    plan_seal,
    review_of,
)
from pos_app.office.book_seals import BookSeals, Sealer, sealer_of
from pos_app.office.check_file import CheckedDay, check
from pos_app.office.decide.effective_decisions import (
    DECISION_RECORDS,
    EffectiveDecisions,
    evaluate_decisions,
)
from pos_app.office.plan.event_plan import EventPlan, read_plan
from pos_app.office.plan.plan_changes import changed_plan
from pos_app.office.records import Record, RecordKind
from pos_app.office.sold_terms import Offer, known_offers
from pos_app.store.database import READ_FAULTS, Database

_DAYS, _GOODS = ", ".join(DAY_COLUMNS), ", ".join(GOODS_COLUMNS)


class Book:
    """An open book, for use from one thread only."""

    def __init__(self, database: Database, sealer: Sealer | None = None) -> None:
        self._database = database
        self._seals = BookSeals(database, sealer or Sealer(), self._rows)
        self.links = BookLinks(database, self._rows, self._digests_in_file, self._seals.added)
        self.light = BookLight(database, self._rows, self._writing)
        self.contacts = BookContacts(self, database, self._writing)

    @classmethod
    def create(cls, path: Path, toml: bytes, office: Callable[[], Record] | None = None) -> Book:
        """Creates a book for an event; it appears under its name only when it is complete.

        Args:
            path: Where to create the book.
            toml: The plan of the event.
            office: Returns the record of the book's own office key; called once it is certain
                that the book can be created.

        Raises:
            Refused: The plan cannot be used.
            PosError: `book_exists`, `book_folder_missing`.
        """
        read_plan(toml)
        book_schema.check_free(path)
        founder = office() if office is not None else None
        sealer = sealer_of(path)
        draft = path.with_name(path.name + ".new")
        for stale in (draft, *book_schema.companions(draft)):
            stale.unlink(missing_ok=True)
        with closing(book_schema.create_database(draft)) as database:
            with database.transaction():
                book_schema.make_tables(database)
                database.execute("INSERT INTO plan (id, toml) VALUES (1, ?)", (toml,))
                draft_book = cls(database, sealer)
                draft_book._seal_plan()
                draft_book._seals.seal_everything()
            if founder is not None:
                draft_book.set_owner(founder)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        replace_patiently(draft, path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True) -> Book:
        """Opens the book at `path`, and rebuilds derived tables that cannot be believed.

        They are those of an older version, and those that another key sealed than the one beside
        the book, or none. Without `writing` the file is not changed. Raises PosError
        `book_missing`, `book_newer`; MachineError `not_a_book`, `book_damaged`.
        """
        database = book_schema.open_database(path, writing=writing)
        book = cls(database, sealer_of(path))
        try:
            outdated = book_schema.is_outdated(database)
            if outdated or not book._seals.are_ours:
                if not writing:
                    database = book_schema.in_memory(database)
                    book = cls(database, sealer_of(path))
                book._bring_up_to_date(from_plan=not outdated)
        except BaseException:
            book.close()
            raise
        return book

    def _bring_up_to_date(self, *, from_plan: bool) -> None:
        """Rebuilds the derived tables from the received files, in one transaction."""
        if from_plan:
            assert self.first_plan  # a plan that rotted would otherwise be sealed anew
        self._seals.believed = True
        with self._writing():
            book_schema.make_tables(self._database)
            self._seal_plan()
            for identity in self.identities():
                try:
                    self._insert_day(check(self._received(identity)))
                except DayFileError as error:
                    raise self.damaged() from error
            self._seals.seal_everything()

    def _seal_plan(self) -> None:
        seal = plan_seal(self.plan_toml)
        self._database.execute("INSERT INTO plan_seal (seal) VALUES (?)", (seal,))

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
        """Closes the database."""
        self._database.close()

    @property
    def plan_toml(self) -> bytes:
        """The text of the plan with which the book was made."""
        toml = self._scalar("SELECT toml FROM plan")
        if not isinstance(toml, bytes):
            raise self.damaged()
        return toml

    @cached_property
    def first_plan(self) -> EventPlan:
        """The plan with which the book was made. Raises MachineError `book_damaged`."""
        if self._scalar("SELECT seal FROM plan_seal") != plan_seal(self.plan_toml):
            raise self.damaged()
        return read_plan(self.plan_toml)[0]

    @cached_property
    def plan(self) -> EventPlan:
        """The plan of the event, with the office's changes. Raises MachineError `book_damaged`."""
        first = self.first_plan
        changes = self.effective_decisions().plan_changes
        return changed_plan(self.plan_toml, changes) if changes else first

    @property
    def owner_key(self) -> str | None:
        """The key (hex) of the book's own office; None for a book without one."""
        found = self._scalar("SELECT key FROM root")
        return found if isinstance(found, str) else None

    def set_owner(self, office: Record) -> None:
        """Makes the signer of an office's record the book's own office, which never changes."""
        with self._writing():
            self._database.execute("INSERT INTO root (id, key) VALUES (1, ?)", (office.signer,))
            self._seals.added("root", (office.signer,))
            self._insert_record(office)

    def effective_decisions(self) -> EffectiveDecisions:
        """The decisions of the offices that this book knows, evaluated."""
        records = self.records(*DECISION_RECORDS)
        return evaluate_decisions(records, self.first_plan.code, self.owner_key)

    def has(self, identity: str) -> bool:
        """Whether the book has the file with this identity."""
        return bool(self._scalar("SELECT 1 FROM files WHERE identity = ?", identity))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction. Raises MachineError `book_read_only`, `book_busy`, `disk_full`."""
        try:
            with self._database.transaction():
                yield
                self._seals.seal_changes()
        except BaseException as error:
            self._seals.forget()
            if isinstance(error, MachineError) and not isinstance(error, UnknownOutcome):
                raise book_schema.as_book_error(error, self._database.path) from error
            raise

    @contextmanager
    def adding(self) -> Iterator[None]:
        """A transaction for `add`: all files that are added within it, or none.

        Raises MachineError `book_read_only`, `book_busy`, `disk_full`.
        """
        with self._writing():
            self._seals.verify_sales()
            yield

    def add(self, found: CheckedDay, file: bytes) -> bool:
        """Adds a checked day and its bytes, within `adding`; False when the book has it already."""
        file = self.contacts.split_off(file)
        if self.has(found.identity):
            return False
        sql = "INSERT INTO files (identity, file) VALUES (?, ?)"
        self._database.execute(sql, (found.identity, file))
        self._insert_day(found)
        return True

    def _insert_day(self, found: CheckedDay) -> None:
        number = self._database.execute(
            f"INSERT INTO days ({_DAYS}, {_GOODS}) VALUES ({', '.join('?' * len(found.row))})",
            found.row,
        ).lastrowid
        self._database.executemany(
            "INSERT OR IGNORE INTO sales (sale, file) VALUES (?, ?)",
            ((sale, number) for sale in found.sales),
        )
        self._database.execute(
            "INSERT INTO reviews (identity, items, seal) VALUES (?, ?, ?)", found.review
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO offers (offer, text) VALUES (?, ?)", found.offers
        )
        self._seals.add(found.identity, found.row, found.sales, found.review)
        self.links.add(found)

    def is_derived_from(self, found: CheckedDay) -> bool:
        """Whether the rows of a file are those that its check derives."""
        identity = found.identity
        rows = self._rows(f"SELECT {_DAYS}, {_GOODS} FROM days WHERE identity = ?", identity)
        sql = "SELECT sale FROM sales JOIN days USING (file) WHERE identity = ? ORDER BY sale"
        sales = [sale for (sale,) in self._rows(sql, identity)]
        review = self._rows(
            "SELECT identity, items, seal FROM reviews WHERE identity = ?", identity
        )
        return (rows, sales, review) == ([found.row], sorted(set(found.sales)), [found.review])

    def _digests_in_file(self, identity: str) -> tuple[SaleDigest, ...]:
        return sale_digests_of(read_day(self._received(identity)).tables)

    def _received(self, identity: str) -> bytes:
        file = self._scalar("SELECT file FROM files WHERE identity = ?", identity)
        assert isinstance(file, bytes)
        return file

    def days(self, *, goods: bool = False) -> list[BookDay]:
        """Every file, by identity; with `goods` also the sums that settlements need.

        Raises MachineError `book_damaged` where a row was changed.
        """
        digests = self.links.sales("shared", "1"), self.links.sales("linked", "1")
        offers = known_offers(self._rows("SELECT offer, text FROM offers"))
        found = self._days("", (), *digests, offers, goods=goods)
        all_here = offers.keys() >= set().union(*(day.offers.hashes for day in found))
        if len(found) != self._scalar("SELECT count(*) FROM files") or not all_here:
            raise self.damaged()
        return found

    def with_goods(
        self, days: Iterable[BookDay], needed: Callable[[BookDay], bool]
    ) -> list[BookDay]:
        """The days; those that are `needed` and were read without their goods get them now.

        Raises MachineError `book_damaged`.
        """
        days = list(days)
        lacking = [day.identity for day in days if not day.breakdown.goods and needed(day)]
        if not lacking:
            return days
        where = "WHERE identity IN (SELECT value FROM json_each(?))"
        read = self._days(where, (json.dumps(lacking),), {}, goods=True)
        goods = {day.identity: day.breakdown.goods for day in read}
        return [
            replace(day, breakdown=replace(day.breakdown, goods=goods[day.identity]))
            if day.identity in goods
            else day
            for day in days
        ]

    def reviews(self) -> dict[str, tuple[ReviewItem, ...]]:
        """What is worth a look in each file, by identity. Raises MachineError `book_damaged`."""
        found = {}
        self._seals.verify()
        for row in self._rows("SELECT identity, items, seal FROM reviews"):
            items = review_of(row)
            if items is None or not self._seals.is_review(row):
                raise self.damaged()
            found[row[0]] = items
        return found

    def related_days(self, day: CheckedDay) -> list[BookDay]:
        """The files that may conflict: of the till, and of tills that share a sale or an order."""
        mine = "sale_id IN (SELECT sale_id FROM shared WHERE identity = ?)"
        named = f"SELECT identity FROM shared WHERE {mine}"
        sql = f"SELECT DISTINCT stand, till FROM days WHERE identity IN ({named})"
        sharing = self._rows(sql, day.identity)
        tills = {(day.stand, day.till), *sharing, *self.links.tills_with_orders(day.closed)}
        sale_digests = self.links.sales("shared", mine, day.identity)
        where = "WHERE stand = ? AND till = ?"
        return [found for till in sorted(tills) for found in self._days(where, till, sale_digests)]

    def days_of_till(self, stand: str, till: str) -> list[BookDay]:
        """The files of one till, without the digests of shared sales."""
        return self._days("WHERE stand = ? AND till = ?", (stand, till), {})

    def _days(
        self,
        where: str,
        values: Sequence[object],
        sale_digests: Mapping[str, tuple[SaleDigest, ...]],
        linked: Mapping[str, tuple[SaleDigest, ...]] | None = None,
        offers: Mapping[int, Offer] | None = None,
        *,
        goods: bool = False,
    ) -> list[BookDay]:
        self._seals.verify()
        columns = f"{_DAYS}, {_GOODS}" if goods else _DAYS
        rows = self._rows(f"SELECT {columns} FROM days {where} ORDER BY identity", *values)
        sealed = all(map(self._seals.is_day, rows))
        found = days_of(rows, sale_digests, linked or {}, offers or {}) if sealed else None
        if found is None:
            raise self.damaged()
        return found

    def identities(self) -> list[str]:
        """The identities of all files, sorted."""
        return [str(row[0]) for row in self._rows("SELECT identity FROM files ORDER BY identity")]

    def file(self, identity: str, limit: int) -> bytes | None:
        """A file's bytes as received; None when it has over `limit` bytes or is not in the book."""
        sql = "SELECT file FROM files WHERE identity = ? AND length(file) <= ?"
        found = self._scalar(sql, identity, limit)
        return found if isinstance(found, bytes) else None

    def add_record(self, record: Record) -> bool:
        """Adds a record; False when the book has it already.

        Raises ValueError for a record whose signature is not valid.
        """
        if not record.is_valid:
            raise ValueError("the record is not signed by its signer")
        with self._writing():
            return self._insert_record(record)

    def _insert_record(self, record: Record) -> bool:
        known = "SELECT 1 FROM records WHERE identity = ?"
        if self._scalar(known, record.identity):
            return False
        self.__dict__.pop("plan", None)  # the record may change it
        row = (record.identity, record.kind.value, record.body, record.signer, record.signature)
        self._database.execute(
            "INSERT INTO records (identity, kind, body, signer, signature) VALUES (?, ?, ?, ?, ?)",
            row,
        )
        self._seals.added("records", row)
        return True

    def records(self, *kinds: RecordKind) -> list[Record]:
        """The records of some kinds, or of all kinds, sorted by identity."""
        self._seals.verify()
        wanted = kinds or tuple(RecordKind)
        rows = self._rows(
            "SELECT kind, body, signer, signature FROM records"
            f" WHERE kind IN ({', '.join('?' * len(wanted))}) ORDER BY identity",
            *wanted,
        )
        return [Record(RecordKind(kind), *row) for kind, *row in rows]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """The rows of a query. Raises MachineError for a book that cannot be read."""
        try:
            return self._database.execute(sql, values).fetchall()
        except READ_FAULTS as error:
            raise book_schema.book_error(error, self._database.path) from error

    def _scalar(self, sql: str, *values: object) -> object:
        """The first column of the first row, or None. Raises as `_rows` does."""
        return next((row[0] for row in self._rows(sql, *values)), None)

    def damaged(self) -> MachineError:
        """The error for a book whose rows or files were changed."""
        return MachineError("book_damaged", file=str(self._database.path))
