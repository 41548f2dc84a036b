"""An older version of the program gets the till back, with all that was sold since the update."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest
from support.commands import Till

from pos_app.dayfile.signing import create_key
from pos_app.errors import PosError
from pos_app.services.safety.way_back import go_back
from pos_app.services.shop.shop import KEY_NAME
from pos_app.store import backups
from pos_app.store.migrations import MARKED_SINCE, ORDERS_SINCE, SCHEMA_VERSION, schema_hash

DATA = Path(__file__).parents[2] / "data"
OLDER = list(range(1, SCHEMA_VERSION))


def till_of(version: int, tmp_path: Path) -> Till:
    folder = tmp_path / "till"
    folder.mkdir()
    create_key(folder / KEY_NAME, bytes(32))
    (folder / "till.db").write_bytes(
        gzip.decompress((DATA / f"till_v{version}.db.gz").read_bytes())
    )
    till = Till(tmp_path)
    till.clock = "2023-10-26T15:00:00+08:00"
    return till


def sell(till: Till, ref: str) -> str:
    with sqlite3.connect(till.folder / "till" / "till.db") as connection:
        code = connection.execute("SELECT sku FROM products ORDER BY sku").fetchone()[0]
    connection.close()
    lines = [{"code": code, "qty": 1}]
    sold = till.ring(ref=ref, lines=lines, tenders=[{"method": "cash", "amount": 500_000}])
    assert sold["ok"], sold
    return str(sold["number"])


def schema_of(path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name"
        ).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("version", OLDER)
def test_it_has_the_older_schema_and_every_sale_since(version: int, tmp_path: Path) -> None:
    till = till_of(version, tmp_path)
    older = schema_of(tmp_path / "till" / "till.db")
    before = till.json("sales")
    numbers = [sell(till, "after-1"), sell(till, "after-2")]
    done = till.json("downgrade")
    assert done["ok"] is True, done
    assert (done["schema"], done["from_schema"]) == (version, SCHEMA_VERSION)
    since = done["since_update"]
    assert [each["number"] for each in since["receipts"]] == numbers
    assert (since["known"], since["count"]) == (True, 2)
    path = tmp_path / "till" / "till.db"
    assert schema_of(path) == older
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        stored = [number for (number,) in connection.execute("SELECT number FROM sales")]
        if version >= MARKED_SINCE:
            mark = connection.execute("SELECT sha256 FROM schema_mark").fetchone()[0]
            assert mark == schema_hash(connection)
    connection.close()
    assert stored[-2:] == numbers
    facts = backups.check_copy(Path(done["copy"]))
    assert (facts.sales, facts.net) == (done["sales"], done["net"])
    after = till.json("sales")  # the newer version opens it once more
    assert after["sales"][: len(before["sales"])] == before["sales"]
    assert till.json("doctor")["ok"] is True
    assert sell(till, "after-3") > numbers[-1]


def test_a_till_of_version_0_1_0_goes_up_sells_and_goes_back(tmp_path: Path) -> None:
    with zipfile.ZipFile(DATA / "made_by_0.1.0.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "till" / "till.key").chmod(0o600)
    older, till = schema_of(tmp_path / "till" / "till.db"), Till(tmp_path)
    till.clock = "2023-10-26T22:00:00+08:00"
    number = sell(till, "after-1")
    done = till.json("downgrade")
    assert (done["schema"], done["left_out"]) == (4, {"rows": {}, "columns": []})
    assert [each["number"] for each in done["since_update"]["receipts"]] == [number]
    assert schema_of(tmp_path / "till" / "till.db") == older
    assert sorted(path.name for path in (tmp_path / "till").glob("*.v*")) == [
        f"journal.jsonl.v{SCHEMA_VERSION}",
        f"till.db.v{SCHEMA_VERSION}.bak",
        "till.db.v4.bak",
    ]


def test_without_a_copy_from_before_it_is_refused_in_words(tmp_path: Path) -> None:
    till = Till(tmp_path)
    till("setup", "--event", "E", "--stand", "A01", "--till", "1")
    assert "--schema" in till.refused("downgrade")
    assert till.json("doctor")["journal"] > 0


def test_only_an_older_schema_can_be_asked_for(tmp_path: Path) -> None:
    till = till_of(SCHEMA_VERSION - 1, tmp_path)
    sell(till, "after-1")
    assert str(SCHEMA_VERSION) in till.refused("downgrade", "--schema", str(SCHEMA_VERSION))


def test_rows_that_do_not_fit_leave_everything_as_it_was(tmp_path: Path) -> None:
    till = till_of(4, tmp_path)
    sell(till, "after-1")
    path = tmp_path / "till" / "till.db"
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO sale_tenders VALUES (1, 9, 'voucher', 0, '', 1)")
    connection.close()
    before = till.json("sales")
    till.refused("downgrade", "--schema", "4")
    assert till.json("sales") == before
    assert not path.with_name("till.db.older").exists()


def test_a_till_with_orders_says_why_it_cannot_go_back_and_names_them(tmp_path: Path) -> None:
    till = till_of(ORDERS_SINCE - 1, tmp_path)
    with sqlite3.connect(tmp_path / "till" / "till.db") as connection:
        (maker,) = connection.execute("SELECT code FROM makers ORDER BY code").fetchone()
    connection.close()
    terms = {"maker": maker, "what": "Kalung", "qty": 2, "total": 90_000}
    deposit = [{"method": "cash", "amount": 45_000}]
    taken = [till.ring(ref=f"o{n}", order=terms, tenders=deposit) for n in range(5)]
    assert all(each["ok"] for each in taken), taken
    before = till.json("sales")
    with pytest.raises(PosError, match="downgrade_orders"):
        go_back(tmp_path / "till")
    told, numbers = till.refused("downgrade"), [each["order"] for each in taken]
    assert all(number in told for number in numbers[:3])
    assert "5 " in told and numbers[3] not in told
    assert till.json("sales") == before
    assert not (tmp_path / "till" / "till.db.older").exists()
