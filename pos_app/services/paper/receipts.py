"""Paper made from what is stored: receipts and closing slips, as text for a screen or as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pos_app.printing.preview import Picture
from pos_app.services.day import business_day
from pos_app.services.paper.receipt_style import receipt_style
from pos_app.services.selling.sales import get_sale, number_of
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.printing.blocks import Layout
    from pos_app.printing.profiles import Profile
    from pos_app.services.day.business_day import ClosedDay

__all__ = ["Picture"]

Language = Literal["id", "en", "both"]
LANGUAGES: tuple[Language, ...] = ("id", "en", "both")


def as_language(text: str) -> Language:
    """The language of that name; Indonesian for any other."""
    return next((each for each in LANGUAGES if each == text), "id")


def receipt_text(
    shop: Shop, number: str, columns: int = 42, lang: Language = "id", copy: bool = False
) -> str:
    """The receipt of a stored sale in `columns` characters. Raises PosError `sale_unknown`."""
    from pos_app.printing.plain_text import to_text

    return to_text(receipt_layout(shop, number, lang, copy), columns)


def save_receipt(
    shop: Shop,
    number: str,
    path: Path,
    width_mm: int = 80,
    lang: Language = "id",
    copy: bool = False,
    in_words: bool = False,
) -> Path:
    """Writes the receipt of a stored sale as .pdf, .txt or .bin, for paper of 58 or 80 mm.

    Raises PosError `sale_unknown`, `file_kind_unknown`, `file_not_written`.
    """
    from pos_app.printing.render import render

    render(receipt_layout(shop, number, lang, copy, in_words), path, width_mm)
    return path


def receipt_pdf(shop: Shop, number: str, lang: Language = "id", width_mm: int = 80) -> bytes:
    """The receipt of a stored sale. Raises PosError `sale_unknown`."""
    from pos_app.printing.pdf import to_pdf

    return to_pdf(receipt_layout(shop, number, lang), width_mm)


def save_pdf(pdf: bytes, path: Path) -> Path:
    """Writes a PDF, whole or not at all. Raises MachineError `file_not_written`."""
    from pos_app.printing.render import write_atomically

    return write_atomically(path, pdf)


def pdf_pages(pdf: bytes, scale: float) -> list[Picture]:
    """The pages of any PDF made here; `scale` is dots for each point (1/72 inch)."""
    from pos_app.printing.preview import pictures

    return pictures(pdf, scale)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    from pos_app.printing import preview

    return preview.page_sizes(pdf)


def page_picture(pdf: bytes, number: int, scale: float) -> Picture:
    """One page, from 0; `scale` is dots for each point."""
    from pos_app.printing import preview

    return preview.picture(pdf, number, scale)


def reprint(
    shop: Shop, number: str, folder: Path, lang: Language = "id", *, cashier: str = ""
) -> Path:
    """A copy of a stored receipt, marked SALINAN, as a PDF in `folder`; noted in the journal.

    Raises PosError `sale_unknown`, `file_not_written`.
    """
    sale = get_sale(shop, number)
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}-{lang}-salinan.pdf"
    save_receipt(shop, number, path, lang=lang, copy=True)
    with shop.transaction():
        _note_copy(shop, sale, lang, cashier)
    return path


def queue_copy(shop: Shop, number: str, lang: Language = "id", *, cashier: str = "") -> bool:
    """A copy of a stored receipt, marked SALINAN, to the printer's queue; noted in the journal.

    Raises PosError `sale_unknown`.
    """
    from pos_app.services.paper.print_queue import COPY
    from pos_app.store.print_jobs import add_job

    sale = get_sale(shop, number)
    with shop.transaction():
        _note_copy(shop, sale, lang, cashier)
        add_job(shop.database, shop.now(), COPY, number, lang)
    return True


def _note_copy(shop: Shop, sale: Sale, lang: Language, cashier: str) -> None:
    fact = {"sale_id": sale.id, "number": sale.number, "lang": lang}
    shop.record("reprint", fact, at=shop.now(), by=cashier)


def receipt_layout(
    shop: Shop, number: str, lang: Language, copy: bool = False, in_words: bool = False
) -> Layout:
    """The receipt of a stored sale in neutral blocks, its amount in words where the stand wants it
    always, or `in_words`. Raises PosError `sale_unknown`."""
    from pos_app.printing.receipt import ReceiptHead, receipt_blocks

    sale = get_sale(shop, number)
    identity, style = shop.identity, receipt_style(shop)
    head = ReceiptHead(
        stand_name=identity.name or f"Stan {identity.stand}",
        event_name=identity.event,
        place=identity.place,
        cashier_name=sale.cashier,
        training=identity.training,
        maker_names={maker.code: maker.name for maker in catalogue_store.makers(shop.database)},
        footer=style.footer,
        logo=style.logo,
        in_words=in_words or style.in_words,
    )
    refers_number = number_of(shop, sale.refers_to) if sale.refers_to else ""
    return receipt_blocks(sale, head, lang, copy, refers_number)


def closing_slip_text(shop: Shop, day: str, columns: int = 42, lang: Language = "id") -> str:
    """The closing slip of a closed day. Raises PosError `day_unknown`, `day_still_open`."""
    from pos_app.printing.plain_text import to_text

    return to_text(closing_layout(shop, day, lang), columns)


def save_closing_slip(
    shop: Shop, day: str, path: Path, width_mm: int = 80, lang: Language = "id"
) -> Path:
    """Writes the closing slip of a closed day as .pdf or .txt."""
    from pos_app.printing.render import render

    render(closing_layout(shop, day, lang), path, width_mm)
    return path


def closing_layout(shop: Shop, day: str, lang: Language) -> Layout:
    """The closing slip in blocks. Raises PosError `day_unknown`, `day_still_open`."""
    from pos_app.printing.closing_slip import ClosingSlip, closing_blocks

    closed = business_day.closed_day(shop, day)
    identity = shop.identity
    slip = ClosingSlip(
        day=closed.day,
        place=identity.place,
        stand_name=identity.name or f"Stan {identity.stand}",
        event_name=identity.event,
        revision=closed.revision,
        totals=closed.totals,
        expected=closed.expected,
        counted=closed.counted,
        difference=closed.difference,
        reason=closed.reason,
        code=closed.code,
        closed_at=closed.closed_at,
        cashier=closed.cashier,
        verified_by=closed.verified_by,
        signed=_signed(shop, closed),
        training=identity.training,
    )
    return closing_blocks(slip, lang)


def _signed(shop: Shop, closed: ClosedDay) -> str:
    """The day's totals as the text of a QR code, signed with the till's key."""
    from pos_app.dayfile.closing_qr import ClosingFacts, closing_qr_text
    from pos_app.dayfile.reader import read_day

    head = read_day(business_day.day_file_bytes(shop, closed)).head
    facts = ClosingFacts(
        event=head.event,
        stand=head.stand,
        till=head.till,
        seat=head.seat,
        till_id=head.till_id,
        day=head.day,
        revision=head.revision,
        manifest=closed.manifest,
        key=head.key,
        closed_at=head.closed_at,
        first_number=head.first_number or "",
        last_number=head.last_number or "",
        running_total=head.running_total,
        training=head.training,
        totals=head.totals,
    )
    return closing_qr_text(facts, shop.signer().sign)


def slip_pdf(shop: Shop, day: str, lang: Language = "id") -> bytes:
    """The closing slip of a closed day. Raises PosError `day_unknown`, `day_still_open`."""
    from pos_app.printing.pdf import to_pdf

    return to_pdf(closing_layout(shop, day, lang), 80)


def test_layout(shop: Shop, kind: Profile) -> Layout:
    """A slip that shows that a printer does what receipts need: width, weight, size, code, cut."""
    from pos_app.printing.blocks import Align, Pair, Qr, Rule, Text

    ruler = "".join(str(column % 10) for column in range(1, kind.columns + 1))
    return (
        Text("TES PRINTER", Align.CENTER, bold=True, size=2),
        Text(f"{shop.identity.place} - {kind.name}", Align.CENTER),
        Rule(),
        Text(ruler),
        Pair("Tebal", "Rp1.250.000", bold=True),
        Pair("Besar", "Rp50.000", size=2),
        Rule(),
        Qr(f"{shop.identity.place} OK"),
    )
