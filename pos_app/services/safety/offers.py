"""What a new or damaged laptop can offer: the tills on its sticks, in rupiah and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.services.safety.findings import look, own_files, safety_folders
from pos_app.services.safety.lead_check import leads_of
from pos_app.services.safety.restore import Restored, restore
from pos_app.services.safety.takeover import TakenOver, take_over


@dataclass(frozen=True, slots=True)
class Offer:
    """A till that can be restored or carried on, and what is known of it.

    `place` is as on receipts (`A07-1`), `last_at` when the newest row was written. `may_miss`: more
    may have been acknowledged after that. `leads` are code and name of the leads of whom one has to
    allow it, none where the till knows no PIN. `here`: the folder holds this till already,
    damaged, so it is restored and not taken over.
    """

    source: Path
    event: str
    place: str
    name: str
    sales: int
    net: Rupiah
    last_number: str
    last_at: str
    open_day: str
    may_miss: bool
    leads: tuple[tuple[str, str], ...]
    here: bool


def find_places(folder: Path, sticks: Iterable[Path]) -> list[Path]:
    """Returns where tills lie: the till's own folder, and the safety folders on these sticks."""
    found = [folder] if own_files(folder) else []
    for stick in sticks:
        try:
            found += safety_folders(stick)
        except OSError:
            continue  # a stick that cannot be read has nothing to offer
    return found


def make_offer(folder: Path, source: Path) -> Offer:
    """Reads what `source` holds; nothing is changed. Raises PosError as `look` does."""
    here = bool(own_files(folder))
    found = look(folder, [source], newest_seat=not here)
    till = found.identity
    return Offer(
        source,
        till.event,
        till.place,
        till.name,
        found.sales,
        found.net,
        found.last_number,
        found.last_at,
        found.day,
        found.lost_after is not None,
        tuple(leads_of(found)),
        here,
    )


def restore_offer(folder: Path, offer: Offer, lead: str = "", pin: str = "") -> Restored:
    """Restores the till of an offer in `folder`, which one of its leads has to allow.

    Raises as `restore` does.
    """
    if offer.leads and not lead:
        raise PosError("lead_needed")
    return restore(folder, [offer.source], lead=lead, pin=pin)


def carry_on(folder: Path, offer: Offer, lead: str, pin: str) -> TakenOver:
    """Takes the till of an offer over in the empty `folder`. Raises as `take_over` does."""
    return take_over(folder, [offer.source], lead=lead, pin=pin)
