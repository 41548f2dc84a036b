"""Cyclic garbage collection on the GUI thread only.

Python collects on whichever thread happens to allocate. A deleted window is a reference cycle; if a
worker thread collected it, its Qt objects would be destroyed outside their own thread, and Qt
aborts the process then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class GuiThreadCollector(QObject):
    """Switches automatic collection off, and collects once a second on its own thread instead.

    Objects that exist already are frozen: those made at the start live until the end, so that
    looking through them again would only cost time.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(EVERY_MS)


def collect_due() -> int | None:
    """Collect the oldest generation whose threshold is passed; return its number, if any."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return generation
    return None
