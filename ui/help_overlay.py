"""The page of all keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import key_tables
from ui.key_tables import KeyTable
from ui.screen_list import NAMES, screen_title
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label

Section = tuple[str, list[tuple[str, str]]]


def sections() -> list[list[Section]]:
    """Return the columns of the page: sections of keys, in the current language."""
    return [
        [_selling(), _orders()],
        [_everywhere(), _till(), _today()],
        [_products(), _labels(), _sales()],
    ]


def _rows(*tables: KeyTable) -> list[tuple[str, str]]:
    return [(entry.key, entry.told) for table in tables for entry in table]


def _selling() -> Section:
    return screen_title("sell"), [
        ("Enter", QCoreApplication.translate("HelpOverlay", "pay; once more: exact cash")),
        ("3*", QCoreApplication.translate("HelpOverlay", "three of the next piece")),
        ("+  −", QCoreApplication.translate("HelpOverlay", "one more, one less")),
        ("↑  ↓", QCoreApplication.translate("HelpOverlay", "choose a line")),
        ("Del", QCoreApplication.translate("HelpOverlay", "take the line out")),
        *_rows(key_tables.SELL, key_tables.SELL_SHORTCUTS),
    ]


def _everywhere() -> Section:
    return QCoreApplication.translate("HelpOverlay", "Everywhere"), [
        (
            f"Ctrl+1 … {len(NAMES)}",
            QCoreApplication.translate("HelpOverlay", "the screens at the left"),
        ),
        ("Esc", QCoreApplication.translate("HelpOverlay", "back, or empty the box")),
        ("Tab", QCoreApplication.translate("HelpOverlay", "the next button or box")),
        *_rows(key_tables.WINDOW, key_tables.DESK),
        ("?", QCoreApplication.translate("HelpOverlay", "this page")),
    ]


def _sales() -> Section:
    return screen_title("sales"), _rows(key_tables.SALES)


def _products() -> Section:
    return screen_title("products"), _rows(key_tables.PRODUCTS)


def _labels() -> Section:
    return screen_title("labels"), [
        ("12 Enter", QCoreApplication.translate("HelpOverlay", "twelve labels of that product")),
        *_rows(key_tables.LABELS),
    ]


def _orders() -> Section:
    return screen_title("orders"), _rows(key_tables.ORDERS)


def _today() -> Section:
    return screen_title("today"), _rows(key_tables.TODAY)


def _till() -> Section:
    return screen_title("till"), [
        *_rows(key_tables.TILL_RUNNING, key_tables.TILL_COUNT),
        ("Ctrl+Enter", QCoreApplication.translate("HelpOverlay", "close the till after the count")),
        *_rows(key_tables.TILL_CLOSED),
    ]


class HelpOverlay(FittingDialog):
    """Shows all keys, of the till or those given; Esc, Enter or ? closes it.

    `guide_wanted` says that it was left for the guide.
    """

    def __init__(
        self, parent: QWidget | None = None, columns: list[list[Section]] | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns or sections()
        self.guide_wanted = False
        self.guide = KeyButton(self.tr("Guide"), "F1")
        self.guide.clicked.connect(self.open_guide)
        self.done_button = KeyButton(self.tr("Understood"), "Esc", "primary")
        self.done_button.clicked.connect(self.accept)
        self._build()
        self.done_button.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("All keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("All keys"), "title"), 1)
        head.setSpacing(8)
        head.addWidget(self.guide)
        head.addWidget(self.done_button)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(32)
        for part in self._columns:
            row.addWidget(_table(part), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def open_guide(self) -> None:
        """Leave the page for the guide, by its button or F1."""
        self.guide_wanted = True
        self.accept()

    def fixed_buttons(self) -> list[QPushButton]:
        return [self.done_button]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Escape) or event.text() == "?":
            if not event.isAutoRepeat():
                self.accept()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_over(
        cls, parent: QWidget | None = None, columns: list[list[Section]] | None = None
    ) -> bool:
        """Show the page over `parent` until it is closed; return whether the guide is wanted.

        `columns` default to the till's keys.
        """
        dialog = cls(parent, columns)
        dialog.exec()
        dialog.deleteLater()
        return dialog.guide_wanted


def _table(parts: list[Section]) -> QFrame:
    frame = QFrame()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(0)
    row = 0
    for title, keys in parts:
        grid.addWidget(label(title, "heading"), row, 0, 1, 2)
        for key, words in keys:
            row += 1
            grid.addWidget(label(key, "key"), row, 0)
            grid.addWidget(label(words), row, 1)
        row += 1
    grid.setColumnStretch(1, 1)
    return frame
