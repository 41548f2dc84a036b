"""Goods of which there is only one piece: asked about at the second sale, never refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.shops import cash, make_shop, refusal, ring

from pos_app.domain.cart import Cart
from pos_app.services.catalogue import import_export, product_edit, product_lookup
from pos_app.services.day import closing
from pos_app.services.selling import unique_pieces
from pos_app.services.shop.shop import Shop

SHEET = """\
sku,name,category,maker,price_rp,stock,unique
A,Kalung manik,Manik,M1,50000,10,
U,Patung blontang,Ukir,M2,900000,1,ya
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till", sheet=SHEET) as made:
        yield made


def sell(shop: Shop, qty: int = 1, code: str = "U") -> Any:
    return ring(shop, lines=[{"code": code, "qty": qty}], tenders=cash(qty * 900_000))


def codes(answer: Any) -> list[str]:
    return [each["code"] for each in answer.get("warnings", [])]


def test_the_first_sale_is_silent_and_the_second_names_the_first(shop: Shop) -> None:
    first = sell(shop)
    assert "warnings" not in first
    second = sell(shop)
    assert second["ok"] and codes(second) == ["unique_sold"]
    assert second["warnings"][0]["severity"] == "warning"
    assert first["number"] in second["warnings"][0]["message"]
    assert "warnings" not in sell(shop, code="A")


def test_an_answer_that_is_sent_again_has_the_same_warnings(shop: Shop) -> None:
    sell(shop)
    asked = {"lines": [{"code": "u", "qty": 1}], "tenders": cash(900_000)}
    assert ring(shop, ref="again", **asked) == ring(shop, ref="again", **asked)
    assert refusal(ring(shop, ref="again", lines=[], tenders=[])) == "ref_reused"


def test_two_pieces_on_one_receipt_are_named(shop: Shop) -> None:
    assert codes(sell(shop, 2)) == ["unique_several"]


@pytest.mark.parametrize(
    "back", [{"refund_of": 1, "lines": [{"code": "U", "qty": 1}]}, {"void_of": 1}]
)
def test_a_refund_or_a_void_frees_the_piece(shop: Shop, back: dict[str, Any]) -> None:
    first = sell(shop)
    product = product_lookup.product_of_sku(shop, "U")
    assert product is not None and unique_pieces.sold_before(shop, product)
    named = {key: first["number"] if value == 1 else value for key, value in back.items()}
    more = {"reason": "salah"} if "void_of" in back else {}
    assert ring(shop, **named, **more)["ok"]
    assert unique_pieces.sold_before(shop, product) is None
    assert "warnings" not in sell(shop)


def test_the_cart_asks_for_the_second_piece_and_not_for_the_first_again(shop: Shop) -> None:
    product = product_lookup.product_of_sku(shop, "U")
    assert product is not None
    cart = Cart()
    assert unique_pieces.asked_about(shop, cart, product, 1) is None
    twice = unique_pieces.asked_about(shop, cart.add(product), product, 1)
    assert twice is not None and twice.number == ""
    number = sell(shop)["number"]
    again = unique_pieces.asked_about(shop, cart, product, 1)
    assert again is not None and (again.number, again.problem("2023-10-25").facts["time"]) == (
        number,
        "08.00",
    )
    assert again.problem("2023-10-26").facts["time"] == "25-10-2023 08.00"


def test_the_journal_says_which_lines_are_unique_and_other_rows_keep_their_form(
    shop: Shop,
) -> None:
    lines = [{"code": "A", "qty": 1}, {"code": "U", "qty": 1}]
    ring(shop, lines=lines, tenders=cash(950_000))
    sell(shop, code="A")
    facts = [json.loads(row.payload) for row in shop.journal.rows()]
    marks = [fact.get("unique") for fact in facts if fact["kind"] == "sale"]
    assert marks == [[2], None]
    assert next(f for f in facts if f["kind"] == "import")["unique"] == ["U"]
    assert closing.close_till(shop, counted=0, reason="x").revision == 1


def test_a_product_is_marked_by_hand_and_by_a_sheet_that_has_the_column(
    shop: Shop, tmp_path: Path
) -> None:
    necklace = product_lookup.product_of_sku(shop, "A")
    assert necklace is not None and not necklace.unique
    entry = product_edit.entry_of(shop, necklace)
    assert product_edit.save_product(shop, replace(entry, unique=True), new=False).unique
    export = tmp_path / "export.csv"
    import_export.export_file(shop, export)
    assert export.read_text().splitlines()[0].endswith("price_steps,unique")
    assert import_export.import_file(shop, export).unchanged == 2
    older = tmp_path / "older.csv"
    rows = [",".join(line.split(",")[:6]) for line in export.read_text().splitlines()]
    older.write_text("\n".join(rows), encoding="utf-8")
    assert import_export.import_file(shop, older).unchanged == 2
    unclear = tmp_path / "unclear.csv"
    unclear.write_text(SHEET.replace(",ya", ",mungkin"), encoding="utf-8")
    assert [p.code for p in import_export.import_file(shop, unclear).problems] == ["unique_unclear"]


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["sell", "refund", "void", "other"]), max_size=12))
def test_a_warning_stands_exactly_while_a_piece_is_out(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with make_shop(tmp_path_factory.mktemp("unique") / "till", sheet=SHEET) as shop:
        out: list[str] = []
        for step in steps:
            if step == "sell":
                answer = sell(shop)
                assert bool(answer.get("warnings")) is bool(out)
                out.append(answer["number"])
            elif step == "other":
                assert "warnings" not in sell(shop, code="A")
            elif out and step == "refund":
                ring(shop, refund_of=out.pop(), lines=[{"code": "U", "qty": 1}])
            elif out:
                ring(shop, void_of=out.pop(0), reason="salah")


def test_a_refund_by_ring_says_that_a_paid_maker_owes(shop: Shop) -> None:
    from pos_app.services.day.cash_drawer import move_cash

    number = sell(shop)["number"]
    move_cash(shop, -900_000, "setoran", "M2")
    back = ring(shop, refund_of=number, lines=[{"code": "U", "qty": 1}])
    assert codes(back) == ["maker_owes"]
    assert "900.000" in back["warnings"][0]["message"]
    assert "warnings" not in ring(shop, void_of=sell(shop, code="A")["number"], reason="salah")
