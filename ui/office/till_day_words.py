"""The texts, signs and colours of the states of a till-day; never a colour alone."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode, known_language
from pos_app.review_words import item_words
from pos_app.services.office.book_view import (
    DisputedRange,
    Drawer,
    StandTill,
    TillDayState,
    TillDayStatus,
    TillReview,
)
from pos_app.services.office.photo_messages import PartialDay, partial_text, places_text
from ui.texts import long_day_words, short_rupiah
from ui.theme import Theme

SIGNS = {
    TillDayState.RECEIVED: "✓",
    TillDayState.REVISED: "↻",
    TillDayState.NO_SALES: "0",
    TillDayState.PAPER: "§",
    TillDayState.MISSING: "…",
    TillDayState.LOOK: "?",
    TillDayState.DISPUTED: "≠",
    TillDayState.SET_ASIDE: "!",
    TillDayState.WITHDRAWN: "×",
    TillDayState.FUTURE: "–",
    TillDayState.FREE: "",
}
# The states in the legend, in its order.
_NOT_IN_LEGEND = (TillDayState.WITHDRAWN, TillDayState.FUTURE, TillDayState.FREE)
LEGEND = tuple(state for state in SIGNS if state not in _NOT_IN_LEGEND)
_TOKENS = {
    TillDayState.RECEIVED: ("accent", "accent_tint"),
    TillDayState.NO_SALES: ("soft", "hairline"),
    TillDayState.MISSING: ("look", "look_tint"),
    TillDayState.LOOK: ("look", "look_tint"),
    TillDayState.DISPUTED: ("wrong", "wrong_tint"),
    TillDayState.SET_ASIDE: ("wrong", "wrong_tint"),
    TillDayState.WITHDRAWN: ("soft", "hairline"),
    TillDayState.FUTURE: ("soft", "raised"),
    TillDayState.FREE: ("soft", "card"),
}
_TINTS = {TillDayState.REVISED: 2, TillDayState.PAPER: 4}
_AMOUNT = (TillDayState.RECEIVED, TillDayState.REVISED, TillDayState.LOOK, TillDayState.PAPER)


class Colors(NamedTuple):
    """A text colour and the background on which it is readable."""

    ink: QColor
    ground: QColor


def colors(state: TillDayState, theme: Theme) -> Colors:
    """Return the colours of a state in a theme."""
    if state in _TINTS:
        ground, ink = theme.tint(_TINTS[state])
        return Colors(ink, ground)
    ink_token, ground_token = _TOKENS[state]
    return Colors(theme.color(ink_token), theme.color(ground_token))


def state_words(state: TillDayState) -> str:
    """Return the name of a state."""
    return {
        TillDayState.RECEIVED: QCoreApplication.translate("OfficeCells", "received"),
        TillDayState.REVISED: QCoreApplication.translate("OfficeCells", "revised"),
        TillDayState.NO_SALES: QCoreApplication.translate("OfficeCells", "no sales"),
        TillDayState.PAPER: QCoreApplication.translate("OfficeCells", "on paper"),
        TillDayState.MISSING: QCoreApplication.translate("OfficeCells", "missing"),
        TillDayState.LOOK: QCoreApplication.translate("OfficeCells", "needs a look"),
        TillDayState.DISPUTED: QCoreApplication.translate("OfficeCells", "disputed"),
        TillDayState.SET_ASIDE: QCoreApplication.translate("OfficeCells", "set aside"),
        TillDayState.WITHDRAWN: QCoreApplication.translate("OfficeCells", "withdrawn"),
        TillDayState.FUTURE: QCoreApplication.translate("OfficeCells", "not due yet"),
        TillDayState.FREE: QCoreApplication.translate("OfficeCells", "does not sell"),
    }[state]


def status_words(status: TillDayStatus) -> str:
    """Return the name of a till-day's state; a decision in place of a file is named as one."""
    if _is_declared_empty(status):
        return QCoreApplication.translate("OfficeCells", "declared empty")
    return state_words(status.state)


def _is_declared_empty(status: TillDayStatus) -> bool:
    return status.state is TillDayState.NO_SALES and not status.counted


def cell_text(status: TillDayStatus, language: str) -> str:
    """Return the text of a cell: the sign, and the amount or the state's name."""
    sign = SIGNS[status.state]
    if status.state in (TillDayState.FUTURE, TillDayState.FREE):
        return sign
    if status.state in _AMOUNT:
        return f"{sign} {short_rupiah(status.amount, language)}"
    if status.interim is not None and status.state is TillDayState.MISSING:
        return f"{INTERIM} {short_rupiah(status.interim.net, language)}"
    if status.partials and status.state is TillDayState.MISSING:
        return f"{BY_PHOTO} {_count_words(status)}"
    if _is_declared_empty(status):  # the full words do not fit into a cell
        words = QCoreApplication.translate("OfficeCells", "empty")
        return f"{sign} {words}"
    return f"{sign} {status_words(status)}"


BY_PHOTO = "◔"
"""Stands before how many parts of a day have come by photo."""
INTERIM = "~"
"""Stands before what a till says that it has sold so far."""
DECIDED = "●"
"""Stands in the corner of a cell that a decision made."""


