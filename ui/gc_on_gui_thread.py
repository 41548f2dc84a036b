"""Python's garbage is collected in the window's thread, and nowhere else.

Python collects in whichever thread happens to allocate. A window that was let go is a ring of
references; were its ring found by the thread that follows the journal, or by one that prints,
Qt's objects would be destroyed outside their thread, and Qt ends the process for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class GuiThreadCollector(QObject):
    """From now on collects what Python would have, once a second, in the thread that made it.

    What exists already stays, and is not looked through again: nothing that a start makes is
    garbage.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(EVERY_MS)


def collect_due() -> int | None:
    """Collects the oldest generation that is due by Python's own counts; returns which, if any."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return generation
    return None
