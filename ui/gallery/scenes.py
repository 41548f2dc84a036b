"""The scenes: each sets the stage and returns the widget to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.services import staff
from pos_app.services.catalogue import import_export, product_edit, product_lookup
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.selling import carts, refunds, stored_sales
from pos_app.services.selling.unconfirmed_qris import list_unconfirmed
from ui.gallery import handover_scenes, office_scenes, paper_scenes, start_scenes
from ui.gallery.stage import Scene, Stage

LONG_NAME = "Gelang manik Dayak lebar motif aso dan burung enggang " * 3


def sell_empty(stage: Stage) -> QWidget:
    return stage.screen("sell")


def sell_cart(stage: Stage) -> QWidget:
    stage.fill_cart()
    return stage.screen("sell")


def sell_long_cart(stage: Stage) -> QWidget:
    stage.fill_cart(14)
    return stage.screen("sell")


def sell_search(stage: Stage) -> QWidget:
    window = stage.screen("sell")
    window.sell.finder.box.setText("gelang")
    window.sell.finder._edited()
    return window


def sell_unknown(stage: Stage) -> QWidget:
    window = stage.screen("sell")
    window.sell.take_scan("8990000000017")
    return window


def pay_cash(stage: Stage) -> QWidget:
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_cash()
    return window


def pay_qris(stage: Stage) -> QWidget:
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_qris()
    return window


def pay_transfer(stage: Stage) -> QWidget:
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_transfer()
    return window


def pay_split(stage: Stage) -> QWidget:
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_split()
    return window


def change(stage: Stage) -> QWidget:
    """The panel alone is shown a stored sale: nothing is sold for the picture."""
    window = stage.screen("sell")
    column = window.sell.right_column
    number = stored_sales.list_sales(stage.shop)[0].number
    column.change.show_sale(stored_sales.get_sale(stage.shop, number))
    column.setCurrentWidget(column.change)
    return window


def more(stage: Stage) -> QWidget:
    stage.fill_cart()
    window = stage.screen("sell")
    window.sell.right_column.show_more()
    return window


def sales(stage: Stage) -> QWidget:
    return stage.screen("sales")


def products(stage: Stage) -> QWidget:
    return stage.screen("products")


def today(stage: Stage) -> QWidget:
    return stage.screen("today")


def today_table(stage: Stage) -> QWidget:
    from ui.today.today_screen import TodayScreen

    window = stage.screen("today")
    page = window.page("today")
    assert isinstance(page, TodayScreen)
    page.pages.setCurrentIndex(1)
    return window


def till_running(stage: Stage) -> QWidget:
    window = stage.screen("till")
    window.till.start()
    return window


def till_settle(stage: Stage) -> QWidget:
    window = stage.screen("till")
    window.till.pages.setCurrentWidget(window.till.unconfirmed_qris)
    window.till.unconfirmed_qris.start(list_unconfirmed(stage.shop))
    return window


def till_count(stage: Stage) -> QWidget:
    window = stage.screen("till")
    window.till.start_count()
    for edit, pieces in zip(window.till.count.counter.pieces.values(), (12, 7, 3), strict=False):
        edit.set_number(pieces)
    return window


def till_open(stage: Stage) -> QWidget:
    window = stage.screen("till")
    window.till.start_open()
    return window


def settings(stage: Stage) -> QWidget:
    return stage.screen("settings")


def lock(stage: Stage) -> QWidget:
    window = stage.screen("sell")
    window.lock.cover()
    return window


def _dialogs() -> dict[str, Scene]:
    return {
        "unlisted": unlisted,
        "price": price,
        "discount": discount,
        "note": note,
        "held": held,
        "country": country,
        "reason": reason,
        "refund": refund,
        "product": product,
        "stock": stock,
        "slip": slip,
        "import": import_preview,
        "pin": pin,
        "person": person,
        "recovery": recovery,
        "witness": witness,
        "keys": keys,
        "jobs": jobs,
    }


def unlisted(stage: Stage) -> QWidget:
    from ui.sell.unlisted_dialog import UnlistedDialog

    return stage.up(UnlistedDialog(stage.session, product_lookup.all_makers(stage.shop)))


def price(stage: Stage) -> QWidget:
    from ui.sell.price_dialog import PriceDialog

    stage.fill_cart(1)
    return stage.up(PriceDialog(stage.session, stage.session.cart.items[0]))


def discount(stage: Stage) -> QWidget:
    from ui.sell.discount_dialog import DiscountDialog

    stage.fill_cart(3)
    return stage.up(DiscountDialog(stage.session, stage.session.cart))


def note(stage: Stage) -> QWidget:
    from ui.sell.note_dialog import NoteDialog

    return stage.up(NoteDialog(LONG_NAME[:60], "bungkus kado"))


def held(stage: Stage) -> QWidget:
    from ui.sell.held_dialog import HeldDialog

    found = carts.held_carts(stage.shop)
    if not found:
        stage.fill_cart(2)
        carts.hold(stage.shop, stage.session.cart, "Bu Rina")
        found = carts.held_carts(stage.shop)
    return stage.up(HeldDialog(found))


def country(stage: Stage) -> QWidget:
    from ui.sell.country_dialog import CountryDialog

    return stage.up(CountryDialog("AU"))


def reason(stage: Stage) -> QWidget:
    from ui.widgets.reason_dialog import ReasonDialog

    return stage.up(ReasonDialog("A01-1-000023", "OK", ["salah barang", "pembeli pergi"]))


def refund(stage: Stage) -> QWidget:
    from ui.sales.refund_dialog import RefundDialog

    number = stored_sales.list_sales(stage.shop)[-1].number
    found = refunds.refundable(stage.shop, number)
    quoting = refunds.quote_refund
    return stage.up(RefundDialog(found, lambda asked: quoting(stage.shop, number, asked)))


def product(stage: Stage) -> QWidget:
    from ui.products.product_dialog import ProductDialog

    entry = product_edit.entry_of(stage.shop, stage.session.products[0])
    return stage.up(ProductDialog(stage.session, entry))


def stock(stage: Stage) -> QWidget:
    from ui.products.stock_dialog import StockDialog

    return stage.up(StockDialog(stage.session, stage.session.products[0]))


def slip(stage: Stage) -> QWidget:
    from ui.products.consignment_dialog import ConsignmentDialog

    dialog = ConsignmentDialog(stage.session)
    dialog.add_code(f"3*{stage.session.products[0].sku}")
    return stage.up(dialog)


def import_preview(stage: Stage) -> QWidget:
    from pos_app.services.demo import sample_catalogue
    from ui.products.import_dialog import ImportDialog

    path = sample_catalogue()
    return stage.up(
        ImportDialog(
            stage.session,
            path.name,
            lambda rule: import_export.import_file(stage.shop, path, dry_run=True, stock=rule),
        )
    )


def pin(stage: Stage) -> QWidget:
    from ui.staff.pin_dialog import PinDialog

    people = staff.people(stage.shop)
    heading = "A01-1-000023"
    return stage.up(PinDialog(stage.session, heading, people, lambda _person, _pin: None))


def person(stage: Stage) -> QWidget:
    from ui.staff.people_card import PersonDialog

    return stage.up(PersonDialog(stage.session))


def recovery(stage: Stage) -> QWidget:
    from ui.staff.people_card import RecoveryDialog

    return stage.up(RecoveryDialog("ABCDEFGHJKLM"))


def witness(stage: Stage) -> QWidget:
    from ui.till.witness_dialog import WitnessDialog

    return stage.up(WitnessDialog(stage.session))


def jobs(stage: Stage) -> QWidget:
    from ui.printing.jobs_dialog import JobsDialog

    printer_settings.set_printer(stage.shop, Printer("tcp://127.0.0.1:9", "generic58", auto=False))
    for sale in stored_sales.list_sales(stage.shop)[:3]:
        print_queue.queue_job(stage.shop, JobKind.RECEIPT, sale.number)
    dialog = stage.up(JobsDialog(stage.session, stage.session.printer))
    for job in print_queue.unfinished_jobs(stage.shop):
        print_queue.drop_job(stage.shop, job.id)
    printer_settings.set_printer(stage.shop, None)
    return dialog


def keys(stage: Stage) -> QWidget:
    from ui.help_overlay import HelpOverlay

    return stage.up(HelpOverlay())


def _buyer(kind: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from ui.customer_display.buyer_view import ThankYou
        from ui.customer_display.customer_window import CustomerWindow

        window = CustomerWindow(stage.session)
        window.resize(*stage.size)
        if kind != "idle":
            stage.fill_cart(5)
        if kind == "qris":
            stage.window.sell.right_column.start_qris()
        if kind == "thanks":
            stage.session.set_cart(type(stage.session.cart)())
            number = stored_sales.list_sales(stage.shop)[0].number
            stage.session.show_to_buyer(ThankYou(stored_sales.get_sale(stage.shop, number)))
        return stage.up(window)

    return scene


OPEN: dict[str, Scene] = {
    "sell": sell_empty,
    "sell-cart": sell_cart,
    "sell-long-cart": sell_long_cart,
    "sell-search": sell_search,
    "sell-unknown": sell_unknown,
    "pay-cash": pay_cash,
    "pay-qris": pay_qris,
    "pay-transfer": pay_transfer,
    "pay-split": pay_split,
    "change": change,
    "more": more,
    "sales": sales,
    "products": products,
    "today": today,
    **paper_scenes.SCENES,
    **office_scenes.SCENES,
    "today-table": today_table,
    "till-running": till_running,
    "till-settle": till_settle,
    "till-count": till_count,
    "settings": settings,
    **{f"dialog-{name}": scene for name, scene in _dialogs().items()},
    **start_scenes.SCENES,
    **{f"buyer-{kind}": _buyer(kind) for kind in ("idle", "cart", "qris", "thanks")},
}
# These close the day or cover the window: they come last.
LAST: dict[str, Scene] = {**handover_scenes.SCENES, "till-open": till_open, "lock": lock}
SCENES: dict[str, Scene] = {**OPEN, **LAST}
