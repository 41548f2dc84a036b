"""What a till does about its twin: hold it against the journal, and write a damaged one anew."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.services.shop.twin_difference import TwinDifference, find_difference
from pos_app.store.twin_check import check_twin

if TYPE_CHECKING:
    from pos_app.services.shop.shop import Shop

logger = logging.getLogger(__name__)


def look_at_twin(shop: Shop, *, full: bool, tables: bool = True) -> TwinDifference | None:
    """Return what the twin or the journal knows and the database does not, or None.

    With `full` all of the twin and of the newest day is read, and `twin_row` set. Without `tables`
    only the twin is compared.
    """
    if shop.twin is None:
        return None
    path = shop.twin.path
    try:
        checked = check_twin(shop.journal, path) if full else None
        shop.twin_row = checked.damaged if checked else None
        return find_difference(
            shop.database, shop.journal, path, full=full, checked=checked, with_tables=tables
        )
    except OSError as error:
        shop.twin.note_failure(error)
        return None


def mend_twin(shop: Shop) -> Path | None:
    """Write a twin with damaged lines anew; return where the damaged one is kept, or None."""
    with shop.turn:
        row, shop.twin_row = shop.twin_row, None
        if row is None or shop.trouble or shop.twin is None or shop.twin.failed:
            return None
        logger.warning("the twin is damaged at row %s and is written anew", row)
        kept = shop.twin.set_aside()
        shop.twin.catch_up(shop.journal)
        return kept
