"""The confirmed total in large type, with its completeness."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import divide_half_up
from pos_app.domain.review_items import of_people
from pos_app.languages import LanguageCode
from pos_app.services.office.book_view import (
    BookView,
    Status,
    count_parts,
    drawers_text,
    net_text,
    orders_text,
    percent,
    planned_days,
    potential_text,
)
from ui.office.target_bar import Mark, TargetBar
from ui.texts import long_day_words, short_rupiah
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import label

_TOKENS = {
    "disputed": "wrong",
    "orders_disputed": "wrong",
    "set_aside": "wrong",
    "missing": "look",
    "gaps": "look",
    "on_paper": "soft",
    "paper": "soft",
    "interim": "soft",
    "interim_contradicted": "look",
    "by_light": "look",
    "declared_empty": "soft",
    "withdrawn": "soft",
    "complete": "accent",
}


class Headline(QFrame):
    """Shows the confirmed total, the till-days received, and what is missing or disputed."""

    def __init__(self, theme: Theme, language: LanguageCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._language = language
        self.caption = label(kind="soft")
        self.total = FitLabel(44)
        self.completeness = label(wrap=True)
        self.target = TargetBar(theme)
        self.calls = KeyButton(self.tr("Whom to phone"), "F5", "small")
        self.review = KeyButton("", "F4", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        for figure in (self.caption, self.total, self.completeness):
            figures.addWidget(figure)
        top.addLayout(figures, 1)
        # One below the other, so that the total keeps its size in a narrow window.
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.calls)
        buttons.addWidget(self.review)
        buttons.addStretch(1)
        top.addLayout(buttons)
        column.addLayout(top)
        column.addWidget(self.target)

    def set_compact(self, compact: bool) -> None:
        """Reduce the margins, for a low window."""
        margin = 6 if compact else 12
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(20, margin, 20, margin)
        layout.setSpacing(1 if compact else 4)

    def show_view(self, view: BookView) -> None:
        """Show the figures of `view`."""
        status = view.status
        day = long_day_words(status.through, self._language)
        self.caption.setText(self.tr("Confirmed turnover through {0}").format(day))
        self.total.setText(net_text(status, self._language))
        parts = self._parts(status)
        # A dot stays at the end of a line, with the part before it.
        self.completeness.setText("&nbsp;· ".join(self._colored(*part) for part in parts))
        self.setAccessibleName(
            " · ".join([self.caption.text(), self.total.text(), *(words for words, _ in parts)])
        )
        self.calls.setVisible(bool(status.missing or status.conflicts))
        count = len(of_people(each.item for each in view.review))
        self.review.set_words(self.tr("Worth a look ({0})").format(count))
        over = max(0, status.disputed.high)
        self.target.show_amounts(status.totals.net, over, self._marks(status))

    def _colored(self, words: str, token: str) -> str:
        color = self._theme.color(token).name()
        return f'<span style="color:{color}; font-weight:600">{escape(words)}</span>'

    def _parts(self, status: Status) -> list[tuple[str, str]]:
        """Return the parts of the completeness, each with its colour token."""
        parts = count_parts(status, self._language)
        found = [(part.words, _TOKENS.get(part.key, "ink")) for part in parts]
        drawers = drawers_text(status, self._language)
        apart = orders_text(status, self._language), potential_text(status, self._language)
        found += [(drawers, "look")] if drawers else []
        return [*found, *((words, "soft") for words in apart if words)]

    def _marks(self, status: Status) -> tuple[Mark, ...]:
        target = status.plan.target
        marks = self._earlier_mark(status)
        if not target:
            return marks
        share = percent(status.totals.net, target, self._language)
        words = self.tr("{0} of the target {1}")
        amount = f"Rp{short_rupiah(target, self._language)}"
        return (*marks, Mark(target, words.format(share, amount)))

    def _earlier_mark(self, status: Status) -> tuple[Mark, ...]:
        """What the earlier fair would have sold in as many days as this one has.

        None where nobody knows how many days it had.
        """
        earlier, days = status.plan.earlier, planned_days(status)
        if earlier is None or not earlier.net or not earlier.days:
            return ()
        amount = divide_half_up(earlier.net * days, earlier.days)
        words = f"{earlier.name} Rp{short_rupiah(amount, self._language)}"
        if days != earlier.days:
            words = self.tr("{0} if it had had {1} days").format(words, days)
        return (Mark(amount, words),)
