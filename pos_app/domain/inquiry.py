"""An inquiry: a possible buyer who may order later. It is no money, and in no total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from pos_app.domain.event import TillIdentity
from pos_app.errors import PosError

KIND = "inquiry"
"""The kind of its journal row."""
MAX_PIECES = MAX_MAKERS = 30
MAX_QTY = 9_999_999
WARMTHS = (1, 2, 3)
"""How likely an order is: 1 hardly, 3 very."""


class Business(StrEnum):
    """For what a possible buyer wants the goods."""

    OWN = "own"
    SHOP = "shop"
    WHOLESALE = "wholesale"
    EXPORT = "export"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class Piece:
    """A product that the guest looked at, as it was called then."""

    sku: str
    name: str
    maker: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An inquiry as it was noted.

    `pieces` are the products, `makers` the codes of makers asked about without a product. `country`
    (ISO 3166-1 alpha-2), `due` (a day) and `about_qty` (0) may be left open. `contact` is the hash
    of the sealed contact, or empty; `consent_at` when the guest agreed that it is kept.
    """

    number: str
    at: str
    by: str
    pieces: tuple[Piece, ...]
    makers: tuple[str, ...]
    country: str
    business: Business
    about_qty: int
    due: str
    warm: int
    lang: str
    contact: str = ""
    consent_at: str = ""

    @property
    def all_makers(self) -> tuple[str, ...]:
        """The makers of the pieces and those asked about by themselves, each once."""
        return tuple(dict.fromkeys((*(piece.maker for piece in self.pieces), *self.makers)))

    def fact(self) -> dict[str, Any]:
        """Return what the journal says of it."""
        return {
            "number": self.number,
            "pieces": [asdict(piece) for piece in self.pieces],
            "makers": list(self.makers),
            "country": self.country,
            "business": str(self.business),
            "about_qty": self.about_qty,
            "due": self.due,
            "warm": self.warm,
            "lang": self.lang,
            "contact": self.contact,
            "consent_at": self.consent_at,
        }

    def as_json(self) -> dict[str, Any]:
        """Return it as the commands print it; the contact itself is never there."""
        told = {key: value for key, value in self.fact().items() if key != "contact"}
        return {**told, "at": self.at, "by": self.by, "has_contact": bool(self.contact)}


def inquiry_of(fact: Mapping[str, Any]) -> Inquiry:
    """Return the inquiry of a journal row. Raises KeyError, TypeError, ValueError."""
    return Inquiry(
        number=fact["number"],
        at=fact["at"],
        by=fact["by"],
        pieces=tuple(Piece(**piece) for piece in fact["pieces"]),
        makers=tuple(fact["makers"]),
        country=fact["country"],
        business=Business(fact["business"]),
        about_qty=fact["about_qty"],
        due=fact["due"],
        warm=fact["warm"],
        lang=fact["lang"],
        contact=fact["contact"],
        consent_at=fact["consent_at"],
    )


def inquiry_number(till: TillIdentity, running: int) -> str:
    """Return the number of the seat's `running`-th inquiry: `M-A07-1-0001`."""
    return f"M-{till.place}-{running:04d}"


def check_inquiry(pieces: int, makers: int, about_qty: int, warm: int) -> None:
    """Raise PosError `inquiry_empty`, `inquiry_too_long`, `inquiry_number_invalid`."""
    if not pieces and not makers:
        raise PosError("inquiry_empty")
    if pieces > MAX_PIECES or makers > MAX_MAKERS:
        raise PosError("inquiry_too_long", limit=MAX_PIECES)
    if not 0 <= about_qty <= MAX_QTY:
        raise PosError("inquiry_number_invalid", field="about_qty")
    if warm not in WARMTHS:
        raise PosError("inquiry_number_invalid", field="warm")
