"""The window's screens: their names, in the order of the rail, and how each is made.

A screen is imported and made when it is first shown: the first window waits for none but its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.session import Session

# Settings stand at the foot of the rail.
NAMES = ("sell", "sales", "products", "labels", "today", "till", "settings")


def screen_title(name: str) -> str:
    """What the rail calls that screen, in the language of now."""
    texts = {
        "sell": QCoreApplication.translate("MainWindow", "Sell"),
        "sales": QCoreApplication.translate("MainWindow", "Sales"),
        "products": QCoreApplication.translate("MainWindow", "Products"),
        "labels": QCoreApplication.translate("MainWindow", "Labels"),
        "today": QCoreApplication.translate("MainWindow", "Today"),
        "till": QCoreApplication.translate("MainWindow", "Till"),
        "settings": QCoreApplication.translate("MainWindow", "Settings"),
    }
    return texts[name]


def make_screen(name: str, session: Session) -> QWidget:
    """The screen of that name, new."""
    if name == "sell":
        from ui.sell.sell_screen import SellScreen

        return SellScreen(session)
    if name == "sales":
        from ui.sales.sales_screen import SalesScreen

        return SalesScreen(session)
    if name == "products":
        from ui.products.products_screen import ProductsScreen

        return ProductsScreen(session)
    if name == "labels":
        from ui.labels.labels_screen import LabelsScreen

        return LabelsScreen(session)
    if name == "today":
        from ui.today.today_screen import TodayScreen

        return TodayScreen(session)
    if name == "till":
        from ui.till.till_screen import TillScreen

        return TillScreen(session)
    assert name == "settings", name
    from ui.settings.settings_screen import SettingsScreen

    return SettingsScreen(session)
