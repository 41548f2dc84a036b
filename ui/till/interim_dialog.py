"""The interim total on screen: what the day has sold so far, to photograph, copy or print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.clock import parse_stamp
from pos_app.domain.money import format_rupiah
from pos_app.services.day.interim import Interim, interim_message, make_interim
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from ui.session import Session
from ui.texts import day_and_time
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label

CODE_SIDE = 430  # pixels: five dots a module, which a telephone reads from arm's length


class InterimDialog(FittingDialog):
    """Enter copies the message, F8 prints it, Esc closes."""

    def __init__(self, session: Session, interim: Interim, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.interim = interim
        self.code = QrView()
        self.outcome = label(kind="soft", wrap=True)
        self.copy = KeyButton(self.tr("Copy the message"), "Enter", "primary")
        self.print = KeyButton(self.tr("Print"), "F8")
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build()
        self.copy.clicked.connect(self.copy_message)
        self.print.clicked.connect(self.print_paper)
        self.close_.clicked.connect(self.accept)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Interim total"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        self.code.setFixedSize(CODE_SIDE, CODE_SIDE)
        self.code.setAccessibleName(self.tr("QR code of the interim total"))
        self.code.show_code(self.interim.text)
        row.addWidget(self.code)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(label(self.tr("Interim total"), "title"))
        facts, session = self.interim.facts, self._session
        at = day_and_time(parse_stamp(facts.at), session.language)
        side.addWidget(label(at, "hint"))
        side.addWidget(label(format_rupiah(facts.net), "title"))
        side.addWidget(label(self.tr("%n sale(s) so far", "", facts.sales), "strong"))
        side.addWidget(label(self.tr("Code {0}").format(self.interim.code), "code"))
        words = self.tr(
            "The office takes a photo of this code, or the message by chat. The till sells on and"
            " the drawer stays uncounted; the close still has to come."
        )
        side.addWidget(label(words, "hint", wrap=True))
        side.addStretch(1)
        side.addWidget(self.outcome)
        for each in (self.copy, self.print, self.close_):
            side.addWidget(each)
        self.print.setVisible(printer_settings.printer(session.shop) is not None)
        row.addLayout(side, 1)
        self.setMinimumWidth(860)

    def copy_message(self) -> None:
        """Puts the message for the office into the clipboard."""
        message = interim_message(self.interim, self._session.language)
        QGuiApplication.clipboard().setText(message)
        self.outcome.setText(self.tr("Copied. Paste it into the chat with the office."))

    def print_paper(self) -> None:
        """Queues the paper with the code."""
        session, interim = self._session, self.interim
        if session.store(lambda: _print(session, interim)):
            session.print_queued.emit()
            self.outcome.setText(self.tr("It is being printed."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS:
            focused = self.focusWidget()
            target = focused if isinstance(focused, KeyButton) else self.copy
            target.click()
        elif event.key() == Qt.Key.Key_F8 and self.print.isVisible():
            self.print_paper()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_new(cls, session: Session, parent: QWidget | None = None) -> None:
        """Makes the total of this moment and shows it until it is closed."""
        interim = session.store(lambda: make_interim(session.shop, cashier=session.cashier))
        if interim is not None:
            dialog = cls(session, interim, parent)
            dialog.exec()
            dialog.deleteLater()


def _print(session: Session, interim: Interim) -> bool:
    row = str(interim.facts.seq)
    print_queue.queue_job(session.shop, JobKind.INTERIM, row, session.language)
    return True
