"""Where a printer is and what kind it is: the part that every printer's settings share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.paper import printer_settings
from pos_app.services.shop.shop import Shop
from ui.tasks import Outcome, PoolRunner, Runner
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label, set_state


class PrinterForm(QWidget):
    """Emits `kept` when another printer was stored. Works on a shop alone: the first start shows
    it too. A child says in `stored` what is kept, in `store` how, and in `looked_for` what for."""

    kept = Signal()

    def __init__(
        self,
        shop: Shop,
        language: LanguageCode,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._language: LanguageCode = language
        self._runner: Runner = runner or PoolRunner(self)
        self.address = QComboBox()
        self.kind = QComboBox()
        self.look = KeyButton(
            QCoreApplication.translate("PrinterForm", "Look for printers"), kind="small"
        )
        self.outcome = label(kind="hint", wrap=True)
        self.more = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self._build()
        self.look.clicked.connect(self.search)
        self.address.activated.connect(self.keep)
        edit = self.address.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self.keep)
        self.kind.activated.connect(self.keep)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.address.setEditable(True)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        rows = (
            (QCoreApplication.translate("PrinterForm", "Printer"), self.address),
            (QCoreApplication.translate("PrinterForm", "Paper"), self.kind),
        )
        for row, (words, control) in enumerate(rows):
            control.setAccessibleName(words)
            grid.addWidget(label(words, "hint"), row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.more.setSpacing(8)
        column.addLayout(self.more)
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.look)
        row_ = QHBoxLayout()
        row_.addLayout(self.buttons)
        row_.addStretch(1)
        column.addLayout(row_)
        column.addWidget(self.outcome)

    def say_when_empty(self, words: str) -> None:
        edit = self.address.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(words)

    def stored(self) -> tuple[str, str]:
        """The address and the kind that are kept; empty without a printer."""
        raise NotImplementedError

    def store(self, address: str, kind: str) -> bool:
        """Keeps them, or no printer for an empty address; whether anything changed.

        Raises PosError.
        """
        raise NotImplementedError

    def looked_for(self) -> list[str]:
        """The addresses found on this machine; runs off the window's thread."""
        return printer_settings.find_printers()

    def refresh(self) -> None:
        """The printer as it is kept."""
        address, kind = self.stored()
        self.address.setCurrentText(address)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))

    def search(self) -> None:
        """Asks the machine, off the window: some drivers take their time."""
        self.tell(QCoreApplication.translate("PrinterForm", "Looking…"))
        self._runner.run(self.looked_for, self._found)

    def _found(self, outcome: Outcome[list[str]]) -> None:
        here = outcome.value or []
        typed = self.address.currentText()
        self.address.clear()
        self.address.addItems(here)
        self.address.setCurrentText(typed or (here[0] if here else ""))
        words = QCoreApplication.translate(
            "PrinterForm", "Printers found: {0}. One on the network: tcp://host:9100"
        )
        self.tell(words.format(len(here)))
        self.keep()

    def keep(self) -> bool:
        """Stores what is chosen; whether it could be."""
        address = self.address.currentText().strip()
        try:
            if self.store(address, str(self.kind.currentData())):
                self.kept.emit()
        except PosError as error:
            self.tell(sentence(error, self._language), wrong=True)
            return False
        return True

    def tell(self, words: str, *, wrong: bool = False) -> None:
        self.outcome.setText(words)
        set_state(self.outcome, "kind", "error" if wrong else "hint")
