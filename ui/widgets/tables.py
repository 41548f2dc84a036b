"""Settings of read-only tables."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView


def set_up_read_only(table: QTableView, row_height: int | None = None) -> None:
    """Set `table` up for reading: whole rows are selected, and Tab leaves the table.

    Rows have `row_height` pixels, or the height of their text.
    """
    rows = table.verticalHeader()
    rows.hide()
    if row_height is None:
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    else:
        rows.setDefaultSectionSize(row_height)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
