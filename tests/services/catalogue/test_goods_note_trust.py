"""Whom a note of goods is believed: the stand pack's tills, or else the lead; and by command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from dayfile.test_schemas import schema
from store.test_migrations import lay_out
from support.commands import Till
from support.fair_plan import make_packs
from support.shops import clock_at, make_shop, ring
from support.takeover_fair import NOON, TOMORROW, Fair

from pos_app.dayfile.goods_note_code import read_goods_note
from pos_app.dayfile.pack_reader import read_pack
from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.catalogue import (
    goods_intake,
    goods_notes,
    other_tills,
    product_edit,
    product_lookup,
)
from pos_app.services.day import business_day, closing
from pos_app.services.office.stand_packs import WrittenPack
from pos_app.services.safety.restore import restore
from pos_app.services.selling import unique_pieces
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop


@pytest.fixture
def packs(tmp_path: Path) -> dict[str, WrittenPack]:
    return make_packs(tmp_path / "office")


def till(folder: Path, pack: WrittenPack, seed: int = 0) -> Shop:
    return set_up_from_pack(folder, check_pack(pack.path), clock_at(), key_seed=bytes([seed] * 32))


def test_a_pack_names_the_other_tills_and_its_schema_holds(packs: dict[str, WrittenPack]) -> None:
    file = packs["A07-1"].path.read_bytes()
    named = read_pack(file).tills
    assert [(each.stand, each.till, each.name) for each in named] == [
        ("A07", "2", "Dekranasda"),
        ("A08", "1", "A08"),
    ]
    assert [each.key for each in named] == [
        packs["A07-2"].enrolment_key,
        packs["A08-1"].enrolment_key,
    ]
    assert list(schema("pospack-1").iter_errors(json.loads(file.split(b"\n", 1)[1]))) == []


def test_a_till_of_the_packs_is_believed_without_a_lead(
    tmp_path: Path, packs: dict[str, WrittenPack]
) -> None:
    with till(tmp_path / "one", packs["A07-1"], 1) as sender:
        assert other_tills.other_stands(sender) == {"A07": "Dekranasda", "A08": "A08"}
        sent = goods_notes.send_goods(sender, "A08", [("A", 2)])[0]
        own = goods_notes.send_goods(sender, "A07", [("A", 1)])[0]
    with till(tmp_path / "two", packs["A07-2"], 2) as beside:
        assert goods_intake.take_in(beside, own.text).trust == "pack"
    with till(tmp_path / "three", packs["A08-1"], 3) as receiver:
        staff.save_person(receiver, staff.Person("BUDI", "Budi", staff.Role.LEAD))
        staff.set_pin(receiver, "BUDI", "482913")
        arrival = goods_intake.check_arrival(receiver, sent.text)
        assert (arrival.trust, arrival.needs_lead) == ("pack", False)
        assert [each.code for each in arrival.warnings] == []
        assert goods_intake.take_in(receiver, sent.text).trust == "pack"


def test_a_till_that_no_pack_vouches_for_needs_the_lead(
    tmp_path: Path, packs: dict[str, WrittenPack]
) -> None:
    with make_shop(tmp_path / "stranger", stand="A07") as stranger:
        sent = goods_notes.send_goods(stranger, "A08", [("A", 2)])[0]
    with till(tmp_path / "three", packs["A08-1"], 3) as receiver:
        staff.save_person(receiver, staff.Person("BUDI", "Budi", staff.Role.LEAD))
        staff.set_pin(receiver, "BUDI", "482913")
        arrival = goods_intake.check_arrival(receiver, sent.text)
        assert arrival.needs_lead and arrival.warnings[0].code == "goods_note_unverified"
        with pytest.raises(PosError, match="lead_needed"):
            goods_intake.take_in(receiver, sent.text, by="SITI")
        taken = goods_intake.take_in(receiver, sent.text, by="SITI", allowed_by="BUDI")
        assert taken.trust == "lead"


def test_a_pack_of_an_older_version_names_no_tills(tmp_path: Path) -> None:
    lay_out(tmp_path / "old", 8)
    with open_shop(tmp_path / "old") as old:
        assert other_tills.other_tills(old) == []
        sent = goods_notes.send_goods(old, "B02", [("A", 1)])
        assert read_goods_note(sent[0].text).note.to == "B02"


def test_a_laptop_that_takes_over_knows_what_was_taken_in(tmp_path: Path) -> None:
    fair = Fair(tmp_path)
    with make_shop(tmp_path / "b02", stand="B02") as other:
        text = goods_notes.send_goods(other, "A07", [("A", 2)])[0].text
    with fair.till() as old:
        before = {p.sku: p.stock for p in product_lookup.all_products(old)}
        goods_intake.take_in(old, text, by="BUDI")
        goods_notes.send_goods(old, "B02", [("B", 1)])
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        after = {p.sku: p.stock for p in product_lookup.all_products(new)}
        assert (after["A"], after["B"]) == (before["A"] + 2, before["B"] - 1)
        with pytest.raises(PosError, match="goods_note_taken"):
            goods_intake.take_in(new, text, by="BUDI")
        assert [each.note.name for each in goods_notes.sent_notes(new)] == ["NT-A07-1-0001"]
        assert goods_notes.send_goods(new, "B02", [("A", 1)])[0].note.name == "NT-A07-1B-0001"
        ring(new, lines=[{"code": "A", "qty": 1}], tenders=[{"method": "cash", "amount": 50_000}])
    file = fair.close("new").read_bytes()
    assert read_day(file).head.seat == 1


def test_marks_notes_and_sales_of_unique_pieces_outlive_the_laptop(tmp_path: Path) -> None:
    fair = Fair(tmp_path)
    with make_shop(tmp_path / "b02", stand="B02") as other:
        text = goods_notes.send_goods(other, "A07", [("A", 2)])[0].text
    with fair.till() as old:
        entry = product_edit.entry_of(old, product_lookup.find_by_code(old, "B")[0])
        product_edit.save_product(old, replace(entry, unique=True), new=False)
        goods_intake.take_in(old, text, by="BUDI")
        price = [{"method": "cash", "amount": 120_000}]
        number = ring(old, lines=[{"code": "B", "qty": 1}], tenders=price)["number"]
        closing.close_till(old, counted=320_000)
        old.clock = TOMORROW
        business_day.open_till(old, 100_000)
        stock = {p.sku: (p.stock, p.unique) for p in product_lookup.all_products(old)}
    restore(tmp_path / "again", [fair.stick], TOMORROW)
    with open_shop(tmp_path / "again", TOMORROW) as again:
        assert {p.sku: (p.stock, p.unique) for p in product_lookup.all_products(again)} == stock
        with pytest.raises(PosError, match="goods_note_taken"):
            goods_intake.take_in(again, text, by="BUDI")
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        piece = product_lookup.find_by_code(new, "B")[0]
        twice = unique_pieces.sold_before(new, piece)
        assert piece.unique and twice is not None and twice.number == number
        assert ring(new, refund_of=number, lines=[{"code": "B", "qty": 1}])["ok"]
        assert unique_pieces.sold_before(new, piece) is None


def test_the_whole_way_by_commands(tmp_path: Path) -> None:
    here, there = Till(tmp_path / "a07"), Till(tmp_path / "b02")
    goods = tmp_path / "goods.csv"
    goods.write_text("sku,name,category,maker,price_rp,stock\nK=1,Kain ulap,Kain,M7,250000,4\n")
    for place, stand in ((here, "A07"), (there, "B02")):
        place.folder.mkdir()
        place("setup", "--event", "EXPO23", "--stand", stand, "--till", "1")
    assert here("catalogue", "import", str(goods)).exit_code == 0
    sending = (
        "goods",
        "send",
        "--to",
        "B02",
        "--piece",
        "K=1=3",
        "--carrier",
        "Budi",
        "--ref",
        "1",
    )
    found = here.json(*sending, "--out", str(tmp_path / "papers"))
    assert here.json(*sending, "--out", str(tmp_path / "papers")) == found
    (note,) = found["notes"]
    assert (note["note"], note["pieces"], note["value"]) == ("NT-A07-1-0001", 3, 750_000)
    assert [Path(path).exists() for path in found["files"]] == [True]
    dry = there.json("goods", "receive", "--text", note["text"], "--dry-run")
    assert dry["lines"] == [{"sku": "K=1", "name": "Kain ulap", "sent": 3, "new": True}]
    assert [each["code"] for each in dry["problems"]] == ["goods_note_unverified"]
    taking = ("goods", "receive", "--text", note["text"], "--count", "K=1=2", "--ref", "t")
    taken = there.json(*taking)
    again = there.json(*taking)
    assert taken["lines"] == [{"sku": "K=1", "name": "Kain ulap", "qty": 2, "sent": 3}]
    assert {**again, "problems": taken["problems"]} == taken
    assert "sudah diterima" in there.refused("goods", "receive", "--text", note["text"])
    assert [each["note"] for each in here.json("goods", "list")["sent"]] == ["NT-A07-1-0001"]
    assert there.json("goods", "list")["received"][0]["pieces"] == 2
    assert there("goods", "receive", "--text", "-", stdin="POSGOODS1:ABC").exit_code == 1
