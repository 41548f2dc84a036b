"""The day's figures: turnover, hours, makers, products and ways of paying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.day import Totals
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.services import staff
from pos_app.services.day import today as days
from pos_app.services.day.day_figures import DayFigures, day_figures
from pos_app.services.day.review import closed_days
from pos_app.services.day.today import Today, TodayRow
from ui.event_errors import told_not_raised
from ui.key_tables import TODAY, run_key_table
from ui.session import Session
from ui.staff import authorisation
from ui.texts import day_words, method_words
from ui.widgets.bars import Bar, HourBars, RankBars
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import card, label
from ui.widgets.sheet_files import ask_where_to_write
from ui.widgets.tables import set_up_read_only


class TodayScreen(QWidget):
    """Charts, or the same figures as a table.

    While the till is open, the ways of paying would tell how much cash is in the drawer. A lead has
    to allow them, so that the count stays blind.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._today = Today("", Totals(), 0)
        self._ways_shown = False
        self._newest_closed = ""
        theme = session.theme
        self.day = label(kind="hint")
        self.total = FitLabel(44)
        self.sums = label(kind="hint", wrap=True)
        self.apart = label(kind="soft", wrap=True)
        self.hours = HourBars(theme, self.tr("Turnover by hour"))
        self.makers = RankBars(theme, self.tr("Makers"))
        self.products = RankBars(theme, self.tr("Products"))
        self.ways = RankBars(theme, self.tr("Ways of paying"))
        self.show_ways = KeyButton(self.tr("Show"), "F4")
        self.no_sales = label(self.tr("No sale yet."), "hint")
        self.pages = QStackedWidget()
        self.table = QTableWidget(0, 4)
        self.chart_button = QPushButton(self.tr("Pictures"))
        self.table_button = QPushButton(self.tr("Table"))
        self.review = KeyButton(self.tr("Worth a look"), "F6", "small")
        self.papers = KeyButton(self.tr("Papers"), "F7", "small")
        self.export = KeyButton(self.tr("Export"), "F8", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 16, 14)
        column.setSpacing(12)
        column.addLayout(self._build_top())
        self.pages.addWidget(self._build_charts())
        self.pages.addWidget(self._build_table())
        column.addWidget(self.pages, 1)

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Today"), "title"))
        row.addWidget(self.day)
        row.addStretch(1)
        group = QButtonGroup(self)
        for button in (self.chart_button, self.table_button):
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
            row.addWidget(button)
        self.chart_button.setChecked(True)
        row.addWidget(self.review)
        row.addWidget(self.papers)
        row.addWidget(self.export)
        return row

    def _build_charts(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self._build_sums(), 0, 0)
        grid.addWidget(_titled_card(self.tr("By hour, in thousands"), self.hours), 0, 1, 1, 2)
        grid.addWidget(_titled_card(self.tr("Makers"), self.makers), 1, 0)
        grid.addWidget(_titled_card(self.tr("Products"), self.products), 1, 1)
        grid.addWidget(_titled_card(self.tr("Ways of paying"), self.ways, self.show_ways), 1, 2)
        grid.setRowStretch(0, 2)
        grid.setRowStretch(1, 3)
        for each in range(3):
            grid.setColumnStretch(each, 1)
        rest = self.tr("and {0} more in the table")
        for bars in (self.makers, self.products, self.ways):
            bars.rest = rest
        self.show_ways.show_lock(True)
        return page

    def _build_sums(self) -> QFrame:
        frame, column = card(16, 4)
        column.addWidget(label(self.tr("Turnover"), "heading"))
        column.addStretch(1)
        column.addWidget(self.total)
        column.addWidget(self.sums)
        column.addWidget(self.no_sales)
        column.addStretch(1)
        column.addWidget(self.apart)
        return frame

    def _build_table(self) -> QFrame:
        frame, column = card(1, 0)
        table = self.table
        heads = [self.tr("By"), self.tr("Name"), self.tr("Number"), self.tr("Amount")]
        for at, words in enumerate(heads):
            item = QTableWidgetItem(words)
            item.setTextAlignment(_alignment(at))
            table.setHorizontalHeaderItem(at, item)
        set_up_read_only(table, 36)
        table.setAccessibleName(self.tr("Today"))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column.addWidget(table)
        return frame

    def _connect(self) -> None:
        self.chart_button.clicked.connect(self._show_page)
        self.table_button.clicked.connect(self._show_page)
        self.export.clicked.connect(self.save)
        self.review.clicked.connect(self.show_review)
        self.papers.clicked.connect(self.show_papers)
        self.show_ways.clicked.connect(self.ask_for_ways)
        self._session.changed.connect(self._refresh_if_visible)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ways_shown = False
        self.refresh()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    @property
    def ways_locked(self) -> bool:
        """Whether the ways of paying are hidden until a lead allows them."""
        session = self._session
        blind = session.day is not None and staff.uses_pins(session.shop)
        return blind and not self._ways_shown and not authorisation.lead_is_signed_in(session)

    def refresh(self) -> None:
        """Reads and shows the figures as they are now."""
        session = self._session
        found = session.attempt(lambda: days.today(session.shop))
        if found is None:
            return
        self._today = found
        # A day that is still open tells nothing, so that the count of its drawer stays blind.
        closed = session.attempt(lambda: closed_days(session.shop)) or []
        self._newest_closed = closed[0] if closed else ""
        self.review.setVisible(bool(closed))
        self.day.setText(day_words(found.day, session.language) if found.day else "")
        self.total.setText(self._total_words(found.totals))
        self.sums.setText(self._sum_words(found))
        self._show_apart()
        self.no_sales.setVisible(not found.totals.sales)
        self.hours.show_bars(_bars(self._hours(), self.tr("{0} sales")))
        self.makers.show_bars(_bars(found.makers, "{0}×"))
        self.products.show_bars(_bars(found.products, "{0}×"))
        self.show_ways.setVisible(self.ways_locked)
        self.ways.setVisible(not self.ways_locked)
        self.ways.show_bars(_bars(self._ways(), ""))
        self._fill_table()

    def _show_apart(self) -> None:
        """Shows orders and inquiries: they are no turnover, and are not added to it."""
        session, words = self._session, []
        found = session.attempt(lambda: day_figures(session.shop)) or DayFigures()
        if found.orders:
            told = self.tr("%n order(s) of {0}, deposits {1}", "", found.orders)
            words.append(told.format(format_rupiah(found.ordered), format_rupiah(found.deposits)))
        if found.inquiries:
            words.append(self.tr("%n inquiry(s)", "", found.inquiries))
        apart = self.tr("Apart from the turnover: {0}")
        self.apart.setText(apart.format("  ·  ".join(words)))
        self.apart.setVisible(bool(words))

    def _sum_words(self, found: Today) -> str:
        totals = found.totals
        each = totals.net // totals.sales if totals.sales else 0
        words = self.tr("{0} sales  ·  {1} pieces  ·  {2} each")
        return words.format(totals.sales, found.pieces, format_rupiah(each))

    def _total_words(self, totals: Totals) -> str:
        """The net, and below it in the same size what is QRIS of it that nobody saw arrive."""
        text = format_rupiah(totals.net)
        if totals.unconfirmed:
            unseen = self.tr("of it QRIS not seen: {0}")
            text += "\n" + unseen.format(format_rupiah(totals.unconfirmed))
        return text

    def _hours(self) -> list[TodayRow]:
        earlier = self.tr("earlier")
        return [replace(row, name=row.name or earlier) for row in self._today.hours]

    def _ways(self) -> list[TodayRow]:
        if self.ways_locked:
            return []
        return [
            TodayRow(_capital(method_words(Method(w.name))), w.amount) for w in self._today.ways
        ]

    def _rows(self) -> list[tuple[str, str, int, int]]:
        found = self._today
        lists = (
            (self.tr("Hour"), self._hours()),
            (self.tr("Maker"), found.makers),
            (self.tr("Product"), found.products),
            (self.tr("Way of paying"), self._ways()),
        )
        return [(by, each.name, each.count, each.amount) for by, shares in lists for each in shares]

    def _fill_table(self) -> None:
        rows = self._rows()
        self.table.setRowCount(len(rows))
        for n, (by, name, count, amount) in enumerate(rows):
            cells = (by, name, group_digits(count) if count else "", format_rupiah(amount))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                self.table.setItem(n, column, item)

    def _show_page(self) -> None:
        self.pages.setCurrentIndex(1 if self.table_button.isChecked() else 0)

    def ask_for_ways(self) -> None:
        """Shows the ways of paying if a lead allows it; does nothing while they are shown."""
        if not self.ways_locked:
            return
        words = self.tr("Show the ways of paying")
        if authorisation.ask_lead(self._session, words, self.window()) is not None:
            self._ways_shown = True
            self.refresh()

    def save(self) -> None:
        """Saves the table as a CSV file."""
        session = self._session
        place = session.shop.identity.place
        path = ask_where_to_write(self.window(), f"hari-{place}-{self._today.day}.csv")
        if path is None:
            return
        rows = self._rows()
        if session.store(lambda: days.save_table(rows, path)):
            session.say(self.tr("Written: {0}").format(str(path)))

    def show_review(self) -> None:
        """Opens what is worth a look in the newest closed day, and from there in earlier ones."""
        from ui.till.review_dialog import ReviewDialog

        if self._newest_closed:
            ReviewDialog.show_review(self._session, self._newest_closed, self)

    def show_papers(self) -> None:
        """Opens the dialog of reports and lists, to view, save and print them."""
        from ui.papers.papers_dialog import PapersDialog

        PapersDialog.show_papers(self._session, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not run_key_table(event, self, TODAY):
            event.ignore()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _bars(shares: Iterable[TodayRow], note: str) -> list[Bar]:
    return [
        Bar(each.name, each.amount, note.format(group_digits(each.count)) if each.count else "")
        for each in shares
    ]


def _titled_card(title: str, *widgets: QWidget) -> QFrame:
    frame, column = card(16, 8)
    column.addWidget(label(title, "heading"))
    for widget in widgets:
        column.addWidget(widget, 0 if isinstance(widget, KeyButton) else 1)
    if any(isinstance(widget, KeyButton) for widget in widgets):
        column.addStretch(0)
    return frame
