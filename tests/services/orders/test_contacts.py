"""Contacts at the till: sealed to the office, read by a lead while needed, dropped afterwards."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shops import clock_at, make_shop

from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.sealed_contacts import (
    MAX_BOX,
    ContactBox,
    box_hash,
    contacts_member,
    open_contact,
    read_contacts,
    seal_contact,
)
from pos_app.dayfile.signing import signer_of
from pos_app.domain.contact import MAX_PHOTO, Contact, made_contact
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.day import closing
from pos_app.services.orders import contacts, inquiries
from pos_app.services.orders.inquiries import InquiryAsked
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import contacts as contact_store

OFFICE = signer_of(bytes(range(32)))
JANE = made_contact("Jane Doe 🧶", "+61 412 345 678", "سوق السبت")


def with_office(shop: Shop) -> None:
    shop.settings.set(setting_keys.OFFICE_KEY, OFFICE.public_hex)


def with_lead(shop: Shop) -> None:
    staff.save_person(shop, Person("ANI", "Ani", Role.LEAD))
    staff.set_pin(shop, "ANI", "7391")


def asked(contact: Contact = JANE, **more: object) -> InquiryAsked:
    return InquiryAsked(pieces=("A",), country="AU", contact=contact, consent=True, **more)  # type: ignore[arg-type]


@given(name=st.text(max_size=300), way=st.text(max_size=300), photo=st.binary(max_size=2_000))
def test_any_text_comes_back_from_its_box_and_from_nothing_else(
    name: str, way: str, photo: bytes
) -> None:
    try:
        contact = made_contact(name, way, "", photo)
    except PosError as error:
        assert error.code == "contact_invalid"
        return
    box = seal_contact(contact, OFFICE.public_hex)
    assert open_contact(box, OFFICE) == contact
    assert len(box) <= MAX_BOX and (len(box) - 48) % 1_024 == 0
    with pytest.raises(PosError, match="contact_unreadable"):
        open_contact(box, signer_of(bytes(32)))


def test_a_contact_of_the_largest_size_fits_in_a_box() -> None:
    most = made_contact("🧶" * 300, "م" * 300, "é" * 300, b"\xff" * MAX_PHOTO)
    box = seal_contact(most, OFFICE.public_hex)
    assert len(box) <= MAX_BOX
    assert open_contact(box, OFFICE) == most


@pytest.mark.parametrize("wrong", ["a\nb", "a\x00", "x" * 301, "\ud800"])
def test_a_text_that_is_none_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(PosError) as refused:
        made_contact(wrong)
    assert refused.value.code == "contact_invalid"
    assert wrong not in str(refused.value)


def test_a_contact_shows_nothing_of_itself_in_a_log() -> None:
    assert "Jane" not in f"{JANE} {JANE!r}"


def test_the_same_contact_has_another_hash_each_time() -> None:
    one, other = (seal_contact(JANE, OFFICE.public_hex) for _ in range(2))
    assert box_hash(one) != box_hash(other)


def test_only_lines_that_the_journal_names_are_taken() -> None:
    box = seal_contact(JANE, OFFICE.public_hex)
    mine = ContactBox(box_hash(box), "M-A07-1-0001", box)
    member = contacts_member([mine])
    named = {mine.hash: mine.ref}
    assert read_contacts(member, named) == (mine,)
    assert read_contacts(b"", named) == ()
    other = member.replace(b"M-A07-1-0001", b"M-A07-1-0002")
    for wrong in (
        member + member,
        other,
        member[:-1],
        b"{}\n" + member,
        member.replace(b"A", b"B", 1),
    ):
        with pytest.raises(DayFileError, match="contact_wrong"):
            read_contacts(wrong, named)
    with pytest.raises(DayFileError, match="contact_wrong"):
        read_contacts(member, {})


def test_a_contact_is_kept_sealed_and_read_by_a_lead_only(shop: Shop) -> None:
    with_office(shop)
    found = inquiries.note_inquiry(shop, asked())
    (kept,) = contact_store.contacts_of(shop.database, found.number)
    assert (kept.hash, found.consent_at) == (found.contact, found.at)
    assert open_contact(kept.box, OFFICE) == JANE
    with pytest.raises(PosError, match="contact_needs_lead"):
        contacts.read_contact(shop, found.number, by="")
    with_lead(shop)
    with pytest.raises(PosError, match="contact_needs_lead"):
        contacts.read_contact(shop, found.number, by="KASIR")
    assert contacts.read_contact(shop, found.number, by="ANI") == JANE
    assert [fact["number"] for fact in shop.journal.facts_of("contact_read")] == [found.number]


def test_the_close_leaves_only_the_sealed_box(shop: Shop) -> None:
    with_office(shop)
    with_lead(shop)
    found = inquiries.note_inquiry(shop, asked())
    closing.close_till(shop, counted=200_000)
    (kept,) = contact_store.contacts_of(shop.database, found.number)
    assert kept.own == b"" and open_contact(kept.box, OFFICE) == JANE
    with pytest.raises(PosError, match="contact_sealed"):
        contacts.read_contact(shop, found.number, by="ANI")


def test_a_till_without_an_office_keeps_its_own_copy_and_says_so(shop: Shop) -> None:
    assert not contacts.travels(shop)
    with_lead(shop)
    found = inquiries.note_inquiry(shop, asked())
    (kept,) = contact_store.contacts_of(shop.database, found.number)
    assert kept.box == b"" and kept.hash == found.contact
    assert contacts.read_contact(shop, found.number, by="ANI") == JANE


def test_without_consent_nothing_is_kept(shop: Shop) -> None:
    with pytest.raises(PosError, match="contact_needs_consent"):
        inquiries.note_inquiry(shop, InquiryAsked(pieces=("A",), contact=JANE))
    with pytest.raises(PosError, match="contact_needs_consent"), shop.transaction():
        contacts.keep_contact(shop, "P-A07-1-0001", JANE, "")
    assert inquiries.list_inquiries(shop) == []
    assert shop.database.scalar("SELECT count(*) FROM contacts") == 0


def test_consent_is_asked_in_a_language_that_is_there() -> None:
    assert [contacts.consent_language(c) for c in ("", "ID", "AU", "KR", "EN")] == [
        *("id", "id", "en", "en", "en")
    ]
    assert contacts.consent_text("id") != contacts.consent_text("en")


def test_what_was_deleted_is_overwritten_in_the_file(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        assert shop.database.scalar("PRAGMA secure_delete") == 1
        with_office(shop)
        found = inquiries.note_inquiry(shop, asked())
        own = contact_store.contacts_of(shop.database, found.number)[0].own
        closing.close_till(shop, counted=200_000)
    with sqlite3.connect(tmp_path / "till" / "till.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert own not in (tmp_path / "till" / "till.db").read_bytes()


def test_the_twin_carries_the_box_but_not_the_laptops_own_copy(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        with_office(shop)
        found = inquiries.note_inquiry(shop, asked())
    twin = (tmp_path / "till" / "journal.jsonl").read_bytes()
    carried = [
        entry
        for line in twin.splitlines()
        for entry in json.loads(line).get("also", [])
        if entry[0] == "contacts"
    ]
    ((_, key, row),) = carried
    assert key == found.contact and len(row) == 3
    assert b"Jane" not in twin
    with open_shop(tmp_path / "till", clock_at()) as shop:
        assert len(contact_store.contacts_of(shop.database, found.number)) == 1
