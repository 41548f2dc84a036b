"""First start: the language, the codes, the goods, the PIN and float. After it one can sell."""

from __future__ import annotations

from functools import partial
from pathlib import Path

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
        self.last = StartPage(language, ticks)
        self.trouble = label(kind="error", wrap=True)
        self.report = label(kind="hint", wrap=True)
        self._build()
        self.pages.setCurrentIndex(step)
        self._focus_step()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Set up the till"))
        frame, column = card(32, 16)
        frame.setMaximumSize(720, 560)
        built = (self._build_language(), self._build_codes(), self._build_goods())
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
        outer.setContentsMargins(24, 24, 24, 24)
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
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.practice)
        column.addStretch(1)
        self.next_codes = KeyButton(self.tr("Set up"), "Enter", "primary")
        self.next_codes.clicked.connect(self._set_up)
        column.addWidget(self.next_codes)
        return page

    def _build_goods(self) -> QWidget:
        page, column = self._page(
            "3 / 4",
            self.tr("What does the stand sell?"),
            self.tr(
                "Take the list of goods from a file (CSV, XLSX or ODS) with the columns sku, name,"
                " category, maker, price_rp, stock. It can be done later too."
            ),
        )
        row = QHBoxLayout()
        self.sheet.setAccessibleName(self.tr("Catalogue file"))
        self.sheet.setPlaceholderText(self.tr("Catalogue file"))
        browse = KeyButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row.addWidget(self.sheet, 1)
        row.addWidget(browse)
        column.addLayout(row)
        column.addWidget(self.report)
        column.addStretch(1)
        buttons = QHBoxLayout()
        self.skip = KeyButton(self.tr("Without goods for now"), "Esc")
        self.take = KeyButton(self.tr("Take the goods"), "Enter", "primary")
        self.skip.clicked.connect(self._to_last)
        self.take.clicked.connect(self._import)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.take, 1)
        column.addLayout(buttons)
        return page

    def _focus_step(self) -> None:
        step = self.pages.currentIndex()
        last = self.last.name
        first = (self.languages[self._language], self.event_code, self.sheet, last)[step]
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
            self._import()
        elif step == 3 and not self.last.next_field():
            self._start()

    def _next_field(self) -> None:
        """Enter goes through the fields and sets up from the last one."""
        for edit in (self.event_code, self.stand, self.till):
            if not edit.text().strip():
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._set_up()

    def _refuse(self, error: PosError) -> None:
        self._say(sentence(error, self._language))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()

    def _set_up(self) -> None:
        edits = (self.event_code, self.stand, self.till)
        event, stand, till = (edit.text().strip().upper() for edit in edits)
        practice = self.practice.isChecked()
        asked = SetUp(event, stand, till, name=self.name.text(), training=practice)
        try:
            self._shop = set_up(self._folder, asked)
            self._shop.settings.set("language", self._language)
        except PosError as error:
            self._refuse(error)
            return
        self.trouble.hide()
        self.pages.setCurrentIndex(2)
        self._focus_step()

    def _browse(self) -> None:
        chosen = ask_sheet(self, self.tr("Catalogue file"))
        if chosen:
            self.sheet.setText(chosen)

    def _import(self) -> None:
        path = self.sheet.text().strip()
        if self._shop is None or not path:
            self._to_last()
            return
        self.trouble.hide()
        try:
            report = catalogue.import_file(self._shop, Path(path))
        except PosError as error:
            self._refuse(error)
            return
        if report.stored:
            self._to_last()
        else:
            self.report.setText(self._problems(report))

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
