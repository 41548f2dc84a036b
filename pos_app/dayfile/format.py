"""The format of a day file: its members, the manifest's `pos` object, its name and its code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError

FORMAT = "posday/1"
MINOR = 1
"""The newest minor version that this program knows; it writes 0 where nothing needs 1."""
MANIFEST = "datapackage.json"
SIGNATURE = "datapackage.json.sig"
JOURNAL = "journal.jsonl"
CONTACTS = "contacts.jsonl"
"""The sealed contacts, which the manifest does not name: see `sealed_contacts`."""
# The start of an acknowledgement's QR code, kept here because every scan is tested for it.
ACK_PREFIX = "POSACK1:"


@dataclass(frozen=True, slots=True)
class JournalRange:
    """The journal rows of a day, `first` to `last`.

    `prev` is the hash before the first row and `head` the hash of the last row, both in hex.
    """

    first: int
    last: int
    prev: str
    head: str


@dataclass(frozen=True, slots=True)
class DayHead:
    """The manifest's `pos` object: the day, the till and the totals.

    `running_total` is the till's net over its life in rupiah. Hashes, keys and signatures are hex.
    `qris` is the merchant and NMID of the stand's code at the close; None without a code, and in
    files from before it was there. `minor` is 1 for a day with later tables, else 0.
    """

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
    qris: dict[str, object] | None = None
    minor: int = 0


def manifest_hash(manifest: bytes) -> str:
    """Return a day's identity: SHA-256 of the manifest's bytes (not of the zip), in hex."""
    return hashlib.sha256(manifest).hexdigest()


def short_code(identity: str) -> str:
    """Return the first eight hex digits as on the closing slip: `3C46-4DAF`."""
    return f"{identity[:4]}-{identity[4:8]}".upper()


def file_name(head: DayHead, identity: str) -> str:
    """Return a file name for people, which no code relies on.

    For example `NUSAKRAF23_A07-1_2023-10-25_r1_3c464daf.zip`.
    """
    seat = chr(ord("A") + head.seat) if head.seat else ""
    place = f"{head.stand}-{head.till}{seat}"
    return f"{head.event}_{place}_{head.day}_r{head.revision}_{identity[:8]}.zip"


class DayFileError(PosError):
    """A day file that failed a check; the facts name the member, row and receipt where known."""
