"""The closing slip of a day: its totals, the counted drawer, and a signed QR code of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.review import counts
from pos_app.languages import LanguageCode
from pos_app.services.day import business_day
from pos_app.services.day.review import review_day
from pos_app.services.day.shifts import shifts_of
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout
    from pos_app.services.day.business_day import ClosedDay


def closing_slip_text(shop: Shop, day: str, columns: int = 42, lang: LanguageCode = "id") -> str:
    """Returns the slip as text. Raises PosError `day_unknown`, `day_still_open`."""
    from pos_app.printing.plain_text import to_text

    return to_text(closing_layout(shop, day, lang), columns)


def save_closing_slip(
    shop: Shop, day: str, path: Path, width_mm: int = 80, lang: LanguageCode = "id"
) -> Path:
    """Writes the slip of a closed day as .pdf, .txt or .bin; returns the path.

    Raises PosError `day_unknown`, `day_still_open`, `file_kind_unknown`; MachineError
    `file_not_written`.
    """
    from pos_app.printing.render import render

    render(closing_layout(shop, day, lang), path, width_mm)
    return path


def closing_layout(shop: Shop, day: str, lang: LanguageCode) -> Layout:
    """Returns the slip in blocks. Raises PosError `day_unknown`, `day_still_open`."""
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
        signed=_signed_totals(shop, closed),
        training=identity.training,
        review=counts(review_day(shop, closed.day)),
        shifts=shifts_of(shop, closed),
    )
    return closing_blocks(slip, lang)


def _signed_totals(shop: Shop, closed: ClosedDay) -> str:
    """Returns the day's totals, signed with the till's key, as the text of a QR code."""
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


def closing_slip_pdf(shop: Shop, day: str, lang: LanguageCode = "id") -> bytes:
    """Returns the slip as a PDF for 80 mm. Raises PosError `day_unknown`, `day_still_open`."""
    from pos_app.printing.pdf import to_pdf

    return to_pdf(closing_layout(shop, day, lang), 80)
