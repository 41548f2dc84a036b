"""What is told of a maker, and the vCard that a buyer's phone reads from a code."""

from __future__ import annotations

import re

import pytest

from pos_app.domain.maker_card import MakerCard, code_texts

CARD = MakerCard(
    "UT",
    "Ibu Sri merangkai manik, sejak 1998; dari neneknya.",
    "Ibu Sri has strung beads since 1998.",
    "manik-manik",
    "bead work",
    "Teritip",
    "@untaian.teritip",
    phone="0812-0000-0001",
)


def read_vcard(text: str) -> dict[str, str]:
    """A reader of its own: names and values of RFC 2426, unfolded and unescaped."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    found = {}
    for line in text.split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
        found[name.partition(";")[0]] = plain
    assert list(found)[:2] == ["BEGIN", "VERSION"] and list(found)[-1] == "END"
    return found


def test_the_codes_go_from_full_to_short_and_are_vcards() -> None:
    texts = list(code_texts(CARD, "Untaian, Teritip"))
    assert len(texts) == 3 and sorted(texts, key=len, reverse=True) == texts
    full, english, short = map(read_vcard, texts)
    assert full["FN"] == "Untaian, Teritip" and full["TITLE"] == "bead work · Teritip"
    assert full["NOTE"] == f"{CARD.story}\n\n{CARD.story_en}"
    assert english["NOTE"] == CARD.story_en and "NOTE" not in short
    assert short["URL"] == "https://instagram.com/untaian.teritip"


def test_the_telephone_for_the_office_is_told_nobody() -> None:
    assert all("0812" not in text for text in code_texts(CARD, "Untaian Teritip"))
    assert not MakerCard("M1", phone="0812").tells and MakerCard("M1", phone="0812")


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("0812-3456 7890", "TEL;TYPE=CELL:081234567890"),
        ("+62 812 1", "TEL;TYPE=CELL:+628121"),
        ("@teritip", "URL:https://instagram.com/teritip"),
        ("teritip.id", "URL:https://teritip.id"),
        ("http://teritip.id/a", "URL:http://teritip.id/a"),
        ("lewat stan", "X-CONTACT:lewat stan"),
    ],
)
def test_a_contact_is_a_telephone_a_name_or_an_address(contact: str, line: str) -> None:
    assert f"\r\n{line}\r\n" in next(code_texts(MakerCard("M1", contact=contact), "Bu Sri"))


def test_the_other_language_stands_in() -> None:
    card = MakerCard("M1", story="Cerita.", technique="anyam")
    assert (card.told("en"), card.about("en")) == ("Cerita.", "anyam")
    assert len(list(code_texts(card, "Bu Sri"))) == 2
