"""The till's public key on screen, by which the office recognises this laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.messages import sentence
from pos_app.services.new_key import make_new_key
from pos_app.services.shop.shop import KEY_NAME
from pos_app.services.shop.start_check import key_trouble
from pos_app.services.shop.till_key import till_public_key
from ui.alerts import Level
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.buttons import KeyButton
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label

QR_SIDE = 232  # pixels, at least two for each module


class KeyCard(QWidget):
    """Shows the key as a QR code to scan, and its fingerprint to read aloud."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code = QrView()
        self.fingerprint = label(kind="code")
        self.state = label(kind="hint", wrap=True)
        self.renew = KeyButton(self.tr("Make a new key"), kind="small")
        self.renew.clicked.connect(self.make_new)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.code.setFixedSize(QR_SIDE, QR_SIDE)
        self.code.setAccessibleName(self.tr("QR code of the till's key"))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Key of this till"), "strong"))
        self.fingerprint.setAccessibleName(self.tr("Key of this till"))
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.fingerprint)
        column.addWidget(self.state)
        column.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self.code)

    def make_new(self) -> None:
        """Make a new key in place of the lost one; a lead allows it, and the journal notes it."""
        session = self._session
        lead = authorisation.ask_lead(session, self.renew.text(), self.window())
        if lead is None:
            return
        made = session.store(lambda: make_new_key(session.shop, lead))
        if made is not None and made.put_back:
            session.say(self.tr("The key is back, from the safety folder. Nothing has to be told."))
        elif made is not None:
            words = self.tr("The new key is there. Tell the office its code: {0}")
            session.say(words.format(made.fingerprint), Level.WARNING)
        self.refresh()

    def refresh(self) -> None:
        """Show the key that is stored beside the database."""
        session, shop = self._session, self._session.shop
        lost = key_trouble(shop.folder / KEY_NAME)
        self.renew.setVisible(lost is not None)
        self.code.setVisible(lost is None)
        self.fingerprint.setVisible(lost is None)
        if lost is not None:
            self.state.setText(sentence(lost, session.language))
            return
        shown = session.attempt(lambda: till_public_key(shop))
        if shown is None:
            return
        self.code.show_code(shown.code)
        self.fingerprint.setText(shown.fingerprint)
        if shown.is_enrolled:
            words = self.tr(
                "The office's stand pack has vouched for this key. Nothing is left to do."
            )
        else:
            words = self.tr(
                "By this key the office knows that the day files are this laptop's. Let it scan the"
                " code, or read the eight characters to it by phone."
            )
        self.state.setText(words)
