"""Builds a day file from pieces of a day, each checked as the office's reader checks a file.

A long day is never in memory as rows: each piece of the journal is projected, held against the
tables, checked and written before the next one is read. What the reader looks at as a whole
(receipt numbers, totals, corrections of earlier sales) is collected and checked at the end.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from pos_app.dayfile import checks
from pos_app.dayfile.fast_projection import (
    ALL_PROJECTED,
    PROJECTED_TABLES,
    check_types,
    with_makers,
)
from pos_app.dayfile.format import JOURNAL, MINOR, DayFileError, DayHead
from pos_app.dayfile.journal_rows import facts_in
from pos_app.dayfile.manifest import build_manifest
from pos_app.dayfile.order_checks import check_orders, order_part
from pos_app.dayfile.parse import MAX_FIELD, parse_head, parse_json
from pos_app.dayfile.reader import check_members
from pos_app.dayfile.writer import (
    BuiltDay,
    header_bytes,
    pack_signed,
    package_name,
    plain_row_bytes,
    row_bytes,
    table_bytes,
)
from pos_app.domain.day import (
    LATER_ROW_TYPES,
    DayTables,
    MakerRow,
    SaleRow,
    Totals,
    expected_cash,
    later_tables,
    totals_of,
)
from pos_app.domain.journal import genesis, row_hash
from pos_app.domain.journal_projection import SALE_KINDS, Confirmations, JournalProjection

Fact = dict[str, Any]


class DayPieces:
    """The day so far: its members, its `totals`, its `numbers`, and what is checked at the end.

    `first` is the day's first journal row, `prev` the hash before it. `later` names the tenders
    that the day's facts confirm, `corrected` the ids that its refunds and voids refer to.
    """

    def __init__(
        self,
        first: int,
        prev: bytes,
        makers: Sequence[MakerRow],
        later: Confirmations,
        corrected: Collection[str],
    ) -> None:
        self.totals = Totals()
        self._next = first
        self._hash = prev
        self._makers = tuple(makers)
        self._corrected = frozenset(corrected)
        self._projection = JournalProjection(later)
        self._files = {name: io.BytesIO() for name in (*ALL_PROJECTED, JOURNAL)}
        for name in ALL_PROJECTED:
            self._files[name].write(header_bytes(name))
        self._sales: list[SaleRow] = []
        self._corrections = DayTables()
        self._later: set[str] = set()
        self._orders = DayTables()
        self._facts: list[Fact] = []
        self._cash = 0
        self._running = checks.RunningTotal()

    @property
    def minor(self) -> int:
        """The minor version of the format that the day so far needs."""
        return MINOR if self._later else 0

    @property
    def next_row(self) -> int:
        """The journal row with which the next piece begins."""
        return self._next

    @property
    def numbers(self) -> list[str]:
        """The receipt numbers of all documents so far."""
        return [sale.number for sale in self._sales]

    @property
    def numbered(self) -> Mapping[str, int]:
        """How many rows of cash, counts, stock and orders there are so far."""
        return self._projection.taken

    def add(
        self, payloads: Sequence[bytes], stored: Mapping[str, Sequence[tuple[Any, ...]]]
    ) -> None:
        """Check and write the next journal rows, and what the tables hold of them.

        Raises DayFileError.
        """
        facts = self._facts_of(payloads)
        tables = self._project(facts)
        for name, rows in stored.items():
            if list(getattr(tables, name)) != rows:
                raise DayFileError("rows_differ", member=f"{name}.csv")
        self._check_documents(tables)
        self._later |= set(later_tables(tables))
        self._running.add(facts)
        self._facts += [fact for fact in facts if fact["kind"] not in SALE_KINDS]
        self._write(payloads, tables)

    def _facts_of(self, payloads: Sequence[bytes]) -> list[Fact]:
        first, self._next = self._next, self._next + len(payloads)
        for payload in payloads:
            self._hash = row_hash(self._hash, payload)
        if max(map(len, payloads), default=0) > MAX_FIELD:
            raise DayFileError("csv_broken", member=JOURNAL)
        return facts_in(b"".join(payload + b"\n" for payload in payloads), first)

    def _project(self, facts: Sequence[Fact]) -> DayTables:
        try:
            for fact in facts:
                self._projection.add(fact)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DayFileError("journal_fact", reason=str(error)[:60]) from error
        tables = self._projection.take()._replace(makers=self._makers)
        check_types(tables)
        return tables

    def _check_documents(self, tables: DayTables) -> None:
        """Check the documents of a piece; corrections and what they correct at the end, together.

        A refund may come long after its sale.
        """
        late = {
            sale.sale_id
            for sale in tables.sales
            if sale.kind in ("refund", "void") or sale.sale_id in self._corrected
        }
        now = tables
        if late:
            now, kept = _split(tables, late)
            self._corrections = _joined(self._corrections, kept)
        self._orders = _joined(self._orders, order_part(tables))
        checks.check_sales(now)
        self._sales += tables.sales
        self._cash += expected_cash(tables.cash)
        self.totals += totals_of(tables)

    def _write(self, payloads: Sequence[bytes], tables: DayTables) -> None:
        for name in ALL_PROJECTED:
            rows = getattr(tables, name)
            plain = plain_row_bytes(name, rows)  # their types were checked
            data = row_bytes(name, rows) if plain is None else plain
            if b"\0" in data:
                raise DayFileError("csv_encoding", member=f"{name}.csv")
            self._files[name].write(data)
        self._files[JOURNAL].writelines(payload + b"\n" for payload in payloads)

    def finish(self, head: DayHead, sign: Callable[[bytes], bytes]) -> BuiltDay:
        """Check the day as a whole, sign its manifest and return the file. Raises DayFileError."""
        members = {f"{name}.csv": self._files[name].getvalue() for name in PROJECTED_TABLES}
        members["makers.csv"] = table_bytes("makers", self._makers)
        members[JOURNAL] = self._files[JOURNAL].getvalue()
        for name in LATER_ROW_TYPES:
            if name in self._later:
                members[f"{name}.csv"] = self._files[name].getvalue()
        manifest = build_manifest(head, members, package_name(head))
        package = parse_json(manifest, "manifest_json")
        check_members(package, members)
        self._check_whole(parse_head(package.get("pos")), members)
        return pack_signed(head, manifest, members, sign)

    def _check_whole(self, head: DayHead, members: Mapping[str, bytes]) -> None:
        self._check_chain(head)
        if bool(head.minor) != bool(self._later):
            raise DayFileError("manifest_shape", key="minor")
        if len({sale.sale_id for sale in self._sales}) != len(self._sales):
            raise DayFileError("sale_id_twice")
        checks.check_sales(with_makers(self._corrections, members))
        check_orders(with_makers(self._orders, members))
        checks.check_numbers(head, DayTables(sales=tuple(self._sales)))
        checks.check_sums(head, self.totals)
        checks.check_ends(head, self._cash, self._facts)
        self._running.check_end(head)

    def _check_chain(self, head: DayHead) -> None:
        journal = head.journal
        if journal.last + 1 != self._next:
            raise DayFileError("journal_range", first=journal.first, last=journal.last)
        if journal.first == 1 and journal.prev != genesis(checks.identity_of(head)).hex():
            raise DayFileError("genesis_wrong")
        if self._hash.hex() != journal.head:
            raise DayFileError("chain_broken")


def _split(tables: DayTables, late: Collection[str]) -> tuple[DayTables, DayTables]:
    """Return the documents that are not in `late`, and those that are."""
    return _only(tables, lambda sale_id: sale_id not in late), _only(tables, late.__contains__)


def _only(tables: DayTables, wanted: Callable[[str], bool]) -> DayTables:
    return DayTables(
        sales=tuple(row for row in tables.sales if wanted(row.sale_id)),
        lines=tuple(row for row in tables.lines if wanted(row.sale_id)),
        tenders=tuple(row for row in tables.tenders if wanted(row.sale_id)),
        makers=tables.makers,
    )


def _joined(one: DayTables, other: DayTables) -> DayTables:
    return DayTables(
        sales=one.sales + other.sales,
        lines=one.lines + other.lines,
        tenders=one.tenders + other.tenders,
        makers=other.makers,
        orders=one.orders + other.orders,
    )
