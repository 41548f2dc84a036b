"""Asks for the buyer's country, for the office's count of foreign buyers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.widgets.ask_dialog import AskDialog

# ISO 3166-1 alpha-2 codes; the delegations and neighbours of past fairs come first.
COUNTRIES = (
    "ID",
    "AU",
    "KR",
    "MY",
    "SG",
    "JP",
    "CN",
    "TW",
    "BN",
    "TH",
    "IN",
    "NL",
    "DE",
    "FR",
    "GB",
    "US",
)


def country_words(code: str) -> str:
    """The country's name in the current language; an unknown code is returned as it is."""
    return {
        "ID": QCoreApplication.translate("Countries", "Indonesia"),
        "AU": QCoreApplication.translate("Countries", "Australia"),
        "KR": QCoreApplication.translate("Countries", "South Korea"),
        "MY": QCoreApplication.translate("Countries", "Malaysia"),
        "SG": QCoreApplication.translate("Countries", "Singapore"),
        "JP": QCoreApplication.translate("Countries", "Japan"),
        "CN": QCoreApplication.translate("Countries", "China"),
        "TW": QCoreApplication.translate("Countries", "Taiwan"),
        "BN": QCoreApplication.translate("Countries", "Brunei"),
        "TH": QCoreApplication.translate("Countries", "Thailand"),
        "IN": QCoreApplication.translate("Countries", "India"),
        "NL": QCoreApplication.translate("Countries", "Netherlands"),
        "DE": QCoreApplication.translate("Countries", "Germany"),
        "FR": QCoreApplication.translate("Countries", "France"),
        "GB": QCoreApplication.translate("Countries", "United Kingdom"),
        "US": QCoreApplication.translate("Countries", "United States"),
    }.get(code, code)


class CountryDialog(AskDialog):
    """One press chooses a country of the list; any other is typed by its two letters."""

    def __init__(self, country: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.country = country
        self.set_question(self.tr("Where does the buyer come from?"), self.tr("Take this"))
        self.buttons: dict[str, QPushButton] = {}
        self.other = QLineEdit("" if country in COUNTRIES else country)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, code in enumerate(COUNTRIES):
            button = QPushButton(country_words(code))
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setChecked(code == self.country)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, code))
            grid.addWidget(button, n // 4, n % 4)
            self.buttons[code] = button
        self.body.addLayout(grid)
        self.other.setMaxLength(2)
        self.other.setAccessibleName(self.tr("Country code"))
        self.other.setPlaceholderText(self.tr("Another country: its two letters, as NZ"))
        self.body.addWidget(self.other)
        self.other.setFocus()

    @classmethod
    def ask(cls, country: str, parent: QWidget | None = None) -> str | None:
        """Asks for the country code; empty for none, None when cancelled."""
        dialog = cls(country, parent)
        return dialog.country if dialog.confirmed() else None

    def _choose(self, code: str) -> None:
        self.country = "" if code == self.country else code
        self.accept()

    def problem(self) -> str:
        """Takes over the country code that was typed; refuses anything but two letters."""
        typed = self.other.text().strip().upper()
        if typed and not (len(typed) == 2 and typed.isascii() and typed.isalpha()):
            return self.tr("Two letters, such as NZ.")
        self.country = typed or self.country
        return ""
