"""A request with a buyer's data that is sent again gets its first answer, at whichever laptop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support.orders import order, qris
from support.shops import refusal
from support.takeover_fair import NOON, TOMORROW, Fair

from pos_app.messages import problem_json
from pos_app.services.orders import inquiries
from pos_app.services.ring import ring_line
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import KEY_NAME, Shop, open_shop
from pos_app.store import answers as answer_store
from pos_app.store import sales as sale_store

WHO = {"name": "Jane Doe", "contact": "+61 412 345 678", "note": "after five"}
ORDER = {"ref": "o", "order": order(**WHO), "tenders": qris(450_000)}
INQUIRY = {"ref": "i", "pieces": ["A"], "consent": True, **WHO}


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def send(shop: Shop, request: Mapping[str, Any]) -> Mapping[str, Any]:
    line = json.dumps(request).encode()
    if "order" in request:
        return ring_line(shop, line, problem_json)
    (answer,) = inquiries.inquiry_lines(shop, [line], problem_json)
    return answer


def of_somebody_else(request: Mapping[str, Any]) -> dict[str, Any]:
    if "order" in request:
        return {**request, "order": {**request["order"], "contact": "+61 412 345 679"}}
    return {**request, "contact": "+61 412 345 679"}


def check_first_answers(shop: Shop, first: list[Mapping[str, Any]]) -> None:
    """Both requests get their first answers, for that buyer only, and write nothing."""
    rows = shop.journal.head().seq
    assert [send(shop, ORDER), send(shop, INQUIRY)] == first
    for request in (ORDER, INQUIRY):
        assert refusal(send(shop, of_somebody_else(request))) == "ref_reused"
        assert refusal(send(shop, {**request, "at": "2023-10-25T09:00:00+08:00"})) == "ref_reused"
    bare = {**ORDER, "order": order()}
    assert refusal(send(shop, bare)) == "ref_reused"
    assert shop.journal.head().seq == rows


@pytest.mark.parametrize("closed", [False, True], ids=["open day", "earlier day"])
def test_the_laptops_that_take_over_know_the_request_and_its_buyer(
    fair: Fair, closed: bool
) -> None:
    with fair.till() as old:
        first = [send(old, ORDER), send(old, INQUIRY)]
        assert all(each["ok"] for each in first)
        check_first_answers(old, first)
    if closed:
        fair.close("old")
    clock = TOMORROW if closed else NOON
    fair.carry_on("second", clock=clock)
    (fair.folder / "stick2").mkdir()
    with open_shop(fair.folder / "second", clock) as shop:
        check_first_answers(shop, first)
        from pos_app.services.safety.safety_folder import set_safety

        set_safety(shop, fair.folder / "stick2")
    fair.carry_on("third", stick=fair.folder / "stick2", clock=clock)
    with open_shop(fair.folder / "third", clock) as shop:
        check_first_answers(shop, first)


def test_without_the_old_key_what_names_nobody_decides(fair: Fair) -> None:
    with fair.till() as old:
        first = [send(old, ORDER), send(old, INQUIRY)]
    for key in fair.stick.rglob(KEY_NAME):
        key.unlink()
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as shop:
        assert not shop.settings.get(setting_keys.FORMER_DIGEST_KEYS)
        assert [send(shop, ORDER), send(shop, INQUIRY)] == first
        other = {**ORDER, "order": {**ORDER["order"], "qty": 7}}
        assert refusal(send(shop, other)) == "ref_reused"
        assert len(list_sales(shop)) == 1


def test_a_buyer_is_known_by_no_hash_that_can_be_tried(fair: Fair) -> None:
    """Another key, another hash: who has the database alone cannot try all numbers."""
    with fair.till() as old:
        send(old, ORDER)
        send(old, INQUIRY)
        stored = [sale_store.request(old.database, "o"), answer_store.answer(old.database, "i")]
        key = old.signer().derive(b"pos-request-digest-v1").seed_hex
    digests = [found[0] for found in stored if found is not None]
    assert len(digests) == 2 and all(len(each) == 32 for each in digests)
    assert digests[0][16:20] == digests[1][16:20]  # by whose key
    assert digests[0][20:] != digests[1][20:]
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        sealed = new.settings.get(setting_keys.FORMER_DIGEST_KEYS)
    assert sealed and key not in sealed
    twin = (fair.folder / "new" / "journal.jsonl").read_text()
    assert key not in twin and sealed in twin
