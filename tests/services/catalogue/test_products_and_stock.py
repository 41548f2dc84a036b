"""Editing products, moving stock, photos and consignment notes, each with its journal row."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from support.papers import text_of
from support.shops import make_shop, ring

from pos_app.errors import PosError
from pos_app.services.catalogue import (
    consignment_notes,
    import_export,
    photos,
    product_edit,
    product_lookup,
    stock_moves,
)
from pos_app.services.catalogue.consignment_notes import ConsignmentKind
from pos_app.services.catalogue.product_edit import ProductEntry
from pos_app.services.catalogue.stock_moves import StockMove
from pos_app.services.day import closing
from pos_app.services.shop.shop import Shop
from pos_app.store.sales import day_tables

RING = ProductEntry("C-1", "Cincin batu", "Batu", "M2", 75_000)


def facts(shop: Shop, kind: str) -> list[dict[str, Any]]:
    rows = (json.loads(row.payload) for row in shop.journal.rows())
    return [fact for fact in rows if fact["kind"] == kind]


def refused(work: object, *args: object, **more: object) -> str:
    with pytest.raises(PosError) as refusal:
        work(*args, **more)  # type: ignore[operator]
    return refusal.value.code


def stock_of(shop: Shop, sku: str) -> int:
    return next(p.stock for p in product_lookup.all_products(shop) if p.sku == sku)


def test_a_new_product_is_sold_at_once(shop: Shop) -> None:
    made = product_edit.save_product(shop, replace(RING, share_pct="12,5"), new=True, by="ANI")
    assert (made.stock, made.share_bp, made.maker) == (0, 1250, "M2")
    answer = ring(shop, lines=[{"code": "c-1", "qty": 1}], tenders=[])
    assert answer["problems"][0]["code"] != "unknown_code"
    (fact,) = facts(shop, "product")
    assert (fact["price_before"], fact["price"], fact["by"]) == (None, 75_000, "ANI")


def test_prices_for_several_pieces_are_typed_kept_exported_and_taken_away(
    shop: Shop, tmp_path: Path
) -> None:
    steps = replace(RING, price_steps="10=60.000; 50=50rb")
    made = product_edit.save_product(shop, steps, new=True)
    assert made.price_for(12) == 60_000
    assert product_edit.entry_of(shop, made).price_steps == "10=60000; 50=50000"
    assert facts(shop, "product")[0]["price_steps"] == "10=60000; 50=50000"
    assert (
        refused(product_edit.save_product, shop, replace(RING, price_steps="10=80000"), new=False)
        == "price_steps_invalid"
    )
    path = tmp_path / "barang.csv"
    import_export.export_file(shop, path)
    assert "10=60000; 50=50000" in path.read_text()
    product_edit.save_product(shop, RING, new=False)
    assert product_lookup.find_by_code(shop, "C-1")[0].steps == ()
    import_export.export_file(shop, tmp_path / "plain.csv")
    assert "price_steps" not in (tmp_path / "plain.csv").read_text()
    assert import_export.import_file(shop, path).changed == 1
    assert product_lookup.find_by_code(shop, "C-1")[0].price_for(50) == 50_000
    old = tmp_path / "old.csv"
    old.write_text("sku,name,category,maker,price_rp,stock\nC-1,Cincin batu,Batu,M2,70000,0\n")
    import_export.import_file(shop, old)
    found = product_lookup.find_by_code(shop, "C-1")[0]
    assert (found.price, found.price_for(10)) == (70_000, 60_000), "a sheet without them keeps them"
    old.write_text(old.read_text().replace("70000", "55000"))
    import_export.import_file(shop, old)
    found = product_lookup.find_by_code(shop, "C-1")[0]
    assert (found.price_for(10), found.price_for(50)) == (55_000, 50_000), "none is dearer"


def test_another_price_is_a_fact_and_leaves_sold_lines_alone(shop: Shop) -> None:
    sold = ring(
        shop, lines=[{"code": "A", "qty": 1}], tenders=[{"method": "cash", "amount": 50_000}]
    )
    entry = product_edit.entry_of(shop, product_lookup.find_by_code(shop, "A")[0])
    product_edit.save_product(shop, replace(entry, price=60_000), new=False)
    (fact,) = facts(shop, "product")
    assert (fact["price_before"], fact["price"]) == (50_000, 60_000)
    assert product_lookup.find_by_code(shop, "A")[0].price == 60_000
    assert stock_of(shop, "A") == 9
    from pos_app.services.selling import stored_sales

    assert stored_sales.get_sale(shop, str(sold["number"])).lines[0].list_price == 50_000


def test_what_is_typed_is_checked_as_a_sheet_is(shop: Shop) -> None:
    faults = {
        "sku_missing": replace(RING, sku=" "),
        "name_missing": replace(RING, name=""),
        "price_zero": replace(RING, price=0),
        "price_too_large": replace(RING, price=10_000_000_000),
        "barcode_check_digit": replace(RING, barcode="8991234567890"),
        "share_range": replace(RING, share_pct="101"),
        "text_formula": replace(RING, name="=1+1"),
        "sku_known": replace(RING, sku="a"),
    }
    for code, entry in faults.items():
        assert refused(product_edit.save_product, shop, entry, new=True) == code
    assert facts(shop, "product") == []
    assert refused(product_edit.save_product, shop, RING, new=False) == "sku_unknown"


def test_one_maker_has_a_barcode_once_and_two_makers_may_share_it(shop: Shop) -> None:
    product_edit.save_product(shop, replace(RING, barcode="8991234567891"), new=True)
    again = replace(RING, sku="C-2", barcode="8991234567891")
    assert refused(product_edit.save_product, shop, again, new=True) == "barcode_taken"
    product_edit.save_product(shop, replace(again, maker="M1"), new=True)
    assert len(product_lookup.find_by_code(shop, "8991234567891")) == 2


def test_a_new_makers_name_makes_the_maker(shop: Shop) -> None:
    made = product_edit.save_product(shop, replace(RING, maker="Sinar Teritip"), new=True)
    assert made.maker == "Sinar Teritip"
    assert "Sinar Teritip" in {maker.name for maker in product_lookup.all_makers(shop)}


def test_stock_comes_goes_and_is_counted(shop: Shop) -> None:
    stock_moves.move_stock(shop, [("a", 5)], StockMove.IN, "kiriman pagi")
    stock_moves.move_stock(shop, [("A", -2)], StockMove.OUT, "rusak", by="ANI")
    assert stock_of(shop, "A") == 13
    assert stock_moves.count_stock(shop, "A", 12, "dihitung") == -1
    assert stock_moves.count_stock(shop, "A", 12, "dihitung") == 0
    moves = [(fact["move"], fact["changes"]) for fact in facts(shop, "stock")]
    assert moves[-3:] == [("in", [["A", 5]]), ("out", [["A", -2]]), ("count", [["A", -1]])]


def test_a_stock_change_without_a_reason_or_of_nothing_is_refused(shop: Shop) -> None:
    assert refused(stock_moves.move_stock, shop, [("A", 1)], StockMove.IN, " ") == "reason_missing"
    assert refused(stock_moves.move_stock, shop, [("A", 0)], StockMove.IN, "x") == "pieces_invalid"
    assert refused(stock_moves.move_stock, shop, [], StockMove.IN, "x") == "pieces_invalid"
    assert refused(stock_moves.move_stock, shop, [("Z", 1)], StockMove.IN, "x") == "sku_unknown"
    assert refused(stock_moves.count_stock, shop, "A", -1, "x") == "pieces_invalid"
    both = [("A", 3), ("Z", 3)]
    assert refused(stock_moves.move_stock, shop, both, StockMove.IN, "x") == "sku_unknown"
    assert stock_of(shop, "A") == 10


@settings(max_examples=25)  # each makes a till on the disk
@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(-50, 50).filter(bool)), max_size=8))
def test_stock_is_the_sum_of_its_moves(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int]]
) -> None:
    with make_shop(tmp_path_factory.mktemp("goods") / "till") as shop:
        for sku, change in moves:
            stock_moves.move_stock(
                shop, [(sku, change)], StockMove.IN if change > 0 else StockMove.OUT, "x"
            )
        for sku in "AB":
            assert stock_of(shop, sku) == 10 + sum(c for s, c in moves if s == sku)
        tables = day_tables(shop.database, 1, 1 << 62)
        assert sum(row.change for row in tables.stock if row.sku == "A") == stock_of(shop, "A")


def test_a_slip_moves_the_stock_and_is_found_again(shop: Shop) -> None:
    slip = consignment_notes.make_note(
        shop, ConsignmentKind.HANDOVER, "m1", [("A", 4), ("a", 2)], by="ANI"
    )
    assert (slip.pieces, slip.value, consignment_notes.note_number(shop, slip)) == (
        6,
        300_000,
        "BA-A07-1-0001",
    )
    back = consignment_notes.make_note(shop, ConsignmentKind.RETURN, "M1", [("A", 3)])
    assert stock_of(shop, "A") == 13
    assert consignment_notes.list_notes(shop) == [back, slip]
    kinds = [row.kind for row in day_tables(shop.database, 1, 1 << 62).stock]
    assert kinds[-2:] == ["handover", "return"]


def test_a_slip_is_for_one_maker_and_for_pieces(shop: Shop) -> None:
    make, into = consignment_notes.make_note, ConsignmentKind.HANDOVER
    assert refused(make, shop, into, "M1", [("B", 1)]) == "slip_other_maker"
    assert refused(make, shop, into, "M9", [("A", 1)]) == "maker_unknown"
    assert refused(make, shop, into, "M1", [("Z", 1)]) == "sku_unknown"
    assert refused(make, shop, into, "M1", [("A", 0)]) == "pieces_invalid"
    assert refused(make, shop, into, "M1", []) == "pieces_invalid"
    assert consignment_notes.list_notes(shop) == [] and stock_of(shop, "A") == 10


def test_a_slip_is_a_paper_that_both_sign(shop: Shop, tmp_path: Path) -> None:
    slip = consignment_notes.make_note(shop, ConsignmentKind.HANDOVER, "M1", [("A", 4)], by="ANI")
    path = consignment_notes.save_note(shop, slip, tmp_path / "papers")
    text = text_of(path.read_bytes())
    for words in ("SERAH TERIMA", "BA-A07-1-0001", "Kalung manik", "200.000", "ANI"):
        assert words in text


def test_a_closed_day_with_every_move_of_stock_is_believed_by_the_office(
    shop: Shop, tmp_path: Path
) -> None:
    from pos_app.services.day import day_export
    from pos_app.services.office import verify

    product_edit.save_product(shop, RING, new=True)
    stock_moves.move_stock(shop, [("C-1", 5)], StockMove.IN, "baru")
    stock_moves.count_stock(shop, "C-1", 4, "dihitung")
    consignment_notes.make_note(shop, ConsignmentKind.RETURN, "M2", [("C-1", 1)])
    closing.close_till(shop, counted=200_000)
    done = day_export.export_day(shop, "2023-10-25", tmp_path / "stick")
    (checked,) = verify.verify_files([done.path])
    assert checked.ok, checked.problems


def test_a_photo_is_shrunk_and_kept(shop: Shop, tmp_path: Path) -> None:
    big = tmp_path / "big.png"
    Image.new("RGBA", (3000, 2000), (200, 30, 40, 128)).save(big)
    photos.set_photo(shop, "A", big)
    kept = photos.photo(shop, "a")
    assert kept is not None and len(kept) < 60_000
    assert Image.open(io.BytesIO(kept)).size == (480, 320)
    assert photos.skus_with_photo(shop) == {"a"}
    photos.remove_photo(shop, "A")
    assert photos.photo(shop, "A") is None


def test_what_is_no_photo_is_refused(shop: Shop, tmp_path: Path) -> None:
    text = tmp_path / "x.jpg"
    text.write_text("no picture")
    assert refused(photos.set_photo, shop, "A", text) == "photo_unreadable"
    huge = tmp_path / "huge.png"
    Image.new("1", (30_000, 30_000)).save(huge)
    assert refused(photos.set_photo, shop, "A", huge) == "photo_too_large"
    fine = tmp_path / "fine.png"
    Image.new("L", (10, 10)).save(fine)
    assert refused(photos.set_photo, shop, "Z", fine) == "sku_unknown"
