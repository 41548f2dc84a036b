"""A lead's decision that a till goes on without what only its safety folder knows.

The till has sold on under the same numbers, so those rows cannot be put back. They stay on the
stick under a name of their own, for the office, and a fresh copy is begun.
"""

from __future__ import annotations

from pathlib import Path

from pos_app.errors import PosError
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.safety.safety_folder import (
    FIRST_COPY_SECONDS,
    SafetyStatus,
    safety_status,
)
from pos_app.services.shop import setting_keys
from pos_app.services.shop.backup_file import refusal
from pos_app.services.shop.safety_ahead import rows_after
from pos_app.services.shop.safety_check import folder_name, known_more
from pos_app.services.shop.safety_decided import newest_end
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import check_lead
from pos_app.store.journal import TWIN_NAME, JournalRow, readable_rows

ASKED = {"safety": "settle"}


def settle_safety(shop: Shop, by: str = "", *, ref: str = "") -> SafetyStatus:
    """Notes that the journal goes on without what only the safety folder knows; returns its state.

    `by` is the lead who decided. Nothing is noted where the folder knows nothing more. Raises
    PosError `lead_needed`, `safety_not_set`, `safety_knows_more` where the rows follow on the
    journal's newest, so that the till has to be restored from them; MachineError
    `backup_folder_missing` and the like where the folder cannot be read.
    """
    if first_answer(shop, ref, ASKED) is not None:
        return safety_status(shop)
    stored = shop.settings.get(setting_keys.SAFETY_FOLDER)
    if not stored:
        raise PosError("safety_not_set")
    check_lead(shop, by)
    rows = _unknown_rows(shop, Path(stored))
    if rows:
        more = known_more(shop.journal, rows)
        fact = {"rows": more.rows, "sales": more.sales, "net": more.net, "left": newest_end(rows)}
        with answering(shop, ref, ASKED, dict), shop.transaction():
            shop.record("safety_settled", fact, at=shop.now(), by=by)
    if shop.safety is not None:
        shop.safety.catch_up(FIRST_COPY_SECONDS)
    return safety_status(shop)


def _unknown_rows(shop: Shop, folder: Path) -> list[JournalRow]:
    twin = folder / folder_name(shop.identity) / TWIN_NAME
    try:
        if not twin.parent.is_dir():
            raise FileNotFoundError(2, "the safety folder is not there", str(twin.parent))
        ahead = rows_after(twin, shop.journal.head())
        found = [row for row in readable_rows(twin) if shop.journal.row(row.seq) != row]
    except OSError as error:
        raise refusal(error, folder) from error
    if ahead:
        raise known_more(shop.journal, ahead).error()
    return found
