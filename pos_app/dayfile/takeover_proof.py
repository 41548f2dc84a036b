"""The proof of a take-over: where the journal of the previous laptop (seat) ended.

It is signed by the spare key, whose public half the previous laptop wrote into its journal when it
was set up. The private half is kept only beside the twin of that journal, so whoever signed the
proof had the twin in hand.

A laptop that takes over makes a spare key of its own, and the one before vouches for it. Such links
join the first laptop's spare key to that of any later one, so that a third laptop is proven without
a file of the second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import Signer, is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-takeover-v1"
_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{1,15}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_LIMIT = 10**15
_VOUCHED = ("key", "till_id", "till_key", "enrolled")
_BARE = ("seat", "row", "head", "last_number", "signature", "renewed")
_LONGEST_ID = 60
SPARE_TAG = b"pos-spare-v1"
RENEW_TAG = b"pos-spare-renewed-v1"
_MOST_RENEWED = 100
MAX_SEAT = 25


@dataclass(frozen=True, slots=True)
class TakeoverProof:
    """The previous seat, its last journal row with the row's hash (hex), and its last receipt.

    `signature` is that of the spare key (hex), or empty. `vouched` shows the spare key to an office
    that has no file of the old laptop yet: the spare key, the old laptop's id and key, and the
    signature of the stand pack's enrolment key over them. Where more laptops took over before,
    `chain` has a link for each of them, and `vouched` is of the first laptop. `renewed` are the
    spare keys that the old laptop made in place of lost ones, in order.
    """

    seat: int
    row: int
    head: str
    last_number: str | None = None
    signature: str = ""
    vouched: tuple[str, str, str, str] | None = None
    chain: tuple[SpareLink, ...] = ()
    renewed: tuple[RenewedSpare, ...] = ()

    @property
    def vouched_seat(self) -> int:
        """The seat of the laptop whose spare key a stand pack vouches for."""
        return self.chain[0].proof.seat if self.chain else self.seat

    def of_seat(self, seat: int) -> TakeoverProof | None:
        """Return where the journal of an earlier seat ended: this proof, or one in the chain."""
        proofs = (self, *(link.proof for link in self.chain))
        return next((proof for proof in proofs if proof.seat == seat), None)

    def as_json(self) -> dict[str, Any]:
        """Return the manifest's `continues` object."""
        signed: dict[str, Any] = {"signature": self.signature} if self.signature else {}
        if self.vouched:
            signed["spare"] = dict(zip(_VOUCHED, self.vouched, strict=True))
        if self.chain:
            signed["chain"] = [link.as_json() for link in self.chain]
        if self.renewed:
            signed["renewed"] = [asdict(each) for each in self.renewed]
        return {**self._facts(), **signed}

    def _facts(self) -> dict[str, Any]:
        return {
            "seat": self.seat,
            "row": self.row,
            "head": self.head,
            "last_number": self.last_number,
        }

    def message(self, new_seat: TillKey) -> bytes:
        """Return the bytes that the spare key signs for the laptop that takes over.

        They name the new laptop's key, so that a copied proof vouches for no other laptop.
        """
        names = ("event", "stand", "till", "seat", "till_id", "key")
        laptop = {name: getattr(new_seat, name) for name in names}
        return TAG + canonical({**laptop, "continues": self._facts()})


@dataclass(frozen=True, slots=True)
class SpareLink:
    """A laptop that took over as `proof` says, and the spare key (hex) that it made then.

    `signature` (hex), by the spare key of the laptop before it, vouches for the new one.
    """

    seat: int
    till_id: str
    till_key: str
    key: str
    signature: str
    proof: TakeoverProof

    def as_json(self) -> dict[str, Any]:
        """Return the link as it stands in a manifest's `continues` and in the journal."""
        names = ("seat", "till_id", "till_key", "key", "signature")
        return {**{name: getattr(self, name) for name in names}, "continues": self.proof.as_json()}


@dataclass(frozen=True, slots=True)
class RenewedSpare:
    """A spare key (hex) made in place of the lost one `before`, vouched for by the till's key."""

    spare: str
    before: str
    signature: str


def renew_spare(laptop: TillKey, before: str, spare: str, by: Signer) -> RenewedSpare:
    """Return the till's own word for a new spare key (hex); `by` is the key of the laptop."""
    return RenewedSpare(spare, before, by.sign(_renewal(laptop, before, spare)).hex())


def newest_spare(renewed: Sequence[RenewedSpare], laptop: TillKey, known: str) -> str:
    """Return the spare key (hex) to which a laptop's own words lead from one that is known."""
    for each in renewed:
        signature = bytes.fromhex(each.signature)
        message = _renewal(laptop, each.before, each.spare)
        if each.before == known and is_signed_by(laptop.key, message, signature):
            known = each.spare
    return known


def _renewal(laptop: TillKey, before: str, spare: str) -> bytes:
    return RENEW_TAG + canonical({**asdict(laptop), "before": before, "spare": spare})


def read_renewed(found: object) -> RenewedSpare | None:
    """Return a till's word for a new spare key, or None if it is missing or has invalid values."""
    if not isinstance(found, Mapping):
        return None
    texts = [found.get(name) for name in ("spare", "before", "signature")]
    spare, before, signature = (text if isinstance(text, str) else "" for text in texts)
    if not (_HEX.fullmatch(spare) and _HEX.fullmatch(before) and _SIGNATURE.fullmatch(signature)):
        return None
    return RenewedSpare(spare, before, signature)


