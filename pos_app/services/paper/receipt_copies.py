"""Copies of receipts, marked SALINAN, each noted in the journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.languages import LanguageCode
from pos_app.private_files import make_private_folder
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.receipts import save_receipt
from pos_app.services.selling.stored_sales import get_sale
from pos_app.services.shop.shop import Shop
from pos_app.store.print_jobs import add_job

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale


def save_copy(
    shop: Shop, number: str, folder: Path, lang: LanguageCode = "id", *, cashier: str = ""
) -> Path:
    """Writes a copy of a stored receipt as a PDF in `folder`; returns its path.

    Raises PosError `sale_unknown`, `file_not_written`.
    """
    sale = get_sale(shop, number)
    make_private_folder(folder)
    path = folder / f"{number}-{lang}-salinan.pdf"
    save_receipt(shop, number, path, lang=lang, copy=True)
    with shop.transaction():
        _note_copy(shop, sale, lang, cashier)
    return path


def queue_copy(shop: Shop, number: str, lang: LanguageCode = "id", *, cashier: str = "") -> bool:
    """Queues a copy of a stored receipt for the printer; returns True.

    Raises PosError `sale_unknown`.
    """
    sale = get_sale(shop, number)
    with shop.transaction():
        _note_copy(shop, sale, lang, cashier)
        add_job(shop.database, shop.now(), JobKind.COPY, number, lang)
    return True


def _note_copy(shop: Shop, sale: Sale, lang: LanguageCode, cashier: str) -> None:
    fact = {"sale_id": sale.id, "number": sale.number, "lang": lang, "net": sale.net}
    shop.record("reprint", fact, at=shop.now(), by=cashier)
