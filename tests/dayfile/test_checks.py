"""Each check of a day file's content by itself: what passes, what is refused, and what is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.dayfile import checks
from pos_app.dayfile.checks import (
    check_chain,
    check_frame,
    check_numbers,
    check_rows,
    check_running_total,
    check_sales,
    check_totals,
    identity_of,
    receipt_at,
)
from pos_app.dayfile.format import DayFileError, DayHead, JournalRange
from pos_app.dayfile.journal_rows import facts_in
from pos_app.dayfile.line_columns import are_sound_in_sales
from pos_app.dayfile.parse import NO_RECEIPT
from pos_app.domain.day import (
    CashRow,
    DayTables,
    LineRow,
    MakerRow,
    SaleRow,
    StockRow,
    TenderRow,
    Totals,
    totals_of,
)
from pos_app.domain.journal import canonical, genesis, row_hash

AT = "2023-10-25T10:00:00+08:00"
OPEN, CLOSE = "2023-10-25T08:00:00+08:00", "2023-10-25T20:00:00+08:00"


def number(running: int) -> str:
    return f"A07-1-{running:06d}"


def document(
    sale_id: str, running: int, kind: str = "sale", refers_to: str = "", **amounts: int
) -> SaleRow:
    facts = {"gross": 100_000, "discount": 10_000, "rounding": 0, "net": 90_000, **amounts}
    return SaleRow(
        sale_id, number(running), kind, refers_to, AT, "ANI", **facts, country="", note=""
    )


def line(sale_id: str, n: int = 1, qty: int = 2, discount: int = 10_000) -> LineRow:
    amount = qty * 50_000 - discount
    return LineRow(
        sale_id, n, "A", "Kalung", "Manik", "M1", 1250, qty, 50_000, 50_000, discount, amount
    )


def cash(sale_id: str, amount: int, n: int = 1, method: str = "cash") -> TenderRow:
    return TenderRow(sale_id, n, method, amount, "", True)


def refund(sale_id: str, running: int, of: str, n: int = 1) -> DayTables:
    """One piece of line `n` comes back, at its full price."""
    head = document(sale_id, running, "refund", of, gross=-50_000, discount=-5_000, net=-45_000)
    return DayTables(
        (head,), (line(sale_id, n, -1, -5_000),), (cash(sale_id, -45_000),), makers=MAKERS
    )


def void(sale_id: str, running: int, of: str) -> DayTables:
    head = document(sale_id, running, "void", of, gross=-100_000, discount=-10_000, net=-90_000)
    return DayTables((head,), (line(sale_id, 1, -2, -10_000),), (cash(sale_id, -90_000),))


MAKERS = (MakerRow("M1", "Bu Sri", 1250, "maker"),)
SALE = DayTables((document("a", 1),), (line("a"),), (cash("a", 90_000),), makers=MAKERS)


def together(*tables: DayTables) -> DayTables:
    return DayTables(
        sales=tuple(row for each in tables for row in each.sales),
        lines=tuple(row for each in tables for row in each.lines),
        tenders=tuple(row for each in tables for row in each.tenders),
        makers=MAKERS,
    )


def refusal(check: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(DayFileError) as refused:
        check()
    return refused.value.code, dict(refused.value.facts)


def head_of(tables: DayTables = SALE, **changes: Any) -> DayHead:
    numbers = [sale.number for sale in tables.sales]
    totals = totals_of(tables)
    found = DayHead(
        event="EXPO23",
        stand="A07",
        till="1",
        seat=0,
        till_id="id-1",
        key="0" * 64,
        day="2023-10-25",
        opened_at=OPEN,
        closed_at=CLOSE,
        revision=1,
        supersedes=None,
        prev_day=None,
        first_number=numbers[0] if numbers else None,
        last_number=numbers[-1] if numbers else None,
        totals=totals,
        running_total=totals.net,
        journal=JournalRange(1, 3, "0" * 64, "0" * 64),
        app="pos-app",
        training=False,
        replayed=False,
    )
    return replace(found, **changes)


# --- The sums of a sale ---


def test_a_day_with_a_sale_a_refund_and_a_void_is_sound() -> None:
    check_sales(together(SALE, refund("r", 2, "a"), refund("s", 3, "a")))
    second = together(DayTables((document("b", 2),), (line("b"),), (cash("b", 90_000),)))
    check_sales(together(SALE, second, void("v", 3, "a"), refund("r", 4, "b")))
    check_sales(DayTables())


def changed(table: str, **fields: Any) -> DayTables:
    """The sale with fields of its row in one table changed."""
    (row,) = getattr(SALE, table)
    return SALE._replace(**{table: (row._replace(**fields),)})


@pytest.mark.parametrize(
    ("tables", "code", "facts"),
    [
        (SALE._replace(sales=SALE.sales * 2), "sale_id_twice", {}),
        (changed("lines", sale_id="x"), "sale_id_unknown", {}),
        (changed("tenders", sale_id="x"), "sale_id_unknown", {}),
        (SALE._replace(makers=()), "line_maker_unknown", {}),
        (SALE._replace(lines=()), "sale_kind", {"number": number(1)}),
        (changed("sales", kind="gift"), "sale_kind", {"number": number(1)}),
        (changed("sales", kind="refund"), "sale_kind", {"number": number(1)}),
        (changed("sales", refers_to="b"), "sale_kind", {"number": number(1)}),
        (changed("sales", gross=100_001), "sale_sum", {"number": number(1)}),
        (changed("sales", discount=9_999), "sale_sum", {"number": number(1)}),
        (changed("sales", net=90_001), "sale_sum", {"number": number(1)}),
        (changed("sales", rounding=1), "sale_sum", {"number": number(1)}),
        (changed("tenders", amount=90_001), "tender_sum", {"number": number(1)}),
        (changed("tenders", method="cheque"), "tender_wrong", {"number": number(1)}),
        (changed("lines", amount=90_001), "line_sum", {"number": number(1), "line": 1}),
        (changed("lines", discount=9_999), "line_sum", {"number": number(1), "line": 1}),
        (changed("lines", unit_price=50_001), "line_sum", {"number": number(1), "line": 1}),
    ],
)
def test_a_sale_that_does_not_add_up_is_refused_by_its_receipt(
    tables: DayTables, code: str, facts: dict[str, object]
) -> None:
    assert refusal(lambda: check_sales(tables)) == (code, facts)


@pytest.mark.parametrize(
    "fields",
    [
        {"list_price": 49_999},
        {"unit_price": -1, "amount": -2, "discount": 0},
        {"share_bp": -1},
        {"share_bp": 10_001},
        {"qty": 0, "amount": 0, "discount": 0},
        {"qty": -2, "amount": -100_000, "discount": 0},
        {"discount": -1, "amount": 100_001},
        {"discount": 100_001, "amount": -1},
    ],
)
def test_a_line_out_of_range_or_of_the_wrong_sign_is_refused(fields: dict[str, int]) -> None:
    facts = {"number": number(1), "line": 1}
    assert refusal(lambda: check_sales(changed("lines", **fields))) == ("line_wrong", facts)


@pytest.mark.parametrize(
    "fields",
    [
        {"list_price": 50_000},
        {"unit_price": 0, "amount": 0, "discount": 0},
        {"share_bp": 0},
        {"share_bp": 10_000},
        {"discount": 0, "amount": 100_000},
        {"discount": 100_000, "amount": 0},
        {"discount": 99_999, "amount": 1},
    ],
)
def test_a_line_at_the_end_of_its_range_is_sound(fields: dict[str, int]) -> None:
    tables = changed("lines", **fields)
    (row,) = tables.lines
    gross = row.qty * row.list_price
    sale = SALE.sales[0]._replace(gross=gross, discount=gross - row.amount, net=row.amount)
    check_sales(tables._replace(sales=(sale,), tenders=(cash("a", row.amount),)))


def test_rounding_is_part_of_the_net() -> None:
    sale = SALE.sales[0]._replace(rounding=-200, net=89_800)
    check_sales(SALE._replace(sales=(sale,), tenders=(cash("a", 89_800),)))


def paid_by(*tenders: tuple[str, int]) -> DayTables:
    rows = tuple(cash("a", amount, n, method) for n, (method, amount) in enumerate(tenders, 1))
    return SALE._replace(tenders=rows)


def test_change_goes_the_other_way_than_every_other_tender() -> None:
    check_sales(paid_by(("cash", 100_000), ("change", -10_000)))
    check_sales(paid_by(("qris", 40_000), ("transfer", 30_000), ("card", 20_000), ("cash", 0)))
    for wrong in (
        paid_by(("cash", 80_000), ("change", 10_000)),
        paid_by(("cash", 80_000), ("change", 10_000), ("change", 0)),
        paid_by(("cash", 90_001), ("qris", -1)),
        paid_by(("cash", 89_999), ("change", 1)),
    ):
        assert refusal(lambda wrong=wrong: check_sales(wrong)) == (
            "tender_wrong",
            {"number": number(1)},
        )
    wrong_way = refund("r", 2, "a")._replace(
        tenders=(cash("r", -46_000), cash("r", 1_000, 2, "card"))
    )
    assert refusal(lambda: check_sales(wrong_way))[0] == "tender_wrong"


# --- Corrections ---


@pytest.mark.parametrize("running", [2, 3])
def test_no_more_pieces_come_back_than_were_sold(running: int) -> None:
    """Two pieces were sold: two may come back, in one refund or in two, and no third."""
    two = together(SALE, refund("r", 2, "a"), refund("s", 3, "a"))
    check_sales(two)
    third = together(two, refund("t", 4, "a"))
    assert refusal(lambda: check_sales(third)) == ("refund_wrong", {"number": number(4)})
    other_line = together(SALE, refund("r", running, "a", n=2))
    expected = ("refund_wrong", {"number": number(running)})
    assert refusal(lambda: check_sales(other_line)) == expected


def test_pieces_are_counted_for_each_line_and_each_sale() -> None:
    lines = (line("a", 1), line("a", 2))
    head = document("a", 1, gross=200_000, discount=20_000, net=180_000)
    sold = DayTables((head,), lines, (cash("a", 180_000),))
    back = [refund(chr(ord("r") + i), 2 + i, "a", n) for i, n in enumerate((1, 1, 2, 2))]
    check_sales(together(sold, *back))
    assert refusal(lambda: check_sales(together(sold, *back, refund("z", 6, "a"))))[0] == (
        "refund_wrong"
    )


def test_a_refund_may_be_of_an_earlier_day_and_a_void_may_not() -> None:
    check_sales(refund("r", 1, "earlier"))
    expected = ("void_wrong", {"number": number(1)})
    assert refusal(lambda: check_sales(together(void("v", 1, "earlier")))) == expected


@pytest.mark.parametrize(
    "corrections",
    [
        [void("v", 2, "a"), void("w", 3, "a")],
        [void("v", 2, "a"), refund("r", 3, "a")],
        [refund("r", 2, "a"), void("v", 3, "a")],
        [refund("q", 2, "earlier"), refund("r", 3, "q")],
    ],
)
def test_a_sale_is_voided_once_and_only_when_nothing_else_corrected_it(
    corrections: list[DayTables],
) -> None:
    expected = ("void_wrong", {"number": number(3)})
    assert refusal(lambda: check_sales(together(SALE, *corrections))) == expected


def test_corrections_of_one_sale_do_not_touch_another() -> None:
    second = DayTables((document("b", 2),), (line("b"),), (cash("b", 90_000),))
    check_sales(together(SALE, second, void("v", 3, "a"), void("w", 4, "b")))
    check_sales(together(SALE, second, refund("r", 3, "a"), void("w", 4, "b")))


def test_what_follows_a_refund_of_an_earlier_day_is_checked_too() -> None:
    tables = together(SALE, refund("q", 2, "earlier"), void("v", 3, "a"), void("w", 4, "a"))
    assert refusal(lambda: check_sales(tables)) == ("void_wrong", {"number": number(4)})


def test_a_void_mirrors_lines_tenders_and_rounding() -> None:
    mirror = void("v", 2, "a")
    check_sales(together(SALE, mirror))
    (row,), (tender,) = mirror.lines, mirror.tenders
    one = document("v", 2, "void", "a", gross=-50_000, discount=-5_000, net=-45_000)
    rounded = document(
        "v", 2, "void", "a", gross=-100_000, discount=-10_000, net=-89_900, rounding=100
    )
    for wrong in (
        mirror._replace(lines=(row._replace(name="Gelang"),)),
        mirror._replace(tenders=(tender._replace(method="card"),)),
        DayTables((one,), (line("v", 1, -1, -5_000),), (cash("v", -45_000),)),
        mirror._replace(sales=(rounded,), tenders=(tender._replace(amount=-89_900),)),
    ):
        expected = ("void_wrong", {"number": number(2)})
        assert refusal(lambda wrong=wrong: check_sales(together(SALE, wrong))) == expected
    sold = SALE.sales[0]._replace(rounding=-100, net=89_900)
    rounded_sale = SALE._replace(sales=(sold,), tenders=(cash("a", 89_900),))
    back = mirror._replace(sales=(rounded,), tenders=(tender._replace(amount=-89_900),))
    check_sales(together(rounded_sale, back))
    assert refusal(lambda: check_sales(together(rounded_sale, mirror)))[0] == "void_wrong"


# --- Numbers and totals ---


def numbered(*numbers: str) -> DayTables:
    sale = SALE.sales[0]
    return DayTables(tuple(sale._replace(sale_id=n, number=n) for n in numbers))


@pytest.mark.parametrize("first", [1, 7, 999_999])
def test_receipt_numbers_run_on_without_a_gap(first: int) -> None:
    tables = numbered(*(number(first + i) for i in range(3)))
    check_numbers(head_of(tables), tables)
    check_numbers(head_of(DayTables()), DayTables())


@pytest.mark.parametrize(
    ("numbers", "code", "named"),
    [
        ((number(1), number(3)), "number_gap", number(3)),
        ((number(1), number(1)), "number_gap", number(1)),
        ((number(2), number(1)), "number_gap", number(1)),
        (("A08-1-000001",), "number_foreign", "A08-1-000001"),
        (("A07-1B-000001",), "number_foreign", "A07-1B-000001"),
        (("A07-1-1",), "number_foreign", "A07-1-1"),
        (("A07-1-0000001",), "number_foreign", "A07-1-0000001"),
        (("A07-1-000000",), "number_foreign", "A07-1-000000"),
        (("A07-1-x" + "y" * 50,), "number_foreign", ("A07-1-x" + "y" * 50)[:40]),
        (("A07-2" + "0" * 50 + "-000001",), "number_foreign", "A07-2" + "0" * 35),
    ],
)
def test_a_number_that_is_not_the_next_one_of_this_till_is_named(
    numbers: tuple[str, ...], code: str, named: str
) -> None:
    tables = numbered(*numbers)
    assert refusal(lambda: check_numbers(head_of(tables), tables)) == (code, {"number": named})


@pytest.mark.parametrize("ends", [(number(2), number(2)), (number(1), number(1)), (None, None)])
def test_the_manifest_names_the_first_and_the_last_number(ends: tuple[str, str]) -> None:
    tables = numbered(number(1), number(2))
    head = head_of(tables, first_number=ends[0], last_number=ends[1])
    assert refusal(lambda: check_numbers(head, tables)) == ("number_range", {})


def test_the_totals_of_the_manifest_are_those_of_the_rows() -> None:
    check_totals(head_of(), SALE)
    totals = totals_of(SALE)
    for key, value in totals.as_dict().items():
        head = head_of(totals=Totals.from_dict({**totals.as_dict(), key: value + 1}))
        assert refusal(lambda head=head: check_totals(head, SALE)) == ("totals_wrong", {"key": key})


@pytest.mark.parametrize(
    "methods",
    [("cash",), ("qris",), ("transfer",), ("card",), ("cash", "qris", "transfer", "card")],
)
def test_every_way_of_paying_is_part_of_the_net(methods: tuple[str, ...]) -> None:
    share = 90_000 // len(methods)
    rest = 90_000 - share * (len(methods) - 1)
    tables = paid_by((methods[0], rest), *((method, share) for method in methods[1:]))
    check_totals(head_of(tables), tables)


@pytest.mark.parametrize(
    "tables",
    [
        changed("sales", gross=100_001),
        changed("sales", discount=9_999),
        changed("sales", rounding=1),
        changed("sales", net=90_001),
        changed("tenders", amount=90_001),
    ],
)
def test_totals_that_do_not_agree_with_each_other_are_refused(tables: DayTables) -> None:
    assert refusal(lambda: check_totals(head_of(tables), tables)) == (
        "totals_wrong",
        {"key": "net"},
    )


def test_refunds_and_rounding_are_part_of_the_net() -> None:
    sold = SALE.sales[0]._replace(rounding=-100, net=89_900)
    rounded = SALE._replace(sales=(sold,), tenders=(cash("a", 89_900),))
    tables = together(rounded, refund("r", 2, "a"))
    check_totals(head_of(tables), tables)


def sold_fact(running: int, net: int, total: Any, kind: str = "sale") -> dict[str, Any]:
    return {
        "kind": kind,
        "sale": {"number": number(running), "net": net},
        "running_total": total,
    }


def test_the_running_total_grows_by_each_sale_and_begins_before_the_first() -> None:
    facts = [
        {"kind": "open"},
        sold_fact(1, 90_000, 100_000),
        sold_fact(2, -45_000, 55_000, "refund"),
        sold_fact(3, -10_000, 45_000, "void"),
    ]
    assert check_running_total(head_of(running_total=45_000), facts) == 10_000
    assert check_running_total(head_of(running_total=7), [{"kind": "open"}]) == 7


def test_a_running_total_that_is_wrong_names_its_sale() -> None:
    facts = [sold_fact(1, 90_000, 90_000), sold_fact(2, 1, 90_002), sold_fact(3, 1, 90_003)]
    expected = ("running_total_wrong", {"number": number(2)})
    assert refusal(lambda: check_running_total(head_of(running_total=90_003), facts)) == expected
    sound = [sold_fact(1, 90_000, 90_000), sold_fact(2, 1, 90_001), sold_fact(3, 1, 90_002)]
    expected = ("running_total_wrong", {"number": number(3)})
    assert refusal(lambda: check_running_total(head_of(running_total=90_001), sound)) == expected


@pytest.mark.parametrize("total", [True, "90000", None, [1]])
def test_a_running_total_is_a_whole_number(total: object) -> None:
    facts = [sold_fact(1, 90_000, total)]
    expected = ("journal_fact", {"reason": "running_total"})
    assert refusal(lambda: check_running_total(head_of(), facts)) == expected


# --- Tables against the journal ---


def test_the_first_row_that_differs_is_named_as_a_spreadsheet_counts_it() -> None:
    check_rows(SALE, SALE)
    ours = together(SALE, refund("r", 2, "a"))
    expected = {"member": "sales.csv", "row": 3, "number": number(2)}
    assert refusal(lambda: check_rows(SALE, ours)) == ("rows_differ", expected)
    assert refusal(lambda: check_rows(ours, SALE)) == ("rows_differ", expected)
    expected = {"member": "lines.csv", "row": 2, "number": number(1)}
    wrong = changed("lines", name="Gelang")
    assert refusal(lambda: check_rows(wrong, SALE)) == ("rows_differ", expected)
    both = ours._replace(tenders=(ours.tenders[0], ours.tenders[1]._replace(reference="x")))
    expected = {"member": "tenders.csv", "row": 3, "number": number(2)}
    assert refusal(lambda: check_rows(both, ours)) == ("rows_differ", expected)


def test_a_row_is_named_by_the_longer_of_both_tables() -> None:
    """A lines row that only the file has belongs to a sale that only the file has."""
    theirs = together(SALE, refund("r", 2, "a"))
    ours = theirs._replace(lines=SALE.lines)
    expected = {"member": "lines.csv", "row": 3, "number": number(2)}
    assert refusal(lambda: check_rows(theirs, ours)) == ("rows_differ", expected)


def test_the_receipt_of_a_row_is_found_by_its_sale_or_its_reason() -> None:
    drawer = (
        CashRow(1, AT, "float", 200_000, "", "pagi", "ANI"),
        *(
            CashRow(2 + n, AT, kind, 1, "", number(n + 1), "ANI")
            for n, kind in enumerate(("sale", "refund", "void", "change"))
        ),
    )
    stock = (
        StockRow(1, AT, "A", -2, "sale", number(1)),
        StockRow(2, AT, "A", 5, "arrival", "dus 3"),
    )
    tables = SALE._replace(cash=drawer, stock=stock)
    assert [receipt_at(tables, "cash", row) for row in range(6)] == [
        NO_RECEIPT,
        *(number(n) for n in range(1, 5)),
        NO_RECEIPT,
    ]
    assert [receipt_at(tables, "stock", row) for row in range(2)] == [number(1), NO_RECEIPT]
    assert [receipt_at(tables, name, 0) for name in ("sales", "lines", "tenders")] == [
        number(1)
    ] * 3
    assert receipt_at(tables, "makers", 0) == receipt_at(tables, "sales", 1) == NO_RECEIPT
    assert receipt_at(changed("lines", sale_id="x"), "lines", 0) == NO_RECEIPT


# --- The journal ---


def payloads_of(*facts: dict[str, Any], first: int = 1) -> list[bytes]:
    return [canonical({"v": 1, "seq": seq, "at": AT, **f}) for seq, f in enumerate(facts, first)]


def chained(head: DayHead, payloads: list[bytes], first: int, prev: bytes) -> DayHead:
    running = prev
    for payload in payloads:
        running = row_hash(running, payload)
    last = first + len(payloads) - 1
    return replace(head, journal=JournalRange(first, last, prev.hex(), running.hex()))


def test_a_chain_hangs_on_the_genesis_or_on_the_day_before() -> None:
    payloads = payloads_of({"kind": "open"}, {"kind": "close"})
    head = head_of()
    root = genesis(identity_of(head))
    check_chain(chained(head, payloads, 1, root), payloads)
    check_chain(chained(head, payloads, 5, bytes(32)), payloads)
    check_chain(chained(head, payloads, 5, root), payloads)
    wrong = chained(head, payloads, 1, bytes(32))
    assert refusal(lambda: check_chain(wrong, payloads)) == ("genesis_wrong", {})
    good = chained(head, payloads, 1, root)
    assert refusal(lambda: check_chain(good, payloads[::-1])) == ("chain_broken", {})
    for other in (payloads[:1], payloads * 2):
        expected = ("journal_range", {"first": 1, "last": 2})
        assert refusal(lambda other=other: check_chain(good, other)) == expected


def journal(*payloads: bytes) -> bytes:
    return b"".join(payload + b"\n" for payload in payloads)


def test_facts_are_read_in_order() -> None:
    payloads = payloads_of({"kind": "open"}, {"kind": "close"}, first=4)
    found = facts_in(journal(*payloads), 4)
    assert [(fact["seq"], fact["kind"]) for fact in found] == [(4, "open"), (5, "close")]


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"v": 2}, "journal_seq"),
        ({"v": None}, "journal_seq"),
        ({"seq": 4}, "journal_seq"),
        ({"seq": "5"}, "journal_seq"),
        ({"kind": 7}, "journal_json"),
        ({"at": None}, "journal_json"),
        ({"at": 7}, "journal_json"),
    ],
)
def test_a_fact_of_another_version_place_or_shape_is_named_by_its_row(
    fact: dict[str, Any], code: str
) -> None:
    first, second = payloads_of({"kind": "open"}, {"kind": "close"}, first=4)
    wrong = canonical({**json.loads(second), **fact})
    expected = (code, {"row": 5})
    assert refusal(lambda: facts_in(journal(first, wrong), 4)) == expected


def test_a_row_that_is_not_canonical_is_named() -> None:
    first, second = payloads_of({"kind": "open"}, {"kind": "close"}, first=4)
    loose = json.dumps(json.loads(second)).encode()
    expected = ("journal_not_canonical", {"row": 5})
    assert refusal(lambda: facts_in(journal(first, loose), 4)) == expected
    loose = json.dumps(json.loads(first)).encode()
    expected = ("journal_not_canonical", {"row": 4})
    assert refusal(lambda: facts_in(journal(loose, second), 4)) == expected


def test_bytes_that_are_no_text_are_refused_at_the_first_row() -> None:
    expected = ("journal_json", {"row": 4})
    assert refusal(lambda: facts_in(b"\xff\n", 4)) == expected


# --- The frame of the day ---


def frame(head: DayHead, counted: Any = 250_000, **close: Any) -> list[dict[str, Any]]:
    """Set-up, opening and close, as the manifest has them; 200.000 rupiah are expected."""
    names = ("event", "stand", "till", "seat", "till_id", "training")
    return [
        {"kind": "setup", **{name: getattr(head, name) for name in names}},
        {"kind": "open", "day": head.day, "at": head.opened_at, "prev_day": head.prev_day},
        {
            "kind": "close",
            "at": head.closed_at,
            "day": head.day,
            "revision": head.revision,
            "totals": head.totals.as_dict(),
            "running_total": head.running_total,
            "expected": 200_000,
            "counted": counted,
            "difference": 50_000,
            **close,
        },
    ]


DRAWER = SALE._replace(cash=(CashRow(1, AT, "float", 200_000, "", "", "ANI"),))


def test_a_day_begins_with_its_opening_and_ends_with_its_close() -> None:
    head = head_of(DRAWER)
    check_frame(head, DRAWER, frame(head))
    check_frame(head, DRAWER, frame(head)[1:])
    twice = replace(head, revision=2, supersedes="1" * 64)
    check_frame(twice, DRAWER, frame(twice))
    replayed = replace(head, replayed=True)
    check_frame(replayed, DRAWER, [{"kind": "replay"}, *frame(replayed)])


@pytest.mark.parametrize(
    "close",
    [
        {"kind": "drawer"},
        {"at": OPEN},
        {"day": "2023-10-26"},
        {"revision": 2},
        {"totals": Totals().as_dict()},
        {"running_total": 1},
        {"expected": 200_001},
        {"difference": 50_001},
        {"difference": -50_000},
        {"counted": 250_001},
    ],
)
def test_a_close_that_is_not_the_manifests_is_refused(close: dict[str, Any]) -> None:
    head = head_of(DRAWER)
    facts = frame(head, **close)
    assert refusal(lambda: check_frame(head, DRAWER, facts)) == ("close_wrong", {})


def test_a_count_is_a_whole_number() -> None:
    head = head_of(DRAWER)
    expected = ("journal_fact", {"reason": "counted"})
    assert refusal(lambda: check_frame(head, DRAWER, frame(head, True))) == expected


@pytest.mark.parametrize("name", ["day", "at", "prev_day"])
def test_an_opening_that_is_not_the_manifests_is_refused(name: str) -> None:
    head = head_of(DRAWER)
    setup, opened, closed = frame(head)
    wrong = [setup, {**opened, name: "x"}, closed]
    assert refusal(lambda: check_frame(head, DRAWER, wrong)) == ("open_wrong", {})
    for facts in ([setup, closed], [setup, opened, opened, closed], []):
        expected = ("open_wrong", {})
        assert refusal(lambda facts=facts: check_frame(head, DRAWER, facts)) == expected


@pytest.mark.parametrize("name", ["event", "stand", "till", "seat", "till_id", "training"])
def test_a_setup_of_another_till_is_refused(name: str) -> None:
    head = head_of(DRAWER)
    setup, *rest = frame(head)
    wrong = [{**setup, name: "x"}, *rest]
    assert refusal(lambda: check_frame(head, DRAWER, wrong)) == ("setup_wrong", {})


def test_a_day_taken_from_the_copy_says_so() -> None:
    head = head_of(DRAWER)
    facts = [{"kind": "replay"}, *frame(head)]
    assert refusal(lambda: check_frame(head, DRAWER, facts)) == ("replayed_wrong", {})
    claimed = replace(head, replayed=True)
    facts = frame(claimed)
    assert refusal(lambda: check_frame(claimed, DRAWER, facts)) == ("replayed_wrong", {})


@pytest.mark.parametrize(("revision", "supersedes"), [(1, "1" * 64), (2, None)])
def test_only_a_revision_supersedes_a_file(revision: int, supersedes: str | None) -> None:
    head = replace(head_of(DRAWER), revision=revision, supersedes=supersedes)
    expected = ("manifest_shape", {"key": "supersedes"})
    assert refusal(lambda: check_frame(head, DRAWER, frame(head))) == expected


_AMOUNTS = st.sampled_from([-2, -1, 0, 1, 2, 10_000, 10_001])


@given(st.lists(st.tuples(*[_AMOUNTS] * 6), max_size=3))
@example([(1_000, 2, 500, 400, 0, 800), (0, 1, 500, 500, 100, 400)])
def test_lines_are_judged_alike_by_columns_and_one_by_one(rows: list[tuple[int, ...]]) -> None:
    lines = [LineRow("s", 1, "G1", "Gelang", "Manik", "M1", *row) for row in rows]
    head = SaleRow("s", "A-1-000001", "sale", "", "", "", 0, 0, 0, 0, "", "")

    def is_sound(line: LineRow) -> bool:
        try:
            checks._check_line(head, line, 1)
        except DayFileError:
            return False
        return True

    assert are_sound_in_sales(lines) == (bool(lines) and all(map(is_sound, lines)))
