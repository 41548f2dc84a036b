"""One flipped bit of a till at rest: start, close or doctor see it, or it has no effect."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing as closing_file
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.clock import parse_stamp
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop
from pos_app.services.shop.twin_difference import NEWEST_ROWS

# When a migration ran is shown nowhere. A request whose stored hash is damaged is refused when it
# is sent again (`ref_reused`), and never doubled. A stored file is held against its manifest;
# beside that, a ZIP holds times that nobody reads.
WITH_EFFECT = {
    "_sqlite_migrations": "name",
    "requests": "ref, answer, sale",
    "closes": "day, revision, closed_at, expected, counted, difference, reason, totals, manifest,"
    " file_name, cashier, verified_by",
}
NEXT_DAY = "2023-10-26T08:00:00+08:00"


def two_days(folder: Path) -> None:
    """A closed, exported day and an open one, with every kind of row."""
    with make_shop(folder) as shop:
        staff.save_person(shop, Person("BUDI", "Budi", Role.LEAD))
        sell_some(shop)
        closed = closing.close_till(shop, pieces={50_000: 4}, reason="receh")
        day_export.export_day(shop, closed.day, folder.parent)
        shop.clock.set(parse_stamp(NEXT_DAY))  # type: ignore[attr-defined]
        business_day.open_till(shop, 100_000)
        sell_some(shop)


def sell_some(shop: object) -> None:
    for number in range(12):
        qty = number % 3 + 1
        tenders = cash(200_000) if number % 4 else [{"method": "qris", "amount": qty * 50_000}]
        answer = ring(shop, lines=[{"code": "A", "qty": qty}], tenders=tenders)  # type: ignore[arg-type]
        assert answer["ok"]
    ring(shop, refund_of=answer["number"], lines=[{"code": "A", "qty": 1}])  # type: ignore[arg-type]
    cash_drawer.move_cash(shop, -20_000, "ambil", "M1")  # type: ignore[arg-type]


def dump(database: Path) -> dict[str, object]:
    """Everything that a till stores, by table, without the places where SQLite keeps it."""
    with closing_file(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: dict[str, object] = {"version": connection.execute("PRAGMA user_version").fetchone()}
        for (name,) in names.fetchall():
            columns = WITH_EFFECT.get(name, "*")
            found[name] = sorted(map(repr, connection.execute(f"SELECT {columns} FROM {name}")))
    return found


def seen_by(folder: Path) -> str:
    """What sees the damage first; empty if nothing does."""
    report = check_till(folder, clock_at(NEXT_DAY))
    try:
        with open_shop(folder, clock_at(NEXT_DAY)) as shop:
            if shop.trouble is None:
                shop.check_later().wait()
                shop.later_check_done()
            if shop.trouble is not None or shop.changed_staff:
                return "start"
            try:
                sold = ring(
                    shop, ref="after", lines=[{"code": "B", "qty": 1}], tenders=cash(120_000)
                )
                if not sold["ok"]:
                    return "sale"
                closing.close_till(shop, counted=0)
            except PosError:
                return "close"
    except PosError:
        return "start"
    return "doctor" if report.problems else ""


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place // 8] ^= 1 << place % 8
    path.write_bytes(bytes(data))


def flips(tmp_path: Path, name: str, count: int, seed: int) -> Counter[str]:
    made = tmp_path / "made"
    made.mkdir()
    two_days(made / "till")
    before = dump(made / "till" / "till.db")
    rng, tally = random.Random(seed), Counter[str]()
    bits = (made / "till" / name).stat().st_size * 8
    for _ in range(count):
        place = rng.randrange(bits)
        folder = tmp_path / "flipped"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made / "till", folder)
        flip(folder / name, place)
        try:
            same = dump(folder / "till.db") == before
        except (sqlite3.Error, UnicodeDecodeError, MemoryError):
            same = False
        how = seen_by(folder)
        if not how:
            assert same, f"bit {place} of {name} changed what is stored, and nothing saw it"
            how = "no effect"
        tally[how] += 1
    print(f"\n{count} flips of {name} (seed {seed}): {dict(tally)}")
    return tally


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos_app.store.database.PAUSES", (0, 0, 0))


@pytest.mark.parametrize("name", ["till.db", "journal.jsonl"])
def test_a_flipped_bit_is_seen_or_has_no_effect(tmp_path: Path, name: str) -> None:
    flips(tmp_path, name, 40, seed=1)


def test_a_damaged_day_file_is_named_by_doctor_and_no_stick_is_blamed(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    two_days(folder)
    with sqlite3.connect(folder / "till.db") as base:
        (file,) = base.execute("SELECT file FROM closes").fetchone()
    base.close()
    whole = (folder / "till.db").read_bytes()
    place = whole.index(file[200:260])
    (folder / "till.db").write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
    codes = [
        problem.code for problem in check_till(folder, clock_at(NEXT_DAY), full=False).problems
    ]
    assert codes[0] == "day_file_damaged"
    with open_shop(folder, clock_at(NEXT_DAY)) as shop:
        with pytest.raises(PosError) as refused:
            day_export.export_day(shop, "2023-10-25", tmp_path / "stick")
        assert refused.value.code == "day_file_damaged"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE products SET price = 5000 WHERE sku = 'A'",
        "UPDATE makers SET share_bp = 9000",
        "UPDATE settings SET value = 'x' WHERE key = 'recovery_hash'",
        "UPDATE products SET name = 'Kalung palsu'",
    ],
)
def test_goods_and_settings_that_no_journal_row_tells_are_held_against_the_twin(
    tmp_path: Path, change: str
) -> None:
    two_days(tmp_path / "till")
    with sqlite3.connect(tmp_path / "till" / "till.db") as base:
        triggers = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        stored = triggers.fetchall()
        for name, _ in stored:
            base.execute(f"DROP TRIGGER {name}")
        changed = base.execute(change).rowcount
        for _, sql in stored:
            base.execute(sql)
    base.close()
    if changed:
        problems = check_till(tmp_path / "till", clock_at(NEXT_DAY)).problems
        assert any("twin" in str(problem.facts.get("what")) for problem in problems)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["till.db", "journal.jsonl"])
def test_five_hundred_flipped_bits_are_seen_or_have_no_effect(tmp_path: Path, name: str) -> None:
    flips(tmp_path, name, 500, seed=2)


def test_a_close_says_what_a_lead_can_decide_where_an_old_sale_was_changed(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        for _ in range(NEWEST_ROWS + 20):
            ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    with closing_file(sqlite3.connect(folder / "till.db")) as base, base:
        (sql,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'sales_no_update'")
        base.execute("DROP TRIGGER sales_no_update")
        base.execute("UPDATE sales SET note = 'x' WHERE running = 1")
        base.execute(sql[0])
    with open_shop(folder, clock_at()) as shop:
        assert shop.trouble is None, "a start compares the newest rows only"
        with pytest.raises(PosError) as refused:
            closing.close_till(shop, counted=0)
        assert refused.value.code == "twin_differs"
        assert business_day.current_day(shop) is not None
