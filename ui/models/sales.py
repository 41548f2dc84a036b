"""Sales, voids and refunds as a Qt list model."""

from __future__ import annotations

from pos_app.domain.money import format_rupiah
from pos_app.services.selling.sale_search import SaleListRow
from ui.models.numbered_rows import ROW_ROLE, NumberedRows

SALE_ROLE = ROW_ROLE


class SalesModel(NumberedRows):
    """One row for each document, the newest first; `SALE_ROLE` gives the `SaleListRow`."""

    def words(self, row: SaleListRow) -> str:
        return f"{row.number}, {row.at[11:16]}, {format_rupiah(row.net)}"
