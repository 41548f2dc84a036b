"""The journal's bytes: canonical JSON, the hash chain over it, and what each fact says.

A row's hash is SHA-256 over a domain tag, the previous row's 32 raw bytes and the payload's exact
bytes. The payload is kept as those bytes and never written anew to be checked.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.domain.event import TillIdentity
from pos_app.domain.sale import Sale

ROW_TAG = b"pos-journal-v1"
GENESIS_TAG = b"pos-genesis-v1"
VERSION = 1

Payload = Mapping[str, Any]
_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
# What was parsed holds no circle, and not looking for one saves a fifth.
_parsed_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


def canonical(value: Payload) -> bytes:
    """`value` as canonical JSON: keys sorted, no spaces, UTF-8, NFC, whole numbers only.

    Raises TypeError for a fraction: money and counts are whole.
    """
    text = _encoder.encode(value)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif "." in text or "e" in text:
        _refuse_fractions(value)
    return text.encode()


def are_canonical(values: Sequence[Payload], rows: Sequence[str]) -> bool:
    """Whether each row is what its value, parsed from that row without fractions, is written as.

    All are written in one go: no object can end in two places, so what is equal as a whole is
    equal row by row.
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
    """The hash of a row: SHA-256(tag ‖ 32 bytes of the row before ‖ payload)."""
    return hashlib.sha256(ROW_TAG + previous + payload).digest()


def genesis(till: TillIdentity) -> bytes:
    """What the first row of a seat's journal hangs on."""
    identity = {
        "event": till.event,
        "stand": till.stand,
        "till": till.till,
        "seat": till.seat,
        "till_id": till.till_id,
    }
    return hashlib.sha256(GENESIS_TAG + canonical(identity)).digest()


def sale_fact(sale: Sale, running_total: int) -> dict[str, Any]:
    """What the journal says of a sale, refund or void: every line, every tender, the total so far.

    `running_total` is the till's net over its life, this sale included: a cut tail shows.
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


def envelope(kind: str, seq: int, at: str, by: str, fact: Payload) -> dict[str, Any]:
    """A fact with what every row carries: format version, kind, place in the chain, time, who."""
    return {"v": VERSION, "kind": kind, "seq": seq, "at": at, "by": by, **fact}
