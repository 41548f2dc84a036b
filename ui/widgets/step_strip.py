"""The steps of a short procedure: done ones ticked, the current one emphasised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.restyle import label, set_state


class StepStrip(QWidget):
    """Shows `✓ QRIS · 2 Count · 3 Hand over`: by sign and text, not by colour alone."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = list(words)
        self.labels = [label(kind="step") for _ in words]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in self.labels:
            row.addWidget(each)
        row.addStretch(1)

    def show_step(self, at: int) -> None:
        """Make step `at`, counted from 0, the current one."""
        for n, (each, words) in enumerate(zip(self.labels, self._words, strict=True)):
            each.setText(f"✓ {words}" if n < at else f"{n + 1}  {words}")
            set_state(each, "step", "done" if n < at else "now" if n == at else "next")
        self.setAccessibleName(self.labels[at].text())
