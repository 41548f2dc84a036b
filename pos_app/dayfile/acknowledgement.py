"""The office's acknowledgement of a day file, by which the stand knows that its day has arrived.

As a QR code it is `POSACK1:` and a signed text with the tag `pos-ack-v1`. There is also a short
code for typing. It is a hash of the whole manifest hash, of which paper and file name show only
eight digits, so the stand cannot work it out from those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass

from pos_app.clock import parse_day, parse_stamp, stamp
from pos_app.dayfile.format import ACK_PREFIX
from pos_app.dayfile.signed_facts import check_hash, check_types, read_object
from pos_app.dayfile.signed_text import read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

TAG = b"pos-ack-v1"


@dataclass(frozen=True, slots=True)
class AcknowledgementFacts:
    """Which day file the office received and when; `key` is the office's key (Ed25519, hex)."""

    event: str
    stand: str
    till: str
    seat: int
    day: str
    revision: int
    manifest: str
    at: str
    key: str


def acknowledgement_qr_text(facts: AcknowledgementFacts, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same facts and key give the same text."""
    return write_text(ACK_PREFIX, TAG, canonical(asdict(facts)), sign)


def read_acknowledgement(text: str) -> AcknowledgementFacts:
    """Return the facts of a scanned code that was signed by the key that it names.

    The caller checks that the key is the office's. Raises PosError `ack_unreadable`,
    `ack_not_signed`.
    """
    try:
        plain, signature = read_text(ACK_PREFIX, text)
        facts = _facts(plain)
    except ValueError as error:
        raise PosError("ack_unreadable", text=text[:24]) from error
    if not is_signed_by(facts.key, TAG + plain, signature):
        raise PosError("ack_not_signed", stand=facts.stand, day=facts.day)
    return facts


def _facts(plain: bytes) -> AcknowledgementFacts:
    try:
        facts = AcknowledgementFacts(**read_object(plain))
        check_types(facts)
        for code in (facts.event, facts.stand, facts.till):
            check_code(code, "ack")
        parse_day(facts.day)
        parse_stamp(facts.at)
    except (TypeError, PosError) as error:
        raise ValueError("facts") from error
    check_hash(facts.manifest)
    check_hash(facts.key)
    if facts.at != stamp(parse_stamp(facts.at)):
        raise ValueError("at")
    return facts


def acknowledgement_code(manifest: str) -> str:
    """Return the short code for a received file: `9A01-77EF`.

    Raises ValueError if `manifest` is not a hash in hex.
    """
    found = hashlib.sha256(bytes.fromhex(manifest) + b"received").hexdigest()
    return f"{found[:4]}-{found[4:8]}".upper()
