"""Every journal fact and the manifest's `pos` object match their JSON Schema."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from support.orders import cancel, deliver, take
from support.shops import cash, make_shop, ring

from pos_app.domain.day import REQUIRED_TOTALS, TOTAL_KEYS
from pos_app.domain.payment_methods import TENDERS
from pos_app.paths import resources_dir
from pos_app.services.catalogue import (
    consignment_notes,
    goods_intake,
    goods_notes,
    product_edit,
    product_lookup,
)
from pos_app.services.day import business_day, cash_drawer, closing, day_export

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "goldens" / "posday-1.zip"
SCHEMAS = resources_dir() / "schemas"


@cache
def registry() -> Registry[Any]:
    found = ((path.name, json.loads(path.read_text("utf-8"))) for path in SCHEMAS.glob("*.json"))
    return Registry().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in found]
    )


@cache
def schema(name: str) -> Draft202012Validator:
    text = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return Draft202012Validator(text, registry=registry())


def kinds() -> set[str]:
    return {path.stem.removeprefix("journal-") for path in SCHEMAS.glob("journal-*.json")}


def facts_in(file: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(file) as archive:
        return [json.loads(line) for line in archive.read("journal.jsonl").splitlines()]


def pos_in(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("datapackage.json"))["pos"]
        return found


def faults(fact: dict[str, Any]) -> list[str]:
    return [error.message for error in schema(f"journal-{fact['kind']}").iter_errors(fact)]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A day with every kind of fact that a till without staff can write."""
    folder = tmp_path_factory.mktemp("schemas")
    with make_shop(folder / "till") as shop:
        number = ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))["number"]
        ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])
        wrong = ring(shop, lines=[{"code": "B", "qty": 1}], tenders=cash(120_000))["number"]
        ring(shop, void_of=wrong, reason="salah")
        kept, gone = (take(shop, cash(450_000))["order"] for _ in range(2))
        ring(shop, change_order=kept, due="2023-12-01", note="kain biru")
        wrong = deliver(shop, kept)["number"]
        ring(shop, void_of=wrong, reason="salah")
        cancel(shop, gone, 0)
        cash_drawer.move_cash(shop, -5_000, "plastik")
        cash_drawer.note_drawer_opened(shop, "tukar uang")
        ring_of = product_edit.entry_of(shop, product_lookup.find_by_code(shop, "A")[0])
        product_edit.save_product(
            shop, replace(ring_of, sku="C", barcode="", price=7_000), new=True
        )
        product_edit.save_product(shop, replace(ring_of, price=51_000, share_pct="5"), new=False)
        consignment_notes.make_note(
            shop, consignment_notes.ConsignmentKind.HANDOVER, "M1", [("A", 2)]
        )
        goods_notes.send_goods(shop, "B02", [("A", 1)], "Budi")
        with make_shop(folder / "other", stand="B02") as other:
            note = goods_notes.send_goods(other, "A07", [("B", 2)])[0]
        goods_intake.take_in(shop, note.text)
        closed = closing.close_till(shop, pieces={100_000: 2}, witness=closing.Witness("ANI"))
        day_export.export_day(shop, closed.day, folder / "out")
        business_day.reopen_till(shop, closed.day, "salah hitung")
        closing.close_till(shop, counted=0)
        return [json.loads(row.payload) for row in shop.journal.rows()]


def test_every_schema_is_one() -> None:
    for path in SCHEMAS.glob("*.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_the_schemas_name_the_ways_of_paying_that_there_are() -> None:
    found = json.loads((SCHEMAS / "common.json").read_text("utf-8"))["$defs"]
    assert set(found["tender"]["properties"]["method"]["enum"]) == set(TENDERS)
    assert set(found["totals"]["properties"]) == set(TOTAL_KEYS)
    assert set(found["totals"]["required"]) == set(REQUIRED_TOTALS)


def test_every_kind_that_the_program_writes_has_a_schema() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "pos_app").rglob("*.py"))
    written = set(re.findall(r"(?:record|journal\.append)\(\s*\"([a-z_]+)\"", source))
    assert written <= kinds(), written - kinds()
    assert {"open", "close", "move", "setup"} <= written


def test_every_fact_of_the_golden_day_is_what_its_schema_says() -> None:
    for fact in facts_in(GOLDEN):
        assert faults(fact) == []


def test_every_fact_that_is_written_is_what_its_schema_says(
    played: list[dict[str, Any]],
) -> None:
    for fact in played:
        assert faults(fact) == [], fact["kind"]
    assert {fact["kind"] for fact in played} >= {
        *("setup", "import", "stock", "open", "sale", "refund", "void"),
        *("move", "count", "close", "export", "reopen", "replay"),
        *("product", "slip", "drawer", "transfer_out", "transfer_in"),
    }


def without_each_key(fact: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in fact:
        yield {k: v for k, v in fact.items() if k != key}


def test_a_fact_that_lacks_a_key_is_refused(played: list[dict[str, Any]]) -> None:
    for stored in played:
        # The name of a command that may be sent twice, and the second person at a count.
        fact = {key: value for key, value in stored.items() if key not in ("ref", "verified_by")}
        for less in without_each_key(fact):
            if "kind" in less:
                assert faults(less), set(fact) - set(less)


def test_an_amount_that_is_no_whole_number_is_refused(played: list[dict[str, Any]]) -> None:
    for fact in played:
        for key, value in fact.items():
            if isinstance(value, int) and not isinstance(value, bool):
                assert faults({**fact, key: value + 0.5}), key
                assert faults({**fact, key: str(value)}), key


def test_a_line_without_its_maker_is_refused() -> None:
    (sale, *_) = (fact for fact in facts_in(GOLDEN) if fact["kind"] == "sale")
    del sale["lines"][0]["maker"]
    assert faults(sale)


def test_the_manifests_own_part_is_what_its_schema_says() -> None:
    pos = pos_in(GOLDEN)
    assert list(schema("posday-1").iter_errors(pos)) == []
    for less in without_each_key(pos):
        assert list(schema("posday-1").iter_errors(less)), set(pos) - set(less)
    assert list(schema("posday-1").iter_errors({**pos, "format": "posday/2"}))
    assert list(schema("posday-1").iter_errors({**pos, "key": "zz"}))
    assert list(schema("posday-1").iter_errors({**pos, "a_newer_key": 1})) == []
