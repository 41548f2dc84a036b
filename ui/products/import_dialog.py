"""Shows what importing a sheet would change, and every problem in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from pos_app.errors import has_errors
from pos_app.messages import sentence
from pos_app.services.catalogue.import_export import ImportReport, StockRule
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.restyle import label

MOST_SHOWN = 1_000
Preview = Callable[[StockRule], ImportReport | None]


class ImportDialog(AskDialog):
    """Nothing is stored before the person accepts. Rows with errors are left out."""

    def __init__(
        self, session: Session, file: str, preview: Preview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preview = preview
        self.rule: StockRule = "keep"
        self.report: ImportReport | None = None
        self.counts = label(kind="strong", wrap=True)
        self.verdict = label(kind="hint", wrap=True)
        self.problems = QListWidget()
        self.buttons: dict[StockRule, QPushButton] = {}
        self._build(file)
        self._choose("keep")

    def _build(self, file: str) -> None:
        self.set_question(self.tr("Take goods from {0}").format(file), self.tr("Take them"))
        self.body.addWidget(self.counts)
        self.body.addWidget(self.verdict)
        self.problems.setAccessibleName(self.tr("Problems in the sheet"))
        self.problems.setMinimumHeight(140)
        self.problems.setWordWrap(True)
        self.body.addWidget(self.problems, 1)
        self.body.addWidget(label(self.tr("Stock of goods that are known already"), "soft"))
        words: dict[StockRule, str] = {
            "keep": self.tr("leave"),
            "set": self.tr("as in the sheet"),
            "add": self.tr("add the sheet's"),
        }
        self.buttons = choice_buttons(self, words, self._choose)
        self.body.addLayout(button_row(*self.buttons.values()))
        self.setMinimumWidth(620)

    def _choose(self, rule: StockRule, _checked: bool = False) -> None:
        self.rule = rule
        self.buttons[rule].setChecked(True)
        self.report = self._preview(rule)
        self._show()
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
        faulty = has_errors(report.problems)
        if not self._good_rows:
            self.verdict.setText(self.tr("Nothing in it can be taken. Mend the sheet."))
        elif faulty:
            self.verdict.setText(
                self.tr("Rows with an error are left out; better mend the sheet first.")
            )
        else:
            self.verdict.setText(self.tr("Every row can be taken."))
        self.ok.setEnabled(bool(self._good_rows))
        self.ok.set_words(self.tr("Take the good rows") if faulty else self.tr("Take them"))
        self._list_problems(report)

    def _list_problems(self, report: ImportReport) -> None:
        self.problems.clear()
        language = self._session.language
        # The rule for the stock of known products is chosen in this dialog.
        problems = [each for each in report.problems if each.code != "stock_kept"]
        for problem in problems[:MOST_SHOWN]:
            sign = "✕" if problem.severity == "error" else "!"
            self.problems.addItem(f"{sign}  {sentence(problem, language)}")
        more = len(problems) - MOST_SHOWN
        if more > 0:
            self.problems.addItem(self.tr("… and %n more", "", more))
        self.problems.setVisible(bool(problems))

    def problem(self) -> str:
        """Refuses a sheet without a good row."""
        return "" if self._good_rows else self.tr("Nothing in it can be taken. Mend the sheet.")

    @classmethod
    def ask(
        cls, session: Session, file: str, preview: Preview, parent: QWidget | None = None
    ) -> StockRule | None:
        """Asks how the sheet changes the stock of known products; None when cancelled.

        Args:
            session: The shop.
            file: The name of the file, to be shown.
            preview: Imports the sheet by a rule without storing anything.
            parent: The window.
        """
        dialog = cls(session, file, preview, parent)
        return dialog.rule if dialog.confirmed() else None
