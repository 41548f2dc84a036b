"""What a state of a till-day is called, its sign and its colours: never told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from pos_app.domain.money import format_rupiah
from pos_app.services.office.desk import DisputedRange, Place, Square, SquareState
from ui.texts import long_day_words, short_rupiah
from ui.theme import Theme

SIGNS = {
    SquareState.RECEIVED: "✓",
    SquareState.REVISED: "↻",
    SquareState.NO_SALES: "0",
    SquareState.PAPER: "§",
    SquareState.MISSING: "…",
    SquareState.LOOK: "?",
    SquareState.DISPUTED: "≠",
    SquareState.SET_ASIDE: "!",
    SquareState.WITHDRAWN: "×",
    SquareState.FUTURE: "–",
    SquareState.FREE: "",
}
# What the legend explains, in its order.
_UNEXPLAINED = (SquareState.WITHDRAWN, SquareState.FUTURE, SquareState.FREE)
LEGEND = tuple(state for state in SIGNS if state not in _UNEXPLAINED)
_TOKENS = {
    SquareState.RECEIVED: ("accent", "accent_tint"),
    SquareState.NO_SALES: ("soft", "hairline"),
    SquareState.MISSING: ("look", "look_tint"),
    SquareState.LOOK: ("look", "look_tint"),
    SquareState.DISPUTED: ("wrong", "wrong_tint"),
    SquareState.SET_ASIDE: ("wrong", "wrong_tint"),
    SquareState.WITHDRAWN: ("soft", "hairline"),
    SquareState.FUTURE: ("soft", "raised"),
    SquareState.FREE: ("soft", "card"),
}
_TINTS = {SquareState.REVISED: 2, SquareState.PAPER: 4}
_AMOUNT = (SquareState.RECEIVED, SquareState.REVISED, SquareState.LOOK, SquareState.PAPER)


@dataclass(frozen=True, slots=True)
class Colors:
    """An ink that is read on its ground."""

    ink: QColor
    ground: QColor


def colors(state: SquareState, theme: Theme) -> Colors:
    if state in _TINTS:
        ground, ink = theme.tint(_TINTS[state])
        return Colors(ink, ground)
    ink_token, ground_token = _TOKENS[state]
    return Colors(theme.color(ink_token), theme.color(ground_token))


def state_words(state: SquareState) -> str:
    """The state as one would say it."""
    return {
        SquareState.RECEIVED: QCoreApplication.translate("OfficeCells", "received"),
        SquareState.REVISED: QCoreApplication.translate("OfficeCells", "revised"),
        SquareState.NO_SALES: QCoreApplication.translate("OfficeCells", "no sales"),
        SquareState.PAPER: QCoreApplication.translate("OfficeCells", "on paper"),
        SquareState.MISSING: QCoreApplication.translate("OfficeCells", "missing"),
        SquareState.LOOK: QCoreApplication.translate("OfficeCells", "needs a look"),
        SquareState.DISPUTED: QCoreApplication.translate("OfficeCells", "in dispute"),
        SquareState.SET_ASIDE: QCoreApplication.translate("OfficeCells", "held back"),
        SquareState.WITHDRAWN: QCoreApplication.translate("OfficeCells", "withdrew"),
        SquareState.FUTURE: QCoreApplication.translate("OfficeCells", "not due yet"),
        SquareState.FREE: QCoreApplication.translate("OfficeCells", "does not sell"),
    }[state]


def cell_text(cell: Square, language: str) -> str:
    """What stands in the cell: its sign, and its amount where there is one."""
    sign = SIGNS[cell.state]
    if cell.state in (SquareState.FUTURE, SquareState.FREE):
        return sign
    if cell.state in _AMOUNT:
        return f"{sign} {short_rupiah(cell.net, language)}"
    return f"{sign} {state_words(cell.state)}"


def place_words(place: Place) -> str:
    """`A01 · 2  Dekranasda`."""
    return f"{place.stand} · {place.till}  {place.name}".rstrip()


def span_words(span: DisputedRange) -> str:
    """`between Rp4.180.000 and Rp4.355.000`; both sides may say the same amount."""
    if span.low == span.high:
        return format_rupiah(span.low)
    words = QCoreApplication.translate("OfficeCells", "between {0} and {1}")
    return words.format(format_rupiah(span.low), format_rupiah(span.high))


def cell_sentence(place: Place, day: str, cell: Square, language: str) -> str:
    """The whole cell in words, for the tool tip and for those who listen."""
    parts = [place_words(place), long_day_words(day, language), state_words(cell.state)]
    if cell.state is SquareState.DISPUTED:
        parts.append(span_words(cell.span))
    elif cell.state in _AMOUNT:
        parts.append(format_rupiah(cell.net))
    elif cell.state is SquareState.MISSING and place.phone:
        parts.append(place.phone)
    return ", ".join(parts)
