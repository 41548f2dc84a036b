"""A note of goods on screen: its code for the other till's scanner, to print or to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.clock import parse_stamp
from pos_app.domain.goods_note import GoodsNote
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.services.catalogue.goods_notes import SentNote
from pos_app.services.paper import goods_note_paper, print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from ui.session import Session
from ui.texts import day_and_time
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label

CODE_SIDE = 460  # pixels: four dots a module, which a scanner reads from the screen
MOST_LINES = 6


class GoodsNoteDialog(FittingDialog):
    """Enter goes to the next note or closes, F6 saves an A4 page, F7 copies, F8 prints."""

    def __init__(
        self, session: Session, notes: Sequence[SentNote], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notes = list(notes)
        self._at = 0
        self.code = QrView()
        self.title, self.facts = label(kind="title"), label(kind="hint", wrap=True)
        self.goods = label(wrap=True)
        self.outcome = label(kind="soft", wrap=True)
        self.next = KeyButton("", "Enter", "primary")
        self.page = KeyButton(self.tr("Save as A4"), "F6")
        self.copy = KeyButton(self.tr("Copy the text"), "F7")
        self.print = KeyButton(self.tr("Print"), "F8")
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Goods note"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(20)
        self.code.setFixedSize(CODE_SIDE, CODE_SIDE)
        self.code.setAccessibleName(self.tr("QR code of the goods note"))
        row.addWidget(self.code)
        side = QVBoxLayout()
        side.setSpacing(8)
        for each in (self.title, self.facts, self.goods):
            side.addWidget(each)
        words = self.tr("The other till scans this code once: then its stock goes up.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addStretch(1)
        side.addWidget(self.outcome)
        for button in (self.print, self.page, self.copy, self.next):
            side.addWidget(button)
        self.print.setVisible(printer_settings.printer(self._session.shop) is not None)
        row.addLayout(side, 1)
        self.setMinimumWidth(860)
        self.next.setFocus()

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.page.clicked.connect(self.save_page)
        self.copy.clicked.connect(self.copy_text)
        self.print.clicked.connect(self.print_note)

    @property
    def sent(self) -> SentNote:
        """The note that is shown."""
        return self._notes[self._at]

    def _show(self) -> None:
        note, count = self.sent.note, len(self._notes)
        self.code.show_code(self.sent.text)
        self.title.setText(f"{note.place} > {note.to}")
        at = day_and_time(parse_stamp(note.at), self._session.language)
        told = [note.name, at, note.carrier]
        if count > 1:
            told.append(self.tr("note {0} of {1}").format(self._at + 1, count))
        self.facts.setText(" · ".join(filter(None, told)))
        self.goods.setText(self._goods_of(note))
        last = self._at + 1 == count
        self.next.set_words(self.tr("Close") if last else self.tr("Next note"))
        self.outcome.clear()

    def _goods_of(self, note: GoodsNote) -> str:
        lines = [f"{group_digits(line.qty)} × {line.name[:40]}" for line in note.lines[:MOST_LINES]]
        more = len(note.lines) - MOST_LINES
        if more > 0:
            lines.append(self.tr("and %n more", "", more))
        words = self.tr("%n piece(s), {0} at list prices", "", note.pieces)
        return "\n".join((*lines, words.format(format_rupiah(note.value))))

    def go_on(self) -> None:
        """Shows the next note, or closes after the last."""
        if self._at + 1 == len(self._notes):
            self.accept()
            return
        self._at += 1
        self._show()

    def copy_text(self) -> None:
        """Puts the text of the code into the clipboard, for a chat with the other stand."""
        QGuiApplication.clipboard().setText(self.sent.text)
        self.outcome.setText(self.tr("Copied. At the other till it is pasted on the goods screen."))

    def save_page(self) -> None:
        """Writes the note as an A4 page into the till's folder."""
        session, sent = self._session, self.sent
        folder = session.shop.folder / "receipts"
        path = session.store(
            lambda: goods_note_paper.save_goods_note(session.shop, sent, folder, session.language)
        )
        if path is not None:
            self.outcome.setText(self.tr("Saved: {0}").format(str(path)))

    def print_note(self) -> None:
        """Queues the note for the receipt printer."""
        session, name = self._session, self.sent.note.name
        if session.store(lambda: _print(session, name)):
            session.print_queued.emit()
            self.outcome.setText(self.tr("It is being printed."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_F6: self.page,
            Qt.Key.Key_F7: self.copy,
            Qt.Key.Key_F8: self.print,
        }
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS:
            focused = self.focusWidget()
            (focused if isinstance(focused, KeyButton) else self.next).click()
        elif event.key() in keys:
            keys[Qt.Key(event.key())].click()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_notes(
        cls, session: Session, notes: Sequence[SentNote], parent: QWidget | None = None
    ) -> None:
        """Shows the notes one after the other until the last is closed."""
        dialog = cls(session, notes, parent)
        dialog.exec()
        dialog.deleteLater()


def _print(session: Session, name: str) -> bool:
    print_queue.queue_job(session.shop, JobKind.GOODS, name, session.language)
    return True
