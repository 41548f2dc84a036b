"""The print jobs that are not done: print again, save as PDF, or drop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from pos_app.errors import MachineError
from pos_app.messages import sentence
from pos_app.services.paper import print_queue, printer_settings, receipts
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import Job, State
from ui.printing.print_runner import PrintRunner
from ui.printing.printer_card import PrinterCard
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label


class JobsDialog(AskDialog):
    """Lists the pending jobs; the confirming button retries all of them."""

    def __init__(
        self, session: Session, runner: PrintRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self.list = QListWidget()
        self.where = label(kind="hint", wrap=True)
        self.pdf = KeyButton(self.tr("Save as PDF"), kind="small")
        self.give_up = KeyButton(self.tr("Do not print"), kind="small")
        self.other = KeyButton(self.tr("To another printer"), kind="small")
        self._build()
        self.refresh()
        self.ok.setFocus()
        runner.changed.connect(self.refresh)

    def _build(self) -> None:
        self.set_question(self.tr("Not printed yet"), self.tr("Print again"))
        self.list.setAccessibleName(self.tr("Not printed yet"))
        self.list.setMinimumHeight(180)
        self.body.addWidget(self.where)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pdf)
        row.addWidget(self.give_up)
        row.addWidget(self.other)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setMinimumWidth(560)
        self.pdf.clicked.connect(self.save)
        self.give_up.clicked.connect(self.drop)
        self.other.clicked.connect(self.choose_other)

    def refresh(self) -> None:
        """Show the pending jobs as they are now."""
        session, row = self._session, self.list.currentRow()
        to = printer_settings.printer(session.shop)
        self.where.setText(to.address if to else "")
        self.list.clear()
        for job in print_queue.unfinished_jobs(session.shop):
            item = QListWidgetItem(self._words(job))
            item.setData(Qt.ItemDataRole.UserRole, job.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))

    def _words(self, job: Job) -> str:
        kinds: dict[str, str] = {
            JobKind.RECEIPT: self.tr("Receipt"),
            JobKind.AGAIN: self.tr("Receipt"),
            JobKind.COPY: self.tr("Copy"),
            JobKind.ORDER: self.tr("Order slip"),
            JobKind.CLOSING: self.tr("Closing slip"),
            JobKind.INTERIM: self.tr("Interim total"),
            JobKind.LIGHT: self.tr("Codes of a day"),
            JobKind.TEST: self.tr("Test slip"),
            JobKind.DRAWER: self.tr("Drawer"),
            JobKind.LABELS: self.tr("Labels"),
        }
        states = {
            State.WAITING: self.tr("waits"),
            State.PRINTING: self.tr("is being printed"),
            State.FAILED: self.tr("failed"),
        }
        kind = kinds.get(job.kind, job.kind)
        return f"{job.at[11:16].replace(':', '.')}   {kind} {job.ref}   ·   {states[job.state]}"

    def _chosen(self) -> Job | None:
        item = self.list.currentItem()
        wanted = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        found = (job for job in print_queue.unfinished_jobs(self._session.shop) if job.id == wanted)
        return next(found, None)

    def save(self) -> None:
        """Save the chosen receipt as a PDF and drop its job."""
        session, job = self._session, self._chosen()
        printed = (JobKind.RECEIPT, JobKind.AGAIN, JobKind.COPY)
        if job is None or job.kind not in printed:
            return
        folder = session.shop.folder / "receipts"
        path = folder / f"{job.ref}-{job.lang}.pdf"
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            trouble = MachineError("file_not_written", path=str(path), reason=error.strerror)
            self.error_label.setText(sentence(trouble, session.language))
            self.error_label.show()
            return
        lang = receipts.as_language(job.lang)
        if session.store(lambda: receipts.save_receipt(session.shop, job.ref, path, lang=lang)):
            self.drop()
            session.say(self.tr("Receipt saved: {0}").format(str(path)))

    def drop(self) -> None:
        """Drop the chosen job, so that it is not printed."""
        session, job = self._session, self._chosen()
        if job is not None:
            session.store(lambda: print_queue.drop_job(session.shop, job.id))
            self._runner.changed.emit()

    def choose_other(self) -> None:
        """Ask for another printer and send every pending job to it."""
        OtherPrinterDialog(self._session, self).confirmed()
        self._runner.retry()
        self.refresh()

    def problem(self) -> str:
        """Retry all pending jobs; always accepted."""
        self._runner.retry()
        return ""


class OtherPrinterDialog(AskDialog):
    """The printer's settings in a dialog, reached from the list of pending jobs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = PrinterCard(session.shop, session.language)
        self.set_question(self.tr("Receipt printer"), self.tr("Print there"))
        self.body.addWidget(self.card)
        self.cancel.hide()
        self.card.address.setFocus()

    def problem(self) -> str:
        """Store the printer; return why that was refused."""
        return "" if self.card.save() else self.card.outcome.text()
