"""What the plan tells of makers goes with the packs to the stands; an older pack tells nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from support.fair_plan import OFFICE_SEED, PLAN, make_packs, plan_fair
from support.shops import clock_at, make_shop

from pos_app.cli.office import office
from pos_app.cli.support import Context, SafeGroup
from pos_app.dayfile.pack_reader import read_pack
from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.errors import Refused
from pos_app.messages import sentence
from pos_app.office.plan.event_plan import read_plan
from pos_app.services.catalogue.card_files import cards_from_table
from pos_app.services.catalogue.maker_cards import all_cards, put_cards
from pos_app.services.catalogue.photos import shrunk
from pos_app.services.catalogue.product_lookup import all_makers
from pos_app.services.office.book_setup import draft_from, new_book
from pos_app.services.office.event_book import init_book
from pos_app.services.office.maker_cards import book_cards, cards_of_earlier, change_cards
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack

TOLD = """
phone = "0812-0000-0001"
story = "Ibu Sri merangkai manik sejak 1998."
story_en = "Ibu Sri has strung beads since 1998."
technique = "manik-manik"
village = "Teritip"
contact = "@bu.sri"
photo = "sri.jpg"
"""


def test_cards_travel_from_the_plan_to_the_till(tmp_path: Path) -> None:
    event = plan_fair(tmp_path, PLAN.replace('name = "Bu Sri"', f'name = "Bu Sri"{TOLD}'))
    Image.new("RGB", (900, 600), "teal").save(tmp_path / "sri.jpg")
    init_book(tmp_path / "book.db", event, OFFICE_SEED)
    report = write_stand_packs(tmp_path / "book.db", tmp_path / "packs")
    file = next(pack.path for pack in report.packs if (pack.stand, pack.till) == ("A07", "1"))
    with set_up_from_pack(tmp_path / "till", check_pack(file), clock_at()) as shop:
        cards = all_cards(shop)
    assert list(cards) == ["M1"]
    card = cards["M1"]
    assert card.story_en == "Ibu Sri has strung beads since 1998."
    assert (card.technique, card.village, card.contact) == ("manik-manik", "Teritip", "@bu.sri")
    assert card.phone == "0812-0000-0001" and card.photo.startswith(b"\xff\xd8\xff")
    again = write_stand_packs(tmp_path / "book.db", tmp_path / "again")
    assert next(p.path for p in again.packs).read_bytes() == report.packs[0].path.read_bytes()


def test_a_fair_that_tells_nothing_has_packs_as_before(tmp_path: Path) -> None:
    file = make_packs(tmp_path)["A07-1"].path.read_bytes()
    facts = json.loads(file.partition(b"\n")[2])
    assert {key for maker in facts["makers"] for key in maker} == {
        *("code", "name", "share_bp", "discount_by")
    }
    assert read_pack(file).cards == ()


@pytest.mark.parametrize("wrong", ['story = "' + "x" * 601 + '"', "village = 5", 'photo = "../a"'])
def test_a_card_that_is_none_is_refused(wrong: str) -> None:
    toml = PLAN.replace('name = "Bu Sri"', f'name = "Bu Sri"\n{wrong}')
    with pytest.raises(Refused) as refused:
        read_plan(toml.encode())
    assert [problem.code for problem in refused.value.problems] == ["plan_value_invalid"]


def book_with(folder: Path, makers: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    event = plan_fair(folder, PLAN.replace('name = "Bu Sri"', f'name = "Bu Sri"{makers}'))
    init_book(folder / "book.db", event, OFFICE_SEED)
    return folder / "book.db"


def table(folder: Path, text: str) -> Path:
    path = folder / "cards.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_is_changed_in_the_book_and_travels_in_its_packs(tmp_path: Path) -> None:
    book, jpeg = book_with(tmp_path), shrunk(picture(tmp_path / "a.png", "teal"))
    card = MakerCard("M1", story="Cerita", contact="@sri", phone="0812", photo=jpeg)
    assert change_cards(book, [card], clock_at(), "datang") == ("M1",)
    assert book_cards(book).cards["M1"] == card
    report = write_stand_packs(book, tmp_path / "packs")
    assert read_pack(report.packs[0].path.read_bytes()).cards == (card,)
    other = shrunk(picture(tmp_path / "b.png", "red"))
    for photo in (other, b"", jpeg):
        change_cards(book, [replace(card, photo=photo)], clock_at())
        assert book_cards(book).cards["M1"].photo == photo, "the newest picture holds"
    change_cards(book, [MakerCard("M1")], clock_at())
    assert book_cards(book).cards == {}
    assert change_cards(book, [MakerCard("M1")], clock_at()) == ()


def picture(path: Path, color: str) -> Path:
    Image.new("RGB", (900, 600), color).save(path)
    return path


def test_a_table_is_taken_by_code_or_name_and_every_other_row_says_why(tmp_path: Path) -> None:
    makers = (Maker("M1", "Bu Sri"), Maker("M2", "Pak Budi"))
    picture(tmp_path / "sri.jpg", "teal")
    found = cards_from_table(
        table(
            tmp_path,
            "Daftar perajin\n"
            "Kode;Nama Perajin;Cerita;Story EN;Teknik;Desa;Instagram;Setuju;No HP;Foto\n"
            "M1;Bu Sri;Merangkai  manik;Strings beads;manik;Teritip;@sri;ya;0812;sri.jpg\n"
            ";pak budi;Anyaman;;;;@budi;;;tidak-ada.jpg\n"
            "M9;Siapa;Cerita;;;;;;;\n"
            "M1;Bu Sri;Lagi;;;;;;;\n",
        ),
        makers,
    )
    sri, budi = found.cards["M1"], found.cards["M2"]
    assert (sri.story, sri.village, sri.contact, sri.phone) == (
        *("Merangkai manik", "Teritip", "@sri", "0812"),
    )
    assert sri.photo.startswith(b"\xff\xd8\xff")
    assert (budi.story, budi.contact) == ("Anyaman", "")
    assert [(problem.code, problem.severity, problem.row) for problem in found.problems] == [
        ("maker_contact_not_agreed", "warning", 4),
        ("maker_table_unknown", "error", 5),
        ("maker_table_twice", "error", 6),
        ("photo_unreadable", "warning", 4),
    ]
    for problem in found.problems:
        assert sentence(problem, "id") and sentence(problem, "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a;b\n1;2\n", "maker_table_no_header"),
        ("Kode;Cerita\nM1;" + "x" * 601 + "\n", "maker_table_too_long"),
        ("", "sheet_empty"),
    ],
)
def test_a_table_that_is_none_is_refused_by_name(tmp_path: Path, text: str, code: str) -> None:
    found = cards_from_table(table(tmp_path, text), (Maker("M1", "Bu Sri"),))
    assert (found.cards, [problem.code for problem in found.problems]) == ({}, [code])


def test_cards_come_along_from_an_earlier_book_by_the_makers_name(tmp_path: Path) -> None:
    earlier = book_with(tmp_path / "old", TOLD.replace('photo = "sri.jpg"\n', ""))
    renamed = (Maker("X7", "bu sri"), Maker("M1", "Orang lain"))
    found = cards_of_earlier(earlier, renamed).cards
    assert list(found) == ["X7"] and found["X7"].contact == "@bu.sri"


def test_a_new_fair_begins_with_the_cards_and_pictures_of_the_one_before(tmp_path: Path) -> None:
    earlier = book_with(tmp_path / "old")
    jpeg = shrunk(picture(tmp_path / "a.png", "teal"))
    card = MakerCard("M1", story="Cerita", contact="@sri", phone="0812", photo=jpeg)
    change_cards(earlier, [card], clock_at())
    draft = draft_from(earlier, clock_at())
    draft = replace(draft, code="BARU", name="Baru", start="2024-10-01", end="2024-10-02")
    new_book(tmp_path / "new.book", draft)
    found = book_cards(tmp_path / "new.book").cards["M1"]
    assert replace(found, photo=b"") == replace(card, photo=b"")
    assert found.photo.startswith(b"\xff\xd8\xff") and (tmp_path / "maker-M1.jpg").exists()


def test_the_command_takes_a_table_and_says_what_is_told(tmp_path: Path) -> None:
    book = book_with(tmp_path)
    file = table(tmp_path, "nama,cerita\nBu Sri,Manik\nSiapa,x\n")
    group = SafeGroup("test", commands={"office": office})
    words = ["office", "maker-cards", str(book), "--table", str(file), "--json"]
    done = CliRunner().invoke(group, words, obj=Context(None, "2023-10-20T10:00:00+08:00", "id"))
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["changed"]) == (1, ["M1"])
    assert answer["cards"][0]["story"] == "Manik"


def test_the_till_stores_and_takes_away_cards(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        code = all_makers(shop)[0].code
        card = MakerCard(code, story="Cerita", village="Teritip")
        assert (put_cards(shop, [card]), put_cards(shop, [card])) == (1, 0)
        assert all_cards(shop) == {code: card}
        assert put_cards(shop, [MakerCard(code)]) == 1 and all_cards(shop) == {}
