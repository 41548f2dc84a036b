"""The checks that a window starts after its first paint, and what a start warns of."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.shop.folder_kind import PLACE_CODES, place_problems
from pos_app.services.shop.shop import KEY_NAME, Shop
from pos_app.services.shop.start_check import key_trouble
from ui.alerts import Level
from ui.session import Session
from ui.till_timer import IDLE_MS, TillTimer

POLL_MS = 250


class StartChecks(QObject):
    """Runs the long checks of a start on a thread, and says when they found something.

    The till sells meanwhile; its next change after that is refused by the shop itself.
    """

    trouble_found = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = TillTimer(session, self, self._look, IDLE_MS)
        self._timer.start()

    def _look(self) -> None:
        """Start the checks the first time; afterwards look whether they are done."""
        shop = self._session.shop
        self._timer.setInterval(POLL_MS)
        if shop.later_check_done():
            self._timer.stop()
            if shop.trouble is not None:
                self.trouble_found.emit()
            elif shop.twin_row is not None:
                self._mend_twin(shop.twin_row)

    def _mend_twin(self, row: int) -> None:
        """Have the damaged twin written anew, and say so: every sale is in the database."""
        session = self._session
        kept = session.store(session.shop.mend_twin)
        if kept is not None:
            mended = PosError("twin_mended", row=row, file=kept.name)
            session.say(sentence(mended, session.language), Level.WARNING)


def start_warnings(shop: Shop) -> list[PosError]:
    """Return what does not stop a till and should be seen at its start."""
    found = [PosError(each.code, **each.facts) for each in place_problems(shop.folder)]
    if shop.changed_staff:
        found.append(PosError("staff_differs", people=", ".join(shop.changed_staff)))
    if shop.twin is not None and shop.twin.failed is not None:
        found.append(PosError("twin_unwritable", reason=str(shop.twin.failed)))
    key = key_trouble(shop.folder / KEY_NAME)
    return found if key is None else [*found, key]


def warn_at_start(session: Session) -> None:
    """Show the most important warning of a start in the message bar."""
    for found in start_warnings(session.shop)[-1:]:
        level = Level.WARNING if found.code in PLACE_CODES else Level.ERROR
        session.say(sentence(found, session.language), level)
