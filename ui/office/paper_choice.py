"""The choice of how the office's papers look: their language and their letterhead."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pos_app.languages import LANGUAGE_NAMES
from pos_app.services.office import letterheads
from pos_app.services.office.letterheads import Letterhead
from ui.office.letterhead_dialog import LetterheadDialog
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton


class PaperChoice(QWidget):
    """Stores a choice at once, and emits `changed` so that papers are made again."""

    changed = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.languages = QComboBox()
        self.letterhead = KeyButton(self.tr("Letterhead…"), "F3", "small")
        for code, name in LANGUAGE_NAMES.items():
            self.languages.addItem(name, code)
        chosen = letterheads.paper_language(session.settings)
        self.languages.setCurrentIndex(self.languages.findData(chosen))
        self.languages.setAccessibleName(self.tr("Language of the papers"))
        self.languages.setToolTip(self.tr("Language of the papers"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.languages, 1)
        row.addWidget(self.letterhead)
        self.languages.activated.connect(self._keep_language)
        self.letterhead.clicked.connect(self.ask)

    def _keep_language(self, _index: int) -> None:
        code, session = str(self.languages.currentData()), self._session
        store = partial(letterheads.store_paper_language, session.settings, code)
        session.run(store, self._stored)

    def ask(self) -> None:
        """Ask for the letterhead; what is stored is read on a worker thread."""
        read = partial(letterheads.stored_letterhead, self._session.settings)
        self._session.run(read, self._ask)

    def _ask(self, stored: Letterhead) -> None:
        session, view = self._session, self._session.view
        planned = letterheads.letterhead_of(view.status.plan) if view else Letterhead()
        chosen = LetterheadDialog.ask(session, stored, planned, self.window())
        if chosen is not None:
            store = partial(letterheads.store_letterhead, session.settings, chosen)
            session.run(store, self._stored)

    def _stored(self, _nothing: None) -> None:
        self.changed.emit()
