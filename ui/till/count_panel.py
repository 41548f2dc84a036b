"""Closing: the drawer is counted blind, note by note; only then is the difference shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import (
    DENOMINATIONS,
    NOTES,
    Rupiah,
    format_rupiah,
    group_digits,
)
from pos_app.services import tills
from ui import permit
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit, NumberEdit
from ui.widgets.polish import label, rule


class CountPanel(QFrame):
    """Pieces by denomination, or the sum alone. Emits `closed` with the day that was closed."""

    closed = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self.pieces: dict[int, NumberEdit] = {}
        self._sums: dict[int, QLabel] = {}
        self.total = FitLabel(44)
        self.whole = MoneyEdit(session.ticks, self.tr("The sum, if you counted it already"))
        self.reason = QLineEdit()
        self.witness = QLineEdit()
        self.back = KeyButton(self.tr("Back"), "Esc")
        self.close_day = KeyButton(self.tr("Close the till"), "Ctrl+Enter", "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Count the drawer"), "title"))
        halves = QHBoxLayout()
        halves.setSpacing(32)
        halves.addLayout(self._build_grid(), 3)
        halves.addLayout(self._build_side(), 2)
        column.addLayout(halves, 1)

    def _build_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for row, denomination in enumerate(DENOMINATIONS):
            kind = self.tr("notes of {0}") if denomination in NOTES else self.tr("coins of {0}")
            name = kind.format(group_digits(denomination))
            edit = NumberEdit(self._session.ticks, name, "pieces", 5)
            edit.setPlaceholderText("0")
            edit.setFixedWidth(88)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            amount = label(kind="hint")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = label(group_digits(denomination), "strong")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((words, label("×", "hint"), edit, amount)):
                grid.addWidget(widget, row, column)
            self.pieces[denomination], self._sums[denomination] = edit, amount
        grid.setColumnMinimumWidth(3, 110)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(len(DENOMINATIONS), 1)
        return grid

    def _build_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        words = self.tr("Type how many of each lie in the drawer. Every count is accepted.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addWidget(label(self.tr("Counted"), "soft"))
        side.addWidget(self.total)
        side.addWidget(rule())
        side.addWidget(label(self.tr("Or only the sum"), "soft"))
        side.addWidget(self.whole)
        side.addWidget(label(self.tr("A note for the lead, if you know of a difference"), "soft"))
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(self.tr("Note on the count"))
        side.addWidget(self.reason)
        side.addWidget(label(self.tr("Second person who counted along"), "soft"))
        self.witness.setMaxLength(12)
        self.witness.setAccessibleName(self.tr("Code of the second person"))
        self.witness.setPlaceholderText(self.tr("their code; may stay empty"))
        side.addWidget(self.witness)
        side.addStretch(1)
        side.addWidget(self.close_day)
        side.addWidget(self.back)
        return side

    def _connect(self) -> None:
        for edit in self.pieces.values():
            edit.textChanged.connect(self._add_up)
            edit.scanned.connect(self._session.scanned)
        self.whole.textChanged.connect(self._add_up)
        self.whole.scanned.connect(self._session.scanned)
        self.back.clicked.connect(self.left)
        self.close_day.clicked.connect(self._close)

    def start(self) -> None:
        """An empty count, the largest note first."""
        for edit in (*self.pieces.values(), self.whole, self.reason, self.witness):
            edit.clear()
        self._add_up()
        self.pieces[DENOMINATIONS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> dict[int, int]:
        """Pieces by denomination, without those that were left empty."""
        numbers = {denomination: edit.number for denomination, edit in self.pieces.items()}
        return {denomination: n for denomination, n in numbers.items() if n is not None}

    def _counted(self) -> Rupiah | None:
        counts = self.counts()
        if counts:
            return sum(denomination * n for denomination, n in counts.items())
        return self.whole.amount

    def _add_up(self) -> None:
        counts = self.counts()
        for denomination, amount in self._sums.items():
            pieces = counts.get(denomination)
            amount.setText(group_digits(denomination * pieces) if pieces else "")
        self.whole.setEnabled(not counts)
        self.total.setText(format_rupiah(self._counted() or 0))
        self.close_day.setEnabled(self._counted() is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self._enter(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
            else:
                self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Enter goes on to the next box; only Ctrl+Enter, or Enter on the button, closes."""
        if event.isAutoRepeat():
            return
        focused = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._close()
        elif isinstance(focused, KeyButton):
            focused.click()
        else:
            self.focusNextChild()

    def _close(self) -> None:
        if not self.close_day.isEnabled():
            return
        if permit.ask_lead(self._session, self.tr("Close the till"), self.window()) is None:
            return
        self.close_day.setEnabled(False)
        session, pieces = self._session, self.counts()
        counted, reason = self._counted(), self.reason.text()
        code = self.witness.text().strip().upper()
        witness = tills.Witness(code) if code else None
        closed = session.attempt(
            lambda: tills.close_till(
                session.shop,
                counted=counted,
                pieces=pieces or None,
                reason=reason,
                cashier=session.who,
                witness=witness,
            )
        )
        self.close_day.setEnabled(True)
        if closed is not None:
            session.refresh()
            self.closed.emit(closed)
