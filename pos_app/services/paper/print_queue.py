"""Printing that never blocks the counter and never loses a job.

A job is a row of the till's database, written with the sale that it belongs to. It is made into
bytes when its turn comes, from what is stored; sending them is the caller's, on any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.sale import Method
from pos_app.errors import PosError
from pos_app.services.selling.sales import get_sale
from pos_app.services.shop.shop import Shop
from pos_app.store import print_jobs as job_store
from pos_app.store.print_jobs import Job, State

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout
    from pos_app.printing.profiles import Profile

__all__ = ["Job", "State"]

ADDRESS_KEY, KIND_KEY = "printer_address", "printer_kind"
AUTO_KEY, KICK_KEY = "print_receipts", "kick_drawer"
LABEL_ADDRESS_KEY = "label_printer_address"
ON, OFF = "on", "off"
MAX_TRIES = 5
# `again` is a receipt that somebody asked for: no copy, but no reason to open the drawer either.
RECEIPT, AGAIN, COPY, CLOSING = "receipt", "again", "copy", "closing"
TEST, DRAWER, LABELS = "test", "drawer", "labels"

# Sends a PDF to a printer of the system by its name; the windows know how. Raises PosError.
PageSender = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Printer:
    """The printer of this till: where it is, what it can do, what it does by itself."""

    address: str
    kind: str
    auto: bool = True
    kick: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """A job whose turn has come: `send` may run on any thread, and raises PosError."""

    job: Job
    send: Callable[[], None]


def printer(shop: Shop) -> Printer | None:
    """The till's printer, or None: then receipts are PDF files."""
    from pos_app.printing.profiles import DEFAULT

    get = shop.settings.get
    address = get(ADDRESS_KEY)
    if not address:
        return None
    auto, kick = get(AUTO_KEY, ON) == ON, get(KICK_KEY, ON) == ON
    return Printer(address, get(KIND_KEY, DEFAULT), auto, kick)


def set_printer(shop: Shop, chosen: Printer | None) -> None:
    """Keeps the printer. Raises PosError `printer_address`, `printer_kind_unknown`."""
    from pos_app.printing.profiles import profile

    if chosen is not None:
        check_address(chosen.address)
        profile(chosen.kind)
    values = {
        ADDRESS_KEY: chosen.address if chosen else "",
        KIND_KEY: chosen.kind if chosen else "",
        AUTO_KEY: ON if chosen is None or chosen.auto else OFF,
        KICK_KEY: ON if chosen is None or chosen.kick else OFF,
    }
    for key, value in values.items():
        shop.settings.set(key, value)


def check_address(address: str, *, raw: bool = False) -> None:
    """Raises PosError `printer_address`; with `raw`, for a printer that is sent PDF pages too."""
    from pos_app.printing.devices import device_at, system_printer_name

    if raw or not system_printer_name(address):
        device_at(address)


def kinds() -> dict[str, Profile]:
    """The kinds of printers that are known, by their keys."""
    from pos_app.printing.profiles import profiles

    return profiles()


def find_printers() -> list[str]:
    """Addresses of the printers that this machine knows of. Takes a moment: ask off the window."""
    from pos_app.printing.devices import detected_addresses

    return detected_addresses()


def queue(shop: Shop, kind: str, ref: str = "", lang: str = "id") -> None:
    """One more piece of paper. Raises PosError `no_printer`, `printer_no_drawer`."""
    from pos_app.printing.devices import system_printer_name

    found = printer(shop)
    if found is None:
        raise PosError("no_printer")
    if kind == DRAWER and system_printer_name(found.address):
        raise PosError("printer_no_drawer", where=found.address)
    with shop.transaction():
        job_store.add_job(shop.database, shop.now(), kind, ref, lang)


def queue_receipt(shop: Shop, number: str, at: str, lang: str) -> None:
    """Within the transaction of a sale: its receipt, where there is a printer that prints them."""
    found = printer(shop)
    if found is not None and found.auto:
        job_store.add_job(shop.database, at, RECEIPT, number, lang)


def pending(shop: Shop) -> list[Job]:
    """What is not on paper yet and was not given up."""
    return job_store.jobs(shop.database, State.WAITING, State.PRINTING, State.FAILED)


