"""A lead's decision on what the twin knows and the database does not."""

from __future__ import annotations

from pos_app.services.shop.shop import Shop
from pos_app.services.shop.twin_difference import (
    KEPT,
    RESTORED,
    TwinDifference,
    first_row_to_rebuild,
)
from pos_app.services.staff import check_lead
from pos_app.store.rebuild import rebuild_tables


def decide(shop: Shop, by: str = "") -> TwinDifference | None:
    """Puts the missing rows back, or keeps the journal as it is, and notes which in the journal.

    `by` is the lead who decided, where the till has one. What the twin knew is kept beside it where
    the journal goes on with other rows. Returns what was found, None if nothing differed. Raises
    PosError `lead_needed`, `twin_not_restorable`.
    """
    found = shop.difference
    if found is None or shop.twin is None:
        return None
    if not found.choice:
        raise found.error()
    check_lead(shop, by)
    shop.difference = None
    try:
        _write(shop, found, by)
    except BaseException:
        shop.difference = found
        raise
    if found.choice == KEPT:
        shop.twin.set_aside()
    shop.twin.catch_up(shop.journal)
    shop.check_staff()
    return found


def _write(shop: Shop, found: TwinDifference, by: str) -> None:
    start = first_row_to_rebuild(shop.database)
    with shop.transaction():
        if found.choice == RESTORED:
            damaged = [row for row in found.rows if shop.journal.row(row.seq)]
            shop.journal.mend(damaged)
            shop.journal.restore(row for row in found.rows if row not in damaged)
        if found.choice == RESTORED or found.tables:
            rebuild_tables(shop.database, start)
        shop.record("twin_differs", found.fact(), at=shop.now(), by=by)
        shop.journal.pending.clear()  # the twin catches up afterwards, without a gap
