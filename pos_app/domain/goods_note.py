"""The note that goes with goods from one stand to another (nota titipan)."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Maker
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.domain.price_steps import Steps

PREFIX = "NT"
CODE_PREFIX = "POSGOODS1:"
"""How the text of a note's QR code begins."""
OUT, IN = "transfer_out", "transfer_in"
"""The kinds of the journal rows by which goods leave one stand and come to another."""
MAX_CARRIER = 60


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """Some pieces of one product, with all that another till needs to sell it.

    `maker` is a maker's code, `price` the list price of a piece in rupiah, `share_bp` the stand's
    share in basis points, `qty` always above zero. `steps` are its prices for several pieces.
    """

    sku: str
    name: str
    category: str
    maker: str
    qty: int
    price: Rupiah
    share_bp: int
    barcode: str = ""
    name_en: str = ""
    unique: bool = False
    steps: Steps = ()


@dataclass(frozen=True, slots=True)
class GoodsNote:
    """One note: from a seat of a till to a stand, its goods and their makers.

    `number` counts the notes of the seat from 1. `carrier` is who carries the goods, `by` the code
    of who sent them. `key` (hex) is the till's public key and `enrolled` (hex) the signature by
    which the office's stand pack vouches for it, empty without one. `training` marks practice.
    """

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    number: int
    to: str
    carrier: str
    at: str
    by: str
    lines: tuple[GoodsLine, ...]
    makers: tuple[Maker, ...]
    key: str
    enrolled: str = ""
    training: bool = False

    @property
    def place(self) -> str:
        """Stand, till and seat from which the goods come: `A07-1`."""
        return TillIdentity(self.event, self.stand, self.till, self.till_id, self.seat).place

    @property
    def name(self) -> str:
        """The number of the note as people read it: `NT-A07-1-0003`."""
        return note_name(self.place, self.number)

    @property
    def pieces(self) -> int:
        """The number of pieces on all lines."""
        return sum(line.qty for line in self.lines)

    @property
    def value(self) -> Rupiah:
        """The value of the goods at list prices, in rupiah."""
        return sum(line.qty * line.price for line in self.lines)


def note_name(place: str, number: int) -> str:
    """Return the number of a note as people read it."""
    return f"{PREFIX}-{place}-{number:04}"


def is_goods_note(text: str) -> bool:
    """Return whether a scanned or pasted text is the code of such a note, sound or not."""
    return bare_code(text).startswith(CODE_PREFIX.rstrip("1:"))


def bare_code(text: str) -> str:
    """Return the text without spaces and in capitals, which Caps Lock turns round in a scan."""
    return "".join(text.split()).upper()
