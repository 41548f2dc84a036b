"""The commands for the day when a laptop or its database is lost, as another program uses them."""

from __future__ import annotations

from pathlib import Path

from support.commands import Till
from support.safety_till import ring, set_up


def test_a_backup_is_restored_beside_a_damaged_database(tmp_path: Path) -> None:
    till = set_up(tmp_path)
    ring(till, "1")
    made = till.json("backup", str(tmp_path / "stick"))
    assert set(made) == {"path", "sales", "net", "seq", "head"}
    ring(till, "2")
    with (tmp_path / "till" / "till.db").open("r+b") as file:
        file.write(bytes(100))
    found = till.json("restore", made["path"])
    assert (found["sales"], found["net"], found["last_number"]) == (2, 100_000, "A07-1-000002")
    assert found["lost_after"] is None
    assert Path(found["kept_damaged"]).read_bytes()[:100] == bytes(100)
    assert ring(till, "2") == "A07-1-000002"
    assert ring(till, "3") == "A07-1-000003"
    assert till.json("doctor")["ok"]


def test_a_lost_laptop_s_backup_says_what_may_be_lost(tmp_path: Path) -> None:
    till = set_up(tmp_path)
    ring(till, "1")
    made = till.json("backup", str(tmp_path / "stick"))
    (tmp_path / "other").mkdir()
    other = Till(tmp_path / "other")
    found = other.json("restore", made["path"])
    assert (found["seq"], found["head"]) == (made["seq"], made["head"])
    assert (found["lost_after"], found["kept_damaged"]) == (made["seq"], None)
    assert other.refused("restore", str(tmp_path / "goods.csv"))


def test_the_safety_folder_is_set_shown_and_ended(tmp_path: Path) -> None:
    till = set_up(tmp_path)
    nothing = {"folder": None, "rows_behind": None, "last_backup": None}
    assert till.json("safety") == nothing
    found = till.json("safety", str(tmp_path / "stick"))
    assert (found["folder"], found["rows_behind"]) == (str(tmp_path / "stick"), 0)
    ring(till, "1")
    assert till.json("safety")["rows_behind"] == 0
    (tmp_path / "stick").rename(tmp_path / "away")
    ring(till, "2")
    assert till.json("safety")["rows_behind"] == 1
    (tmp_path / "away").rename(tmp_path / "stick")
    ring(till, "3")
    assert till.json("safety")["rows_behind"] == 0
    assert till.json("safety", "--off") == nothing


def test_every_command_counts_sales_as_the_total_of_the_day_does(tmp_path: Path) -> None:
    till = set_up(tmp_path)
    number = ring(till, "1")
    ring(till, "2")
    third = ring(till, "3")
    back = [{"code": "A", "qty": 1}]
    assert till.ring(ref="4", refund_of=number, lines=back)["ok"]
    assert till.ring(ref="5", void_of=third)["ok"]
    wanted = (2, 50_000)
    told = till.json("till", "interim")
    assert (told["sales"], told["net"]) == wanted
    made = till.json("backup", str(tmp_path / "stick"))
    new, other = tmp_path / "new", tmp_path / "other"
    for each in (new, other):
        each.mkdir()
    found = [made, Till(new).json("restore", made["path"])]
    found.append(Till(other).json("takeover", made["path"]))
    assert [(each["sales"], each["net"]) for each in found] == [wanted] * 3
