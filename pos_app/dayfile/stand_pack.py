"""The stand pack: what the office hands one till before the fair, signed by the office.

One line `POSPACK1 <office's key> <signature>` and one of canonical JSON, over whose bytes, behind
the tag `pos-pack-v1`, the office's Ed25519 key has signed. The same book gives the same bytes.

It holds the seed of the till's enrolment key: who has the pack can enrol one laptop as that till.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

from pos_app.domain.catalogue import Maker
from pos_app.domain.catalogue_rows import CatalogueRow
from pos_app.domain.journal import canonical
from pos_app.domain.money import Rupiah
from pos_app.domain.staff import Person

FORMAT = "POSPACK1"
TAG = b"pos-pack-v1"
SUFFIX = ".standpack"
PRODUCT_KEYS = tuple(field.name for field in fields(CatalogueRow) if field.name != "row")


@dataclass(frozen=True, slots=True)
class StandPack:
    """Everything that makes a laptop into one planned till.

    `days` are the stand's, in order. Each product's `maker` is the code of one of `makers`.
    `till_part` stands for the till in the barcodes that it gives out itself. `enrolment_seed` and
    `office` (a public key) are hex; `qris` is a static code, or empty.
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

    @property
    def place(self) -> str:
        return f"{self.stand}-{self.till}"

    @property
    def file_name(self) -> str:
        """A name for people: `NUSAKRAF23_A07-1.standpack`. Nothing relies on it."""
        return f"{self.event}_{self.place}{SUFFIX}"


def write_pack(pack: StandPack, sign: Callable[[bytes], bytes]) -> bytes:
    """The file's bytes, signed by the office's key."""
    body = canonical(_as_json(pack))
    head = f"{FORMAT} {pack.office} {sign(TAG + body).hex()}\n"
    return head.encode() + body + b"\n"


def _as_json(pack: StandPack) -> dict[str, Any]:
    plain = ("event", "event_name", "stand", "till", "name", "cash_rounding", "qris")
    also = ("receipt_footer", "till_part", "enrolment_seed", "office")
    return {
        **{name: getattr(pack, name) for name in (*plain, *also)},
        "days": list(pack.days),
        "makers": [asdict(maker) for maker in pack.makers],
        "products": [product_json(product) for product in pack.products],
        "staff": [{"code": p.code, "name": p.name, "role": str(p.role)} for p in pack.staff],
    }


def product_json(row: CatalogueRow) -> dict[str, Any]:
    """A product as it stands in a pack: without the number of its row in some sheet."""
    return {key: getattr(row, key) for key in PRODUCT_KEYS}
