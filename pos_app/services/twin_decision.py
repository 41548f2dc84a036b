"""A lead's decision on what the twin knows and the database does not."""

from __future__ import annotations

import json
from contextlib import suppress

from pos_app.services.answer_once import answering
from pos_app.services.shop.safety_decided import newest_end
from pos_app.services.shop.shop import Shop
from pos_app.services.shop.twin_difference import (
    KEPT,
    RESTORED,
    TwinDifference,
    first_row_to_rebuild,
)
from pos_app.services.staff import check_lead
from pos_app.store import answers as answer_store
from pos_app.store import sales as sale_store
from pos_app.store.places import read_place
from pos_app.store.rebuild import rebuild_tables
from pos_app.store.told_requests import restore_told

ASKED = {"repair": "twin"}


def decide(shop: Shop, by: str = "", *, ref: str = "") -> TwinDifference | None:
    """Puts the missing rows back, or keeps the journal as it is, and notes which in the journal.

    `by` is the lead who decided, where the till has one; the answer to `ref` is stored with it
    (`answer_once.first_answer` of `ASKED`). What the twin knew is kept beside it where
    the journal goes on with other rows. Returns what was found, None if nothing differed. Raises
    PosError `lead_needed`, `twin_not_restorable`, `safety_knows_more` where the safety
    folder has later rows than the twin, so that the till has to be restored from it.
    """
    found = shop.difference
    if found is None or shop.twin is None:
        return None
    if not found.choice:
        raise found.error()
    check_lead(shop, by)
    shop.check_safety()
    if shop.damage is not None:
        raise shop.damage
    shop.difference = None
    try:
        with answering(shop, ref, ASKED, found.fact):
            _write(shop, found, by)
    except BaseException:
        shop.difference = found
        raise
    if found.choice == KEPT:
        shop.twin.set_aside()
    shop.checked = None
    shop.twin.catch_up(shop.journal)
    shop.check_staff()
    if shop.safety is None:
        shop.start_safety()
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
            _restore_answers(shop)
            rows = shop.journal.rows(start)
            facts = [(row.seq, json.loads(row.payload)) for row in rows]
            restore_told(shop.database, facts)
        left = newest_end(found.rows) if found.choice == KEPT else []
        fact = {**found.fact(), "left": left} if left else found.fact()
        seq = shop.record("twin_differs", fact, at=shop.now(), by=by)
        if shop.request is not None:
            shop.request.store(shop.database, seq)
        shop.journal.pending.clear()  # the twin catches up afterwards, without a gap


def _restore_answers(shop: Shop) -> None:
    """Puts back the answers that the twin carries, for documents and facts that are there.

    Otherwise a request that is sent again under its `ref` would be sold a second time.
    """
    if shop.twin is None:
        return
    try:
        entries = read_place(shop.twin.path).entries.values()
    except OSError:
        return
    for table, row in ((each.table, each.row) for each in entries if each.row):
        # Anybody may have written to the twin; what does not fit is left out.
        with suppress(ValueError, TypeError, KeyError):
            if table == "requests":
                _restore_request(shop, *row)
            elif table == "answers":
                _restore_answer(shop, *row)


def _restore_request(shop: Shop, ref: str, digest: bytes, answer: str, running: int) -> None:
    is_sold = sale_store.has_document(shop.database, running, json.loads(answer)["id"])
    if is_sold and sale_store.request(shop.database, ref) is None:
        sale_store.insert_request(shop.database, ref, digest, answer, running)


def _restore_answer(shop: Shop, ref: str, digest: bytes, answer: str, seq: int) -> None:
    """Puts an answer back if the journal row of its command names the `ref`."""
    row = shop.journal.row(seq)
    if row is None or json.loads(row.payload).get("ref") != ref:
        return
    if answer_store.answer(shop.database, ref) is None:
        answer_store.insert_answer(shop.database, ref, digest, answer, seq)
