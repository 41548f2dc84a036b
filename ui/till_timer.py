"""The timers of a till's window: they end with the till, so none reads one that is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

IDLE_MS = 300
"""How long after its first paint a window does what a start does not need."""


class Ending(Protocol):
    """The part of a session that a timer needs."""

    closing: bool

    @property
    def ended(self) -> SignalInstance:
        """Emitted once, before the till is closed."""


class TillTimer(QTimer):
    """Calls `work` every `ms`, or once with `once`, until the till of `session` is closed.

    It belongs to `owner` and stands still until it is started.
    """

    def __init__(
        self,
        session: Ending,
        owner: QObject,
        work: Callable[[], Any],
        ms: int,
        *,
        once: bool = False,
    ) -> None:
        super().__init__(owner)
        self._session = session
        self.setInterval(ms)
        self.setSingleShot(once)
        self.timeout.connect(work)
        session.ended.connect(self.stop)

    def start(self, *ms: int) -> None:
        """Start or start again, with another interval if one is given; not once the till ended."""
        if not self._session.closing:
            super().start(*ms)


def soon(session: Ending, owner: QObject, work: Callable[[], Any], ms: int = 0) -> None:
    """Call `work` once in `ms`, unless the till of `session` is closed before."""
    timer = TillTimer(session, owner, work, ms, once=True)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
