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

from ui.pace import BOUNCE_MS, SILENCE_MS, TAKES_SCANS, Pace
from ui.widgets.number_edit import ENTER_KEYS

TERMINATORS = (*ENTER_KEYS, Qt.Key.Key_Tab)


class ScanSession(Protocol):
    """Whose clock tells a scanner from a hand, and who remembers the scan of just now."""

    def ticks(self) -> int: ...
    def note_scan(self) -> None: ...
    def is_echo(self) -> bool: ...


class ScanCatcher(QObject):
    """Emits `caught` with the code of every scan in any window of the program, unless `paused`."""

    caught = Signal(str)
    bounced = Signal(str)

    def __init__(self, session: ScanSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paused = False
        self._session = session
        self._pace = Pace()
        self._editor: QLineEdit | None = None
        self._before = ""
        self._last = ("", -BOUNCE_MS)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._end_in_silence)
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
        if self.paused or watched.property(TAKES_SCANS):
            return False
        return self._take(watched, event)

    def _take(self, watched: QObject, event: QKeyEvent) -> bool:
        now = event.timestamp() or self._session.ticks()
        if event.isAutoRepeat() and self._pace.is_held(now):
            self._forget()
            return False
        if event.key() in TERMINATORS:
            return self._end(now, Qt.Key(event.key()))
        text = event.text()
        if not (text and text.isprintable()):
            if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
                self._forget()
            return False
        if self._pace.key(text, now):
            self._remember(watched)
        self._silence.start()
        # In a box the letters are shown as they come; a button must not be pressed by a blank.
        return self._editor is None and self._pace.quick

    def _remember(self, watched: QObject) -> None:
        self._editor = watched if isinstance(watched, QLineEdit) else None
        self._before = self._editor.text() if self._editor is not None else ""

    def _forget(self) -> None:
        self._pace.reset()
        self._silence.stop()

    def _end(self, now: int, key: Qt.Key) -> bool:
        if self._pace.is_scan(now):
            self._catch(now)
            return True
        self._forget()
        # The line feed of a scanner that sends CR and LF presses nothing.
        return key in ENTER_KEYS and self._session.is_echo()

    def _end_in_silence(self) -> None:
        if self._pace.is_silent_scan:
            self._catch(self._session.ticks())
        self._forget()

    def _catch(self, now: int) -> None:
        code = self._pace.run
        self._forget()
        if self._editor is not None:
            self._editor.setText(self._before)
        before, at = self._last
        self._last = (code, now)
        self._session.note_scan()
        if code == before and 0 <= now - at <= BOUNCE_MS:
            self.bounced.emit(code)
        else:
            self.caught.emit(code)
