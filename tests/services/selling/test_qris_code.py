"""Reading the stand's QRIS code from photos."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import segno
from dayfile.independent_reader import read as read_independently
from PIL import Image
from support.shops import clock_at, make_shop

from pos_app.dayfile.reader import read_day
from pos_app.domain.qris import crc_text, qris_hash, with_amount
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.day import business_day, closing, day_export
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.practice import ensure_practice
from pos_app.services.selling import qris_code
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop


def sticker(path: Path, *texts: str) -> Path:
    """A photo of a sticker: turned a little, grey, with the codes side by side."""
    sheet = Image.new("RGB", (700 * len(texts), 700), "#ddd8cc")
    for n, text in enumerate(texts):
        code = path.with_suffix(f".{n}.png")
        segno.make(text, error="m", micro=False).save(str(code), scale=6, border=4)
        with Image.open(code) as image:
            sheet.paste(image.convert("RGB").resize((560, 560)), (700 * n + 70, 70))
    sheet.rotate(4, fillcolor="#ddd8cc", expand=True).save(path)
    return path


def test_the_code_is_read_from_a_photo_of_the_sticker(tmp_path: Path) -> None:
    assert qris_code.read_code_from_photo(sticker(tmp_path / "s.jpg", DEMO_QRIS)) == DEMO_QRIS


def code_of(path: Path) -> str:
    with pytest.raises(PosError) as refused:
        qris_code.read_code_from_photo(path)
    return refused.value.code


def test_a_photo_without_a_qris_or_with_two_is_refused(tmp_path: Path) -> None:
    other = with_amount(DEMO_QRIS, 5_000)
    assert code_of(sticker(tmp_path / "a.png", "https://example.com")) == "photo_without_code"
    assert code_of(sticker(tmp_path / "b.png", DEMO_QRIS, other)) == "photo_several_codes"


def test_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no picture")
    assert code_of(tmp_path / "x.jpg") == "photo_unreadable"
    assert code_of(tmp_path / "none.jpg") == "photo_unreadable"


def test_a_picture_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    Image.new("1", (12_000, 12_000)).save(tmp_path / "bomb.png")
    assert code_of(tmp_path / "bomb.png") == "photo_too_large"
    Image.new("1", (8_000, 8_000)).save(tmp_path / "large.png")
    assert code_of(tmp_path / "large.png") == "photo_too_large"


def test_a_code_made_for_one_sale_is_not_kept_as_the_stands(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        with pytest.raises(PosError):
            qris_code.set_stand_code(shop, with_amount(DEMO_QRIS, 5_000))
        with pytest.raises(PosError):
            qris_code.set_stand_code(shop, DEMO_QRIS[:-1] + "0")
        assert qris_code.stand_code(shop) == ""
        qris_code.set_stand_code(shop, f"  {DEMO_QRIS}\n")
        assert qris_code.stand_code(shop) == DEMO_QRIS


def code_with(**changes: str) -> str:
    """The demo code with other fields and the right CRC."""
    fields, at = {}, 0
    while at < len(DEMO_QRIS):
        size = int(DEMO_QRIS[at + 2 : at + 4])
        fields[DEMO_QRIS[at : at + 2]] = DEMO_QRIS[at + 4 : at + 4 + size]
        at += 4 + size
    del fields["63"]
    fields |= {key[1:]: value for key, value in changes.items()}
    body = "".join(f"{key}{len(text):02}{text}" for key, text in fields.items()) + "6304"
    return body + crc_text(body)


THIEF = code_with(f59="TOKO LAIN", f51="0014ID.CO.QRIS.WWW0215ID11111111111110303UMI")


def refusal_of(work: Callable[[], object]) -> str:
    with pytest.raises(PosError) as refused:
        work()
    return refused.value.code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"f55": "01"}, "qris_tip"),
        ({"f55": "02", "f56": "2000"}, "qris_tip"),
        ({"f55": "03", "f57": "5"}, "qris_tip"),
        ({"f59": "TOKO\u202eKOPI"}, "qris_name_unseen"),
        ({"f59": "TOKO\u200bKOPI"}, "qris_name_unseen"),
        ({"f60": "BPN\x07"}, "qris_name_unseen"),
        ({"f59": "STAN\u2066A"}, "qris_name_unseen"),
    ],
)
def test_a_code_that_misleads_the_buyer_is_refused(
    tmp_path: Path, changes: dict[str, str], code: str
) -> None:
    with make_shop(tmp_path / "till") as shop:
        text = code_with(**changes)
        assert refusal_of(lambda: qris_code.set_stand_code(shop, text)) == code
        assert qris_code.stand_code(shop) == ""


def facts_of(shop: Shop, kind: str) -> list[dict[str, Any]]:
    facts = [json.loads(row.payload) for row in shop.journal.rows()]
    return [fact for fact in facts if fact["kind"] == kind]


def test_only_a_lead_replaces_the_code_where_the_till_has_one(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        qris_code.set_stand_code(shop, DEMO_QRIS)
        for person in (Person("ANI", "Ani", Role.CASHIER), Person("BUDI", "Budi", Role.LEAD)):
            staff.save_person(shop, person)
            staff.set_pin(shop, person.code, "1470")
        for by in ("", "ANI"):
            found = refusal_of(lambda by=by: qris_code.set_stand_code(shop, THIEF, by=by))
            assert found == "lead_needed"
        assert qris_code.stand_code(shop) == DEMO_QRIS
        qris_code.set_stand_code(shop, THIEF, by="BUDI")
        first, second = facts_of(shop, "qris")
        assert first["before"] is None and second["by"] == "BUDI"
        assert (second["merchant"], second["nmid"]) == ("TOKO LAIN", "ID1111111111111")
        assert second["before"] == {key: first[key] for key in ("merchant", "nmid", "sha256")}


def test_the_code_that_changed_today_is_marked_until_the_next_day(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        assert not qris_code.changed_today(shop)
        qris_code.set_stand_code(shop, DEMO_QRIS)
        assert not qris_code.changed_today(shop), "the first code replaces none"
        qris_code.set_stand_code(shop, DEMO_QRIS)
        assert len(facts_of(shop, "qris")) == 1, "the same code again changes nothing"
        qris_code.set_stand_code(shop, THIEF)
        assert qris_code.changed_today(shop)
        closing.close_till(shop, counted=0)
        shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
        business_day.open_till(shop, 0)
        assert not qris_code.changed_today(shop)


def test_a_code_put_into_the_database_is_shown_to_no_buyer(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        qris_code.set_stand_code(shop, DEMO_QRIS)
        shop.settings.set("qris_payload", THIEF)
        assert qris_code.is_replaced(shop) and qris_code.stand_code(shop) == ""
        assert "qris_replaced" in {found.code for found in check_till(folder, clock_at()).problems}
        qris_code.set_stand_code(shop, DEMO_QRIS)
        assert qris_code.stand_code(shop) == DEMO_QRIS and not qris_code.is_replaced(shop)
        shop.settings.set("qris_payload", "")
        assert qris_code.is_replaced(shop)


def test_the_days_file_says_whose_code_the_stand_showed(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        qris_code.set_stand_code(shop, THIEF)
        closed = closing.close_till(shop, counted=0)
        path = day_export.export_day(shop, closed.day, tmp_path / "out").path
    head = read_day(path.read_bytes()).head
    found = {"merchant": "TOKO LAIN", "nmid": "ID1111111111111", "sha256": qris_hash(THIEF)}
    assert head.qris == found
    assert read_independently(str(path)) == head.totals.as_dict()


def test_practice_has_the_same_code_and_is_not_marked(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        for text in (DEMO_QRIS, THIEF):
            qris_code.set_stand_code(shop, text)
            with open_shop(ensure_practice(shop), clock_at()) as practice:
                assert qris_code.stand_code(practice) == text
