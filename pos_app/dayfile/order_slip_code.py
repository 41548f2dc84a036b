"""The QR code of an order's slip, by which any till of the event delivers or cancels the order.

It is `POSORDER1:` and a signed text with the tag `pos-order-v1`. The signature is by the key of the
till that took the order, which the text names; whether that key is a till of this event, the reader
cannot tell from the text alone: see `services.orders.lookup`. Names and contacts are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from pos_app.clock import parse_day
from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signed_facts import check_hash, check_types, read_object
from pos_app.dayfile.signed_text import LaterVersion, read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.catalogue_rows import FULL_SHARE_BP
from pos_app.domain.event import TillIdentity, check_code
from pos_app.domain.journal import canonical
from pos_app.domain.orders import (
    MAX_WHAT,
    SLIP_PREFIX,
    Order,
    OrderTerms,
    check_deposit,
    check_terms,
    is_order_number,
)
from pos_app.errors import PosError

TAG = b"pos-order-v1"
MAX_SEAT = 25
_SIGNATURE = re.compile(r"(?:[0-9a-f]{128})?")
_TILL_ID = re.compile(r"[\x21-\x7e]{1,60}")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_RECEIPT = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{6,15}")


@dataclass(frozen=True, slots=True)
class OrderSlip:
    """What the code says of an order, and which till signs it.

    `maker` is a code, `share_bp` the stand's share (basis points), `total` and `deposit` are
    rupiah. `from_number` is the receipt number of the deposit, `key` (hex) the till's public key
    and `enrolled` (hex) the signature by which the office's stand pack vouches for it, or empty.
    `origin` is the id of the laptop that took the order where another one signs now, else empty.
    """

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    origin: str
    order: str
    from_number: str
    maker: str
    maker_name: str
    share_bp: int
    what: str
    qty: int
    total: int
    deposit: int
    due: str
    country: str
    key: str
    enrolled: str
    training: bool

    @property
    def place(self) -> str:
        """Stand, till and seat that took the order: `A07-1`."""
        return TillIdentity(self.event, self.stand, self.till, self.till_id, self.seat).place

    @property
    def till_key(self) -> TillKey:
        """The key that signed, and the till that it says to be."""
        return TillKey(self.event, self.stand, self.till, self.seat, self.till_id, self.key)

    @property
    def taken_by(self) -> str:
        """The id of the till that took the order."""
        return self.origin or self.till_id

    @property
    def told(self) -> Order:
        """The order as the slip tells it, as open."""
        terms = OrderTerms(
            self.maker, self.what, self.qty, self.total, due=self.due, country=self.country
        )
        return Order(
            self.order, terms, self.deposit, self.from_number, self.taken_by, at="", own=False
        )


def bare_text(text: str) -> str:
    """Return the text without spaces and in capitals, which Caps Lock turns round in a scan."""
    return "".join(text.split()).upper()


def order_slip_text(slip: OrderSlip, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code; the same slip and key give the same text."""
    return write_text(SLIP_PREFIX, TAG, canonical(asdict(slip)), sign)


def read_order_slip(text: str) -> OrderSlip:
    """Return what a scanned code says that was signed by the key that it names.

    Raises PosError `order_slip_unreadable`, `order_slip_not_signed`.
    """
    try:
        plain, signature = read_text(SLIP_PREFIX, bare_text(text))
        slip = _slip(plain)
    except LaterVersion:
        raise
    except (ValueError, TypeError, PosError) as error:
        raise PosError("order_slip_unreadable") from error
    if not is_signed_by(slip.key, TAG + plain, signature):
        raise PosError("order_slip_not_signed", order=slip.order, place=slip.place)
    return slip


def _slip(plain: bytes) -> OrderSlip:
    """Return the slip in signed bytes.

    Raises ValueError, TypeError, PosError for what no till writes.
    """
    slip = OrderSlip(**read_object(plain))
    check_types(slip)
    for code in (slip.event, slip.stand, slip.till):
        check_code(code, "slip")
    check_hash(slip.key)
    check_terms(slip.told.terms)
    check_deposit(slip.deposit, slip.total)
    if slip.due:
        parse_day(slip.due)
    _check_head(slip)
    if not (_is_name(slip.maker) and _is_name(slip.maker_name)):
        raise ValueError("maker")
    if len(slip.what) > MAX_WHAT or not slip.what.isprintable():
        raise ValueError("what")
    return slip


def _check_head(slip: OrderSlip) -> None:
    if not 0 <= slip.seat <= MAX_SEAT or not 0 <= slip.share_bp <= FULL_SHARE_BP:
        raise ValueError("number")
    place = f"{slip.stand}-{slip.till}"  # perhaps with the letter of an earlier laptop
    if not (slip.order.startswith(f"P-{place}") and slip.from_number.startswith(place)):
        raise ValueError("place")
    if not (is_order_number(slip.order) and _RECEIPT.fullmatch(slip.from_number)):
        raise ValueError("order")
    texts = (slip.enrolled, _SIGNATURE), (slip.till_id, _TILL_ID), (slip.country, _COUNTRY)
    if not all(pattern.fullmatch(text) for text, pattern in texts):
        raise ValueError("text")
    if slip.origin and not _TILL_ID.fullmatch(slip.origin):
        raise ValueError("origin")


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 100 and text.isprintable() and text == text.strip()
