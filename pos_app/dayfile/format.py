"""The day file's shape: its members, its manifest's `pos` object, its name and its code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError

FORMAT = "posday/1"
MANIFEST = "datapackage.json"
SIGNATURE = "datapackage.json.sig"
JOURNAL = "journal.jsonl"
# How the QR code of an office's receipt begins; every scan is asked for it.
ACK_PREFIX = "POSACK1:"


@dataclass(frozen=True, slots=True)
class JournalRange:
    """The rows of the chain in a day: from `first` to `last`, hanging on `prev`, ending in `head`.

    `prev` and `head` are hashes in hex.
    """

    first: int
    last: int
    prev: str
    head: str


@dataclass(frozen=True, slots=True)
class DayHead:
    """The manifest's `pos` object: which day of which till this is, and what it sums to."""

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    key: str
    day: str
    opened_at: str
    closed_at: str
    revision: int
    supersedes: str | None
    prev_day: str | None
    first_number: str | None
    last_number: str | None
    totals: Totals
    running_total: Rupiah
    journal: JournalRange
    app: str
    training: bool
    replayed: bool
    enrolled: str | None = None
    continues: dict[str, object] | None = None


def manifest_hash(manifest: bytes) -> str:
    """A day's identity: SHA-256 of the manifest's bytes, in hex. Never of the zip."""
    return hashlib.sha256(manifest).hexdigest()


def short_code(identity: str) -> str:
    """The code on the closing slip: `3C46-4DAF`, the first eight hex digits of the identity."""
    return f"{identity[:4]}-{identity[4:8]}".upper()


def file_name(head: DayHead, identity: str) -> str:
    """A name for people: `NUSAKRAF23_A07-1_2023-10-25_r1_3c464daf.zip`. Nothing relies on it."""
    seat = chr(ord("A") + head.seat) if head.seat else ""
    place = f"{head.stand}-{head.till}{seat}"
    return f"{head.event}_{place}_{head.day}_r{head.revision}_{identity[:8]}.zip"


class DayFileError(PosError):
    """A day file that is not to be believed: which fault, in which member, row and receipt."""
