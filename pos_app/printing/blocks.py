"""What a slip of paper says, in blocks that know nothing of the device that prints them.

The same layout becomes text, a PDF or printer bytes. A size of 2 is a wish: a device drops it
where the words would not fit, because an amount is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Size = Literal[1, 2]


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, wrapped between words.

    `note`: set smaller where the device can. `indent` in columns.
    """

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: Size = 1
    note: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Words at the left, wrapped if long, and an amount at the right, always whole."""

    left: str
    right: str
    bold: bool = False
    size: Size = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `data`; where none can be drawn, `words` or the data itself in brackets."""

    data: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in black and white as PNG, a dot of it for a dot of a 203 dpi head; no words."""

    png: bytes


Block = Text | Pair | Rule | Feed | Qr | Logo
Layout = tuple[Block, ...]
