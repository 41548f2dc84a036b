"""Keys for numbers beside a panel for cash, over the tiles that are of no use meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.session import Session
from ui.widgets.number_pad import NumberPad, is_pad_wanted

if TYPE_CHECKING:
    from ui.sell.pay_panel import PayPanel
    from ui.sell.split_panel import SplitPanel

GAP = 16  # pixels between the keys and the cash panel


class CashPad(QFrame):
    """Types into the box of a panel; it stands left of the panel and covers none of it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._panel: PayPanel | SplitPanel | None = None
        self._known: list[QWidget] = []
        self._beside: QWidget | None = None
        self.setObjectName("pad")
        self.pad = NumberPad(self)
        self.pad.entered.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.pad)
        self.hide()

    def show_for(self, panel: PayPanel | SplitPanel, beside: QWidget) -> None:
        """Show the keys for `panel`, at the left of `beside`."""
        if panel not in self._known:
            self._known.append(panel)
            panel.received.typed.connect(self._put_away)
        self._panel = panel
        self._beside = beside
        self.pad.attach(panel.received)
        self.adjustSize()
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Stand at the foot of the screen, left of the panel."""
        parent = self.parentWidget()
        if self._beside is not None and parent is not None:
            left = self._beside.mapTo(parent, QPoint(0, 0)).x() - GAP - self.width()
            self.move(max(0, left), parent.height() - self.height() - GAP)

    def _put_away(self) -> None:
        """Who types on the keyboard needs no keys on the screen, unless they are always wanted."""
        if not is_pad_wanted(self._session.shop.settings, by_pointer=False):
            self.hide()

    def _enter(self) -> None:
        if self._panel is not None:
            self._panel.take_received()
