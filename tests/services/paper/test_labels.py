"""Labels, in-store barcodes, label stocks and the label printer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from printing.escpos_reader import Paper, read_job
from support.papers import pictures_of, text_of
from support.shops import make_shop

from pos_app.domain.barcode import is_in_store, split_in_store
from pos_app.errors import PosError
from pos_app.services.catalogue import product_lookup
from pos_app.services.catalogue.product_edit import entry_of, save_product, set_english_names
from pos_app.services.paper import (
    in_store_barcodes,
    label_printer,
    label_stocks,
    labels,
    print_queue,
    printer_settings,
)
from pos_app.services.paper.label_printer import LabelPrinter
from pos_app.services.paper.labels import LabelRequest
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import State
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def refused(shop: Shop, sku: str, stock: str) -> PosError:
    with pytest.raises(PosError) as caught:
        labels.make_labels(shop, [LabelRequest(sku, 1)], label_stocks.stock(shop, stock))
    return caught.value


def test_a_label_says_name_price_maker_and_code(shop: Shop) -> None:
    pdf = labels.make_labels(shop, [LabelRequest("a", 2)], label_stocks.stock(shop, "L7160"))
    said = text_of(pdf)
    assert said.count("Kalung manik") == said.count("Rp50.000") == 2
    assert "M1" in said


@pytest.mark.parametrize(("lang", "own", "english"), [("id", 1, 0), ("en", 0, 1), ("both", 1, 1)])
@pytest.mark.parametrize("stock", ["TJ108", "R40x30", "L7160"])
def test_a_label_has_the_names_in_the_language_asked_for(
    shop: Shop, stock: str, lang: str, own: int, english: int
) -> None:
    set_english_names(shop, {"A": "Bead necklace"})
    number = in_store_barcodes.assign_barcodes(shop, ["A"])[0].barcode
    pdf = labels.make_labels(
        shop, [LabelRequest("A", 1)], label_stocks.stock(shop, stock), lang=lang
    )
    said = text_of(pdf)
    assert (said.count("Kalung manik"), said.count("Bead necklace")) == (own, english)
    codes = [code.text for page in pictures_of(pdf) for code in zxingcpp.read_barcodes(page)]
    assert number in codes, "the second name takes from the bars, but not too much"


def test_there_is_a_label_for_every_piece_in_stock(shop: Shop) -> None:
    goods = [
        replace(p, stock=n) for p, n in zip(product_lookup.all_products(shop), (3, -1), strict=True)
    ]
    assert labels.one_per_piece(goods) == [LabelRequest(goods[0].sku, 3)]


def test_what_does_not_fit_names_the_nearest_and_makes_nothing(shop: Shop) -> None:
    entry = entry_of(shop, product_lookup.all_products(shop)[0])
    save_product(shop, replace(entry, sku="TAS-ANYAM-ROTAN-01"), new=True)
    error = refused(shop, "TAS-ANYAM-ROTAN-01", "TJ108")
    assert error.code == "label_too_narrow" and "mm" in str(error.facts["nearest"])
    with pytest.raises(PosError, match="sku_unknown"):
        labels.make_labels(shop, [LabelRequest("NIX", 1)], label_stocks.stock(shop, "TJ108"))


def test_numbers_are_given_once_even_after_one_was_taken_off(shop: Shop) -> None:
    first, second = in_store_barcodes.assign_barcodes(shop, ["A", "B"])
    assert is_in_store(first.barcode) and is_in_store(second.barcode)
    again = in_store_barcodes.assign_barcodes(shop, ["A"])[0]
    assert again.barcode == first.barcode
    save_product(shop, replace(entry_of(shop, second), barcode=""), new=False)
    third = in_store_barcodes.assign_barcodes(shop, ["B"])[0]
    assert third.barcode not in ("", first.barcode, second.barcode)
    assert product_lookup.find_by_code(shop, third.barcode)[0].sku == "B"


def test_an_unknown_sku_gives_no_number_to_any(shop: Shop) -> None:
    with pytest.raises(PosError, match="sku_unknown"):
        in_store_barcodes.assign_barcodes(shop, ["A", "NIX"])
    assert {p.barcode for p in product_lookup.all_products(shop)} == {""}


def test_two_tills_never_give_the_same_number(tmp_path: Path) -> None:
    given = set()
    for stand in ("A07", "B07", "A08", "R3"):
        with make_shop(tmp_path / stand, stand=stand) as shop:
            given |= {p.barcode for p in in_store_barcodes.assign_barcodes(shop, ["A", "B"])}
    assert len(given) == 8


def test_the_office_can_say_which_digits_are_the_tills(shop: Shop) -> None:
    shop.settings.set(setting_keys.BARCODE_TILL_PART, "4711")
    number = split_in_store(in_store_barcodes.assign_barcodes(shop, ["A"])[0].barcode)
    assert number is not None and (number.till_part, number.running) == (4711, 1)


def test_a_corrected_sheet_is_used_from_then_on_and_can_be_put_back(shop: Shop) -> None:
    delivered = label_stocks.stock(shop, "TJ108")
    moved = replace(delivered, first=(6.5, 5.0))
    label_stocks.save_stock(shop, moved)
    assert label_stocks.stock(shop, "TJ108") == moved
    label_stocks.save_stock(shop, delivered)
    assert label_stocks.stock(shop, "TJ108") == delivered


def test_a_sheet_that_outgrows_its_page_is_not_kept(shop: Shop) -> None:
    delivered = label_stocks.stock(shop, "TJ108")
    with pytest.raises(PosError, match="stock_outgrows_page"):
        label_stocks.save_stock(shop, replace(delivered, grid=(6, 8)))
    assert label_stocks.stock(shop, "TJ108") == delivered


@pytest.mark.parametrize("kept", ["no json", "[]", '{"TJ108": {"page": 1}}', '{"X": {}}'])
def test_what_was_kept_wrongly_is_passed_over(shop: Shop, kept: str) -> None:
    shop.settings.set(setting_keys.LABEL_STOCKS, kept)
    assert label_stocks.stocks(shop)["TJ108"].grid == (5, 8)


@pytest.fixture
def roll_printer(shop: Shop, tmp_path: Path) -> Path:
    path = tmp_path / "label0"
    label_printer.set_label_printer(shop, LabelPrinter(f"file://{path}", "label48"))
    return path


def decoded(paper: Paper) -> list[str]:
    found = []
    for rows in paper.labels:
        image = Image.new("L", (len(rows[0]), len(rows)), 255)
        image.putdata([0 if bit else 255 for row in rows for bit in row])
        framed = Image.new("L", (image.width + 40, image.height + 40), 255)
        framed.paste(image, (20, 20))
        found += [code.text for code in zxingcpp.read_barcodes(framed)]
    return found


def send_all(shop: Shop) -> list[State]:
    states = []
    while (work := print_queue.take_next(shop)) is not None:
        work.send()
        states.append(print_queue.finish(shop, work.job))
    return states


def test_labels_go_straight_to_a_label_printer(shop: Shop, roll_printer: Path) -> None:
    numbered = in_store_barcodes.assign_barcodes(shop, ["A", "B"])
    roll = label_stocks.stock(shop, "R40x30")
    count = label_printer.queue_labels(
        shop, [LabelRequest("A", 28), LabelRequest("B", 2)], roll, 203
    )
    assert count == 30 and len(print_queue.unfinished_jobs(shop)) == 2
    assert send_all(shop) == [State.PRINTED, State.PRINTED]
    paper = read_job(roll_printer.read_bytes())
    assert len(paper.labels) == 30
    assert decoded(paper) == [numbered[0].barcode] * 28 + [numbered[1].barcode] * 2


def test_receipts_come_before_labels(shop: Shop, roll_printer: Path, tmp_path: Path) -> None:
    label_printer.queue_labels(
        shop, [LabelRequest("A", 1)], label_stocks.stock(shop, "R40x30"), 203
    )
    printer_settings.set_printer(shop, Printer(f"file://{tmp_path / 'lp0'}", "generic58"))
    print_queue.queue_job(shop, JobKind.TEST)
    work = print_queue.take_next(shop)
    assert work is not None and work.job.kind == JobKind.TEST


def test_without_a_receipt_printer_labels_are_printed_all_the_same(
    shop: Shop, roll_printer: Path
) -> None:
    label_printer.queue_labels(
        shop, [LabelRequest("A", 1)], label_stocks.stock(shop, "R40x30"), 203
    )
    assert send_all(shop) == [State.PRINTED]


@pytest.mark.parametrize(
    ("stock", "reason"), [("TJ108", "label_not_a_roll"), ("R50x30", "label_wider_than_head")]
)
def test_what_a_label_printer_cannot_do_is_refused(
    shop: Shop, roll_printer: Path, stock: str, reason: str
) -> None:
    with pytest.raises(PosError, match=reason):
        label_printer.queue_labels(
            shop, [LabelRequest("A", 1)], label_stocks.stock(shop, stock), 203
        )
    assert print_queue.unfinished_jobs(shop) == []


def test_without_a_label_printer_nothing_is_queued(shop: Shop) -> None:
    with pytest.raises(PosError, match="no_label_printer"):
        label_printer.queue_labels(
            shop, [LabelRequest("A", 1)], label_stocks.stock(shop, "R40x30"), 203
        )
    with pytest.raises(PosError, match="printer_address"):
        label_printer.set_label_printer(shop, LabelPrinter("system://Kantor", "label48"))