def _all_renewed(found: object) -> tuple[RenewedSpare, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) > _MOST_RENEWED:
        return ()
    return tuple(each for one in found if (each := read_renewed(one)) is not None)


def link_spare(proof: TakeoverProof, laptop: TillKey, key: str, by: Signer) -> SpareLink:
    """Return the link for the spare key (hex) of a laptop that took over; `by` is the one before.

    `proof` is the laptop's own, signed by the same key.
    """
    bare = replace(proof, vouched=None, chain=())
    signature = by.sign(spare_message(laptop, key)).hex()
    return SpareLink(laptop.seat, laptop.till_id, laptop.key, key, signature, bare)


def is_vouched_link(link: SpareLink, new_seat: TillKey, spare_key: str) -> bool:
    """Return whether the spare key (hex) of the laptop before vouches for the link's.

    `new_seat` is any laptop of the same till.
    """
    place = (new_seat.event, new_seat.stand, new_seat.till, link.seat)
    laptop = TillKey(*place, link.till_id, link.till_key)
    if not is_signed_takeover(link.proof, laptop, spare_key):
        return False
    message = spare_message(laptop, link.key)
    return is_signed_by(spare_key, message, bytes.fromhex(link.signature))


def sign_takeover(proof: TakeoverProof, new_seat: TillKey, spare: Signer) -> TakeoverProof:
    """Return the proof with the spare key's signature for the laptop that takes over."""
    return replace(proof, signature=spare.sign(proof.message(new_seat)).hex())


def spare_message(old_seat: TillKey, spare_key: str) -> bytes:
    """Return the bytes that a stand pack's enrolment key signs for a till's spare key (hex)."""
    return SPARE_TAG + canonical({**asdict(old_seat), "spare": spare_key})


def is_vouched_spare(proof: TakeoverProof, new_seat: TillKey, enrolment_key: str) -> bool:
    """Return whether the enrolment key (hex) vouches for the spare key that the proof names."""
    if proof.vouched is None:
        return False
    key, till_id, till_key, signature = proof.vouched
    place = (new_seat.event, new_seat.stand, new_seat.till, proof.vouched_seat)
    message = spare_message(TillKey(*place, till_id, till_key), key)
    return is_signed_by(enrolment_key, message, bytes.fromhex(signature))


def is_signed_takeover(proof: TakeoverProof, new_seat: TillKey, spare_key: str) -> bool:
    """Return whether the spare key (hex) signed the proof for this laptop."""
    if not proof.signature:
        return False
    return is_signed_by(spare_key, proof.message(new_seat), bytes.fromhex(proof.signature))


def read_takeover_proof(found: Mapping[str, object] | None) -> TakeoverProof | None:
    """Return the manifest's `continues`, or None if it is missing or has invalid values."""
    if found is None:
        return None
    seat, row, head, number = (found.get(key) for key in ("seat", "row", "head", "last_number"))
    if not (_whole(seat, 0, MAX_SEAT) and _whole(row, 1, _LIMIT)):
        return None
    if not isinstance(head, str) or not _HEX.fullmatch(head):
        return None
    if number is not None and not (isinstance(number, str) and _NUMBER.fullmatch(number)):
        return None
    signature = found.get("signature")
    if not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        signature = ""
    vouched, chain = _vouched(found.get("spare")), _chain(found.get("chain"), int(str(seat)))
    bare = TakeoverProof(int(str(seat)), int(str(row)), head, number, signature, vouched, chain)
    return replace(bare, renewed=_all_renewed(found.get("renewed")))


def _chain(found: object, seat: int) -> tuple[SpareLink, ...]:
    """Return the links up to that of `seat`, or none if they do not join."""
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) > MAX_SEAT:
        return ()
    links = [link for each in found if (link := read_spare_link(each)) is not None]
    joined = all(one.seat == other.proof.seat for one, other in pairwise(links))
    if not links or len(links) != len(found) or not joined or links[-1].seat != seat:
        return ()
    return tuple(links)


def read_spare_link(found: object) -> SpareLink | None:
    """Return a link of a chain, or None if it is missing or has invalid values."""
    if not isinstance(found, Mapping) or not isinstance(found.get("continues"), Mapping):
        return None
    bare = {name: found["continues"].get(name) for name in _BARE}
    proof, seat = read_takeover_proof(bare), found.get("seat")
    told = _vouched({**found, "enrolled": found.get("signature")})
    if proof is None or told is None or not _whole(seat, proof.seat + 1, MAX_SEAT):
        return None
    key, till_id, till_key, signature = told
    return SpareLink(int(str(seat)), till_id, till_key, key, signature, proof)


def _vouched(found: object) -> tuple[str, str, str, str] | None:
    if not isinstance(found, Mapping):
        return None
    key, till_id, till_key, enrolled = (found.get(name) for name in _VOUCHED)
    if not (isinstance(key, str) and isinstance(till_id, str) and isinstance(till_key, str)):
        return None
    if not isinstance(enrolled, str) or not _SIGNATURE.fullmatch(enrolled):
        return None
    if not (_HEX.fullmatch(key) and _HEX.fullmatch(till_key) and 0 < len(till_id) <= _LONGEST_ID):
        return None
    return key, till_id, till_key, enrolled


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
