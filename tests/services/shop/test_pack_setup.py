"""Setting up a till from a stand pack: all of it is stored, or nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from dayfile.test_schemas import faults
from store.test_migrations import lay_out
from support.commands import Till
from support.fair_plan import OFFICE_SEED, make_packs
from support.shops import cash, clock_at, ring

from pos_app.dayfile.enrolment import is_enrolled
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.stand_pack import write_pack
from pos_app.domain.catalogue import DiscountBearer, Maker
from pos_app.errors import PosError, Refused
from pos_app.office.book import Book
from pos_app.office.records import RecordKind
from pos_app.services import practice, staff
from pos_app.services.catalogue import product_lookup
from pos_app.services.catalogue.product_edit import ProductEntry, save_product
from pos_app.services.day import business_day, closing
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.office import event_book
from pos_app.services.office.stand_packs import WrittenPack
from pos_app.services.paper import in_store_barcodes
from pos_app.services.paper.receipt_style import receipt_style
from pos_app.services.selling import qris_code
from pos_app.services.shop.pack_setup import (
    CheckedPack,
    check_pack,
    enrolment_facts,
    find_packs,
    set_up_from_pack,
)
from pos_app.services.shop.shop import Shop, is_set_up, open_shop
from pos_app.services.shop.till_key import till_public_key


@pytest.fixture
def packs(tmp_path: Path) -> dict[str, WrittenPack]:
    return make_packs(tmp_path / "office")


@pytest.fixture
def offered(packs: dict[str, WrittenPack]) -> CheckedPack:
    return check_pack(packs["A07-1"].path)


def make(folder: Path, offered: CheckedPack, *, training: bool = False) -> Shop:
    return set_up_from_pack(folder, offered, clock_at(), key_seed=bytes(32), training=training)


def sell_and_close(shop: Shop) -> bytes:
    business_day.open_till(shop, 200_000)
    answer = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    assert answer["ok"], answer
    return business_day.day_file_bytes(shop, closing.close_till(shop, counted=250_000))


def test_one_step_makes_the_whole_till(tmp_path: Path, offered: CheckedPack) -> None:
    with make(tmp_path / "till", offered) as shop:
        identity = shop.identity
        assert (identity.event, identity.place, identity.name, identity.cash_rounding) == (
            *("EXPO23", "A07-1", "Dekranasda", 500),
        )
        assert product_lookup.all_makers(shop) == [
            Maker("Ibu Baru", "Ibu Baru"),
            Maker("M1", "Bu Sri", 1250),
            Maker("M2", "Pak Budi", 1000, DiscountBearer.STAND),
        ]
        goods = {product.sku: product for product in product_lookup.all_products(shop)}
        assert [goods[sku].stock for sku in "ABC"] == [10, 4, 0]
        assert (goods["A"].share_bp, goods["B"].share_bp, goods["A"].name_en) == (
            *(1250, 750, "Bead necklace"),
        )
        assert product_lookup.find_by_code(shop, goods["A"].barcode) == [goods["A"]]
        people = {person.code: person for person in staff.people(shop)}
        assert people["BUDI"].is_lead and not people["BUDI"].has_pin and len(people) == 2
        assert qris_code.stand_code(shop) == DEMO_QRIS
        assert receipt_style(shop).footer == "Instagram @dekranasda"
        assert shop.journal.first_break() is None


def test_every_fact_of_it_is_what_its_schema_says(tmp_path: Path, offered: CheckedPack) -> None:
    with make(tmp_path / "till", offered) as shop:
        facts = [json.loads(row.payload) for row in shop.journal.rows()]
    assert [fact["kind"] for fact in facts] == [
        *("replay", "setup", "pack", "import", "stock", "staff", "staff"),
    ]
    for fact in facts:
        assert faults(fact) == []
    pack = facts[2]
    for key in ("pack", "office", "key", "enrolled"):
        assert faults({k: v for k, v in pack.items() if k != key})
    assert pack["pack"] == offered.identity
    assert pack["office"] == signer_of(OFFICE_SEED).public_hex


def test_the_day_file_bears_an_enrolment_that_the_books_record_proves(
    tmp_path: Path, offered: CheckedPack
) -> None:
    with make(tmp_path / "till", offered) as shop:
        head = read_day(sell_and_close(shop)).head
        whose = enrolment_facts(shop.identity, shop.signer().public_hex)
        assert till_public_key(shop).is_enrolled
    with Book.open(tmp_path / "office" / "book.db") as book:
        keys = {
            (str(r.facts["stand"]), str(r.facts["till"])): str(r.facts["enrolment_key"])
            for r in book.records(RecordKind.PACK)
        }
    assert head.enrolled is not None and head.key == whose.key
    assert is_enrolled(whose, head.enrolled, keys["A07", "1"])
    assert not is_enrolled(whose, head.enrolled, keys["A07", "2"])
    assert not is_enrolled(replace(whose, till="2"), head.enrolled, keys["A07", "1"])


def test_the_enrolment_seed_is_not_kept(tmp_path: Path, offered: CheckedPack) -> None:
    make(tmp_path / "till", offered).close()
    seed = offered.pack.enrolment_seed
    for path in (tmp_path / "till").iterdir():
        content = path.read_bytes()
        assert seed.encode() not in content and bytes.fromhex(seed) not in content, path


def test_the_office_takes_the_day_of_an_enrolled_till(tmp_path: Path, offered: CheckedPack) -> None:
    with make(tmp_path / "till", offered) as shop:
        file = sell_and_close(shop)
    (tmp_path / "day.zip").write_bytes(file)
    report = event_book.merge_into(tmp_path / "office" / "book.db", [tmp_path / "day.zip"])
    assert len(report.merged) == 1 and report.problems == []


def test_a_practice_till_is_not_enrolled(tmp_path: Path, offered: CheckedPack) -> None:
    with make(tmp_path / "till", offered, training=True) as shop:
        assert shop.identity.training
        assert read_day(sell_and_close(shop)).head.enrolled is None
        assert not till_public_key(shop).is_enrolled
    with make(tmp_path / "real", offered) as shop:
        folder = practice.ensure_practice(shop)
    with open_shop(folder, clock_at()) as shop:
        assert len(product_lookup.all_products(shop)) == 3
        assert read_day(sell_and_close(shop)).head.enrolled is None


def test_a_till_that_was_set_up_by_codes_or_long_ago_has_no_enrolment(tmp_path: Path) -> None:
    for version in (1, 2):
        lay_out(tmp_path / str(version), version)
        with open_shop(tmp_path / str(version)) as shop:
            head = read_day(
                business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
            ).head
            assert head.enrolled is None
            assert not till_public_key(shop).is_enrolled


def test_numbers_that_the_till_gives_out_are_not_the_offices(
    tmp_path: Path, packs: dict[str, WrittenPack]
) -> None:
    given = set()
    for place, pack in packs.items():
        with make(tmp_path / place, check_pack(pack.path)) as shop:
            known = {product.barcode for product in product_lookup.all_products(shop)}
            save_product(shop, ProductEntry("NEW", "Baru", "Manik", "M1", 9_000), new=True)
            (product,) = in_store_barcodes.assign_barcodes(shop, ["NEW"])
            assert product.barcode not in known
            given.add(product.barcode)
    assert len(given) == len(packs)


def test_a_pack_of_another_till_changes_nothing(
    tmp_path: Path, packs: dict[str, WrittenPack], offered: CheckedPack
) -> None:
    folder = tmp_path / "till"
    make(folder, offered).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(PosError, match="pack_other_till") as refused:
        make(folder, check_pack(packs["A07-2"].path))
    assert (refused.value.facts["pack"], refused.value.facts["place"]) == ("A07-2", "A07-1")
    with pytest.raises(PosError, match="already_set_up"):
        make(folder, offered)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {n: b for n, b in after.items() if n in ("till.key", "till.db")} == {
        n: b for n, b in before.items() if n in ("till.key", "till.db")
    }


def test_a_set_up_that_fails_half_way_leaves_no_till(
    tmp_path: Path, offered: CheckedPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    folder = tmp_path / "till"
    monkeypatch.setattr("pos_app.store.staff.put_person", full)
    with pytest.raises(PosError):
        make(folder, offered)
    assert not is_set_up(folder)
    monkeypatch.undo()
    with make(folder, offered) as shop:
        assert len(product_lookup.all_products(shop)) == 3


def test_a_footer_that_refuses_returns_is_refused_though_the_office_signed_it(
    tmp_path: Path, offered: CheckedPack
) -> None:
    pack = replace(offered.pack, receipt_footer="Barang tidak dapat ditukar")
    path = tmp_path / "x.standpack"
    path.write_bytes(write_pack(pack, signer_of(OFFICE_SEED).sign))
    with pytest.raises(Refused, match="footer_forbidden"):
        check_pack(path)


def test_packs_are_found_where_files_arrive(tmp_path: Path, packs: dict[str, WrittenPack]) -> None:
    folder = packs["A07-1"].path.parent
    (folder / "photo.jpg").write_bytes(b"x")
    (folder / "folder.standpack").mkdir()
    found = find_packs([tmp_path / "none", folder, folder])
    assert [path.name for path in found] == [
        *("EXPO23_A07-1.standpack", "EXPO23_A07-2.standpack", "EXPO23_A08-1.standpack"),
    ]


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return Till(tmp_path)


def test_the_command_takes_a_pack(till: Till, packs: dict[str, WrittenPack]) -> None:
    own = ("--name", "Stan Kriya", "--cash-rounding", "100")
    done = till("setup", "--stand-pack", str(packs["A07-1"].path), *own)
    assert done.exit_code == 0 and done.stdout.startswith("EXPO23 A07-1"), done.output
    assert till("till", "open", "--float", "0").exit_code == 0
    assert till.ring(lines=[{"code": "B", "qty": 1}], tenders=cash(120_000))["ok"]
    closed = till.json("till", "close", "--counted", "120000")
    done_export = till.json("export", "--day", closed["day"], "--to", str(till.folder))
    head = read_day(Path(done_export["path"]).read_bytes()).head
    assert head.enrolled is not None
    with open_shop(till.folder / "till", writing=False) as shop:
        assert (shop.identity.name, shop.identity.cash_rounding) == ("Stan Kriya", 100)


def test_the_command_says_what_is_wrong_with_a_pack(
    till: Till, packs: dict[str, WrittenPack]
) -> None:
    path = packs["A07-1"].path
    path.write_bytes(path.read_bytes().replace(b"Kalung", b"Kalvng"))
    assert path.name in till.refused("setup", "--stand-pack", str(path))
    assert not is_set_up(till.folder / "till")
    assert till("setup", "--stand-pack", str(path), "--event", "E").exit_code == 2
    assert till("setup", "--event", "E").exit_code == 2
    assert till("setup", "--event", "E", "--stand", "S", "--till", "1").exit_code == 0
