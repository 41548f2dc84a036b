"""The consignment note for goods delivered or taken back by a maker (berita acara serah terima)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah


class ConsignmentKind(StrEnum):
    """Whether the maker handed the goods over to the stand or got them back."""

    HANDOVER = "handover"
    RETURN = "return"

    @property
    def sign(self) -> int:
        """The sign of the change in the stand's stock: 1 or -1."""
        return 1 if self is ConsignmentKind.HANDOVER else -1


@dataclass(frozen=True, slots=True)
class ConsignmentLine:
    """One product on a note: `qty` pieces, always above zero, at a list price in rupiah."""

    sku: str
    name: str
    qty: int
    price: Rupiah


@dataclass(frozen=True, slots=True)
class ConsignmentNote:
    """One note: the goods, the maker, the time, and the person `by` whom the stand acted."""

    number: int
    kind: ConsignmentKind
    maker: str
    maker_name: str
    at: str
    by: str
    lines: tuple[ConsignmentLine, ...]

    @property
    def pieces(self) -> int:
        """The number of pieces on all lines."""
        return sum(line.qty for line in self.lines)

    @property
    def value(self) -> Rupiah:
        """The value of the goods at list prices, in rupiah."""
        return sum(line.qty * line.price for line in self.lines)
