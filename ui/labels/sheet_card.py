"""The card with the sheet or roll, the printer's resolution, a preview and the buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.services.paper import label_stocks, labels
from pos_app.services.paper.label_stocks import Stock
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.names_choice import names_choice
from ui.widgets.number_edit import NumberEdit
from ui.widgets.paper_view import PaperView
from ui.widgets.restyle import label, set_state

STOCK_KEY, DPI_KEY, START_KEY = "label_stock", "label_dpi", "label_start"
NAMES_KEY = "label_names"
DPIS = (203, 300, 600)


class SheetCard(QFrame):
    """Emits `changed` when the labels will look different; other signals are its buttons."""

    changed = Signal()
    edit_wanted = Signal()
    test_wanted = Signal()
    preview_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.stocks = QComboBox()
        self.dpi = QComboBox()
        self.names = names_choice()
        self.first = NumberEdit(session.ticks, self.tr("First free label"), digits=3)
        self.edit = KeyButton(self.tr("Measures"), "F2", "small")
        self.view = PaperView()
        self.summary = label(kind="hint", wrap=True)
        self.test = KeyButton(self.tr("Test page"), "F7", "small")
        self.preview = KeyButton(self.tr("Preview"), "F10", "small")
        self.save = KeyButton(self.tr("PDF"), "F8", "small")
        self.print = KeyButton(self.tr("Print"), "F9", "primary")
        self._build()
        self.refresh()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self.stocks.setAccessibleName(self.tr("Sheet or roll"))
        self.stocks.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        column.addWidget(self.stocks)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.dpi.setAccessibleName(self.tr("Dots per inch of the printer"))
        for dpi in DPIS:
            self.dpi.addItem(self.tr("{0} dpi").format(dpi), dpi)
        row.addWidget(self.dpi, 1)
        row.addWidget(self.edit, 1)
        column.addLayout(row)
        start = QHBoxLayout()
        start.setSpacing(8)
        start.addWidget(label(self.tr("First free label"), "hint"), 1)
        self.first.setFixedWidth(84)
        start.addWidget(self.first)
        column.addLayout(start)
        column.addWidget(self.names)
        column.addWidget(self.view, 1)
        column.addWidget(self.summary)
        column.addStretch(0)
        small = QHBoxLayout()
        small.setSpacing(8)
        for button in (self.test, self.save, self.preview):
            small.addWidget(button, 1)
        column.addLayout(small)
        column.addWidget(self.print)

    def _connect(self) -> None:
        self.stocks.activated.connect(self._store_choice)
        self.dpi.activated.connect(self._store_choice)
        self.names.activated.connect(self._store_choice)
        self.first.textEdited.connect(self._store_choice)
        self.edit.clicked.connect(self.edit_wanted)
        self.test.clicked.connect(self.test_wanted)
        self.preview.clicked.connect(self.preview_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)

    def refresh(self) -> None:
        """Shows the stored sheet, resolution and first free label."""
        get = self._session.shop.settings.get
        self.stocks.clear()
        for key, stock in label_stocks.stocks(self._session.shop).items():
            self.stocks.addItem(stock.name, key)
        kept = self.stocks.findData(get(STOCK_KEY, labels.DEFAULT_STOCK))
        self.stocks.setCurrentIndex(max(kept, 0))
        dpi = get(DPI_KEY)
        self.dpi.setCurrentIndex(max(self.dpi.findData(int(dpi) if dpi.isdigit() else 0), 0))
        self.names.setCurrentIndex(max(self.names.findData(get(NAMES_KEY)), 0))
        self._show_first(get(START_KEY, "1"))

    def _show_first(self, kept: str) -> None:
        places = self.stock.per_page
        start = int(kept) if kept.isascii() and kept.isdigit() else 1
        self.first.set_number(start if 1 <= start <= places else 1)
        self.first.setEnabled(places > 1)

    def _store_choice(self, _at: object = None) -> None:
        settings, session = self._session.shop.settings, self._session
        if self.sender() is self.stocks:
            self._show_first("1")
        values = {
            STOCK_KEY: str(self.stocks.currentData()),
            DPI_KEY: str(self.resolution),
            START_KEY: str(self.start),
            NAMES_KEY: self.names_language,
        }
        for key, value in values.items():
            session.store(partial(settings.set, key, value))
        self.changed.emit()

    @property
    def stock(self) -> Stock:
        """The chosen sheet or roll."""
        return label_stocks.stock(self._session.shop, str(self.stocks.currentData()))

    @property
    def resolution(self) -> int:
        """The resolution of the printer in dots per inch."""
        return int(self.dpi.currentData())

    @property
    def names_language(self) -> str:
        """The language of the goods' names on the labels, or both."""
        return str(self.names.currentData())

    @property
    def start(self) -> int:
        """The first free label of the first sheet, counted from 1."""
        return self.first.number or 1

    def advance_start(self, count: int) -> None:
        """Proposes the first free label after `count` more labels were used."""
        self.first.set_number((self.start - 1 + count) % self.stock.per_page + 1)
        self._store_choice()

    def show_labels(self, pdf: bytes | None, words: str, *, wrong: bool = False) -> None:
        """Shows the first page and a summary; without a page nothing can be printed."""
        self.view.show_pdf(pdf)
        self.view.setVisible(not wrong)  # a reason may be long; there is no page beside it
        self.summary.setText(words)
        set_state(self.summary, "kind", "error" if wrong else "hint")
        for button in (self.preview, self.save, self.print):
            button.setEnabled(pdf is not None)
