"""The sounds of the counter, so that the eyes can stay on the goods.

Qt's own sounds come with an add-on that the till does without. Windows plays a WAV by itself; on
Linux the player of the sound server does, where there is one.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pos_app.paths import resources_dir
from ui.key_timing import Ticks

ADDED, UNKNOWN, PAID = "added", "unknown", "paid"
PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
# A stack of scans is one long rattle otherwise, and every player is a process.
LEAST_GAP_MS = 90
Play = Callable[[Path], bool]


@cache
def _player() -> tuple[str, ...]:
    """The command that plays a WAV, or nothing."""
    for name, *options in PLAYERS:
        found = shutil.which(name)
        if found:
            return (found, *options)
    return ()


def play_file(path: Path) -> bool:
    """Starts playing and returns at once; False where nothing can play."""
    if QGuiApplication.platformName() == "offscreen":
        return False  # where nobody looks, nobody listens
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    command = _player()
    if not command:
        return False
    program, *options = command
    started = QProcess.startDetached(program, [*options, str(path)])
    return bool(started[0] if isinstance(started, tuple) else started)


class Sounds(QObject):
    """Plays the sound of what happened, after the screen has shown it."""

    def __init__(self, ticks: Ticks, wanted: Callable[[], bool], play: Play = play_file) -> None:
        super().__init__()
        self._ticks = ticks
        self._wanted = wanted
        self._play = play
        self._last = -LEAST_GAP_MS

    def added(self) -> None:
        """A piece is in the cart."""
        now = self._ticks()
        if now - self._last >= LEAST_GAP_MS:
            self._last = now
            self._after_paint(ADDED)

    def unknown(self) -> None:
        """What was scanned is not known, or was refused."""
        self._last = self._ticks()
        self._after_paint(UNKNOWN)

    def paid(self) -> None:
        """The sale is on disk."""
        self._last = self._ticks()
        self._after_paint(PAID)

    def _after_paint(self, name: str) -> None:
        if self._wanted():
            QTimer.singleShot(0, self, lambda: self._sound(name))

    def _sound(self, name: str) -> None:
        path = resources_dir() / "sounds" / f"{name}.wav"
        if not self._play(path) and name == UNKNOWN:
            QApplication.beep()
