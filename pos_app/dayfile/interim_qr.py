"""The QR code of an interim total: what a till has sold so far, signed, while it still sells.

It is `POSNOW1:` and a signed text with the tag `pos-interim-v1`. `seq` and `head` name the journal
row that the till wrote for it, so that the day file has to hold that row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from pos_app.clock import parse_day, parse_stamp, stamp
from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.format import short_code
from pos_app.dayfile.signed_facts import check_hash, check_types, read_object
from pos_app.dayfile.signed_text import MAX_TEXT, read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.dayfile.takeover_proof import MAX_SEAT
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

PREFIX = "POSNOW1:"
TAG = b"pos-interim-v1"
_OF_ORDERS = ("orders", "ordered", "deposits")
LARGEST = 10**15
"""No count, row number or amount in rupiah of an honest till reaches this."""
_NUMBER = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{1,15}|")
_SIGNATURE = re.compile(r"[0-9a-f]{128}|")
_IN_TEXT = re.compile(re.escape(PREFIX) + f"[A-Z2-7]{{1,{MAX_TEXT}}}")


@dataclass(frozen=True, slots=True)
class InterimFacts:
    """The signed content of the code.

    `sales` are the sales of the day so far without voided ones, `net` their rupiah with refunds
    taken off, `head` is the hash (hex) of journal row `seq`, `key` the till's public key (hex), and
    `enrolled` the stand pack's signature over it (hex), or empty. `orders` taken so far are worth
    `ordered` rupiah, of which `deposits` were received; they are not in `net`, and a text without
    orders does not name them.
    """

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    day: str
    revision: int
    at: str
    sales: int
    net: int
    last_number: str
    seq: int
    head: str
    key: str
    enrolled: str
    training: bool
    orders: int = 0
    ordered: int = 0
    deposits: int = 0

    @property
    def code(self) -> str:
        """A short code to compare by telephone, as `3C46-4DAF`: the row's first digits."""
        return short_code(self.head)

    @property
    def laptop(self) -> TillKey:
        """The till's key with its identity, as an enrolment signs it."""
        return TillKey(self.event, self.stand, self.till, self.seat, self.till_id, self.key)


@dataclass(frozen=True, slots=True)
class SignedInterim:
    """The facts with their proof: `signature` is by `facts.key` over `TAG` ‖ `plain`."""

    facts: InterimFacts
    plain: bytes
    signature: bytes


def interim_qr_text(facts: InterimFacts, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same facts and key give the same text."""
    told = {key: value for key, value in asdict(facts).items() if value or key not in _OF_ORDERS}
    return write_text(PREFIX, TAG, canonical(told), sign)


def read_signed_interim(text: str) -> SignedInterim:
    """Return the facts of a code that was signed by the key that it names, with their proof.

    The office checks that the key is the till's. Raises PosError `interim_unreadable`,
    `interim_not_signed`.
    """
    try:
        plain, signature = read_text(PREFIX, text)
        facts = interim_facts(plain)
    except ValueError as error:
        raise PosError("interim_unreadable") from error
    if not is_signed_by(facts.key, TAG + plain, signature):
        raise PosError("interim_not_signed", stand=facts.stand, till=facts.till, day=facts.day)
    return SignedInterim(facts, plain, signature)


def interim_facts(plain: bytes) -> InterimFacts:
    """Return the facts in the signed bytes. Raises ValueError for values that no till writes."""
    try:
        facts = InterimFacts(**read_object(plain))
        check_types(facts)
        for code in (facts.event, facts.stand, facts.till):
            check_code(code, "interim")
        parse_day(facts.day)
        if facts.at != stamp(parse_stamp(facts.at)):
            raise ValueError("at")
    except (TypeError, PosError) as error:
        raise ValueError("facts") from error
    check_hash(facts.head)
    check_hash(facts.key)
    _check_numbers(facts)
    return facts


def _check_numbers(facts: InterimFacts) -> None:
    if not 0 <= facts.seat <= MAX_SEAT or not 1 <= facts.revision < LARGEST:
        raise ValueError("place")
    if not 0 <= facts.sales < LARGEST or not 1 <= facts.seq < LARGEST or len(facts.till_id) > 60:
        raise ValueError("count")
    if abs(facts.net) >= LARGEST:
        raise ValueError("net")
    if not all(0 <= getattr(facts, name) < LARGEST for name in _OF_ORDERS):
        raise ValueError("orders")
    if not _NUMBER.fullmatch(facts.last_number) or not _SIGNATURE.fullmatch(facts.enrolled):
        raise ValueError("text")


def interim_codes_in(text: str) -> list[str]:
    """Return the codes in a message of a chat, each once; spaces and line breaks end a code."""
    return list(dict.fromkeys(_IN_TEXT.findall(text)))
