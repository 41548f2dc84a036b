"""The fair in pictures, one question at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.domain.sale import Method
from pos_app.services.office_desk import DeskView
from ui.office.office_session import OfficeSession
from ui.texts import method_words, weekday_words
from ui.widgets.bars import Bar, RankBars
from ui.widgets.polish import card, label

QUESTIONS = ("day", "stand", "maker", "category", "method")


class ChartsPage(QWidget):
    """Shows what is confirmed by day, stand, maker, category or way of paying."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question = QUESTIONS[0]
        self.choices: dict[str, QPushButton] = {}
        self.completeness = label(kind="hint", wrap=True)
        self.bars = RankBars(session.theme, self.tr("Turnover"))
        self._build()
        session.view_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 16, 14)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        for question in QUESTIONS:
            button = QPushButton(self._words(question))
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(question == self._question)
            button.clicked.connect(partial(self.ask, question))
            group.addButton(button)
            self.choices[question] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        frame, inner = card(20, 8)
        inner.addWidget(self.completeness)
        inner.addWidget(self.bars, 1)
        column.addWidget(frame, 1)
        self.bars.rest = self.tr("and {0} more in the report")

    def _words(self, question: str) -> str:
        return {
            "day": self.tr("By day"),
            "stand": self.tr("By stand"),
            "maker": self.tr("By maker"),
            "category": self.tr("By category"),
            "method": self.tr("By way of paying"),
        }[question]

    def ask(self, question: str, _checked: bool = False) -> None:
        """Another question."""
        self._question = question
        self.choices[question].setChecked(True)
        self.refresh()

    def refresh(self) -> None:
        view = self._session.view
        if view is None:
            return
        status = view.status
        words = self.tr("Confirmed figures of {0} of {1} till-days.")
        self.completeness.setText(words.format(status.received, status.expected))
        self.bars.setAccessibleName(self._words(self._question))
        self.bars.show_bars(self._bars(view))

    def _bars(self, view: DeskView) -> Sequence[Bar]:
        found = view.status.confirmed
        if self._question == "day":
            language = self._session.language
            return [Bar(weekday_words(row.key, language), row.net) for row in found.by_day]
        if self._question == "method":
            totals = found.totals
            methods = (Method.CASH, Method.QRIS, Method.TRANSFER, Method.CARD)
            return _ranked([(method_words(m), getattr(totals, str(m))) for m in methods])
        if self._question == "stand":
            names = {stand.code: stand.name for stand in view.status.plan.stands}
            return _ranked([(f"{r.key} {names.get(r.key, '')}", r.net) for r in found.by_stand])
        if self._question == "maker":
            return _ranked([(str(dict(r.extra)["name"]), r.net) for r in found.by_maker])
        return _ranked([(row.key or "–", row.net) for row in found.by_category])

    def focus_home(self) -> None:
        self.choices[self._question].setFocus(Qt.FocusReason.OtherFocusReason)


def _ranked(amounts: list[tuple[str, int]]) -> list[Bar]:
    """The largest first."""
    return [Bar(name, net) for name, net in sorted(amounts, key=lambda each: (-each[1], each[0]))]
