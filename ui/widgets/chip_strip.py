"""A row of buttons of which one is checked; an arrow scrolls to those that do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QWidget

HEIGHT = 44
ARROW = 44


class ChipStrip(QWidget):
    """Emits `chosen` with the value of the pressed button."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._strip = QWidget()
        self._row = QHBoxLayout(self._strip)
        self._area = QScrollArea()
        self._arrow = QPushButton("›", self)
        self._build()

    def _build(self) -> None:
        self._strip.setObjectName("page")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._area.setWidget(self._strip)
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(HEIGHT)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.horizontalScrollBar().rangeChanged.connect(self._show_arrow)
        self._arrow.setProperty("kind", "chip")
        self._arrow.setAccessibleName(self.tr("More categories"))
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.clicked.connect(self._scroll_on)
        self._arrow.hide()
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._area, 1)

    def show_choices(self, first: tuple[str, str], others: Sequence[str]) -> None:
        """Show `first` (value, text), which is checked, and `others`, each value its own text."""
        for chip in self.chips.values():
            self._group.removeButton(chip)
            chip.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        self.chips = {}
        for value, words in (first, *((other, other) for other in others)):
            self._add(value, words)
        self.chips[first[0]].setChecked(True)
        self._row.addStretch(1)

    def _add(self, value: str, words: str) -> None:
        chip = QPushButton(words.replace("&", "&&"))
        chip.setAccessibleName(words)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(partial(self.chosen.emit, value))
        chip.installEventFilter(self)
        chip.ensurePolished()
        chip.setMinimumWidth(max(HEIGHT, chip.sizeHint().width()))
        self._group.addButton(chip)
        self._row.addWidget(chip)
        self.chips[value] = chip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll a button into view when it gets the focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_arrow()

    def _show_arrow(self) -> None:
        """Show the arrow if needed, at a fixed place: a layout does not move it while resizing."""
        wanted = self._strip.minimumSizeHint().width() > self.width()
        self._outer.setContentsMargins(0, 0, ARROW + 6 if wanted else 0, 0)
        self._arrow.setGeometry(self.width() - ARROW, 0, ARROW, HEIGHT)
        self._arrow.setVisible(wanted)
        self._arrow.raise_()

    def _scroll_on(self) -> None:
        bar = self._area.horizontalScrollBar()
        at_end = bar.value() >= bar.maximum()
        bar.setValue(0 if at_end else bar.value() + self._area.width() // 2)
