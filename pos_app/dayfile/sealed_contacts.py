"""Contacts of buyers, sealed so that only the office can read them.

A contact is canonical JSON, filled up with spaces to a step so that its length tells little, in a
NaCl sealed box (X25519, XSalsa20-Poly1305) to the office's public key. A contact is named by its
hash: SHA-256 of the box, never of what is in it, which could be guessed and tried.

In a day file boxes are the lines of `contacts.jsonl`, which the manifest does not name: forgetting
one changes neither the identity nor the signature of the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.dayfile.format import DayFileError
from pos_app.domain.contact import MAX_PHOTO, Contact, is_contact_number, made_contact
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer

VERSION = 1
STEPS = (1_024, 16_384)
"""What short contacts, and those with a photo or much text, are filled up to: a multiple, bytes."""
MAX_BOX = 112_000
OWN_LABEL = b"pos-contact-own-v1"
_KEYS = {"contact", "ref", "box"}


@dataclass(frozen=True, slots=True)
class ContactBox:
    """The sealed contact of the order or inquiry `ref`; `hash` (hex) is that of the box."""

    hash: str
    ref: str
    box: bytes


def box_hash(box: bytes) -> str:
    """Return by what the journal names a sealed contact: SHA-256 of the box, in hex."""
    return hashlib.sha256(box).hexdigest()


def seal_contact(contact: Contact, office: str) -> bytes:
    """Return the box of a contact that only the office with the public key `office` (hex) opens.

    The same contact gives another box each time. Raises ValueError for a key that is none.
    """
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox
    from nacl.signing import VerifyKey

    try:
        key = VerifyKey(bytes.fromhex(office)).to_curve25519_public_key()
    except (CryptoError, TypeError, RuntimeError) as error:
        raise ValueError("the office's key") from error
    return bytes(SealedBox(key).encrypt(_plain(contact)))


def open_contact(box: bytes, office: Signer) -> Contact:
    """Return the contact in a box, by the office's key. Raises PosError `contact_unreadable`."""
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox
    from nacl.signing import SigningKey

    key = SigningKey(bytes.fromhex(office.seed_hex)).to_curve25519_private_key()
    try:
        return _contact(SealedBox(key).decrypt(box))
    except CryptoError as error:
        raise PosError("contact_unreadable") from error


def lock_own(contact: Contact, till: Signer) -> bytes:
    """Return the contact encrypted for this till alone, by a key made from the till's own."""
    return bytes(_own_box(till).encrypt(_plain(contact)))


def open_own(locked: bytes, till: Signer) -> Contact:
    """Return the contact that `lock_own` encrypted. Raises PosError `contact_unreadable`."""
    from nacl.exceptions import CryptoError

    try:
        return _contact(_own_box(till).decrypt(locked))
    except CryptoError as error:
        raise PosError("contact_unreadable") from error


def _own_box(till: Signer) -> Any:
    from nacl.secret import SecretBox

    return SecretBox(bytes.fromhex(till.derive(OWN_LABEL).seed_hex))


def _plain(contact: Contact) -> bytes:
    values: dict[str, Any] = {
        "v": VERSION,
        "name": contact.name,
        "contact": contact.contact,
        "note": contact.note,
    }
    if contact.photo:
        values["photo"] = base64.b64encode(contact.photo).decode()
    found = canonical(values)
    step = STEPS[0] if len(found) <= 2 * STEPS[0] else STEPS[1]
    return found.ljust(-(-len(found) // step) * step)


def _contact(plain: bytes) -> Contact:
    try:
        found = json.loads(plain)
        photo = base64.b64decode(found.get("photo", ""), validate=True)
        if found["v"] != VERSION or len(photo) > MAX_PHOTO:
            raise ValueError("contact")
        return made_contact(found["name"], found["contact"], found["note"], photo)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, PosError) as error:
        raise PosError("contact_unreadable") from error


def contacts_member(boxes: Iterable[ContactBox]) -> bytes:
    """Return the member `contacts.jsonl` of a day file: a line for each box, by hash."""
    return b"".join(
        canonical(
            {"contact": each.hash, "ref": each.ref, "box": base64.b64encode(each.box).decode()}
        )
        + b"\n"
        for each in sorted(boxes, key=lambda each: each.hash)
    )


def read_contacts(member: bytes, named: Mapping[str, str]) -> tuple[ContactBox, ...]:
    """Return the boxes of a member `contacts.jsonl`; those that are missing were forgotten.

    `named` are the numbers of orders and inquiries by the hash that the journal gives. Raises
    DayFileError `contact_wrong` with the line that is no such box, or that no row names.
    """
    if not member:
        return ()
    if not member.endswith(b"\n"):
        raise DayFileError("contact_wrong", row=member.count(b"\n") + 1)
    boxes: dict[str, ContactBox] = {}
    for row, line in enumerate(member[:-1].split(b"\n"), 1):
        box = _box_of(line)
        if box is None or named.get(box.hash) != box.ref or box.hash in boxes:
            raise DayFileError("contact_wrong", row=row)
        boxes[box.hash] = box
    return tuple(boxes.values())


def _box_of(line: bytes) -> ContactBox | None:
    try:
        found = json.loads(line)
        box = base64.b64decode(found["box"], validate=True)
        made = ContactBox(box_hash(box), found["ref"], box)
        exact = found.keys() == _KEYS and found["contact"] == made.hash
        sized = 0 < len(box) <= MAX_BOX and is_contact_number(made.ref)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return made if exact and sized else None


NAMING_KINDS = ("deposit", "inquiry", "order_change")
"""The kinds of journal rows that may name a contact."""


def named_contacts(facts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the contacts that journal rows name: the number of order or inquiry, by hash."""
    found: dict[str, str] = {}
    for fact in facts:
        if fact["kind"] in NAMING_KINDS:
            told = fact["order"] if isinstance(fact.get("order"), Mapping) else fact
            if told.get("contact"):
                found[str(told["contact"])] = str(told.get("number", ""))
    return found
