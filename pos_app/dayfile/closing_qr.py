"""The QR code on a closing slip: the signed totals of a day, in case only the paper arrives.

It is `POSDAY1:` and a signed text with the tag `pos-slip-v1`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from pos_app.clock import parse_day, parse_stamp
from pos_app.dayfile.format import short_code
from pos_app.dayfile.signed_facts import check_hash, check_types, read_object
from pos_app.dayfile.signed_text import read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.day import Totals
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

PREFIX = "POSDAY1:"
TAG = b"pos-slip-v1"
MAX_SEAT = 25


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """The signed content of the code.

    `manifest` is the day file's identity (hash in hex), `key` the till's public key (hex), and
    `running_total` the till's net over its life in rupiah.
    """

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    day: str
    revision: int
    manifest: str
    key: str
    closed_at: str
    first_number: str
    last_number: str
    running_total: int
    training: bool
    totals: Totals

    @property
    def code(self) -> str:
        """The short code of the day file, which is also printed in plain letters."""
        return short_code(self.manifest)


@dataclass(frozen=True, slots=True)
class SignedClosing:
    """The facts with their proof: `signature` is by `facts.key` over `TAG` ‖ `plain`."""

    facts: ClosingFacts
    plain: bytes
    signature: bytes


def closing_qr_text(facts: ClosingFacts, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same facts and key give the same text."""
    values = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name != "totals"}
    plain = canonical({**values, "totals": list(facts.totals.stored_values())})
    return write_text(PREFIX, TAG, plain, sign)


def read_closing_qr(text: str) -> ClosingFacts:
    """Return the facts of a scanned code that was signed by the key that it names.

    The office checks that the key is the till's. Raises PosError `slip_unreadable`,
    `slip_not_signed`.
    """
    return read_signed_closing(text).facts


def read_signed_closing(text: str) -> SignedClosing:
    """Return the facts of a scanned code with their proof. Raises as `read_closing_qr` does."""
    try:
        plain, signature = read_text(PREFIX, text)
        facts = closing_facts(plain)
    except ValueError as error:
        raise PosError("slip_unreadable") from error
    if not is_signed_by(facts.key, TAG + plain, signature):
        raise PosError("slip_not_signed", stand=facts.stand, day=facts.day)
    return SignedClosing(facts, plain, signature)


def closing_facts(plain: bytes) -> ClosingFacts:
    """Return the facts in the signed bytes. Raises ValueError for values that no till writes."""
    values = read_object(plain)
    try:
        totals = values.pop("totals")
        if not all(type(each) is int for each in totals):
            raise ValueError("totals")
        facts = ClosingFacts(**values, totals=Totals.from_values(totals))
        check_types(facts)
        for code in (facts.event, facts.stand, facts.till):
            check_code(code, "slip")
        parse_day(facts.day)
        parse_stamp(facts.closed_at)
    except (TypeError, KeyError, PosError) as error:
        raise ValueError("facts") from error
    check_hash(facts.manifest)
    check_hash(facts.key)
    if not 0 <= facts.seat <= MAX_SEAT or facts.revision < 1:
        raise ValueError("place")
    return facts
