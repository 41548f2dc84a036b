"""A commit that raises: nobody is told anything before the disk was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.failing_commit import Fault, faulty, raise_after, raise_before
from support.shops import cash, clock_at, make_shop, ring

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.errors import MachineError, NotSaved, PosError
from pos_app.services.catalogue import stock_moves
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.selling import sales, stored_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop
from pos_app.store.journal import read_twin


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    with make_shop(tmp_path / "till") as shop:
        yield shop


def sell(shop: Shop, sale_id: str) -> Sale:
    cart = Cart().add(find_by_code(shop, "A")[0])
    return sales.sell(shop, cart, [Payment(Method.CASH, 50_000)], sale_id=sale_id)


def numbers(shop: Shop) -> list[str]:
    return [sale.number for sale in stored_sales.list_sales(shop)]


def test_a_sale_that_is_on_disk_after_all_is_answered_with_its_number(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(shop, monkeypatch, raise_after)
    sale = sell(shop, "11111111-1111-4111-8111-111111111111")
    assert numbers(shop) == [sale.number] == ["A07-1-000001"]
    assert sell(shop, sale.id) == sale
    assert numbers(shop) == ["A07-1-000001"]


def test_a_sale_that_is_not_on_disk_is_said_to_be_none_and_the_retry_is_the_first(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(shop, monkeypatch, raise_before)
    with pytest.raises(MachineError) as refused:
        sell(shop, "11111111-1111-4111-8111-111111111111")
    assert refused.value.code == "sale_not_saved"
    assert numbers(shop) == []
    sale = sell(shop, "11111111-1111-4111-8111-111111111111")
    assert numbers(shop) == [sale.number] == ["A07-1-000001"]
    assert shop.journal.first_break() is None


@pytest.mark.parametrize("fault", [raise_after, raise_before])
def test_a_ref_that_is_sent_again_after_the_fault_makes_one_sale(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    asked = {"ref": "r", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    faulty(shop, monkeypatch, fault)
    first = ring(shop, **asked)
    assert first["ok"] == (fault is raise_after)
    again = ring(shop, **asked)
    assert again["ok"]
    assert numbers(shop) == [again["number"]]
    if first["ok"]:
        assert again == first


@pytest.mark.parametrize("fault", [raise_after, raise_before])
def test_a_close_is_closed_or_open_and_never_half(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    sell(shop, "11111111-1111-4111-8111-111111111111")
    faulty(shop, monkeypatch, fault)
    if fault is raise_after:
        assert closing.close_till(shop, counted=250_000).difference == 0
    else:
        with pytest.raises(PosError):
            closing.close_till(shop, counted=250_000)
        assert business_day.current_day(shop) is not None
        closing.close_till(shop, counted=250_000)
    assert business_day.current_day(shop) is None
    shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, 0)
    assert shop.journal.first_break() is None


def pay_out(shop: Shop) -> None:
    cash_drawer.move_cash(shop, -10_000, "plastik")


def take_stock(shop: Shop) -> None:
    stock_moves.count_stock(shop, "A", 3, "hitung")


def reopen(shop: Shop) -> None:
    business_day.reopen_till(shop, "2023-10-25", "lupa")


@pytest.mark.parametrize("work", [pay_out, take_stock, reopen])
def test_a_failed_commit_is_looked_up_so_that_nobody_is_told_that_it_is_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Shop], None]
) -> None:
    with make_shop(tmp_path / "till") as shop:
        if work is reopen:
            closing.close_till(shop, counted=200_000)
        before = shop.journal.head().seq
        faulty(shop, monkeypatch, raise_before)
        with pytest.raises(NotSaved) as refused:
            work(shop)
        assert refused.value.code == "not_saved"
        assert shop.journal.head().seq == before
        faulty(shop, monkeypatch, raise_after)
        work(shop)
        assert shop.journal.head().seq == before + 2 - (work is not reopen)
        assert not check_till(shop.folder, shop.clock).problems


def test_only_a_folder_that_cannot_be_opened_again_leaves_the_outcome_unknown(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recover() -> None:
        raise MachineError("database_failed", reason="disk I/O error")

    faulty(shop, monkeypatch, raise_after)
    monkeypatch.setattr(shop, "recover", recover)
    for _ in range(2):
        with pytest.raises(PosError) as refused:
            sell(shop, "11111111-1111-4111-8111-111111111111")
        assert refused.value.code == "commit_unknown"


def test_the_twin_holds_what_the_disk_holds_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "till") as shop:
        faulty(shop, monkeypatch, raise_after)
        sell(shop, "11111111-1111-4111-8111-111111111111")
        faulty(shop, monkeypatch, raise_before)
        with pytest.raises(MachineError):
            sell(shop, "22222222-2222-4222-8222-222222222222")
        sell(shop, "33333333-3333-4333-8333-333333333333")
        kept = [row.payload for row in shop.journal.rows()]
    assert [row.payload for row in read_twin(tmp_path / "till" / "journal.jsonl")] == kept
