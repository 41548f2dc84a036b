"""What the twin knows and the database does not stops a till until a lead decided."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, refusal, ring

from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.twin_decision import decide

Change = Callable[[sqlite3.Connection], None]


def sell(shop: Shop, qty: int = 1) -> dict[str, object]:
    return dict(ring(shop, lines=[{"code": "A", "qty": qty}], tenders=cash(qty * 50_000)))


def with_sales(folder: Path, count: int = 3) -> None:
    with make_shop(folder) as shop:
        for _ in range(count):
            assert sell(shop)["ok"]


def change(folder: Path, work: Change) -> None:
    """Change the database as somebody with its file at hand can: triggers off, then back."""
    base = sqlite3.connect(folder / "till.db")
    triggers = base.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in triggers:
        base.execute(f"DROP TRIGGER {name}")
    work(base)
    for _, sql in triggers:
        base.execute(sql)
    base.commit()
    base.close()


def delete_last_sale(base: sqlite3.Connection) -> None:
    running, seq = base.execute("SELECT running, seq FROM sales ORDER BY 1 DESC").fetchone()
    for table in ("sale_lines", "sale_tenders", "requests"):
        base.execute(f"DELETE FROM {table} WHERE sale = ?", (running,))
    for table in ("sales", "cash", "stock_moves", "journal"):
        base.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
    base.execute("UPDATE products SET stock = stock + 1 WHERE sku = 'A'")


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in check_till(folder, clock_at()).problems]


def open_at(folder: Path) -> Shop:
    return open_shop(folder, clock_at())


def test_a_deleted_last_sale_stops_the_till_until_it_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with_sales(folder)
    change(folder, delete_last_sale)
    assert "twin_differs" in codes(folder)
    with open_at(folder) as shop:
        answer = sell(shop)
        assert refusal(answer) == "twin_differs"
        found = decide(shop, "BUDI")
        assert found is not None
        assert found.fact() == {"rows": 1, "sales": 1, "net": 50_000, "choice": "restored"}
        assert sell(shop)["number"] == "A07-1-000004"
        assert [s.number[-1] for s in list_sales(shop)] == ["1", "2", "3", "4"]
        last = [json.loads(row.payload) for row in shop.journal.rows()][-2]
        assert (last["kind"], last["by"], last["net"]) == ("twin_differs", "BUDI", 50_000)
        closed = closing.close_till(shop, counted=400_000)
        assert closed.difference == 0 and closed.totals.net == 200_000
        day_export.export_day(shop, closed.day, tmp_path / "out")
    assert codes(folder) == []
    with open_at(folder) as shop:
        assert shop.difference is None


def test_a_request_sent_again_after_its_sale_was_put_back_is_not_sold_twice(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "till"
    request = {"ref": "R1", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    with make_shop(folder) as shop:
        assert sell(shop)["ok"]
        first = ring(shop, **request)
    change(folder, delete_last_sale)
    with open_at(folder) as shop:
        decide(shop, "BUDI")
        assert ring(shop, **request) == first
        assert refusal(ring(shop, **{**request, "tenders": cash(60_000)})) == "ref_reused"
        assert len(list_sales(shop)) == 2
    assert codes(folder) == []


def test_a_movement_sent_again_after_it_was_put_back_is_not_made_twice(tmp_path: Path) -> None:
    """The database is that of a moment before; the twin knows the movement and its ref."""
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        set_safety(shop, tmp_path / "stick")
        older = (folder / "till.db").read_bytes(), (folder / "till.db-wal").read_bytes()
        cash_drawer.move_cash(shop, -20_000, "bayar", ref="m1")
        expected = cash_drawer.expected_cash_now(shop)
    for name, data in zip(("till.db", "till.db-wal"), older, strict=True):
        (folder / name).write_bytes(data)
    with open_at(folder) as shop:
        assert decide(shop, "BUDI") is not None
        cash_drawer.move_cash(shop, -20_000, "bayar", ref="m1")
        assert cash_drawer.expected_cash_now(shop) == expected
        assert shop.safety is not None and shop.safety.catch_up(20)


def test_a_request_whose_sale_is_rebuilt_from_the_journal_keeps_its_answer(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "till"
    request = {"ref": "R1", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    with make_shop(folder) as shop:
        for _ in range(2):
            assert sell(shop)["ok"]
        first = ring(shop, **request)
    change(folder, drop_sale_but_not_its_fact)
    with open_at(folder) as shop:
        decide(shop, "BUDI")
        assert ring(shop, **request) == first
        assert len(list_sales(shop)) == 3


def drop_one_cash_row(base: sqlite3.Connection) -> None:
    base.execute("DELETE FROM cash WHERE row = (SELECT max(row) FROM cash)")


def make_a_sale_smaller(base: sqlite3.Connection) -> None:
    base.execute("UPDATE sales SET net = 1000 WHERE running = 2")


def turn_cash_into_transfer(base: sqlite3.Connection) -> None:
    base.execute("UPDATE sale_tenders SET method = 'transfer' WHERE sale = 2")


def drop_sale_but_not_its_fact(base: sqlite3.Connection) -> None:
    for table in ("sale_lines", "sale_tenders", "requests"):
        base.execute(f"DELETE FROM {table} WHERE sale = 3")
    base.execute("DELETE FROM sales WHERE running = 3")


def move_a_piece_to_another_maker(base: sqlite3.Connection) -> None:
    base.execute("UPDATE sale_lines SET maker = 'M2' WHERE sale = 1")


@pytest.mark.parametrize(
    "work",
    [
        drop_one_cash_row,
        make_a_sale_smaller,
        turn_cash_into_transfer,
        drop_sale_but_not_its_fact,
        move_a_piece_to_another_maker,
    ],
)
def test_tables_that_contradict_the_journal_are_made_again_from_it(
    tmp_path: Path, work: Change
) -> None:
    folder = tmp_path / "till"
    with_sales(folder)
    change(folder, work)
    assert "not_checked" in codes(folder)
    with open_at(folder) as shop:
        assert refusal(sell(shop)) == "twin_differs"
        assert decide(shop) is not None
        assert sell(shop)["number"] == "A07-1-000004"
        assert closing.close_till(shop, counted=400_000).difference == 0
    assert codes(folder) == []
    base = sqlite3.connect(folder / "till.db")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("DELETE FROM sales")
    base.close()


def test_a_sale_deleted_while_the_till_runs_is_noticed_at_the_close(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        sell(shop)
        sell(shop)
        shop.twin and shop.twin.flush()
        change(folder, delete_last_sale)
        with pytest.raises(PosError) as refused:
            closing.close_till(shop, counted=300_000)
        assert refused.value.code == "twin_differs"
        shop.journal.discard_uncommitted()
        assert decide(shop) is not None
        assert closing.close_till(shop, counted=300_000).difference == 0


def test_a_number_given_out_twice_is_named_and_the_twin_is_kept(tmp_path: Path) -> None:
    """What a till without this check left behind: the twin holds one row twice."""
    folder = tmp_path / "till"
    with_sales(folder)
    twin = (folder / "journal.jsonl").read_bytes()
    change(folder, delete_last_sale)
    (folder / "journal.jsonl").unlink()
    with open_at(folder) as shop:
        assert sell(shop, 2)["number"] == "A07-1-000003"
    again = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)[-1]
    (folder / "journal.jsonl").write_bytes(twin + again)
    assert "twin_differs" in codes(folder)
    with open_at(folder) as shop:
        assert refusal(sell(shop)) == "twin_differs"
        found = decide(shop)
        assert found is not None
        assert found.fact() == {"rows": 1, "sales": 1, "net": 50_000, "choice": "kept"}
    assert (folder / "journal-differs-1.jsonl").read_bytes() == twin + again
    assert codes(folder) == []


def test_a_deleted_close_is_not_put_back_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        sell(shop)
        before = folder / "before.db"
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(folder / "till.db", before)
        closing.close_till(shop, counted=0)
    before.replace(folder / "till.db")
    assert "twin_not_restorable" in codes(folder)
    with open_at(folder) as shop:
        assert refusal(sell(shop)) == "twin_not_restorable"
        with pytest.raises(PosError):
            decide(shop)


def test_an_older_copy_of_the_database_gets_its_rows_back(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder, open_with=None) as shop:
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(folder / "till.db", folder / "before.db")
        business_day.open_till(shop, 200_000)
        number = sell(shop, 3)["number"]
        ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])
        qris = [{"method": "qris", "amount": 120_000}]
        ring(shop, lines=[{"code": "B", "qty": 1}], tenders=qris)
        cash_drawer.move_cash(shop, -5_000, "plastik")
    (folder / "before.db").replace(folder / "till.db")
    with open_at(folder) as shop:
        found = decide(shop)
        assert found is not None and (found.sales, found.net) == (3, 220_000)
        assert closing.close_till(shop, counted=295_000).difference == 0
    assert codes(folder) == []


def test_a_twin_that_a_crash_left_behind_is_filled_and_nobody_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with_sales(folder)
    path = folder / "journal.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-2]) + lines[-2][:40])
    with open_at(folder) as shop:
        assert shop.difference is None
    assert path.read_bytes() == whole


def test_a_garbled_line_of_the_twin_does_not_stop_a_till(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with_sales(folder)
    path = folder / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b"50000", b"90000")
    path.write_bytes(b"".join(lines))
    with open_at(folder) as shop:
        assert sell(shop)["ok"]


def test_a_lead_decides_where_the_till_has_one(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        staff.save_person(shop, Person("BUDI", "Budi", Role.LEAD))
        staff.set_pin(shop, "BUDI", "1470")
        sell(shop)
    change(folder, delete_last_sale)
    with open_at(folder) as shop:
        with pytest.raises(PosError):
            staff.sign_in(shop, "BUDI", "1471", lead=True)
        assert staff.sign_in(shop, "BUDI", "1470", lead=True).code == "BUDI"
        assert shop.journal.head().seq == 7, "nothing is written before the decision"
        with pytest.raises(PosError) as refused:
            decide(shop)
        assert refused.value.code == "lead_needed"
        assert decide(shop, "BUDI") is not None
