"""The sales by which files of a book are tied: held by two files, or refunded in another one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pos_app.errors import MachineError
from pos_app.office.book_day import SaleDigest, corrections_of_other_files
from pos_app.office.book_rows import UNREADABLE, Row, sale_digest_of, sale_digest_row
from pos_app.office.check_file import CheckedDay
from pos_app.store.database import Database

_FILES_AT_ONCE = 16
"""How many files' sales a check keeps in memory."""


class BookLinks:
    """The tables `shared` and `linked` of an open book.

    `rows` runs a query; it raises MachineError `book_damaged`. `digests_in` reads the sales of a
    file of the book, by its identity. `added` is told each row that is new in a table.
    """

    def __init__(
        self,
        database: Database,
        rows: Callable[..., list[Any]],
        digests_in: Callable[[str], tuple[SaleDigest, ...]],
        added: Callable[[str, Row], None],
    ) -> None:
        self._database = database
        self._rows = rows
        self._digests_in = digests_in
        self._added = added

    def add(self, found: CheckedDay) -> None:
        """Stores what ties a new file to other days, tills, seats and laptops, for both files."""
        self._insert_rows("linked", found.linked)
        others = self._others(found)
        mine = self._by_id(found.identity) if others else {}
        for identity in others:
            for table, rows in _rows_of_pair(
                (found.identity, mine), (identity, self._by_id(identity))
            ):
                self._insert_rows(table, rows)

    def tills_with_orders(self, orders: Iterable[str]) -> set[tuple[str, str]]:
        """The tills of which a file names one of some orders, given by their numbers."""
        sql = "SELECT DISTINCT stand, till FROM days WHERE instr(notes, ?)"
        return {(stand, till) for each in orders for stand, till in self._rows(sql, f'"{each}"')}

    def _others(self, found: CheckedDay) -> list[str]:
        """The files that hold or correct a sale which the new file holds or corrects.

        A revision and the one that it supersedes hold the same sales as a matter of course.
        """
        rows = self._rows(
            "SELECT DISTINCT days.identity FROM json_each(?) AS mine"
            " CROSS JOIN sales ON sales.sale = mine.value JOIN days ON days.file = sales.file"
            " WHERE days.identity <> ? AND ((days.stand, days.till, days.seat, days.day)"
            " <> (?, ?, ?, ?) OR (days.supersedes IS NOT ? AND days.identity IS NOT ?))",
            json.dumps(found.sales),
            found.identity,
            *found.seat_day,
            found.identity,
            found.supersedes,
        )
        return [identity for (identity,) in rows]

    def _by_id(self, identity: str) -> dict[str, SaleDigest]:
        return {digest.sale_id: digest for digest in self._digests_in(identity)}

    def _insert_rows(self, table: str, rows: Iterable[Row]) -> None:
        sql = (
            f"INSERT OR IGNORE INTO {table} (sale_id, identity, content, parts) VALUES (?, ?, ?, ?)"
        )
        for row in rows:
            if self._database.execute(sql, row).rowcount:
                self._added(table, row)

    def differing(self, corrections: Iterable[Row]) -> set[str]:
        """The identities of files whose links to others are not those that their sales give.

        `corrections` are the rows `CheckedDay.linked` of all files. Takes long: it reads files.
        """
        right: dict[str, set[Row]] = {"shared": set(), "linked": set(corrections)}
        read = lru_cache(maxsize=_FILES_AT_ONCE)(self._by_id)
        for one, other in self._pairs():
            for table, rows in _rows_of_pair((one, read(one)), (other, read(other))):
                right[table].update(rows)
        wrong: set[Row] = set()
        for table, expected in right.items():
            found = self._rows(f"SELECT sale_id, identity, content, parts FROM {table}")
            wrong |= expected.symmetric_difference(found)
        return {identity for _, identity, *_ in wrong}

    def _pairs(self) -> list[tuple[str, str]]:
        """The files of two tills, seats, days or laptops that hold or correct one sale."""
        return self._rows(
            "SELECT DISTINCT one.identity, other.identity FROM sales AS mine"
            " JOIN sales AS theirs ON theirs.sale = mine.sale AND theirs.file > mine.file"
            " JOIN days AS one ON one.file = mine.file JOIN days AS other"
            " ON other.file = theirs.file WHERE (one.stand, one.till, one.seat, one.day)"
            " <> (other.stand, other.till, other.seat, other.day)"
            " OR (one.supersedes IS NOT other.identity AND other.supersedes IS NOT one.identity)"
        )

    def sales(self, table: str, where: str, *values: object) -> dict[str, tuple[SaleDigest, ...]]:
        """The digests of the table `shared` or `linked`, by file."""
        rows = self._rows(
            f"SELECT identity, sale_id, content, parts FROM {table}"
            f" WHERE {where} ORDER BY identity, sale_id",
            *values,
        )
        found: dict[str, list[SaleDigest]] = {}
        for identity, sale_id, content, details in rows:
            try:
                digest = sale_digest_of(sale_id, content, details)
            except UNREADABLE as error:
                raise MachineError("book_damaged", file=str(self._database.path)) from error
            found.setdefault(identity, []).append(digest)
        return {identity: tuple(sale_digests) for identity, sale_digests in found.items()}


_Held = tuple[str, Mapping[str, SaleDigest]]
"""A file's identity and its sales by id."""


def _rows_of_pair(one: _Held, other: _Held) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each table by which two files are tied."""
    for (identity, held), (_, theirs) in ((one, other), (other, one)):
        found = {"shared": shared_sales(held, theirs), "linked": linked_sales(held, theirs)}
        for table, digests in found.items():
            yield table, [sale_digest_row(identity, digest) for digest in digests]


def shared_sales(
    held: Mapping[str, SaleDigest], other: Mapping[str, SaleDigest]
) -> list[SaleDigest]:
    """The sales of a file that the other one holds."""
    return [held[sale_id] for sale_id in other if sale_id in held]


def corrected_elsewhere(
    held: Mapping[str, SaleDigest], other: Mapping[str, SaleDigest]
) -> set[str]:
    """The ids of sales that the other file refunds, or that both hold and one of them corrects."""
    corrected = corrections_of_other_files(other.values())
    named = {digest.details.sale.refers_to for digest in corrected if digest.details}
    both = held.keys() & other.keys()
    if not both:
        return named
    known = (*held.values(), *other.values())
    return named | {d.details.sale.refers_to for d in known if d.details} & both


def linked_sales(
    held: Mapping[str, SaleDigest], other: Mapping[str, SaleDigest]
) -> list[SaleDigest]:
    """The sales of a file that the other one corrects, and the file's own corrections of them.

    All of a sale's corrections can so be added up, also where both files hold the sale, as two
    laptops do of which one took over from the other.
    """
    named = corrected_elsewhere(held, other)
    return [
        digest
        for digest in held.values()
        if digest.sale_id in named or (digest.details and digest.details.sale.refers_to in named)
    ]
