"""Inquiries: noted once, in no total, told by the day file without a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dayfile import independent_reader
from support.shops import cash, make_shop, ring

from pos_app.dayfile import reader
from pos_app.dayfile.signing import signer_of
from pos_app.domain.inquiry import MAX_PIECES
from pos_app.errors import PosError
from pos_app.light.packing import pack_day, unpack_day
from pos_app.messages import problem_json
from pos_app.services.day import closing, day_export
from pos_app.services.orders import inquiries
from pos_app.services.orders.inquiries import InquiryAsked, inquiry_lines
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def ask(shop: Shop, **request: Any) -> dict[str, Any]:
    request.setdefault("ref", "r1")
    (answer,) = inquiry_lines(shop, [json.dumps(request).encode()], problem_json)
    return answer


def refused(answer: dict[str, Any]) -> str:
    assert answer["ok"] is False
    return str(answer["problems"][0]["code"])


def test_inquiries_are_numbered_and_listed_without_contacts(shop: Shop) -> None:
    one = ask(shop, ref="1", pieces=["A", "B"], country="AU", business="shop", about_qty=60, warm=3)
    other = ask(shop, ref="2", makers=["m1"], name="Budi", consent=True)
    assert [one["inquiry"], other["inquiry"]] == ["M-A07-1-0001", "M-A07-1-0002"]
    first, second = inquiries.list_inquiries(shop)
    assert [(p.sku, p.name, p.maker) for p in first.pieces] == [
        ("A", "Kalung manik", "M1"),
        ("B", "Gelang batu", "M2"),
    ]
    assert (first.lang, second.lang, second.makers) == ("en", "id", ("M1",))
    assert (first.consent_at, second.consent_at) == ("", second.at)
    assert second.as_json()["has_contact"] is True
    assert "Budi" not in json.dumps([each.as_json() for each in (first, second)])


def test_a_request_sent_twice_is_noted_once(shop: Shop) -> None:
    request = {"pieces": ["A"], "name": "Budi", "contact": "0812", "consent": True}
    assert ask(shop, **request) == ask(shop, **request)
    assert len(inquiries.list_inquiries(shop)) == 1
    assert refused(ask(shop, **{**request, "contact": "0813"})) == "ref_reused"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({}, "inquiry_empty"),
        ({"pieces": ["X"]}, "unknown_code"),
        ({"pieces": "A"}, "text_invalid"),
        ({"makers": ["ZZ"]}, "inquiry_maker_unknown"),
        ({"pieces": ["A"], "business": "barter"}, "inquiry_business_unknown"),
        ({"pieces": ["A"], "country": "au"}, "country_invalid"),
        ({"pieces": ["A"], "due": "besok"}, "day_invalid"),
        ({"pieces": ["A"], "warm": 4}, "inquiry_number_invalid"),
        ({"pieces": ["A"], "warm": True}, "inquiry_number_invalid"),
        ({"pieces": ["A"], "about_qty": -1}, "inquiry_number_invalid"),
        ({"pieces": ["A"] * (MAX_PIECES + 1)}, "inquiry_too_long"),
        ({"pieces": ["A"], "name": "x" * 301, "consent": True}, "contact_invalid"),
        ({"pieces": ["A"], "name": "Budi"}, "contact_needs_consent"),
        ({"pieces": ["A"], "price": 1}, "key_unknown"),
        ({"pieces": ["A"], "ref": ""}, "ref_missing"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    shop: Shop, request_: dict[str, Any], code: str
) -> None:
    before = shop.journal.head()
    assert refused(ask(shop, **request_)) == code
    assert shop.journal.head() == before


def test_no_inquiry_without_an_open_day(tmp_path: Path) -> None:
    with (
        make_shop(tmp_path / "till", open_with=None) as shop,
        pytest.raises(PosError, match="till_not_open"),
    ):
        inquiries.note_inquiry(shop, InquiryAsked(pieces=("A",)))


def closed_day(folder: Path, *, with_inquiries: int) -> bytes:
    with make_shop(folder / "till") as shop:
        ring(shop, ref="s", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        for n in range(with_inquiries):
            ask(shop, ref=f"i{n}", pieces=["A"], name='Budi, "Pak"', consent=True)
        closed = closing.close_till(shop, counted=250_000)
        return day_export.stored_day(shop, closed)[0]


def test_a_day_with_inquiries_is_of_minor_version_1_and_its_totals_are_the_same(
    tmp_path: Path,
) -> None:
    plain = reader.read_day(closed_day(tmp_path / "a", with_inquiries=0))
    found = reader.read_day(closed_day(tmp_path / "b", with_inquiries=2))
    assert (plain.head.minor, found.head.minor) == (0, 1)
    assert found.head.totals == plain.head.totals
    assert json.loads(found.manifest)["pos"]["format"] == "posday/1.1"
    assert [row.number for row in found.tables.inquiries] == ["M-A07-1-0001", "M-A07-1-0002"]
    assert json.loads(found.tables.inquiries[0].pieces)[0]["sku"] == "A"


@pytest.mark.parametrize("count", [0, 2])
def test_a_day_with_inquiries_goes_by_light_and_comes_back_the_same(
    tmp_path: Path, count: int
) -> None:
    file = closed_day(tmp_path, with_inquiries=count)
    packed = pack_day(file)
    assert packed[0] == (2 if count else 1)
    assert reader.read_day(unpack_day(packed)).manifest == reader.read_day(file).manifest


def test_a_reader_that_shares_no_code_takes_a_day_with_sealed_contacts(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        shop.settings.set(setting_keys.OFFICE_KEY, signer_of(bytes(range(32))).public_hex)
        ask(shop, ref="1", pieces=["A"], name="Budi", consent=True)
        ask(shop, ref="2", makers=["M1"])
        closed = closing.close_till(shop, counted=200_000)
        found = day_export.export_day(shop, closed.day, tmp_path / "out")
    assert independent_reader.read(str(found.path))["net"] == 0
    assert len(reader.read_day(found.path.read_bytes()).contacts) == 1
