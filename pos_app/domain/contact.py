"""How a buyer can be reached: personal data, which a till keeps only sealed.

The contact of an order or an inquiry is named by a hash in the journal; see
`dayfile.sealed_contacts` for what the hash is of.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pos_app.errors import PosError

MAX_NAME = MAX_WAY = MAX_NOTE = 300
"""Characters."""
MAX_PHOTO = 64_000
"""Bytes."""
_NUMBER = re.compile(r"[PM]-[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{4,9}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a buyer is, and how to reach them.

    `contact` is what they gave: a telephone number, an address of any kind; `photo` a picture of
    their card (JPEG or PNG), or empty.
    """

    name: str = ""
    contact: str = ""
    note: str = ""
    photo: bytes = b""

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.name or self.contact or self.note or self.photo)

    def __repr__(self) -> str:
        """Nothing of the content, so that no log or crash report can show it."""
        return "Contact(…)"


def made_contact(name: str, contact: str = "", note: str = "", photo: bytes = b"") -> Contact:
    """Return a contact with tidied texts. Raises PosError `contact_invalid`, `contact_photo_large`.

    Every text may have 300 characters of any script, without control characters.
    """
    if len(photo) > MAX_PHOTO:
        raise PosError("contact_photo_large", limit=MAX_PHOTO)
    return Contact(
        _tidy(name, "name", MAX_NAME),
        _tidy(contact, "contact", MAX_WAY),
        _tidy(note, "note", MAX_NOTE),
        photo,
    )


def _tidy(text: object, field: str, limit: int) -> str:
    """Return a text in NFC without spaces at its ends. The error never repeats the text."""
    if not isinstance(text, str):
        raise PosError("contact_invalid", field=field, limit=limit)
    tidy = unicodedata.normalize("NFC", text).strip()
    if len(tidy) > limit or any(unicodedata.category(c) in ("Cc", "Cs") for c in tidy):
        raise PosError("contact_invalid", field=field, limit=limit)
    return tidy


def is_contact_number(text: str) -> bool:
    """Return whether a text has the form of the number of an order or an inquiry."""
    return _NUMBER.fullmatch(text) is not None


def check_contact_number(text: str) -> str:
    """Return a tidied number of an order or inquiry. Raises PosError `contact_number_invalid`."""
    tidy = text.strip().upper()
    if not is_contact_number(tidy):
        raise PosError("contact_number_invalid", number=text.strip()[:40])
    return tidy
