"""Shows a list of goods: its columns, to be chosen, and what will become of each row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.errors import has_errors
from pos_app.messages import sentence
from pos_app.services.catalogue import sheet_columns
from pos_app.services.catalogue.import_export import ImportReport, RowOutcome, StockRule
from pos_app.sheets.goods import GoodsOptions, GoodsSheet
from pos_app.sheets.grid import Grid
from ui.products.column_choice import ColumnChoice, field_words
from ui.products.goods_doors import GoodsDoor
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.restyle import label

MOST_SHOWN = 1_000
FEW_ROWS, MORE_ROWS, SMALL_WINDOW = 2, 4, 700
LOW_LIST, HIGH_LIST = 96, 180  # pixels
# Problems whose answer is chosen in this dialog; the sentences name the options of the command.
CHOSEN_HERE = {
    "stock_kept",
    "column_missing",
    "column_unclear",
    "column_unsure",
    "sheet_head_unknown",
    "sheet_others_ignored",
}
# A problem that no choice of columns answers.
SIDE_BY_SIDE = "sheet_side_by_side"
Read = Callable[[str], Grid | None]


class ImportDialog(AskDialog):
    """Nothing is stored before the person accepts. Rows with errors are left out.

    `sheet` and `rule` are what was accepted; `read` reads another sheet of the workbook.
    """

    def __init__(
        self, door: GoodsDoor, grid: Grid, read: Read | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._grid = grid
        self._read = read
        self._choices = door.remembered(grid)
        self._is_chosen = False
        self.rule: StockRule = "keep"
        self.sheet: GoodsSheet | None = None
        self.report: ImportReport | None = None
        self.columns = ColumnChoice()
        self.sheets = QComboBox()
        self.maker = QComboBox()
        self.maker_label = label(self.tr("Goods without a maker are of"), "soft")
        self.counts = label(kind="strong", wrap=True)
        self.verdict = label(kind="hint", wrap=True)
        self.problems = QListWidget()
        self.buttons: dict[StockRule, QPushButton] = {}
        self._build()
        self._connect()
        self._show_columns()
        self.check()

    def _build(self) -> None:
        self.set_question(
            self.tr("Take goods from {0}").format(self._grid.file), self.tr("Take them")
        )
        self.body.setSpacing(8)
        self.sheets.setAccessibleName(self.tr("Sheet of the workbook"))
        self.sheets.addItems(list(self._grid.sheets))
        self.sheets.setCurrentText(self._grid.sheet)
        self.sheets.setVisible(len(self._grid.sheets) > 1)
        self.maker.setAccessibleName(self.maker_label.text())
        self.maker.addItem(self.tr("the stand itself ({0})").format(self._door.own), "")
        for maker in self._door.makers():
            if maker.code != self._door.own:
                self.maker.addItem(maker.name, maker.code)
        self.body.addWidget(self.columns)
        self.body.addLayout(button_row(self.sheets, self.maker_label, self.maker))
        self.body.addWidget(self.counts)
        self.body.addWidget(self.verdict)
        self.problems.setAccessibleName(self.tr("What becomes of each row"))
        self.problems.setMinimumHeight(LOW_LIST if self._is_small() else HIGH_LIST)
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.body.addWidget(self.problems, 1)
        words: dict[StockRule, str] = {
            "keep": self.tr("leave"),
            "set": self.tr("as in the sheet"),
            "add": self.tr("add the sheet's"),
        }
        self.buttons = choice_buttons(self, words, self._choose)
        self.buttons["keep"].setChecked(True)
        self._stock = label(self.tr("Stock of goods that are known already"), "soft", wrap=True)
        self.body.addLayout(button_row(self._stock, *self.buttons.values()))
        self.setMinimumWidth(760)

    def _connect(self) -> None:
        self.columns.chosen.connect(self._take_choices)
        self.maker.activated.connect(self.check)
        self.sheets.activated.connect(self._change_sheet)

    def _is_small(self) -> bool:
        window = self.parentWidget()
        return window is not None and window.height() < SMALL_WINDOW

    def _show_columns(self) -> None:
        found = sheet_columns.sheet_columns(self._grid, self._choices)
        self.columns.show_columns(found, FEW_ROWS if self._is_small() else MORE_ROWS)
        self._found = found
        order = [*self.columns.in_order(), self.sheets, self.maker]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _take_choices(self) -> None:
        self._is_chosen = True
        self._choices = sheet_columns.choices_of(self._found, self.columns.fields())
        self.check()

    def _change_sheet(self) -> None:
        """Read another sheet of the workbook."""
        grid = self._read(self.sheets.currentText()) if self._read else None
        if grid is None:
            self.sheets.setCurrentText(self._grid.sheet)
            return
        self._grid = grid
        self._choices = self._door.remembered(grid)
        self._is_chosen = False
        self._show_columns()
        self.check()

    def check(self) -> None:
        """Find out what would become of each row with the present choices."""
        maker = self.maker.currentData() or ""
        options = GoodsOptions(self._choices, maker if self._needs_maker() else "")
        self.sheet = self._door.check(self._grid, options)
        self._plan()

    def _needs_maker(self) -> bool:
        return "maker" not in self.columns.fields()

    def _choose(self, rule: StockRule, _checked: bool = False) -> None:
        self.rule = rule
        self.buttons[rule].setChecked(True)
        self._plan()
        self.ok.setFocus(Qt.FocusReason.OtherFocusReason)

    def _plan(self) -> None:
        if self.sheet is None:
            return
        self.report = self._door.plan(self.sheet, self.rule)
        self._show()
        if not self.columns.focus_first_asked():
            self.ok.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _good_rows(self) -> int:
        report = self.report
        return 0 if report is None else report.added + report.changed + report.unchanged

    def _show(self) -> None:
        report = self.report
        if report is None:
            return
        words = self.tr("{0} new  ·  {1} changed  ·  {2} as before  ·  {3} left out")
        self.counts.setText(
            words.format(report.added, report.changed, report.unchanged, report.skipped)
        )
        self.maker.setVisible(self._needs_maker())
        self.maker_label.setVisible(self._needs_maker())
        has_rule = "stock" in report.columns and report.added < self._good_rows
        self._stock.setVisible(has_rule)
        for button in self.buttons.values():
            button.setVisible(has_rule)
        self.verdict.setText(self._verdict(report))
        self.ok.setEnabled(bool(self._good_rows))
        faulty = has_errors(report.problems)
        self.ok.set_words(self.tr("Take the good rows") if faulty else self.tr("Take them"))
        self._list_rows(report)

    def _verdict(self, report: ImportReport) -> str:
        if any(each.code == SIDE_BY_SIDE for each in report.problems):
            return self.tr("Nothing in it can be taken. Mend the sheet.")
        if not self._good_rows:
            missing = [name for name in self._found.missing if name not in self.columns.fields()]
            names = ", ".join(field_words()[name] for name in missing)
            if missing:
                return self.tr("Choose which column is: {0}.").format(names)
            return self.tr("Nothing in it can be taken. Mend the sheet.")
        if has_errors(report.problems):
            return self.tr("Rows with an error are left out; better mend the sheet first.")
        if report.made_codes:
            return self.tr("Every row can be taken; %n of them get a code.", "", report.made_codes)
        return self.tr("Every row can be taken.")

    def _list_rows(self, report: ImportReport) -> None:
        """List the problems, and then what becomes of the other rows."""
        self.problems.clear()
        language = self._door.language
        problems = [each for each in report.problems if each.code not in CHOSEN_HERE]
        for problem in problems[:MOST_SHOWN]:
            sign = "✕" if problem.severity == "error" else "!"
            self.problems.addItem(f"{sign}  {sentence(problem, language)}")
        room = max(0, MOST_SHOWN - len(problems))
        self.problems.addItems([self._told(outcome) for outcome in report.outcomes[:room]])
        more = len(problems) + len(report.outcomes) - MOST_SHOWN
        if more > 0:
            self.problems.addItem(self.tr("… and %n more", "", more))
        self.problems.setVisible(self.problems.count() > 0)

    def _told(self, outcome: RowOutcome) -> str:
        product, before = outcome.product, outcome.before
        price = format_rupiah(product.price)
        if before is None:
            what = self.tr("new")
        elif not outcome.is_changed:
            what = self.tr("as before")
        else:
            what = self.tr("changed")
            if before.price != product.price:
                price = f"{format_rupiah(before.price)} → {price}"
        row = self.tr("Row {0}").format(outcome.row)
        return f"✓  {row} · {what} · {product.sku} · {product.name} · {price}"

    def problem(self) -> str:
        """Refuses a sheet without a good row; else the choice of columns is remembered."""
        if not self._good_rows:
            return self.verdict.text()
        if self._is_chosen:
            self._door.remember(self._grid, self._choices)
        return ""

    @classmethod
    def ask(
        cls, door: GoodsDoor, grid: Grid, read: Read | None = None, parent: QWidget | None = None
    ) -> tuple[GoodsSheet, StockRule] | None:
        """Asks which columns are meant and shows the result; None when cancelled.

        Args:
            door: Where the goods go.
            grid: The cells of the list.
            read: Reads another sheet of the same workbook.
            parent: The window.
        """
        dialog = cls(door, grid, read, parent)
        if not dialog.confirmed() or dialog.sheet is None:
            return None
        return dialog.sheet, dialog.rule
