"""The choice of the language in which a paper names the goods."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from pos_app.languages import BOTH, LANGUAGE_NAMES, PAPER_LANGUAGES


def names_choice() -> QComboBox:
    """Return a box with the languages, and both; the data of each is its code."""
    box = QComboBox()
    for code in PAPER_LANGUAGES:
        words = (
            QCoreApplication.translate("NamesChoice", "Names in both languages")
            if code == BOTH
            else QCoreApplication.translate("NamesChoice", "Names: {0}").format(
                LANGUAGE_NAMES[code]
            )
        )
        box.addItem(words, code)
    box.setAccessibleName(QCoreApplication.translate("NamesChoice", "Language of the goods' names"))
    return box
