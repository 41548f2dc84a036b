"""Goods between stands in the window: sent by scans, taken in by a scan; and pieces sold twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import make_shop
from ui_replies import answer, later
from ui_robot import Counter

from pos_app.domain.catalogue import Product
from pos_app.services.catalogue import goods_notes, product_edit, product_lookup
from pos_app.services.shop.shop import Shop
from ui.products.goods_note_dialog import GoodsNoteDialog
from ui.products.goods_notes_dialog import GoodsNotesDialog
from ui.products.piece_list import PieceList
from ui.products.receive_goods_dialog import PasteNoteDialog, ReceiveGoodsDialog
from ui.products.send_goods_dialog import SendGoodsDialog
from ui.sell.unique_question import UniqueQuestion

Key = Qt.Key
SHEET = """\
sku,name,category,maker,price_rp,stock,unique
Z-1,Tas anjat,Anyaman,BK,275000,5,
Z-2,Patung blontang,Ukir,BK,900000,1,ya
"""


def dialog(kind: type) -> object:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def known(counter: Counter, sku: str) -> Product:
    return next(p for p in product_lookup.all_products(counter.shop) if p.sku == sku)


@pytest.fixture
def other(tmp_path: Path, counter: Counter) -> Iterator[Shop]:
    with make_shop(tmp_path / "b02", stand="B02", sheet=SHEET) as made:
        made.identity = made.identity._replace(event=counter.shop.identity.event)
        yield made


def note_for(counter: Counter, other: Shop, *pieces: tuple[str, int]) -> str:
    own = counter.shop.identity
    other.identity = other.identity._replace(training=own.training)
    return goods_notes.send_goods(other, own.stand, pieces, "Bu Rina")[0].text


def test_a_note_that_is_scanned_is_confirmed_and_taken_in(counter: Counter, other: Shop) -> None:
    text = note_for(counter, other, ("Z-1", 3), ("Z-2", 1))
    seen = []

    def take() -> None:
        asked = dialog(ReceiveGoodsDialog)
        assert isinstance(asked, ReceiveGoodsDialog)
        seen.append([asked.table.item(row, 3).text() for row in range(2)])
        counter.enter()

    answer(counter, take, lambda: counter.scan(text))
    assert seen and all("baru di sini" in words or "new here" in words for words in seen[0])
    assert (known(counter, "Z-1").stock, known(counter, "Z-2").unique) == (3, True)
    assert counter.cart() == []
    counter.scan(text)
    assert QApplication.activeModalWidget() is None
    assert known(counter, "Z-1").stock == 3
    counter.scan("Z-1")
    assert counter.cart() == [("Z-1", 1)]


def test_fewer_pieces_are_typed_over_and_a_pasted_text_does_too(
    counter: Counter, other: Shop
) -> None:
    text = note_for(counter, other, ("Z-1", 3))
    counter.window.show_screen("products")
    faults: list[list[BaseException]] = []

    def count() -> None:
        asked = dialog(ReceiveGoodsDialog)
        assert isinstance(asked, ReceiveGoodsDialog)
        asked.table.item(0, 0).setText("2")
        counter.enter()

    def paste() -> None:
        asked = dialog(PasteNoteDialog)
        assert isinstance(asked, PasteNoteDialog)
        asked.text.setPlainText("x")
        counter.enter()
        assert asked.error_label.isVisible()
        asked.text.setPlainText(text)
        faults.append(later(counter, ReceiveGoodsDialog, count))
        counter.enter()

    def hub() -> None:
        assert isinstance(dialog(GoodsNotesDialog), GoodsNotesDialog)
        answer(counter, paste, Key.Key_F4)
        shown = dialog(GoodsNotesDialog)
        assert isinstance(shown, GoodsNotesDialog)
        assert "← B02" in shown.list.item(0).text()
        shown.close_.click()

    answer(counter, hub, Key.Key_F12)
    assert faults == [[]]
    assert known(counter, "Z-1").stock == 2


def test_pieces_are_scanned_for_another_stand(counter: Counter) -> None:
    before = known(counter, "MNK-0101").stock
    counter.window.show_screen("products")
    faults: list[list[BaseException]] = []

    def note() -> None:
        shown = dialog(GoodsNoteDialog)
        assert isinstance(shown, GoodsNoteDialog)
        assert shown.code.code.startswith("POSGOODS1:")
        counter.key(Key.Key_F7)
        assert QApplication.clipboard().text() == shown.sent.text
        counter.key(Key.Key_F6)
        counter.enter()

    def send() -> None:
        asked = dialog(SendGoodsDialog)
        assert isinstance(asked, SendGoodsDialog)
        counter.enter()
        assert asked.error_label.isVisible(), "no stand yet"
        asked.to.setCurrentText("b02")
        asked.carrier.setText("Pak Darto")
        asked.goods.code.setFocus()
        counter.type("3*")
        counter.scan("MNK-0101")
        faults.append(later(counter, GoodsNoteDialog, note))
        counter.enter()

    def hub() -> None:
        answer(counter, send, Key.Key_F3)
        shown = dialog(GoodsNotesDialog)
        assert isinstance(shown, GoodsNotesDialog)
        shown.close_.click()

    answer(counter, hub, Key.Key_F12)
    assert faults == [[]]
    (sent,) = goods_notes.sent_notes(counter.shop)
    assert (sent.note.to, sent.note.carrier, sent.note.pieces) == ("B02", "Pak Darto", 3)
    assert known(counter, "MNK-0101").stock == before - 3
    assert (counter.shop.folder / "receipts" / f"{sent.note.name}.pdf").exists()
    assert counter.cart() == []


def test_the_second_sale_of_a_unique_piece_is_asked_about(counter: Counter) -> None:
    entry = product_edit.entry_of(counter.shop, known(counter, "MNK-0102"))
    product_edit.save_product(counter.shop, replace(entry, unique=True), new=False)
    counter.session.reload_catalogue()
    counter.scan("MNK-0102")
    counter.enter()
    counter.enter()
    assert counter.sales() == 1

    def leave() -> None:
        assert "A0" in _words() and "MNK" not in _words()
        counter.enter()  # an Enter too many sells nothing

    answer(counter, leave, lambda: counter.scan("MNK-0102"))
    assert counter.cart() == []
    answer(counter, lambda: counter.key(Key.Key_F2), lambda: counter.scan("MNK-0102"))
    assert counter.cart() == [("MNK-0102", 1)]
    answer(counter, lambda: counter.key(Key.Key_Escape), lambda: counter.type("+"))
    assert counter.cart() == [("MNK-0102", 1)]


def _words() -> str:
    asked = dialog(UniqueQuestion)
    assert isinstance(asked, UniqueQuestion)
    item = asked.body.itemAt(0)
    widget = item.widget() if item is not None else None
    return widget.text() if widget is not None else ""  # type: ignore[attr-defined]


def test_plus_and_minus_change_the_line_that_just_came_in(counter: Counter) -> None:
    goods = PieceList(counter.session, "Goods")
    goods.show()
    first, second = product_lookup.all_products(counter.shop)[:2]
    goods.add(first, 1)
    goods.add(second, 2)
    QTest.keyClicks(goods.code, "++-")
    assert list(goods.pieces.values()) == [1, 3]
    QTest.keyClick(goods.code, Key.Key_Up)
    QTest.keyClicks(goods.code, "+")
    assert list(goods.pieces.values()) == [2, 3]
    QTest.keyClicks(goods.code, "--")
    assert list(goods.pieces.values()) == [3]
    QTest.keyClicks(goods.code, "3-")
    assert goods.code.text() == "3-" and list(goods.pieces.values()) == [3]
    goods.close()
    goods.deleteLater()
