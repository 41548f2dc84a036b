import json
from pathlib import Path
from typing import Any

import pytest
from support.shops import cash, make_shop, refusal, ring

from pos_app.messages import problem_json
from pos_app.services.day import closing
from pos_app.services.ring import ring_line, ring_lines
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.shop import Shop, open_shop

ONE_A: dict[str, Any] = {"lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}


def raw(shop: Shop, line: bytes) -> str:
    return refusal(ring_line(shop, line, problem_json))


def test_a_sale_is_answered_with_its_number_total_and_change(shop: Shop) -> None:
    answer = ring(shop, ref="x", lines=[{"code": "a", "qty": 2}], tenders=cash(150_000))
    assert answer["ok"] is True
    assert {key: answer[key] for key in ("ref", "number", "total", "paid", "change")} == {
        "ref": "x",
        "number": "A07-1-000001",
        "total": 100_000,
        "paid": 150_000,
        "change": 50_000,
    }


def test_the_same_ref_gives_the_first_answer_after_a_restart_too(tmp_path: Path) -> None:
    with make_shop(tmp_path / "t") as shop:
        first = ring(shop, ref="r", **ONE_A)
        assert ring(shop, ref="r", **ONE_A) == first
    with open_shop(tmp_path / "t") as shop:
        assert ring(shop, ref="r", **ONE_A) == first
        assert len(list_sales(shop)) == 1


def test_a_ref_with_other_content_is_refused_and_the_first_stands(shop: Shop) -> None:
    ring(shop, ref="r", **ONE_A)
    assert refusal(ring(shop, ref="r", lines=ONE_A["lines"], tenders=cash(60_000))) == "ref_reused"
    assert len(list_sales(shop)) == 1


def test_a_refusal_is_not_remembered(shop: Shop) -> None:
    refused = ring(shop, ref="r", lines=ONE_A["lines"], tenders=cash(1))
    assert refusal(refused) == "tender_short"
    assert ring(shop, ref="r", **ONE_A)["ok"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lines": [{"code": "ZZ", "qty": 1}]}, "unknown_code"),
        ({"lines": [{"qty": 1}]}, "text_invalid"),
        ({"lines": [{"code": "A", "qty": 0}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": -1}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": 10**9}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": 1.5}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": 1.0}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": True}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": "1"}]}, "qty_invalid"),
        ({"lines": [{"code": "A", "qty": 1, "unit_price": -1}]}, "price_invalid"),
        ({"lines": [{"code": "A", "qty": 1, "unit_price": 0.5}]}, "price_invalid"),
        ({"lines": [{"code": "A", "qty": 1, "discount": 50_001}]}, "discount_invalid"),
        ({"lines": [{"code": "A", "qty": 1, "qqty": 1}]}, "key_unknown"),
        ({"lines": []}, "no_lines"),
        ({"lines": "A"}, "no_lines"),
        ({"lines": [1]}, "bad_json"),
        ({"discount": 50_001}, "discount_invalid"),
        ({"discount": -1}, "discount_invalid"),
        ({"tenders": cash(49_999)}, "tender_short"),
        ({"tenders": []}, "tender_short"),
        ({"tenders": [{"method": "qris", "amount": 50_001}]}, "tender_over"),
        ({"tenders": [{"method": "gold", "amount": 50_000}]}, "method_unknown"),
        ({"tenders": cash(-50_000)}, "tender_invalid"),
        ({"tenders": [{"method": "cash", "amount": 50_000.0}]}, "tender_invalid"),
        ({"at": "yesterday"}, "time_invalid"),
        ({"at": 5}, "time_invalid"),
        ({"note": "a\nb"}, "text_invalid"),
        ({"void_of": "A07-1-000001", "refund_of": "A07-1-000001"}, "request_unclear"),
    ],
)
def test_a_bad_request_is_refused_by_its_code_and_leaves_nothing(
    shop: Shop, change: dict[str, Any], code: str
) -> None:
    assert refusal(ring(shop, **{**ONE_A, **change})) == code
    assert list_sales(shop) == []
    assert ring(shop, **ONE_A)["number"] == "A07-1-000001"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "bad_json"),
        (b"[]", "bad_json"),
        (b"null", "bad_json"),
        (b"\xff", "bad_json"),
        (b'{"ref":"a","ref":"b"}', "bad_json"),
        (b'{"ref":NaN}', "bad_json"),
        (b'{"ref":"\\ud800","lines":[]}', "bad_json"),
        (b'{"ref":"a","lines":[{"code":"\\udc00","qty":1}]}', "bad_json"),
        (b"[" * 100_000, "bad_json"),
        (b'{"ref":"a","lines":[{"code":"A","qty":' + b"9" * 5_000 + b"}]}", "bad_json"),
        (b"x" * (10 << 20), "line_too_long"),
        (b'{"lines":[]}', "ref_missing"),
        (b'{"ref":5}', "ref_missing"),
        (b'{"ref":""}', "ref_missing"),
    ],
)
def test_a_line_that_is_no_request_is_refused(shop: Shop, line: bytes, code: str) -> None:
    assert raw(shop, line) == code


