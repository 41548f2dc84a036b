"""The scan box: what scanners and hands do to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from ui_robot import Counter

from pos_app.services.catalogue import import_export
from ui.sell.scan_box import parse_code_input


def test_the_scan_box_has_the_focus_from_the_start(counter: Counter) -> None:
    assert counter.focus is counter.sell.finder.box


def test_a_scan_adds_one_piece_and_empties_the_box(counter: Counter) -> None:
    counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 1)]
    assert counter.sell.finder.box.text() == ""
    assert counter.focus is counter.sell.finder.box


def test_a_code_typed_in_small_letters_and_enter_adds_it(counter: Counter) -> None:
    counter.type("dst-0501")
    counter.enter()
    assert counter.cart() == [("DST-0501", 1)]


def test_three_times_and_a_scan_are_three_pieces(counter: Counter) -> None:
    counter.type("3*")
    counter.scan("MNK-0101")
    assert counter.cart() == [("MNK-0101", 3)]


def test_what_is_typed_before_a_star_is_a_quantity() -> None:
    assert (parse_code_input("12*x").qty, parse_code_input("12*x").text) == (12, "x")
    assert parse_code_input("0*x").qty == 1
    assert parse_code_input("MNK-0101").qty == 1


def test_plus_and_minus_change_the_chosen_line_and_the_arrows_choose_it(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.scan("MNK-0101")
    counter.type("+")
    counter.key(Qt.Key.Key_Up)
    counter.type("++-")
    assert counter.cart() == [("DST-0501", 2), ("MNK-0101", 2)]


def test_minus_keeps_the_last_piece_and_del_removes_the_line(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.type("-")
    assert counter.cart() == [("DST-0501", 1)]
    counter.key(Qt.Key.Key_Delete)
    assert counter.cart() == []


def test_a_search_opens_while_typing_and_down_enter_takes_the_second(counter: Counter) -> None:
    counter.type("gelang")
    assert counter.sell.finder.searching
    counter.key(Qt.Key.Key_Down)
    wanted = counter.sell.finder.results.current()
    counter.enter()
    assert counter.cart() == [(wanted.sku, 1)]
    assert not counter.sell.finder.searching


def test_an_unknown_scan_adds_nothing_and_opens_the_search_with_it(counter: Counter) -> None:
    counter.scan("8991234567890")
    finder = counter.sell.finder
    assert counter.cart() == []
    assert finder.searching
    assert finder.box.text() == finder.box.selectedText() == "8991234567890"
    assert "8991234567890" in finder.results.warning.text()
    counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 1)]


def test_a_scan_is_never_taken_for_a_part_of_a_name(counter: Counter) -> None:
    counter.scan("gelang")
    assert counter.cart() == []


def test_a_scanner_that_sends_cr_and_lf_does_not_open_the_payment(counter: Counter) -> None:
    counter.scan("DST-0501", line_feed=True)
    assert counter.cart() == [("DST-0501", 1)]
    assert not counter.sell.paying


def test_the_same_barcode_on_two_products_asks_which(counter: Counter, goods) -> None:  # type: ignore[no-untyped-def]
    goods.write_text(
        "sku,name,category,maker,price_rp,stock,barcode\n"
        "A-1,Satu,Batu,Kilau Manggar Sari,1000,1,20000011\n"
        "B-1,Dua,Batu,Untaian Teritip,2000,1,20000011\n",
        encoding="utf-8",
    )
    assert import_export.import_file(counter.shop, goods).stored
    counter.session.reload_catalogue()
    counter.scan("DST-0501")
    counter.type("2*")
    counter.scan("20000011")
    assert len(counter.cart()) == 1 and counter.sell.finder.searching
    counter.key(Qt.Key.Key_Down)
    counter.enter()
    assert not counter.sell.paying, "Enter chooses and does not pay"
    assert len(counter.cart()) == 2 and counter.cart()[1][1] == 2
    counter.enter()
    assert counter.sell.paying


def test_a_tile_adds_a_piece_and_leaves_the_focus_at_home(counter: Counter) -> None:
    tiles = counter.sell.finder.tiles
    centre = tiles.visualRect(tiles.model().index(0, 0)).center()
    from PySide6.QtTest import QTest

    QTest.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert len(counter.cart()) == 1
    assert counter.focus is counter.sell.finder.box


def test_keys_that_nobody_wants_go_home_to_the_box(counter: Counter) -> None:
    counter.sell.cart.qris.setFocus()
    counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 1)]


def test_the_cart_survives_a_restart(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.type("+")
    from ui.session import Session

    assert [(a.product.sku, a.qty) for a in Session(counter.shop).cart.items] == [("DST-0501", 2)]


def test_an_empty_pull_of_the_trigger_is_no_scan(counter: Counter) -> None:
    """Scanners then send their prefix, or CR and LF, and no code."""
    counter.scan("DST-0501")
    counter.scan("]E0")
    assert not counter.sell.finder.searching and counter.sell.finder.box.text() == ""
    counter.scan("]C1", line_feed=True)
    assert not counter.sell.paying
    counter.enter()
    counter.enter(wait=10)
    assert counter.sales() == 0, "CR and LF do not pay"
    counter.enter()
    assert counter.sales() == 1
