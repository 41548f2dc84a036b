"""The print queue: a job is written with its sale, retried when it fails, and never lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from printing.escpos_reader import read_job
from support.shops import SHEET, make_shop

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.errors import MachineError, PosError
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import closing
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import MAX_TRIES, State
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.selling import sales, stored_sales
from pos_app.services.shop.shop import Shop, open_shop

ROOT = Path(__file__).parents[3]


@pytest.fixture
def printer(shop: Shop, tmp_path: Path) -> Path:
    """A printer that is a file."""
    path = tmp_path / "lp0"
    printer_settings.set_printer(shop, Printer(f"file://{path}", "generic58"))
    return path


def sell(shop: Shop, method: Method = Method.CASH) -> Sale:
    cart = Cart().add(product_lookup.find_by_code(shop, "A")[0])
    payment = Payment(method, cart.total, confirmed=True)
    sale_id = sales.new_sale_id(shop)
    return sales.sell(
        shop, cart, [payment], sale_id=sale_id, also_write=print_queue.receipt_job(shop, "id")
    )


def work_off(shop: Shop) -> list[State]:
    """Sends every waiting job once."""
    states = []
    for _ in print_queue.unfinished_jobs(shop):
        work = print_queue.take_next(shop)
        if work is None:
            break
        try:
            work.send()
        except PosError as error:
            states.append(print_queue.finish(shop, work.job, error))
        else:
            states.append(print_queue.finish(shop, work.job))
    return states


def test_without_a_printer_nothing_is_queued(shop: Shop) -> None:
    sell(shop)
    assert print_queue.unfinished_jobs(shop) == [] and print_queue.take_next(shop) is None
    with pytest.raises(PosError, match="no_printer"):
        print_queue.queue_job(shop, JobKind.TEST)


def test_a_sale_brings_its_receipt_and_opens_the_drawer(shop: Shop, printer: Path) -> None:
    sold = sell(shop)
    (job,) = print_queue.unfinished_jobs(shop)
    assert (job.kind, job.ref, job.state) == ("receipt", sold.number, State.WAITING)
    assert work_off(shop) == [State.PRINTED]
    paper = read_job(printer.read_bytes())
    assert sold.number in paper.text and paper.kicks == 1
    assert print_queue.unfinished_jobs(shop) == []


def test_no_drawer_opens_for_qris_or_when_it_is_not_wanted(shop: Shop, printer: Path) -> None:
    sell(shop, Method.QRIS)
    work_off(shop)
    assert read_job(printer.read_bytes()).kicks == 0
    printer.unlink()
    printer_settings.set_printer(shop, Printer(f"file://{printer}", "generic58", kick=False))
    sell(shop)
    work_off(shop)
    assert read_job(printer.read_bytes()).kicks == 0


def test_receipts_only_when_asked_for(shop: Shop, printer: Path) -> None:
    printer_settings.set_printer(shop, Printer(f"file://{printer}", "generic58", auto=False))
    sold = sell(shop)
    assert print_queue.unfinished_jobs(shop) == []
    print_queue.queue_job(shop, JobKind.RECEIPT, sold.number)
    work_off(shop)
    assert sold.number in read_job(printer.read_bytes()).text


def test_a_retried_sale_queues_its_receipt_once(shop: Shop, printer: Path) -> None:
    cart = Cart().add(product_lookup.find_by_code(shop, "A")[0])
    for _ in range(2):
        sales.sell(
            shop,
            cart,
            [Payment(Method.CASH, cart.total)],
            sale_id="x" * 8,
            also_write=print_queue.receipt_job(shop, "id"),
        )
    assert len(print_queue.unfinished_jobs(shop)) == 1


def test_a_printer_that_fails_is_tried_again_and_then_waits_for_a_person(
    shop: Shop, tmp_path: Path
) -> None:
    gone = tmp_path / "gone" / "lp0"
    printer_settings.set_printer(shop, Printer(f"file://{gone}", "generic58"))
    sold = sell(shop)
    states = [state for _ in range(MAX_TRIES + 2) for state in work_off(shop)]
    assert states == [State.WAITING] * (MAX_TRIES - 1) + [State.FAILED]
    (job,) = print_queue.unfinished_jobs(shop)
    assert (job.state, job.error, job.ref) == (State.FAILED, "printer_unreachable", sold.number)
    gone.parent.mkdir()
    assert print_queue.retry_failed(shop) == 1
    assert work_off(shop) == [State.PRINTED]
    assert read_job(gone.read_bytes()).kicks <= 1


def test_a_job_can_go_to_another_printer_and_be_given_up(shop: Shop, tmp_path: Path) -> None:
    printer_settings.set_printer(shop, Printer(f"file://{tmp_path / 'no' / 'lp0'}", "generic58"))
    sell(shop)
    work_off(shop)
    printer_settings.set_printer(shop, Printer(f"file://{tmp_path / 'other'}", "generic80"))
    assert work_off(shop) == [State.PRINTED]
    sell(shop)
    print_queue.drop_job(shop, print_queue.unfinished_jobs(shop)[0].id)
    assert print_queue.unfinished_jobs(shop) == []
    assert [job.state for job in print_queue.unprinted_jobs(shop)] == [State.DROPPED]


def test_what_is_given_up_on_its_way_does_not_come_back(shop: Shop, printer: Path) -> None:
    sell(shop)
    work = print_queue.take_next(shop)
    assert work is not None
    print_queue.drop_job(shop, work.job.id)
    assert print_queue.finish(shop, work.job, PosError("printer_unreachable")) is State.DROPPED
    assert print_queue.unfinished_jobs(shop) == []
    assert print_queue.finish(shop, work.job) is State.PRINTED


def test_what_was_printing_when_the_program_ended_is_printed_again(
    shop: Shop, printer: Path
) -> None:
    sell(shop)
    assert print_queue.take_next(shop) is not None
    assert work_off(shop) == []
    assert print_queue.recover(shop) == 1
    assert work_off(shop) == [State.PRINTED]


def test_a_job_of_something_that_is_not_there_fails_and_holds_nothing_up(
    shop: Shop, printer: Path
) -> None:
    print_queue.queue_job(shop, JobKind.RECEIPT, "A07-1-999999")
    sold = sell(shop)
    for _ in range(MAX_TRIES):
        work_off(shop)
    assert sold.number in read_job(printer.read_bytes()).text
    assert [job.state for job in print_queue.unfinished_jobs(shop)] == [State.FAILED]


def test_the_closing_slip_a_copy_the_test_and_the_drawer_are_jobs(
    shop: Shop, printer: Path
) -> None:
    sold = sell(shop)
    work_off(shop)
    closed = closing.close_till(shop, counted=250_000)
    for kind, ref in (("closing", closed.day), ("copy", sold.number), ("test", ""), ("drawer", "")):
        printer.unlink()
        print_queue.queue_job(shop, kind, ref)
        assert work_off(shop) == [State.PRINTED]
        paper = read_job(printer.read_bytes())
        words = {"closing": closed.code, "copy": "SALINAN", "test": "TES PRINTER", "drawer": ""}
        assert words[kind] in paper.text
        assert paper.kicks == (kind in ("test", "drawer"))


def test_a_wrong_printer_is_not_kept(shop: Shop) -> None:
    with pytest.raises(PosError, match="printer_address"):
        printer_settings.set_printer(shop, Printer("lpt1", "generic58"))
    with pytest.raises(PosError, match="printer_kind_unknown"):
        printer_settings.set_printer(shop, Printer("tcp://10.0.0.9", "laser"))
    assert printer_settings.printer(shop) is None


def test_a_send_that_fails_on_its_thread_is_told_as_its_error(shop: Shop, printer: Path) -> None:
    sell(shop)
    work = print_queue.take_next(shop)
    assert work is not None
    error = MachineError("printer_no_paper", where="x")
    assert print_queue.finish(shop, work.job, error) is State.WAITING
    assert print_queue.unfinished_jobs(shop)[0].error == "printer_no_paper"


# Sells and prints until it is killed; prints the number of every sale that is on disk.
VICTIM = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/tests"]
from pos_app.services.shop.shop import open_shop
from pos_app.services import print_queue
from services.paper.test_print_queue import sell, work_off
with open_shop(Path(sys.argv[1])) as shop:
    print_queue.recover(shop)
    for _ in range(40):
        print(sell(shop).number, flush=True)
        work_off(shop)
"""


