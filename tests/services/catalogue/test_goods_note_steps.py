"""Prices for several pieces go with the goods from one stand to another, signed like the price."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.catalogue.test_goods_between_stands import KEY, NOTE, facts, refused, send
from support.papers import text_of
from support.shops import cash, make_shop, ring

from pos_app.dayfile.goods_note_code import TAG, goods_note_text, read_goods_note
from pos_app.dayfile.signed_text import read_text, write_text
from pos_app.domain.goods_note import CODE_PREFIX, GoodsNote
from pos_app.domain.journal import canonical
from pos_app.domain.money import MAX_PRICE
from pos_app.domain.price_steps import MAX_PIECES, MAX_STEPS, PriceStep, Steps
from pos_app.messages import sentence
from pos_app.services.catalogue import goods_intake, product_lookup
from pos_app.services.paper import goods_note_paper
from pos_app.services.shop.shop import Shop

SHEET = """\
sku,name,category,maker,price_rp,stock,price_steps
S,Gelang,Manik,M1,50000,40,10=45000; 25=40000
P,Kalung,Manik,M1,50000,40,
"""
STEPS = (PriceStep(10, 45_000), PriceStep(25, 40_000))
OLD_NOTE = (
    "POSGOODS1:WH3J5Y74TVF45V6GOEGGBHLZGNLGYSPSXGBHYQV7YGJOHAQTTUVU6BDHIP5VKLKVL56HQTEJMRBPOO"
    "SCG53GKFGV3FYTDYGIV5JSKADY3IWVBW2KAQYQZ7MXXTNIKNE53PHNWCB6RB4HSUAQSZCTFU5OSTUXMYJOQKEP63"
    "RSNYE7JHETSOIOIB3YQELARSPNFTXKQ7GFUZCZJOGZAAMORP6F2A652CY4PCNGFGEE36XD5CQQ6J2ESKLYKGKH3B"
    "NM3XXN4X46ZGETABVNOV64KVHXYMIAIFHEFNRMPDKH4LVIJPTWKXU4RFTVNV62BQTR4V4MBITB3P2OLXRT5WSVDC"
    "RZZTIB4DWQBF56BNHGJ4AY7HHDVC7QLY2MRHZIZJISRVHAHZWENEHMPI4BGOHWD6VPK4V3ZZMFENTTA6GNQG5PE6"
    "XOOU4WWYAOPILMTTQLM7O25Q225KLJREQQPOCR6UKTTMUMEROPQKSHBYUYUNGNQ3QT7T7ADJGMMJ5Q"
)
"""The code of `NOTE` as a till wrote it before notes carried prices for several pieces."""


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "a07", sheet=SHEET) as made:
        yield made


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "b02", stand="B02") as made:
        yield made


def steps_of(shop: Shop, sku: str) -> Steps:
    found = product_lookup.product_of_sku(shop, sku)
    assert found is not None
    return found.steps


def test_a_note_of_an_earlier_version_is_read_as_before() -> None:
    assert read_goods_note(OLD_NOTE).note == NOTE
    plain, _ = read_text(CODE_PREFIX, OLD_NOTE)
    assert read_text(CODE_PREFIX, goods_note_text(NOTE, KEY.sign))[0] == plain


@st.composite
def some_steps(draw: st.DrawFn) -> tuple[int, Steps]:
    """A price, and steps with rising pieces and falling prices below it."""
    count = draw(st.integers(0, MAX_STEPS))
    sizes = draw(st.sets(st.integers(2, MAX_PIECES), min_size=count, max_size=count))
    prices = draw(st.sets(st.integers(1, MAX_PRICE), min_size=count + 1, max_size=count + 1))
    price, *falling = sorted(prices, reverse=True)
    return price, tuple(map(PriceStep, sorted(sizes), falling))


@given(some_steps())
def test_every_price_for_several_comes_back_as_it_was(found: tuple[int, Steps]) -> None:
    price, steps = found
    note = replace(NOTE, lines=(replace(NOTE.lines[0], price=price, steps=steps),))
    assert read_goods_note(goods_note_text(note, KEY.sign)).note == note


def signed(note: GoodsNote, more: list[Any]) -> str:
    """The code of a note whose line ends with other values, signed all the same."""
    facts = json.loads(read_text(CODE_PREFIX, goods_note_text(note, KEY.sign))[0])
    facts["lines"] = [[*row[:10], *more] for row in facts["lines"]]
    return write_text(CODE_PREFIX, TAG, canonical(facts), KEY.sign)


@pytest.mark.parametrize(
    "more",
    [
        [""],
        [None],
        [10],
        ["10=45000", "20=40000"],
        ["10=45.000"],
        ["10=45000;"],
        ["10=45000;25=40000"],
        ["25=40000; 10=45000"],
        ["10=50000"],
        ["10=45000; 25=45000"],
        ["10=0"],
        ["1=45000"],
        ["; ".join(f"{n + 2}={1000 - n}" for n in range(MAX_STEPS + 1))],
        [[["10", 45_000]]],
    ],
)
def test_prices_for_several_that_no_till_writes_are_no_note(more: list[Any]) -> None:
    assert read_goods_note(signed(NOTE, ["10=45000; 25=40000"])).note.lines[0].steps == STEPS
    assert refused(read_goods_note, signed(NOTE, more)) == "goods_note_unreadable"


def test_new_goods_are_sold_at_the_notes_price_for_several(sender: Shop, receiver: Shop) -> None:
    sent = send(sender, ("S", 30), ("P", 1))
    assert [line["price_steps"] for line in sent.as_json()["lines"] if "price_steps" in line] == [
        "10=45000; 25=40000"
    ]
    goods_intake.take_in(receiver, sent.text)
    assert (steps_of(receiver, "S"), steps_of(receiver, "P")) == (STEPS, ())
    answer = ring(receiver, lines=[{"code": "S", "qty": 10}], tenders=cash(450_000))
    assert answer["ok"] and answer["total"] == 450_000
    assert facts(receiver, "product")[0]["price_steps"] == "10=45000; 25=40000"
    again = send(receiver, ("S", 2), to="A07")  # and on to the next stand
    assert again.note.lines[0].steps == STEPS


def test_known_goods_keep_their_prices_for_several_and_it_is_said(
    sender: Shop, tmp_path: Path
) -> None:
    here = SHEET.replace("10=45000; 25=40000", "12=47000").replace("40,\n", "40,5=49000\n")
    with make_shop(tmp_path / "b02", stand="B02", sheet=here) as receiver:
        sent = send(sender, ("S", 30), ("P", 1))
        told = goods_intake.check_arrival(receiver, sent.text).warnings
        assert [each.code for each in told if each.code != "goods_note_unverified"] == [
            "goods_steps_stay",
            "goods_steps_stay",
        ]
        assert sentence(told[-2], "en") == (
            "Gelang: prices for several 12+: Rp47.000 here, 10+: Rp45.000, 25+: Rp40.000 on the"
            " note. Those here stay."
        )
        assert sentence(told[-1], "id").endswith("di nota -. Yang di sini tetap.")
        goods_intake.take_in(receiver, sent.text)
        assert steps_of(receiver, "S") == (PriceStep(12, 47_000),)
        assert steps_of(receiver, "P") == (PriceStep(5, 49_000),)


def test_the_paper_has_the_prices_for_several(sender: Shop) -> None:
    sent = send(sender, ("S", 30), ("P", 1))
    words = " ".join(text_of(goods_note_paper.goods_note_pdf(sender, sent)).split())
    assert "10+: 45.000, 25+: 40.000" in words
    layout = goods_note_paper.goods_note_layout(sender, sent.note.name, "en")
    assert any("10+: 45.000" in str(block) for block in layout)
