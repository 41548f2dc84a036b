"""Forgetting a contact at the till leaves no byte of it, and every sale as it was."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.forget_code import forget_texts, read_forget_text
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.domain.contact import made_contact
from pos_app.errors import PosError
from pos_app.services.day import closing, day_export
from pos_app.services.orders import contacts, forgetting, inquiries
from pos_app.services.orders.inquiries import InquiryAsked
from pos_app.services.safety import backup, restore, safety_folder
from pos_app.services.shop import setting_keys
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import contacts as contact_store

OFFICE = signer_of(bytes(range(32)))


def note(shop: Shop, name: str, photo: bytes = b"") -> str:
    shop.settings.set(setting_keys.OFFICE_KEY, OFFICE.public_hex)
    who = made_contact(name, "+61 412 345 678", "", photo)
    return inquiries.note_inquiry(
        shop, InquiryAsked(pieces=("A",), contact=who, consent=True)
    ).number


def pieces_of(secret: bytes) -> list[bytes]:
    """Every run of 24 bytes of a secret, and of its Base64, that a file may hold a part of."""
    text = base64.b64encode(secret)
    return [part[n : n + 24] for part in (secret, text) for n in range(0, len(part) - 24, 24)]


def places_of(secret: bytes, *folders: Path) -> set[str]:
    """The files that hold a piece of a secret, also packed in a zip."""
    found, pieces = set(), pieces_of(secret)
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        datas = [path.read_bytes()]
        if datas[0].startswith(b"PK"):
            with zipfile.ZipFile(path) as archive:
                datas += [archive.read(name) for name in archive.namelist()]
        if any(piece in data for data in datas for piece in pieces):
            found.add(str(path))
    return found


def test_a_contact_is_gone_from_every_place_and_everything_else_stays(tmp_path: Path) -> None:
    till, stick, copies, out = (tmp_path / name for name in ("till", "stick", "copies", "out"))
    for folder in (stick, copies, out):
        folder.mkdir()
    with make_shop(till) as shop:
        safety_folder.set_safety(shop, stick)
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        gone, stays = note(shop, "Jane Doe", b"\xff\xd8" * 9_000), note(shop, "Budi")
        (box,) = (each.box for each in contact_store.contacts_of(shop.database, gone))
        own = contact_store.contacts_of(shop.database, gone)[0].own
        (other,) = (each.box for each in contact_store.contacts_of(shop.database, stays))
        closed = closing.close_till(shop, counted=250_000)
        exported = day_export.export_day(shop, closed.day, out).path
        assert shop.safety and shop.safety.catch_up(30)
    backup.back_up(till, copies)
    before = read_day(exported.read_bytes())
    assert len(before.contacts) == 2
    assert len(places_of(box, tmp_path)) >= 5
    with open_shop(till, clock_at()) as shop:
        found = forgetting.forget_contacts(shop, [gone])
        assert (found.numbers, found.contacts, found.left) == ((gone,), 1, ())
        assert places_of(box, tmp_path) == set()
        assert places_of(own, tmp_path) == set()
        again = day_export.export_day(shop, closed.day, tmp_path / "again").path
        assert [each.ref for each in read_day(again.read_bytes()).contacts] == [stays]
    after = read_day(exported.read_bytes())
    assert (after.identity, after.signature) == (before.identity, before.signature)
    assert [each.ref for each in after.contacts] == [stays]
    assert places_of(box, tmp_path) == set()
    assert len(places_of(other, tmp_path)) >= 5
    report = check_till(till, clock_at(), full=True)
    assert [each for each in report.problems if each.severity == "error"] == []


def test_a_restore_does_not_bring_a_forgotten_contact_back(tmp_path: Path) -> None:
    till, old = tmp_path / "till", tmp_path / "old"
    old.mkdir()
    with make_shop(till) as shop:
        gone = note(shop, "Jane Doe")
        (box,) = (each.box for each in contact_store.contacts_of(shop.database, gone))
    (old / "old.backup.db").write_bytes(backup.back_up(till, tmp_path / "b").path.read_bytes())
    with open_shop(till, clock_at()) as shop:
        forgetting.forget_contacts(shop, [gone])
    twin = tmp_path / "twin"
    twin.mkdir()
    (twin / "journal.jsonl").write_bytes((till / "journal.jsonl").read_bytes())
    restore.restore(tmp_path / "new", [old / "old.backup.db", twin], clock_at())
    with open_shop(tmp_path / "new", clock_at()) as shop:
        assert contact_store.contacts_of(shop.database, gone) == []
    assert places_of(box, tmp_path / "new") == set()


def test_the_office_asks_by_a_signed_text(shop: Shop) -> None:
    gone = note(shop, "Jane Doe")
    (text,) = texts([gone, "P-B02-1-0001"])
    found = forgetting.forget_by_text(shop, text)
    assert (found.numbers, found.unknown) == ((gone,), ("P-B02-1-0001",))
    (fact,) = shop.journal.facts_of("forget")
    assert (fact["number"], fact["how"], len(fact["contacts"])) == (gone, "office", 1)
    with pytest.raises(PosError, match="contact_needs_lead"):
        contacts.read_contact(shop, gone, by="")
    assert forgetting.forget_by_text(shop, text).contacts == 0


def texts(numbers: list[str], key: Signer = OFFICE, event: str = "EXPO23") -> list[str]:
    at = "2023-10-26T09:00:00+08:00"
    return forget_texts(event, numbers, at, key.public_hex, key.sign)


def test_nobody_else_can_ask_by_a_text(shop: Shop) -> None:
    gone = note(shop, "Jane Doe")
    stranger = signer_of(bytes(32))
    for wrong, code in (
        (texts([gone], stranger)[0], "forget_other_office"),
        (texts([gone], event="OTHER")[0], "forget_other_event"),
        (texts([gone])[0][:-1], "forget_unreadable|forget_not_signed"),
        ("POSFORGET1:AAAA", "forget_unreadable"),
        ("", "forget_unreadable"),
    ):
        with pytest.raises(PosError, match=code):
            forgetting.forget_by_text(shop, wrong)
    assert len(contact_store.contacts_of(shop.database, gone)) == 1


def test_many_numbers_are_several_texts() -> None:
    numbers = [f"M-A07-1-{n:04d}" for n in range(1, 251)]
    found = [read_forget_text(text).numbers for text in texts(numbers)]
    assert [number for part in found for number in part] == numbers and len(found) == 3


def test_a_number_of_nobody_is_refused(shop: Shop) -> None:
    with pytest.raises(PosError, match="contact_unknown"):
        forgetting.forget_contacts(shop, ["M-A07-1-0001"])
    with pytest.raises(PosError, match="contact_number_invalid"):
        forgetting.forget_contacts(shop, ["Jane"])


def test_a_stick_that_is_away_is_told_and_cleaned_when_it_is_back(tmp_path: Path) -> None:
    till, stick = tmp_path / "till", tmp_path / "stick"
    stick.mkdir()
    with make_shop(till) as shop:
        safety_folder.set_safety(shop, stick)
        gone = note(shop, "Jane Doe")
        (box,) = (each.box for each in contact_store.contacts_of(shop.database, gone))
        assert shop.safety and shop.safety.catch_up(30)
    stick.rename(tmp_path / "away")
    with open_shop(till, clock_at()) as shop:
        found = forgetting.forget_contacts(shop, [gone])
        assert [path.parent for path in found.left] == [stick]
    assert places_of(box, tmp_path / "away")
    (tmp_path / "away").rename(stick)
    with open_shop(till, clock_at()) as shop:
        assert shop.safety and shop.safety.catch_up(30)
        assert places_of(box, tmp_path) == set()
        assert forgetting.forget_contacts(shop, [gone]).left == ()
