"""What is worth a look over all stands, or in one till-day, sorted by any column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from pos_app.languages import LanguageCode
from pos_app.services.office.book_view import TillReview
from ui.models.review import ROW_ROLE, Col, ReviewModel, ReviewRow, ReviewSorter
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import card, label
from ui.widgets.tables import set_up_read_only

ROW_HEIGHT = 36  # pixels


class ReviewDialog(FittingDialog):
    """A table of items; Enter or a double click chooses the till-day of a row."""

    def __init__(
        self,
        title: str,
        items: Sequence[TillReview],
        language: LanguageCode,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chosen: ReviewRow | None = None
        self.table = QTableView()
        self.model = ReviewModel(language, self)
        self.sorter = ReviewSorter(self)
        self.empty = label(
            self.tr("Nothing is worth a look in the files that count."), "heading", wrap=True
        )
        self.open_ = KeyButton(self.tr("Open the till-day"), "Enter", "primary")
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build(title)
        self._build_table(title)
        self.model.set_rows([ReviewRow(i.item, i.stand, i.till, i.day) for i in items])
        self.table.sortByColumn(Col.AMOUNT, Qt.SortOrder.AscendingOrder)
        self.empty.setVisible(not items)
        self.table.setVisible(bool(items))
        self.table.selectionModel().currentRowChanged.connect(self._show_choice)
        self.table.doubleClicked.connect(self.choose)
        self.open_.clicked.connect(self.choose)
        self.close_.clicked.connect(self.reject)
        self.open_.setEnabled(False)
        if items:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, title: str) -> None:
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        words = self.tr(
            "Ordinary things are here too. Enter opens the till-day; a click on a heading sorts."
        )
        column.addWidget(label(words, "hint", wrap=True))
        frame, inner = card(1, 0)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.table, 1)
        column.addWidget(frame, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_)
        row.addWidget(self.open_, 1)
        column.addLayout(row)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(1180, size.width() - 40), min(700, size.height() - 40))

    def _build_table(self, title: str) -> None:
        table = self.table
        self.sorter.setSourceModel(self.model)
        table.setModel(self.sorter)
        set_up_read_only(table, ROW_HEIGHT)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.setAccessibleName(title)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Col.WHAT, QHeaderView.ResizeMode.Stretch)

    def _show_choice(self, index: QModelIndex) -> None:
        self.open_.setEnabled(self._row(index) is not None)

    def _row(self, index: QModelIndex) -> ReviewRow | None:
        """The row, if one till-day can be opened for it."""
        row = index.data(ROW_ROLE) if index.isValid() else None
        return row if isinstance(row, ReviewRow) and row.till else None

    def choose(self) -> None:
        """Close with the current row as `chosen`."""
        row = self._row(self.table.currentIndex())
        if row is not None:
            self.chosen = row
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                (self.close_.click if self.close_.hasFocus() else self.choose)()
        else:
            super().keyPressEvent(event)

    @classmethod
    def ask(
        cls, title: str, items: Sequence[TillReview], language: LanguageCode, parent: QWidget
    ) -> ReviewRow | None:
        """Return the row whose till-day is to be opened; None if the dialog was closed."""
        dialog = cls(title, items, language, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen
