"""The bytes of the journal: canonical JSON, the hash chain over it, and the payload of a sale.

The hash of a row is SHA-256 over a domain tag, the 32 raw bytes of the previous row's hash and the
exact bytes of the payload. The payload is stored as those bytes; a check never encodes it again.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.sale import Sale

ROW_TAG = b"pos-journal-v1"
GENESIS_TAG = b"pos-genesis-v1"
VERSION = 1

Payload = Mapping[str, Any]
_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
# Parsed JSON cannot contain a reference cycle; omitting the check saves a fifth of the time.
_parsed_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


def canonical(value: Payload) -> bytes:
    """Return `value` as canonical JSON: keys sorted, no spaces, UTF-8, NFC, whole numbers only.

    Raises TypeError for a float, because money and counts are whole numbers; ValueError for two
    keys that are the same in NFC.
    """
    text = _encoder.encode(value)
    if _FRACTION.search(text):
        _refuse_fractions(value)
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        text = _encoder.encode(_in_nfc(value))  # in NFC keys may have another order
    return text.encode()


def _in_nfc(value: object) -> Any:
    """Return the same value with every text in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        found = {_in_nfc(key): _in_nfc(item) for key, item in value.items()}
        if len(found) < len(value):
            raise ValueError("two keys of a journal payload are the same in NFC")
        return found
    return [_in_nfc(item) for item in value] if isinstance(value, list | tuple) else value


# How a fraction begins in JSON. A text may look like one; then every value is looked at.
_FRACTION = re.compile(r"[:\[,]-?[0-9]+[.e]")


def are_canonical(values: Sequence[Payload], rows: Sequence[str]) -> bool:
    """Return whether each row is the canonical JSON of its value.

    Each value was parsed from its row, and no row holds a fraction. All rows are encoded at once,
    which is faster; a JSON object has one end only, so equal wholes have equal rows.
    """
    together = ",".join(rows)
    if not unicodedata.is_normalized("NFC", together):
        return False
    return len(values) == len(rows) and _parsed_encoder.encode(values) == f"[{together}]"


def _refuse_fractions(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a journal payload holds whole numbers only")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_fractions(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_fractions(item)


def row_hash(previous: bytes, payload: bytes) -> bytes:
    """Return the hash of a row: SHA-256(tag ‖ 32 bytes of the previous hash ‖ payload)."""
    return hashlib.sha256(ROW_TAG + previous + payload).digest()


def genesis(till: TillIdentity) -> bytes:
    """Return the hash that precedes the first row of a till's journal, made from its identity."""
    identity = {
        "event": till.event,
        "stand": till.stand,
        "till": till.till,
        "seat": till.seat,
        "till_id": till.till_id,
    }
    return hashlib.sha256(GENESIS_TAG + canonical(identity)).digest()


def sale_fact(sale: Sale, running_total: int) -> dict[str, Any]:
    """Return the journal payload of a sale, refund or void with all its lines and tenders.

    `running_total` is the till's net (rupiah) over its whole life including this sale; it shows
    whether rows were cut off the end of the journal.
    """
    return {
        "sale": {
            "id": sale.id,
            "number": sale.number,
            "refers_to": sale.refers_to,
            "gross": sale.gross,
            "discount": sale.discount,
            "rounding": sale.rounding,
            "net": sale.net,
            "country": sale.country,
            "note": sale.note,
        },
        "lines": [
            {
                "line": line.line,
                "sku": line.sku,
                "name": line.name,
                "category": line.category,
                "maker": line.maker,
                "share_bp": line.share_bp,
                "qty": line.qty,
                "list_price": line.list_price,
                "unit_price": line.unit_price,
                "discount": line.discount,
                "amount": line.amount,
            }
            for line in sale.lines
        ],
        "tenders": [
            {
                "tender": tender.tender,
                "method": str(tender.method),
                "amount": tender.amount,
                "reference": tender.reference,
                "confirmed": tender.confirmed,
            }
            for tender in sale.tenders
        ],
        "running_total": running_total,
    }


def place_of_document(fact: Payload) -> int:
    """Return a document's place in its till: its running number, below 1 for a carried one.

    Documents of another laptop that came along at a take-over have their places in their rows.
    """
    carried = fact.get("carried")
    return int(carried["place"]) if carried else running_of(fact["sale"]["number"])


def envelope(kind: str, seq: int, at: str, by: str, fact: Payload) -> dict[str, Any]:
    """Return `fact` with the keys of every row: version, kind, sequence number, time and person."""
    return {"v": VERSION, "kind": kind, "seq": seq, "at": at, "by": by, **fact}
