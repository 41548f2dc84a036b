"""The office's home: the headline, every till and day, and beside them charts or an opened cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app.services.office.desk import DeskView
from ui.office.call_list import CallList
from ui.office.grid_view import GridView
from ui.office.headline import Headline
from ui.office.office_session import OfficeSession
from ui.office.side_charts import SideCharts
from ui.office.side_panel import SidePanel
from ui.office.till_day_words import LEGEND, SIGNS, colors, state_words
from ui.widgets.restyle import card, label


class GridPage(QWidget):
    """Shows the session's view, whenever it changes."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        theme, language = session.theme, session.language
        self.headline = Headline(theme, language)
        self.grid = GridView(theme, language)
        self.charts = SideCharts(theme, language)
        self.panel = SidePanel(session)
        self.calls = CallList(session)
        self.hint = _build_hint(
            self.tr(
                "No file yet. Drag files or folders from a stick or a chat anywhere into this"
                " window."
            )
        )
        self.side = QStackedWidget()
        self.legend = label(self._legend(), "soft", wrap=True)
        self._build()
        self.grid.opened.connect(self.open_cell)
        self.grid.moved.connect(self._follow)
        self.panel.closed.connect(self.close_cell)
        self.calls.closed.connect(self.close_cell)
        self.headline.calls.clicked.connect(self.show_calls)
        session.view_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.headline)
        left.addWidget(self._build_grid(), 1)
        row.addLayout(left, 5)
        for page in (self.charts, self.panel, self.calls, self.hint):
            self.side.addWidget(page)
        # In a low window with a merge on its way the charts give way, and never the window grows.
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        row.addWidget(self.side, 3)

    def _build_grid(self) -> QFrame:
        frame, column = card(12, 6)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Tills × days"), "strong"), 0, Qt.AlignmentFlag.AlignTop)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.legend, 1)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        return frame

    def _legend(self) -> str:
        """Every sign with its word, in its colour."""
        parts = []
        for state in LEGEND:
            ink = colors(state, self._session.theme).ink.name()
            words = f"{SIGNS[state]}&nbsp;{state_words(state).replace(' ', '&nbsp;')}"
            parts.append(f'<span style="color:{ink}">{words}</span>')
        return " &nbsp; ".join(parts)

    def refresh(self) -> None:
        """Everything as the book says it now."""
        view = self._session.view
        if view is None:
            return
        self.headline.show_view(view)
        self.grid.show_grid(view.grid)
        self.charts.show_view(view)
        self.calls.show_view(view)
        if self.is_open:
            self._show(view)
        elif self.side.currentWidget() is not self.calls:
            self.side.setCurrentWidget(self._resting)

    @property
    def _resting(self) -> QWidget:
        """What stands beside the grid while nothing is opened."""
        view = self._session.view
        has_files = view is not None and any(s.files for s in view.grid.statuses.values())
        return self.charts if has_files else self.hint

    def show_calls(self) -> None:
        """Whom to phone for what is missing."""
        self.side.setCurrentWidget(self.calls)
        self.calls.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether a cell is opened beside the grid."""
        return self.side.currentWidget() is self.panel

    def open_cell(self, row: int, column: int) -> None:
        """The cell's files, troubles and telephone beside the grid."""
        self.grid.go_to(row, column)
        self.side.setCurrentWidget(self.panel)
        if self._session.view is not None:
            self._show(self._session.view)

    def _show(self, view: DeskView) -> None:
        index = self.grid.currentIndex()
        if not index.isValid():
            self.close_cell()
            return
        place, day = self.grid.grid.place(index.row()), self.grid.grid.day(index.column())
        self.panel.show_till_day(view.status.plan.name, place, day, view.grid.status(place, day))

    def _follow(self, _row: int, _column: int) -> None:
        if self.is_open and self._session.view is not None:
            self._show(self._session.view)

    def close_cell(self) -> None:
        """The charts again."""
        self.side.setCurrentWidget(self._resting)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_home(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        beside = self.side.currentWidget()
        if event.key() == Qt.Key.Key_Escape and beside in (self.panel, self.calls):
            self.close_cell()
        elif event.key() == Qt.Key.Key_F7 and beside is self.panel:
            self.panel.copy_message()
        elif event.key() == Qt.Key.Key_F7 and beside is self.calls:
            self.calls.copy_all()
        elif event.key() == Qt.Key.Key_F5 and self.headline.calls.isVisible():
            self.show_calls()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.headline.be_low(event.size().height() < 560)
        super().resizeEvent(event)


def _build_hint(words: str) -> QFrame:
    frame, column = card(28, 12)
    column.addStretch(1)
    said = label(words, "heading", wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(said)
    column.addStretch(1)
    return frame
