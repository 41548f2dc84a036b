"""The dialog that asks for a reason before an action that has to be explained later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.ask_dialog import AskDialog
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label


class ReasonDialog(AskDialog):
    """A heading, buttons of the usual reasons, and a box for another one."""

    def __init__(
        self,
        heading: str,
        yes: str,
        reasons: Sequence[str],
        parent: QWidget | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.set_question(heading, yes)
        if hint:
            self.body.addWidget(label(hint, "hint", wrap=True))
        self.reasons = ReasonRow(reasons)
        self.body.addWidget(self.reasons)
        self.reasons.edit.setFocus()

    def problem(self) -> str:
        """Require a reason."""
        return "" if self.reasons.reason else self.tr("Say why.")

    @classmethod
    def ask(
        cls,
        heading: str,
        yes: str,
        reasons: Sequence[str],
        parent: QWidget | None = None,
        hint: str = "",
    ) -> str | None:
        """Return the reason, or None if cancelled."""
        dialog = cls(heading, yes, reasons, parent, hint)
        return dialog.reasons.reason if dialog.confirmed() else None
