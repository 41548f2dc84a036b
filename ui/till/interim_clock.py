"""Makes an interim total every hour, where the lead wants it, without stopping the counter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.clock import parse_stamp
from pos_app.errors import PosError
from pos_app.messages import sentence
from ui.alerts import Level
from ui.session import Session
from ui.tasks import Outcome, Runner
from ui.till_timer import TillTimer

if TYPE_CHECKING:
    from pos_app.services.day.interim import Interim

LOOK_MS = 60_000


class InterimClock(QObject):
    """Looks once a minute whether a total is due; one that was made is said in the message bar."""

    def __init__(
        self, session: Session, parent: QObject | None = None, runner: Runner | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner: Runner = runner or session.runner(self)
        self._working = False
        self._timer = TillTimer(session, self, self.look, LOOK_MS)
        self._timer.start()

    def look(self) -> None:
        """Makes a total if one is due; never two at a time."""
        session = self._session
        if self._working or session.closing or session.day is None:
            return
        from pos_app.services.day import interim  # no start needs it

        self._working = True
        self._runner.run(partial(interim.make_if_due, session.shop), self._done)

    def _done(self, outcome: Outcome[Interim | None]) -> None:
        self._working = False
        if isinstance(outcome.error, PosError):
            words = sentence(outcome.error, self._session.language)
            self._session.say(words, Level.WARNING)
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None:
            at = f"{parse_stamp(outcome.value.facts.at):%H.%M}"
            words = self.tr("Interim total of {0} is ready for the office: Till, F7.")
            self._session.say(words.format(at))
