"""The settings card of the receipt printer, with a test slip sent like a receipt."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from pos_app.errors import MachineError, PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import PreparedJob
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.shop.shop import Shop
from ui.off_thread import off_thread
from ui.printing.print_runner import print_pages
from ui.printing.printer_form import PrinterForm
from ui.tasks import Outcome, Runner
from ui.widgets.buttons import KeyButton


class PrinterCard(PrinterForm):
    """Stores every choice at once."""

    def __init__(
        self,
        shop: Shop,
        language: LanguageCode,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shop, language, runner, parent)
        self.auto = QCheckBox(self.tr("Print every receipt by itself"))
        self.kick = QCheckBox(self.tr("Open the drawer with cash"))
        self.test = KeyButton(self.tr("Print a test"), kind="small")
        self.set_placeholder(self.tr("none: receipts as PDF"))
        for key, found in printer_settings.printer_kinds().items():
            self.kind.addItem(found.name, key)
        self.options.addWidget(self.auto)
        self.options.addWidget(self.kick)
        self.buttons.addWidget(self.test)
        self.test.clicked.connect(self.print_test)
        self.auto.clicked.connect(self.save)
        self.kick.clicked.connect(self.save)
        self.refresh()

    def stored(self) -> tuple[str, str]:
        """Return the address and kind of the stored receipt printer."""
        found = printer_settings.printer(self._shop)
        return (found.address, found.kind) if found else ("", "")

    def store(self, address: str, kind: str) -> bool:
        """Store the printer; return whether anything changed."""
        auto, kick = self.auto.isChecked(), self.kick.isChecked()
        chosen = Printer(address, kind, auto, kick) if address else None
        if chosen == printer_settings.printer(self._shop):
            return False
        off_thread(lambda: printer_settings.set_printer(self._shop, chosen))
        return True

    def find_addresses(self) -> list[str]:
        """Direct connections first: they are faster, cut the paper and open the drawer."""
        from ui.printing.system_printer import names

        return [*super().find_addresses(), *(f"system://{name}" for name in names())]

    def refresh(self) -> None:
        """Show the stored printer."""
        super().refresh()
        found = printer_settings.printer(self._shop)
        self.auto.setChecked(found.auto if found else True)
        self.kick.setChecked(found.kick if found else True)

    def print_test(self) -> None:
        """Store the choices and print a test slip through the queue."""
        if not self.save():
            return
        try:
            work = off_thread(self._queue_test)
        except PosError as error:
            self.show_status(sentence(error, self._language), wrong=True)
            return
        self.show_status(self.tr("Sending…"))
        self._runner.run(work.send, partial(self._tested, work))

    def _queue_test(self) -> PreparedJob:
        print_queue.queue_job(self._shop, JobKind.TEST)
        return print_queue.take_newest(self._shop, print_pages)

    def _tested(self, work: PreparedJob, outcome: Outcome[None]) -> None:
        error = outcome.error
        if error is not None and not isinstance(error, PosError):
            error = MachineError("printer_unreachable", where="?", reason=str(error)[:200])
        off_thread(lambda: print_queue.finish(self._shop, work.job, error))
        if error is None:
            self.show_status(self.tr("Sent. Is every line whole, and the code sharp?"))
        else:
            off_thread(lambda: print_queue.drop_job(self._shop, work.job.id))
            self.show_status(sentence(error, self._language), wrong=True)