def recover(shop: Shop) -> int:
    """At the start: what was being printed when the program ended is printed again.

    Twice on paper is better than not at all. Returns how many.
    """
    with shop.transaction():
        return job_store.requeue_interrupted(shop.database)


def take_next(shop: Shop, pages: PageSender | None = None) -> Work | None:
    """The oldest job that waits, marked as being printed; None when there is nothing to do.

    Labels come after everything else: their printer may be off while buyers wait for receipts.
    """
    waiting = job_store.jobs(shop.database, State.WAITING)
    for job in sorted(waiting, key=lambda job: job.kind == LABELS):
        found = _printer_of(shop, job)
        if found is not None:
            return _take(shop, job, found, pages)
    return None


def take_newest(shop: Shop, pages: PageSender | None = None) -> Work:
    """The job that was queued last, before all others: a test slip is waited for.

    Raises PosError `no_printer`.
    """
    waiting = job_store.jobs(shop.database, State.WAITING)
    found = _printer_of(shop, waiting[-1]) if waiting else None
    if found is None:
        raise PosError("no_printer")
    return _take(shop, waiting[-1], found, pages)


def _printer_of(shop: Shop, job: Job) -> Printer | None:
    if job.kind != LABELS:
        return printer(shop)
    address = shop.settings.get(LABEL_ADDRESS_KEY)
    return Printer(address, "") if address else None


def _take(shop: Shop, job: Job, found: Printer, pages: PageSender | None) -> Work:
    with shop.transaction():
        job_store.set_state(shop.database, job.id, State.PRINTING, job.error, tried=1)
    try:
        return Work(job, _sender(shop, job, found, pages))
    except PosError as error:
        return Work(job, partial(_refuse, error))


def _refuse(error: PosError) -> None:
    raise error


def _sender(shop: Shop, job: Job, to: Printer, pages: PageSender | None) -> Callable[[], None]:
    """Everything that needs the database is done here; what is left only sends."""
    from pos_app.printing.devices import device_at, system_printer_name
    from pos_app.printing.profiles import profile

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


def job_bytes(shop: Shop, job: Job, kind: Profile, to: Printer) -> bytes:
    """The job as printer bytes. Raises PosError when what it is about is not there."""
    from pos_app.printing import escpos

    if job.kind == DRAWER:
        return escpos.start(kind) + escpos.KICK
    kick = to.kick and not job.tries and _opens_drawer(shop, job)
    return escpos.to_escpos(job_layout(shop, job, kind), kind, kick=kick)


def job_layout(shop: Shop, job: Job, kind: Profile) -> Layout:
    """What the job says. Raises PosError when what it is about is not there."""
    from pos_app.services.paper import receipts

    lang = receipts.as_language(job.lang)
    if job.kind == TEST:
        return receipts.test_layout(shop, kind)
    if job.kind == CLOSING:
        return receipts.closing_layout(shop, job.ref, lang)
    return receipts.receipt_layout(shop, job.ref, lang, copy=job.kind == COPY)


def _opens_drawer(shop: Shop, job: Job) -> bool:
    return job.kind == TEST or (job.kind == RECEIPT and _touches_drawer(shop, job.ref))


def _touches_drawer(shop: Shop, number: str) -> bool:
    ways = {tender.method for tender in get_sale(shop, number).tenders}
    return bool(ways & {Method.CASH, Method.CHANGE})


def finish(shop: Shop, job: Job, error: PosError | None = None) -> State:
    """Notes what came of a job: printed; or waiting again; after too many tries, failed.

    One that was given up while it was on its way stays given up, unless it is on paper after all.
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


def retry(shop: Shop) -> int:
    """Everything that failed waits again; returns how many."""
    failed = job_store.jobs(shop.database, State.FAILED)
    with shop.transaction():
        for job in failed:
            job_store.set_state(shop.database, job.id, State.WAITING, tried=-job.tries)
    return len(failed)


def drop(shop: Shop, job_id: int) -> None:
    """Gives a job up: it stays listed as not printed."""
    with shop.transaction():
        job_store.set_state(shop.database, job_id, State.DROPPED)


def not_printed(shop: Shop) -> list[Job]:
    """Every job that is not on paper, given up ones too."""
    return job_store.jobs(shop.database, State.WAITING, State.PRINTING, State.FAILED, State.DROPPED)
