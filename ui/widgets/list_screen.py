"""A screen with a searchable list at the left and the details of the chosen row at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.event_errors import told_not_raised
from ui.key_tables import KeyTable, run_key_table
from ui.widgets.find_box import FindBox
from ui.widgets.restyle import label


class ListScreen(QWidget):
    """Search box over a list on a card; a second widget with the details beside it.

    A subclass creates its controls, arranges them with `_arrange`, names its keys in
    `keys` and overrides `refresh` to show what the search box asks for.
    """

    # Whether printable keys that nothing else handles are typed into the search box, and Esc
    # clears it. Otherwise these keys are passed on to the window.
    typing_searches = True
    keys: KeyTable = ()

    def __init__(
        self, box: FindBox, view: QAbstractItemView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = box
        self.empty_hint = label(kind="hint", wrap=True)
        self._view = view
        self._list_card = QFrame()
        self._details: QWidget | None = None
        self._details_width = (0.0, 0, 0)  # share of the screen; least and most pixels

    def _arrange(
        self, head: Sequence[QWidget | QLayout], details: QWidget, stretch: tuple[int, int] = (1, 0)
    ) -> QVBoxLayout:
        """Lays out the screen.

        Args:
            head: What stands over the list, from top to bottom.
            details: The widget at the right.
            stretch: How list and details share the width.

        Returns:
            The column of the list, for what a screen shows below it.
        """
        self._details = details
        self._list_card.setObjectName("card")
        column = QVBoxLayout(self._list_card)
        column.setContentsMargins(1, 16, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(8)
        for each in head:
            if isinstance(each, QWidget):
                top.addWidget(each)
            else:
                top.addLayout(each)
        column.addLayout(top)
        self.empty_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty_hint, 1)
        column.addWidget(self._view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(16)
        row.addWidget(self._list_card, stretch[0])
        row.addWidget(details, stretch[1])
        return column

    def refresh(self, _text: str = "") -> None:
        """Shows the rows that match the search box."""
        raise NotImplementedError

    def focus_box(self) -> None:
        """Gives the keyboard to the search box."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, shown: bool, empty_words: str) -> None:
        """Shows the list, or `empty_words` in its place when it has no rows."""
        self.empty_hint.setText(empty_words)
        self.empty_hint.setVisible(not shown)
        self._view.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share, least, most = self._details_width
        if self._details is not None and most:
            self._details.setFixedWidth(min(max(int(self.width() * share), least), most))

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.focus_box()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if run_key_table(event, self, self.keys):
            return
        if event.isAutoRepeat() or not self._type(event):
            event.ignore()

    def _type(self, event: QKeyEvent) -> bool:
        """Handles a key without an action; False passes it on to the window."""
        if not self.typing_searches:
            return False
        if event.text() and event.text().isprintable():
            self.focus_box()
            self.box.setText(self.box.text() + event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.box.clear()
            self.focus_box()
        else:
            return False
        return True