def kills(folder: Path, times: int) -> Iterator[str]:
    """Returns the numbers of the sales that were reported as stored."""
    chance = random.Random(4)
    for _ in range(times):
        command = [sys.executable, "-c", VICTIM, str(folder), str(ROOT)]
        victim = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert victim.stdout is not None
        for _ in range(chance.randint(0, 12)):
            line = victim.stdout.readline()
            if line:
                yield line.strip()
        victim.kill()
        rest, _ = victim.communicate()
        yield from rest.split()


@pytest.mark.parametrize("times", [4, pytest.param(100, marks=pytest.mark.soak)])
def test_killed_at_any_moment_every_receipt_is_printed_or_listed(
    tmp_path: Path, times: int
) -> None:
    folder, printer = tmp_path / "till", tmp_path / "lp0"
    sheet = SHEET.replace(",10\n", ",99999\n")
    with make_shop(folder, sheet=sheet) as shop:
        printer_settings.set_printer(shop, Printer(f"file://{printer}", "generic58"))
    told = list(kills(folder, times))
    with open_shop(folder) as shop:
        sold = [sale.number for sale in stored_sales.list_sales(shop)]
        assert set(told) <= set(sold)
        paper = printer.read_bytes().decode("ascii", "replace") if printer.exists() else ""
        listed = {job.ref for job in print_queue.unprinted_jobs(shop)}
        lost = [number for number in sold if number not in paper and number not in listed]
        assert lost == []
    print(json.dumps({"kills": times, "sales": len(sold), "listed": len(listed)}))
