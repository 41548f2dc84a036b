"""The tables of a day added up: totals, sums by group, and what should lie in the drawer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import day
from pos_app.domain.day import (
    ALL_ROW_TYPES,
    KEYS,
    REQUIRED_TOTALS,
    ROW_TYPES,
    TOTAL_KEYS,
    CashRow,
    DayTables,
    LineRow,
    LineSums,
    SaleRow,
    TenderRow,
    Totals,
    add_totals,
    drawer_rows,
    expected_cash,
    group_lines,
    totals_of,
)
from pos_app.domain.payment_methods import METHODS
from pos_app.domain.sale import Method, Sale, SaleKind, SaleTender


def document(sale_id: str, kind: str = "sale", gross: int = 0, **amounts: int) -> SaleRow:
    facts = {"discount": 0, "rounding": 0, "net": gross, **amounts}
    return SaleRow(sale_id, sale_id, kind, "", "", "", gross, **facts, country="", note="")


def line(sale_id: str, qty: int, amount: int, maker: str = "M1", price: int = 1_000) -> LineRow:
    discount = qty * price - amount
    return LineRow(sale_id, 1, "S", "n", "c", maker, 0, qty, price, price, discount, amount)


def tender(sale_id: str, method: str, amount: int, *, confirmed: bool = True) -> TenderRow:
    return TenderRow(sale_id, 1, method, amount, "", confirmed)


DAY = DayTables(
    sales=(
        document("a", gross=10_000, discount=1_000, rounding=100, net=9_100),
        document("b", gross=5_000, net=5_000),
        document("v", "void", gross=-5_000, net=-5_000),
        document("r", "refund", gross=-2_000, discount=-200, rounding=20, net=-1_780),
    ),
    lines=(
        line("a", 10, 9_000),
        line("b", 5, 5_000, "M2"),
        line("v", -5, -5_000, "M2"),
        line("r", -2, -1_800),
    ),
    tenders=(
        tender("a", "cash", 5_000),
        tender("a", "change", -900),
        tender("a", "qris", 3_000, confirmed=False),
        tender("a", "qris", 1_000),
        tender("a", "card", 1_000, confirmed=False),
        tender("b", "transfer", 5_000),
        tender("v", "transfer", -5_000),
        tender("r", "cash", -1_780),
    ),
)


def test_the_totals_of_a_day_count_sales_and_voids_and_add_up_the_rest() -> None:
    assert totals_of(DAY).as_dict() == {
        "sales": 1,
        "voids": 1,
        "gross": 10_000,
        "discount": 1_000,
        "refunds": 1_800,
        "rounding": 120,
        "net": 7_320,
        "cash": 2_320,
        "qris": 4_000,
        "transfer": 0,
        "card": 1_000,
        "unconfirmed": 3_000,
    }
    assert totals_of(DayTables()) == Totals()


def test_totals_begin_at_nothing_and_are_added_field_by_field() -> None:
    assert set(Totals().as_dict().values()) == {0}
    numbers = range(1, len(TOTAL_KEYS) + 1)
    one = Totals.from_values([*numbers])
    assert one.by_key() == dict(zip(TOTAL_KEYS, numbers, strict=True))
    assert (one + one).values() == tuple(2 * n for n in numbers)
    assert add_totals([one, one, one]).values() == tuple(3 * n for n in numbers)
    assert add_totals([]) == Totals()


@pytest.mark.parametrize("values", [(), (0,) * (len(REQUIRED_TOTALS) - 1), (0,) * 99])
def test_too_few_and_too_many_sums_are_no_totals(values: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="totals"):
        Totals.from_values(values)


def test_totals_are_read_back_as_they_were_kept() -> None:
    one = totals_of(DAY)
    assert Totals.from_values(one.values()) == Totals.from_values(one.stored_values()) == one
    assert Totals.from_dict(one.as_dict()) == Totals.from_dict(one.by_key()) == one
    assert one.stored_values() == tuple(one.as_dict().values())
    assert list(one.as_dict()) == list(REQUIRED_TOTALS)


def test_what_was_paid_is_known_by_its_way() -> None:
    one = totals_of(DAY)
    assert one.by_method() == {"cash": 2_320, "qris": 4_000, "transfer": 0, "card": 1_000}
    for way, amount in one.by_method().items():
        assert one.paid_by(way) == amount


def test_lines_are_grouped_in_the_order_of_their_key() -> None:
    kinds = {sale.sale_id: sale.kind for sale in DAY.sales}
    lines = [line("b", 1, 700, "M9"), *DAY.lines]
    found = group_lines(lines, kinds, lambda row: row.maker)
    assert list(found) == ["M1", "M2", "M9"]
    assert found["M1"] == LineSums(qty=8, gross=10_000, discount=1_000, refunds=1_800, net=7_200)
    assert found["M2"] == LineSums(0, 0, 0, 0, 0) == LineSums()
    assert found["M9"] == LineSums(qty=1, gross=1_000, discount=300, refunds=0, net=700)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=8))
def test_the_drawer_should_hold_the_sum_of_its_rows(amounts: list[int]) -> None:
    rows = [CashRow(n, "", "in", amount, "", "", "") for n, amount in enumerate(amounts)]
    assert expected_cash(rows) == sum(amounts)


def drawer(kind: SaleKind, *tenders: tuple[Method, int]) -> list[tuple[str, int]]:
    rows = tuple(SaleTender(n, method, amount) for n, (method, amount) in enumerate(tenders, 1))
    return drawer_rows(Sale("id", "n", kind, "", "", "", 0, 0, 0, 0, (), rows))


def test_only_cash_and_change_go_through_the_drawer() -> None:
    paid = [(Method.CASH, 100), (Method.QRIS, 50), (Method.CARD, 1), (Method.CHANGE, -30)]
    assert drawer(SaleKind.SALE, *paid) == [("sale", 100), ("change", -30)]
    back = [(Method.CASH, -100), (Method.TRANSFER, -50), (Method.CHANGE, 30)]
    assert drawer(SaleKind.VOID, *back) == [("void", -100), ("void", 30)]
    assert drawer(SaleKind.REFUND, (Method.CASH, -5)) == [("refund", -5)]


def test_every_table_has_a_row_type_and_a_key_of_its_columns() -> None:
    tables = list(DayTables._fields)
    assert list(ALL_ROW_TYPES) == list(KEYS) == tables
    assert list(ROW_TYPES) == tables[: len(ROW_TYPES)]
    for table in tables:
        assert set(KEYS[table]) <= set(ALL_ROW_TYPES[table]._fields)
        assert getattr(DayTables(), table) == ()


@pytest.fixture
def with_later_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two ways of paying that the first files did not have."""
    later = ("voucher", "points")
    monkeypatch.setattr(day, "LATER_METHODS", later)
    monkeypatch.setattr(day, "LATER_TOTALS", ("deposits", *later))
    monkeypatch.setattr(day, "METHODS", (*METHODS, *later))
    monkeypatch.setattr(day, "TOTAL_KEYS", (*REQUIRED_TOTALS, "deposits", *later))


