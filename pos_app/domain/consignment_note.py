"""A slip of goods that a maker handed over or took back (berita acara serah terima)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah


class ConsignmentKind(StrEnum):
    """Which way the goods went."""

    HANDOVER = "handover"
    RETURN = "return"

    @property
    def sign(self) -> int:
        """Of the pieces, as the stand's stock sees them."""
        return 1 if self is ConsignmentKind.HANDOVER else -1


@dataclass(frozen=True, slots=True)
class ConsignmentLine:
    """One product on a slip: `qty` pieces, always above zero, at a list price in rupiah."""

    sku: str
    name: str
    qty: int
    price: Rupiah


@dataclass(frozen=True, slots=True)
class ConsignmentNote:
    """What changed hands, when, and who took it at the stand."""

    number: int
    kind: ConsignmentKind
    maker: str
    maker_name: str
    at: str
    by: str
    lines: tuple[ConsignmentLine, ...]

    @property
    def pieces(self) -> int:
        return sum(line.qty for line in self.lines)

    @property
    def value(self) -> Rupiah:
        """At list prices."""
        return sum(line.qty * line.price for line in self.lines)
