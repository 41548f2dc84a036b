"""The delegate of tables with wrapped text whose style sheet has padding."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

PADDING = 12  # pixels on each side, as `QTableView[kind="notes"]::item` has it


class NotesDelegate(QStyledItemDelegate):
    """Computes the height of a cell without the padding's width, which Qt does not subtract."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        narrower = QStyleOptionViewItem(option)
        if option.rect.width() > 2 * PADDING:
            narrower.rect.setWidth(option.rect.width() - 2 * PADDING)
        return super().sizeHint(narrower, index)
