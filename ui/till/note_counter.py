"""Fields for counting a drawer by denomination."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pos_app.domain.money import DENOMINATIONS, NOTES, Rupiah, group_digits
from ui.session import Session
from ui.widgets.number_edit import NumberEdit
from ui.widgets.restyle import label


class NoteCounter(QWidget):
    """Pieces by denomination, the largest first. Emits `changed` on every edit."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pieces: dict[int, NumberEdit] = {}
        self._sums: dict[int, QLabel] = {}
        self._build()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        for place, denomination in enumerate(DENOMINATIONS):
            kind = self.tr("notes of {0}") if denomination in NOTES else self.tr("coins of {0}")
            name = kind.format(group_digits(denomination))
            edit = NumberEdit(self._session.ticks, name, "pieces", 5)
            edit.setPlaceholderText("0")
            edit.setFixedWidth(88)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.textChanged.connect(self._update_sums)
            edit.scanned.connect(self._session.scanned)
            amount = label(kind="hint")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = label(group_digits(denomination), "strong")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            # The coins stand beside the notes: one column of targets is too tall for 600 pixels.
            beside, row = divmod(place, len(NOTES))
            for column, widget in enumerate((words, label("×", "hint"), edit, amount)):
                grid.addWidget(widget, row, column + beside * 5)
            self.pieces[denomination], self._sums[denomination] = edit, amount
        for column in (3, 8):
            grid.setColumnMinimumWidth(column, 90)
        grid.setColumnMinimumWidth(4, 16)
        grid.setColumnStretch(9, 1)
        grid.setRowStretch(len(NOTES), 1)

    def clear(self) -> None:
        """Empties all fields."""
        for edit in self.pieces.values():
            edit.clear()
        self._update_sums()

    def focus_first(self) -> None:
        """Gives the focus to the field of the largest note."""
        self.pieces[DENOMINATIONS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def counts(self) -> dict[int, int]:
        """Pieces by denomination in rupiah, without the empty fields."""
        numbers = {denomination: edit.number for denomination, edit in self.pieces.items()}
        return {denomination: n for denomination, n in numbers.items() if n is not None}

    @property
    def total(self) -> Rupiah | None:
        """The sum counted in rupiah; None while every field is empty."""
        counts = self.counts
        return sum(denomination * n for denomination, n in counts.items()) if counts else None

    def _update_sums(self) -> None:
        counts = self.counts
        for denomination, amount in self._sums.items():
            pieces = counts.get(denomination)
            amount.setText(group_digits(denomination * pieces) if pieces else "")
        self.changed.emit()
