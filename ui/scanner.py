"""Scans, caught wherever they land: a scanner is a keyboard that types faster than any hand.

What a scan wrote into a box is taken out again, and its Enter or Tab never presses anything. Times
are those of the key events, so that keys that queued up behind a slow moment do not look like a
scan.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.key_timing import (
    BOUNCE_MS,
    SCAN_LENGTH,
    SILENCE_MS,
    STALL_MS,
    TAKES_SCANS,
    KeyClock,
    KeyTiming,
)
from ui.widgets.number_edit import ENTER_KEYS

TERMINATORS = (*ENTER_KEYS, Qt.Key.Key_Tab)
# Of a scan that came after words typed by hand.
MOST_READINGS = 12


class ScanSession(Protocol):
    """Whose clock tells a scanner from a hand, and who knows what can be scanned here."""

    @property
    def keys(self) -> KeyClock: ...

    def knows(self, code: str) -> bool:
        """Whether a scanned code means something here."""


class ScanCatcher(QObject):
    """Emits `caught` with the code of every scan in any window of the program, unless `paused`."""

    caught = Signal(str)
    bounced = Signal(str)

    def __init__(self, session: ScanSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paused = False
        self._session = session
        self._keys = session.keys
        self._key_timing = KeyTiming(STALL_MS)
        self._editor: QLineEdit | None = None
        self._befores: list[str] = []  # what the editor held before each run of the pace
        self._ends = False  # whether the scanner is known to end a scan with a key
        self._last = ("", -BOUNCE_MS)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._silent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def watch(self, window: QWidget) -> None:
        """Follows keys that reach `window` while nothing in it has the focus."""
        window.installEventFilter(self)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        # Watching the one widget with the focus costs nothing while nobody types.
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focused = QApplication.focusWidget()
        # A key that its widget did not want comes by its parents too.
        if focused is not None and watched is not focused:
            return False
        self._keys.note_key(event.timestamp())
        if self.paused or watched.property(TAKES_SCANS):
            return False
        return self._take(watched, event)

    def _take(self, watched: QObject, event: QKeyEvent) -> bool:
        now = self._keys.key_time()
        if event.isAutoRepeat() and self._key_timing.is_held(now):
            self._forget()
            return False
        if event.key() in TERMINATORS:
            return self._end(now, Qt.Key(event.key()))
        text = event.text()
        if not (text and text.isprintable()):
            if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
                self._forget()
            return False
        self._keys.forget_scan()
        self._follow_key(watched, text, now)
        self._silence.start(STALL_MS if self._ends else SILENCE_MS)
        # In a box the letters are shown as they come; a button must not be pressed by a blank.
        return self._editor is None and self._key_timing.quick

    def _follow_key(self, watched: QObject, text: str, now: int) -> None:
        editor = watched if isinstance(watched, QLineEdit) else None
        if editor is not self._editor:
            self._key_timing.reset()
            self._editor = editor
        if self._key_timing.key(text, now):
            del self._befores[self._key_timing.runs - 1 :]
            self._befores.append(editor.text() if editor is not None else "")

    def _forget(self) -> None:
        self._key_timing.reset()
        self._silence.stop()

    def _end(self, now: int, key: Qt.Key) -> bool:
        if self._key_timing.is_scan(now):
            self._ends = True
            self._catch(now)
            return True
        self._forget()
        # The line feed of a scanner that sends CR and LF presses nothing.
        return key in ENTER_KEYS and self._keys.is_echo()

    def _silent(self) -> None:
        # Keys that waited behind a slow moment may stand in line after this timer: they go first.
        QTimer.singleShot(0, self, self._end_in_silence)

    def _end_in_silence(self) -> None:
        if self._silence.isActive():
            return
        if self._key_timing.is_silent_scan:
            self._catch(self._key_timing.last)
        self._forget()

    def _catch(self, now: int) -> None:
        queued = self._key_timing.is_queue(now)
        code, before_it = self._reading()
        self._forget()
        if self._editor is not None:
            self._editor.setText(before_it)
        before, at = self._last
        self._last = (code, now)
        self._keys.note_scan()
        if code == before and 0 <= now - at <= BOUNCE_MS and not queued:
            self.bounced.emit(code)
        else:
            self.caught.emit(code)

    def _reading(self) -> tuple[str, str]:
        """The code, and what its box held before it.

        What came in several runs is a scan that was held up, or one after what a hand typed: the
        goods tell. An unknown code is the last run, or all of them where that is too short.
        """
        found = [
            pair
            for pair in zip(self._key_timing.readings(), self._befores, strict=True)
            if len(pair[0]) >= SCAN_LENGTH
        ]
        if len(found) == 1:
            return found[0]
        known = (pair for pair in found[-MOST_READINGS:] if self._session.knows(pair[0]))
        return next(known, found[-1])
