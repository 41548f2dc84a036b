"""What is told of a maker: story, technique, village and a contact that the maker agreed to.

A buyer's phone reads it from a QR code as a vCard, with no network. A maker's telephone for the
office is something else, and is on no card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

MAX_STORY, MAX_LINE, MAX_CONTACT = 600, 80, 120
MAX_PHOTO = 120_000
"""Bytes of a photo: a JPEG of some 480 pixels."""
LIMITS = {
    "story": MAX_STORY,
    "story_en": MAX_STORY,
    "technique": MAX_LINE,
    "technique_en": MAX_LINE,
    "village": MAX_LINE,
    "contact": MAX_CONTACT,
}
"""The texts that buyers may read, and how many characters each may have."""
STORED = {**LIMITS, "phone": 100}
"""These, and the telephone by which stand and office reach the maker."""


@dataclass(frozen=True, slots=True)
class MakerCard:
    """The card of the maker with that code; every text may be empty.

    `contact` is what the maker agreed to have told: a telephone, an Instagram name or a web
    address. `photo` is a JPEG. `phone` is for stand and office alone.
    """

    code: str
    story: str = ""
    story_en: str = ""
    technique: str = ""
    technique_en: str = ""
    village: str = ""
    contact: str = ""
    photo: bytes = b""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.texts or self.photo)

    @property
    def texts(self) -> dict[str, str]:
        """The texts that are not empty, by name, the telephone too."""
        given: dict[str, Any] = asdict(self)
        return {name: given[name] for name in STORED if given[name]}

    @property
    def tells(self) -> bool:
        """Whether there is anything that a buyer may read or see."""
        return bool(self.photo or any(name in LIMITS for name in self.texts))

    def about(self, lang: str) -> str:
        """Technique and village in one line."""
        technique = self.technique if lang == "id" else self.technique_en or self.technique
        return " · ".join(filter(None, (technique, self.village)))

    def told(self, lang: str) -> str:
        """The story in a language; the other one where there is none in it."""
        first, other = (self.story, self.story_en) if lang == "id" else (self.story_en, self.story)
        return first or other


@dataclass(frozen=True, slots=True)
class ToldMaker:
    """A maker's name and card."""

    name: str
    card: MakerCard


def made_card(code: str, texts: Mapping[str, Any], photo: bytes = b"") -> MakerCard:
    """Return the card of a maker with these texts, by their names."""
    return MakerCard(code, photo=photo, **texts)


def code_texts(card: MakerCard, name: str) -> Iterator[str]:
    """Yield vCards of a maker for a QR code, the fullest first, for a place that holds less.

    First with both stories, then with the English one, then without any.
    """
    stories = [card.story, card.story_en]
    told = dict.fromkeys(("\n\n".join(filter(None, stories)), card.told("en"), ""))
    for note in told:
        yield _vcard(card, name, note)


def _vcard(card: MakerCard, name: str, note: str) -> str:
    """Return a vCard 3.0 (RFC 2426), which the camera of every phone offers to keep."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:;{_plain(name)};;;", f"FN:{_plain(name)}"]
    if card.about("en"):
        lines.append(f"TITLE:{_plain(card.about('en'))}")
    if card.contact:
        lines.append(_contact(card.contact))
    if note:
        lines.append(f"NOTE:{_plain(note)}")
    return "\r\n".join((*lines, "END:VCARD", ""))


def _contact(contact: str) -> str:
    """Return the line of a contact: a telephone, an Instagram name or a web address."""
    digits = contact.replace(" ", "").replace("-", "")
    if digits.removeprefix("+").isdigit():
        return f"TEL;TYPE=CELL:{digits}"
    if contact.startswith("@"):
        return f"URL:https://instagram.com/{_plain(contact[1:])}"
    address = contact if "://" in contact else f"https://{contact}"
    return f"URL:{_plain(address)}" if "." in contact else f"X-CONTACT:{_plain(contact)}"


def _plain(text: str) -> str:
    """Return the text with what has a meaning in a vCard escaped."""
    for sign, written in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(sign, written)
    return text
