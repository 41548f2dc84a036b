"""What the plan tells of makers goes with the packs to the stands; an older pack tells nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from support.fair_plan import OFFICE_SEED, PLAN, make_packs, plan_fair
from support.shops import clock_at

from pos_app.dayfile.pack_reader import read_pack
from pos_app.errors import Refused
from pos_app.office.plan.event_plan import read_plan
from pos_app.services.catalogue.maker_cards import all_cards
from pos_app.services.office.event_book import init_book
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