def paid(*amounts: int) -> Totals:
    return Totals(1, 2, 3, 4, 5, 6, 7, 8, paid=amounts)


@pytest.mark.usefixtures("with_later_methods")
def test_a_later_way_of_paying_is_named_only_where_something_was_paid_by_it() -> None:
    none, first = paid(10, 20, 30, 40, 0, 0), paid(10, 20, 30, 40, 50, 0)
    both, second = paid(10, 20, 30, 40, 50, 60), paid(10, 20, 30, 40, 0, 60)
    assert list(none.as_dict()) == list(REQUIRED_TOTALS)
    assert list(first.as_dict().items())[-2:] == [("unconfirmed", 8), ("voucher", 50)]
    assert list(first.by_method()) == [*METHODS, "voucher"]
    assert list(second.by_method()) == [*METHODS, "points"]
    assert both.values() == (1, 2, 3, 4, 5, 6, 7, 10, 20, 30, 40, 8, 0, 50, 60)
    assert [one.stored_values()[len(REQUIRED_TOTALS) :] for one in (none, first, second, both)] == [
        (),
        (0, 50),
        (0, 0, 60),
        (0, 50, 60),
    ]
    assert none.by_key() | {"voucher": 50} == first.by_key()


@pytest.mark.usefixtures("with_later_methods")
@pytest.mark.parametrize("later", [(0, 0), (50, 0), (0, 60), (50, 60)])
def test_totals_with_later_ways_of_paying_are_read_back(later: tuple[int, int]) -> None:
    one = paid(10, 20, 30, 40, *later)
    assert Totals.from_values(one.values()) == Totals.from_values(one.stored_values()) == one
    assert Totals.from_dict(one.as_dict()) == Totals.from_dict(one.by_key()) == one
    with pytest.raises(ValueError, match="totals"):
        Totals.from_values([*one.values(), 1])
    with pytest.raises(ValueError, match="totals"):
        Totals.from_values(one.values()[: len(REQUIRED_TOTALS) - 1])


def test_what_every_total_names_is_kept_even_where_it_is_nothing() -> None:
    assert Totals().stored_values() == (0,) * len(REQUIRED_TOTALS)
    assert Totals(sales=1).stored_values() == (1, *(0,) * (len(REQUIRED_TOTALS) - 1))


def test_what_was_paid_is_given_by_name() -> None:
    assert Totals(paid=(1, 2, 3, 4)).paid_by("qris") == 2
    with pytest.raises(TypeError):
        Totals(1, 2, 3, 4, 5, 6, 7, 8, (1, 2, 3, 4))  # type: ignore[misc]
