"""The stand pack: the signed set-up data that the office gives to one till before the fair.

The file has a line `POSPACK1 <office's key> <signature>` and a line of canonical JSON. The
signature is by the office's Ed25519 key over the tag `pos-pack-v1` and the bytes of the JSON. The
same book gives the same bytes.

The pack contains the seed of the till's enrolment key, so that whoever has the pack can enrol one
laptop as that till.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

from pos_app.domain.catalogue import Maker
from pos_app.domain.catalogue_rows import CatalogueRow
from pos_app.domain.journal import canonical
from pos_app.domain.maker_card import MakerCard
from pos_app.domain.money import Rupiah
from pos_app.domain.price_steps import steps_text
from pos_app.domain.staff import Person

FORMAT = "POSPACK1"
TAG = b"pos-pack-v1"
SUFFIX = ".standpack"
_APART = ("row", "price_steps", "unique")
PRODUCT_KEYS = tuple(field.name for field in fields(CatalogueRow) if field.name not in _APART)


@dataclass(frozen=True, slots=True)
class OtherTill:
    """Another till of the event: its stand's name, and its enrolment key's public half (hex).

    By that key a till knows whether a note for goods comes from a laptop that the office set up.
    """

    stand: str
    till: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class StandPack:
    """All set-up data of one planned till.

    `days` are the stand's days in order. Each product's `maker` is the code of one of `makers`.
    `till_part` identifies the till in in-store barcodes. `enrolment_seed` and `office` (a public
    key) are hex; `qris` is a static QRIS payload, or empty. `cards` is what buyers are told of the
    makers, and their telephones for the stand. `tills` are the other tills of the event.
    """

    event: str
    event_name: str
    days: tuple[str, ...]
    stand: str
    till: str
    name: str
    cash_rounding: Rupiah
    makers: tuple[Maker, ...]
    products: tuple[CatalogueRow, ...]
    staff: tuple[Person, ...]
    qris: str
    receipt_footer: str
    till_part: int
    enrolment_seed: str
    office: str
    cards: tuple[MakerCard, ...] = ()
    tills: tuple[OtherTill, ...] = ()

    @property
    def place(self) -> str:
        """Stand and till in short: `A07-1`."""
        return f"{self.stand}-{self.till}"

    @property
    def file_name(self) -> str:
        """A file name for people, which no code relies on: `NUSAKRAF23_A07-1.standpack`."""
        return f"{self.event}_{self.place}{SUFFIX}"


def write_pack(pack: StandPack, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the bytes of the file; `sign` signs with the office's key."""
    body = canonical(_as_json(pack))
    head = f"{FORMAT} {pack.office} {sign(TAG + body).hex()}\n"
    return head.encode() + body + b"\n"


def _as_json(pack: StandPack) -> dict[str, Any]:
    plain = ("event", "event_name", "stand", "till", "name", "cash_rounding", "qris")
    also = ("receipt_footer", "till_part", "enrolment_seed", "office")
    return {
        **{name: getattr(pack, name) for name in (*plain, *also)},
        "days": list(pack.days),
        "makers": [_maker(pack, maker) for maker in pack.makers],
        "products": [product_json(product) for product in pack.products],
        "staff": [{"code": p.code, "name": p.name, "role": str(p.role)} for p in pack.staff],
        **({"tills": [asdict(till) for till in pack.tills]} if pack.tills else {}),
    }


def _maker(pack: StandPack, maker: Maker) -> dict[str, Any]:
    """Return a maker as JSON; one of whom nothing is told is written as before there were cards."""
    found = maker._asdict()
    for card in pack.cards:
        if card.code == maker.code:
            found |= card.texts
            found |= {"photo": base64.b64encode(card.photo).decode()} if card.photo else {}
    return found


def product_json(row: CatalogueRow) -> dict[str, Any]:
    """Return a product as JSON for a pack: without the row number of the sheet it came from.

    A product without prices for several pieces is written as before there were any, and so is one
    that is not one of a kind.
    """
    found = {key: getattr(row, key) for key in PRODUCT_KEYS}
    steps = {"price_steps": steps_text(row.price_steps)} if row.price_steps else {}
    return found | steps | ({"unique": True} if row.unique else {})
