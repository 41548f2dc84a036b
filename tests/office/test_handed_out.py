"""A till's file held against what the office handed out: named, and never changing a total."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from office.small_world import DAYS, OFFICE, TOML, Till, decided, sale, signer
from support.fair_plan import GOODS as SHEET
from support.fair_plan import make_packs
from support.shops import cash, clock_at, ring

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.review_items import ReviewKind
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.effective_decisions import (
    NO_DECISIONS,
    EffectiveDecisions,
    evaluate_decisions,
)
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare
from pos_app.office.plan.event_plan import EventPlan, read_plan
from pos_app.office.plan.handed_out import HandedOut, PlannedGoods, handed_out
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.records import RecordKind, sign_record
from pos_app.office.report.ask_tables import ask_tables, ask_tables_for_paper
from pos_app.office.report.tables import problem_table
from pos_app.office.sold_terms import (
    GoodsChange,
    Offer,
    Offers,
    TillNotes,
    TillStaff,
    known_offers,
    notes_from_text,
)
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.catalogue.product_edit import entry_of, save_product
from pos_app.services.catalogue.product_lookup import product_of_sku
from pos_app.services.day import business_day, closing
from pos_app.services.day.review import review_day
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import save_person

CLOCK = clock_at("2023-10-25T21:00:00+08:00")
NEW = frozenset(
    [
        "price_differs",
        "share_differs",
        "bearer_differs",
        "maker_differs",
        "cashier_unknown",
        "cashier_added",
    ]
)
STAFF = b"""
[[staff]]
code = "SITI"
name = "Siti"
role = "cashier"
stand = "A07"
"""
Change = Callable[[Shop], object]


def new_warnings(status: Status) -> list[OfficeWarning]:
    return [warning for warning in status.warnings if warning.code in NEW]


def found_in(
    folder: Path,
    *changes: Change,
    cashier: str = "SITI",
    sales: int | None = None,
    before: Change | None = None,
) -> list[str]:
    """What the office says of a day of a till that was set up from its pack, then changed.

    Each change is followed by a sale of two pieces of every kind of goods.
    """
    packs = make_packs(folder)
    shop = set_up_from_pack(folder / "till", check_pack(packs["A07-1"].path), clock_at())
    with shop:
        if before is not None:
            before(shop)
        business_day.open_till(shop, 200_000, cashier)
        for change in changes or (lambda _: None,):
            change(shop)
            sold = ring(shop, lines=[{"code": c, "qty": 2} for c in "ABC"], tenders=cash(5_000_000))
            assert sold["ok"], sold
        file = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
    (folder / "day.zip").write_bytes(file)
    merge_into(folder / "book.db", [folder / "day.zip"])
    status = book_status(folder / "book.db", None, CLOCK)
    assert status.totals.sales == (sales or len(changes or (1,))), "it counts all the same"
    for warning in new_warnings(status):
        assert warning.till_day == ("A07", "1", DAYS[0])
        assert warning.detail in sentence(warning.problem(), "en")
        assert str(warning.count) in sentence(warning.problem(), "id")
    return [f"{w.code} {w.count} {w.detail}" for w in new_warnings(status)]


def sql(text: str) -> Change:
    """A change that leaves no row in the journal."""

    def run(shop: Shop) -> None:
        with shop.transaction():
            shop.database.execute(text)

    return run


def priced(sku: str, price: str) -> Change:
    """A lead changes a price at the till."""

    def run(shop: Shop) -> None:
        product = product_of_sku(shop, sku)
        assert product is not None
        save_product(shop, replace(entry_of(shop, product), price=price), new=False, by="BUDI")

    return run


def imported(sheet: str) -> Change:
    def run(shop: Shop) -> None:
        path = shop.folder / "sheet.csv"
        path.write_text(f"sku,name,category,maker,price_rp,stock,share_pct\n{sheet}\n", "utf-8")
        assert import_file(shop, path).stored

    return run


def test_a_price_for_several_pieces_is_the_offices_own(tmp_path: Path) -> None:
    """It travels from the sheet to the till, needs no lead, and accuses nobody."""
    head, necklace, *others = SHEET.splitlines()
    rows = (f"{head},price_steps", f"{necklace},10=45000; 50=30000", *(f"{row}," for row in others))
    goods = "\n".join(rows)
    packs = make_packs(tmp_path, goods=goods)
    assert b'"price_steps":"10=45000; 50=30000"' in packs["A07-1"].path.read_bytes()
    with set_up_from_pack(tmp_path / "till", check_pack(packs["A07-1"].path), clock_at()) as shop:
        business_day.open_till(shop, 200_000, "SITI")
        sold = ring(shop, lines=[{"code": "A", "qty": 50}], tenders=cash(1_500_000))
        assert (sold["total"], sold["change"]) == (1_500_000, 0)
        back = ring(shop, refund_of=sold["number"], lines=[{"code": "A", "qty": 1}])
        assert back["total"] == -30_000
        file = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
        assert not [i for i in review_day(shop, DAYS[0]) if i.kind is ReviewKind.DISCOUNT]
    (tmp_path / "day.zip").write_bytes(file)
    merge_into(tmp_path / "book.db", [tmp_path / "day.zip"])
    status = book_status(tmp_path / "book.db", None, CLOCK)
    assert new_warnings(status) == [] and status.totals.discount == 0
    (settled,) = status.confirmed.settlements
    assert settled.net == settled.due + settled.share == 49 * 30_000


def test_an_honest_till_with_its_pack_is_not_named(tmp_path: Path) -> None:
    assert found_in(tmp_path) == []


def test_bargains_and_a_piece_sold_for_more_than_its_price_are_honest(tmp_path: Path) -> None:
    def bargain(shop: Shop) -> None:
        lines = [{"code": "A", "qty": 1, "unit_price": 45_000}, {"code": "B", "qty": 1}]
        lines += [{"code": "C", "qty": 1, "unit_price": 40_000}]
        assert ring(shop, lines=lines, discount=1_000, tenders=cash(500_000))["ok"]

    assert found_in(tmp_path, bargain, sales=2) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            sql("UPDATE products SET price = price / 2"),
            ["price_differs 3 B: Rp120.000 → Rp60.000"],
        ),
        (priced("B", "60000"), ["price_differs 1 B: Rp120.000 → Rp60.000 · BUDI"]),
        (priced("B", "180000"), ["price_differs 1 B: Rp120.000 → Rp180.000 · BUDI"]),
        (
            imported("A,Kalung manik,Manik,M1,20000,,"),
            ["price_differs 1 A: Rp50.000 → Rp20.000"],
        ),
        (sql("UPDATE products SET share_bp = 0"), ["share_differs 2 M1 A: 12.5% → 0%"]),
        (
            sql("UPDATE products SET share_bp = 10000"),
            ["share_differs 3 Ibu Baru C: 0% → 100%"],
        ),
        (
            sql("UPDATE makers SET share_bp = 0"),
            ["share_differs 3 M1: 12.5% → 0%"],
        ),
        (imported("C,Bros,Daun,Ibu Baru,35000,,40"), ["share_differs 1 Ibu Baru C: 0% → 40%"]),
        (
            sql("UPDATE makers SET discount_by = 'maker'"),
            ["bearer_differs 1 M2: stand → maker"],
        ),
        (
            sql("UPDATE products SET maker = 'M1', share_bp = 1250 WHERE sku = 'B'"),
            ["maker_differs 1 B: M2 → M1"],
        ),
        (
            lambda shop: save_person(shop, Person("RINA", "Rina", Role.CASHIER), by="BUDI"),
            [],
        ),
    ],
)
def test_what_differs_from_the_pack_is_named_with_the_largest_difference(
    tmp_path: Path, change: Change, told: list[str]
) -> None:
    assert found_in(tmp_path, change) == told


def test_a_price_that_was_changed_and_put_back_is_named_once(tmp_path: Path) -> None:
    told = found_in(tmp_path, priced("A", "10000"), priced("A", "15000"), priced("A", "50000"))
    assert told == ["price_differs 1 A: Rp50.000 → Rp10.000 · BUDI"]


def test_a_cashier_whom_nobody_planned_is_named(tmp_path: Path) -> None:
    assert found_in(tmp_path, cashier="DEDI") == ["cashier_unknown 1 DEDI"]


def test_a_cashier_whom_a_lead_added_at_the_till_is_named_as_such(tmp_path: Path) -> None:
    def add(shop: Shop) -> None:
        save_person(shop, Person("RINA", "Rina", Role.CASHIER), by="BUDI")

    assert found_in(tmp_path, cashier="RINA", before=add) == ["cashier_added 1 RINA (← BUDI)"]


# The rules, on files that nobody has to write.

GOODS: HandedOut = {
    "": {"s": PlannedGoods("S", "M1", 50_000), "t": PlannedGoods("T", "Pak Budi", 90_000, 500)},
    "A08": {"s": PlannedGoods("S", "M1", 70_000)},
}


def day_with(
    *offers: Offer, stand: str = "A07", day: str = DAYS[0], notes: TillNotes | None = None
) -> BookDay:
    file = Till(stand, "1").close(day, sale(stand + day, 1_000))
    return replace(file, offers=Offers.of(offers), notes=notes or TillNotes())


def said(
    *days: BookDay,
    goods: HandedOut = GOODS,
    plan: EventPlan | None = None,
    effective: EffectiveDecisions = NO_DECISIONS,
) -> list[str]:
    status = status_of(plan or read_plan(TOML)[0], days, DAYS[-1], effective, handed=goods)
    assert status.totals.net == 1_000 * len(days)
    return [f"{w.stand} {w.day[-2:]} {w.code} {w.count} {w.detail}" for w in new_warnings(status)]


DEARER = "price_differs 1 S: Rp50.000"
FINE = Offer("S", "M1", "Bu Sri", 1250, 50_000)


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        (FINE, []),
        (FINE._replace(sku="s ", maker="bu sri", maker_name="x"), []),
        (FINE._replace(list_price=60_000), []),
        (
            FINE._replace(list_price=60_000, is_below=True),
            ["price_differs 1 S: Rp50.000 → Rp60.000"],
        ),
        (FINE._replace(list_price=49_999), ["price_differs 1 S: Rp50.000 → Rp49.999"]),
        (FINE._replace(share_bp=1249), ["share_differs 1 M1 S: 12.5% → 12.49%"]),
        (FINE._replace(sku="LAIN-M1"), []),
        (FINE._replace(sku="LAIN-M1", share_bp=0), ["share_differs 1 M1 LAIN-M1: 12.5% → 0%"]),
        (FINE._replace(sku="NEW", maker="ZZ", maker_name="Zaza", share_bp=9_000), []),
        (Offer("T", "M2", "Pak Budi", 500, 90_000), []),
        (Offer("T", "M2", "Pak Budi", 1000, 90_000), ["share_differs 1 M2 T: 5% → 10%"]),
        (Offer("T", "ZZ", "Zaza", 0, 90_000), ["maker_differs 1 T: M2 → ZZ"]),
    ],
)
def test_an_offer_is_held_against_the_plan(offer: Offer, told: list[str]) -> None:
    assert said(day_with(offer)) == [f"A07 25 {line}" for line in told]


def test_what_touches_the_makers_money_is_in_the_report_of_a_complete_fair() -> None:
    cheap = [FINE._replace(list_price=price) for price in (20_000, 49_000)]
    other = Offer("T", "M2", "Pak Budi", 500, 80_000)
    status = status_of(read_plan(TOML)[0], [day_with(*cheap, other)], DAYS[0], handed=GOODS)
    (table,) = ask_tables(status)
    wanted = ("A07", "1", DAYS[0], "Harga bukan harga dinas")
    assert [row[4:] for row in table.rows if row[:4] == wanted] == [
        ("S: Rp50.000 → Rp20.000 (+1)",)
    ]
    assert all(row[3] != wanted[3] for row in problem_table(status).rows)
    (paper,) = ask_tables_for_paper(status, "en")
    assert ("A07", "1", "Prices that are not the office's", "S: Rp50.000 → Rp20.000", "25 Oct") in (
        paper.rows
    )


def test_each_stand_is_held_against_its_own_sheet() -> None:
    dear = FINE._replace(list_price=70_000, is_below=True)
    assert said(day_with(dear, stand="A08"), day_with(FINE)) == []
    assert said(day_with(FINE, stand="A08"), day_with(dear)) == [
        "A07 25 price_differs 1 S: Rp50.000 → Rp70.000",
        "A08 25 price_differs 1 S: Rp70.000 → Rp50.000",
    ]


def test_without_a_sheet_only_the_makers_share_is_known() -> None:
    cheap = FINE._replace(list_price=1, share_bp=0)
    assert said(day_with(cheap), goods={}) == ["A07 25 share_differs 1 M1 S: 12.5% → 0%"]


def test_a_change_of_an_earlier_day_explains_a_later_one_and_no_other_till() -> None:
    changed = TillNotes(goods=(GoodsChange("S", 20_000, None, None, "BUDI"),))
    cheap = FINE._replace(list_price=20_000)
    till, other = Till("A07", "1"), Till("A07", "2")
    first = replace(till.close(DAYS[0], sale("1", 1_000)), notes=changed)
    second = replace(till.close(DAYS[1], sale("2", 1_000)), offers=Offers.of([cheap]))
    third = replace(other.close(DAYS[1], sale("3", 1_000)), offers=Offers.of([cheap]))
    assert said(third, second, first) == [
        "A07 26 price_differs 1 S: Rp50.000 → Rp20.000 · BUDI",
        "A07 26 price_differs 1 S: Rp50.000 → Rp20.000",
    ]


def test_a_change_to_something_else_explains_nothing() -> None:
    changed = TillNotes(goods=(GoodsChange("S", 30_000, 1250, "M1", "BUDI"),))
    told = said(day_with(FINE._replace(list_price=20_000), notes=changed))
    assert told == ["A07 25 price_differs 1 S: Rp50.000 → Rp20.000"]


def test_what_a_decision_corrects_is_not_named_on_the_days_that_it_covers() -> None:
    def told(*contents: CorrectShare | CorrectPrice, day: str = DAYS[1]) -> list[str]:
        wrong = day_with(FINE._replace(list_price=9_000, share_bp=0), day=day)
        # Settling by decision needs the goods, which these days have.
        records = [decided(content) for content in contents]
        effective = evaluate_decisions(records, "EXPO23", OFFICE.public_hex)
        return [line.split()[2] for line in said(wrong, effective=effective)]

    share, price = CorrectShare("Bu Sri", 1250, DAYS[1]), CorrectPrice("s", 50_000, "", DAYS[1])
    both = ["price_differs", "share_differs"]
    assert told() == told(share, price, day=DAYS[0]) == both
    assert told(share) == ["price_differs"]
    assert told(price) == ["share_differs"]
    assert told(CorrectShare("M2", 1250), CorrectPrice("s", 50_000, "M2")) == both


def test_makers_of_a_file_are_held_against_the_plan() -> None:
    makers = {
        "M1": FileMaker("Bu Sri", DiscountBearer.STAND, 0, 1250),
        "M2": FileMaker("Pak Budi", DiscountBearer.STAND, 0, 0),
        "ZZ": FileMaker("Zaza", DiscountBearer.STAND, 0, 9_000),
    }
    assert said(replace(day_with(FINE), makers=makers)) == [
        "A07 25 bearer_differs 1 M1: maker → stand",
        "A07 25 share_differs 1 M2: 10% → 0%",
    ]
    only_paid = {"M2": FileMaker("M2", DiscountBearer.MAKER, 500)}
    assert said(replace(day_with(FINE), makers=only_paid)) == []


def test_cashiers_are_held_against_the_staff_of_their_stand() -> None:
    plan = read_plan(TOML + STAFF)[0]

    def at(stand: str, *cashiers: str, staff: tuple[TillStaff, ...] = ()) -> list[str]:
        notes = TillNotes(cashiers=cashiers, staff=staff)
        return said(day_with(FINE, stand=stand, notes=notes), goods={}, plan=plan)

    assert at("A07", "SITI") == at("A08", "ANYBODY") == []
    assert at("A07", "RINA", "SITI") == ["A07 25 cashier_unknown 1 RINA"]
    assert at("A07", "RINA", staff=(TillStaff("RINA", ""),)) == ["A07 25 cashier_added 1 RINA"]
    many = tuple(f"X{n}" for n in range(9))
    assert at("A07", *many) == ["A07 25 cashier_unknown 9 X0, X1, X2, X3, X4, X5 …"]


def test_only_the_books_own_office_says_what_was_handed_out() -> None:
    plan = read_plan(TOML)[0]
    row = {"sku": "S", "maker": "M1", "price": 1, "share_bp": None}
    facts = {"event": plan.code, "stand": "", "rows": [row]}
    mine, other = signer(1), signer(2)
    records = [
        sign_record(RecordKind.GOODS, body, key.public_hex, key.sign)
        for key in (mine, other)
        for body in (facts, {**facts, "event": "X"}, {"rows": [1]}, {"rows": None})
    ]
    found = handed_out(plan, records, mine.public_hex)
    assert found == {"": {"s": PlannedGoods("S", "M1", 1)}}
    assert handed_out(plan, records, None) == {}


def test_an_offer_that_is_not_what_its_hash_says_is_left_out() -> None:
    offers = Offers.of([FINE])
    (mark,) = offers.hashes
    assert known_offers([(mark, FINE.text)]) == {mark: FINE}
    assert known_offers([(mark, FINE._replace(share_bp=0).text), (1, "x"), (2, FINE.text)]) == {}


def test_notes_survive_being_stored() -> None:
    notes = TillNotes(
        ("SITI",), (GoodsChange("S", None, 5, "M1", ""),), (TillStaff("RINA", "BUDI"),)
    )
    assert notes_from_text(json.dumps(notes.as_json())) == notes


def test_a_book_without_one_of_its_offers_shows_no_figure(tmp_path: Path) -> None:
    found_in(tmp_path)
    with sqlite3.connect(tmp_path / "book.db") as database:
        for verb in ("UPDATE", "DELETE"):
            database.execute(f"DROP TRIGGER offers_never_{verb}")
        database.execute("UPDATE offers SET text = replace(text, '50000', '50001')")
    database.close()
    with pytest.raises(PosError, match="book_damaged"):
        book_status(tmp_path / "book.db", None, CLOCK)
