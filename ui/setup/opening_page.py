"""The last step of the first start: the lead's PIN and the opening float, both optional."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.staff import check_pin
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.day import business_day
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import Person, Role
from ui.key_timing import Ticks
from ui.staff.people_card import RecoveryDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.pin_edit import PinEdit
from ui.widgets.restyle import label

LEAD = "PJ"  # code of a lead without a name: "penanggung jawab"


class OpeningPage(QWidget):
    """Emits `done` with the code of the lead who set a PIN, or with an empty text without one."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, language: LanguageCode, ticks: Ticks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: LanguageCode = language
        self.name = QLineEdit()
        self.pin = PinEdit(ticks, self.tr("PIN"))
        self.float_ = MoneyEdit(ticks, self.tr("Opening float"))
        self.safety = QCheckBox()
        self.stick: Path | None = None
        self.skip = KeyButton(self.tr("Later"), "Esc")
        self.start = KeyButton(self.tr("Start selling"), "Enter", "primary")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Who leads, and what lies in the drawer?"), "title"), 1)
        head.addWidget(label("4 / 4", "soft"))
        column.addLayout(head)
        words = self.tr(
            "With a PIN, voids, returns and large discounts need the stand lead. Both can be left"
            " empty and done later."
        )
        column.addWidget(label(words, "hint", wrap=True))
        self.name.setMaxLength(staff.MAX_NAME)
        self.name.setPlaceholderText(self.tr("may stay empty"))
        self.pin.setPlaceholderText(self.tr("4 to 8 digits, or empty"))
        self.float_.setPlaceholderText(self.tr("counted now, as 500.000"))
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        rows = (
            (self.tr("Lead's name"), self.name),
            (self.tr("Lead's PIN"), self.pin),
            (self.tr("Opening float"), self.float_),
        )
        for row, (text, edit) in enumerate(rows):
            edit.setAccessibleName(text)
            grid.addWidget(label(text, "strong"), row, 0)
            grid.addWidget(edit, row, 1, 1, 1 if edit is self.pin else 2)
        grid.addWidget(self.pin.show_button(), 1, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.safety.hide()
        column.addWidget(self.safety)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addWidget(self.start, 1)
        column.addLayout(foot)

    def offer_stick(self, sticks: Sequence[Stick]) -> None:
        """Offer the first writable stick as the safety folder."""
        stick = next((each for each in sticks if each.writable), None)
        self.stick = stick.path if stick else None
        self.safety.setVisible(stick is not None)
        if stick is not None:
            words = self.tr("Keep a second copy of every sale on the stick {0}")
            self.safety.setText(words.format(stick.name))
            self.safety.setChecked(True)

    def offer_lead_name(self, shop: Shop) -> None:
        """Fill in the name of the lead that a stand pack brought, unless one is typed."""
        lead = next((person for person in staff.people(shop) if person.is_lead), None)
        if lead is not None and not self.name.text():
            self.name.setText(lead.name)

    def focus_first(self) -> None:
        """Give the first box the focus."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_field(self) -> bool:
        """Move the focus to the next box; return False from the last one."""
        order = (self.name, self.pin, self.float_)
        focused = self.focusWidget()
        at = next((n for n, edit in enumerate(order) if edit is focused), len(order))
        if at + 1 >= len(order):
            return False
        order[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def set_up(self, shop: Shop) -> None:
        """Store the PIN, open the till with the float and emit `done`; or emit `refused`."""
        try:
            if not self.float_.is_readable:
                raise PosError("amount_not_number", text=self.float_.text())
            lead = self._set_pin(shop)
            if self.float_.amount is not None and business_day.current_day(shop) is None:
                business_day.open_till(shop, self.float_.amount, lead)
        except PosError as error:
            self.refused.emit(sentence(error, self._language))
            return
        self.done.emit(lead)

    def _set_pin(self, shop: Shop) -> str:
        """Store the lead with the typed PIN; return the lead's code, empty without a PIN."""
        pin = self.pin.text()
        if not pin:
            return ""
        check_pin(pin)
        name = self.name.text().strip() or self.tr("Stand lead")
        code = _code_of(name, staff.people(shop)) if self.name.text().strip() else LEAD
        staff.save_person(shop, Person(code, name, Role.LEAD))
        made = staff.set_pin(shop, code, pin)
        if made.recovery:
            RecoveryDialog.show_code(made.recovery, self.window())
        return code


def _code_of(name: str, people: list[Person]) -> str:
    """Return the code of the person with that name, or one made of the name's letters."""
    for person in people:
        if person.name.casefold() == " ".join(name.split()).casefold():
            return person.code
    letters = "".join(char for char in name.upper() if char.isascii() and char.isalnum())
    return letters[:12] or LEAD
