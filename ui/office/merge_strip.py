"""The progress of a merge, with the button that cancels it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from pos_app.services.office.file_intake import Step
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel


class MergeStrip(QFrame):
    """Visible only during a merge."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.words = ElidedLabel("strong")
        self.bar = QProgressBar()
        self.cancel = KeyButton(self.tr("Cancel"), "Esc", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self.words, 3)
        row.addWidget(self.bar, 2)
        row.addWidget(self.cancel)
        self.bar.setTextVisible(False)
        self.cancel.clicked.connect(self.stop)
        session.merging_changed.connect(self._changed)
        session.progressed.connect(self.show_progress)
        self._changed()

    def _changed(self) -> None:
        self.setVisible(self._session.merging is not None)
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)  # busy indicator: the number of files is not known yet
        self.words.setText(self.tr("Looking for day files…"))

    def show_progress(self, step: Step) -> None:
        """Show how many files are checked, or pictures looked at, and what is next."""
        if not self.cancel.isEnabled():
            return  # the text says that it is stopping
        if step.count is None:
            words = self.tr("%n file(s) checked", "", step.done)
            self.bar.setRange(0, 0)
        else:
            words = self._of(step).format(step.done, step.count)
            self.bar.setRange(0, step.count)
            self.bar.setValue(step.done)
        self.words.setText(f"{words}  ·  {step.name}")
        self.setAccessibleName(words)

    def _of(self, step: Step) -> str:
        if step.is_picture:
            return self.tr("{0} of {1} pictures looked at")
        return self.tr("{0} of {1} files checked")

    def stop(self) -> None:
        """Cancel the merge before its next file."""
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("Stopping after this file…"))
        self._session.cancel_merge()
