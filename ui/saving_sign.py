"""The sign that something is on its way to a slow disk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.session import Session
from ui.widgets.restyle import label

BOTTOM = 28  # px from the window's lower edge


class SavingSign(QObject):
    """Shows "Saving…" over the foot of a window while `session` stores something slowly.

    It lies over the window instead of in its layout, so that nothing moves under a hand.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.sign: QLabel = label(self.tr("Saving…"), "toast")
        self.sign.setParent(window)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sign.hide()
        window.installEventFilter(self)
        session.saving.connect(self._show)

    def _show(self, is_late: bool) -> None:
        self._place()
        self.sign.setVisible(is_late)
        self.sign.raise_()

    def _place(self) -> None:
        self.sign.adjustSize()
        left = (self._window.width() - self.sign.width()) // 2
        self.sign.move(left, self._window.height() - self.sign.height() - BOTTOM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
