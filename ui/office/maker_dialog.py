"""Which maker of the plan is meant by a name that some till typed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.widgets.ask_dialog import AskDialog
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

_CODE = Qt.ItemDataRole.UserRole


LIKE = 0.6  # of 1: a name so much like another is proposed


class MakerDialog(AskDialog):
    """The makers of the plan, and why it is that one."""

    def __init__(
        self, called: str, makers: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Which maker of the plan is “{0}”?")
        self.set_question(heading.format(called), self.tr("Decide"))
        hint = self.tr("What was sold under that name is then settled with the maker chosen.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.makers = QListWidget()
        self.makers.setAccessibleName(self.tr("Makers of the plan"))
        for code, name in makers:
            item = QListWidgetItem(f"{name}  ({code})")
            item.setData(_CODE, code)
            self.makers.addItem(item)
        self.makers.setCurrentRow(_likeliest(called, [name for _, name in makers]))
        self.body.addWidget(self.makers)
        self.reasons = ReasonRow([self.tr("maker asked"), self.tr("by telephone")])
        self.body.addWidget(self.reasons)
        self.makers.setFocus()

    @property
    def maker(self) -> str:
        """The code of the maker chosen; empty for none."""
        chosen = self.makers.selectedItems()
        return str(chosen[0].data(_CODE)) if chosen else ""

    def problem(self) -> str:
        if not self.maker:
            return self.tr("Choose a maker.")
        return "" if self.reasons.reason else self.tr("Say why.")

    @classmethod
    def ask(
        cls, called: str, makers: Sequence[tuple[str, str]], parent: QWidget
    ) -> tuple[str, str] | None:
        """The maker's code and the reason, or None."""
        dialog = cls(called, makers, parent)
        return (dialog.maker, dialog.reasons.reason) if dialog.confirmed() else None


def _likeliest(called: str, names: Sequence[str]) -> int:
    """The row of the name that was most likely meant; -1 where none is much like it."""
    like = [SequenceMatcher(None, called.casefold(), name.casefold()).ratio() for name in names]
    best = max(range(len(like)), key=like.__getitem__, default=-1)
    return best if best >= 0 and like[best] >= LIKE else -1
