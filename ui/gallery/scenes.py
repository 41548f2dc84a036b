"""All scenes: each function prepares the stage and returns the widget to grab."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from pos_app.domain.payment_methods import Method
from pos_app.services.catalogue import tiles
from pos_app.services.catalogue.tiles import TileSize
from pos_app.services.day.payouts import PayoutDoubt
from pos_app.services.selling import sale_search, stored_sales
from pos_app.services.selling.unconfirmed_qris import list_unconfirmed
from pos_app.services.shop.setting_keys import TILE_ORDER
from ui.gallery import (
    dialog_scenes,
    guard_scenes,
    handover_scenes,
    office_cells,
    office_scenes,
    order_scenes,
    paper_scenes,
    rescue_scenes,
    start_scenes,
    touch_scenes,
)
from ui.gallery.stage import Scene, Stage
from ui.main_window import MainWindow
from ui.sales.sales_screen import SalesScreen


def sell_empty(stage: Stage) -> QWidget:
    """The sell screen with an empty cart."""
    return stage.screen("sell")


def sell_cart(stage: Stage) -> QWidget:
    """The sell screen with four lines."""
    stage.fill_cart()
    return stage.screen("sell")


def sell_tiles(size: TileSize) -> Scene:
    """The sell screen with tiles of that size, two of them in front by choice."""

    def scene(stage: Stage) -> QWidget:
        stage.fill_cart()
        for product in stage.session.products[30:32]:
            tiles.set_favourite(stage.shop, product.sku, wanted=True)
        tiles.set_tile_size(stage.shop, size)
        stage.shop.settings.set(TILE_ORDER, tiles.SELLING)
        stage.screen("sales")
        window = stage.screen("sell")
        for product in stage.session.products[30:32]:
            tiles.set_favourite(stage.shop, product.sku, wanted=False)
        tiles.set_tile_size(stage.shop, "medium")
        stage.shop.settings.set(TILE_ORDER, tiles.CATALOGUE)
        return window

    return scene


def sell_long_cart(stage: Stage) -> QWidget:
    """The sell screen with more lines than fit."""
    stage.fill_cart(14)
    return stage.screen("sell")


def sell_search(stage: Stage) -> QWidget:
    """A search with results."""
    window = stage.screen("sell")
    window.sell.finder.box.setText("gelang")
    window.sell.finder._edited()
    return window


def sell_unknown(stage: Stage) -> QWidget:
    """A scan of an unknown code."""
    window = stage.screen("sell")
    window.sell.take_scan("8990000000017")
    return window


def pay_cash(stage: Stage) -> MainWindow:
    """Paying by cash."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_cash()
    return window


def pay_cash_pad(stage: Stage) -> QWidget:
    """Paying by cash with keys for numbers."""
    window = pay_cash(stage)
    window.sell.right_column.cash_touched.emit()
    window.sell.pad.pad.keys["5"].click()
    window.sell.pad.pad.keys["000"].click()
    return window


def pay_qris(stage: Stage) -> QWidget:
    """Paying by QRIS."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start(Method.QRIS)
    return window


def pay_qris_static(stage: Stage) -> QWidget:
    """Paying by the stand's static code, which a wallet takes that refused the other."""
    pay_qris(stage)
    stage.window.sell.right_column.qris.refused.click()
    return stage.window


def pay_transfer(stage: Stage) -> QWidget:
    """Paying by transfer."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start(Method.TRANSFER)
    return window


def pay_card(stage: Stage) -> QWidget:
    """Paying by card."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start(Method.CARD)
    return window


