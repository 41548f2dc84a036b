"""The dialog that finds any sale of the fair, and shows its receipt."""

from __future__ import annotations

from functools import partial
from html import escape
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from pos_app.clock import parse_stamp
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.services.office import sale_search
from pos_app.services.office.sale_search import FoundSale, SearchResult
from ui.key_timing import TAKES_SCANS
from ui.office.office_session import OfficeSession
from ui.texts import day_and_time, method_words
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label
from ui.widgets.tables import set_up_read_only

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SalesFinder(FittingDialog):
    """Enter searches all stored day files on a worker thread; a new search stops the one before.

    Meanwhile the button stops the search, and what was found so far is shown.
    """

    _searched = Signal(object, int, int)  # the search, files done, all files; from its thread

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = Event()
        self._searching: Event | None = None
        self.found: tuple[FoundSale, ...] = ()
        self.query = QLineEdit()
        self.query.setProperty(TAKES_SCANS, True)  # a receipt or a label may be scanned into it
        self.search = KeyButton(self.tr("Search"), "Enter", "primary")
        self.state = label(kind="hint", wrap=True)
        self.table = QTableWidget(0, 4)
        self.receipt = QTextBrowser()
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build()
        self.search.clicked.connect(self.start_or_stop)
        self._searched.connect(self._show_progress)
        self.query.returnPressed.connect(self.start)
        self.table.currentCellChanged.connect(self._show_receipt)
        self.close_.clicked.connect(self.reject)
        self.finished.connect(self._stop_search)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Find a sale"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Find a sale"), "title"))
        hint = self.tr("Receipt number, amount, product, maker, cashier: every word must be there.")
        self.query.setPlaceholderText(hint)
        self.query.setAccessibleName(hint)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.query, 1)
        row.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.state)
        self._build_table()
        self.receipt.setAccessibleName(self.tr("Receipt"))
        self.receipt.setOpenLinks(False)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.table, 3)
        below.addWidget(self.receipt, 2)
        column.addLayout(below, 1)
        column.addWidget(self.close_, 0, Qt.AlignmentFlag.AlignRight)
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(1160, size.width() - 40), min(700, size.height() - 30))

    def _build_table(self) -> None:
        heads = (self.tr("Receipt"), self.tr("When"), self.tr("What"), self.tr("Total"))
        for column, words in enumerate(heads):
            item = QTableWidgetItem(words)
            item.setTextAlignment(RIGHT if column == 3 else LEFT)
            self.table.setHorizontalHeaderItem(column, item)
        set_up_read_only(self.table, 34)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Sales found"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(90)  # in a narrow window too there is room for what was sold
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def start_or_stop(self) -> None:
        """Stop the search that is running; without one, search for what is typed."""
        if self._searching is not None:
            self._searching.set()
        else:
            self.start()

    def start(self) -> None:
        """Search for what is typed."""
        session, view, text = self._session, self._session.view, self.query.text().strip()
        if view is None or session.book is None or not text:
            return
        self._stop_search()
        self._stop = self._searching = stop = Event()
        self.search.set_words(self.tr("Stop"))
        counting = frozenset(
            file.manifest
            for day in view.grid.statuses.values()
            for file in day.files
            if file.counts
        )
        self.state.setText(self.tr("Searching the day files…"))
        progress = partial(self._searched.emit, stop)
        work = partial(sale_search.find_sales, session.book, text, counting, stop.is_set, progress)
        session.run(work, partial(self._show, stop), self._end_search)

    def _stop_search(self, _result: int = 0) -> None:
        self._stop.set()
        self._searching = None

    def _show_progress(self, search: Event, done: int, count: int) -> None:
        if search is self._searching:
            words = self.tr("Searching the day files: {0} of {1}…")
            self.state.setText(words.format(group_digits(done), group_digits(count)))

    def _end_search(self) -> None:
        self._searching = None
        self.search.set_words(self.tr("Search"))

    def _show(self, search: Event, result: SearchResult) -> None:
        if search is not self._searching:
            return  # another search began, or the dialog was closed
        self._end_search()
        self.found = result.sales
        self.state.setText(self._result_words(result))
        self.table.setRowCount(len(result.sales))
        for row, sale in enumerate(result.sales):
            for column, text in enumerate(self._texts(sale)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(RIGHT if column == 3 else LEFT)
                self.table.setItem(row, column, item)
        self.receipt.clear()
        self.table.setCurrentCell(-1, -1)
        if result.sales:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()
        else:
            self.query.setFocus()

    def _result_words(self, result: SearchResult) -> str:
        words = self.tr("{0} found in {1} day files.").format(len(result.sales), result.files)
        if result.files < result.of:
            words = self.tr("Stopped: {0} found in {1} of {2} day files.")
            words = words.format(len(result.sales), result.files, result.of)
        if result.cut:
            words += " " + self.tr("There are more: type another word.")
        return words

    def _texts(self, found: FoundSale) -> tuple[str, str, str, str]:
        what = ", ".join(dict.fromkeys(line.name for line in found.lines))
        kind = self._kind(found)
        return (
            found.sale.number,
            self._when(found),
            f"{kind}: {what}" if kind else what,
            group_digits(found.sale.net),
        )

    def _when(self, found: FoundSale) -> str:
        return day_and_time(parse_stamp(found.sale.at), self._session.language)

    def _kind(self, found: FoundSale) -> str:
        kinds = {"void": self.tr("void"), "refund": self.tr("return")}
        return kinds.get(found.sale.kind, "")

    def _show_receipt(self, row: int, _column: int, _before: int, _other: int) -> None:
        if 0 <= row < len(self.found):
            self.receipt.setHtml(self._html(self.found[row]))

    def _html(self, found: FoundSale) -> str:
        """Return the receipt as HTML; every text of a till is escaped."""
        sale = found.sale
        lines = [f"<h3>{escape(sale.number)}</h3>", f"<p>{escape(self._about(found))}</p><table>"]
        makers = dict(found.makers)
        for line in found.lines:
            name = f"{line.qty} × {line.name} ({makers.get(line.maker, line.maker)})"
            lines.append(_row(name, group_digits(line.amount)))
        if sale.rounding:
            lines.append(_row(self.tr("Rounding"), group_digits(sale.rounding)))
        lines.append(_row(self.tr("Total"), format_rupiah(sale.net), strong=True))
        for tender in found.tenders:
            way = method_words(Method(tender.method)) if tender.method in _WAYS else tender.method
            way = self.tr("Change") if tender.method == "change" else way
            unseen = "" if tender.confirmed else f" ({self.tr('not seen arriving')})"
            lines.append(_row(f"{way}{unseen}", group_digits(tender.amount)))
        return "".join([*lines, "</table>"])

    def _about(self, found: FoundSale) -> str:
        sale = found.sale
        parts = [self._kind(found), f"{found.stand} · {found.till}", self._when(found)]
        if sale.cashier:
            parts.append(self.tr("cashier {0}").format(sale.cashier))
        if found.refers_number:
            parts.append(self.tr("corrects {0}").format(found.refers_number))
        if found.corrections:
            parts.append(self.tr("corrected by {0}").format(", ".join(found.corrections)))
        if sale.note:
            parts.append(sale.note)
        in_sum = self.tr("in the sum") if found.counts else self.tr("its file is not in the sum")
        return "  ·  ".join(filter(None, (*parts, in_sum)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()  # the box searches; a dialog would press a button
        elif event.text().isprintable() and event.text():
            self.query.setFocus()
            self.query.insert(event.text())
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_over(cls, session: OfficeSession, parent: QWidget) -> None:
        """Show the dialog until it is closed."""
        dialog = cls(session, parent)
        dialog.exec()
        dialog.deleteLater()


_WAYS = frozenset(Method)


def _row(name: str, amount: str, *, strong: bool = False) -> str:
    tag = "th" if strong else "td"
    return (
        f'<tr><{tag} align="left">{escape(name)}</{tag}>'
        f'<{tag} align="right">&nbsp;{escape(amount)}</{tag}></tr>'
    )
