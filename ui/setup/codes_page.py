"""First start with typed codes and a catalogue sheet; or with a stand pack that has them all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.catalogue import import_export
from pos_app.services.catalogue.import_export import ImportReport
from pos_app.services.shop.folder_kind import place_problems
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop
from pos_app.sheets.goods import GoodsOptions, is_own_sheet
from pos_app.sheets.grid import Grid
from ui.off_thread import off_thread
from ui.setup.pack_page import PackStrip
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_open
from ui.widgets.restyle import label
from ui.widgets.sheet_files import SHEETS

MOST_PROBLEMS = 6


def ask_sheet(parent: QWidget, title: str) -> str:
    """Ask for a catalogue file; return its path, or an empty text."""
    return str(ask_open(parent, title, SHEETS) or "")


class CodesPage(QWidget):
    """Emits `tried` before each attempt, then `made` (opened shop) or `refused` (PosError)."""

    made = Signal(object)
    tried = Signal()
    refused = Signal(object)

    def __init__(self, folder: Path, language: LanguageCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._language: LanguageCode = language
        self.shop: Shop | None = None
        self.packs = PackStrip()
        self.event_code, self.stand, self.till, self.name = (QLineEdit() for _ in range(4))
        self.practice = QCheckBox(self.tr("Practice: sales are marked and never counted"))
        self.sheet = QLineEdit()
        self.paste = KeyButton(self.tr("Paste"))
        self._copied: bytes | None = None  # rows of a spreadsheet, instead of a file
        self.report = label(kind="hint", wrap=True)
        self.place = label(kind="error", wrap=True)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.packs)
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
        column.addWidget(self.place)
        found = place_problems(self._folder)
        self.place.setText("\n".join(sentence(each, self._language) for each in found))
        self.place.setVisible(bool(found))
        column.addStretch(1)
        self.next_codes = KeyButton(self.tr("Set up"), "Enter", "primary")
        self.next_codes.clicked.connect(self.set_up)
        column.addWidget(self.next_codes)

    def _build_sheet(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sheet.setAccessibleName(self.tr("Catalogue file"))
        self.sheet.setPlaceholderText(self.tr("CSV, XLSX or ODS; may stay empty"))
        browse = KeyButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        self.paste.clicked.connect(self.paste_goods)
        self.sheet.textEdited.connect(self._forget_copied)
        row.addWidget(self.sheet, 1)
        row.addWidget(browse)
        row.addWidget(self.paste)
        return row

    def next_field(self) -> None:
        """Move the focus to the next empty box; from the last one, set up the till."""
        for edit in (self.event_code, self.stand, self.till):
            if not edit.text().strip():
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.focusWidget() in (self.event_code, self.stand, self.till, self.name):
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.set_up()

    def set_up(self) -> None:
        """Make the till, once, and import the sheet; a refused sheet can be tried again."""
        self.tried.emit()
        try:
            if self.shop is None:
                self.shop = self._make_till()
            report = self._import(self.shop)
        except PosError as error:
            self.refused.emit(error)
            return
        if report is not None and not report.stored:
            self.report.setText(self._problems(report))
            self.report.show()
            return
        self.made.emit(self.shop)

    def _make_till(self) -> Shop:
        edits = (self.event_code, self.stand, self.till)
        event, stand, till = (edit.text().strip().upper() for edit in edits)
        practice = self.practice.isChecked()
        asked = TillSetup(event, stand, till, name=self.name.text(), training=practice)
        shop = set_up(self._folder, asked)
        shop.settings.set("language", self._language)
        for each in (*edits, self.name, self.practice):
            each.setEnabled(False)  # the till is made; only the sheet can still change
        self.packs.hide()
        return shop

    def _import(self, shop: Shop) -> ImportReport | None:
        """Import the sheet if there is one; None without one, or where it was put off.

        A sheet in our own form, as the office hands out, is taken as it is. Of any other list the
        columns are shown first, as on the products screen.
        """
        if not self.sheet.text().strip():
            return None
        grid = self._read()
        if grid.is_refused or is_own_sheet(grid, GoodsOptions()):
            sheet = off_thread(lambda: import_export.check_goods(shop, grid))
            return import_export.import_goods(shop, sheet)
        from ui.products.goods_doors import FirstStartDoor
        from ui.products.import_dialog import ImportDialog

        door = FirstStartDoor(shop, self._language)
        accepted = ImportDialog.ask(door, grid, self._read_again, self.window())
        if accepted is None:
            return ImportReport()
        taken, rule = accepted
        return import_export.import_goods(shop, taken, skip_bad=True, stock=rule)

    def _read(self, sheet: str = "") -> Grid:
        """Read the copied rows, or the file. Raises PosError."""
        copied, path = self._copied, Path(self.sheet.text().strip())
        if copied is not None:
            name = self.sheet.text()
            return off_thread(lambda: import_export.grid_of_text(copied, name))
        return off_thread(lambda: import_export.read_goods(path, sheet))

    def _read_again(self, sheet: str) -> Grid | None:
        """Read another sheet of the workbook; None where that fails."""
        try:
            return self._read(sheet)
        except PosError:
            return None

    def _browse(self) -> None:
        chosen = ask_sheet(self, self.tr("Catalogue file"))
        if chosen:
            self._copied = None
            self.sheet.setText(chosen)

    def paste_goods(self) -> None:
        """Take rows that were copied from a spreadsheet, to be imported with the set-up."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._copied = text.encode("utf-8", "replace")
            self.sheet.setText(self.tr("the copied rows"))

    def _forget_copied(self) -> None:
        self._copied = None

    def _problems(self, report: ImportReport) -> str:
        if not report.problems:
            return self.tr(
                "No goods were taken yet. Press Enter to look at the list again, or empty the box"
                " to go on without goods."
            )
        lines = [self.tr("Nothing was taken. Mend the file and try again:")]
        for problem in report.problems[:MOST_PROBLEMS]:
            row = self.tr("row {0}: ").format(problem.row) if problem.row else ""
            lines.append(f"• {row}{sentence(problem, self._language)}")
        more = len(report.problems) - MOST_PROBLEMS
        if more > 0:
            lines.append(self.tr("and {0} more").format(more))
        return "\n".join(lines)
