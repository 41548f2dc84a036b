"""Builds the day file of a close: each row of the day is read, checked and written once.

The pieces pass the checks of the office's reader one after another, in little memory. Where one
does not, the whole day is given to that reader itself: it decides, and says what is wrong.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from pos_app.domain.day import DayTables, Totals, later_tables, totals_of
from pos_app.domain.inquiry import KIND as INQUIRY
from pos_app.domain.journal_projection import project_journal
from pos_app.errors import MachineError, PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import sales as sale_store
from pos_app.store.told_and_stored import confirmations_from

if TYPE_CHECKING:
    from pos_app.dayfile.day_pieces import DayPieces
    from pos_app.dayfile.format import DayHead
    from pos_app.dayfile.writer import BuiltDay

logger = logging.getLogger(__name__)

PIECE = 1_000
"""Journal rows that are read at a time."""
_LAST = 1 << 62


class DayBuilding:
    """A day that is being closed, from journal row `first` on; in the close's transaction."""

    def __init__(self, shop: Shop, first: int) -> None:
        from pos_app.dayfile.format import MINOR

        self._shop = shop
        self._first = first
        self._pieces = self._begin()
        if self._pieces is None:
            tables = self._tables()
            self.minor = MINOR if later_tables(tables) else 0
            self.totals: Totals = totals_of(tables)
            self.numbers = [sale.number for sale in tables.sales]
        else:
            self.totals, self.numbers = self._pieces.totals, self._pieces.numbers
            self.minor = self._pieces.minor

    def _tables(self) -> DayTables:
        """Return the tables of the day, with those that only the journal holds."""
        stored = sale_store.day_tables(self._shop.database, self._first, _LAST)
        rows = self._shop.journal.of_kind(INQUIRY, self._first)
        told = project_journal(json.loads(payload) for _, payload in rows)
        return stored._replace(inquiries=told.inquiries)

    def _begin(self) -> DayPieces | None:
        from pos_app.dayfile.day_pieces import DayPieces

        database, journal = self._shop.database, self._shop.journal
        later = confirmations_from(journal, self._first)
        if later is None:
            return None
        pieces = DayPieces(
            self._first,
            journal.hash_before(self._first),
            sale_store.day_makers(database),
            later,
            sale_store.corrected_ids(database, self._first),
        )
        return pieces if self._read_on(pieces) else None

    def _read_on(self, pieces: DayPieces) -> bool:
        """Give the pieces the journal rows that they lack; return whether these are sound."""
        database, journal = self._shop.database, self._shop.journal
        last = journal.head().seq
        try:
            for start in range(pieces.next_row, last + 1, PIECE):
                end = min(last, start + PIECE - 1)
                payloads = [row.payload for row in journal.rows(start, end)]
                # After the newest row there is none, but a table may hold rows of one.
                until = end if end < last else _LAST
                pieces.add(payloads, sale_store.day_rows(database, start, until, pieces.numbered))
        except (PosError, UnicodeDecodeError) as error:
            logger.warning("the day is not sound: %s", error)
            return False
        return True

    def finish(self, head: DayHead) -> BuiltDay:
        """Check the day as a whole, sign it and return its file.

        Raises MachineError `close_not_sound` with the check that failed.
        """
        from pos_app.dayfile.format import DayFileError

        pieces, sign = self._pieces, self._shop.signer().sign
        if pieces is not None and self._read_on(pieces):
            try:
                return pieces.finish(head, sign)
            except DayFileError as error:
                logger.warning("the day is not sound: %s", error)
        try:
            return self._finish_by_reader(head)
        except DayFileError as error:
            raise MachineError("close_not_sound", what=_place_of(error)) from error

    def _finish_by_reader(self, head: DayHead) -> BuiltDay:
        from pos_app.dayfile import reader
        from pos_app.dayfile.writer import build_day

        shop = self._shop
        tables = self._tables()
        payloads = [row.payload for row in shop.journal.rows(self._first)]
        return build_day(head, tables, payloads, shop.signer().sign, reader.check_unsigned)


def _place_of(error: PosError) -> str:
    """Return the check that failed, and the receipt or row that it names."""
    places = [f"{key} {value}" for key, value in error.facts.items() if value not in ("", None)]
    return ", ".join([error.code, *places])