def pay_split(stage: Stage) -> QWidget:
    """Paying in several ways."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_split()
    return window


def saving(stage: Stage) -> QWidget:
    """A sale on its way to a slow disk."""
    pay_cash(stage)
    stage.session.saving.emit(True)
    return stage.window


def change(stage: Stage) -> QWidget:
    """The change of a stored sale."""
    window = stage.screen("sell")
    column = window.sell.right_column
    number = stored_sales.list_sales(stage.shop)[0].number
    column.change.show_sale(stored_sales.get_sale(stage.shop, number))
    column.setCurrentWidget(column.change)
    return window


def more(stage: Stage) -> QWidget:
    """The panel of further actions."""
    stage.fill_cart()
    window = stage.screen("sell")
    window.sell.right_column.show_more()
    return window


def sales(stage: Stage) -> QWidget:
    """The sales screen."""
    return stage.screen("sales")


def sales_further(stage: Stage) -> QWidget:
    """The sales screen while older sales are looked for."""
    window = stage.screen("sales")
    screen = window.page("sales")
    assert isinstance(screen, SalesScreen)
    first, sale_search.FIRST = sale_search.FIRST, 2
    screen.chips.chosen.emit("")
    screen.box.setText("a")
    screen.older.stop()
    sale_search.FIRST = first
    return window


def products(stage: Stage) -> QWidget:
    """The products screen."""
    return stage.screen("products")


def today(stage: Stage) -> QWidget:
    """The charts of the day."""
    return stage.screen("today")


def today_table(stage: Stage) -> QWidget:
    """The table of the day."""
    from ui.today.today_screen import TodayScreen

    window = stage.screen("today")
    page = window.page("today")
    assert isinstance(page, TodayScreen)
    page.pages.setCurrentIndex(1)
    return window


def till_running(stage: Stage) -> QWidget:
    """The till screen of an open day."""
    window = stage.screen("till")
    window.till.start()
    return window


def till_payout(stage: Stage) -> QWidget:
    """The question before a payout that is more than a maker is owed."""
    from ui.till.payout_dialog import PayoutDialog

    doubt = PayoutDoubt("Anyam Gunung Binjai", 2_834_500, 17_165_500, 16_900_000)
    return stage.show(PayoutDialog(20_000_000, doubt, stage.screen("till")))


def till_settle(stage: Stage) -> QWidget:
    """The QRIS payments to confirm before the count."""
    window = stage.screen("till")
    window.till.pages.setCurrentWidget(window.till.unconfirmed_qris)
    window.till.unconfirmed_qris.start(list_unconfirmed(stage.shop))
    return window


def till_count(stage: Stage) -> QWidget:
    """The count of the drawer."""
    window = stage.screen("till")
    window.till.start_count()
    for edit, pieces in zip(window.till.count.counter.pieces.values(), (12, 7, 3), strict=False):
        edit.set_number(pieces)
    return window


def till_open(stage: Stage) -> QWidget:
    """The panel that opens the till."""
    window = stage.screen("till")
    window.till.start_open()
    return window


def settings(stage: Stage) -> QWidget:
    """The settings screen."""
    return stage.screen("settings")


def settings_tiles(stage: Stage) -> QWidget:
    """The settings of the sell screen."""
    from ui.settings.settings_screen import SettingsScreen

    window = stage.screen("settings")
    screen = window.page("settings")
    assert isinstance(screen, SettingsScreen)
    stage.process_events()
    bar = screen.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(screen.tiles.y() - 40)
    return window


def settings_help(stage: Stage) -> QWidget:
    """The end of the settings: help from afar, with a code that this laptop does not know."""
    from ui.settings.settings_screen import SettingsScreen

    window = stage.screen("settings")
    screen = window.page("settings")
    assert isinstance(screen, SettingsScreen)
    screen.help.code.setText("3F0A7C")
    screen.help.show_crash()
    stage.process_events()
    bar = screen.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


def lock(stage: Stage) -> QWidget:
    """The lock screen."""
    window = stage.screen("sell")
    window.lock.show_lock()
    return window


def _buyer(kind: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from ui.buyer_view import MakerShown, ThankYou
        from ui.customer_display.customer_window import CustomerWindow

        window = CustomerWindow(stage.session)
        window.resize(*stage.size)
        if kind != "idle":
            stage.fill_cart(5)
        if kind == "qris":
            stage.window.sell.right_column.start(Method.QRIS)
        if kind == "maker":
            stage.session.set_cart(type(stage.session.cart)())
            stage.session.show_to_buyer(MakerShown(dialog_scenes.SAMPLE_MAKER))
        if kind == "thanks":
            stage.session.set_cart(type(stage.session.cart)())
            number = stored_sales.list_sales(stage.shop)[0].number
            stage.session.show_to_buyer(ThankYou(stored_sales.get_sale(stage.shop, number)))
        return stage.show(window)

    return scene


OPEN: dict[str, Scene] = {
    "sell": sell_empty,
    "sell-cart": sell_cart,
    "sell-tiles-small": sell_tiles("small"),
    "sell-tiles-large": sell_tiles("large"),
    "sell-long-cart": sell_long_cart,
    "sell-search": sell_search,
    "sell-unknown": sell_unknown,
    "pay-cash": pay_cash,
    "pay-cash-pad": pay_cash_pad,
    "pay-qris": pay_qris,
    "pay-qris-static": pay_qris_static,
    "pay-transfer": pay_transfer,
    "pay-card": pay_card,
    "pay-split": pay_split,
    "saving": saving,
    "change": change,
    "more": more,
    "sales": sales,
    "sales-further": sales_further,
    "products": products,
    "today": today,
    **paper_scenes.SCENES,
    **office_scenes.SCENES,
    **office_cells.SCENES,
    "today-table": today_table,
    "till-running": till_running,
    "till-payout": till_payout,
    "till-settle": till_settle,
    "till-count": till_count,
    "settings": settings,
    "settings-tiles": settings_tiles,
    "settings-help": settings_help,
    **{f"dialog-{name}": scene for name, scene in dialog_scenes.dialogs().items()},
    **touch_scenes.SCENES,
    **start_scenes.SCENES,
    **rescue_scenes.SCENES,
    **guard_scenes.SCENES,
    **order_scenes.SCENES,
    **{f"buyer-{kind}": _buyer(kind) for kind in ("idle", "cart", "qris", "thanks", "maker")},
}
# These close the day or cover the window, so they must come last.
LAST: dict[str, Scene] = {**handover_scenes.SCENES, "till-open": till_open, "lock": lock}
SCENES: dict[str, Scene] = {**OPEN, **LAST}
