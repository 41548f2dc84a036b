"""The note of goods between stands on paper: for the receipt printer, and as an A4 page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.private_files import make_private_folder
from pos_app.services.catalogue.goods_notes import SentNote, sent_note
from pos_app.services.catalogue.other_tills import other_stands
from pos_app.services.paper.pdf_files import save_pdf
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout
    from pos_app.printing.goods_note import GoodsNotePaper


def goods_note_layout(shop: Shop, name: str, lang: LanguageCode) -> Layout:
    """Returns the note of that number for a roll. Raises PosError `goods_note_unknown`."""
    from pos_app.printing.goods_note import goods_note_blocks

    return goods_note_blocks(_paper(shop, sent_note(shop, name)), lang)


def goods_note_pdf(shop: Shop, sent: SentNote, lang: LanguageCode = DEFAULT_LANGUAGE) -> bytes:
    """Returns the note as an A4 page."""
    from pos_app.printing.goods_note import goods_note_page

    return goods_note_page(_paper(shop, sent), lang)


def save_goods_note(
    shop: Shop, sent: SentNote, folder: Path, lang: LanguageCode = DEFAULT_LANGUAGE
) -> Path:
    """Writes the note as a PDF into `folder`; returns its path.

    Raises MachineError `file_not_written`.
    """
    make_private_folder(folder)
    return save_pdf(goods_note_pdf(shop, sent, lang), folder / f"{sent.note.name}.pdf")


def _paper(shop: Shop, sent: SentNote) -> GoodsNotePaper:
    from pos_app.printing.goods_note import GoodsNotePaper

    note, identity = sent.note, shop.identity
    name = identity.name or f"Stan {identity.stand}"
    return GoodsNotePaper(note, name, other_stands(shop).get(note.to, note.to), sent.text)
