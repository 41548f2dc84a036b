"""Edits the measures of a sheet or roll, by what its calibration page showed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.paper import label_stocks
from pos_app.services.paper.label_stocks import Stock
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.names import name_control
from ui.widgets.restyle import label

MAX_MM = 1_000.0


class MillimetreBox(QDoubleSpinBox):
    """Tenths of a millimetre. Point and comma both type the decimal separator."""

    def __init__(self, language: str) -> None:
        super().__init__()
        locale = QLocale(language)
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)
        self.setRange(0.0, MAX_MM)
        self.setDecimals(1)
        self.setSingleStep(0.1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        point = self.locale().decimalPoint()
        if event.text() in (".", ",") and event.text() != point:
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), point)
        super().keyPressEvent(event)


class SheetDialog(AskDialog):
    """Asks for measures in mm to one decimal; impossible ones are refused with the reason."""

    def __init__(self, session: Session, stock: Stock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stock = stock
        self.columns, self.rows = QSpinBox(), QSpinBox()
        language = session.language
        self.measures = {
            name: (MillimetreBox(language), MillimetreBox(language))
            for name in ("page", "first", "pitch", "label")
        }
        self.reset = KeyButton(self.tr("As delivered"), kind="small")
        self._build()
        self.show_stock(stock)
        self.reset.clicked.connect(self._reset)

    def _build(self) -> None:
        self.set_question(self._stock.name, self.tr("Keep these measures"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = (
            ("page", self.tr("Page, width × height in mm")),
            ("first", self.tr("First label, from the left and the top in mm")),
            ("pitch", self.tr("From label to label, across and down in mm")),
            ("label", self.tr("One label, width × height in mm")),
        )
        for row, (name, words) in enumerate(rows):
            grid.addWidget(label(words, "hint"), row, 0)
            for column, box in enumerate(self.measures[name], 1):
                name_control(box, words)
                _make_plain(box)
                grid.addWidget(box, row, column)
        words = self.tr("Columns and rows")
        grid.addWidget(label(words, "hint"), len(rows), 0)
        for column, count in enumerate((self.columns, self.rows), 1):
            count.setRange(1, 100)
            name_control(count, words)
            _make_plain(count)
            grid.addWidget(count, len(rows), column)
        self.body.addLayout(grid)
        self.body.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumWidth(600)

    def show_stock(self, stock: Stock) -> None:
        """Shows the measures of `stock`, to be changed."""
        for name, boxes in self.measures.items():
            for box, value in zip(boxes, getattr(stock, name), strict=True):
                box.setValue(value)
        self.columns.setValue(stock.grid[0])
        self.rows.setValue(stock.grid[1])
        # A calibration page usually corrects the position of the first label.
        self.measures["first"][0].setFocus()
        self.measures["first"][0].selectAll()

    def _reset(self) -> None:
        self.show_stock(label_stocks.default_stock(self._stock.key))

    def problem(self) -> str:
        """Stores the measures; returns the reason when they are refused."""
        pairs = {
            name: (first.value(), second.value()) for name, (first, second) in self.measures.items()
        }
        grid = (self.columns.value(), self.rows.value())
        changed = Stock(self._stock.key, self._stock.name, grid=grid, **pairs)
        try:
            self._session.away(lambda: label_stocks.save_stock(self._session.shop, changed))
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    @classmethod
    def ask(cls, session: Session, stock: Stock, parent: QWidget | None = None) -> bool:
        """Asks for the measures; whether they were stored."""
        return cls(session, stock, parent).confirmed()


def _make_plain(box: QSpinBox | QDoubleSpinBox) -> None:
    """Removes the arrows, and the focus by the wheel: scrolling must not edit a measure."""
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setFixedWidth(104)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
