"""Codes pasted or scanned at the office: a closing slip, interim totals, or a till's key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.services.office import decisions
from pos_app.services.office.file_intake import KEY_PREFIX, SLIP_PREFIX, interim_codes_in
from ui.alerts import Level
from ui.office.office_session import OfficeSession
from ui.widgets.reason_dialog import ReasonDialog


class CodeHandler(QObject):
    """Recognises a code by its prefix. A key is accepted only with a reason."""

    def __init__(self, session: OfficeSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def knows(self, text: str) -> bool:
        """Return whether a book is open and `text` is such a code, or a chat with such."""
        if self._session.book is None:
            return False
        return text.startswith((SLIP_PREFIX, KEY_PREFIX)) or bool(interim_codes_in(text))

    def handle(self, text: str) -> None:
        """Take a slip's or interim code, or ask whether to accept a key; refuse any other code."""
        if not self.knows(text):
            words = self.tr(
                "That code is neither a closing slip, nor an interim total, nor a till's key."
            )
            self._session.say(words, Level.WARNING)
        elif text.startswith(SLIP_PREFIX):
            self._session.take_codes([text])
        elif not text.startswith(KEY_PREFIX):
            self._session.take_codes(interim_codes_in(text))
        else:
            self._ask_about_key(text)

    def _ask_about_key(self, text: str) -> None:
        session, book = self._session, self._session.book
        assert book is not None
        key = session.attempt(lambda: decisions.scanned_key(book, text))
        if key is None:
            return
        heading = self.tr("Accept key {0} for stand {1}, till {2}?")
        words = heading.format(key.fingerprint, key.stand, key.till)
        hint = self.tr("Compare it with the laptop's screen: Settings → This till's key.")
        reasons = [self.tr("laptop seen"), self.tr("by telephone")]
        reason = ReasonDialog.ask(words, self.tr("Accept"), reasons, self._window, hint)
        if reason is not None:
            work = partial(decisions.accept_scanned_key, book, text, session.operator, reason)
            session.run(work, self._accepted)

    def _accepted(self, _decided: object) -> None:
        self._session.say(self.tr("The key is accepted and signed. It can be taken back."))
        self._session.refresh()
