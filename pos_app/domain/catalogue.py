"""What the stand has to sell: products and the makers they belong to."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah


class DiscountBearer(StrEnum):
    """Who gives up money when a piece is sold below its list price."""

    MAKER = "maker"
    STAND = "stand"


@dataclass(frozen=True, slots=True)
class Maker:
    """One craftsperson (UMKM). `share_bp` is the stand's share in basis points."""

    code: str
    name: str
    share_bp: int = 0
    discount_by: DiscountBearer = DiscountBearer.MAKER


@dataclass(frozen=True, slots=True)
class Product:
    """One thing for sale, with the share that a sale of it would freeze.

    `stock` is this till's: two tills of one stand do not see each other's. One that is not `listed`
    is a piece that nobody entered, sold all the same and bound to its maker.
    """

    sku: str
    name: str
    category: str
    maker: str
    price: Rupiah
    share_bp: int = 0
    stock: int = 0
    barcode: str = ""
    name_en: str = ""
    maker_name: str = ""
    listed: bool = True


def sku_key(sku: str) -> str:
    """What two codes are compared by: real catalogues hold 85123A and 85123a for one thing."""
    return " ".join(unicodedata.normalize("NFC", sku).casefold().split())


def match_maker(text: str, makers: list[Maker]) -> Maker | None:
    """The maker that `text` names: by code first, then by case-folded name."""
    wanted = sku_key(text)
    by_code = [maker for maker in makers if sku_key(maker.code) == wanted]
    by_name = [maker for maker in makers if sku_key(maker.name) == wanted]
    return next(iter(by_code or by_name), None)
