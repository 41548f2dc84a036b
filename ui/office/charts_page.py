"""The page of charts: by day, hour, stand, maker, category, way of paying, price, country."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.services.office import charts, decisions
from pos_app.services.office.board import Compared, estimate_text
from pos_app.services.office.book_view import counts_text
from pos_app.services.office.charts import ChartPicture
from pos_app.services.office.figures import FigureTable, figure_tables
from ui.event_errors import told_not_raised
from ui.office.ask_files import ask_book
from ui.office.office_session import OfficeSession
from ui.office.svg_view import SvgView
from ui.office.visitors_dialog import VisitorsDialog
from ui.texts import is_day, long_day_words
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import card, label

COLUMNS = 2
MARGIN = 14  # pixels around a drawing
REDRAW_MS = 150
MOST_LINES = 24  # of a tool tip


class ChartsPage(QWidget):
    """Shows the charts of the report in the colours and at the width of the window."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pictures: tuple[ChartPicture, ...] = ()
        self.completeness = label(kind="hint", wrap=True)
        self.estimate = label(kind="soft", wrap=True)
        self.compared = label(kind="soft", wrap=True)
        self.visitors = KeyButton(self.tr("Visitors…"), "F4", "small")
        self.earlier = KeyButton(self.tr("Earlier fair…"), "F5", "small")
        self.alone = KeyButton(self.tr("Without it"), kind="small")
        self.none = label(self.tr("Nothing was sold yet."), "hint")
        self._scroll = QScrollArea()
        self._grid = QGridLayout()
        self._drawn = 0  # width in pixels of the present drawings
        self._late = QTimer(self)
        self._build()
        self._late.timeout.connect(self.refresh)
        self.visitors.clicked.connect(self.ask_visitors)
        self.earlier.clicked.connect(self.ask_earlier)
        self.alone.clicked.connect(partial(session.earlier.choose, None))
        session.view_changed.connect(self._refresh_when_seen)
        session.earlier.changed.connect(self._refresh_when_seen)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 6, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 10, 0)
        head.addWidget(self.completeness, 1)
        for button in (self.alone, self.earlier, self.visitors):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.compared)
        column.addWidget(self.estimate)
        column.addWidget(self.none)
        page = QWidget()
        page.setObjectName("page")
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 10, 0)
        self._grid.setSpacing(12)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Charts"))
        column.addWidget(self._scroll, 1)
        for each in range(COLUMNS):
            self._grid.setColumnStretch(each, 1)
        self._late.setSingleShot(True)
        self._late.setInterval(REDRAW_MS)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._room != self._drawn:
            self._late.start()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    @property
    def _room(self) -> int:
        """The width of one drawing in pixels."""
        inner = self._scroll.viewport().width() - 10
        return max(240, (inner - 12 * (COLUMNS - 1)) // COLUMNS - 2 * MARGIN)

    def refresh(self) -> None:
        """Draw all charts again on a worker thread."""
        session, view = self._session, self._session.view
        if view is None:
            return
        status = view.status
        language = session.language
        parts = [self.tr("Confirmed figures: {0}").format(counts_text(status, language))]
        if status.visitors:
            counted = group_digits(sum(status.visitors.values()))
            parts.append(self.tr("{0} visitors").format(counted))
        self.completeness.setText("  ·  ".join(parts))
        compared = self._show_compared()
        estimate = estimate_text(status, language, session.earlier.hours)
        self.estimate.setText(estimate)
        self.estimate.setVisible(bool(estimate))
        self._drawn = self._room
        colors = session.theme.colors
        width = float(self._drawn)
        work = partial(charts.draw_charts, status, colors, language, width, compared.comparison)
        session.run(work, self._show)

    def _show_compared(self) -> Compared:
        """Say how the fair compares with an earlier one, and of which book that is."""
        found = self._session.earlier.compared()
        self.compared.setText(" · ".join(found.lines))
        self.compared.setVisible(bool(found.lines))
        path = self._session.earlier.path
        self.alone.setVisible(path is not None)
        self.earlier.setToolTip(str(path or ""))
        return found

    def ask_earlier(self) -> None:
        """Ask for the book of an earlier fair, and compare with it from now on."""
        found = ask_book(self.window(), self.tr("The book of an earlier fair"))
        if found is not None:
            self._session.earlier.choose(found)

    def _show(self, pictures: tuple[ChartPicture, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.pictures = pictures
        self.none.setVisible(not pictures)
        exact = self._exact_words()
        for number, picture in enumerate(pictures):
            row, column = divmod(number, COLUMNS)
            words = exact.get(picture.key, picture.words)
            self._grid.addWidget(_framed(picture, words), row, column)

    def _exact_words(self) -> dict[str, str]:
        """Return the exact sums behind each drawing, for its tool tip."""
        view, language = self._session.view, self._session.language
        tables = figure_tables(view.status, language) if view is not None else ()
        return {table.key: _lines(table, language) for table in tables}

    def ask_visitors(self) -> None:
        """Ask for the visitors of each day so far, and store those that changed."""
        session, view, book = self._session, self._session.view, self._session.book
        if view is None or book is None:
            return
        status = view.status
        days = [day for day in view.grid.days if day <= status.through]
        counted = status.visitors
        found = VisitorsDialog.ask(days, counted, session.ticks, session.language, self.window())
        changed = {day: n for day, n in (found or {}).items() if n != counted.get(day)}
        if changed:
            work = partial(decisions.set_visitors, book, changed, session.operator)
            session.run(work, self._counted)

    def _counted(self, _days: int) -> None:
        self._session.say(self.tr("The visitors are in the book, and in the report."))
        self._session.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.ask_visitors()
        elif event.key() == Qt.Key.Key_F5:
            self.ask_earlier()
        else:
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        """Give the scroll area the keyboard focus."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines(table: FigureTable, language: str) -> str:
    """Return the net of each row, as many as a tool tip can show, and the sum of all."""
    rows = [
        (long_day_words(row.name, language) if is_day(row.name) else row.name, row.figures[-1])
        for row in table.rows[:MOST_LINES]
    ]
    if len(table.rows) > MOST_LINES:
        rows.append(("…", table.sums[-1] - sum(net for _, net in rows)))
    rows.append((table.total, table.sums[-1]))
    return "\n".join(f"{name}: {format_rupiah(net)}" for name, net in rows)


def _framed(picture: ChartPicture, exact: str) -> QFrame:
    frame, column = card(MARGIN, 6)
    column.addWidget(label(picture.title, "strong"))
    view = SvgView(picture.svg)
    view.setAccessibleName(picture.title)
    view.setAccessibleDescription(picture.words)
    view.setToolTip(exact)
    column.addWidget(view)
    if picture.foot:
        column.addWidget(label(picture.foot, "soft"))
    column.addStretch(1)
    return frame
