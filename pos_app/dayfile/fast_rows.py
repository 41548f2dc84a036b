"""Reads a day's journal rows fast, where a fast reader can prove that nothing is lost by it.

The rows of an honest journal are canonical JSON. So all of them are parsed by a compiled reader and
written again: if that gives the very bytes of the journal, every row is the canonical JSON of what
was read. Whatever the fast reader refuses, or does not give back byte for byte, is read by the
standard one, which also finds out what is wrong and in which row.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

Fact = dict[str, Any]
# A standard reader stops at some 1,000 levels, depending on where it is called from. A level takes
# at least two bytes, so a row up to this length is never so deep.
_SHALLOW_ROW = 1_000
_MOST_LEVELS = 400


def canonical_facts(journal: bytes) -> list[Fact] | None:
    """Return the object of each row of `journal`, every row ended by a line feed.

    The rows are then canonical JSON: objects with sorted keys that are not repeated, no spaces, no
    fractions, NFC. None where that cannot be proved here; the rows may still be so.
    """
    if _may_be_deep(journal):
        return None
    decode, encode = _compiled()
    try:
        facts = decode(journal)
        # An encoded row has no line feed, so equal wholes have equal rows.
        same = encode(facts) == journal
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return facts if same and _is_normalized(journal) else None


def _is_normalized(journal: bytes) -> bool:
    return journal.isascii() or unicodedata.is_normalized("NFC", journal.decode())


def _may_be_deep(journal: bytes) -> bool:
    """Return whether a row opens so many brackets that the standard reader may refuse its depth."""
    return any(
        len(row) > _SHALLOW_ROW and row.count(b"[") + row.count(b"{") > _MOST_LEVELS
        for row in journal.split(b"\n")
    )


@cache
def _compiled() -> tuple[Callable[[bytes], list[Fact]], Callable[[list[Fact]], bytes]]:
    """Return the compiled reader and writer; imported only here, because a till seldom needs it."""
    from msgspec.json import Decoder, Encoder

    # A fraction would be read as a float, which is written like the row it came from.
    decoder = Decoder(dict[str, Any], float_hook=_refuse)
    return decoder.decode_lines, Encoder(order="deterministic").encode_lines


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
