"""The dialog of the numbers of visitors of each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.key_timing import Ticks
from ui.texts import long_day_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import NumberEdit
from ui.widgets.restyle import label

DIGITS = 7
COLUMNS = 2
MIN_ROWS = 7  # days in one column before a second begins


class VisitorsDialog(AskDialog):
    """Asks for a number for each day; an empty box means that nobody counted."""

    def __init__(
        self,
        days: Sequence[str],
        counted: Mapping[str, int],
        ticks: Ticks,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Visitors of each day"), self.tr("Save"))
        hint = self.tr("As counted at the gate; a day that nobody counted stays empty.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.edits: dict[str, NumberEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = max(MIN_ROWS, -(-len(days) // COLUMNS))
        for number, day in enumerate(days):
            column, row = divmod(number, rows)
            words = long_day_words(day, language)
            edit = self.edits[day] = NumberEdit(ticks, words, digits=DIGITS)
            edit.set_number(counted.get(day))
            grid.addWidget(label(words, "strong"), row, 2 * column)
            grid.addWidget(edit, row, 2 * column + 1)
        self.body.addLayout(grid)
        first = next((e for e in self.edits.values() if e.number is None), None)
        if self.edits:
            (first or next(iter(self.edits.values()))).setFocus()

    @property
    def visitors(self) -> dict[str, int | None]:
        """The numbers typed, by ISO date; None for a day that was not counted."""
        return {day: edit.number for day, edit in self.edits.items()}

    @classmethod
    def ask(
        cls,
        days: Sequence[str],
        counted: Mapping[str, int],
        ticks: Ticks,
        language: str,
        parent: QWidget,
    ) -> dict[str, int | None] | None:
        """Return the number of each day, or None if cancelled."""
        dialog = cls(days, counted, ticks, language, parent)
        return dialog.visitors if dialog.confirmed() else None
