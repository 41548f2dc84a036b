"""The overview page: headline, grid of till-days, and beside them charts or an open till-day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app.services.office.book_view import (
    BookView,
    StandTill,
    TillDayState,
    TillReview,
    transfers_of_till,
    trouble_first,
)
from ui.office.call_list import CallList
from ui.office.grid_view import GridView
from ui.office.headline import Headline
from ui.office.office_session import OfficeSession
from ui.office.review_dialog import ReviewDialog
from ui.office.side_charts import SideCharts
from ui.office.side_panel import SidePanel
from ui.office.till_day_words import (
    BY_PHOTO,
    DECIDED,
    INTERIM,
    LEGEND,
    SIGNS,
    colors,
    place_words,
    state_words,
)
from ui.texts import weekday_words
from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import KeyActions, run_key_action
from ui.widgets.restyle import card, label


class GridPage(QWidget):
    """Shows the session's view and refreshes with it."""

    packs_wanted = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        theme, language = session.theme, session.language
        self.headline = Headline(theme, language)
        self.grid = GridView(theme, language)
        self.charts = SideCharts(theme, language)
        self.panel = SidePanel(session)
        self.calls = CallList(session)
        self.packs = KeyButton(self.tr("Write the stand packs…"), "F11", "primary")
        self.hint = _build_hint(
            self.tr(
                "No file yet. Drag files or folders from a stick or a chat anywhere into this"
                " window."
            ),
            self.tr("Before the fair: one signed file for each till, with its codes and goods."),
            self.packs,
        )
        self.side = QStackedWidget()
        self._heading = label(self.tr("Tills × days"), "strong")
        self.legend = label(self._legend(), "soft", wrap=True)
        self.order = KeyButton(self.tr("Trouble first"), "F3", "small")
        self.order.setCheckable(True)
        self._build()
        self.packs.clicked.connect(self.packs_wanted)
        self.order.clicked.connect(self._reorder)
        self.grid.opened.connect(self.open_cell)
        self.grid.moved.connect(self._show_current)
        self.panel.closed.connect(self.close_cell)
        self.calls.closed.connect(self.close_cell)
        self.headline.calls.clicked.connect(self.show_calls)
        self.headline.review.clicked.connect(self.show_review)
        self.panel.review_wanted.connect(self.show_review_of_cell)
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
        # Ignored, so that a low window shrinks the charts during a merge and does not grow.
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        row.addWidget(self.side, 3)

    def _build_grid(self) -> QFrame:
        frame, column = card(12, 6)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignTop)
        # To the left, because in a narrow window it takes several lines.
        self.legend.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.legend, 1)
        head.addWidget(self.order, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        return frame

    def _legend(self) -> str:
        """Return the legend as rich text: every sign with its text, in its colour.

        Signs of interim totals and of photos are there while a cell shows one.
        """
        parts = []
        for state in LEGEND:
            ink = colors(state, self._session.theme).ink.name()
            words = f"{SIGNS[state]}&nbsp;{state_words(state).replace(' ', '&nbsp;')}"
            parts.append(f'<span style="color:{ink}">{words}</span>')
        ink = colors(TillDayState.MISSING, self._session.theme).ink.name()
        view = self._session.view
        days = view.status.till_days if view is not None else ()
        told = ((INTERIM, self.tr("interim")),) if any(day.interim for day in days) else ()
        seen = ((BY_PHOTO, self.tr("by photo")),) if any(day.partials for day in days) else ()
        for sign, words in (*told, *seen):
            shown = words.replace(" ", "&nbsp;")
            parts.append(f'<span style="color:{ink}">{sign}&nbsp;{shown}</span>')
        decided = self.tr("decided")
        parts.append(f"{DECIDED}&nbsp;{decided}")
        return " &nbsp; ".join(parts)

    def refresh(self) -> None:
        """Show the session's present view."""
        view = self._session.view
        if view is None:
            return
        self.headline.show_view(view)
        self.legend.setText(self._legend())
        self._show_grid(view)
        self.charts.show_view(view)
        self.calls.show_view(view)
        if self.is_open:
            self._show(view)
        elif self.side.currentWidget() is not self.calls:
            self.side.setCurrentWidget(self._default_side)

    def _show_grid(self, view: BookView) -> None:
        """Show the tills in the chosen order; the current cell stays at its till-day."""
        index = self.grid.currentIndex()
        grid = self.grid.grid
        current = (grid.place(index.row()), grid.day(index.column())) if index.isValid() else None
        self.grid.show_grid(trouble_first(view.grid) if self.order.isChecked() else view.grid)
        index = self.grid.currentIndex()
        stays = index.isValid() and (grid.place(index.row()), grid.day(index.column())) == current
        if current is not None and not stays:
            place, day = current
            self.go_to_till_day(place.stand, place.till, day)

    def _reorder(self, _checked: bool = False) -> None:
        if self._session.view is not None:
            self._show_grid(self._session.view)

    @property
    def _default_side(self) -> QWidget:
        """The widget beside the grid while no till-day is open."""
        view = self._session.view
        has_files = view is not None and any(s.files for s in view.grid.statuses.values())
        return self.charts if has_files else self.hint

    def show_calls(self) -> None:
        """Show the list of stands to phone beside the grid."""
        self.side.setCurrentWidget(self.calls)
        self.calls.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether a till-day is open beside the grid."""
        return self.side.currentWidget() is self.panel

    def open_cell(self, row: int, column: int) -> None:
        """Show the till-day of a cell beside the grid: files, problems, telephone."""
        self.grid.go_to(row, column)
        self.side.setCurrentWidget(self.panel)
        if self._session.view is not None:
            self._show(self._session.view)

    def _show(self, view: BookView) -> None:
        index = self.grid.currentIndex()
        if not index.isValid():
            self.close_cell()
            return
        place, day = self.grid.grid.place(index.row()), self.grid.grid.day(index.column())
        status, name = view.grid.status(place, day), view.status.plan.name
        goods = transfers_of_till(view.status.transfers, place.stand, place.till, day)
        self.panel.show_till_day(name, place, day, status, _review_of(view, place, day), goods)

    def show_review(self) -> None:
        """List what is worth a look over all stands; open the till-day that is chosen there."""
        view = self._session.view
        if view is not None:
            self._list(self.tr("Worth a look over all stands"), view.review)

    def show_review_of_cell(self) -> None:
        """List what is worth a look in the open till-day."""
        view, index = self._session.view, self.grid.currentIndex()
        if view is None or not index.isValid():
            return
        place, day = self.grid.grid.place(index.row()), self.grid.grid.day(index.column())
        words = self.tr("Worth a look  ·  {0}  ·  {1}")
        title = words.format(place_words(place), weekday_words(day, self._session.language))
        self._list(title, _review_of(view, place, day))

    def _list(self, title: str, items: Sequence[TillReview]) -> None:
        chosen = ReviewDialog.ask(title, items, self._session.language, self)
        if chosen is not None:
            self.open_till_day(chosen.stand, chosen.till, chosen.day)

    def open_till_day(self, stand: str, till: str, day: str) -> None:
        """Show a till-day beside the grid, if the grid has it."""
        if self.go_to_till_day(stand, till, day):
            index = self.grid.currentIndex()
            self.open_cell(index.row(), index.column())

    def go_to_till_day(self, stand: str, till: str, day: str) -> bool:
        """Make a till-day the current cell; return whether the grid has it."""
        grid = self.grid.grid
        tills = [grid.place(row) for row in range(grid.rowCount())]
        days = [grid.day(column) for column in range(grid.columnCount())]
        at = [n for n, place in enumerate(tills) if (place.stand, place.till) == (stand, till)]
        if at and day in days:
            self.grid.go_to(at[0], days.index(day))
        return bool(at) and day in days

    def _show_current(self, _row: int, _column: int) -> None:
        if self.is_open and self._session.view is not None:
            self._show(self._session.view)

    def close_cell(self) -> None:
        """Show the charts beside the grid again."""
        self.side.setCurrentWidget(self._default_side)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_home(self) -> None:
        """Give the grid the keyboard focus."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not run_key_action(event, self._key_actions()):
            super().keyPressEvent(event)

    def _key_actions(self) -> KeyActions:
        """The keys of the page, which depend on what is shown beside the grid."""
        actions: dict[Qt.Key, Callable[[], object]] = {}
        beside = self.side.currentWidget()
        if beside is self.panel:
            actions = {
                Qt.Key.Key_F7: self.panel.copy_message,
                Qt.Key.Key_F8: self.show_review_of_cell,
            }
        elif beside is self.calls:
            actions = {
                Qt.Key.Key_F7: self.calls.copy_all,
                Qt.Key.Key_F8: self.calls.show_messages,
            }
        elif beside is self.hint:
            actions = {Qt.Key.Key_F11: self.packs.click}
        if actions:
            actions[Qt.Key.Key_Escape] = self.close_cell
        actions[Qt.Key.Key_F3] = self.order.click
        actions[Qt.Key.Key_F4] = self.show_review
        if self.headline.calls.isVisible():
            actions[Qt.Key.Key_F5] = self.show_calls
        return actions

    def resizeEvent(self, event: QResizeEvent) -> None:
        compact = event.size().height() < 560
        self.headline.set_compact(compact)
        self._heading.setVisible(not compact)  # the legend takes two lines then, not three
        super().resizeEvent(event)


def _review_of(view: BookView, place: StandTill, day: str) -> tuple[TillReview, ...]:
    """What is worth a look in a till-day, the dearest first; nothing that spans several days."""
    return tuple(
        each
        for each in view.review
        if (each.stand, each.till, each.day) == (place.stand, place.till, day)
        and not each.spans_days
    )


def _build_hint(words: str, before: str, packs: KeyButton) -> QFrame:
    frame, column = card(28, 12)
    column.addStretch(1)
    text = label(words, "heading", wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(text)
    column.addSpacing(24)
    column.addWidget(label(before, "hint", wrap=True))
    column.addWidget(packs)
    column.addStretch(1)
    return frame
