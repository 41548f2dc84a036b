"""The print queue: printing never holds up the counter, and no job is lost.

A job is a row of the till's database, written in the transaction of the sale it belongs to. When
its turn comes it is made into bytes from what is stored; the caller sends them, on any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from pos_app.domain.sale import Sale, SaleKind
from pos_app.errors import PosError
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer, printer
from pos_app.services.selling.documents import AlsoWrite
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import print_jobs as job_store
from pos_app.store.print_jobs import Job, State

__all__ = ["Job", "State"]

MAX_TRIES = 5

PageSender = Callable[[str, bytes], None]
"""Sends a PDF to a printer of the operating system, by its name; the windows have one.

Raises PosError.
"""


class PreparedJob(NamedTuple):
    """A job whose turn has come: `send` may run on any thread, and raises PosError."""

    job: Job
    send: Callable[[], None]


def queue_job(shop: Shop, kind: JobKind, ref: str = "", lang: str = "id") -> None:
    """Adds a job. Raises PosError `no_printer`, `printer_no_drawer`."""
    from pos_app.printing.devices import system_printer_name

    to = printer(shop)
    if to is None:
        raise PosError("no_printer")
    if kind == JobKind.DRAWER and system_printer_name(to.address):
        raise PosError("printer_no_drawer", where=to.address)
    with shop.transaction():
        job_store.add_job(shop.database, shop.now(), kind, ref, lang)


def receipt_job(shop: Shop, lang: str) -> AlsoWrite:
    """Returns what queues a document's receipt in the document's own transaction.

    Of an order both slips are queued: the buyer's is the receipt of the deposit.
    Nothing is queued where no printer prints receipts by itself.
    """
    return lambda sale, _running: _queue_receipt(shop, sale, lang)


def _queue_receipt(shop: Shop, sale: Sale, lang: str) -> None:
    to = printer(shop)
    if to is not None and to.auto:
        kinds = [JobKind.RECEIPT, *([JobKind.ORDER] if sale.kind is SaleKind.DEPOSIT else [])]
        for kind in kinds:
            job_store.add_job(shop.database, sale.at, kind, sale.number, lang)


def unfinished_jobs(shop: Shop) -> list[Job]:
    """Returns the jobs that are neither printed nor given up."""
    return job_store.jobs(shop.database, State.WAITING, State.PRINTING, State.FAILED)


def recover(shop: Shop) -> int:
    """Queues again what was being printed when the program ended; returns how many jobs.

    A job may then be on paper twice, which is better than not at all.
    """
    if not job_store.jobs(shop.database, State.PRINTING):
        return 0
    with shop.transaction():
        return job_store.requeue_interrupted(shop.database)


def take_next(shop: Shop, pages: PageSender | None = None) -> PreparedJob | None:
    """Marks the oldest waiting job as being printed and returns it; None if there is none.

    Labels come last: their printer may be off while buyers wait for receipts.
    """
    waiting = job_store.jobs(shop.database, State.WAITING)
    for job in sorted(waiting, key=lambda job: job.kind == JobKind.LABELS):
        to = _printer_of(shop, job)
        if to is not None:
            return _prepare(shop, job, to, pages)
    return None


def take_newest(shop: Shop, pages: PageSender | None = None) -> PreparedJob:
    """Takes the job that was queued last, before all others: somebody waits for a test slip.

    Raises PosError `no_printer`.
    """
    waiting = job_store.jobs(shop.database, State.WAITING)
    to = _printer_of(shop, waiting[-1]) if waiting else None
    if to is None:
        raise PosError("no_printer")
    return _prepare(shop, waiting[-1], to, pages)


def _printer_of(shop: Shop, job: Job) -> Printer | None:
    if job.kind != JobKind.LABELS:
        return printer(shop)
    address = shop.settings.get(setting_keys.LABEL_PRINTER_ADDRESS)
    return Printer(address, "") if address else None


def _prepare(shop: Shop, job: Job, to: Printer, pages: PageSender | None) -> PreparedJob:
    with shop.transaction():
        job_store.set_state(shop.database, job.id, State.PRINTING, job.error, tried=1)
    try:
        return PreparedJob(job, _sender(shop, job, to, pages))
    except PosError as error:
        return PreparedJob(job, partial(_fail, error))


def _fail(error: PosError) -> None:
    raise error


def _sender(shop: Shop, job: Job, to: Printer, pages: PageSender | None) -> Callable[[], None]:
    """Does all that needs the database, and returns a function that only sends."""
    from pos_app.printing.devices import device_at, system_printer_name
    from pos_app.printing.profiles import profile
    from pos_app.services.paper.print_job_content import job_bytes, job_layout

    name = system_printer_name(to.address)
    if not name:
        device = device_at(to.address)
        data = job.data or job_bytes(shop, job, profile(to.kind), to)
        return partial(device.send, data)
    from pos_app.printing.pdf import to_pdf

    if pages is None:
        raise PosError("printer_needs_window", where=name)
    kind = profile(to.kind)
    return partial(pages, name, to_pdf(job_layout(shop, job, kind), kind.paper_mm))


def finish(shop: Shop, job: Job, error: PosError | None = None) -> State:
    """Stores how a job ended: printed, waiting again, or failed after MAX_TRIES.

    A job that was given up while it was being sent stays given up, unless it did get printed.
    """
    now = job_store.job(shop.database, job.id)
    if error is None:
        state = State.PRINTED
    elif now is not None and now.state is State.DROPPED:
        state = State.DROPPED
    else:
        state = State.FAILED if job.tries + 1 >= MAX_TRIES else State.WAITING
    with shop.transaction():
        job_store.set_state(shop.database, job.id, state, error.code if error else "")
    return state


def retry_failed(shop: Shop) -> int:
    """Queues every failed job again, with all its tries; returns how many."""
    failed = job_store.jobs(shop.database, State.FAILED)
    with shop.transaction():
        for job in failed:
            job_store.set_state(shop.database, job.id, State.WAITING, tried=-job.tries)
    return len(failed)


def drop_job(shop: Shop, job_id: int) -> None:
    """Gives a job up; it stays listed as not printed."""
    with shop.transaction():
        job_store.set_state(shop.database, job_id, State.DROPPED)


def unprinted_jobs(shop: Shop) -> list[Job]:
    """Returns every job that is not on paper, with those that were given up."""
    return job_store.jobs(shop.database, State.WAITING, State.PRINTING, State.FAILED, State.DROPPED)
