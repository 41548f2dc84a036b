"""The sealed contacts in the bytes of a day file: put in, taken out, or taken out for good."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from pos_app.dayfile.format import CONTACTS, JOURNAL, DayFileError
from pos_app.dayfile.sealed_contacts import (
    ContactBox,
    contacts_member,
    named_contacts,
    read_contacts,
)
from pos_app.dayfile.unpack import unpack
from pos_app.dayfile.writer import pack

MOST_BYTES = 24 << 20
"""Of a day file with its contacts: an office takes 32 MiB."""
_MEMBER = CONTACTS.encode()


def with_contacts(file: bytes, boxes: Iterable[ContactBox]) -> bytes:
    """Return a day file with these contacts; the largest ones are left out where it is too long.

    Its identity and signature are the same. Raises DayFileError for bytes that are no day file.
    """
    room, taken = MOST_BYTES - len(file), []
    for box in sorted(boxes, key=lambda each: (len(each.box), each.hash)):
        room -= len(box.box) * 21 // 20 + 200  # Base64 that is compressed again, and the rest
        if room < 0:
            break
        taken.append(box)
    if not taken:
        return file
    members = unpack(file)
    members[CONTACTS] = contacts_member(taken)
    return pack(members)


def split_contacts(file: bytes) -> tuple[bytes, tuple[ContactBox, ...]]:
    """Return a sound day file without its contacts, and these. Raises DayFileError."""
    if _MEMBER not in file:
        return file, ()
    members = unpack(file)
    member = members.pop(CONTACTS, b"")
    if not member:
        return file, ()
    facts = [json.loads(line) for line in members[JOURNAL].split(b"\n")[:-1]]
    return pack(members), read_contacts(member, named_contacts(facts))


def without_contacts(file: bytes, gone: Collection[str]) -> bytes:
    """Return a day file without the contacts with these hashes or numbers; the same if it has none.

    Bytes that are no sound day file come back as they are.
    """
    try:
        plain, boxes = split_contacts(file)
    except (DayFileError, ValueError, KeyError):
        return file
    kept = [box for box in boxes if box.hash not in gone and box.ref not in gone]
    return file if len(kept) == len(boxes) else with_contacts(plain, kept)
