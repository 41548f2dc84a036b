"""The settings screen: language, theme, QRIS code, and a card for each other topic."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import pos_app
from pos_app.domain.qris import parse_qris
from pos_app.errors import PosError
from pos_app.languages import LANGUAGE_NAMES
from pos_app.messages import sentence
from pos_app.services.selling import qris_code
from ui.event_errors import told_not_raised
from ui.off_thread import off_thread
from ui.printing.label_printer_card import LabelPrinterCard
from ui.printing.printer_card import PrinterCard
from ui.session import Session
from ui.settings.counter_card import CounterCard
from ui.settings.key_card import KeyCard
from ui.settings.receipt_card import ReceiptCard
from ui.settings.safety_card import SafetyCard
from ui.settings.tiles_card import TilesCard
from ui.staff import authorisation
from ui.staff.people_card import PeopleCard
from ui.theme import theme_names
from ui.widgets.buttons import KeyButton
from ui.widgets.help_card import HelpCard, HelpFacts
from ui.widgets.payload_edit import PayloadEdit, ask_for_photo
from ui.widgets.restyle import card, label, rule


class SettingsScreen(QWidget):
    """Stores every choice at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.payload = PayloadEdit()
        self.keep = KeyButton(self.tr("Keep this code"))
        self.photo = KeyButton(self.tr("From a photo of the sticker…"))
        self.people = PeopleCard(session)
        self.counter = CounterCard(session)
        self.tiles = TilesCard(session)
        self.printer = PrinterCard(session.shop, session.language)
        self.label_printer = LabelPrinterCard(session.shop, session.language)
        self.receipts = ReceiptCard(session)
        self.safety = SafetyCard(session)
        self.key = KeyCard(session)
        shop = session.shop
        self.help = HelpCard(HelpFacts(shop.folder, shop.clock, session.language))
        self.practice = KeyButton(self.tr("Start practising"))
        self.known = label(kind="strong", wrap=True)
        self.language_buttons: dict[str, QPushButton] = {}
        self.theme_buttons: dict[str, QPushButton] = {}
        self._build()
        self.keep.clicked.connect(self._keep)
        self.practice.clicked.connect(session.practice_wanted)
        for each in (self.printer, self.label_printer):
            each.saved.connect(session.print_queued)
        self.photo.clicked.connect(self._read_photo)
        self.payload.entered.connect(self._keep)

    def _build(self) -> None:
        frame, column = card()
        column.addWidget(label(self.tr("Settings"), "title"))
        column.addWidget(label(self.tr("Language"), "strong"))
        column.addLayout(
            self._choices("language", LANGUAGE_NAMES, self._session.language, self.language_buttons)
        )
        column.addWidget(label(self.tr("Look"), "strong"))
        looks = theme_names(self._session.language)
        column.addLayout(
            self._choices("theme", looks, self._session.theme.name, self.theme_buttons)
        )
        column.addWidget(rule())
        column.addWidget(label(self.tr("The stand's QRIS code"), "strong"))
        column.addWidget(self.known)
        self.payload.setPlaceholderText("000201…")
        self.payload.setAccessibleName(self.tr("Text of the stand's QRIS code"))
        self.payload.setTabChangesFocus(True)
        self.payload.setFixedHeight(88)
        column.addWidget(self.payload)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.photo)
        row.addStretch(1)
        column.addLayout(row)
        selling: tuple[QWidget, ...] = (self.counter, rule(), self.tiles)
        for part in (rule(), *selling, rule()):
            column.addWidget(part)
        column.addWidget(label(self.tr("Receipt printer"), "strong"))
        column.addWidget(self.printer)
        for part in (rule(), self.receipts, rule()):
            column.addWidget(part)
        column.addWidget(label(self.tr("Label printer"), "strong"))
        column.addWidget(self.label_printer)
        column.addWidget(rule())
        column.addWidget(self.safety)
        column.addWidget(rule())
        column.addLayout(self._build_practice())
        for each in (self.people, self.key):
            column.addWidget(rule())
            column.addWidget(each)
        column.addWidget(rule())
        column.addWidget(self.help)
        column.addStretch(1)
        version = label(f"pos-app {pos_app.__version__}", "soft")
        column.addWidget(version)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 10, 20, 16)
        outer.addStretch(1)
        frame.setMaximumWidth(760)
        area = QScrollArea()
        area.setWidget(frame)
        area.setWidgetResizable(True)
        area.setMaximumWidth(776)
        outer.addWidget(area, 20)
        outer.addStretch(1)

    def _build_practice(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Practice"), "strong"))
        words = self.tr(
            "The same goods in a folder of its own: sell, void and close as often as you like."
            " None of it counts, and the real till waits as it is."
        )
        column.addWidget(label(words, "hint", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.practice)
        row.addStretch(1)
        column.addLayout(row)
        self.practice.setEnabled(not self._session.shop.identity.training)
        return column

    def _choices(
        self,
        key: str,
        choices: dict[str, str],
        chosen: str,
        buttons: dict[str, QPushButton],
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        for value, words in choices.items():
            button = QPushButton(words)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setChecked(value == chosen)
            button.setMinimumWidth(160)
            button.clicked.connect(partial(self._session.set_look, key, value))
            group.addButton(button)
            row.addWidget(button)
            buttons[value] = button
        row.addStretch(1)
        return row

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_known()
        self.people.refresh()
        self.counter.refresh()
        self.tiles.refresh()
        self.printer.refresh()
        self.label_printer.refresh()
        self.receipts.refresh()
        self.safety.refresh()
        self.key.refresh()
        self.payload.clear()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_known(self) -> None:
        stored = qris_code.stand_code(self._session.shop)
        if qris_code.is_replaced(self._session.shop):
            self.known.setText(sentence(PosError("qris_replaced"), self._session.language))
            return
        code = self._session.attempt(lambda: parse_qris(stored)) if stored else None
        if code is None:
            self.known.setText(
                self.tr("None yet. Scan the sticker into the field or paste its text.")
            )
        else:
            self.known.setText(f"{code.merchant_name}  ·  NMID {code.nmid}")

    def _keep(self) -> None:
        text, shop = self.payload.toPlainText(), self._session.shop
        words = self.tr("Store the stand's QRIS code")
        lead = authorisation.ask_lead(self._session, words, self.window())
        if lead is None:
            return
        code = self._session.store(lambda: qris_code.set_stand_code(shop, text, by=lead))
        if code is not None:
            self.payload.clear()
            self._show_known()
            self._session.say(self.tr("The QRIS code is kept."))

    def _read_photo(self) -> None:
        name = ask_for_photo(self.window())
        text = (
            self._session.attempt(
                lambda: off_thread(lambda: qris_code.read_code_from_photo(Path(name)))
            )
            if name
            else None
        )
        if text is not None:
            self.payload.setPlainText(text)
            self._keep()
