"""Handing closed days to the office: files read back before anyone believes in them, and the
office's receipts by which a day is known to have arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.services.day.business_day import closed_day
from pos_app.services.shop.setting_keys import OFFICE_KEY
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import handover as handover_store
from pos_app.store.handover import DayHandover

if TYPE_CHECKING:
    from pos_app.dayfile.acknowledgement import AcknowledgementFacts

__all__ = ["DayHandover"]

_READ_AS = str.maketrans("OIL", "011", " -")


class State(StrEnum):
    """How far a day has come: only in the till, in a file somewhere, in the office's book."""

    OWED = "owed"
    WRITTEN = "written"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Exported:
    """A day file that lies in its folder, was read back and is whole."""

    path: Path
    manifest: str
    code: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class ExportRun:
    """Several days written one after another; `error` is what stopped it, if anything did."""

    done: tuple[Exported, ...]
    error: PosError | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A day file that the office holds. `again`: that was known; `newest`: no later close of the
    day is still to be handed over."""

    day: str
    revision: int
    code: str
    again: bool
    newest: bool


def export_day(shop: Shop, day: str, folder: Path) -> Exported:
    """Writes the newest file of a closed day into `folder` and reads it back.

    The same day gives the same bytes every time. Raises PosError `day_unknown`,
    `day_still_open`, `export_disk_full`, `export_read_only`, `export_folder_missing`,
    `export_failed`, `export_not_verified`.
    """
    from pos_app.dayfile.durable_write import write_durably
    from pos_app.dayfile.reader import read_day

    close = closed_day(shop, day)
    file = till_store.day_file(shop.database, close.manifest)
    _make_folder(folder)

    def check(found: bytes) -> None:
        if read_day(found).identity != close.manifest:
            raise MachineError("export_not_verified", path=str(folder))

    path = write_durably(file, folder, close.file_name, check)
    with shop.transaction():
        now = shop.now()
        fact = {"day": close.day, "revision": close.revision, "manifest": close.manifest}
        seq = shop.record("export", {**fact, "file": path.name}, at=now)
        handover_store.insert_export(shop.database, close.manifest, now, str(path), seq)
    return Exported(path, close.manifest, close.code, close.totals)


def export_days(shop: Shop, days: Iterable[str], folder: Path) -> ExportRun:
    """Writes several closed days into `folder`, the oldest first; what stops one stops the rest,
    and what was written before it stays."""
    done: list[Exported] = []
    try:
        for day in sorted(days):
            # What was written before a fault has to stay in `done`.
            done.append(export_day(shop, day, folder))  # noqa: PERF401
    except PosError as error:
        return ExportRun(tuple(done), error)
    return ExportRun(tuple(done))


def _make_folder(folder: Path) -> None:
    """Makes the last part of the path only: a missing stick is not to be built on the disk."""
    if not folder.exists() and folder.parent.is_dir():
        try:
            folder.mkdir()
        except OSError as error:
            raise MachineError("export_read_only", path=str(folder)) from error


def not_handed_over(shop: Shop) -> int:
    """How many sales stand in no file that was written somewhere or that the office has."""
    return handover_store.sales_not_exported(shop.database)


def day_handovers(shop: Shop) -> list[DayHandover]:
    """Every closed day with how far its newest file has come, the newest day first.

    A day that is open again is not among them: its next close makes another file.
    """
    running = till_store.open_day(shop.database)
    days = handover_store.day_handovers(shop.database)
    return [day for day in days if running is None or day.close.day != running.day]


def state_of(day: DayHandover) -> State:
    if day.received_at:
        return State.RECEIVED
    return State.WRITTEN if day.exported_at else State.OWED


def is_receipt(text: str) -> bool:
    """Whether a scanned code means to be an office's receipt."""
    from pos_app.dayfile.format import ACK_PREFIX  # no part of a start

    return text.strip().startswith(ACK_PREFIX)


def mark_received(shop: Shop, text: str, *, cashier: str = "") -> Received:
    """Notes that the office holds a day file, on its receipt: the short code, or the QR code.

    Raises PosError `ack_unreadable`, `ack_not_signed`, `ack_other_office`, `ack_other_till`,
    `ack_own_code`, `ack_unknown`.
    """
    from pos_app.dayfile.acknowledgement import read_acknowledgement

    facts = read_acknowledgement(text) if is_receipt(text) else None
    manifest = _by_code(shop, text) if facts is None else _by_facts(shop, facts)
    (close,) = (
        (day, revision)
        for each, day, revision in handover_store.closes(shop.database)
        if each == manifest
    )
    again = bool(handover_store.received_at(shop.database, manifest))
    if not again:
        _note(shop, manifest, *close, facts, cashier)
    newest = till_store.newest_close(shop.database, close[0])
    latest = newest is not None and newest.manifest == manifest
    return Received(*close, f"{manifest[:4]}-{manifest[4:8]}".upper(), again, latest)


def _note(
    shop: Shop,
    manifest: str,
    day: str,
    revision: int,
    facts: AcknowledgementFacts | None,
    cashier: str,
) -> None:
    how = "code" if facts is None else "signed"
    fact = {"day": day, "revision": revision, "manifest": manifest, "how": how}
    if facts is not None:
        fact |= {"office": facts.key, "office_at": facts.at}
    with shop.transaction():
        now = shop.now()
        seq = shop.record("received", fact, at=now, by=cashier)
        handover_store.insert_received(shop.database, manifest, now, how, seq)


def _by_facts(shop: Shop, facts: AcknowledgementFacts) -> str:
    till, known = shop.identity, shop.settings.get(OFFICE_KEY)
    if known and facts.key != known:
        raise PosError("ack_other_office", key=facts.key[:16])
    told = (facts.event, facts.stand, facts.till, facts.seat)
    if told != (till.event, till.stand, till.till, till.seat):
        raise PosError("ack_other_till", stand=facts.stand, till=facts.till, day=facts.day)
    if facts.manifest not in {manifest for manifest, *_ in handover_store.closes(shop.database)}:
        raise PosError("ack_unknown", text=f"{facts.day} r{facts.revision}")
    return facts.manifest


def _by_code(shop: Shop, text: str) -> str:
    """The file that a typed code is the receipt of; the letters O, I and L are meant as digits."""
    from pos_app.dayfile.acknowledgement import acknowledgement_code

    typed = text.upper().translate(_READ_AS)
    if len(typed) != 8 or not set(typed) <= set("0123456789ABCDEF"):
        raise PosError("ack_unreadable", text=text.strip()[:24])
    manifests = [manifest for manifest, *_ in handover_store.closes(shop.database)]
    for manifest in reversed(manifests):
        if acknowledgement_code(manifest).replace("-", "") == typed:
            return manifest
    if typed.lower() in {manifest[:8] for manifest in manifests}:
        raise PosError("ack_own_code", text=text.strip()[:24])
    raise PosError("ack_unknown", text=text.strip()[:24])
