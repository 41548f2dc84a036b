"""The closed days and the state of their handover to the office."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.services.day.handover import DayHandover, HandoverState, state_of
from ui.texts import day_words


def state_words(state: HandoverState) -> str:
    """A sign and words for a state: colour alone is not enough to tell it."""
    return {
        HandoverState.OWED: QCoreApplication.translate("DayStates", "○ not handed over yet"),
        HandoverState.WRITTEN: QCoreApplication.translate("DayStates", "◐ written, not confirmed"),
        HandoverState.RECEIVED: QCoreApplication.translate("DayStates", "● the office has it"),
    }[state]


class DaysList(QListWidget):
    """One row for each day, the newest first; no row can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Days and their hand-over"))

    def show_days(self, days: Sequence[DayHandover], language: str) -> None:
        """Shows `days`; those that are not handed over yet are bold."""
        self.clear()
        for day in days:
            parts = (
                day_words(day.close.day, language).rpartition(" ")[0],
                format_rupiah(day.close.totals.net),
                state_words(state_of(day)),
            )
            item = QListWidgetItem("  ·  ".join(parts))
            item.setToolTip(day.path)
            if state_of(day) is HandoverState.OWED:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.addItem(item)
