"""How far a merge is, and the way out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel


class MergeStrip(QFrame):
    """To be seen only while files are being checked."""

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
        self.bar.setRange(0, 0)  # how many files lie in a folder is known only at its end
        self.bar.setTextVisible(False)
        self.cancel.clicked.connect(self.stop)
        session.merging_changed.connect(self._changed)
        session.progressed.connect(self.tell)
        self._changed()

    def _changed(self) -> None:
        self.setVisible(self._session.merging is not None)
        self.cancel.setEnabled(True)
        self.words.setText(self.tr("Looking for day files…"))

    def tell(self, done: int, name: str) -> None:
        """`done` files are dealt with, and `name` is next."""
        words = self.tr("%n file(s) checked", "", done)
        self.words.setText(f"{words}  ·  {name}")
        self.setAccessibleName(words)

    def stop(self) -> None:
        """Stops before the next file."""
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("Stopping after this file…"))
        self._session.cancel_merge()
