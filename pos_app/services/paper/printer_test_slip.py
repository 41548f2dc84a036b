"""The slip that a new printer prints as a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout
    from pos_app.printing.profiles import Profile


def printer_test_layout(shop: Shop, kind: Profile) -> Layout:
    """Returns a slip that shows what receipts need: width, bold, double size, QR code, cut."""
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
