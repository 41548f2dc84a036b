"""Receipts for hand-over: from the office's book to the till that waits for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office.real_files import TOML, world
from support.commands import Till
from support.papers import codes_on
from support.shops import cash, clock_at, make_shop, ring

from pos_app.clock import ManualClock
from pos_app.dayfile.acknowledgement import read_acknowledgement
from pos_app.office.office_key import key_path, office_key
from pos_app.services.day import business_day, closing, handover
from pos_app.services.office.acknowledgements import acknowledgements
from pos_app.services.office.event_book import init_book, merge_into
from pos_app.services.office.slip_pictures import slip_codes_in

NIGHT = "2023-10-27T22:00:00+08:00"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    event = tmp_path / "event.toml"
    event.write_bytes(TOML)
    path = tmp_path / "book.db"
    init_book(path, event)
    return path


def taken(book: Path, files: dict[str, bytes]) -> None:
    folder = book.parent / "in"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.zip").write_bytes(data)
    merge_into(book, [folder])


def test_every_file_in_the_book_gets_its_receipt_and_no_other(book: Path, tmp_path: Path) -> None:
    taken(book, world())
    office = Till(tmp_path)
    office.clock = NIGHT
    found = office.json("office", "receipts", str(book), "--out", str(tmp_path / "out"))
    rows = found["receipts"]
    assert [(row["stand"], row["day"][-2:], row["revision"]) for row in rows] == [
        *(("A07", "25", 1), ("A07", "26", 1), ("A07", "26", 2), ("A07", "27", 1)),
        *(("A07", "27", 1), ("A08", "25", 1), ("X99", "25", 1)),
    ]
    assert len({row["code"] for row in rows}) == 7
    for row in rows:
        facts = read_acknowledgement(row["signed"])
        assert (facts.manifest, facts.at) == (row["manifest"], NIGHT)
        assert facts.key == office_key(book).public_hex
        text, pdf = map(Path, row["files"])
        assert row["code"] in text.read_text("utf-8")
        assert row["manifest"][:4].upper() in text.read_text("utf-8")
        assert pdf.read_bytes().startswith(b"%PDF")
    every = (tmp_path / "out" / "semua.txt").read_text("utf-8")
    assert all(row["message"] in every for row in rows)


@pytest.mark.parametrize("way", ["typed", "scanned"])
def test_what_the_office_writes_marks_the_day_at_the_till(
    book: Path, tmp_path: Path, way: str
) -> None:
    till = Till(tmp_path)
    with make_shop(tmp_path / "till") as shop:
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        close = closing.close_till(shop, counted=0)
        taken(book, {"day": business_day.day_file_bytes(shop, close)})
    till.clock = NIGHT
    (row,) = till.json("office", "receipts", str(book), "--out", str(tmp_path / "out"))["receipts"]
    (signed,) = codes_on(Path(row["files"][1]).read_bytes())
    assert signed == row["signed"]
    assert till.json("handover")["days"][0]["state"] == "owed"
    found = till.json("received", row["code"] if way == "typed" else signed)
    assert found == {
        **{"day": close.day, "revision": 1, "code": close.code, "again": False, "newest": True},
    }
    assert till.json("handover")["days"][0]["state"] == "received"
    assert "tanda terima" in till.refused("received", "0000-0000")
    assert till("received", "0000-0000", "--json").exit_code == 1


def test_days_that_are_owed_are_written_together_by_command(tmp_path: Path) -> None:
    till = Till(tmp_path)
    with make_shop(tmp_path / "till") as shop:
        for day in ("2023-10-26", "2023-10-27"):
            closing.close_till(shop, counted=0)
            assert isinstance(shop.clock, ManualClock)
            shop.clock.set(clock_at(f"{day}T08:00:00+08:00").now())
            business_day.open_till(shop, 0)
    stick = tmp_path / "stick"
    found = till.json("handover", "--to", str(stick))
    assert [day["state"] for day in found["days"]] == ["written", "written"]
    assert sorted(found["written"]) == sorted(str(path) for path in stick.iterdir())
    assert till.json("handover", "--to", str(stick))["written"] == []
    with make_shop(tmp_path / "other" / "till") as shop:
        closing.close_till(shop, counted=0)
    other = Till(tmp_path / "other")
    nowhere = str(tmp_path / "no" / "where")
    assert "stik" in other.refused("handover", "--to", nowhere)
    done = other("handover", "--to", nowhere, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["code"] == "export_folder_missing"
    assert other.json("handover")["days"][0]["state"] == "owed"


def test_a_till_from_a_stand_pack_believes_its_own_office_only(book: Path, tmp_path: Path) -> None:
    till = Till(tmp_path)
    assert till("office", "stand-packs", str(book), "--out", str(tmp_path / "packs")).exit_code == 0
    pack = next((tmp_path / "packs").glob("*A07*.standpack"))
    for words in (
        *(("setup", "--stand-pack", str(pack)), ("till", "open", "--float", "0")),
        *(("till", "close", "--counted", "0"), ("handover", "--to", str(tmp_path / "stick"))),
        ("office", "merge", str(book), str(tmp_path / "stick")),
    ):
        done = till(*words)
        assert done.exit_code == 0, done.output
    stranger = tmp_path / "stranger" / "book.db"
    stranger.parent.mkdir()
    init_book(stranger, tmp_path / "event.toml")
    merge_into(stranger, [tmp_path / "stick"])
    theirs, ours = (acknowledgements(path, clock_at(NIGHT))[0].signed for path in (stranger, book))
    assert "bukan kunci dinas" in till.refused("received", theirs)
    assert till.json("received", ours)["again"] is False
    assert till.json("handover")["days"][0]["state"] == "received"


def test_a_copy_of_the_book_signs_nothing_in_the_offices_name(book: Path, tmp_path: Path) -> None:
    taken(book, {"day": world()["a08 25"]})
    key_path(book).unlink()
    office = Till(tmp_path)
    refusal = office.refused("office", "receipts", str(book), "--out", str(tmp_path / "out"))
    assert "book.db.key" in refusal
    assert not (tmp_path / "out").exists()


def test_a_receipt_is_no_closing_slip_and_the_other_way_round(book: Path, tmp_path: Path) -> None:
    taken(book, {"day": world()["a08 25"]})
    (found,) = acknowledgements(book, clock_at(NIGHT))
    path = tmp_path / "scan.txt"
    path.write_text(found.signed, encoding="utf-8")
    with pytest.raises(Exception, match="slip_photo_unreadable"):
        slip_codes_in(path)
    assert handover.is_acknowledgement(found.signed) and not handover.is_acknowledgement(
        "POSDAY1:AAAA"
    )
