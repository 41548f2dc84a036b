"""Who a buyer is and how to reach them, and that they agree to its being kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from pos_app.domain.contact import MAX_NAME, Contact, made_contact
from pos_app.messages import sentence
from pos_app.services.orders.contact_photos import contact_photo
from pos_app.services.orders.contacts import consent_language, consent_text, travels
from pos_app.services.shop.start_check import FAULTS, as_machine_error
from ui.buyer_view import ConsentAsked
from ui.sell.country_dialog import COUNTRIES, country_words
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label


@dataclass(frozen=True, slots=True)
class BuyerTold:
    """What a form says of a buyer: `country` is ISO 3166-1 alpha-2, or empty."""

    contact: Contact
    country: str
    lang: str


class BuyerForm(QWidget):
    """Country, name, one contact, a note and a picture; nothing is kept without the consent.

    The consent is in the guest's language, here and on the buyer's screen. Emits `problem` with a
    sentence where a picture cannot be read, empty where one was.
    """

    problem = Signal(str)

    def __init__(
        self, session: Session, country: str, picture_words: str, *, narrow: bool = False
    ) -> None:
        super().__init__()
        self._session = session
        self._picture = b""
        self.country = QComboBox()
        self.name = QLineEdit()
        self.contact = QLineEdit()
        self.note = QLineEdit()
        self.picture = KeyButton(picture_words, kind="small")
        self.agreed = QCheckBox(self.tr("The guest agrees"))
        self.consent = label(kind="soft", wrap=True)
        self._build(country, narrow)
        self.country.currentIndexChanged.connect(self._ask_consent)
        self.picture.clicked.connect(self.choose_picture)
        self.agreed.toggled.connect(self._ask_consent)
        self._ask_consent()

    def _build(self, country: str, narrow: bool) -> None:
        known = dict.fromkeys(("", *COUNTRIES, *([country] if country else [])))
        for code in known:
            words = country_words(code) if code else self.tr("country not told")
            self.country.addItem(words, code)
        self.country.setCurrentIndex(self.country.findData(country))
        self.country.setAccessibleName(self.tr("Country of the guest"))
        boxes = (
            (self.name, self.tr("Name")),
            (self.contact, self.tr("WhatsApp, e-mail or address")),
            (self.note, self.tr("Note for the maker")),
        )
        for edit, words in boxes:
            edit.setMaxLength(MAX_NAME)
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        boxes_in_order = (self.name, self.contact, self.country, self.note)
        for n, box in enumerate(boxes_in_order):
            grid.addWidget(box, *((n, 0, 1, 2) if narrow else (n // 2, n % 2)))
        grid.addWidget(self.picture, 4, 0)
        grid.addWidget(self.agreed, 4, 1)
        grid.addWidget(self.consent, 5, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        if not travels(self._session.shop):
            words = self.tr("This till knows no office: the contact stays on it.")
            grid.addWidget(label(words, "hint", wrap=True), 6, 0, 1, 2)

    @property
    def lang(self) -> str:
        """The language in which the guest is asked."""
        return consent_language(str(self.country.currentData()))

    def _ask_consent(self) -> None:
        """Show what the guest agrees to, here and on the buyer's screen."""
        words = consent_text(consent_language(str(self.country.currentData())))
        self.consent.setText(words)
        self._make_room()
        asked = not self.agreed.isChecked()
        self._session.show_to_buyer(ConsentAsked(words) if asked else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the sentence all its lines, whatever the window around it was made for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.consent.setMinimumHeight(self.consent.heightForWidth(self.consent.width()))

    def choose_picture(self) -> None:
        """Ask for a picture, and read it on another thread."""
        name = ask_for_photo(self, self.picture.text())
        if name:
            self.read_picture(name)

    def read_picture(self, name: str) -> None:
        """Keep a small copy of the picture in a file."""
        try:
            self._picture = self._session.away(partial(contact_photo, name))
        except FAULTS as error:
            self.problem.emit(sentence(as_machine_error(error), self._session.known_language))
            return
        self.picture.set_words(self.tr("✓ Picture"))
        self.problem.emit("")

    @property
    def is_empty(self) -> bool:
        """Whether nothing personal was told."""
        return not (self._picture or any(map(_typed, (self.name, self.contact, self.note))))

    @property
    def needs_consent(self) -> bool:
        """Whether there is something to keep to which the guest did not agree."""
        return not self.is_empty and not self.agreed.isChecked()

    def told(self) -> BuyerTold:
        """What the form says. Raises PosError `contact_invalid`, `contact_photo_large`."""
        name, way, note = map(_typed, (self.name, self.contact, self.note))
        contact = made_contact(name, way, note, self._picture)
        return BuyerTold(contact, str(self.country.currentData()), self.lang)


def _typed(edit: QLineEdit) -> str:
    return edit.text().strip()
