import json
from pathlib import Path

import pytest
from support.shops import cash, clock_at, counting_ids, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.domain.cart import Cart
from pos_app.domain.journal_projection import project_journal
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.day import business_day, cash_drawer, closing, day_export, handover
from pos_app.services.selling import sales
from pos_app.services.shop.shop import Shop
from pos_app.store.journal import read_twin


def sell(shop: Shop, qty: int = 1) -> None:
    ring(shop, lines=[{"code": "A", "qty": qty}], tenders=cash(qty * 50_000))


def next_day(shop: Shop, text: str) -> None:
    shop.clock.set(clock_at(text).now())  # type: ignore[attr-defined]


def test_the_worked_example_holds_from_the_till_to_the_file(tmp_path: Path) -> None:
    with make_shop(tmp_path / "t", rounding=500) as shop:
        lines = [{"code": "A", "qty": 3, "unit_price": 45_000}, {"code": "B", "qty": 1}]
        number = ring(shop, lines=lines, discount=10_100, tenders=cash(250_000))["number"]
        ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])
        wrong = ring(shop, lines=[{"code": "B", "qty": 1}], tenders=cash(120_000))["number"]
        ring(shop, void_of=wrong, reason="salah")
        closed = closing.close_till(shop, counted=402_000)
        done = day_export.export_day(shop, "2023-10-25", tmp_path / "out")
    day = read_day(done.path.read_bytes())
    assert (closed.expected, closed.difference) == (402_000, 0)
    assert day.head.totals == closed.totals
    assert day.head.totals.as_dict() == {
        "sales": 1,
        "voids": 1,
        "gross": 270_000,
        "discount": 25_100,
        "refunds": 43_218,
        "rounding": 318,
        "net": 202_000,
        "cash": 202_000,
        "qris": 0,
        "transfer": 0,
        "card": 0,
        "unconfirmed": 0,
    }


def test_a_day_without_sales_has_a_file_too(shop: Shop, tmp_path: Path) -> None:
    closing.close_till(shop, counted=200_000)
    day = read_day(day_export.export_day(shop, "2023-10-25", tmp_path).path.read_bytes())
    assert (day.head.first_number, day.head.last_number) == (None, None)
    assert day.tables.cash[0].kind == "float"


def test_exporting_again_gives_the_same_bytes_in_the_same_place(shop: Shop, tmp_path: Path) -> None:
    sell(shop)
    closing.close_till(shop, pieces={50_000: 5})
    first = day_export.export_day(shop, "2023-10-25", tmp_path / "out")
    second = day_export.export_day(shop, "2023-10-25", tmp_path / "out")
    assert first == second
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_the_count_by_denomination_is_in_the_file(shop: Shop, tmp_path: Path) -> None:
    closed = closing.close_till(shop, pieces={50_000: 3, 1_000: 20}, reason="kurang lembar")
    day = read_day(day_export.export_day(shop, "2023-10-25", tmp_path).path.read_bytes())
    assert (closed.counted, closed.difference) == (170_000, -30_000)
    assert [(row.denomination, row.pieces) for row in day.tables.counts] == [
        (50_000, 3),
        (1_000, 20),
    ]


def test_cash_moves_are_part_of_what_is_expected(shop: Shop) -> None:
    cash_drawer.move_cash(shop, 100_000, "tukar uang")
    cash_drawer.move_cash(shop, -30_000, "beli lakban")
    cash_drawer.move_cash(shop, -50_000, "titip", maker="m1")
    sell(shop)
    assert (
        closing.close_till(shop, counted=0).expected == 200_000 + 100_000 - 30_000 - 50_000 + 50_000
    )


@pytest.mark.parametrize(
    ("amount", "reason", "maker", "code"),
    [
        (0, "x", "", "amount_invalid"),
        (5, " ", "", "reason_missing"),
        (5, "x", "M1", "payout_sign"),
        (-5, "x", "M9", "maker_unknown"),
    ],
)
def test_a_cash_move_that_cannot_be_is_refused(
    shop: Shop, amount: int, reason: str, maker: str, code: str
) -> None:
    with pytest.raises(PosError) as error:
        cash_drawer.move_cash(shop, amount, reason, maker)
    assert error.value.code == code
    assert cash_drawer.expected_cash_now(shop) == 200_000


def test_days_hang_on_one_another(shop: Shop, tmp_path: Path) -> None:
    sell(shop)
    first = closing.close_till(shop, counted=250_000)
    day_export.export_day(shop, "2023-10-25", tmp_path)
    next_day(shop, "2023-10-26T08:00:00+08:00")
    business_day.open_till(shop, 250_000)
    sell(shop)
    closing.close_till(shop, counted=300_000)
    day = read_day(day_export.export_day(shop, "2023-10-26", tmp_path).path.read_bytes())
    before = read_day((tmp_path / first.file_name).read_bytes())
    assert day.head.prev_day == first.manifest
    assert day.head.journal.first == before.head.journal.last + 1
    assert day.head.journal.prev == before.head.journal.head
    assert day.running_start == before.head.running_total == 50_000
    assert (before.head.last_number, day.head.first_number) == ("A07-1-000001", "A07-1-000002")


def test_a_reopened_day_is_a_revision_that_begins_with_the_first(
    shop: Shop, tmp_path: Path
) -> None:
    sell(shop)
    first = closing.close_till(shop, counted=250_000)
    one = read_day(day_export.export_day(shop, "2023-10-25", tmp_path).path.read_bytes())
    business_day.reopen_till(shop, "2023-10-25", "lupa satu penjualan")
    with pytest.raises(PosError, match="day_still_open"):
        day_export.export_day(shop, "2023-10-25", tmp_path)
    sell(shop, 2)
    second = closing.close_till(shop, counted=350_000)
    two = read_day(day_export.export_day(shop, "2023-10-25", tmp_path).path.read_bytes())
    assert (second.revision, two.head.supersedes) == (2, first.manifest)
    assert second.expected == 350_000
    assert two.head.journal.first == one.head.journal.first
    assert two.tables.sales[:1] == one.tables.sales


