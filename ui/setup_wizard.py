"""First start: language, codes and goods, printer, PIN and float. After it one can sell."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.errors import PosError
from pos_app.messages import Language, sentence
from pos_app.services import catalogue
from pos_app.services.catalogue import ImportReport
from pos_app.services.setup import SetUp, set_up
from pos_app.services.shop import Shop
from ui.pace import Ticks, monotonic_ms
from ui.start_page import StartPage
from ui.translate import LANGUAGES
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.polish import card, label

if TYPE_CHECKING:
    from ui.printing.printer_card import PrinterCard

MOST_PROBLEMS = 6


def ask_sheet(parent: QWidget, title: str) -> str:
    """The catalogue file that the person chose, or an empty text."""
    kinds = "*.csv *.xlsx *.ods *.xls"
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


class SetupWizard(QWidget):
    """Four steps. Emits `finished` with the opened shop and the code of the lead who stands there
    (empty: nobody named), `language_chosen` on the way."""

    finished = Signal(object, str)
    language_chosen = Signal(str)

    def __init__(
        self, folder: Path, language: Language, step: int = 0, ticks: Ticks = monotonic_ms
    ) -> None:
        super().__init__()
        self.setObjectName("wizard")
        self._folder = folder
        self._language: Language = language
        self._shop: Shop | None = None
        self.pages = QStackedWidget()
        self.languages: dict[str, KeyButton] = {}
        self.event_code, self.stand, self.till, self.name = (QLineEdit() for _ in range(4))
        self.practice = QCheckBox(self.tr("Practice: sales are marked and never counted"))
        self.sheet = QLineEdit()
        self.printer: PrinterCard | None = None
        self.last = StartPage(language, ticks)
        self.trouble = label(kind="error", wrap=True)
        self.report = label(kind="hint", wrap=True)
        self._build()
        self.pages.setCurrentIndex(step)
        self._focus_step()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Set up the till"))
        frame, column = card(28, 12)
        frame.setMaximumSize(720, 560)
        built = (self._build_language(), self._build_codes(), self._build_printer())
        for page in (*built, self.last):
            self.pages.addWidget(page)
        self.last.done.connect(self._finish)
        self.last.refused.connect(self._say)
        self.last.start.clicked.connect(self._start)
        self.last.skip.clicked.connect(self._finish_unnamed)
        column.addWidget(self.pages, 1)
        column.addWidget(self.trouble)
        self.trouble.hide()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(1)
        outer.addWidget(frame, 20)
        outer.addStretch(1)

    def _page(self, step: str, title: str, words: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(step, "soft"))
        column.addWidget(label(title, "title"))
        column.addWidget(label(words, "hint", wrap=True))
        return page, column

    def _build_language(self) -> QWidget:
        page, column = self._page("1 / 4", "Bahasa · Language", "Pilih bahasa. Choose a language.")
        for n, (code, words) in enumerate(LANGUAGES.items(), 1):
            kind = "primary" if code == self._language else ""
            button = KeyButton(words, f"F{n}", kind)
            button.setMinimumHeight(60)
            button.clicked.connect(partial(self.choose_language, code))
            self.languages[code] = button
            column.addWidget(button)
        column.addStretch(1)
        return page

    def _build_codes(self) -> QWidget:
        page, column = self._page(
            "2 / 4",
            self.tr("Which till is this?"),
            self.tr("The office hands out the codes. They stand on every receipt and file."),
        )
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        fields = (
            (self.event_code, self.tr("Event code"), "NUSAKRAF23"),
            (self.stand, self.tr("Stand code"), "A07"),
            (self.till, self.tr("Till number"), "1"),
            (self.name, self.tr("Stand name (may stay empty)"), ""),
        )
        for row, (edit, words, example) in enumerate(fields):
            edit.setAccessibleName(words)
            if edit is not self.name:
                edit.setMaxLength(12)
                edit.setPlaceholderText(self.tr("for example {0}").format(example))
            grid.addWidget(label(words, "strong"), row, 0)
            grid.addWidget(edit, row, 1)
        grid.addWidget(label(self.tr("Sheet of goods"), "strong"), len(fields), 0)
        grid.addLayout(self._build_sheet(), len(fields), 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.practice)
        column.addWidget(self.report)
        self.report.hide()
        column.addStretch(1)
        self.next_codes = KeyButton(self.tr("Set up"), "Enter", "primary")
        self.next_codes.clicked.connect(self._set_up)
        column.addWidget(self.next_codes)
        return page

    def _build_sheet(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sheet.setAccessibleName(self.tr("Catalogue file"))
        self.sheet.setPlaceholderText(self.tr("CSV, XLSX or ODS; may stay empty"))
        browse = KeyButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row.addWidget(self.sheet, 1)
        row.addWidget(browse)
        return row

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
        first = (self.languages[self._language], self.event_code, self.with_printer, last)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_language(self, code: str) -> None:
        """Goes on in that language: whoever shows the wizard builds it again in it."""
        self.language_chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        step, key = self.pages.currentIndex(), event.key()
        if key in ENTER_KEYS:
            self._enter(step)
        elif step == 0 and key in (Qt.Key.Key_F1, Qt.Key.Key_F2):
            self.choose_language("id" if key == Qt.Key.Key_F1 else "en")
        elif step == 2 and key == Qt.Key.Key_Escape:
            self._to_last()
        elif step == 3 and key == Qt.Key.Key_Escape:
            self._finish_unnamed()
        else:
            super().keyPressEvent(event)

    def _enter(self, step: int) -> None:
        focused = self.focusWidget()
        if isinstance(focused, KeyButton):
            focused.click()
        elif step == 1:
            self._next_field()
        elif step == 2:
            self._keep_printer()
        elif step == 3 and not self.last.next_field():
            self._start()

    def _next_field(self) -> None:
        """Enter goes through the fields and sets up from the last one."""
        for edit in (self.event_code, self.stand, self.till):
            if not edit.text().strip():
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.focusWidget() in (self.event_code, self.stand, self.till, self.name):
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._set_up()

    def _refuse(self, error: PosError) -> None:
        self._say(sentence(error, self._language))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()

    def _set_up(self) -> None:
        self.trouble.hide()
        try:
            if self._shop is None:
                self._shop = self._make_till()
            report = self._import(self._shop)
        except PosError as error:
            self._refuse(error)
            return
        if report is not None and not report.stored:
            self.report.setText(self._problems(report))
            self.report.show()
            return
        self.show_printer(self._shop)

    def _make_till(self) -> Shop:
        edits = (self.event_code, self.stand, self.till)
        event, stand, till = (edit.text().strip().upper() for edit in edits)
        practice = self.practice.isChecked()
        asked = SetUp(event, stand, till, name=self.name.text(), training=practice)
        shop = set_up(self._folder, asked)
        shop.settings.set("language", self._language)
        for each in (*edits, self.name, self.practice):
            each.setEnabled(False)  # the till is made; what is left is its goods
        return shop

    def _import(self, shop: Shop) -> ImportReport | None:
        """The sheet, if one was named; it can be mended and tried again, or left empty."""
        path = self.sheet.text().strip()
        return catalogue.import_file(shop, Path(path)) if path else None

    def show_printer(self, shop: Shop) -> None:
        """The third step, for a till that is made."""
        from ui.printing.printer_card import PrinterCard

        self.printer = PrinterCard(shop, self._language)
        self._printer_place.addWidget(self.printer)
        self.pages.setCurrentIndex(2)
        self._focus_step()

    def _keep_printer(self) -> None:
        if self.printer is None or self.printer.keep():
            self._to_last()

    def _browse(self) -> None:
        chosen = ask_sheet(self, self.tr("Catalogue file"))
        if chosen:
            self.sheet.setText(chosen)

    def _problems(self, report: ImportReport) -> str:
        lines = [self.tr("Nothing was taken. Mend the file and try again:")]
        for problem in report.problems[:MOST_PROBLEMS]:
            row = self.tr("row {0}: ").format(problem.row) if problem.row else ""
            lines.append(f"• {row}{sentence(problem, self._language)}")
        more = len(report.problems) - MOST_PROBLEMS
        if more > 0:
            lines.append(self.tr("and {0} more").format(more))
        return "\n".join(lines)

    def _to_last(self) -> None:
        self.trouble.hide()
        self.pages.setCurrentIndex(3)
        self._focus_step()

    def _start(self) -> None:
        if self._shop is not None:
            self.last.set_up(self._shop)

    def _finish_unnamed(self) -> None:
        self._finish("")

    def _finish(self, who: str) -> None:
        if self._shop is not None:
            self.finished.emit(self._shop, who)
