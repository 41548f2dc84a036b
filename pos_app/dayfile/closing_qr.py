"""The QR code on a closing slip: the day's totals, signed, for when only the paper arrives.

`POSDAY1:` and a signed text whose tag is `pos-slip-v1`.
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
    """What the paper vouches for; `manifest` is the day file's identity, `key` the till's."""

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
        """The day file's code, which stands on the paper in plain letters too."""
        return short_code(self.manifest)


@dataclass(frozen=True, slots=True)
class SignedClosing:
    """A slip with what proves it: `signature` is `facts.key`'s over `TAG` ‖ `plain`."""

    facts: ClosingFacts
    plain: bytes
    signature: bytes


def closing_qr_text(facts: ClosingFacts, sign: Callable[[bytes], bytes]) -> str:
    """The text of the QR code; the same facts and key give the same text."""
    told = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name != "totals"}
    plain = canonical({**told, "totals": list(facts.totals.as_dict().values())})
    return write_text(PREFIX, TAG, plain, sign)


def read_closing_qr(text: str) -> ClosingFacts:
    """The facts of a scanned code, when the key that it names has signed them.

    That the key is the till's is for the office to say. Raises PosError `slip_unreadable`,
    `slip_not_signed`.
    """
    return read_signed_closing(text).facts


def read_signed_closing(text: str) -> SignedClosing:
    """The facts of a scanned code with their proof. Raises as `read_closing_qr`."""
    try:
        plain, signature = read_text(PREFIX, text)
        facts = closing_facts(plain)
    except ValueError as error:
        raise PosError("slip_unreadable") from error
    if not is_signed_by(facts.key, TAG + plain, signature):
        raise PosError("slip_not_signed", stand=facts.stand, day=facts.day)
    return SignedClosing(facts, plain, signature)


def closing_facts(plain: bytes) -> ClosingFacts:
    """What the bytes say that a till has signed. Raises ValueError for what no till would say."""
    told = read_object(plain)
    try:
        totals = told.pop("totals")
        if len(totals) != len(fields(Totals)) or not all(type(each) is int for each in totals):
            raise ValueError("totals")
        facts = ClosingFacts(**told, totals=Totals(*totals))
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