def test_the_stream_goes_on_after_a_refusal(shop: Shop) -> None:
    good = json.dumps({"ref": "1", **ONE_A}).encode()
    answers = list(ring_lines(shop, [b"{", b"\n", good, b"nonsense", good], problem_json))
    assert [answer["ok"] for answer in answers] == [False, True, False, True]
    assert answers[1] == answers[3]


def test_a_refund_gives_pieces_back_until_none_is_left(shop: Shop) -> None:
    number = ring(shop, lines=[{"code": "A", "qty": 3}], discount=10, tenders=cash(149_990))[
        "number"
    ]
    back = [ring(shop, refund_of=number, lines=[{"code": "a", "qty": 1}]) for _ in range(3)]
    assert [answer["total"] for answer in back] == [-49_997, -49_996, -49_997]
    assert [answer["paid"] for answer in back] == [49_997, 49_996, 49_997]
    again = ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])
    assert refusal(again) == "refund_too_many"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"refund_of": "A07-1-000009", "lines": [{"code": "A", "qty": 1}]}, "sale_unknown"),
        ({"refund_of": "B01-1-000001", "lines": [{"code": "A", "qty": 1}]}, "other_till"),
        ({"refund_of": "A07-1-000001", "lines": [{"code": "B", "qty": 1}]}, "line_unknown"),
        ({"refund_of": "A07-1-000001", "lines": [{"line": 2, "qty": 1}]}, "line_unknown"),
        ({"refund_of": "A07-1-000001", "lines": [{"line": 1, "qty": 2}]}, "refund_too_many"),
        ({"refund_of": "A07-1-000001", "lines": [{"line": 1, "qty": 0}]}, "qty_invalid"),
        (
            {
                "refund_of": "A07-1-000001",
                "lines": [{"line": 1, "qty": 1}],
                "tenders": cash(40_000),
            },
            "refund_tenders",
        ),
        ({"void_of": "A07-1-000009"}, "sale_unknown"),
        ({"void_of": 5}, "sale_unknown"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    shop: Shop, request_: dict[str, Any], code: str
) -> None:
    ring(shop, **ONE_A)
    assert refusal(ring(shop, **request_)) == code
    assert len(list_sales(shop)) == 1


def test_a_sale_is_voided_once_and_a_void_never(shop: Shop) -> None:
    number = ring(shop, **ONE_A)["number"]
    void = ring(shop, void_of=number, reason="salah")
    assert (void["total"], void["paid"], void["change"]) == (-50_000, 50_000, 0)
    assert refusal(ring(shop, void_of=number)) == "already_voided"
    assert refusal(ring(shop, void_of=void["number"])) == "not_a_sale"
    refund = {"refund_of": number, "lines": [{"code": "A", "qty": 1}]}
    assert refusal(ring(shop, **refund)) == "already_voided"


def test_a_refunded_sale_is_not_voided(shop: Shop) -> None:
    number = ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))["number"]
    ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])
    assert refusal(ring(shop, void_of=number)) == "has_refunds"


def test_nothing_is_rung_at_a_closed_till_but_known_refs_are_answered(shop: Shop) -> None:
    first = ring(shop, ref="r", **ONE_A)
    closing.close_till(shop, counted=250_000)
    assert refusal(ring(shop, **ONE_A)) == "till_not_open"
    assert ring(shop, ref="r", **ONE_A) == first


def test_stock_goes_below_zero_rather_than_stop_a_sale(shop: Shop) -> None:
    from pos_app.services.catalogue.product_lookup import find_by_code

    ring(shop, lines=[{"code": "A", "qty": 12}], tenders=cash(600_000))
    assert find_by_code(shop, "A")[0].stock == -2
