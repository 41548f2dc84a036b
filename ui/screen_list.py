"""The screens of the main window: their names in the order of the rail, titles and factories.

A screen is imported and made when it is first shown, so that the first window opens fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.session import Session

# The last one, settings, is at the bottom of the rail.
NAMES = ("sell", "sales", "products", "labels", "today", "till", "orders", "settings")


def screen_title(name: str) -> str:
    """Return the title of the screen `name` in the current language."""
    texts = {
        "sell": QCoreApplication.translate("MainWindow", "Sell"),
        "sales": QCoreApplication.translate("MainWindow", "Sales"),
        "products": QCoreApplication.translate("MainWindow", "Products"),
        "labels": QCoreApplication.translate("MainWindow", "Labels"),
        "today": QCoreApplication.translate("MainWindow", "Today"),
        "till": QCoreApplication.translate("MainWindow", "Till"),
        "orders": QCoreApplication.translate("MainWindow", "Orders"),
        "settings": QCoreApplication.translate("MainWindow", "Settings"),
    }
    return texts[name]


def make_screen(name: str, session: Session) -> QWidget:
    """Make the screen `name`."""
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
    if name == "orders":
        from ui.orders.orders_screen import OrdersScreen

        return OrdersScreen(session)
    assert name == "settings", name
    from ui.settings.settings_screen import SettingsScreen

    return SettingsScreen(session)
