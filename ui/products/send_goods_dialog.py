"""Asks which pieces go to which stand, and who carries them; makes the signed notes."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from pos_app.domain.goods_note import MAX_CARRIER
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import goods_notes, other_tills
from pos_app.services.catalogue.goods_notes import SentNote
from ui.products.piece_list import PieceList
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row
from ui.widgets.names import name_control


class SendGoodsDialog(AskDialog):
    """`3*` and a scan add three pieces, as on the sell screen. Enter in an empty box ends."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.notes: list[SentNote] = []
        self.to = QComboBox()
        self.carrier = QLineEdit()
        self.goods = PieceList(session, self.tr("Goods on the note"))
        self._build()

    def _build(self) -> None:
        self.set_question(self.tr("Goods to another stand"), self.tr("Send, and make the note"))
        stands = other_tills.other_stands(self._session.shop)
        self.to.setEditable(True)
        self.to.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, name in stands.items():
            self.to.addItem(code if name == code else f"{code} · {name}", code)
        self.to.setCurrentIndex(0 if len(stands) == 1 else -1)
        name_control(self.to, self.tr("To which stand"))
        edit = self.to.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("To which stand, as B02"))
            edit.setMaxLength(100)
        self.carrier.setMaxLength(MAX_CARRIER)
        self.carrier.setPlaceholderText(self.tr("Who carries the goods"))
        name_control(self.carrier, self.tr("Who carries the goods"))
        self.body.addLayout(button_row(self.to, self.carrier))
        self.body.addWidget(self.goods, 1)
        self.setMinimumWidth(580)
        self.goods.finished.connect(self.try_to_accept)
        self.goods.complained.connect(self._show_error)
        (self.goods.code if len(stands) == 1 else self.to).setFocus()

    def _show_error(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))

    def stand(self) -> str:
        """Returns the code of the stand that was chosen or typed."""
        return self.to.currentText().partition(" · ")[0].strip().upper()

    def problem(self) -> str:
        """Sends the goods; returns the reason when that is refused."""
        if not self.stand():
            self.to.setFocus()
            return self.tr("Choose the stand first.")
        if not self.goods.pieces:
            self.goods.code.setFocus()
            return self.tr("Scan what goes there first.")
        session, to, carrier = self._session, self.stand(), self.carrier.text()
        pieces = list(self.goods.pieces.items())
        try:
            self.notes = session.away(
                lambda: goods_notes.send_goods(
                    session.shop, to, pieces, carrier, by=session.cashier
                )
            )
        except PosError as error:
            return sentence(error, session.language)
        return ""

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> list[SentNote]:
        """Sends goods with the person; returns their notes, none when cancelled."""
        dialog = cls(session, parent)
        return dialog.notes if dialog.confirmed() else []
