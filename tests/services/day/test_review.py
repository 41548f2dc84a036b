"""What a closed day shows as worth a look: from the till's own journal, and on its closing slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.review import closed_days, item_words, review_day, review_in
from pos_app.services.paper import receipt_copies
from pos_app.services.paper.closing_slip import closing_slip_text
from pos_app.services.shop.shop import Shop

DAY = "2023-10-25"
ONE = [{"code": "A", "qty": 1}]


def sold(shop: Shop, amount: int = 50_000) -> str:
    return str(ring(shop, lines=ONE, tenders=cash(amount))["number"])


def test_a_day_that_was_not_closed_has_no_list(shop: Shop) -> None:
    with pytest.raises(PosError, match="day_unknown"):
        review_day(shop, DAY)
    assert closed_days(shop) == []


def test_the_dearest_comes_first_in_words_that_accuse_nobody(shop: Shop) -> None:
    number = sold(shop)
    shop.clock = clock_at("2023-10-25T10:37:00+08:00")
    ring(shop, void_of=number, reason="salah")
    copied = sold(shop)
    receipt_copies.save_copy(shop, copied, shop.folder, "id", cashier="SITI")
    cash_drawer.note_drawer_opened(shop, "tukar uang", cashier="SITI")
    closing.close_till(shop, counted=180_000)
    found = [item for item in review_day(shop, DAY) if item.amount]
    assert [(item.kind, item.amount) for item in found[:2]] == [
        ("drawer", 70_000),
        ("difference", 70_000),
    ]
    by_kind = {item.kind: item for item in found}
    assert (by_kind["void"].number, by_kind["void"].amount) == (number, 50_000)
    words = [item_words(item, "id") for item in found]
    assert "Laci dibuka tanpa penjualan: tukar uang" in words
    assert any(w.startswith("Dibatalkan ") and w.endswith("dijual, tunai") for w in words)
    assert "Struk dicetak ulang" in words and "Uang di laci kurang" in words


def test_another_thread_reads_the_day_while_the_till_is_open(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        ring(shop, void_of=sold(shop), reason="salah")
        closing.close_till(shop, counted=200_000)
        assert review_in(shop.folder, DAY) == review_day(shop, DAY)


def test_each_day_shows_its_own_and_a_revision_all_of_its_day(shop: Shop) -> None:
    ring(shop, void_of=sold(shop), reason="salah")
    closing.close_till(shop, counted=200_000)
    business_day.reopen_till(shop, DAY, "lupa satu nota", by="RINI")
    closing.close_till(shop, counted=190_000)
    kinds = {item.kind: item.amount for item in review_day(shop, DAY)}
    assert kinds["void"] == 50_000 and kinds["reopened"] == 10_000
    shop.clock = clock_at("2023-10-26T08:00:00+08:00")
    business_day.open_till(shop, 200_000)
    closing.close_till(shop, counted=200_000)
    assert not {"void", "reopened"} & {item.kind for item in review_day(shop, "2023-10-26")}
    assert closed_days(shop) == ["2023-10-26", DAY]


def test_the_closing_slip_counts_them_in_one_line(shop: Shop) -> None:
    ring(shop, void_of=sold(shop), reason="salah")
    cash_drawer.note_drawer_opened(shop, "tukar uang")
    closing.close_till(shop, counted=200_000)
    text = " ".join(closing_slip_text(shop, DAY).split())
    assert "Perlu dilihat: 1 batal · 1 buka laci" in text


def test_the_closing_slip_of_a_day_without_any_has_no_such_line(shop: Shop) -> None:
    sold(shop)
    closing.close_till(shop, counted=240_000)  # its difference stands there in rupiah
    assert "Perlu dilihat" not in closing_slip_text(shop, DAY)
