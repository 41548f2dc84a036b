import sqlite3
from pathlib import Path

import pytest
from support.shops import cash, make_shop, ring

from pos_app.errors import PosError
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop
from pos_app.store.database import open_database
from pos_app.store.journal import Twin, read_twin


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with make_shop(tmp_path / "till") as shop:
        ring(shop, ref="1", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    return tmp_path / "till"


def code_of(folder: Path) -> str:
    with pytest.raises(PosError) as error:
        open_shop(folder)
    return error.value.code


def test_the_pragmas_are_what_keeps_a_sale(folder: Path) -> None:
    database = open_database(folder / "till.db")
    found = [database.scalar(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")]
    assert [*found, database.scalar("PRAGMA foreign_keys")] == ["wal", 2, 1]
    database.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sales SET net = 0",
        "DELETE FROM sales",
        "UPDATE sale_lines SET qty = 9",
        "DELETE FROM sale_tenders",
        "UPDATE cash SET amount = 0",
        "DELETE FROM journal",
        "UPDATE journal SET payload = x'00'",
        "DELETE FROM stock_moves",
        "UPDATE till SET stand = 'B01'",
        "DELETE FROM requests",
        "DELETE FROM days",
    ],
)
def test_history_only_grows(folder: Path, sql: str) -> None:
    connection = sqlite3.connect(folder / "till.db")
    with pytest.raises(sqlite3.IntegrityError, match="history only grows"):
        connection.execute(sql)
    connection.close()


def test_two_windows_do_not_sell_from_one_folder(folder: Path) -> None:
    with open_shop(folder):
        assert code_of(folder) == "folder_locked"
        with open_shop(folder, writing=False) as reader:
            assert len(list_sales(reader)) == 1
            with pytest.raises(PosError):
                reader.settings.set("a", "b")


def test_an_empty_database_is_not_taken_for_a_new_till(folder: Path) -> None:
    (folder / "till.db").write_bytes(b"")
    (folder / "till.db-wal").unlink(missing_ok=True)
    assert code_of(folder) == "database_damaged"


@pytest.mark.parametrize("damage", [slice(0, 100), slice(4096, 8192)])
def test_a_damaged_page_is_seen_at_the_start(folder: Path, damage: slice) -> None:
    path = folder / "till.db"
    data = bytearray(path.read_bytes())
    data[damage] = bytes(len(data[damage]))
    path.write_bytes(bytes(data))
    assert code_of(folder) == "database_damaged"


def test_a_database_of_a_newer_version_is_left_alone(folder: Path) -> None:
    connection = sqlite3.connect(folder / "till.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = (folder / "till.db").read_bytes()
    assert code_of(folder) == "database_newer"
    assert (folder / "till.db").read_bytes() == before


def test_a_folder_without_a_till_says_so(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "not_set_up"


def test_a_twin_with_a_torn_tail_is_mended_from_the_database(folder: Path) -> None:
    twin = folder / "journal.jsonl"
    whole = twin.read_bytes()
    for cut in (1, 50, len(whole.splitlines()[-1]) + 10):
        twin.write_bytes(whole[:-cut])
        open_shop(folder).close()
        assert twin.read_bytes() == whole
    twin.unlink()
    open_shop(folder).close()
    assert twin.read_bytes() == whole


def test_a_twin_that_cannot_be_written_does_not_stop_a_sale(folder: Path) -> None:
    with open_shop(folder) as shop:
        twin = shop.twin
        assert isinstance(twin, Twin)
        twin.path = folder / "no" / "such" / "folder"
        answer = ring(shop, ref="2", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        twin.flush()
        assert answer["ok"]
        assert twin.failed is not None
    open_shop(folder).close()
    assert len(list(read_twin(folder / "journal.jsonl"))) >= 6


def test_the_doctor_sees_a_row_that_was_changed_behind_its_back(folder: Path) -> None:
    from pos_app.clock import SystemClock

    assert check_till(folder, SystemClock()).problems == []
    connection = sqlite3.connect(folder / "till.db")
    connection.execute("DROP TRIGGER sale_lines_no_update")
    connection.execute("UPDATE sale_lines SET name = 'Kalung palsu'")
    connection.commit()
    connection.close()
    problems = check_till(folder, SystemClock()).problems
    assert [problem.facts["what"] for problem in problems] == ["schema", "table lines"]
    with open_shop(folder) as shop:
        assert shop.trouble is not None and shop.trouble.code == "database_damaged"
