"""The sales by which files of a book are tied: held by two files, or refunded in another one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pos_app.office.book_day import SaleDigest, corrections_of_other_files
from pos_app.office.book_rows import Row, sale_digest_of, sale_digest_row
from pos_app.office.check_file import CheckedDay
from pos_app.store.database import Database


class BookLinks:
    """The tables `shared` and `linked` of an open book.

    `rows` runs a query; it raises MachineError `book_damaged`. `digests_in` reads the sales of a
    file of the book, by its identity.
    """

    def __init__(
        self,
        database: Database,
        rows: Callable[..., list[Any]],
        digests_in: Callable[[str], tuple[SaleDigest, ...]],
    ) -> None:
        self._database = database
        self._rows = rows
        self._digests_in = digests_in

    def add(self, found: CheckedDay) -> None:
        """Stores what ties a new file to other days, tills, seats and laptops, for both files."""
        self._insert_rows("linked", found.linked)
        others = self._others(found)
        mine = self._by_id(found.identity) if others else {}
        for identity in others:
            theirs = self._by_id(identity)
            self._insert(found.identity, mine, theirs)
            self._insert(identity, theirs, mine)

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

    def _insert(
        self, identity: str, held: Mapping[str, SaleDigest], other: Mapping[str, SaleDigest]
    ) -> None:
        """Stores the sales of a file that the other one holds, and those that it refunds.

        With the latter go the file's own corrections of them, so that all of a sale's corrections
        can be added up.
        """
        corrected = corrections_of_other_files(other.values())
        named = {digest.details.sale.refers_to for digest in corrected if digest.details}
        linked = [
            digest
            for digest in held.values()
            if digest.sale_id in named
            or (digest.details and digest.details.sale.refers_to in named)
        ]
        shared = [held[sale_id] for sale_id in other if sale_id in held]
        for table, found in (("shared", shared), ("linked", linked)):
            self._insert_rows(table, [sale_digest_row(identity, digest) for digest in found])

    def _insert_rows(self, table: str, rows: Iterable[Row]) -> None:
        self._database.executemany(
            f"INSERT OR IGNORE INTO {table} (sale_id, identity, content, parts)"
            " VALUES (?, ?, ?, ?)",
            rows,
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
            found.setdefault(identity, []).append(sale_digest_of(sale_id, content, details))
        return {identity: tuple(sale_digests) for identity, sale_digests in found.items()}