def short_drawer_words(status: TillDayStatus, language: str) -> str:
    """Return `drawer −29 k` where a drawer held less or more than it should, else nothing.

    Below an interim total stands its time, and what of the day has come by photo.
    """
    if status.partials:
        words = QCoreApplication.translate("OfficeCells", "by photo")
        has_line = status.interim is None and status.state is TillDayState.MISSING
        return words if has_line else f"{BY_PHOTO} {_count_words(status)}"
    if status.interim is not None and status.state is TillDayState.MISSING:
        return told_at(status)
    if status.state not in _AMOUNT or not any(each.drawer.difference for each in status.drawers):
        return ""
    words = QCoreApplication.translate("OfficeCells", "drawer {0}")
    amount = short_rupiah(status.drawer_difference, language)
    return words.format(f"+{amount}" if status.drawer_difference > 0 else amount)


def _count_words(status: TillDayStatus) -> str:
    """Return `7/9`: the parts that have come by photo, of those that are enough."""
    most = max(status.partials, key=lambda each: each.have)
    return f"{most.have}/{most.need}"


def partial_words(partial: PartialDay, language: LanguageCode) -> str:
    """Return what of a day has come by photo, and which screens to ask for again."""
    words = QCoreApplication.translate("OfficeCells", "By photo: {0}. Still to photograph: {1}.")
    return words.format(partial_text(partial, language), places_text(partial, language))


def shift_words(drawer: Drawer) -> str:
    """Return who had a drawer inside a day and what differed in each shift; empty for none."""
    words = QCoreApplication.translate("OfficeCells", "Shift {0}: {1} until {2}  ·  {3} of {4}{5}")
    differs = QCoreApplication.translate("OfficeCells", "difference {0}")
    lines = []
    for shift in drawer.shifts:
        signed = format_rupiah(shift.difference)
        signed = f"+{signed}" if shift.difference > 0 else signed
        more = f"  ·  {differs.format(signed)}" if shift.difference else ""
        more += f"  ({shift.reason})" if shift.difference and shift.reason else ""
        amounts = format_rupiah(shift.counted), format_rupiah(shift.expected)
        at = shift.at[11:16].replace(":", ".")
        lines.append(words.format(shift.number, shift.by or "?", at, *amounts, more))
    return "\n".join(lines)


def drawer_words(drawer: Drawer) -> str:
    """Return what was counted in a drawer, what differs, the second count, and who counted."""
    words = QCoreApplication.translate("OfficeCells", "Drawer: {0} of {1}  ·  counted by {2}")
    expected, counted = format_rupiah(drawer.expected), format_rupiah(drawer.counted)
    text = words.format(counted, expected, drawer.counted_by or "?")
    if drawer.difference:
        signed = format_rupiah(drawer.difference)
        words = QCoreApplication.translate("OfficeCells", "difference {0}")
        text += "\n" + words.format(f"+{signed}" if drawer.difference > 0 else signed)
        text += f"  ({drawer.reason})" if drawer.reason else ""
    if drawer.verified is not None:
        words = QCoreApplication.translate("OfficeCells", "second count {0} by {1}")
        text += "\n" + words.format(format_rupiah(drawer.verified), drawer.verified_by or "?")
    elif drawer.verified_by:
        words = QCoreApplication.translate("OfficeCells", "witnessed by {0}")
        text += "\n" + words.format(drawer.verified_by)
    return text


def place_words(place: StandTill) -> str:
    """Return `A01 · 2  Dekranasda`: stand, till, name."""
    return f"{place.stand} · {place.till}  {place.name}".rstrip()


def span_words(span: DisputedRange) -> str:
    """Return `between Rp4.180.000 and Rp4.355.000`, or one amount if both are equal."""
    if span.low == span.high:
        return format_rupiah(span.low)
    words = QCoreApplication.translate("OfficeCells", "between {0} and {1}")
    return words.format(format_rupiah(span.low), format_rupiah(span.high))


def cell_sentence(place: StandTill, day: str, status: TillDayStatus, language: str) -> str:
    """Return a cell as a sentence, for the tool tip and for screen readers."""
    parts = [place_words(place), long_day_words(day, language), status_words(status)]
    if status.state is TillDayState.DISPUTED:
        parts.append(span_words(status.disputed))
    elif status.state in _AMOUNT:
        parts.append(format_rupiah(status.amount))
    elif status.state is TillDayState.MISSING and place.phone:
        parts.append(place.phone)
    parts.append(interim_words(status))
    parts += [partial_text(each, known_language(language)) for each in status.partials]
    if status.made_by:
        parts.append(QCoreApplication.translate("OfficeCells", "decided by the office"))
    return ", ".join(filter(None, [*parts, short_drawer_words(status, language)]))


def told_at(status: TillDayStatus) -> str:
    """Return the time of a till-day's interim total, as `at 18.30`."""
    at = status.interim.at[11:16].replace(":", ".") if status.interim else ""
    return QCoreApplication.translate("OfficeCells", "at {0}").format(at)


def interim_words(status: TillDayStatus) -> str:
    """Return `interim at 18.30: Rp3.150.000, 42 sales`, or nothing without an interim total."""
    told = status.interim
    if told is None:
        return ""
    words = QCoreApplication.translate("OfficeCells", "interim at {0}: {1}, {2} sales")
    return words.format(told.at[11:16].replace(":", "."), format_rupiah(told.net), told.sales)


def review_words(each: TillReview, language: LanguageCode) -> str:
    """Return one thing worth a look: rupiah, what, time, receipt and person."""
    item = each.item
    amount = format_rupiah(item.amount) if item.amount else ""
    time = item.at[11:16].replace(":", ".")
    parts = (amount, item_words(item, language), time, item.number, item.by)
    return "  ·  ".join(filter(None, parts))
