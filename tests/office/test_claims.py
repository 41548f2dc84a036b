"""Whose a refused file says it is: told to the office as a claim, and used for nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from office.real_files import new_book, world
from support.shops import clock_at

from pos_app.dayfile.claims import claims_in, claims_of_name
from pos_app.services.office import file_intake

A08 = {"claims_stand": "A08", "claims_till": "1", "claims_day": "2023-10-25"}


def changed(file: bytes) -> bytes:
    """The day file with one journal row changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"50000", b"90000"))
    return out.getvalue()


def test_a_manifest_says_whose_the_file_is() -> None:
    assert claims_in(changed(world()["a08 25"])) == A08


def test_a_file_without_a_manifest_says_nothing() -> None:
    assert claims_in(world()["cut short"]) == {}
    assert claims_in(b"") == {}


@given(st.binary(max_size=400))
def test_any_bytes_are_survived(data: bytes) -> None:
    claims_in(data)
    claims_in(b"PK\x03\x04" + data)


def test_a_name_says_it_where_the_manifest_cannot() -> None:
    name = "/usb/EXPO26_A03-1_2026-10-24_r1_3c464daf (2).zip"
    assert claims_of_name(name)["claims_stand"] == "A03"
    assert claims_of_name("EXPO26_A03-12B_2026-10-24_r1_3c464daf.zip")["claims_till"] == "12"
    assert claims_of_name("WhatsApp Document 2026-10-25.zip") == {}


def test_a_refused_file_is_listed_with_its_claim(tmp_path: Path) -> None:
    book, clock = new_book(tmp_path), clock_at("2023-10-27T21:00:00+08:00")
    bad = tmp_path / "WhatsApp.zip"
    bad.write_bytes(changed(world()["a08 25"]))
    cut = tmp_path / "EXPO23_A08-1_2023-10-25_r1_12345678.zip"
    cut.write_bytes(world()["cut short"])
    added = file_intake.add_files(book, [bad, cut], lambda *_: None, clock)
    assert [{k: p.facts.get(k) for k in A08} for p in added.problems] == [A08, A08]
