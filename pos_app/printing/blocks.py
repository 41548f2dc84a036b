"""A device-independent layout of a receipt or slip, made of blocks.

The same layout is rendered as text, PDF or printer bytes. A renderer may ignore a size of 2 where
the text would not fit, because an amount is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Size = Literal[1, 2]


class Align(StrEnum):
    """The horizontal alignment of a text."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, wrapped between words.

    `note` sets it smaller on devices that can. `indent` is in columns.
    """

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: Size = 1
    note: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A text at the left, wrapped if long, and an amount at the right, which is never wrapped."""

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
    """A QR code of `data`; a device without QR codes prints `words` or `data` in brackets."""

    data: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A black-and-white picture as PNG, in dots of a 203 dpi print head; text output omits it."""

    png: bytes


Block = Text | Pair | Rule | Feed | Qr | Logo
Layout = tuple[Block, ...]
