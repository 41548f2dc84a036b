"""The card of a maker at the counter: who made the piece, how, and a code to keep."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.domain.maker_card import code_texts
from pos_app.services.catalogue.maker_cards import ToldMaker
from ui.buyer_view import MakerShown
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label
from ui.widgets.told_maker import photo_of, told_lines

PHOTO = 220  # pixels
MOST_IN_CODE = 700  # bytes that a phone still reads easily from a screen


class MakerCardDialog(FittingDialog):
    """Shows the card in both languages; the buyer's screen shows it too, until it is closed."""

    def __init__(self, session: Session, maker: ToldMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code = QrView()
        self.close_ = KeyButton(self.tr("Close"), "Esc", "primary")
        self._build(maker)
        self.close_.clicked.connect(self.accept)
        session.show_to_buyer(MakerShown(maker))
        self.finished.connect(self._leave)

    def _build(self, maker: ToldMaker) -> None:
        card = maker.card
        self.setWindowTitle(maker.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(maker.name, "title", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(20)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for words, kind in told_lines(maker):
            texts.addWidget(label(words, kind, wrap=True))
        if card.contact:
            texts.addWidget(label(card.contact, "strong"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        side = QVBoxLayout()
        picture = photo_of(card.photo, PHOTO)
        if picture is not None:
            shown = QLabel()
            shown.setPixmap(picture)
            shown.setAccessibleName(self.tr("Photo of the maker"))
            side.addWidget(shown)
        texts_of = (*code_texts(card, maker.name), "")
        text = next(each for each in texts_of if len(each.encode()) <= MOST_IN_CODE)
        self.code.show_code(text)
        self.code.setAccessibleName(self.tr("Code with the maker's card, for the buyer's phone"))
        side.addWidget(self.code, 1)
        row.addLayout(side)
        column.addLayout(row, 1)
        column.addWidget(self.close_)
        self.setMinimumSize(720, 420)

    def _leave(self, _result: int) -> None:
        self._session.show_to_buyer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Escape) and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_card(cls, session: Session, maker: ToldMaker, parent: QWidget) -> None:
        """Show the card until it is closed."""
        dialog = cls(session, maker, parent)
        dialog.exec()
        dialog.deleteLater()
