"""The base of the printers' settings cards: address, kind and the search for printers."""

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
from ui.widgets.names import name_control
from ui.widgets.restyle import label, set_state


class PrinterForm(QWidget):
    """Emits `saved` when another printer was stored.

    It needs a shop but no session, because the wizard of the first start shows it too. A subclass
    implements `stored` and `store`, and may extend `find_addresses`.
    """

    saved = Signal()

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
        self.search_button = KeyButton(
            QCoreApplication.translate("PrinterForm", "Look for printers"), kind="small"
        )
        self.outcome = label(kind="hint", wrap=True)
        self.options = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self._build()
        self.search_button.clicked.connect(self.search)
        self.address.activated.connect(self.save)
        edit = self.address.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self.save)
        self.kind.activated.connect(self.save)

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
            name_control(control, words)
            grid.addWidget(label(words, "hint"), row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.options.setSpacing(8)
        column.addLayout(self.options)
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.search_button)
        row_ = QHBoxLayout()
        row_.addLayout(self.buttons)
        row_.addStretch(1)
        column.addLayout(row_)
        column.addWidget(self.outcome)

    def set_placeholder(self, words: str) -> None:
        """Set the text that the empty address box shows."""
        edit = self.address.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(words)

    def stored(self) -> tuple[str, str]:
        """Return the stored address and kind; two empty texts without a printer."""
        raise NotImplementedError

    def store(self, address: str, kind: str) -> bool:
        """Store them, or no printer for an empty address; return whether anything changed.

        Raises:
            PosError: If the address or the kind cannot be used.
        """
        raise NotImplementedError

    def find_addresses(self) -> list[str]:
        """Return the addresses of the printers found; runs on a worker thread."""
        return printer_settings.find_printers()

    def refresh(self) -> None:
        """Show the stored printer."""
        address, kind = self.stored()
        self.address.setCurrentText(address)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))

    def search(self) -> None:
        """Look for printers on a worker thread, because some drivers are slow."""
        self.show_status(QCoreApplication.translate("PrinterForm", "Looking…"))
        self._runner.run(self.find_addresses, self._found)

    def _found(self, outcome: Outcome[list[str]]) -> None:
        here = outcome.value or []
        typed = self.address.currentText()
        self.address.clear()
        self.address.addItems(here)
        self.address.setCurrentText(typed or (here[0] if here else ""))
        words = QCoreApplication.translate(
            "PrinterForm", "Printers found: {0}. One on the network: tcp://host:9100"
        )
        self.show_status(words.format(len(here)))
        self.save()

    def save(self) -> bool:
        """Store what is chosen; return False and show the reason if it is refused."""
        address = self.address.currentText().strip()
        try:
            if self.store(address, str(self.kind.currentData())):
                self.saved.emit()
        except PosError as error:
            self.show_status(sentence(error, self._language), wrong=True)
            return False
        return True

    def show_status(self, words: str, *, wrong: bool = False) -> None:
        """Show `words` below the form, as an error if `wrong`."""
        self.outcome.setText(words)
        set_state(self.outcome, "kind", "error" if wrong else "hint")
