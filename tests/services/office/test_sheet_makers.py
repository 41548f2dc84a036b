"""The makers of a list of goods whom nobody has named yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.real_files import TOML

from pos_app.domain.catalogue import Maker, match_maker, sku_key
from pos_app.errors import PosError, Refused
from pos_app.services.office import book_setup, event_book
from pos_app.services.office.book_setup import EventDraft, MakerDraft, StandDraft
from pos_app.services.office.sheet_makers import (
    drafts_of,
    makers_of_book,
    makers_of_sheet,
    proposed_code,
)

SHEET = """Nama Barang,Perajin,Harga
Bros,Aksesori Rambai Biru,35000
Kalung,Untaian Teritip,90000
Gelang,aksesori  rambai biru,65000
Cincin,UT,20000
Anting,,15000
"""


def draft() -> EventDraft:
    return EventDraft(
        *("EXPO", "Expo", "2026-11-27", "2026-11-28"),
        stands=(StandDraft("A01", "", 1),),
        makers=(MakerDraft("UT", "Untaian Teritip", "10"),),
    )


def test_each_new_maker_of_a_sheet_comes_once_with_its_initials(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(SHEET, "utf-8")
    found = makers_of_sheet(path, [Maker("UT", "Untaian Teritip")], "EXPO")
    assert [(each.code, each.name, each.share) for each in found] == [
        ("ARB", "Aksesori Rambai Biru", ""),
        ("EXPO", "EXPO", ""),
    ]


def test_a_sheet_that_is_not_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PosError) as missing:
        makers_of_sheet(tmp_path / "none.csv", [], "EXPO")
    assert missing.value.code == "file_not_found"
    path = tmp_path / "daftar.csv"
    path.write_bytes(b"\0\1\2")
    with pytest.raises(Refused):
        makers_of_sheet(path, [], "EXPO")


def test_a_book_tells_the_makers_whom_its_warnings_name_until_they_are_planned(
    tmp_path: Path,
) -> None:
    sheet, book = tmp_path / "daftar.csv", tmp_path / "expo.book"
    sheet.write_text(SHEET, "utf-8")
    warnings = book_setup.new_book(book, draft(), sheet)
    warned = [each.facts["text"] for each in warnings if each.code == "maker_not_planned"]
    found = makers_of_book(book)
    assert sorted(each.name for each in found) == sorted(map(str, warned)) != []

    (tmp_path / "event.toml").write_bytes(TOML)
    event_book.init_book(tmp_path / "none.book", tmp_path / "event.toml")
    assert makers_of_book(tmp_path / "none.book") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Aksesori Rambai Biru", "ARB"),
        ("Batik Tulis Ibu Siti Aminah", "BTI"),
        ("Telindung", "TE"),
        ("UT", "UT"),
        ("Café  Éclair", "CE"),
        ("工芸", "P"),
    ],
)
def test_a_code_is_made_from_a_name(name: str, code: str) -> None:
    assert proposed_code(name, ()) == code
    assert proposed_code(name, [sku_key(code), sku_key(f"{code}2")]) == f"{code}3"


@given(st.lists(st.text(min_size=1), max_size=20), st.lists(st.text(min_size=1), max_size=4))
def test_codes_are_never_given_twice_and_every_name_is_known_then(
    names: list[str], planned: list[str]
) -> None:
    makers = [Maker(code, code) for code in planned]
    found = drafts_of(names, makers)
    keys = [sku_key(each.code) for each in found]
    assert len(set(keys)) == len(keys) and not set(keys) & {sku_key(code) for code in planned}
    everyone = [*makers, *(Maker(each.code, each.name) for each in found)]
    assert all(match_maker(name, everyone) is not None for name in names)
