"""Choosing the printer: what is there, what it can do, and a test slip by the path of receipts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import MachineError, PosError
from pos_app.messages import Language, sentence
from pos_app.services import print_queue
from pos_app.services.print_queue import Printer, Work
from pos_app.services.shop import Shop
from ui.printing.print_runner import print_pages
from ui.tasks import Outcome, PoolRunner, Runner
from ui.widgets.buttons import KeyButton
from ui.widgets.polish import label, set_state


class PrinterCard(QWidget):
    """Works on a shop alone, so that the first start can show it too."""

    kept = Signal()

    def __init__(
        self,
        shop: Shop,
        language: Language,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._language: Language = language
        self._runner: Runner = runner or PoolRunner(self)
        self.address = QComboBox()
        self.kind = QComboBox()
        self.auto = QCheckBox(self.tr("Print every receipt by itself"))
        self.kick = QCheckBox(self.tr("Open the drawer with cash"))
        self.look = KeyButton(self.tr("Look for printers"), kind="small")
        self.test = KeyButton(self.tr("Print a test"), kind="small")
        self.outcome = label(kind="hint", wrap=True)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.address.setEditable(True)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self.address.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("none: receipts as PDF"))
        for key, found in print_queue.kinds().items():
            self.kind.addItem(found.name, key)
        rows = ((self.tr("Printer"), self.address), (self.tr("Paper"), self.kind))
        for row, (words, control) in enumerate(rows):
            control.setAccessibleName(words)
            grid.addWidget(label(words, "hint"), row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.auto)
        column.addWidget(self.kick)
        row_ = QHBoxLayout()
        row_.setSpacing(8)
        row_.addWidget(self.look)
        row_.addWidget(self.test)
        row_.addStretch(1)
        column.addLayout(row_)
        column.addWidget(self.outcome)

    def _connect(self) -> None:
        self.look.clicked.connect(self.search)
        self.test.clicked.connect(self.print_test)
        self.address.activated.connect(self.keep)
        edit = self.address.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self.keep)
        self.kind.activated.connect(self.keep)
        self.auto.clicked.connect(self.keep)
        self.kick.clicked.connect(self.keep)

    def refresh(self) -> None:
        """The printer as it is kept."""
        found = print_queue.printer(self._shop)
        self.address.setCurrentText(found.address if found else "")
        self.kind.setCurrentIndex(max(self.kind.findData(found.kind if found else ""), 0))
        self.auto.setChecked(found.auto if found else True)
        self.kick.setChecked(found.kick if found else True)

    def search(self) -> None:
        """Asks the machine, off the window: some drivers take their time."""
        self._say(self.tr("Looking…"))
        self._runner.run(_find, self._found)

    def _found(self, outcome: Outcome[list[str]]) -> None:
        here = outcome.value or []
        typed = self.address.currentText()
        self.address.clear()
        self.address.addItems(here)
        self.address.setCurrentText(typed or (here[0] if here else ""))
        words = self.tr("%n printer(s) found. One on the network: tcp://host:9100", "", len(here))
        self._say(words)
        self.keep()

    def keep(self) -> bool:
        """Stores what is chosen; whether it could be."""
        address = self.address.currentText().strip()
        chosen = None
        if address:
            kind = str(self.kind.currentData())
            chosen = Printer(address, kind, self.auto.isChecked(), self.kick.isChecked())
        try:
            if chosen != print_queue.printer(self._shop):
                print_queue.set_printer(self._shop, chosen)
                self.kept.emit()
        except PosError as error:
            self._say(sentence(error, self._language), wrong=True)
            return False
        return True

    def print_test(self) -> None:
        """A test slip, as a job like any other."""
        if not self.keep():
            return
        try:
            print_queue.queue(self._shop, print_queue.TEST)
            work = print_queue.take_newest(self._shop, print_pages)
        except PosError as error:
            self._say(sentence(error, self._language), wrong=True)
            return
        self._say(self.tr("Sending…"))
        self._runner.run(work.send, partial(self._tested, work))

    def _tested(self, work: Work, outcome: Outcome[None]) -> None:
        error = outcome.error
        if error is not None and not isinstance(error, PosError):
            error = MachineError("printer_unreachable", where="?", reason=str(error)[:200])
        print_queue.finish(self._shop, work.job, error)
        if error is None:
            self._say(self.tr("Sent. Is every line whole, and the code sharp?"))
        else:
            print_queue.drop(self._shop, work.job.id)
            self._say(sentence(error, self._language), wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.outcome.setText(words)
        set_state(self.outcome, "kind", "error" if wrong else "hint")


def _find() -> list[str]:
    """Raw ways first: they are faster, cut the paper and open the drawer."""
    from ui.printing.system_printer import names

    return [*print_queue.find_printers(), *(f"system://{name}" for name in names())]
