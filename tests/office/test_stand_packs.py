"""What the office hands out: the same packs every time, and nothing twice."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.fair_plan import A08_GOODS, GOODS, OFFICE_SEED, PLAN, make_book, make_packs, plan_fair

from pos_app.cli.main import cli
from pos_app.dayfile.pack_reader import read_pack
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.stand_pack import StandPack
from pos_app.domain.barcode import OFFICE_PREFIX, split_in_store
from pos_app.errors import MachineError, PosError, Refused
from pos_app.office.book import Book
from pos_app.office.office_key import key_path, office_key
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.packs import till_parts
from pos_app.office.records import RecordKind
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.office.event_book import init_book
from pos_app.services.office.stand_packs import write_stand_packs


def test_packs_of_a_book_that_is_not_there_ask_for_the_book(tmp_path: Path) -> None:
    with pytest.raises(PosError, match="book_missing"):
        write_stand_packs(tmp_path / "none.db", tmp_path / "packs")
    assert not (tmp_path / "packs").exists()


@pytest.fixture
def packs(tmp_path: Path) -> dict[str, StandPack]:
    return {place: read_pack(p.path.read_bytes()) for place, p in make_packs(tmp_path).items()}


def test_each_planned_till_gets_what_its_stand_sells(packs: dict[str, StandPack]) -> None:
    assert list(packs) == ["A07-1", "A07-2", "A08-1"]
    pack = packs["A07-1"]
    assert (pack.event, pack.event_name, pack.stand, pack.till) == (
        *("EXPO23", "Expo Kriya", "A07", "1"),
    )
    assert (pack.name, pack.cash_rounding) == ("Dekranasda", 500)
    assert pack.days == ("2023-10-25", "2023-10-26", "2023-10-27")
    assert (pack.qris, pack.receipt_footer) == (DEMO_QRIS, "Instagram @dekranasda")
    assert [(m.code, m.share_bp, str(m.discount_by)) for m in pack.makers] == [
        ("M1", 1250, "maker"),
        ("M2", 1000, "stand"),
        ("Ibu Baru", 0, "maker"),
    ]
    assert [(p.sku, p.maker, p.price, p.stock, p.share_bp) for p in pack.products] == [
        ("A", "M1", 50_000, 10, None),
        ("B", "M2", 120_000, 4, 750),
        ("C", "Ibu Baru", 35_000, 0, None),
    ]
    assert [person.code for person in pack.staff] == ["SITI", "BUDI"]
    other = packs["A08-1"]
    assert (other.name, other.qris, other.days) == ("A08", "", ("2023-10-26",))
    assert [p.sku for p in other.products] == ["A", "D"]
    assert [person.code for person in other.staff] == ["BUDI"]


def test_a_product_has_one_number_at_every_stand_and_no_number_is_given_out_twice(
    packs: dict[str, StandPack],
) -> None:
    numbers: dict[str, set[str]] = {}
    for product in chain.from_iterable(pack.products for pack in packs.values()):
        assert product.barcode is not None
        numbers.setdefault(product.sku, set()).add(product.barcode)
    assert all(len(found) == 1 for found in numbers.values())
    assert numbers.pop("B") == {"8991234567891"}, "the maker's own code stays"
    ours = [split_in_store(next(iter(found))) for found in numbers.values()]
    assert len({part and part.running for part in ours}) == 3
    assert all(part is not None and part.prefix == OFFICE_PREFIX for part in ours)


def test_two_goods_of_one_sku_by_two_makers_get_two_numbers(tmp_path: Path) -> None:
    event = plan_fair(tmp_path)
    (tmp_path / "a08.csv").write_text(A08_GOODS.replace("Manik,M1", "Manik,M2"), encoding="utf-8")
    init_book(tmp_path / "book.db", event)
    report = write_stand_packs(tmp_path / "book.db", tmp_path / "packs")
    first = [read_pack(pack.path.read_bytes()).products[0] for pack in report.packs]
    assert {product.sku for product in first} == {"A"}
    assert len({product.barcode for product in first}) == 2


def test_enrolment_seeds_are_the_tills_own_and_the_book_knows_their_public_halves(
    tmp_path: Path, packs: dict[str, StandPack]
) -> None:
    office = office_key(tmp_path / "book.db")
    assert office.public_hex == signer_of(OFFICE_SEED).public_hex
    with Book.open(tmp_path / "book.db") as book:
        records = book.records(RecordKind.PACK)
    assert all(record.signer == office.public_hex and record.is_valid for record in records)
    keys = {
        place: signer_of(bytes.fromhex(pack.enrolment_seed)).public_hex
        for place, pack in packs.items()
    }
    assert sorted(json.dumps(dict(r.facts), sort_keys=True) for r in records) == sorted(
        json.dumps(
            {"event": "EXPO23", "stand": place[:3], "till": place[4:], "enrolment_key": key},
            sort_keys=True,
        )
        for place, key in keys.items()
    )
    assert len(set(keys.values())) == 3


def test_the_same_book_gives_the_same_bytes_and_keeps_what_lies_there(tmp_path: Path) -> None:
    first = make_packs(tmp_path)
    again = write_stand_packs(tmp_path / "book.db", tmp_path / "packs")
    elsewhere = write_stand_packs(tmp_path / "book.db", tmp_path / "other" / "deep")
    assert again.problems == elsewhere.problems == []
    assert [p.path for p in again.packs] == [p.path for p in first.values()]
    for one, two in zip(again.packs, elsewhere.packs, strict=True):
        assert one.path.read_bytes() == two.path.read_bytes()
    assert len(list((tmp_path / "packs").iterdir())) == 3
    with Book.open(tmp_path / "book.db") as book:
        assert len(book.records(RecordKind.PACK)) == 3


def test_another_file_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    packs = make_packs(tmp_path)
    packs["A07-2"].path.write_bytes(b"of last year")
    report = write_stand_packs(tmp_path / "book.db", tmp_path / "packs")
    assert [problem.code for problem in report.problems] == ["pack_in_the_way"]
    assert packs["A07-2"].path.read_bytes() == b"of last year"
    assert [pack.till for pack in report.packs] == ["1", "1"]


def test_packs_need_the_books_key(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    key_path(book).unlink()
    with pytest.raises(MachineError, match="key_missing"):
        write_stand_packs(book, tmp_path / "packs")


def test_a_book_without_the_goods_that_it_names_hands_nothing_out(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book.db", PLAN.encode()):
        pass
    key_path(tmp_path / "book.db").write_text(OFFICE_SEED.hex())
    with pytest.raises(PosError, match="book_goods_missing"):
        write_stand_packs(tmp_path / "book.db", tmp_path / "packs")


def test_packs_come_from_the_book_alone(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    for name in ("goods.csv", "a08.csv", "event.toml"):
        (tmp_path / name).unlink()
    assert len(write_stand_packs(book, tmp_path / "packs").packs) == 3


def test_a_sheet_with_a_fault_makes_no_book(tmp_path: Path) -> None:
    event = plan_fair(tmp_path)
    (tmp_path / "goods.csv").write_text(GOODS.replace("50000", "50.5"), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        init_book(tmp_path / "book.db", event)
    assert [(p.code, p.file, p.row) for p in refused.value.problems if p.severity == "error"] == [
        ("price_fraction", "goods.csv", 2)
    ]
    (tmp_path / "goods.csv").unlink()
    with pytest.raises(PosError, match="file_not_found"):
        init_book(tmp_path / "book.db", event)
    assert not (tmp_path / "book.db").exists()


def test_goods_of_a_maker_who_is_not_planned_are_a_warning(tmp_path: Path) -> None:
    warnings = init_book(tmp_path / "book.db", plan_fair(tmp_path))
    assert [(w.code, w.severity, w.facts["text"]) for w in warnings] == [
        ("maker_not_planned", "warning", "Ibu Baru")
    ]


def test_no_two_tills_share_the_digits_of_their_own_numbers() -> None:
    stands = "".join(f'[[stand]]\ncode="S{n}"\ntills=9\n' for n in range(300))
    head = 'code="E"\nname="n"\nstart=2023-10-25\nend=2023-10-25\n'
    parts = till_parts(read_plan((head + stands).encode())[0])
    assert len(parts) == len(set(parts.values())) == 2_700
    plain = '[[stand]]\ncode="A07"\ntills=2\n'
    assert till_parts(read_plan((head + plain).encode())[0]) == {("A07", "1"): 71, ("A07", "2"): 72}


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    book, out = make_book(tmp_path), tmp_path / "out"
    words = ["office", "stand-packs", str(book), "--out", str(out), "--json"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [Path(pack["file"]).name for pack in found["packs"]] == [
        *("EXPO23_A07-1.standpack", "EXPO23_A07-2.standpack", "EXPO23_A08-1.standpack"),
    ]
    assert found["problems"] == []
    (out / "EXPO23_A07-1.standpack").write_bytes(b"x")
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["code"] == "pack_in_the_way"
