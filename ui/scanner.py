"""Catches scans in any window: a scanner is a keyboard that types faster than a person.

The letters that a scan wrote into a box are removed, and its Enter or Tab triggers nothing. The
times are those of the key events, so that keys that waited while the program was busy do not look
like a scan.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from pos_app.domain.barcode import is_blank_scan
from ui.key_timing import (
    BOUNCE_MS,
    SCAN_LENGTH,
    SILENCE_MS,
    STALL_MS,
    TAKES_BLANKS,
    TAKES_SCANS,
    KeyClock,
    KeyTiming,
)
from ui.widgets.number_edit import ENTER_KEYS

TERMINATORS = (*ENTER_KEYS, Qt.Key.Key_Tab)
# Keys that a scanner presses with another one, or that it switches.
QUIET_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_Control, Qt.Key.Key_Alt)
CORRECTING_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
FUNCTION_KEYS = frozenset(Qt.Key(Qt.Key.Key_F1.value + n) for n in range(12))
GROUP_SEPARATOR = "\x1d"
# Starts that are tried for a scan after typed text.
MAX_READINGS = 12


class ScanSession(Protocol):
    """What the catcher needs of a session: the clock of the keys, and which codes are known."""

    @property
    def keys(self) -> KeyClock:
        """The clock of the key events."""

    def knows(self, code: str) -> bool:
        """Return whether a scanned code is known to this program."""


class ScanCatcher(QObject):
    """Emits `caught` with the code of every scan in any window, unless `paused`.

    It emits `bounced` instead for a code that a bouncing trigger sent twice.
    """

    caught = Signal(str)
    bounced = Signal(str)

    def __init__(self, session: ScanSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paused = False
        self._session = session
        self._keys = session.keys
        self._key_timing = KeyTiming(STALL_MS)
        self._editor: QLineEdit | None = None
        self._befores: list[str] = []  # the box's text before each run of keys
        self._ends = False  # whether the scanner sends a terminator, as seen so far
        self._last = ("", -BOUNCE_MS)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._silent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def watch(self, window: QWidget) -> None:
        """Follow keys that reach `window` while no widget in it has the focus."""
        window.installEventFilter(self)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        # A filter on the focused widget alone costs nothing while nobody types.
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The class first: `type` makes a Python enum for each of the many events that are no keys.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        window = self.parent()
        if isinstance(window, QWidget) and not window.isVisible():
            return False  # closed: another window has the keys
        focused = QApplication.focusWidget()
        # A key that the widget ignores reaches its parents too: count it once.
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
            return self._take_unprintable(event, now)
        self._keys.forget_scan()
        self._follow_key(watched, text, now)
        self._silence.start(STALL_MS if self._ends else SILENCE_MS)
        # A box shows the letters at once. A button must not be pressed by a space in the code.
        return self._editor is None and self._key_timing.quick

    def _take_unprintable(self, event: QKeyEvent, now: int) -> bool:
        """Take a key within a scan that types nothing for what separates the parts of a GS1 code.

        Scanners send it as the control character or as a function key, which must run nothing.
        """
        if event.key() in QUIET_KEYS:
            return False
        control = bool(event.text()) and event.key() not in CORRECTING_KEYS
        separates = control or event.key() in FUNCTION_KEYS
        if not (separates and self._key_timing.is_scan(now)):
            self._forget()
            return False
        self._add(GROUP_SEPARATOR, now)
        self._silence.start(STALL_MS if self._ends else SILENCE_MS)
        return True

    def _follow_key(self, watched: QObject, text: str, now: int) -> None:
        editor = watched if isinstance(watched, QLineEdit) else None
        if editor is not self._editor:
            if self._editor is None and editor is not None and self._key_timing.runs:
                # The first key at a button went to this box, and the focus with it.
                typed = self._key_timing.readings()[0]
                self._befores = [editor.text().removesuffix(typed)] * self._key_timing.runs
            else:
                self._key_timing.reset()
            self._editor = editor
        self._add(text, now)

    def _add(self, text: str, now: int) -> None:
        """Note a key of the burst; each run keeps what stood in the box before it."""
        if self._key_timing.key(text, now):
            del self._befores[self._key_timing.runs - 1 :]
            editor = self._editor
            there = editor.text() if editor is not None and isValid(editor) else ""
            self._befores.append(there)

    def _forget(self) -> None:
        self._key_timing.reset()
        self._silence.stop()

    def _end(self, now: int, key: Qt.Key) -> bool:
        if self._key_timing.is_scan(now):
            self._ends = True
            self._catch(now)
            return True
        if self._is_blank(now):
            self._drop_blank()
            return True
        self._forget()
        # The second Enter of a scanner that sends CR and LF triggers nothing.
        return key in ENTER_KEYS and self._keys.is_echo()

    def _is_blank(self, now: int) -> bool:
        if not self._key_timing.ends_quickly(now) or not is_blank_scan(self._key_timing.run):
            return False  # the box of older keys may be gone with its dialog
        editor = self._editor
        return editor is None or not isValid(editor) or not editor.property(TAKES_BLANKS)

    def _drop_blank(self) -> None:
        """Take back what a trigger pulled over nothing wrote: the scanner's prefix, as `]E0`."""
        self._put_back(self._befores[-1])
        self._keys.note_scan()
        self._forget()

    def _put_back(self, text: str) -> None:
        """Show again what stood in the box before the scan, unless the box is gone."""
        if self._editor is not None and isValid(self._editor):
            self._editor.setText(text)

    def _silent(self) -> None:
        # Keys may be queued behind this timer event: let them be processed first.
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
        self._put_back(before_it)
        before, at = self._last
        self._last = (code, now)
        self._keys.note_scan()
        if code == before and 0 <= now - at <= BOUNCE_MS and not queued:
            self.bounced.emit(code)
        else:
            self.caught.emit(code)

    def _reading(self) -> tuple[str, str]:
        """Return the code, and the text of the box before it.

        Several runs are an interrupted scan, or a scan after typed text; the first reading that is
        a known code decides. Of unknown codes it is the shortest that is long enough.
        """
        found = [
            pair
            for pair in zip(self._key_timing.readings(), self._befores, strict=True)
            if len(pair[0]) >= SCAN_LENGTH
        ]
        if len(found) == 1:
            return found[0]
        known = (pair for pair in found[-MAX_READINGS:] if self._session.knows(pair[0]))
        return next(known, found[-1])
