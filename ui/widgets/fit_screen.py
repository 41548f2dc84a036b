"""Makes every window and dialog fit its screen: what finds no room scrolls, its buttons do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import screen_room
from ui.widgets.guide_key import GuidedDialog

Buttons = Callable[[], list[QPushButton]]
GAP = 8  # pixels


class FittingDialog(GuidedDialog):
    """A dialog that is never larger than its screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fit_screen(self, self.fixed_buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Give wrapped sentences their height, so that nothing beside them is squeezed."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            most = screen_room.room_for(self).height()
            height = min(layout.totalMinimumHeightForWidth(self.width()), most)
            self.resize(self.width(), max(self.height(), height))
        super().showEvent(event)

    def make_room(self) -> None:
        """Grow for a sentence that was shown just now, so that it covers nothing."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        layout.activate()
        most = screen_room.room_for(self).height()
        height = min(layout.totalHeightForWidth(self.width()), most)
        self.resize(self.width(), max(self.height(), height))

    def fixed_buttons(self) -> list[QPushButton]:
        """Return the buttons that stay in sight where the rest has to scroll."""
        return last_buttons(self.layout())


def fit_screen(window: QWidget, fixed_buttons: Buttons | None = None) -> None:
    """Keep `window` inside its screen from now on, frame counted.

    Where its contents need more than there is they scroll; `fixed_buttons` stay below them.
    """
    _Fitter(window, fixed_buttons)


class _Fitter(QObject):
    """Looks at its window when it is shown, and when its contents ask for another size."""

    def __init__(self, window: QWidget, fixed_buttons: Buttons | None) -> None:
        super().__init__(window)
        self._window = window
        self._fixed_buttons = fixed_buttons
        self._scrolls = False
        self._busy = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        asked = event.type() == QEvent.Type.LayoutRequest and self._window.isVisible()
        if (shown or asked) and self._window.isWindow() and not self._busy:
            self._busy = True
            self._fit(is_placed=asked or not self._is_put_over_its_parent())
            self._busy = False
        return False

    def _is_put_over_its_parent(self) -> bool:
        """Whether Qt will place the window: a dialog that nobody moved, in its own `showEvent`."""
        moved = self._window.testAttribute(Qt.WidgetAttribute.WA_Moved)
        return isinstance(self._window, QDialog) and not moved

    def _fit(self, *, is_placed: bool) -> None:
        window = self._window
        room = screen_room.room_for(window).size()
        if not self._scrolls and _outgrows(needed_size(window, room.width()), room):
            self._scrolls = True
            buttons = [] if self._fixed_buttons is None else self._fixed_buttons()
            _let_scroll(window, buttons, room.width())
        least = window.minimumSize()
        if _outgrows(least, room):
            window.setMinimumSize(least.boundedTo(room))
        if is_placed:
            screen_room.keep_inside(window)
        else:  # moving it here would keep Qt from placing it
            window.resize(window.size().boundedTo(room))
            QTimer.singleShot(0, window, partial(screen_room.keep_inside, window))


def _outgrows(size: QSize, room: QSize) -> bool:
    return size.width() > room.width() or size.height() > room.height()


def needed_size(window: QWidget, most_width: int) -> QSize:
    """Return the least size in which `window` shows everything, not wider than `most_width`.

    It is wider only if it cannot be so narrow; lines that are broken make it higher.
    """
    layout = window.layout()
    least = window.minimumSize()
    if layout is None:
        return least
    least = least.expandedTo(layout.totalMinimumSize())
    if layout.hasHeightForWidth():
        width = max(layout.totalMinimumSize().width(), min(window.width(), most_width))
        return QSize(least.width(), layout.totalMinimumHeightForWidth(width))
    return least


def last_buttons(layout: QLayout | None) -> list[QPushButton]:
    """Return the buttons at the end of a window: its last rows, or those of its last column."""
    if not isinstance(layout, QBoxLayout) or not layout.count():
        return []
    items = list(_items_of(layout))
    last = items[-1].layout()
    if isinstance(layout, QHBoxLayout):
        return _row_of_buttons(layout) or last_buttons(last)
    found: list[QPushButton] = []
    for item in reversed(items):
        row = _buttons_in(item)
        if row is None:
            break
        found = row + found
    return found or last_buttons(last)


def _buttons_in(item: QLayoutItem) -> list[QPushButton] | None:
    """Return the buttons of a row that has nothing else to be used; None for another item."""
    widget, layout = item.widget(), item.layout()
    if isinstance(widget, QPushButton):
        return [widget]
    if isinstance(layout, QHBoxLayout):
        return _row_of_buttons(layout) or None
    return None if widget is not None or layout is not None else []


def _row_of_buttons(layout: QHBoxLayout) -> list[QPushButton]:
    widgets = list(_widgets_in(layout))
    if all(isinstance(each, QPushButton | QLabel) for each in widgets):
        return [each for each in widgets if isinstance(each, QPushButton)]
    return []


def _widgets_in(layout: QLayout) -> Iterator[QWidget | None]:
    for item in _items_of(layout):
        if item.spacerItem() is None:
            yield item.widget()


def _items_of(layout: QLayout) -> Iterator[QLayoutItem]:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if item is not None:
            yield item


class _ScrollingContents(QScrollArea):
    """The contents of a window that is too small for them; what has the focus is in sight."""

    def __init__(self, contents: QWidget) -> None:
        super().__init__()
        contents.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(contents)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.ensureWidgetVisible(new)


def _let_scroll(window: QWidget, buttons: list[QPushButton], width: int) -> None:
    """Put the contents of `window` into a scroll area, and `buttons` below it."""
    layout, focused = window.layout(), window.focusWidget()
    if layout is None:
        return
    shown = [each for each in _children(window) if not each.isHidden()]
    contents = QWidget()
    contents.setLayout(layout)
    area = _ScrollingContents(contents)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(area, 1)
    for row in _rows(buttons, width - 2 * GAP):
        line = QHBoxLayout()
        line.setContentsMargins(GAP, GAP, GAP, 0)
        for button in row:
            line.addWidget(button, 1)
        column.addLayout(line)
    if buttons:
        column.addSpacing(GAP)
    column.activate()
    area.lower()  # what floats over the contents still does
    for each in (area, contents, *shown):
        each.show()
    if focused is not None:
        focused.setFocus()


def _children(window: QWidget) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [each for each in window.findChildren(QWidget, options=direct) if not each.isWindow()]


def _rows(buttons: list[QPushButton], width: int) -> list[list[QPushButton]]:
    """Return the buttons in as few rows as fit into `width` pixels."""
    rows: list[list[QPushButton]] = []
    taken = 0
    for button in buttons:
        needed = button.sizeHint().width() + GAP
        if not rows or (not button.isHidden() and taken + needed > width):
            rows.append([])
            taken = 0
        rows[-1].append(button)
        taken += 0 if button.isHidden() else needed
    return rows
