"""Orders while a fault is injected: taken, delivered and cancelled once, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from support.failing_commit import Fault, faulty, raise_after, raise_before
from support.fault_scenarios import an_order
from support.faults import io_errors, kills, power_cuts
from support.orders import cancel, deliver, order, qris, take
from support.shops import make_shop, ring

from pos_app.domain.orders import OrderState, OrderTerms
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.errors import MachineError
from pos_app.services.day.business_day import today_totals
from pos_app.services.orders.lookup import find_order, list_orders, order_of_document
from pos_app.services.orders.taking import take_order
from pos_app.services.paper import print_queue
from pos_app.services.paper.printer_settings import Printer, set_printer
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.shop import Shop, open_shop

TERMS = OrderTerms("M1", "Kalung", 2, 100_000)
ID = "11111111-1111-4111-8111-111111111111"
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    with make_shop(tmp_path / "till") as found:
        yield found


@pytest.mark.parametrize("fault", [raise_after, raise_before])
@pytest.mark.parametrize("what", ["take", "deliver", "cancel", "change"])
def test_a_request_that_is_sent_again_after_a_fault_is_done_once(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault, what: str
) -> None:
    number = take(shop)["order"]
    asked: dict[str, Any] = {
        "take": {"order": order(), "tenders": qris(450_000)},
        "deliver": {"deliver_order": number, "tenders": qris(450_000)},
        "cancel": {"cancel_order": number, "return": 100_000, "reason": "x"},
        "change": {"change_order": number, "due": "2023-12-01"},
    }[what]
    rows = shop.journal.head().seq
    faulty(shop, monkeypatch, fault)
    first = ring(shop, ref="r", **asked)
    assert first["ok"] == (fault is raise_after)
    again = ring(shop, ref="r", **asked)
    assert again["ok"] and (not first["ok"] or again == first)
    kinds = [row.payload for row in shop.journal.rows(rows + 1)]
    assert len(kinds) == 1
    assert shop.journal.first_break() is None and shop.find_difference(full=True) is None
    totals = today_totals(shop)
    assert sum(totals.paid) == totals.net + totals.deposits


@pytest.mark.parametrize("fault", [raise_after, raise_before])
def test_the_slips_are_jobs_of_the_deposit_itself(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    set_printer(shop, Printer(f"file://{shop.folder / 'out.bin'}", "generic58"))
    job = print_queue.receipt_job(shop, "both")
    faulty(shop, monkeypatch, fault)
    try:
        take_order(shop, TERMS, [Payment(Method.CASH, 1)], sale_id=ID, also_write=job)
        assert fault is raise_after
    except MachineError as error:
        assert (error.code, fault) == ("sale_not_saved", raise_before)
    found = [(str(each.kind), each.ref) for each in print_queue.unfinished_jobs(shop)]
    whole = [("receipt", "A07-1-000001"), ("order", "A07-1-000001")]
    assert found == (whole if fault is raise_after else [])
    sale = take_order(shop, TERMS, [Payment(Method.CASH, 1)], sale_id=ID, also_write=job)
    taken = order_of_document(shop, sale)
    assert taken is not None and taken.number == "P-A07-1-0001"
    assert len(print_queue.unfinished_jobs(shop)) == 2
    assert len(list_sales(shop)) == len(list_orders(shop)) == 1


def test_a_till_rebuilt_from_its_journal_has_the_orders(shop: Shop) -> None:
    first, second, third = (take(shop)["order"] for _ in range(3))
    deliver(shop, first)
    cancel(shop, second, 5)
    shop.database.execute("DROP TRIGGER order_events_no_delete")
    shop.database.execute("DELETE FROM order_events WHERE order_number = ?", (second,))
    difference = shop.find_difference(full=True)
    assert difference is not None and difference.tables == ("orders",)
    from pos_app.store.rebuild import rebuild_tables

    with shop.database.transaction():
        rebuild_tables(shop.database, 1)
    assert shop.find_difference(full=True) is None
    states = [find_order(shop, number).order.state for number in (first, second, third)]
    assert states == [OrderState.DELIVERED, OrderState.CANCELLED, OrderState.OPEN]


@pytest.mark.linux("strace, which follows the calls of a process")
@needs_strace
def test_a_few_power_cuts_and_kills_lose_and_double_no_order(tmp_path: Path) -> None:
    for name in ("cuts", "kills"):
        (tmp_path / name / "scratch").mkdir(parents=True)
    scratch = tmp_path / "cuts" / "scratch"
    assert all(left.is_whole for left in power_cuts(an_order(scratch), 3, scratch, seed=1))
    scratch = tmp_path / "kills" / "scratch"
    assert all(left.is_whole for left in kills(an_order(scratch), 3, scratch, seed=1))


@pytest.mark.soak
@pytest.mark.linux("strace, which follows the calls of a process")
@needs_strace
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_failing_call_at_any_place_loses_and_doubles_no_order(tmp_path: Path, call: str) -> None:
    assert all(each.left.is_whole for each in io_errors(an_order(tmp_path), call, tmp_path))


@pytest.mark.soak
@pytest.mark.linux("strace, which follows the calls of a process")
@needs_strace
def test_many_power_cuts_and_kills_lose_and_double_no_order(tmp_path: Path) -> None:
    assert all(left.is_whole for left in power_cuts(an_order(tmp_path), 100, tmp_path, seed=3))
    (tmp_path / "kills").mkdir()
    scratch = tmp_path / "kills"
    assert all(left.is_whole for left in kills(an_order(scratch), 100, scratch, seed=4))


def test_an_opened_till_has_no_trouble(shop: Shop) -> None:
    take(shop)
    shop.close()
    with open_shop(shop.folder) as again:
        assert again.trouble is None
