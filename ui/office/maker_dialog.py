"""The dialog that maps a name typed at a till to a maker of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.widgets.ask_dialog import AskDialog
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

_CODE = Qt.ItemDataRole.UserRole


MIN_RATIO = 0.6  # similarity from 0 to 1 at which a name is proposed


class MakerDialog(AskDialog):
    """Asks for a maker of the plan and a reason; a similar name is preselected."""

    def __init__(
        self, called: str, makers: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Which maker of the plan is “{0}”?")
        self.set_question(heading.format(called), self.tr("Decide"))
        hint = self.tr(
            "What was sold under that name is then settled with the maker chosen, at the planned"
            " share where the till had none."
        )
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.makers = QListWidget()
        self.makers.setAccessibleName(self.tr("Makers of the plan"))
        for code, name in makers:
            item = QListWidgetItem(f"{name}  ({code})")
            item.setData(_CODE, code)
            self.makers.addItem(item)
        self.makers.setCurrentRow(_most_similar(called, [name for _, name in makers]))
        self.body.addWidget(self.makers)
        self.reasons = ReasonRow([self.tr("maker asked"), self.tr("by telephone")])
        self.body.addWidget(self.reasons)
        self.makers.setFocus()

    @property
    def maker(self) -> str:
        """The code of the chosen maker; empty for none."""
        chosen = self.makers.selectedItems()
        return str(chosen[0].data(_CODE)) if chosen else ""

    def problem(self) -> str:
        """Require a maker and a reason."""
        if not self.maker:
            return self.tr("Choose a maker.")
        return "" if self.reasons.reason else self.tr("Say why.")

    @classmethod
    def ask(
        cls, called: str, makers: Sequence[tuple[str, str]], parent: QWidget
    ) -> tuple[str, str] | None:
        """Return the maker's code and the reason, or None if cancelled."""
        dialog = cls(called, makers, parent)
        return (dialog.maker, dialog.reasons.reason) if dialog.confirmed() else None


def _most_similar(called: str, names: Sequence[str]) -> int:
    """Return the row of the most similar name; -1 if none is similar enough."""
    ratios = [SequenceMatcher(None, called.casefold(), name.casefold()).ratio() for name in names]
    best = max(range(len(ratios)), key=ratios.__getitem__, default=-1)
    return best if best >= 0 and ratios[best] >= MIN_RATIO else -1
