"""Opens the guide over a window or over the dialog in front of it, and the page of keys from it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget

from pos_app.languages import LanguageCode
from ui.guide.guide_dialog import GuideDialog
from ui.guide.places import DIALOGS, anchor_of
from ui.help_overlay import HelpOverlay, Section
from ui.theme import Theme


class Reader(Protocol):
    """Whoever reads: in which language and theme."""

    @property
    def language(self) -> LanguageCode:
        """The language of the screen."""

    @property
    def theme(self) -> Theme:
        """The look of the screen."""


def show_guide(
    window: QWidget,
    anchor: str,
    session: Reader,
    columns: list[list[Section]] | None = None,
    dialog: QWidget | None = None,
) -> None:
    """Show the guide at `anchor`, or where it tells of `dialog` or the one that is in front.

    `columns` are the window's keys, if they are not the till's. Each of the two pages leads to the
    other, until one is closed.
    """
    front = QApplication.activeModalWidget() if dialog is None else dialog
    if isinstance(front, GuideDialog | HelpOverlay):
        return
    place = anchor if front is None else anchor_of(front, DIALOGS, anchor)
    over = window if front is None else front
    while GuideDialog.show_over(place, session.language, session.theme, over):
        if not HelpOverlay.show_over(over, columns):
            return


def show_keys(
    window: QWidget,
    anchor: str,
    session: Reader,
    columns: list[list[Section]] | None = None,
) -> None:
    """Show the page of all keys, and the guide if it is wanted from there."""
    if HelpOverlay.show_over(window, columns):
        show_guide(window, anchor, session, columns)
