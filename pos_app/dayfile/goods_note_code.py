"""The QR code of a note for goods between stands, which the other stand's till scans.

It is `POSGOODS1:` and a signed text with the tag `pos-goods-v1`. The signature is by the key of the
sending till, which the text names; whether that key is a till of this event, the reader cannot
tell from the text alone: see `services.catalogue.goods_intake`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from pos_app.clock import parse_stamp, stamp
from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signed_facts import check_hash, check_types, read_object
from pos_app.dayfile.signed_text import read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.catalogue import DiscountBearer, Maker
from pos_app.domain.catalogue_rows import FULL_SHARE_BP, CatalogueRow, check_rows
from pos_app.domain.event import check_code
from pos_app.domain.goods_note import CODE_PREFIX, MAX_CARRIER, GoodsLine, GoodsNote
from pos_app.domain.journal import canonical
from pos_app.domain.price_steps import read_steps, steps_text
from pos_app.errors import PosError

TAG = b"pos-goods-v1"
MAX_CODE = 1_400
"""Characters of a code that a receipt printer of 58 mm prints and a scanner still reads.

They fit a QR code of version 25 (117 modules, level M): three dots a module on 384 dots.
"""
MAX_NUMBER, MAX_SEAT, MAX_LINES = 999_999, 25, 200
_SIGNATURE = re.compile(r"(?:[0-9a-f]{128})?")
_TILL_ID = re.compile(r"[\x21-\x7e]{1,60}")
_BY = re.compile(r"[A-Z0-9]{0,12}")
_APART = ("lines", "makers")
_PLAIN_VALUES = 10
"""How many values of a line are always there."""


@dataclass(frozen=True, slots=True)
class SignedGoodsNote:
    """A note with its proof: `signature` is by `note.key` over `TAG` ‖ `plain`."""

    note: GoodsNote
    plain: bytes
    signature: bytes

    @property
    def identity(self) -> str:
        """The SHA-256 (hex) of what was signed, by which both tills and the office name it."""
        return hashlib.sha256(self.plain).hexdigest()

    @property
    def till_key(self) -> TillKey:
        """The key that signed, and the till that it says to be."""
        n = self.note
        return TillKey(n.event, n.stand, n.till, n.seat, n.till_id, n.key)


def goods_note_text(note: GoodsNote, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same note and key give the same text."""
    return write_text(CODE_PREFIX, TAG, _plain(note), sign)


def goods_note_identity(note: GoodsNote) -> str:
    """Return the identity that the text of the note will have, as a hash in hex."""
    return hashlib.sha256(_plain(note)).hexdigest()


def _plain(note: GoodsNote) -> bytes:
    values = {f.name: getattr(note, f.name) for f in fields(note) if f.name not in _APART}
    lines = [_values(line) for line in note.lines]
    makers = [[m.code, m.name, m.share_bp, str(m.discount_by)] for m in note.makers]
    return canonical({**values, "lines": lines, "makers": makers})


def _values(line: GoodsLine) -> list[Any]:
    """Return the line as it is signed; price steps are there only for goods that have some."""
    values = [getattr(line, f.name) for f in fields(line) if f.name != "steps"]
    return [*values, steps_text(line.steps)] if line.steps else values


def read_goods_note(text: str) -> SignedGoodsNote:
    """Return the note in a scanned text that was signed by the key that it names.

    Raises PosError `goods_note_unreadable`, `goods_note_not_signed`.
    """
    try:
        plain, signature = read_text(CODE_PREFIX, text)
        note = _note(read_object(plain))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise PosError("goods_note_unreadable") from error
    if not is_signed_by(note.key, TAG + plain, signature):
        raise PosError("goods_note_not_signed", note=note.name, place=note.place)
    return SignedGoodsNote(note, plain, signature)


