"""Where a scan goes that was made at any screen of the till's window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from pos_app.domain.goods_note import is_goods_note
from pos_app.domain.orders import is_order_slip
from pos_app.services.day import handover
from ui.session import Session

if TYPE_CHECKING:
    from ui.orders.order_desk import OrderDesk
    from ui.sell.sell_screen import SellScreen
    from ui.till.till_screen import TillScreen


class ScanWindow(Protocol):
    """The till's window: its screens, and what is done with orders."""

    @property
    def sell(self) -> SellScreen:
        """The sell screen."""

    @property
    def till(self) -> TillScreen:
        """The till screen."""

    @property
    def desk(self) -> OrderDesk:
        """What is done with orders and inquiries."""

    def show_screen(self, name: str) -> None:
        """Bring a screen to the front."""

    def window(self) -> QWidget:
        """The widget itself, over which dialogs are shown."""


def route_scan(window: ScanWindow, session: Session, code: str) -> None:
    """Take a scan into the dialog in front or the sale, or as what a till or the office wrote.

    That is an acknowledgement, a note of goods or the slip of an order.
    """
    if session.scan_taker is not None:
        session.scan_taker(code)
    elif handover.is_acknowledgement(code):
        window.show_screen("till")
        window.till.record_receipt(code)
    elif window.sell.paying:
        window.show_screen("sell")
        window.sell.take_scan(code)
    elif is_goods_note(code):
        from ui.products.goods_between_stands import GoodsBetweenStands

        GoodsBetweenStands(session, window.window()).receive(code)
    elif is_order_slip(code):
        window.desk.open_slip(code)
    else:
        window.show_screen("sell")
        window.sell.take_scan(code)