def test_only_the_newest_day_opens_again_and_not_once_the_next_is_open(shop: Shop) -> None:
    closing.close_till(shop, counted=0)
    next_day(shop, "2023-10-26T08:00:00+08:00")
    business_day.open_till(shop, 0)
    with pytest.raises(PosError, match="till_already_open"):
        business_day.reopen_till(shop, "2023-10-25", "x")
    closing.close_till(shop, counted=0)
    with pytest.raises(PosError, match="reopen_not_newest"):
        business_day.reopen_till(shop, "2023-10-25", "x")


def test_a_closed_date_is_not_opened_again_and_the_clock_cannot_go_back_a_day(shop: Shop) -> None:
    with pytest.raises(PosError, match="till_already_open"):
        business_day.open_till(shop, 0)
    closing.close_till(shop, counted=0)
    with pytest.raises(PosError, match="day_already_closed"):
        business_day.open_till(shop, 0)
    next_day(shop, "2023-10-24T08:00:00+08:00")
    with pytest.raises(PosError, match="clock_before_last_day"):
        business_day.open_till(shop, 0)


def test_a_day_may_run_past_midnight(shop: Shop, tmp_path: Path) -> None:
    next_day(shop, "2023-10-26T00:30:00+08:00")
    sell(shop)
    closed = closing.close_till(shop, counted=250_000)
    day = read_day(day_export.export_day(shop, "2023-10-25", tmp_path).path.read_bytes())
    assert closed.day == "2023-10-25"
    assert day.tables.sales[0].at == "2023-10-26T00:30:00+08:00"


def test_a_failed_close_leaves_the_day_open(shop: Shop) -> None:
    sell(shop)
    (shop.folder / "till.key").unlink()
    with pytest.raises(PosError, match="key_missing"):
        closing.close_till(shop, pieces={50_000: 5})
    assert business_day.current_day(shop) is not None
    sell(shop)


@pytest.mark.parametrize(
    ("count", "code"),
    [
        ({"counted": -1}, "count_invalid"),
        ({}, "count_missing"),
        ({"pieces": {3: 1}}, "denomination_unknown"),
        ({"pieces": {1_000: -1}}, "count_invalid"),
        ({"pieces": {1_000: 1}, "counted": 5}, "count_differs"),
    ],
)
def test_a_count_that_is_none_leaves_the_day_open(
    shop: Shop, count: dict[str, int], code: str
) -> None:
    with pytest.raises(PosError) as error:
        closing.close_till(shop, **count)  # type: ignore[arg-type]
    assert error.value.code == code
    assert business_day.current_day(shop) is not None


def test_the_twin_holds_the_whole_journal_and_tells_the_same_tables(shop: Shop) -> None:
    sell(shop)
    ring(shop, void_of="A07-1-000001")
    closing.close_till(shop, counted=0)
    twin = list(read_twin(shop.folder / "journal.jsonl"))
    assert [tuple(row) for row in twin] == [tuple(row) for row in shop.journal.rows()]
    assert shop.journal.first_break() is None
    assert len(project_journal(json.loads(row.payload) for row in twin).sales) == 2


def test_the_same_moves_make_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        with make_shop(tmp_path / name, new_id=counting_ids()) as shop:
            sell(shop)
            closing.close_till(shop, counted=250_000)
            done = day_export.export_day(shop, "2023-10-25", tmp_path / name)
            files.append(done.path.read_bytes())
    assert files[0] == files[1]


def test_what_no_file_holds_yet_is_counted(shop: Shop, tmp_path: Path) -> None:
    sell(shop)
    sell(shop)
    assert handover.not_handed_over(shop) == 2
    closing.close_till(shop, counted=0)
    assert handover.not_handed_over(shop) == 2
    day_export.export_day(shop, "2023-10-25", tmp_path)
    assert handover.not_handed_over(shop) == 0


def test_who_sells_moves_cash_closes_and_stands_by_is_kept(tmp_path: Path) -> None:
    with make_shop(tmp_path / "t") as shop:
        cart = Cart().add(find_by_code(shop, "A")[0])
        payments = [Payment(Method.CASH, 50_000)]
        sale = sales.sell(shop, cart, payments, sale_id=shop.new_id(), cashier="ANI")
        cash_drawer.move_cash(shop, -10_000, "es teh", cashier="BUDI")
        witness = closing.Witness("CITRA", {100_000: 2, 20_000: 2})
        pieces = {100_000: 2, 20_000: 1}
        closed = closing.close_till(shop, pieces=pieces, cashier="BUDI", witness=witness)
        assert sale.cashier == "ANI"
        assert (closed.cashier, closed.verified_by) == ("BUDI", "CITRA")
        assert business_day.closed_day(shop, closed.day) == closed
        tables = read_day(business_day.day_file_bytes(shop, closed)).tables
    counts = [(row.cashier, row.role, row.denomination, row.pieces) for row in tables.counts]
    assert counts == [
        ("BUDI", "count", 100_000, 2),
        ("BUDI", "count", 20_000, 1),
        ("CITRA", "verify", 100_000, 2),
        ("CITRA", "verify", 20_000, 2),
    ]
    assert [row.cashier for row in tables.cash] == ["KASIR", "ANI", "BUDI"]
