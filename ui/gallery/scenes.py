"""All scenes: each function prepares the stage and returns the widget to grab."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.services import staff
from pos_app.services.catalogue import import_export, product_edit, product_lookup
from pos_app.services.day.payouts import PayoutDoubt
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.selling import carts, refunds, stored_sales
from pos_app.services.selling.unconfirmed_qris import list_unconfirmed
from ui.gallery import (
    guard_scenes,
    handover_scenes,
    office_scenes,
    paper_scenes,
    rescue_scenes,
    start_scenes,
)
from ui.gallery.stage import Scene, Stage

LONG_NAME = "Gelang manik Dayak lebar motif aso dan burung enggang " * 3


def sell_empty(stage: Stage) -> QWidget:
    """The sell screen with an empty cart."""
    return stage.screen("sell")


def sell_cart(stage: Stage) -> QWidget:
    """The sell screen with four lines."""
    stage.fill_cart()
    return stage.screen("sell")


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


def pay_cash(stage: Stage) -> QWidget:
    """Paying by cash."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_cash()
    return window


def pay_qris(stage: Stage) -> QWidget:
    """Paying by QRIS."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_qris()
    return window


def pay_transfer(stage: Stage) -> QWidget:
    """Paying by transfer or card."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_transfer()
    return window


def pay_split(stage: Stage) -> QWidget:
    """Paying in several ways."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start_split()
    return window


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


def lock(stage: Stage) -> QWidget:
    """The lock screen."""
    window = stage.screen("sell")
    window.lock.show_lock()
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
    """The dialog of a piece without a code."""
    from ui.sell.unlisted_dialog import UnlistedDialog

    return stage.show(UnlistedDialog(stage.session, product_lookup.all_makers(stage.shop)))


def price(stage: Stage) -> QWidget:
    """The dialog of a bargained price."""
    from ui.sell.price_dialog import PriceDialog

    stage.fill_cart(1)
    return stage.show(PriceDialog(stage.session, stage.session.cart.items[0]))


def discount(stage: Stage) -> QWidget:
    """The dialog of a discount on the sale."""
    from ui.sell.discount_dialog import DiscountDialog

    stage.fill_cart(3)
    return stage.show(DiscountDialog(stage.session, stage.session.cart))


def note(stage: Stage) -> QWidget:
    """The dialog of a note."""
    from ui.sell.note_dialog import NoteDialog

    return stage.show(NoteDialog(LONG_NAME[:60], "bungkus kado"))


def held(stage: Stage) -> QWidget:
    """The dialog of the carts put aside."""
    from ui.sell.held_dialog import HeldDialog

    found = carts.held_carts(stage.shop)
    if not found:
        stage.fill_cart(2)
        carts.hold(stage.shop, stage.session.cart, "Bu Rina")
        found = carts.held_carts(stage.shop)
    return stage.show(HeldDialog(found))


def country(stage: Stage) -> QWidget:
    """The dialog of the buyer's country."""
    from ui.sell.country_dialog import CountryDialog

    return stage.show(CountryDialog("AU"))


def reason(stage: Stage) -> QWidget:
    """The dialog of a reason."""
    from ui.widgets.reason_dialog import ReasonDialog

    return stage.show(ReasonDialog("A01-1-000023", "OK", ["salah barang", "pembeli pergi"]))


def refund(stage: Stage) -> QWidget:
    """The dialog of a return."""
    from ui.sales.refund_dialog import RefundDialog

    number = stored_sales.list_sales(stage.shop)[-1].number
    found = refunds.refundable(stage.shop, number)
    quoting = refunds.quote_refund
    return stage.show(RefundDialog(found, lambda asked: quoting(stage.shop, number, asked)))


def product(stage: Stage) -> QWidget:
    """The dialog of a product."""
    from ui.products.product_dialog import ProductDialog

    entry = product_edit.entry_of(stage.shop, stage.session.products[0])
    return stage.show(ProductDialog(stage.session, entry))


def stock(stage: Stage) -> QWidget:
    """The dialog of a stock correction."""
    from ui.products.stock_dialog import StockDialog

    return stage.show(StockDialog(stage.session, stage.session.products[0]))


def slip(stage: Stage) -> QWidget:
    """The dialog of a consignment note."""
    from ui.products.consignment_dialog import ConsignmentDialog

    dialog = ConsignmentDialog(stage.session)
    dialog.add_code(f"3*{stage.session.products[0].sku}")
    return stage.show(dialog)


def import_preview(stage: Stage) -> QWidget:
    """The preview of a catalogue import."""
    from pos_app.services.demo import sample_catalogue
    from ui.products.import_dialog import ImportDialog

    path = sample_catalogue()
    return stage.show(
        ImportDialog(
            stage.session,
            path.name,
            lambda rule: import_export.import_file(stage.shop, path, dry_run=True, stock=rule),
        )
    )


def pin(stage: Stage) -> QWidget:
    """The PIN dialog."""
    from ui.staff.pin_dialog import PinDialog

    people = staff.people(stage.shop)
    heading = "A01-1-000023"
    return stage.show(PinDialog(stage.session, heading, people, lambda _person, _pin: None))


def person(stage: Stage) -> QWidget:
    """The dialog of a new person."""
    from ui.staff.people_card import PersonDialog

    return stage.show(PersonDialog(stage.session))


def recovery(stage: Stage) -> QWidget:
    """The dialog of a recovery code."""
    from ui.staff.people_card import RecoveryDialog

    return stage.show(RecoveryDialog("ABCDEFGHJKLM"))


def witness(stage: Stage) -> QWidget:
    """The dialog of a second count."""
    from ui.till.witness_dialog import WitnessDialog

    return stage.show(WitnessDialog(stage.session))


def jobs(stage: Stage) -> QWidget:
    """The dialog of pending print jobs."""
    from ui.papers.jobs_dialog import JobsDialog

    printer_settings.set_printer(stage.shop, Printer("tcp://127.0.0.1:9", "generic58", auto=False))
    for sale in stored_sales.list_sales(stage.shop)[:3]:
        print_queue.queue_job(stage.shop, JobKind.RECEIPT, sale.number)
    dialog = stage.show(JobsDialog(stage.session, stage.session.printer))
    for job in print_queue.unfinished_jobs(stage.shop):
        print_queue.drop_job(stage.shop, job.id)
    printer_settings.set_printer(stage.shop, None)
    return dialog


def keys(stage: Stage) -> QWidget:
    """The page of all keys."""
    from ui.help_overlay import HelpOverlay

    return stage.show(HelpOverlay())


def _buyer(kind: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from ui.buyer_view import ThankYou
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
        return stage.show(window)

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
    "till-payout": till_payout,
    "till-settle": till_settle,
    "till-count": till_count,
    "settings": settings,
    **{f"dialog-{name}": scene for name, scene in _dialogs().items()},
    **start_scenes.SCENES,
    **rescue_scenes.SCENES,
    **guard_scenes.SCENES,
    **{f"buyer-{kind}": _buyer(kind) for kind in ("idle", "cart", "qris", "thanks")},
}
# These close the day or cover the window, so they must come last.
LAST: dict[str, Scene] = {**handover_scenes.SCENES, "till-open": till_open, "lock": lock}
SCENES: dict[str, Scene] = {**OPEN, **LAST}
