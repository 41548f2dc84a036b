"""The hand-over of closed days: how far each has come, and the office's acknowledgements."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from pos_app.errors import PosError
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.shop.setting_keys import OFFICE_KEY
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import handover as handover_store
from pos_app.store.handover import DayHandover

if TYPE_CHECKING:
    from pos_app.dayfile.acknowledgement import AcknowledgementFacts

__all__ = ["DayHandover"]

_TYPED_AS = str.maketrans("OIL", "011", " -")


class HandoverState(StrEnum):
    """How far a day has come: only in the till, in a file somewhere, in the office's book."""

    OWED = "owed"
    WRITTEN = "written"
    RECEIVED = "received"


class ReceivedDay(NamedTuple):
    """A day file that the office holds.

    `again`: this was noted before. `newest`: no later close of the day has to be handed over.
    """

    day: str
    revision: int
    code: str
    again: bool
    newest: bool

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        return self._asdict()


def not_handed_over(shop: Shop) -> int:
    """Returns how many sales are neither in a written file nor acknowledged by the office."""
    return handover_store.sales_not_exported(shop.database)


def day_handovers(shop: Shop) -> list[DayHandover]:
    """Returns every closed day and how far its newest file has come, the newest day first.

    A day that is open again is left out, because its next close makes another file.
    """
    running = till_store.open_day(shop.database)
    days = handover_store.day_handovers(shop.database)
    return [day for day in days if running is None or day.close.day != running.day]


def state_of(day: DayHandover) -> HandoverState:
    """Returns how far a day has come."""
    if day.received_at:
        return HandoverState.RECEIVED
    return HandoverState.WRITTEN if day.exported_at else HandoverState.OWED


def is_acknowledgement(text: str) -> bool:
    """Whether a scanned code has the form of an office's acknowledgement."""
    from pos_app.dayfile.format import ACK_PREFIX  # not needed at the start

    return text.strip().startswith(ACK_PREFIX)


def mark_received(shop: Shop, text: str, *, cashier: str = "", ref: str = "") -> ReceivedDay:
    """Notes that the office holds a day file, by its acknowledgement: short code or QR code.

    Sent again with the same `ref`, it gives the first answer. Raises PosError `ack_unreadable`,
    `ack_not_signed`, `ack_other_office`, `ack_other_till`, `ack_own_code`, `ack_unknown`,
    `ref_reused`.
    """
    from pos_app.dayfile.acknowledgement import read_acknowledgement

    facts = read_acknowledgement(text) if is_acknowledgement(text) else None
    manifest = _manifest_of_code(shop, text) if facts is None else _manifest_of_facts(shop, facts)
    (close,) = (
        (day, revision)
        for each, day, revision in handover_store.closes(shop.database)
        if each == manifest
    )
    again = bool(handover_store.received_at(shop.database, manifest))

    def told() -> ReceivedDay:
        newest = till_store.newest_close(shop.database, close[0])
        latest = newest is not None and newest.manifest == manifest
        return ReceivedDay(*close, f"{manifest[:4]}-{manifest[4:8]}".upper(), again, latest)

    asked = {"received": text.strip()}
    known = first_answer(shop, ref, asked)
    if known is not None:
        return ReceivedDay(**known)
    if not again:
        with answering(shop, ref, asked, lambda: told().as_json()):
            _record_received(shop, manifest, *close, facts, cashier)
    return told()


def _record_received(
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


def _manifest_of_facts(shop: Shop, facts: AcknowledgementFacts) -> str:
    till, known = shop.identity, shop.settings.get(OFFICE_KEY)
    if known and facts.key != known:
        raise PosError("ack_other_office", key=facts.key[:16])
    place = (facts.event, facts.stand, facts.till, facts.seat)
    if place != (till.event, till.stand, till.till, till.seat):
        raise PosError("ack_other_till", stand=facts.stand, till=facts.till, day=facts.day)
    if facts.manifest not in {manifest for manifest, *_ in handover_store.closes(shop.database)}:
        raise PosError("ack_unknown", text=f"{facts.day} r{facts.revision}")
    return facts.manifest


def _manifest_of_code(shop: Shop, text: str) -> str:
    """Returns the manifest that a typed code acknowledges; O, I and L are read as digits."""
    from pos_app.dayfile.acknowledgement import acknowledgement_code

    typed = text.upper().translate(_TYPED_AS)
    if len(typed) != 8 or not set(typed) <= set("0123456789ABCDEF"):
        raise PosError("ack_unreadable", text=text.strip()[:24])
    manifests = [manifest for manifest, *_ in handover_store.closes(shop.database)]
    for manifest in reversed(manifests):
        if acknowledgement_code(manifest).replace("-", "") == typed:
            return manifest
    if typed.lower() in {manifest[:8] for manifest in manifests}:
        raise PosError("ack_own_code", text=text.strip()[:24])
    raise PosError("ack_unknown", text=text.strip()[:24])
