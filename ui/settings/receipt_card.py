"""Settings of the receipts: logo, footer line, amount in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from pos_app.services.paper import receipt_style
from ui.off_thread import off_thread
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label

LOGO_SIZE = (192, 96)  # pixels: half of what is printed


class ReceiptCard(QWidget):
    """Stores choices at once; they apply to the next receipt."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.logo = QLabel()
        self.choose = KeyButton(self.tr("Choose a logo…"), kind="small")
        self.drop = KeyButton(self.tr("No logo"), kind="small")
        self.footer = QLineEdit()
        self.maker_codes = QCheckBox(self.tr("A QR code that tells of the maker"))
        self.in_words = QCheckBox(self.tr("Spell the amount out in words"))
        self._build()
        self.choose.clicked.connect(self.take_logo)
        self.drop.clicked.connect(self.drop_logo)
        self.footer.editingFinished.connect(self._keep)
        self.in_words.clicked.connect(self._keep)
        self.maker_codes.clicked.connect(self._keep)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Receipts"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.logo.setAccessibleName(self.tr("The logo as it is printed"))
        row.addWidget(self.logo)
        row.addWidget(self.choose)
        row.addWidget(self.drop)
        row.addStretch(1)
        column.addLayout(row)
        words = self.tr("A line at the foot, as: Instagram @dekranasda")
        self.footer.setPlaceholderText(words)
        self.footer.setAccessibleName(words)
        self.footer.setMaxLength(receipt_style.MAX_FOOTER)
        column.addWidget(self.footer)
        column.addWidget(self.in_words)
        column.addWidget(self.maker_codes)

    def refresh(self) -> None:
        """Show the stored settings."""
        style = receipt_style.receipt_style(self._session.shop)
        self.footer.setText(style.footer)
        self.in_words.setChecked(style.in_words)
        self.maker_codes.setChecked(style.maker_codes)
        self._show_logo(style.logo)

    def _show_logo(self, png: bytes) -> None:
        picture = QPixmap.fromImage(QImage.fromData(png)) if png else QPixmap()
        if not picture.isNull():
            picture = picture.scaled(
                *LOGO_SIZE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.logo.setPixmap(picture)
        self.logo.setVisible(not picture.isNull())
        self.drop.setVisible(not picture.isNull())

    def take_logo(self) -> None:
        """Ask for a picture file and store it as the logo."""
        session = self._session
        name = ask_for_photo(self.window(), self.tr("A logo for the receipts"))
        if not name:
            return
        png = session.attempt(lambda: off_thread(lambda: receipt_style.dithered(Path(name))))
        if png is not None:
            session.store(lambda: receipt_style.store_logo(session.shop, png))
            self.refresh()
            session.say(self.tr("The next receipt bears the logo."))

    def drop_logo(self) -> None:
        """Remove the logo."""
        session = self._session
        session.store(lambda: receipt_style.remove_logo(session.shop))
        self.refresh()

    def _keep(self) -> None:
        session, footer = self._session, self.footer.text()
        in_words, codes = self.in_words.isChecked(), self.maker_codes.isChecked()
        session.store(
            lambda: receipt_style.set_receipt_texts(
                session.shop, footer=footer, in_words=in_words, maker_codes=codes
            )
        )
