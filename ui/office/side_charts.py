"""The charts beside the grid: turnover by day, and by maker from the largest."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pos_app.services.office.book_view import BookView
from ui.texts import weekday_words
from ui.theme import Theme
from ui.widgets.bars import Bar, HourBars, RankBars
from ui.widgets.restyle import card, label


class SideCharts(QWidget):
    """Shows confirmed figures only, like the headline's total."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.days = HourBars(theme, self.tr("By day"))
        self.makers = RankBars(theme, self.tr("By maker"))
        self.makers.rest = self.tr("and {0} more makers")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.not_final = label(self.tr("* paler: not everything of that day is here"), "soft")
        by_day = _titled(self.tr("By day, in thousands"), self.days, self.not_final)
        column.addWidget(by_day, 2)
        column.addWidget(_titled(self.tr("By maker"), self.makers), 3)

    def show_view(self, view: BookView) -> None:
        """Show the figures of `view`."""
        confirmed = view.status.confirmed
        days = [(row.key, row.net) for row in confirmed.by_day]
        open_days = {day for _, _, day in view.status.doubtful}
        self.days.show_bars([self._day_bar(day, net, day in open_days) for day, net in days])
        self.not_final.setVisible(any(day in open_days for day, _ in days))
        makers = [(str(dict(row.extra)["name"]), row.net) for row in confirmed.by_maker]
        ranked = sorted(makers, key=lambda maker: (-maker[1], maker[0]))
        self.makers.show_bars([Bar(name, net) for name, net in ranked])

    def _day_bar(self, day: str, net: int, is_open: bool) -> Bar:
        name = weekday_words(day, self._language) + "*" * is_open
        return Bar(name, net, faint=is_open)


def _titled(title: str, widget: QWidget, *foot: QWidget) -> QFrame:
    frame, column = card(14, 6)
    column.addWidget(label(title, "strong"))
    column.addWidget(widget, 1)
    for each in foot:
        column.addWidget(each)
    return frame
