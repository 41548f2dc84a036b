"""A product is found by every form of its barcode: at the till, by ring, in sheets, on labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shops import cash, make_shop, refusal, ring

from pos_app.domain.product_index import ProductIndex
from pos_app.services.catalogue import import_export, product_lookup
from pos_app.services.paper.labels import LabelRequest, labels_for

HEAD = "sku,name,category,maker,price_rp,stock,barcode\n"
UPC = "012345678905"


@pytest.mark.parametrize("stored", [UPC, "0" + UPC, "00" + UPC])
@pytest.mark.parametrize(
    "sent", ["0" + UPC, UPC, UPC[:-1], "00" + UPC, "]E00" + UPC, "]C10100" + UPC]
)
def test_the_till_and_ring_know_each_form(tmp_path: Path, stored: str, sent: str) -> None:
    sheet = HEAD + f"A,Gelang,Manik,M1,50000,9,{stored}\nB,Cincin,Manik,M1,60000,9,\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        assert [p.sku for p in product_lookup.find_by_code(shop, sent)] == ["A"]
        sold = ring(shop, lines=[{"code": sent, "qty": 1}], tenders=cash(50_000))
        assert sold["ok"] and sold["total"] == 50_000
        back = ring(shop, refund_of=sold["number"], lines=[{"code": sent, "qty": 1}])
        assert back["ok"]
        index = ProductIndex(product_lookup.all_products(shop))
        assert len(index.find(UPC)) == len(index.find("0" + UPC)) == 1


@pytest.mark.parametrize(
    "stored", [UPC, "00" + UPC, "]E00" + UPC, "0100" + UPC, "0 12345 67890 5", "04252614"]
)
def test_a_sheet_may_write_the_number_as_it_likes(tmp_path: Path, stored: str) -> None:
    number = "042100005264" if stored == "04252614" else UPC
    sheet = HEAD + f"A,Gelang,Manik,M1,50000,9,{stored}\nB,Cincin,Manik,M1,60000,9,\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        index = ProductIndex(product_lookup.all_products(shop))
        for sent in (number, "0" + number, number[:-1], "]C10100" + number, "]E0" + number):
            assert [p.sku for p in product_lookup.find_by_code(shop, sent)] == ["A"], sent
            assert len(index.find(sent)) == 1, f"searched for {sent}"
        (label,) = labels_for(shop, [LabelRequest("A", 1)])
        assert label.code in (number, "0" + number)


@pytest.mark.parametrize("sku", [UPC, "0" + UPC, UPC[1:]])
def test_a_list_may_have_the_number_as_the_products_code(tmp_path: Path, sku: str) -> None:
    sheet = HEAD + f"{sku},Gelang,Manik,M1,50000,9,\n1234567,Cincin,Manik,M1,60000,9,\n"
    with make_shop(tmp_path / "till", sheet=sheet + "12345670,Tas,Manik,M1,9000,9,\n") as shop:
        for sent in (UPC, "0" + UPC, "]E00" + UPC, UPC[:-1]):
            assert [p.name for p in product_lookup.find_by_code(shop, sent)] == ["Gelang"]
        for sent, name in (("1234567", "Cincin"), ("12345670", "Tas")):
            assert [p.name for p in product_lookup.find_by_code(shop, sent)] == [name]


def test_two_makers_with_one_number_in_two_forms_are_chosen_from(tmp_path: Path) -> None:
    sheet = HEAD + f"A,Gelang,Manik,M1,50000,9,{UPC}\nB,Cincin,Manik,M2,60000,9,0{UPC}\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        assert len(product_lookup.find_by_code(shop, UPC)) == 2
        answer = ring(shop, lines=[{"code": UPC, "qty": 1}], tenders=cash(50_000))
        assert refusal(answer) == "ambiguous_code"


def test_an_import_sees_one_number_in_two_forms_of_one_maker(tmp_path: Path) -> None:
    sheet = tmp_path / "twice.csv"
    sheet.write_text(
        HEAD + f"A,Gelang,Manik,M1,50000,9,]E00{UPC}\nB,Cincin,Manik,M1,60000,9,00{UPC}\n"
    )
    with make_shop(tmp_path / "till") as shop:
        found = import_export.import_file(shop, sheet, dry_run=True)
        assert "barcode_twice" in [problem.code for problem in found.problems]


def in_use(found: import_export.ImportReport) -> list[tuple[int | None, object]]:
    known = (each for each in found.problems if each.code == "barcode_known")
    return [(each.row, each.facts["sku"]) for each in known]


def test_an_import_sees_a_number_that_other_goods_of_the_maker_have_here(tmp_path: Path) -> None:
    sheet = tmp_path / "second.csv"
    sheet.write_text(
        HEAD + f"B,Cincin,Manik,M1,60000,9,0{UPC}\nC,Tas,Manik,M2,9000,9,0{UPC}\n", "utf-8"
    )
    with make_shop(tmp_path / "till", sheet=HEAD + f"A,Gelang,Manik,M1,5000,9,{UPC}\n") as shop:
        found = import_export.import_file(shop, sheet)
        assert found.stored and in_use(found) == [(2, "A")]
        assert in_use(import_export.import_file(shop, sheet)) == []
        sheet.write_text(HEAD + f"A,Gelang,Manik,M1,5000,9,\nD,Baru,Manik,M1,9000,9,00{UPC}\n")
        moved = import_export.import_file(shop, sheet)
        assert [each.facts["sku"] for each in moved.problems if each.code == "barcode_known"] == [
            "B"
        ]


def test_nothing_sent_is_no_code(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        for nothing in ("", " ", "]E0"):
            assert product_lookup.find_by_code(shop, nothing) == []
            answer = ring(shop, lines=[{"code": nothing, "qty": 1}], tenders=cash(1))
            assert refusal(answer) == "unknown_code"


def test_a_label_of_a_piece_bears_thirteen_digits(tmp_path: Path) -> None:
    sheet = HEAD + f"A,Gelang,Manik,M1,50000,9,00{UPC}\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        (label,) = labels_for(shop, [LabelRequest("A", 1)])
        assert label.code == "0" + UPC
