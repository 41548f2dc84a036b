"""A maker's list is taken with its columns chosen, at the first start and in the office's form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from support.sheet_samples import FOLDER

from pos_app.services.catalogue import import_export, product_lookup, sheet_columns
from pos_app.services.catalogue.import_export import sheet_text
from pos_app.services.office.book_setup import EventDraft, MakerDraft, StandDraft, new_book
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.shop.pack_setup import check_pack
from pos_app.services.shop.shop import Shop
from pos_app.sheets.goods import GoodsOptions, KnownGoods, goods_of
from pos_app.sheets.reader import grid_of_bytes
from ui.office import event_card
from ui.office.event_card import EventCard
from ui.office.office_session import OfficeSession
from ui.products.import_dialog import ImportDialog
from ui.setup.codes_page import CodesPage

TWO_PRICES = FOLDER / "13-judul-dua-kali.csv"
COPIED = "Nama Barang\tHarga\nTas besar\tRp 90.000\n"


def answer(app: QApplication, act: Callable[[ImportDialog], None], work: Callable[[], None]) -> int:
    """Do `work`, and `act` in the dialog that it opens; return how many dialogs came."""
    came: list[BaseException | None] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportDialog):
            return
        came.append(None)
        try:
            act(dialog)
        except BaseException as fault:
            came.append(fault)
            dialog.reject()

    timer = QTimer(app)
    timer.setInterval(20)
    timer.timeout.connect(reply)
    timer.start()
    work()
    timer.stop()
    faults = [each for each in came if each is not None]
    if faults:
        raise faults[0]
    return len(came)


def choose_first_price(dialog: ImportDialog) -> None:
    """The two columns called Harga are amber: the first is chosen, and the goods are taken."""
    kinds = [box.property("kind") for box in dialog.columns.choices]
    assert kinds == ["", "asked", "asked"] and not dialog.ok.isEnabled()
    box = dialog.columns.choices[1]
    box.setCurrentIndex(box.findText("Selling price"))
    box.activated.emit(box.currentIndex())
    assert dialog.ok.isEnabled()
    dialog.ok.click()


@pytest.fixture
def page(styled_app: QApplication, tmp_path: Path) -> Iterator[CodesPage]:
    page = CodesPage(tmp_path / "new", "en")
    for edit, text in ((page.event_code, "EXPO"), (page.stand, "A07"), (page.till, "1")):
        edit.setText(text)
    page.resize(700, 500)
    page.show()
    yield page
    if page.shop is not None:
        page.shop.close()
    page.close()
    page.deleteLater()


def test_the_first_start_asks_for_the_columns_of_a_strangers_list(
    page: CodesPage, styled_app: QApplication
) -> None:
    made: list[Shop] = []
    page.made.connect(made.append)
    page.sheet.setText(str(TWO_PRICES))
    assert answer(styled_app, choose_first_price, page.set_up) == 1
    (shop,) = made
    found = {p.name: p.price for p in product_lookup.all_products(shop)}
    assert found["Kalung manik"] == 150_000
    grid = import_export.read_goods(TWO_PRICES)
    kept = sheet_columns.remembered_choices(shop.settings, grid)
    assert kept.fields["price_rp"], "the products screen knows this shape now"


def test_the_first_start_goes_on_without_goods_that_were_put_off(
    page: CodesPage, styled_app: QApplication
) -> None:
    made: list[Shop] = []
    page.made.connect(made.append)
    page.sheet.setText(str(TWO_PRICES))
    assert answer(styled_app, ImportDialog.reject, page.set_up) == 1
    assert not made and page.report.isVisible()
    page.sheet.clear()
    page.set_up()
    assert len(made) == 1 and product_lookup.all_products(made[0]) == []


def test_rows_are_pasted_at_the_first_start(page: CodesPage, styled_app: QApplication) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    page.paste.click()
    QGuiApplication.clipboard().clear()
    assert answer(styled_app, lambda dialog: dialog.ok.click(), page.set_up) == 1
    assert page.shop is not None
    (bag,) = product_lookup.all_products(page.shop)
    assert (bag.name, bag.price, bag.maker) == ("Tas besar", 90_000, "A07")


def test_our_own_sheet_is_taken_without_a_question(
    page: CodesPage, styled_app: QApplication, goods: Path
) -> None:
    page.sheet.setText(str(goods))
    assert answer(styled_app, ImportDialog.reject, page.set_up) == 0
    assert page.shop is not None and len(product_lookup.all_products(page.shop)) == 4


@pytest.fixture
def card(styled_app: QApplication, tmp_path: Path) -> Iterator[EventCard]:
    from pos_app.clock import SystemClock

    session = OfficeSession(OfficeSettings(tmp_path), SystemClock())
    card = EventCard(session)
    card.code.setText("EXPO")
    card.show()
    yield card
    card.close()
    card.deleteLater()


def test_the_office_asks_for_the_columns_and_remembers_them(
    card: EventCard, styled_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_card, "ask_goods", lambda *_: TWO_PRICES)
    assert answer(styled_app, choose_first_price, card.choose.click) == 1
    taken = card.taken
    assert taken is not None and card.sheet is taken
    assert {row.name: row.price for row in taken.good or ()}["Kalung manik"] == 150_000

    def take(dialog: ImportDialog) -> None:
        assert dialog.ok.isEnabled(), "what was chosen before is filled in"
        dialog.ok.click()

    assert answer(styled_app, take, card.choose.click) == 1
    card.goods.textEdited.emit("other.csv")
    assert card.taken is None


def test_rows_are_pasted_in_the_office(card: EventCard, styled_app: QApplication) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    assert answer(styled_app, lambda dialog: dialog.ok.click(), card.paste.click) == 1
    QGuiApplication.clipboard().clear()
    assert card.taken is not None and len(card.taken.good or ()) == 1
    state = card.state()
    card.taken = None
    card.restore(state)
    assert card.taken is not None, "another language or look loses nothing"


def test_accepted_goods_go_into_the_book_as_they_were_checked(tmp_path: Path) -> None:
    text = "Nama Barang;Harga Jual;Pengrajin\nTas besar;Rp 90.000;M1\nAnjat;75rb;M1\n"
    grid = grid_of_bytes(text.encode(), "lain.csv")
    sheet = goods_of(grid, GoodsOptions(), KnownGoods([], (), "EXPO"))
    draft = EventDraft(
        code="EXPO",
        name="Expo",
        start="2023-10-25",
        end="2023-10-26",
        stands=(StandDraft("A07", "Stan"),),
        makers=(MakerDraft("M1", "Ibu Ani", "80"),),
    )
    assert not new_book(tmp_path / "expo.book", draft, sheet)
    (pack,) = write_stand_packs(tmp_path / "expo.book", tmp_path / "packs").packs
    found = check_pack(pack.path).pack.products
    assert {row.name: row.price for row in found} == {"Tas besar": 90_000, "Anjat": 75_000}
    again = goods_of(
        grid_of_bytes(sheet_text(sheet.good or ()), "own.csv"),
        GoodsOptions(),
        KnownGoods([], (), "EXPO"),
    )
    assert [row.sku for row in again.good or ()] == [row.sku for row in sheet.good or ()]
