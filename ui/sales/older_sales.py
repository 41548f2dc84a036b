"""Looks for older sales on another thread, piece after piece, until all were looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from pos_app.services.selling.sale_search import SalesFound, search_on
from ui.session import Session
from ui.tasks import Outcome


class OlderSales(QObject):
    """A search that goes on beside the window; there is one at most."""

    found = Signal(object)  # SalesFound: everything found so far
    failed = Signal(object)  # the exception; the search has ended

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = session.shop.folder
        self._runner = session.runner(self)
        self._search = 0

    def begin(self, text: str, so_far: SalesFound) -> None:
        """Ends the search before, and goes on with one for `text` if it is not at its end."""
        self.stop()
        self._go_on(self._search, text, so_far)

    def stop(self) -> None:
        """Ends the search; nothing of it is told any more."""
        self._search += 1

    def _go_on(self, search: int, text: str, so_far: SalesFound) -> None:
        if so_far.below is not None:
            work = partial(search_on, self._folder, text, so_far)
            self._runner.run(work, partial(self._take, search, text))

    def _take(self, search: int, text: str, outcome: Outcome[SalesFound]) -> None:
        if search != self._search:
            return
        if outcome.value is None:
            self.failed.emit(outcome.error)
            return
        self.found.emit(outcome.value)
        self._go_on(search, text, outcome.value)
