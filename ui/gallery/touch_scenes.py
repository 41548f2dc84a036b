"""Scenes of what is filled in by touch: dialogs with keys for numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.gallery.stage import Scene, Stage
from ui.widgets.ask_dialog import AskedFrom


def _asked(stage: Stage) -> AskedFrom:
    stage.fill_cart(3)
    return AskedFrom(stage.window, None, by_pointer=True)


def quantity(stage: Stage) -> QWidget:
    """The dialog of the number of pieces."""
    from ui.sell.quantity_dialog import QuantityDialog

    asked = _asked(stage)
    dialog = QuantityDialog(stage.session, stage.session.cart.items[0])
    dialog.offer_pad(stage.shop.settings, dialog.edit, asked)
    return stage.show(dialog)


def price(stage: Stage) -> QWidget:
    """The dialog of a bargained price."""
    from ui.sell.price_dialog import PriceDialog

    asked = _asked(stage)
    dialog = PriceDialog(stage.session, stage.session.cart.items[0])
    dialog.offer_pad(stage.shop.settings, dialog.edit, asked)
    return stage.show(dialog)


def discount(stage: Stage) -> QWidget:
    """The dialog of a discount on the sale."""
    from ui.sell.discount_dialog import DiscountDialog

    asked = _asked(stage)
    dialog = DiscountDialog(stage.session, stage.session.cart)
    dialog.offer_pad(stage.shop.settings, dialog.edit, asked)
    return stage.show(dialog)


SCENES: dict[str, Scene] = {
    "touch-quantity": quantity,
    "touch-price": price,
    "touch-discount": discount,
}
