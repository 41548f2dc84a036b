"""What the week of faults met: answers, earlier documents and indexes after a restore."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.shops import cash, ring
from support.takeover_fair import NOON, TOMORROW, Fair
from support.till_places import sell

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.safety.restore import restore
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import answers, earlier_documents


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def restored(fair: Fair, clock: object) -> Shop:
    restore(fair.folder / "again", [fair.folder / "new" / "journal.jsonl"], NOON)
    return open_shop(fair.folder / "again", clock)  # type: ignore[arg-type]


def all_answers(folder: Path) -> list[tuple[object, ...]]:
    with open_shop(folder, NOON, writing=False) as shop:
        sql = "SELECT ref, digest, answer FROM answers ORDER BY ref"
        return shop.database.execute(sql).fetchall()


def test_a_movement_of_the_open_day_is_answered_and_not_made_again(fair: Fair) -> None:
    with fair.till() as old:
        cash_drawer.move_cash(old, 50_000, "kas", ref="m1")
        sell(old, "r1")
    fair.carry_on()
    with restored(fair, NOON) as again:
        before = again.journal.head().seq
        cash_drawer.move_cash(again, 50_000, "kas", ref="m1")
        assert again.journal.head().seq == before
    assert all_answers(fair.folder / "again") == all_answers(fair.folder / "new")
    assert all(digest != answers.LOST for _, digest, _ in all_answers(fair.folder / "again"))


@pytest.mark.parametrize("opens", [False, True])
def test_requests_of_earlier_days_are_answered_too(fair: Fair, opens: bool) -> None:
    with fair.till() as old:
        first = sell(old, "r1")
        cash_drawer.move_cash(old, 50_000, "kas", ref="m1")
        closing.close_till(old, counted=1, reason="x")
        old.clock = TOMORROW
        if opens:
            business_day.open_till(old, 100_000)
    fair.carry_on(clock=TOMORROW)
    with restored(fair, TOMORROW) as again:
        assert sell(again, "r1") == first
    known = all_answers(fair.folder / "new")
    assert {ref for ref, *_ in known} >= {"r1", "m1"}
    assert all_answers(fair.folder / "again") == known


def test_what_the_new_laptop_was_asked_itself_is_answered(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        cash_drawer.move_cash(new, 20_000, "kas", ref="m2")
    with restored(fair, NOON) as again:
        before = again.journal.head().seq
        cash_drawer.move_cash(again, 20_000, "kas", ref="m2")
        assert again.journal.head().seq == before


@pytest.mark.parametrize("column", ["id", "number"])
def test_a_wrong_bit_in_an_earlier_document_keeps_nothing_from_being_restored(
    fair: Fair, column: str
) -> None:
    with fair.till() as old:
        sell(old, "r1")
        closing.close_till(old, counted=1, reason="x")
    fair.carry_on(clock=TOMORROW)
    base = sqlite3.connect(fair.folder / "new" / "till.db")
    base.execute("DROP TRIGGER earlier_documents_no_update")
    base.execute(f"UPDATE earlier_documents SET {column} = 'q' || substr({column}, 2)")
    base.commit()
    base.close()
    places = [fair.folder / "new" / name for name in ("till.db", "journal.jsonl")]
    restore(fair.folder / "again", places, TOMORROW)
    with open_shop(fair.folder / "again", TOMORROW) as again:
        found = earlier_documents.document_by(again.database, "number", "A07-1-000001")
        assert found is not None
        assert again.database.scalar("SELECT count(*) FROM earlier_documents") == 1


def test_a_wrong_bit_in_an_index_is_mended_although_every_row_is_right(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    path = fair.folder / "old" / "till.db"
    base = sqlite3.connect(path)
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_sales_2'"
    (root,) = base.execute(sql).fetchone()
    (size,) = base.execute("PRAGMA page_size").fetchone()
    base.close()
    data = bytearray(path.read_bytes())
    at = data.index(b"A07-1-000001", (root - 1) * size, root * size)
    data[at + 11] ^= 1
    path.write_bytes(data)
    codes = [each.facts for each in check_till(fair.folder / "old", NOON).problems]
    assert codes == [{"what": "integrity_check"}]
    restore(fair.folder / "old", [fair.stick], NOON, lead="BUDI", pin="482913")
    assert check_till(fair.folder / "old", NOON).problems == []


@pytest.mark.parametrize("others", [[], ["journal.jsonl"]])
@pytest.mark.parametrize("table", ["requests", "answers"])
def test_a_wrong_bit_in_an_answer_keeps_nothing_from_being_restored(
    fair: Fair, table: str, others: list[str]
) -> None:
    with fair.till() as old:
        first = sell(old, "r1")
        cash_drawer.move_cash(old, 50_000, "kas", ref="m1")
    path = fair.folder / "old" / "till.db"
    base = sqlite3.connect(path)
    for (name,) in base.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall():
        base.execute(f"DROP TRIGGER {name}")
    base.execute(f"UPDATE {table} SET answer = 'q' || substr(answer, 2)")
    base.commit()
    base.close()
    places = [path, *(fair.folder / "old" / name for name in others)]
    restore(fair.folder / "again", places, NOON)
    with open_shop(fair.folder / "again", NOON) as again:
        before = again.journal.head().seq
        lines = [{"code": "A", "qty": 1}]
        answer = ring(again, ref="r1", lines=lines, tenders=cash(50_000))
        assert again.journal.head().seq == before, "nothing is sold twice"
        assert answer == first or not others
