"""The catalogue: products, and the makers to whom they belong."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.price_steps import Steps, price_for


class DiscountBearer(StrEnum):
    """Who bears the discount when a piece is sold below its list price."""

    MAKER = "maker"
    STAND = "stand"


class Maker(NamedTuple):
    """One craftsperson (UMKM). `share_bp` is the stand's commission in basis points."""

    code: str
    name: str
    share_bp: int = 0
    discount_by: DiscountBearer = DiscountBearer.MAKER


@dataclass(frozen=True, slots=True)
class Product:
    """One product, with the share (basis points) that a sale of it will record.

    `stock` counts this till only; two tills of one stand do not see each other's stock. A product
    that is not `listed` is not in the catalogue: it was sold by price and maker only. `steps` are
    its prices for several pieces. Of a `unique` product there is one piece in the world.
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
    steps: Steps = ()
    unique: bool = False

    def price_for(self, qty: int) -> Rupiah:
        """Return what a piece costs when `qty` pieces are bought."""
        return price_for(self.price, self.steps, qty)


def sku_key(sku: str) -> str:
    """Return the key by which two codes are compared, case-folded with single spaces.

    Real catalogues write the same product as 85123A and as 85123a. Half a character, which a
    keyboard program may type, becomes a question mark, because no database can look for it.
    """
    if not sku.isascii():
        sku = unicodedata.normalize("NFC", sku.encode("utf-8", "replace").decode())
    return " ".join(sku.casefold().split())


def match_maker(text: str, makers: list[Maker]) -> Maker | None:
    """Return the maker whose code, or else whose name, is `text`, ignoring case."""
    wanted = sku_key(text)
    by_code = [maker for maker in makers if sku_key(maker.code) == wanted]
    by_name = [maker for maker in makers if sku_key(maker.name) == wanted]
    return next(iter(by_code or by_name), None)
