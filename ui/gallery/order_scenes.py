"""Scenes of orders and inquiries."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.contact import made_contact
from pos_app.domain.inquiry import Business
from pos_app.domain.orders import Deliver, Order, OrderTerms
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.services.catalogue import product_lookup
from pos_app.services.orders.inquiries import InquiryAsked, list_inquiries, note_inquiry
from pos_app.services.orders.lookup import list_orders, open_order
from pos_app.services.orders.taking import Buyer, take_order
from pos_app.services.selling import sales
from pos_app.services.shop.shop import Shop
from ui.gallery.stage import Scene, Stage
from ui.orders.cancel_dialog import CancelDialog
from ui.orders.cart_order import orders_in
from ui.orders.change_order_dialog import ChangeOrderDialog
from ui.orders.contact_dialog import ContactDialog
from ui.orders.deliver_dialog import DeliverDialog
from ui.orders.inquiry_dialog import InquiryDialog
from ui.orders.order_dialog import OrderDialog
from ui.orders.orders_screen import INQUIRIES, OrdersScreen

GUEST = made_contact("Grace Kim", "grace.kim@example.com", "gift boxes, please")
DUE_IN = (-3, 0, 12, 20, 31)  # days


def make_orders(shop: Shop) -> list[Order]:
    """Five open orders of several makers, one of them overdue, and two inquiries; once."""
    orders = list_orders(shop)
    if orders:
        return orders
    products = list({product.maker: product for product in sales_products(shop)}.values())
    today = shop.clock.now().date()
    for n, days in enumerate(DUE_IN):
        product, qty = products[n % len(products)], 2 + n
        terms = OrderTerms(
            maker=product.maker,
            what=product.name,
            qty=qty,
            total=product.price * qty,
            sku=product.sku,
            size="17 cm" if n % 2 else "",
            colour="merah" if n % 2 else "",
            due=(today + timedelta(days=days)).isoformat(),
            deliver=Deliver.SEND if n % 3 == 1 else Deliver.PICKUP,
            country=("", "AU", "KR")[n % 3],
        )
        buyer = Buyer(GUEST, shop.now())
        paid = [Payment(Method.QRIS if n % 2 else Method.CASH, terms.total // 2, confirmed=True)]
        take_order(shop, terms, paid, sale_id=sales.new_sale_id(shop), cashier="ANI", buyer=buyer)
    for n, business in enumerate((Business.EXPORT, Business.SHOP)):
        asked = InquiryAsked(
            pieces=(products[n].sku, products[n + 1].sku),
            country=("KR", "AU")[n],
            business=business,
            about_qty=200 * (n + 1),
            warm=3 - n,
            contact=GUEST,
            consent=True,
            cashier="ANI",
        )
        note_inquiry(shop, asked)
    assert len(list_inquiries(shop)) == 2
    return list_orders(shop)


def sales_products(shop: Shop) -> list[Product]:
    """The products of the stand."""
    return product_lookup.all_products(shop)


def _screen(stage: Stage) -> OrdersScreen:
    make_orders(stage.shop)
    stage.screen("orders")
    screen = stage.window.page("orders")
    assert isinstance(screen, OrdersScreen)
    return screen


def orders_open(stage: Stage) -> QWidget:
    """The list of open orders."""
    _screen(stage).chips.buttons["date"].click()
    return stage.window


def orders_by_maker(stage: Stage) -> QWidget:
    """The open orders by their makers."""
    _screen(stage).chips.buttons["maker"].click()
    return stage.window


def orders_inquiries(stage: Stage) -> QWidget:
    """The inquiries."""
    _screen(stage).chips.buttons[INQUIRIES].click()
    return stage.window


def _order_dialog(stage: Stage) -> OrderDialog:
    make_orders(stage.shop)
    stage.fill_cart(1)
    session = stage.session
    dialog = OrderDialog(session, orders_in(session.cart), "KR", stage.window)
    dialog.buyer.name.setText("Grace Kim")
    dialog.buyer.contact.setText("grace.kim@example.com")
    return dialog


def order_new(stage: Stage) -> QWidget:
    """An order from the cart."""
    return stage.show(_order_dialog(stage))


def order_whose(stage: Stage) -> QWidget:
    """An order from a cart with pieces of several makers."""
    stage.fill_cart(4)
    session = stage.session
    return stage.show(OrderDialog(session, orders_in(session.cart), "", stage.window))


def order_paying(method: Method) -> Scene:
    """The deposit of an order, paid by `method`."""

    def scene(stage: Stage) -> QWidget:
        dialog = _order_dialog(stage)
        dialog.buyer.agreed.setChecked(True)
        stage.show(dialog)
        if method is Method.CASH:
            dialog.begin_cash()
        else:
            dialog.begin_way(method)
        return dialog

    return scene


def order_done(stage: Stage) -> QWidget:
    """An order that is stored."""
    dialog = _order_dialog(stage)
    stage.show(dialog)
    dialog.pages.done.show_stored(
        "P-A01-1-0006", [("Kembalian", 2_500), ("Uang muka", 67_500), ("Sisa", 67_500)], ""
    )
    dialog.pages.show_done()
    return dialog


def order_deliver(stage: Stage) -> QWidget:
    """An order that is handed over."""
    order = make_orders(stage.shop)[1]
    found = open_order(stage.shop, order.number)
    return stage.show(DeliverDialog(stage.session, found, order.number, stage.window))


def order_cancel(stage: Stage) -> QWidget:
    """An order that is cancelled."""
    order = make_orders(stage.shop)[1]
    return stage.show(CancelDialog(order, stage.session.ticks, stage.window))


def order_change(stage: Stage) -> QWidget:
    """An order that gets another date."""
    order = make_orders(stage.shop)[1]
    return stage.show(ChangeOrderDialog(stage.session, order, stage.window))


def order_contact(stage: Stage) -> QWidget:
    """The contact of a buyer, which a lead reads."""
    return stage.show(ContactDialog("P-A01-1-0002", GUEST, stage.window))


def inquiry_new(stage: Stage) -> QWidget:
    """An inquiry about two pieces."""
    pieces = tuple(sales_products(stage.shop)[:2])
    dialog = InquiryDialog(stage.session, pieces, "AU", stage.window)
    dialog.buyer.name.setText("Matilda Jones")
    return stage.show(dialog)


SCENES: dict[str, Scene] = {
    "orders-open": orders_open,
    "orders-by-maker": orders_by_maker,
    "orders-inquiries": orders_inquiries,
    "order-new": order_new,
    "order-whose": order_whose,
    "order-paying-cash": order_paying(Method.CASH),
    "order-paying-qris": order_paying(Method.QRIS),
    "order-done": order_done,
    "order-deliver": order_deliver,
    "order-cancel": order_cancel,
    "order-change": order_change,
    "order-contact": order_contact,
    "inquiry-new": inquiry_new,
}
