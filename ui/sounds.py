"""The sounds of a scan and of a payment, so that a cashier need not look at the screen.

QtMultimedia is not installed with PySide6-Essentials. Windows plays WAV files itself; on Linux a
player program of the sound server is used if there is one.
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
# Quick scans would sound like one long rattle, and every sound is a process.
LEAST_GAP_MS = 90
Play = Callable[[Path], bool]


@cache
def _player() -> tuple[str, ...]:
    """Return the command that plays a WAV file; empty if there is none."""
    for name, *options in PLAYERS:
        found = shutil.which(name)
        if found:
            return (found, *options)
    return ()


def play_file(path: Path) -> bool:
    """Start playing and return at once; return False if nothing can play the file."""
    if QGuiApplication.platformName() == "offscreen":
        return False  # no user there
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        except RuntimeError:  # a laptop whose sound is switched off has no device for it
            return False
        return True
    command = _player()
    if not command:
        return False
    program, *options = command
    started = QProcess.startDetached(program, [*options, str(path)])
    return bool(started[0] if isinstance(started, tuple) else started)


class Sounds(QObject):
    """Plays a sound for each event, after the screen has shown the event."""

    def __init__(self, ticks: Ticks, wanted: Callable[[], bool], play: Play = play_file) -> None:
        super().__init__()
        self._ticks = ticks
        self._wanted = wanted
        self._play = play
        self._last = -LEAST_GAP_MS

    def added(self) -> None:
        """A piece was added to the cart; silent if the last sound was less than 90 ms ago."""
        now = self._ticks()
        if now - self._last >= LEAST_GAP_MS:
            self._last = now
            self._after_paint(ADDED)

    def unknown(self) -> None:
        """A scan was unknown or refused; beeps if the file cannot be played."""
        self._last = self._ticks()
        self._after_paint(UNKNOWN)

    def paid(self) -> None:
        """A sale was stored."""
        self._last = self._ticks()
        self._after_paint(PAID)

    def _after_paint(self, name: str) -> None:
        if self._wanted():
            QTimer.singleShot(0, self, lambda: self._sound(name))

    def _sound(self, name: str) -> None:
        path = resources_dir() / "sounds" / f"{name}.wav"
        if not self._play(path) and name == UNKNOWN:
            QApplication.beep()
