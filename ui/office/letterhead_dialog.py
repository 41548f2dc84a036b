"""The dialog of the letterhead: who issues the office's papers, where, and a logo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from pos_app.services.office import letterheads
from pos_app.services.office.letterheads import Letterhead
from ui.office.office_session import OfficeSession
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label

LOGO_SIZE = (160, 64)  # pixels
LONGEST = 80  # characters


class LetterheadDialog(AskDialog):
    """An empty line means what the plan says; `planned` is that."""

    def __init__(
        self,
        session: OfficeSession,
        chosen: Letterhead,
        planned: Letterhead,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._logo = chosen.logo
        self.set_question(self.tr("Letterhead of the papers"), self.tr("Save"))
        self.issuer, self.place = QLineEdit(chosen.issuer), QLineEdit(chosen.place)
        self.logo = QLabel()
        self.choose = KeyButton(self.tr("Choose a logo…"), kind="small")
        self.drop = KeyButton(self.tr("No logo"), kind="small")
        rows = (
            (self.issuer, self.tr("Issued by, as: Dekranasda Kota Balikpapan"), planned.issuer),
            (self.place, self.tr("Place, as: Balikpapan"), planned.place),
        )
        for edit, words, of_plan in rows:
            edit.setMaxLength(LONGEST)
            edit.setAccessibleName(words)
            edit.setPlaceholderText(of_plan)
            self.body.addWidget(label(words, "hint"))
            self.body.addWidget(edit)
        self._build_logo()
        self.choose.clicked.connect(self.take_logo)
        self.drop.clicked.connect(self.drop_logo)
        self.issuer.setFocus()

    def _build_logo(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.logo.setAccessibleName(self.tr("The logo as it is printed"))
        for each in (self.logo, self.choose, self.drop):
            row.addWidget(each)
        row.addStretch(1)
        self.body.addLayout(row)
        self._show_logo()

    def _show_logo(self) -> None:
        picture = QPixmap.fromImage(QImage.fromData(self._logo)) if self._logo else QPixmap()
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
        """Ask for a picture file, and read it on a worker thread."""
        name = ask_for_photo(self.window(), self.tr("A logo for the papers"))
        if name:
            self.choose.setEnabled(False)
            self._session.run(
                lambda: letterheads.read_logo(Path(name)), self._take, self._not_taken
            )

    def _take(self, png: bytes) -> None:
        self._logo = png
        self.choose.setEnabled(True)
        self.error_label.hide()
        self._show_logo()

    def _not_taken(self) -> None:
        self.choose.setEnabled(True)
        self.error_label.setText(self.tr("This file is not a picture that can be printed."))
        self.error_label.show()

    def drop_logo(self) -> None:
        """Take the logo away."""
        self._logo = b""
        self._show_logo()

    @property
    def letterhead(self) -> Letterhead:
        """What was chosen."""
        issuer, place = (" ".join(edit.text().split()) for edit in (self.issuer, self.place))
        return Letterhead(issuer, place, self._logo)

    @classmethod
    def ask(
        cls, session: OfficeSession, chosen: Letterhead, planned: Letterhead, parent: QWidget
    ) -> Letterhead | None:
        """Return what was chosen, or None if cancelled."""
        dialog = cls(session, chosen, planned, parent)
        return dialog.letterhead if dialog.confirmed() else None
