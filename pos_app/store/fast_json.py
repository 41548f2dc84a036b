"""Reads many JSON texts of the till's own by a compiled library, which a start does not import."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple


class DocumentPlace(NamedTuple):
    """Where the fact of a document without `carried` puts it, and the till's total after it."""

    kind: str
    seq: int
    number: str
    running_total: int


def parsed(text: bytes | str) -> Any:
    """Return the value of a JSON text. Raises ValueError as the standard reader does.

    What the compiled reader refuses, such as NaN or half of a surrogate pair, is left to that one.
    """
    try:
        return _reader()(text)
    except ValueError:
        return json.loads(text.decode() if isinstance(text, bytes) else text)


def document_place(payload: bytes) -> DocumentPlace | None:
    """Return where a document stands, without reading its lines and tenders.

    None where it was carried over from another laptop, or is not as a document has to be.
    """
    try:
        return _document_reader()(payload)
    except ValueError:
        return None


@cache
def _reader() -> Callable[[bytes | str], Any]:
    from msgspec.json import Decoder

    return Decoder().decode


@cache
def _document_reader() -> Callable[[bytes], DocumentPlace | None]:
    from msgspec import defstruct
    from msgspec.json import Decoder

    sale = defstruct("sale", [("number", str)])
    fields: list[Any] = [("kind", str), ("seq", int), ("running_total", int), ("sale", sale)]
    fact: Any = defstruct("fact", [*fields, ("carried", Any, None)])
    decode: Callable[[bytes], Any] = Decoder(fact).decode

    def read(payload: bytes) -> DocumentPlace | None:
        found = decode(payload)
        if found.carried:
            return None
        return DocumentPlace(found.kind, found.seq, found.sale.number, found.running_total)

    return read
