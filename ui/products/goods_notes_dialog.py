"""The notes of goods that this till sent and took in: one can be shown again, or a new one made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pos_app.clock import parse_stamp
from pos_app.services.catalogue import goods_notes
from pos_app.services.catalogue.goods_notes import SentNote, TakenNote
from ui.products.goods_note_dialog import GoodsNoteDialog
from ui.session import Session
from ui.texts import day_and_time
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label

MOST_SHOWN = 200


class GoodsNotesDialog(FittingDialog):
    """F3 sends goods, F4 takes a note in, Enter shows the code of the chosen note again."""

    send_wanted = Signal()
    receive_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sent: list[SentNote] = []
        self.list = QListWidget()
        self.send = KeyButton(self.tr("Send goods"), "F3", "primary")
        self.receive = KeyButton(self.tr("Take a note in"), "F4")
        self.show_code = KeyButton(self.tr("Show the code"), "Enter")
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Goods between stands"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Goods between stands"), "heading"))
        words = self.tr(
            "Pieces leave the stock here when the note is made, and enter it there when the other"
            " till scans the note. A note that is scanned here on any screen is taken in, too."
        )
        column.addWidget(label(words, "hint", wrap=True))
        self.list.setAccessibleName(self.tr("Notes of goods"))
        self.list.setMinimumHeight(200)
        column.addWidget(self.list, 1)
        column.addLayout(button_row(self.send, self.receive))
        column.addLayout(button_row(self.close_, self.show_code))
        self.setMinimumWidth(640)
        self.send.clicked.connect(self.send_wanted)
        self.receive.clicked.connect(self.receive_wanted)
        self.show_code.clicked.connect(self.show_chosen)
        self.close_.clicked.connect(self.accept)
        self.list.itemDoubleClicked.connect(self.show_chosen)
        self.list.currentRowChanged.connect(self._choose)
        self.list.setFocus()

    def refresh(self) -> None:
        """Reads the notes again."""
        shop = self._session.shop
        self._sent = self._session.attempt(lambda: goods_notes.sent_notes(shop)) or []
        taken = self._session.attempt(lambda: goods_notes.taken_notes(shop)) or []
        rows = [(each.note.at, self._words_of_sent(each), n) for n, each in enumerate(self._sent)]
        rows += [(each.at, self._words_of_taken(each), -1) for each in taken]
        self.list.clear()
        for _, words, place in sorted(rows, key=lambda row: row[0], reverse=True)[:MOST_SHOWN]:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._choose(self.list.currentRow())

    def _words_of_sent(self, each: SentNote) -> str:
        note = each.note
        at = day_and_time(parse_stamp(note.at), self._session.language)
        words = self.tr("→ {0}  ·  %n piece(s)  ·  {1}  ·  {2}", "", note.pieces)
        return words.format(note.to, note.name, at)

    def _words_of_taken(self, each: TakenNote) -> str:
        at = day_and_time(parse_stamp(each.at), self._session.language)
        count = sum(each.counted.values())
        words = self.tr("← {0}  ·  %n piece(s)  ·  {1}  ·  {2}", "", count)
        return words.format(each.note.stand, each.note.name, at)

    def _choose(self, _row: int) -> None:
        self.show_code.setEnabled(self._chosen() is not None)

    def _chosen(self) -> SentNote | None:
        item = self.list.currentItem()
        place = -1 if item is None else int(item.data(Qt.ItemDataRole.UserRole))
        return self._sent[place] if place >= 0 else None

    def show_chosen(self) -> None:
        """Shows the code of the chosen note, if this till sent it."""
        chosen = self._chosen()
        if chosen is not None:
            GoodsNoteDialog.show_notes(self._session, [chosen], self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS:
            focused = self.focusWidget()
            (focused if isinstance(focused, KeyButton) else self.show_code).click()
        elif event.key() == Qt.Key.Key_F3:
            self.send.click()
        elif event.key() == Qt.Key.Key_F4:
            self.receive.click()
        else:
            super().keyPressEvent(event)
