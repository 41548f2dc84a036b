"""The scenes of the till's dialogs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.maker_card import MakerCard, ToldMaker
from pos_app.services import staff
from pos_app.services.catalogue import import_export, product_edit, product_lookup
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.selling import carts, refunds, stored_sales
from ui.gallery.goods_scenes import goods_scenes
from ui.gallery.stage import Scene, Stage

SAMPLE_MAKER = ToldMaker(
    "Untaian Teritip",
    MakerCard(
        "UT",
        "Merangkai manik sejak 1998 di tepi pantai Teritip; motifnya dari kain neneknya. " * 3,
        "Stringing beads since 1998 on the shore of Teritip, after her grandmother's cloth. " * 3,
        "manik-manik",
        "bead work",
        "Teritip",
        "@untaian.contoh",
    ),
)
LONG_NAME = "Gelang manik Dayak lebar motif aso dan burung enggang " * 3


def dialogs() -> dict[str, Scene]:
    """The scenes by the names that follow `dialog-`."""
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
        "english-names": english_names,
        "maker-card": maker_card,
        "maker-cards": maker_cards,
        "shift": shift,
        "safe": safe,
        "import": import_preview,
        "import-asked": import_asked,
        "pin": pin,
        "person": person,
        "recovery": recovery,
        "new-pin": new_pin,
        "witness": witness,
        "keys": keys,
        "guide": guide,
        "guide-search": guide_search,
        "jobs": jobs,
        "other-printer": other_printer,
        "interim": interim,
        **goods_scenes(),
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
    return stage.show(
        RefundDialog(found, partial(quoting, stage.shop, number), stage.session.ticks)
    )


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


def english_names(stage: Stage) -> QWidget:
    """The table of English names."""
    from ui.products.english_names_dialog import EnglishNamesDialog

    return stage.show(EnglishNamesDialog(stage.session, stage.session.products))


def shift(stage: Stage) -> QWidget:
    """The dialog that hands the drawer to the next person."""
    from ui.till.shift_dialog import ShiftDialog

    dialog = ShiftDialog(stage.session)
    dialog.counter.pieces[100_000].setText("14")
    dialog.counter.pieces[20_000].setText("7")
    return stage.show(dialog)


def safe(stage: Stage) -> QWidget:
    """The dialog of money that goes into the safe."""
    from ui.till.safe_dialog import SafeDialog

    return stage.show(SafeDialog(stage.session))


def maker_cards(stage: Stage) -> QWidget:
    """The form of what buyers are told of the makers."""
    from ui.widgets.maker_cards_dialog import MakerCardsDialog

    window = stage.screen("products")
    makers = product_lookup.all_makers(stage.shop)
    card = replace(SAMPLE_MAKER.card, code=makers[0].code)
    language = stage.session.language
    return stage.show(MakerCardsDialog(makers, {card.code: card}, language, window))


def maker_card(stage: Stage) -> QWidget:
    """The card of a maker at the counter."""
    from ui.sell.maker_card_dialog import MakerCardDialog

    return stage.show(MakerCardDialog(stage.session, SAMPLE_MAKER))


def import_preview(stage: Stage) -> QWidget:
    """The preview of a maker's list, whose columns were recognised."""
    lines = ["Daftar harga Oktober;;;", "No;Nama Barang;Harga Jual;Harga Beli;Stok"]
    names = ("Kalung enggang", "Gelang aso", "Tas anjat", "Anting manik", "Seraung kecil")
    lines += [f"{n};{name};Rp {n * 15}.000;{n * 9000};{n}" for n, name in enumerate(names, 1)]
    return _list(stage, "daftar-harga.csv", [*lines, "6;Bros;420.000/lusin;;", ";Total;;;15"])


def import_asked(stage: Stage) -> QWidget:
    """A list in which two columns may be the price."""
    lines = ["Nama Barang;Harga;Harga Satuan;Keterangan;Stok", "Kalung;150000;125000;baru;2"]
    return _list(stage, "titipan.csv", [*lines, "Gelang;45000;40000;;12", "Tas;275000;250000;;4"])


def _list(stage: Stage, name: str, lines: list[str]) -> QWidget:
    from ui.products.goods_doors import TillDoor
    from ui.products.import_dialog import ImportDialog

    grid = import_export.grid_of_text("\n".join(lines).encode(), name)
    return stage.show(ImportDialog(TillDoor(stage.session), grid, parent=stage.window))


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


def new_pin(stage: Stage) -> QWidget:
    """The dialog of a lead's new PIN, who forgot the old one."""
    from ui.staff.people_card import NewPinDialog

    lead = next(each for each in staff.people(stage.shop) if each.role is staff.Role.LEAD)
    return stage.show(NewPinDialog(stage.session, lead, True))


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


def other_printer(stage: Stage) -> QWidget:
    """The dialog of another printer for what is pending."""
    from ui.papers.jobs_dialog import OtherPrinterDialog

    return stage.show(OtherPrinterDialog(stage.session))


def keys(stage: Stage) -> QWidget:
    """The page of all keys."""
    from ui.help_overlay import HelpOverlay

    return stage.show(HelpOverlay())


def guide(stage: Stage) -> QWidget:
    """The guide where it tells of selling."""
    from ui.guide.guide_dialog import GuideDialog

    session = stage.session
    return stage.show(GuideDialog("sell", session.language, session.theme, stage.window))


def guide_search(stage: Stage) -> QWidget:
    """What a search in the guide found."""
    dialog = guide(stage)
    stage.process_events()
    dialog.findChildren(QLineEdit)[0].setText("stik" if stage.session.language == "id" else "stick")
    return dialog


def interim(stage: Stage) -> QWidget:
    """The interim total with its code."""
    from pos_app.services.day.interim import make_interim
    from ui.till.interim_dialog import InterimDialog

    return stage.show(InterimDialog(stage.session, make_interim(stage.shop)))
