"""The wizard of the first start: language, codes and goods, printer, PIN and opening float."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.errors import PosError, Refused
from pos_app.languages import LANGUAGE_NAMES, LANGUAGES, LanguageCode
from pos_app.messages import sentence
from pos_app.services.day.usb_sticks import find_sticks
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop
from ui.key_timing import Ticks, monotonic_ms
from ui.off_thread import off_thread
from ui.setup.codes_page import MOST_PROBLEMS, CodesPage
from ui.setup.opening_page import OpeningPage
from ui.setup.pack_page import PackPage, dropped_file, pack_folders
from ui.setup.rescue_page import RescuePage
from ui.theme import THEMES, load_theme
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import fit_screen
from ui.widgets.key_actions import KeyActions, click_focused_button, run_key_action
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import card, label
from ui.widgets.take_back_keys import TakeBackKeys

RESCUE = 4  # the page beside the four steps

if TYPE_CHECKING:
    from ui.printing.printer_card import PrinterCard


class SetupWizard(QWidget):
    """Four pages that set up a till in `folder`.

    Signals: `language_chosen` (language code) when the wizard has to be built again in another
    language; `office_wanted` when this laptop is the office's; `finished` (opened shop, code of the
    signed-in lead or an empty text) at the end.
    """

    finished = Signal(object, str)
    language_chosen = Signal(str)
    office_wanted = Signal()

    def __init__(
        self, folder: Path, language: LanguageCode, step: int = 0, ticks: Ticks = monotonic_ms
    ) -> None:
        super().__init__()
        self.setObjectName("wizard")
        self._folder = folder
        TakeBackKeys(self)
        self._language: LanguageCode = language
        self._shop: Shop | None = None
        self._handed_over = False
        self.pages = QStackedWidget()
        self.languages: dict[str, KeyButton] = {}
        self.codes = CodesPage(folder, language)
        self.pack = PackPage(language)
        self.ways = QStackedWidget()  # the second step: typed codes, or a stand pack
        self.printer: PrinterCard | None = None
        self.rescue: RescuePage | None = None
        self.last = OpeningPage(language, ticks)
        self.error_label = label(kind="error", wrap=True)
        self._hints: list[QWidget] = []  # hidden while an error is shown, to make room
        self._build()
        self.pages.setCurrentIndex(step)
        self._focus_step()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Set up the till"))
        frame, column = card(20, 12)
        frame.setMaximumSize(720, 560)
        built = (self._build_language(), self._build_till(), self._build_printer())
        for page in (*built, self.last):
            self.pages.addWidget(page)
        self.last.done.connect(self._finish)
        self.last.refused.connect(self._show_error)
        self.last.start.clicked.connect(self._start)
        self.last.skip.clicked.connect(self._finish_unsigned)
        self.codes.packs.chosen.connect(self.show_pack)
        self.codes.tried.connect(self._clear_error)
        self.codes.refused.connect(self._show_refusal)
        self.codes.made.connect(self._till_made)
        self.pack.confirmed.connect(self._set_up_from_pack)
        self.pack.cancelled.connect(self._show_codes)
        self.setAcceptDrops(True)
        column.addWidget(self.pages, 1)
        column.addWidget(self.error_label)
        self.error_label.hide()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(1)
        outer.addWidget(frame, 20)
        outer.addStretch(1)
        fit_screen(self)

    def _page(self, step: str, title: str, hint_text: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label(title, "title"), 1)
        head.addWidget(label(step, "soft"))
        column.addLayout(head)
        hint = label(hint_text, "hint", wrap=True)
        column.addWidget(hint)
        self._hints.append(hint)
        return page, column

    def _build_language(self) -> QWidget:
        page, column = self._page("1 / 4", "Bahasa · Language", "Pilih bahasa. Choose a language.")
        for n, (code, words) in enumerate(LANGUAGE_NAMES.items(), 1):
            kind = "primary" if code == self._language else ""
            button = KeyButton(words, f"F{n}", kind)
            button.setMinimumHeight(60)
            button.clicked.connect(partial(self.choose_language, code))
            self.languages[code] = button
            column.addWidget(button)
        column.addStretch(1)
        self.office = KeyButton(self.tr("This is the office, not a stand"), "F9", "small")
        self.office.clicked.connect(self.office_wanted)
        self.carry_on = KeyButton(self.tr("Carry on or restore a till"), "F8", "small")
        self.carry_on.clicked.connect(self.show_rescue)
        row = QHBoxLayout()
        row.addWidget(self.carry_on)
        row.addStretch(1)
        row.addWidget(self.office)
        column.addLayout(row)
        return page

    def _build_till(self) -> QWidget:
        page, column = self._page(
            "2 / 4",
            self.tr("Which till is this?"),
            self.tr("The office hands out the codes. They stand on every receipt and file."),
        )
        self.ways.addWidget(self.codes)
        self.ways.addWidget(self.pack)
        column.addWidget(self.ways, 1)
        return page

    def _build_printer(self) -> QWidget:
        page, column = self._page(
            "3 / 4",
            self.tr("Is there a receipt printer?"),
            self.tr("Without one, receipts are PDF files. A printer can be chosen later too."),
        )
        self._printer_place = QVBoxLayout()
        column.addLayout(self._printer_place)
        column.addStretch(1)
        self.no_printer = KeyButton(self.tr("Without a printer"), "Esc")
        self.with_printer = KeyButton(self.tr("Go on"), "Enter", "primary")
        self.no_printer.clicked.connect(self._to_last)
        self.with_printer.clicked.connect(self._keep_printer)
        row = QHBoxLayout()
        row.addWidget(self.no_printer)
        row.addWidget(self.with_printer, 1)
        column.addLayout(row)
        return page

    def _focus_step(self) -> None:
        step = self.pages.currentIndex()
        last = self.last.name
        first = (self.languages[self._language], self.codes.event_code, self.with_printer, last)[
            step
        ]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if step == 1:
            self.codes.packs.search(pack_folders())

    def show_rescue(self) -> None:
        """Show what lies of a till on this laptop and its sticks, to carry it on here."""
        self._clear_error()
        if self.pages.count() == RESCUE:
            page = RescuePage(self._folder, self._language)
            page.cancelled.connect(self._leave_rescue)
            page.opened.connect(self._finish_rescue)
            self.pages.addWidget(page)
            self.rescue = page
        self.pages.setCurrentIndex(RESCUE)
        assert self.rescue is not None
        self.rescue.search()

    def _leave_rescue(self) -> None:
        self.pages.setCurrentIndex(0)
        self._focus_step()

    def _finish_rescue(self, shop: Shop) -> None:
        self.finished.emit(shop, "")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close a till that was made here and never opened, so that its folder is free."""
        made = self._shop or self.codes.shop
        if made is not None and not self._handed_over:
            made.close()
        super().closeEvent(event)

    def choose_language(self, code: str) -> None:
        """Ask the application, by a signal, to build the wizard again in language `code`."""
        self.language_chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS:
            self._press_enter(self.pages.currentIndex())
        elif not run_key_action(event, self._key_actions(self.pages.currentIndex())):
            super().keyPressEvent(event)

    def _key_actions(self, step: int) -> KeyActions:
        """The keys of a step, besides Enter."""
        if step == 0:
            languages = {
                Qt.Key(Qt.Key.Key_F1 + n): partial(self.choose_language, code)
                for n, code in enumerate(LANGUAGES)
            }
            return {
                **languages,
                Qt.Key.Key_F8: self.show_rescue,
                Qt.Key.Key_F9: self.office_wanted.emit,
            }
        guide = {Qt.Key.Key_F1: self.show_guide}
        if step == RESCUE:
            return guide
        escape = (self._show_codes, self._to_last, self._finish_unsigned)[step - 1]
        if step == 1 and self.codes.shop is None:
            return {Qt.Key.Key_Escape: escape, Qt.Key.Key_F3: self.codes.packs.choose, **guide}
        return {Qt.Key.Key_Escape: escape, **guide}

    def show_guide(self, dialog: QWidget | None = None) -> None:
        """Open the guide where it tells of the first start, of carrying on, or of `dialog`."""
        from ui.guide.guide_dialog import GuideDialog
        from ui.guide.places import DIALOGS, anchor_of

        anchor = "dead-laptop" if self.pages.currentIndex() == RESCUE else "first-start"
        place, over = anchor_of(dialog, DIALOGS, anchor), dialog or self
        GuideDialog.show_over(place, self._language, load_theme(THEMES[0]), over)

    def _press_enter(self, step: int) -> None:
        """Click the focused button; in a box, go to the next box or do the step."""
        if click_focused_button(self):
            return
        if step == 1 and self.ways.currentWidget() is self.pack:
            self._set_up_from_pack()
        elif step == 1:
            self.codes.next_field()
        elif step == 2:
            self._keep_printer()
        elif step == 3 and not self.last.next_field():
            self._start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        wanted = self.pages.currentIndex() == 1 and self.codes.shop is None
        if wanted and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.show_pack(path)

    def show_pack(self, path: Path) -> None:
        """Check the stand pack at `path` and show its contents; nothing is stored yet."""
        self._clear_error()
        try:
            self.pack.show_pack(off_thread(lambda: check_pack(path)))
        except PosError as error:
            self._show_refusal(error)
            return
        self.ways.setCurrentWidget(self.pack)
        self.pack.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_up_from_pack(self) -> None:
        offered, training = self.pack.offered, self.pack.practice.isChecked()
        if offered is None:
            return
        try:
            shop = set_up_from_pack(self._folder, offered, training=training)
        except PosError as error:
            self._show_refusal(error)
            return
        shop.settings.set("language", self._language)
        self._till_made(shop)

    def _till_made(self, shop: Shop) -> None:
        self._shop = shop
        self.last.offer_lead_name(shop)
        self.show_printer(shop)

    def _show_codes(self) -> None:
        self._clear_error()
        self.ways.setCurrentIndex(0)
        self.codes.event_code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, error: PosError) -> None:
        """Show the sentence of `error`; of a list of problems the first few, each once."""
        found = error.problems if isinstance(error, Refused) else (error,)
        lines = list(dict.fromkeys(sentence(each, self._language) for each in found))
        self._show_error("\n".join(lines[:MOST_PROBLEMS]))

    def _show_error(self, text: str) -> None:
        self.error_label.setText(text)
        self.error_label.show()
        for hint in self._hints:
            hint.hide()

    def _clear_error(self) -> None:
        self.error_label.hide()
        for hint in self._hints:
            hint.show()

    def show_printer(self, shop: Shop) -> None:
        """Go to the third step, with the settings of the printer of `shop`."""
        from ui.printing.printer_card import PrinterCard

        self.printer = PrinterCard(shop, self._language)
        self._printer_place.addWidget(self.printer)
        self.pages.setCurrentIndex(2)
        self._focus_step()

    def _keep_printer(self) -> None:
        if self.printer is None or self.printer.save():
            self._to_last()

    def _to_last(self) -> None:
        self._clear_error()
        if self._shop is not None and not self._shop.identity.training:
            self.last.offer_stick(off_thread(find_sticks))
        self.pages.setCurrentIndex(3)
        self._focus_step()

    def _start(self) -> None:
        if self._shop is not None:
            self.last.set_up(self._shop)

    def _finish_unsigned(self) -> None:
        self._finish("")

    def _finish(self, cashier: str) -> None:
        shop, stick = self._shop, self.last.stick
        if shop is None:
            return
        if stick is not None and self.last.safety.isChecked():
            try:
                off_thread(lambda: set_safety(shop, stick))
            except PosError as error:
                self.last.safety.setChecked(False)
                self._show_refusal(error)
                return
        self._handed_over = True
        self.finished.emit(shop, cashier)
