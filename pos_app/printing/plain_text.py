"""Renders a layout as plain text in columns, for `.txt` files and for ESC/POS."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.printing.blocks import Align, Block, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.wrap import printable, to_ascii, wrap, wrap_pair

COLUMNS = {58: 32, 80: 48}
_FILL = {Align.LEFT: "<", Align.CENTER: "^", Align.RIGHT: ">"}


def to_text(layout: Layout, columns: int, *, ascii_only: bool = False) -> str:
    """Return the layout in lines of at most `columns` characters, without trailing spaces.

    An amount is never cut or wrapped. `ascii_only` replaces other characters, for printers.
    """
    lines = (line.rstrip() for block in layout for line in block_lines(block, columns, ascii_only))
    return "".join(f"{line}\n" for line in lines)


def block_lines(block: Block, columns: int, ascii_only: bool = False) -> Iterator[str]:
    """Yield the lines of one block; for double width, pass half of the printer's columns."""
    match block:
        case Text():
            yield from _text_lines(block, columns, ascii_only)
        case Pair():
            yield from _pair_lines(block, columns, ascii_only)
        case Rule():
            yield "-" * columns
        case Feed(lines):
            yield from [""] * lines
        case Qr(data, words):
            shown = Text(f"[{words or data}]", Align.CENTER)
            yield from _text_lines(shown, columns, ascii_only)
        case Logo():
            return


def _text_lines(block: Text, columns: int, ascii_only: bool) -> Iterator[str]:
    indent = " " * block.indent
    room = columns - block.indent
    for line in wrap(_words(block.text, ascii_only), room, len):
        yield f"{indent}{line:{_FILL[block.align]}{room}}"


def _pair_lines(block: Pair, columns: int, ascii_only: bool) -> Iterator[str]:
    room = columns - block.indent
    left, right = _words(block.left, ascii_only), _words(block.right, ascii_only)
    for words, amount in wrap_pair(left, right, room, 1, len, len):
        yield " " * block.indent + words + amount.rjust(room - len(words))


def _words(text: str, ascii_only: bool) -> str:
    shown = printable(text)
    return to_ascii(shown) if ascii_only else shown