def _note(values: dict[str, Any]) -> GoodsNote:
    """Return the note in signed values. Raises ValueError and the like for what no till writes."""
    rows, makers = values.pop("lines"), values.pop("makers")
    if not (isinstance(rows, list) and 1 <= len(rows) <= MAX_LINES and isinstance(makers, list)):
        raise ValueError("lines")
    note = GoodsNote(**values, lines=tuple(map(_line, rows)), makers=_makers(makers))
    check_types(note)
    for line in note.lines:
        check_types(line)
    _check_head(note)
    _check_lines(note)
    return note


def _line(row: list[Any]) -> GoodsLine:
    """Return the line; its price steps must be written as `steps_text` does. Raises ValueError."""
    line, text = GoodsLine(*row[:_PLAIN_VALUES]), row[_PLAIN_VALUES:]
    if not text:
        return line
    try:
        (steps,) = (read_steps(each, line.price) for each in text)
    except PosError as error:
        raise ValueError("steps") from error
    if not steps or [steps_text(steps)] != text:
        raise ValueError("steps")
    return replace(line, steps=steps)


def _makers(rows: list[Any]) -> tuple[Maker, ...]:
    makers = tuple(Maker(code, name, share, DiscountBearer(by)) for code, name, share, by in rows)
    for maker in makers:
        if type(maker.share_bp) is not int or not 0 <= maker.share_bp <= FULL_SHARE_BP:
            raise ValueError("share")
        for text in (maker.code, maker.name):
            if not (isinstance(text, str) and 0 < len(text) <= 100 and _is_plain(text)):
                raise ValueError("maker")
    return makers


def _check_head(note: GoodsNote) -> None:
    try:
        for code in (note.event, note.stand, note.till, note.to):
            check_code(code, "note")
        if note.at != stamp(parse_stamp(note.at)):
            raise ValueError("at")
    except PosError as error:
        raise ValueError("head") from error
    check_hash(note.key)
    if not 0 <= note.seat <= MAX_SEAT or not 1 <= note.number <= MAX_NUMBER:
        raise ValueError("number")
    texts = _SIGNATURE.fullmatch(note.enrolled), _TILL_ID.fullmatch(note.till_id)
    if not (all(texts) and _BY.fullmatch(note.by)):
        raise ValueError("text")
    if len(note.carrier) > MAX_CARRIER or not _is_plain(note.carrier):
        raise ValueError("carrier")


def _check_lines(note: GoodsNote) -> None:
    """Check the goods by the rules of a sheet: each value must already be in its exact form."""
    found, problems = check_rows(_COLUMNS, [(n, _cells(e)) for n, e in enumerate(note.lines)], "")
    if len(found) != len(note.lines) or any(p.severity == "error" for p in problems):
        raise ValueError("goods")
    if not {line.maker for line in note.lines} <= {maker.code for maker in note.makers}:
        raise ValueError("maker")
    for row, line in zip(found, note.lines, strict=True):
        _check_exact(row, line)


def _check_exact(row: CatalogueRow, line: GoodsLine) -> None:
    exact = (row.sku, row.name, row.category, row.maker, row.stock, row.price, row.share_bp)
    more = (row.barcode or "", row.name_en, row.unique, row.price_steps)
    found = tuple(getattr(line, f.name) for f in fields(line))
    if found != (*exact, *more) or line.qty < 1:
        raise ValueError("line")


_COLUMNS = (
    *("sku", "name", "category", "maker", "price_rp", "stock"),
    *("barcode", "name_en", "share_pct", "unique", "price_steps"),
)


def _cells(line: GoodsLine) -> dict[str, object]:
    share = f"{line.share_bp // 100}.{line.share_bp % 100:02d}"
    return {
        "sku": line.sku,
        "name": line.name,
        "category": line.category,
        "maker": line.maker,
        "price_rp": line.price,
        "stock": line.qty,
        "barcode": line.barcode,
        "name_en": line.name_en,
        "share_pct": share,
        "unique": line.unique,
        "price_steps": steps_text(line.steps),
    }


def _is_plain(text: str) -> bool:
    return text.isprintable() and text == text.strip()
