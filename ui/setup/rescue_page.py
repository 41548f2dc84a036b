"""Carrying a till on at this laptop, or restoring it: where it lies and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.day.usb_sticks import find_sticks
from pos_app.services.safety.offers import (
    Offer,
    carry_on,
    find_places,
    make_offer,
    restore_offer,
)
from pos_app.services.shop.shop import Shop, open_shop
from ui.off_thread import off_thread
from ui.texts import day_and_time
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.key_actions import click_focused_button
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import card, label

MAX_SHOWN = 4
T = TypeVar("T")


class RescuePage(QWidget):
    """Emits `opened` (shop) with the till that goes on, or `cancelled`.

    Reading and rebuilding happen off the window's thread. `folder` is where the till will be.
    """

    opened = Signal(object)
    cancelled = Signal()

    def __init__(self, folder: Path, language: LanguageCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._language: LanguageCode = language
        self.offer: Offer | None = None
        self.places: dict[Path, KeyButton] = {}
        self.browse = KeyButton(self.tr("Another folder…"), "F3")
        self.words = label(kind="strong", wrap=True)
        self.known = label(kind="heading", wrap=True)
        self.missing = label(wrap=True)
        self.lead = QComboBox()
        self.pin = QLineEdit()
        self.error_label = label(kind="error", wrap=True)
        self.back = KeyButton(self.tr("Back"), "Esc")
        self.restore = KeyButton(self.tr("Restore it here"), "F6")
        self.carry_on = KeyButton(self.tr("Carry on at this laptop"), "F5", "primary")
        self._build()
        self.browse.clicked.connect(self.choose)
        self.back.clicked.connect(self.cancelled)
        self.restore.clicked.connect(self._restore)
        self.carry_on.clicked.connect(self._carry_on)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.title = label(self.tr("Carry a till on"), "title")
        column.addWidget(self.title)
        column.addWidget(self.words)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._row.addWidget(self.browse)
        column.addLayout(self._row)
        self._frame, inner = card(16, 8)
        self.place = label(kind="strong", wrap=True)
        for words in (self.place, self.known, self.missing):
            inner.addWidget(words)
        inner.addLayout(self._build_lead())
        self._no_lead = label(
            self.tr("No PIN of a stand lead is known here, so none is asked. The office sees it."),
            "hint",
            wrap=True,
        )
        inner.addWidget(self._no_lead)
        column.addWidget(self._frame)
        self._choice = label(
            self.tr(
                "Carry on: the old laptop is dead or gone. Restore: this is the same laptop, and"
                " its data were lost."
            ),
            "hint",
            wrap=True,
        )
        column.addWidget(self._choice)
        column.addWidget(self.error_label)
        column.addStretch(1)
        foot = QHBoxLayout()
        for each, stretch in ((self.back, 0), (self.restore, 1), (self.carry_on, 1)):
            foot.addWidget(each, stretch)
        column.addLayout(foot)
        self._frame.hide()
        self.error_label.hide()
        self._show_buttons()

    def _build_lead(self) -> QHBoxLayout:
        self._lead_words = label(self.tr("A stand lead allows it"), "hint")
        self.lead.setAccessibleName(self.tr("Lead's name"))
        self.pin.setAccessibleName(self.tr("Lead's PIN"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self._lead_words, self.lead, self.pin):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def search(self) -> None:
        """Look on this laptop and its sticks, and show the first till that is found."""
        folder = self._folder
        found = off_thread(lambda: find_places(folder, [s.path for s in find_sticks()]))
        for path in found[:MAX_SHOWN]:
            if path not in self.places:
                self._add_place(path)
        if found:
            self.words.setText(self.tr("Found:"))
            self.show_place(found[0])
        else:
            self.words.setText(
                self.tr("Put in the safety stick of the till, or choose the folder of its backup.")
            )
            self.browse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_place(self, path: Path) -> None:
        here = path == self._folder
        words = self.tr("This laptop") if here else f"{path.name} · {path.parent.name}"
        button = KeyButton(words, kind="small")
        button.setToolTip(str(path))
        button.clicked.connect(partial(self._take, path))
        self._row.insertWidget(self._row.count() - 2, button)
        self.places[path] = button

    def _take(self, path: Path, _checked: bool = False) -> None:
        self.show_place(path)

    def choose(self) -> None:
        """Ask for a folder and show what it holds."""
        path = ask_folder(self, self.tr("Safety folder or backup"))
        if path is not None:
            self.show_place(path)

    def show_place(self, path: Path) -> None:
        """Read a place and say what of the till is known; nothing is changed yet."""
        folder = self._folder
        found = self._attempt(lambda: make_offer(folder, path))
        if found is not None:
            self.show_offer(found)

    def show_offer(self, found: Offer) -> None:
        """Say what is known of a till, and offer to go on with it."""
        self.offer = found
        name = f"{found.name}  ·  " if found.name else ""
        self.place.setText(f"{name}{found.place}  ·  {found.event}")
        words = self.tr("{0} sales, {1}, until {2}")
        self.known.setText(words.format(found.sales, format_rupiah(found.net), self._when(found)))
        self.missing.setText(self._missing(found))
        self.lead.clear()
        for code, name in found.leads:
            self.lead.addItem(name, code)
        for each in (self._lead_words, self.lead, self.pin):
            each.setVisible(bool(found.leads))
        self._no_lead.setVisible(not found.leads)
        self._frame.show()
        self._show_buttons()
        first = self.pin if found.leads else self._first_button()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _when(self, found: Offer) -> str:
        try:
            return day_and_time(datetime.fromisoformat(found.last_at), self._language)
        except ValueError:
            return found.last_at

    def _missing(self, found: Offer) -> str:
        if not found.may_miss:
            return self.tr("Nothing is lost.")
        return self.tr(
            "What the old laptop sold after that is not known here. It keeps its numbers, and the"
            " office unites both."
        )

    def _first_button(self) -> KeyButton:
        return self.restore if self.offer is not None and self.offer.here else self.carry_on

    def _show_buttons(self) -> None:
        offer = self.offer
        self.restore.setEnabled(offer is not None)
        self._choice.setVisible(offer is not None and not offer.here)
        self.carry_on.setVisible(offer is None or not offer.here)
        self.carry_on.setEnabled(offer is not None and not offer.here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_F3: self.choose,
            Qt.Key.Key_F5: self.carry_on.click,
            Qt.Key.Key_F6: self.restore.click,
            Qt.Key.Key_Escape: self.cancelled.emit,
        }
        action = keys.get(Qt.Key(event.key()))
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS:
            if not click_focused_button(self):
                self._first_button().click()
        elif action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def _carry_on(self) -> None:
        offer, folder = self.offer, self._folder
        lead, pin = str(self.lead.currentData() or ""), self.pin.text()
        if offer is not None and not offer.here:
            self._open_after(lambda: carry_on(folder, offer, lead, pin))

    def _restore(self) -> None:
        offer, folder = self.offer, self._folder
        lead, pin = str(self.lead.currentData() or ""), self.pin.text()
        if offer is not None:
            self._open_after(lambda: restore_offer(folder, offer, lead, pin))

    def _open_after(self, work: Callable[[], object]) -> None:
        folder = self._folder

        def done() -> Shop:
            work()
            return open_shop(folder)

        shop = self._attempt(done)
        if shop is not None:
            self.opened.emit(shop)

    def _attempt(self, work: Callable[[], T]) -> T | None:
        self.error_label.hide()
        try:
            return off_thread(work)
        except PosError as error:
            self.error_label.setText(sentence(error, self._language))
            self.error_label.show()
            self.pin.clear()
            return None
