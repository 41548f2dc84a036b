"""Orders with a deposit at a till: money, refusals, repeats, and the day's file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.orders import adds_up, cancel, deliver, order, qris, take
from support.shops import cash, make_shop, refusal, ring

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.domain.orders import OrderState
from pos_app.services.day import business_day, closing
from pos_app.services.orders import lookup, slips
from pos_app.services.orders.lookup import find_order, list_orders
from pos_app.services.safety.restore import restore
from pos_app.services.selling import refunds
from pos_app.services.selling.stored_sales import get_sale
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import business_days


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    with make_shop(tmp_path / "till") as found:
        yield found


def close(shop: Shop) -> VerifiedDay:
    closed = closing.close_till(shop, counted=0)
    return read_day(business_days.day_file(shop.database, closed.manifest))


def drawer(shop: Shop) -> int:
    first = business_days.first_seq_of_newest_day(shop.database)
    return business_days.drawer_total(shop.database, first)


def test_an_order_is_answered_with_its_number_its_deposit_and_the_balance(shop: Shop) -> None:
    answer = ring(shop, ref="a", order=order(name="Ann", contact="+61 2"), tenders=qris(450_000))
    assert answer == {
        "ref": "a",
        "ok": True,
        "order": "P-A07-1-0001",
        "number": "A07-1-000001",
        "deposit": 450_000,
        "balance": 450_000,
    }
    assert ring(shop, ref="a", order=order(name="Ann", contact="+61 2"), tenders=qris(450_000)) == (
        answer
    )
    assert refusal(ring(shop, ref="a", order=order(), tenders=qris(1))) == "ref_reused"
    totals = business_day.today_totals(shop)
    assert (totals.sales, totals.net, totals.deposits, totals.paid_by("qris")) == (
        *(0, 0, 450_000, 450_000),
    )


def test_a_delivery_is_a_sale_of_the_total_paid_first_by_the_deposit(shop: Shop) -> None:
    number = take(shop)["order"]
    answer = deliver(shop, number, cash(500_000))
    assert (answer["total"], answer["paid"], answer["change"]) == (900_000, 950_000, 50_000)
    assert (answer["order"], answer["deposit"], answer["balance"]) == (number, 450_000, 450_000)
    sale = get_sale(shop, answer["number"])
    assert [(str(t.method), t.amount) for t in sale.tenders] == [
        *(("deposit", 450_000), ("cash", 500_000), ("change", -50_000)),
    ]
    line = sale.lines[0]
    assert (line.sku, line.name, line.category, line.maker) == (
        *(number, "Kalung manik, merah, 6 buah", "Pesanan", "M1"),
    )
    assert (line.qty, line.unit_price, sale.country) == (6, 150_000, "AU")
    totals = business_day.today_totals(shop)
    assert (totals.sales, totals.net, totals.deposits) == (1, 900_000, 0)
    assert "deposits" not in totals.as_dict()
    assert drawer(shop) == 200_000 + 450_000


def test_a_total_that_is_no_multiple_has_a_last_piece_of_its_own_price(shop: Shop) -> None:
    number = take(shop, qty=7, total=900_001)["order"]
    sale = get_sale(shop, deliver(shop, number, cash(450_001))["number"])
    assert [(line.qty, line.unit_price, line.discount) for line in sale.lines] == [
        *((6, 128_571, 0), (1, 128_575, 0)),
    ]
    assert sum(line.amount for line in sale.lines) == sale.gross == sale.net == 900_001


def test_the_balance_in_cash_is_rounded_and_a_deposit_is_not(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", rounding=500) as shop:
        number = take(shop, cash(100_001))["order"]
        assert refusal(deliver(shop, number, cash(799_999))) == "tender_short"
        assert deliver(shop, number, cash(800_000))["total"] == 900_001
        assert adds_up(business_day.today_totals(shop))


def test_an_order_paid_whole_is_delivered_by_its_deposit_alone(shop: Shop) -> None:
    number = take(shop, cash(900_000))["order"]
    answer = deliver(shop, number, [])
    assert [str(t.method) for t in get_sale(shop, answer["number"]).tenders] == ["deposit"]


@pytest.mark.parametrize("returned", [0, 200_000, 450_000])
def test_what_is_not_returned_of_a_deposit_is_kept_by_the_maker(shop: Shop, returned: int) -> None:
    number = take(shop, cash(450_000))["order"]
    answer = cancel(shop, number, returned)
    assert (answer["returned"], answer["kept"]) == (returned, 450_000 - returned)
    assert (answer["order"], answer["number"]) == (number, "A07-1-000002")
    found = find_order(shop, number).order
    assert found.state is OrderState.CANCELLED
    assert found.deposit == found.used + found.returned + found.kept + found.open_deposit
    totals = business_day.today_totals(shop)
    assert (totals.net, totals.deposits) == (0, 450_000 - returned)
    assert drawer(shop) == 200_000 + 450_000 - returned
    assert bool(get_sale(shop, answer["number"]).tenders) == bool(returned)


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("order_deposit_zero", {"order": order(), "tenders": []}),
    ("order_deposit_too_large", {"order": order(total=100), "tenders": cash(101)}),
    ("order_maker_unknown", {"order": order(maker="XYZ"), "tenders": cash(1)}),
    ("order_what_missing", {"order": order(what=" "), "tenders": cash(1)}),
    ("order_total_invalid", {"order": order(total=0), "tenders": cash(1)}),
    ("qty_invalid", {"order": order(qty=0), "tenders": cash(1)}),
    ("order_deliver_invalid", {"order": order(deliver="drone"), "tenders": cash(1)}),
    ("day_invalid", {"order": order(due="besok"), "tenders": cash(1)}),
    ("country_invalid", {"order": order(country="Australia"), "tenders": cash(1)}),
    ("sku_unknown", {"order": order(sku="nope"), "tenders": cash(1)}),
    ("key_unknown", {"order": order(colour_of_eyes="x"), "tenders": cash(1)}),
    ("tender_deposit", {"order": order(), "tenders": [{"method": "deposit", "amount": 1}]}),
    ("order_unknown", {"deliver_order": "P-A07-1-0099", "tenders": cash(1)}),
    ("order_unknown", {"cancel_order": "P-A07-1-0099", "return": 0, "reason": "x"}),
    ("order_unknown", {"change_order": "P-A07-1-0099", "due": "2023-12-01"}),
    ("order_return_too_large", {"cancel_order": "P-A07-1-0001", "return": 450_001, "reason": "x"}),
    ("order_return_invalid", {"cancel_order": "P-A07-1-0001", "return": -1, "reason": "x"}),
    ("refund_tenders", {"cancel_order": "P-A07-1-0001", "return": 5, "reason": "x",
                        "tenders": cash(6)}),
    ("reason_missing", {"cancel_order": "P-A07-1-0001", "return": 0, "reason": " "}),
    ("order_change_empty", {"change_order": "P-A07-1-0001"}),
    ("request_unclear", {"deliver_order": "P-A07-1-0001", "void_of": "A07-1-000001"}),
    ("deposit_no_void", {"void_of": "A07-1-000001", "reason": "x"}),
    ("deposit_no_void", {"refund_of": "A07-1-000001", "lines": [{"code": "A", "qty": 1}]}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "request_"), REFUSED)
def test_a_wrong_request_is_refused_by_name_and_writes_nothing(
    shop: Shop, code: str, request_: dict[str, Any]
) -> None:
    take(shop)
    before = shop.journal.head()
    assert refusal(ring(shop, **request_)) == code
    assert shop.journal.head() == before


def test_an_order_is_delivered_or_cancelled_once(shop: Shop) -> None:
    first, second = take(shop)["order"], take(shop)["order"]
    deliver(shop, first)
    answer = cancel(shop, second, 0)
    for again in (deliver, lambda s, n: cancel(s, n, 0)):
        assert refusal(again(shop, first)) == "order_delivered"
        assert refusal(again(shop, second)) == "order_cancelled"
    assert refusal(ring(shop, void_of=answer["number"], reason="x")) == "deposit_return_final"


def test_without_an_open_day_no_order_is_taken(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        assert refusal(take(shop)) == "till_not_open"


def test_a_void_of_a_delivery_opens_the_order_again(shop: Shop) -> None:
    number = take(shop)["order"]
    sold = deliver(shop, number)["number"]
    assert ring(shop, void_of=sold, reason="salah")["ok"]
    assert find_order(shop, number).order.state is OrderState.OPEN
    totals = business_day.today_totals(shop)
    assert (totals.net, totals.deposits, totals.sales) == (0, 450_000, 0)
    assert deliver(shop, number, qris(450_000))["ok"]


def test_a_refund_of_a_delivery_gives_money_only(shop: Shop) -> None:
    number = take(shop)["order"]
    sold = deliver(shop, number)["number"]
    quote = refunds.quote_refund(shop, sold, [refunds.Return(6, line=1)])
    assert sum(payment.amount for payment in quote.same_methods) == 900_000
    answer = ring(shop, refund_of=sold, lines=[{"line": 1, "qty": 6}])
    assert answer["total"] == -900_000
    assert find_order(shop, number).order.state is OrderState.DELIVERED
    totals = business_day.today_totals(shop)
    assert (totals.net, totals.deposits) == (0, 0) and adds_up(totals)


def test_a_change_is_noted_once_and_shown_in_the_list(shop: Shop) -> None:
    number = take(shop)["order"]
    asked = {"change_order": number, "due": "2023-12-01", "deliver": "send", "ref": "c"}
    answer = ring(shop, **asked)
    assert answer == ring(shop, **asked)
    assert (answer["due"], answer["deliver"]) == ("2023-12-01", "send")
    (found,) = list_orders(shop)
    told = lookup.order_json(found)
    assert (told["due"], told["deliver"], told["balance"]) == ("2023-12-01", "send", 450_000)
    assert len(list(shop.journal.facts_of("order_change"))) == 1


def test_no_stock_of_a_product_moves_and_a_renamed_maker_is_the_same(shop: Shop) -> None:
    number = take(shop, sku="A")["order"]
    before = shop.database.execute("SELECT sku, stock FROM products").fetchall()
    shop.database.execute("UPDATE makers SET name = 'Manik Baru', share_bp = 1500")
    sale = get_sale(shop, deliver(shop, number)["number"])
    assert shop.database.execute("SELECT sku, stock FROM products").fetchall() == before
    assert (sale.lines[0].maker, sale.lines[0].share_bp) == ("M1", 1_500)


def test_a_day_with_orders_is_a_file_of_minor_version_1(shop: Shop) -> None:
    first, second, third = (take(shop)["order"] for _ in range(3))
    sold = deliver(shop, first)["number"]
    ring(shop, void_of=sold, reason="salah")
    cancel(shop, second, 100_000)
    ring(shop, change_order=third, due="2023-12-24")
    day = close(shop)
    assert (day.head.minor, json.loads(day.manifest)["pos"]["format"]) == (1, "posday/1.1")
    assert [row.event for row in day.tables.orders] == [
        *("deposit",) * 3,
        *("delivery", "void", "deposit_return", "change"),
    ]
    assert sum(row.deposit for row in day.tables.orders) == day.head.totals.deposits == 1_250_000
    assert adds_up(day.head.totals)


def test_a_day_without_orders_stays_as_it_was(shop: Shop) -> None:
    ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    day = close(shop)
    assert json.loads(day.manifest)["pos"]["format"] == "posday/1"
    assert b"orders" not in day.manifest and b"minor" not in day.manifest


def test_the_tables_follow_from_the_journal(shop: Shop) -> None:
    number = take(shop)["order"]
    cancel(shop, take(shop)["order"], 1)
    folder = shop.folder
    shop.close()
    (folder / "till.db").unlink()
    restore(folder, [folder])
    with open_shop(folder) as again:
        assert [each.number for each in list_orders(again)] == [number]
        assert business_day.today_totals(again).deposits == 450_000 + 449_999
        assert again.find_difference(full=True) is None
        assert deliver(again, number)["ok"]


def test_another_till_of_the_event_delivers_by_the_slip_once(tmp_path: Path) -> None:
    with make_shop(tmp_path / "a") as one, make_shop(tmp_path / "b", stand="B02") as other:
        number = take(one)["order"]
        text = slips.slip_text(one, number)
        answer = deliver(other, text.lower())
        assert [p["code"] for p in answer["warnings"]] == ["order_slip_unverified"]
        assert refusal(deliver(other, text)) == "order_delivered"
        assert business_day.today_totals(other).deposits == -450_000
        day = close(other)
        assert (day.tables.orders[0].origin, day.tables.orders[0].from_number) == (
            *(one.identity.till_id, "A07-1-000001"),
        )
        assert list_orders(other, open_only=False) == []


def test_a_slip_that_is_not_of_this_event_or_is_changed_is_refused(tmp_path: Path) -> None:
    with make_shop(tmp_path / "a") as one, make_shop(tmp_path / "b", training=True) as practice:
        number = take(one)["order"]
        text = slips.slip_text(one, number)
        assert refusal(deliver(practice, text)) == "order_real"
        assert refusal(deliver(one, slips.slip_text(practice, take(practice)["order"]))) == (
            "order_practice"
        )
        assert refusal(deliver(one, text[:-9])) == "order_slip_unreadable"
        letter = "A" if text[20] != "A" else "B"
        assert refusal(deliver(one, text[:20] + letter + text[21:])) == "order_slip_not_signed"


def test_what_is_stored_is_found_after_a_restart(shop: Shop) -> None:
    number = take(shop)["order"]
    shop.close()
    with open_shop(shop.folder) as again:
        assert [each.number for each in list_orders(again)] == [number]
        assert again.difference is None
