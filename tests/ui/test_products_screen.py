"""The goods in their table: found, edited, restocked, imported, slipped, by real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_replies import answer
from ui_robot import Counter

from pos_app.domain.catalogue import Product
from pos_app.services import staff
from pos_app.services.catalogue import consignment_notes, import_export, photos, product_lookup
from pos_app.services.staff import Person, Role
from ui.models.goods import Column, GoodsModel
from ui.products import products_screen
from ui.products.consignment_dialog import ConsignmentDialog
from ui.products.english_names_dialog import EnglishNamesDialog
from ui.products.import_dialog import ImportDialog
from ui.products.product_dialog import ProductDialog
from ui.products.products_screen import ProductsScreen
from ui.products.stock_dialog import StockDialog
from ui.staff import authorisation

Key = Qt.Key


def products(counter: Counter) -> ProductsScreen:
    counter.window.show_screen("products")
    counter.app.processEvents()
    screen = counter.window.page("products")
    assert isinstance(screen, ProductsScreen)
    return screen


def dialog(kind: type) -> object:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def known(counter: Counter, sku: str) -> Product:
    return next(p for p in product_lookup.all_products(counter.shop) if p.sku == sku)


def shown(screen: ProductsScreen) -> list[str]:
    goods = screen.table.goods
    rows = (goods.product(row) for row in range(goods.rowCount()))
    return [row.sku for row in rows if row is not None]


def test_english_names_are_typed_and_pasted_in_a_table(counter: Counter) -> None:
    screen = products(counter)
    counter.type("gelang")
    names = {}

    def fill() -> None:
        asked = dialog(EnglishNamesDialog)
        assert isinstance(asked, EnglishNamesDialog)
        asked.table.setCurrentCell(0, 2)
        asked.table.paste("Small bracelet\nGelang\tWide bracelet\nnot a row")
        names.update(zip((p.sku for p in asked._shown), asked.table.english(), strict=True))
        asked.try_to_accept()

    answer(counter, fill, Key.Key_F9)
    assert names["MNK-0101"] == known(counter, "MNK-0101").name_en == "Small bracelet"
    assert known(counter, "MNK-0102").name_en == "Wide bracelet"
    assert shown(screen) == ["MNK-0101", "MNK-0102"]


def test_typing_finds_and_the_arrows_choose(counter: Counter) -> None:
    screen = products(counter)
    assert counter.focus is screen.box
    counter.type("gelang")
    assert shown(screen) == ["MNK-0101", "MNK-0102"]
    counter.key(Key.Key_Down)
    assert screen.card.name.text() == "Gelang manik Dayak lebar motif aso"
    counter.key(Key.Key_Escape)
    assert len(shown(screen)) == 4
    screen.low_stock.click()
    assert shown(screen) == ["MNK-0101", "MNK-0102"]


def test_numbers_sort_as_numbers(counter: Counter) -> None:
    screen = products(counter)
    screen.table.sortByColumn(Column.PRICE, Qt.SortOrder.AscendingOrder)
    assert shown(screen) == ["MNK-0101", "DST-0501", "MNK-0102", "BTU-0301"]
    screen.table.sortByColumn(Column.STOCK, Qt.SortOrder.DescendingOrder)
    assert shown(screen)[0] == "DST-0501"


def test_the_model_keeps_qts_rules(counter: Counter, qtmodeltester: object) -> None:
    model = GoodsModel()
    model.set_rows(counter.session.products)
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_another_price_is_sold_at_from_now_on(counter: Counter) -> None:
    screen = products(counter)
    counter.type("cincin")

    def reprice() -> None:
        edit = dialog(ProductDialog)
        edit.price.setFocus()  # type: ignore[attr-defined]
        edit.price.selectAll()  # type: ignore[attr-defined]
        counter.type("140000")
        counter.enter()

    answer(counter, reprice, Key.Key_F2)
    assert known(counter, "BTU-0301").price == 140_000
    assert screen.card.price.text() == "Rp140.000"
    counter.scan("BTU-0301")
    assert counter.session.cart.total == 140_000


def test_what_cannot_be_sold_is_not_stored(counter: Counter) -> None:
    products(counter)

    def wrong() -> None:
        edit = dialog(ProductDialog)
        edit.barcode.setText("8991234567890")  # type: ignore[attr-defined]
        counter.enter()
        assert edit.error_label.isVisible()  # type: ignore[attr-defined]
        assert not edit.error_label.text().startswith(("Row", "Baris"))  # type: ignore[attr-defined]
        counter.key(Key.Key_Escape)

    answer(counter, wrong, Key.Key_F2)
    assert all(p.barcode == "" for p in product_lookup.all_products(counter.shop))


def test_a_new_product_is_entered_and_sold(counter: Counter) -> None:
    screen = products(counter)

    def enter() -> None:
        edit = dialog(ProductDialog)
        counter.type("Kipas rotan")
        edit.sku.setFocus()  # type: ignore[attr-defined]
        counter.scan("RTN-0001")  # lands in the box, and its Enter answers nothing
        assert edit.isVisible() and edit.sku.text() == "RTN-0001"  # type: ignore[attr-defined]
        counter.type("60000")
        edit.maker.setCurrentText("Anyam Baru")  # type: ignore[attr-defined]
        edit.category.setCurrentText("Anyaman")  # type: ignore[attr-defined]
        counter.enter()

    answer(counter, enter, Key.Key_F3)
    made = known(counter, "RTN-0001")
    assert (made.price, made.maker_name) == (60_000, "Anyam Baru")
    assert "RTN-0001" in shown(screen)
    assert "Anyaman" in counter.sell.finder.chips.chips
    counter.scan("RTN-0001")
    assert counter.cart() == [("RTN-0001", 1)]


@pytest.mark.parametrize(("move", "typed", "after"), [("in", 5, 35), ("out", 2, 28)])
def test_pieces_come_and_go(counter: Counter, move: str, typed: int, after: int) -> None:
    products(counter)
    counter.type("DST")

    def note() -> None:
        stock = dialog(StockDialog)
        stock.buttons[move].click()  # type: ignore[attr-defined]
        counter.type(str(typed))
        assert str(after) in stock.new_stock.text()  # type: ignore[attr-defined]
        counter.enter()
        assert stock.error_label.isVisible(), "a reason has to be given"  # type: ignore[attr-defined]
        stock.reasons.edit.setFocus()  # type: ignore[attr-defined]
        counter.type("kiriman")
        counter.enter()

    answer(counter, note, Key.Key_F4)
    assert known(counter, "DST-0501").stock == after


def test_a_slip_is_scanned_together(counter: Counter) -> None:
    products(counter)

    def slip() -> None:
        paper = dialog(ConsignmentDialog)
        counter.type("3*")
        counter.scan("MNK-0101")
        counter.scan("MNK-0102")
        counter.scan("DST-0501")
        assert paper.error_label.isVisible(), "another maker's"  # type: ignore[attr-defined]
        paper.code.clear()  # type: ignore[attr-defined]
        counter.enter()

    answer(counter, slip, Key.Key_F6)
    (made,) = consignment_notes.list_notes(counter.shop)
    assert [(line.sku, line.qty) for line in made.lines] == [("MNK-0101", 3), ("MNK-0102", 1)]
    assert known(counter, "MNK-0101").stock == 6
    assert list((Path(counter.shop.folder) / "receipts").glob("BA-*.pdf"))
    assert counter.cart() == []


def test_a_sheet_is_seen_before_it_is_taken(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    products(counter)
    sheet = tmp_path / "new.csv"
    sheet.write_text(
        "sku,name,category,maker,price_rp,stock\nX-1,Tas,Tas,M,90000,4\nX-2,Rusak,Tas,M,abc,1\n"
        "DST-0501,Bros daun salam tumper kecil,Daun salam tumper,Aksesori Rambai Biru,36000,99\n"
    )
    monkeypatch.setattr(products_screen, "ask_for_sheet", lambda _: sheet)

    def look_and_leave() -> None:
        preview = dialog(ImportDialog)
        assert preview.problems.count() >= 1  # type: ignore[attr-defined]
        assert "1 new" in preview.counts.text()  # type: ignore[attr-defined]
        counter.key(Key.Key_Escape)

    answer(counter, look_and_leave, Key.Key_F7)
    assert len(product_lookup.all_products(counter.shop)) == 4

    def take() -> None:
        dialog(ImportDialog).buttons["set"].click()  # type: ignore[attr-defined]
        counter.enter()

    answer(counter, take, Key.Key_F7)
    assert known(counter, "X-1").stock == 4
    dst = known(counter, "DST-0501")
    assert (dst.price, dst.stock) == (36_000, 99)


def test_the_goods_are_written_to_a_sheet_that_comes_back(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    products(counter)
    path = tmp_path / "out.csv"
    monkeypatch.setattr(products_screen, "ask_where_to_write", lambda *_: path)
    counter.key(Key.Key_F8)
    again = import_export.import_file(counter.shop, path, dry_run=True)
    assert (again.unchanged, again.skipped) == (4, 0)


def test_a_photo_is_on_the_tile(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = products(counter)
    picture = tmp_path / "red.png"
    Image.new("RGB", (640, 480), (255, 0, 0)).save(picture)
    monkeypatch.setattr(products_screen, "ask_for_photo", lambda *_: str(picture))
    counter.type("cincin")
    counter.key(Key.Key_F5)
    assert photos.skus_with_photo(counter.shop) == {"btu-0301"}
    red = screen.card.photo.grab().toImage().pixelColor(40, 40)
    assert red.red() > 240 and red.green() < 20
    counter.window.show_screen("sell")
    counter.app.processEvents()
    image = counter.sell.finder.tiles.grab().toImage()
    reds = sum(
        image.pixelColor(x, y).red() > 240 and image.pixelColor(x, y).green() < 20
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 8)
    )
    assert reds > 50


def test_a_helper_cannot_change_goods_where_there_is_a_lead(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "1470")
    products(counter)
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: None)
    for key in (Key.Key_F2, Key.Key_F3, Key.Key_F4, Key.Key_F6, Key.Key_F7):
        counter.key(key)
    assert QApplication.activeModalWidget() is None
