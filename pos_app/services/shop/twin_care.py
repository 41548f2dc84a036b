"""What a till does about its twin: hold it against the journal, and write a damaged one anew."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from pos_app.services.shop.trouble import TillTrouble
from pos_app.services.shop.twin_difference import TwinDifference, find_difference
from pos_app.store.database import Database
from pos_app.store.journal import Journal, Twin
from pos_app.store.twin_check import check_twin

logger = logging.getLogger(__name__)


class TwinCare(TillTrouble):
    """The part of a shop that looks after its twin."""

    database: Database
    journal: Journal
    twin: Twin | None

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.turn = threading.RLock()
        """Of whoever writes: threads do so one after another."""

    def find_difference(self, *, full: bool, tables: bool = True) -> TwinDifference | None:
        """Return what the twin or the journal knows and the database does not, or None.

        With `full` all of the twin that this run has not `checked` is read, and of the newest day,
        and `twin_row` set. Without `tables` only the twin is compared.
        """
        if self.twin is None:
            return None
        path = self.twin.path
        try:
            checked = check_twin(self.journal, path, after=self.checked) if full else None
            self.twin_row = checked.damaged if checked else None
            return find_difference(
                self.database, self.journal, path, full=full, checked=checked, with_tables=tables
            )
        except OSError as error:
            self.twin.note_failure(error)
            return None

    def mend_twin(self) -> Path | None:
        """Write a twin with damaged lines anew; return where the damaged one is kept, or None."""
        with self.turn:
            row, self.twin_row = self.twin_row, None
            if row is None or self.trouble or self.twin is None or self.twin.failed:
                return None
            logger.warning("the twin is damaged at row %s and is written anew", row)
            kept, self.checked = self.twin.set_aside(), None
            self.twin.catch_up(self.journal)
            return kept
