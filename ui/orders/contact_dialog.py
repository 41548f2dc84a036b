"""Shows the contact of an open order or inquiry to a lead who asked for it."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.domain.contact import Contact
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.restyle import label

PHOTO = 320  # pixels


class ContactDialog(AskDialog):
    """Name, contact, note and picture. Closed, nothing of it stays in the window."""

    def __init__(self, number: str, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Contact of {0}").format(number), self.tr("Close"))
        self.cancel.hide()
        for words, kind in ((contact.name, "heading"), (contact.contact, "strong")):
            if words:
                self.body.addWidget(label(words, kind, wrap=True))
        if contact.note:
            self.body.addWidget(label(contact.note, wrap=True))
        picture = QPixmap()
        if contact.photo and picture.loadFromData(contact.photo):
            shown = QLabel()
            shown.setAccessibleName(self.tr("Picture"))
            shown.setPixmap(picture.scaledToHeight(min(PHOTO, picture.height())))
            self.body.addWidget(shown)

    @classmethod
    def show_contact(cls, number: str, contact: Contact, parent: QWidget | None = None) -> None:
        """Shows the contact until it is closed."""
        cls(number, contact, parent).confirmed()
