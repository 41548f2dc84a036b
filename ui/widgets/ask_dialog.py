"""The base of the small dialogs: a heading, a body, a button to confirm and one to cancel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit, NumberEdit
from ui.widgets.restyle import label
from ui.widgets.take_back_keys import TakeBackKeys

if TYPE_CHECKING:
    from pos_app.services.shop.settings import Settings
    from ui.widgets.number_pad import NumberPad

WIDTH_WITH_PAD, GAP = 620, 12  # pixels


class AskedFrom(NamedTuple):
    """The window over which a dialog is shown, and how it was asked for.

    With keys for numbers the dialog stands to the left of `beside`, which shows what is being
    changed. `by_pointer` is whether a touch or click asked for it.
    """

    window: QWidget | None
    beside: QWidget | None = None
    by_pointer: bool = False


class AskDialog(FittingDialog):
    """Enter confirms unless `problem` returns a text; Esc cancels.

    A subclass puts its controls into `body`, and checks them in `problem`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(kind="heading", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.error_label = label(kind="error", wrap=True)
        self.pad: NumberPad | None = None
        self.ok = KeyButton("", "Enter", "primary")
        self.cancel = KeyButton(self.tr("Never mind"), "Esc")
        self._beside: QWidget | None = None
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(24, 24, 24, 24)
        self._sides.setSpacing(20)
        column = self._column = QVBoxLayout()
        column.setSpacing(12)
        self._sides.addLayout(column, 1)
        column.addWidget(self.heading)
        column.addLayout(self.body)
        column.addWidget(self.error_label)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel)
        row.addWidget(self.ok, 1)
        column.addLayout(row)
        self.error_label.hide()
        self.setMinimumWidth(440)
        TakeBackKeys(self)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.try_to_accept)

    def fixed_buttons(self) -> list[QPushButton]:
        return [self.cancel, self.ok]

    def let_body_grow(self) -> None:
        """Give the body the room of a dialog that is higher than it needs to be."""
        self._column.setStretchFactor(self.body, 100)

    def set_question(self, heading: str, yes: str) -> None:
        """Set the heading, and the text of the button that confirms."""
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.ok.set_words(yes)

    def offer_pad(self, settings: Settings, edit: NumberEdit, asked: AskedFrom) -> None:
        """Show keys for numbers at the right of `edit` where they are wanted, or at its touch."""
        self._beside = asked.beside
        edit.pointed.connect(partial(self._show_pad, settings, edit, by_pointer=True))
        self._show_pad(settings, edit, by_pointer=asked.by_pointer)

    def _show_pad(self, settings: Settings, edit: NumberEdit, *, by_pointer: bool) -> None:
        from ui.widgets.number_pad import NumberPad, is_pad_wanted  # on first use

        if self.pad is not None or not is_pad_wanted(settings, by_pointer):
            return
        self.pad = NumberPad(self)
        self.pad.attach(edit)
        self.pad.entered.connect(self.try_to_accept)
        self.pad.set_words(self.ok.text())
        self.ok.hide()  # the same words are on the largest of the keys
        self._sides.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignBottom)
        self.setMinimumWidth(WIDTH_WITH_PAD)
        self.pad.show()
        self.pad_shown()
        self.adjustSize()
        self._step_aside()

    def pad_shown(self) -> None:
        """Add what a dialog offers beside the keys for numbers; called once."""

    def _step_aside(self) -> None:
        """With keys for numbers, leave what is being changed in sight."""
        window = self.parentWidget()
        if self.pad is None or self._beside is None or window is None:
            return
        corner = window.mapToGlobal(QPoint(0, 0))
        left = self._beside.mapToGlobal(QPoint(0, 0)).x() - self.width() - GAP
        top = corner.y() + max(0, (window.height() - self.height()) // 2)
        self.move(max(corner.x(), left), top)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._step_aside()

    def problem(self) -> str:
        """Return why the input cannot be accepted yet; an empty text if it can."""
        return ""

    def try_to_accept(self) -> None:
        """Close as confirmed, or show what is wrong with the input."""
        if not all(edit.complain() for edit in self.findChildren(MoneyEdit)):
            return
        wrong = self.problem()
        self.error_label.setText(wrong)
        self.error_label.setVisible(bool(wrong))
        if wrong:
            self.make_room()
        else:
            self.accept()

    def confirmed(self) -> bool:
        """Show the dialog until it is closed; return whether it was confirmed."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return accepted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused is not self.ok:
            focused.click()
        else:
            self.try_to_accept()
