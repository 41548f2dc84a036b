"""The pages of the office's window; all but the first ones are imported and built when shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.office.grid_page import GridPage
from ui.office.office_session import OfficeSession
from ui.office.start_page import StartPage
from ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from ui.office.buyers_page import BuyersPage
    from ui.office.charts_page import ChartsPage
    from ui.office.fairs_page import FairsPage
    from ui.office.new_book_page import NewBookPage
    from ui.office.report_page import ReportPage
    from ui.office.settlement_page import SettlementPage

PAGES = {
    "board": "grid_page",
    "charts": "charts",
    "settlement": "settlement",
    "report": "report",
    "fairs": "fairs",
    "buyers": "buyers",
}
"""The pages of a book in their order, each with the attribute of the window that has it."""
P = TypeVar("P", bound=QWidget)


class OfficePages(QWidget):
    """A widget with the stack `pages` of the office's pages.

    A start needs one or two of them; the others would take a third of the time until the first
    paint. They read the session's view whenever they are shown.
    """

    form_cancelled = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pages = PageStack()
        self.start_page, self.grid_page = StartPage(session), GridPage(session)
        for page in (self.start_page, self.grid_page):
            self.pages.addWidget(page)

    @cached_property
    def new_book_page(self) -> NewBookPage:
        """The form for a new book."""
        from ui.office.new_book_page import NewBookPage

        page = self._added(NewBookPage(self._session))
        page.cancelled.connect(self.form_cancelled)
        return page

    @cached_property
    def charts(self) -> ChartsPage:
        """The page of charts."""
        from ui.office.charts_page import ChartsPage

        return self._added(ChartsPage(self._session))

    @cached_property
    def settlement(self) -> SettlementPage:
        """The page of makers' settlements."""
        from ui.office.settlement_page import SettlementPage

        return self._added(SettlementPage(self._session))

    @cached_property
    def report(self) -> ReportPage:
        """The page of reports, packs and answers."""
        from ui.office.report_page import ReportPage

        return self._added(ReportPage(self._session))

    @cached_property
    def fairs(self) -> FairsPage:
        """The page of earlier fairs."""
        from ui.office.fairs_page import FairsPage

        return self._added(FairsPage(self._session))

    @cached_property
    def buyers(self) -> BuyersPage:
        """The page of orders and inquiries."""
        from ui.office.buyers_page import BuyersPage

        return self._added(BuyersPage(self._session))

    def _added(self, page: P) -> P:
        self.pages.addWidget(page)
        leave_drops_to_window(page)
        return page

    @property
    def _is_form_in_front(self) -> bool:
        form = self.__dict__.get("new_book_page")
        return form is not None and self.pages.currentWidget() is form


def leave_drops_to_window(widget: QWidget) -> None:
    """Let the window get a file that is dropped on a box in `widget`."""
    for edit in widget.findChildren(QLineEdit):
        edit.setAcceptDrops(False)
