"""A command that is sent again with its `ref` does nothing again and gives the first answer."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from support.crash import pos_app
from support.shops import cash, clock_at, make_shop, refusal, ring

from pos_app.dayfile.acknowledgement import acknowledgement_code
from pos_app.errors import PosError
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.day import cash_drawer, closing
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

AT = ("--clock", "2023-10-25T09:00:00+08:00")
# Dies right after the commit of a payout, before it could say so.
KILLED = """
import os, signal, sys
from pathlib import Path
from support.shops import clock_at
from pos_app.services.day.cash_drawer import move_cash
from pos_app.services.shop.shop import open_shop
shop = open_shop(Path(sys.argv[1]), clock_at())
shop._check_place = lambda: os.kill(os.getpid(), 9)
move_cash(shop, -50_000, "titip", "M1", ref="payout-1")
"""


def rows_of(folder: Path, kind: str) -> list[dict[str, object]]:
    with open_shop(folder, clock_at()) as shop:
        return list(shop.journal.facts_of(kind))


def test_a_payout_that_was_killed_after_its_commit_is_not_paid_twice(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    make_shop(folder).close()
    path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert abs(done.returncode) == 9  # SIGKILL, which is the exit code on Windows
    asked = ("till", "move", "--amount", "-50000", "--reason", "titip", "--payout", "M1")
    for _ in range(2):
        assert pos_app(folder, *AT, *asked, "--ref", "payout-1").returncode == 0
    (moved,) = rows_of(folder, "move")
    assert (moved["amount"], moved["ref"]) == (-50_000, "payout-1")
    other = pos_app(folder, *AT, *asked[:-1], "M2", "--ref", "payout-1")
    assert other.returncode == 1 and len(rows_of(folder, "move")) == 1
    assert not check_till(folder, clock_at()).problems


def test_open_close_and_reopen_give_their_first_answer_again(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    make_shop(folder, open_with=None).close()

    def twice(*asked: str) -> str:
        first, again = (pos_app(folder, *AT, *asked) for _ in range(2))
        assert first.returncode == again.returncode == 0, first.stderr + again.stderr
        assert first.stdout == again.stdout
        return first.stdout

    twice("till", "open", "--float", "100000", "--ref", "a")
    told = json.loads(twice("till", "close", "--counted", "90000", "--ref", "b", "--json"))
    assert (told["difference"], told["revision"]) == (-10_000, 1)
    twice("till", "reopen", "--day", "2023-10-25", "--reason", "lupa", "--ref", "c")
    assert len(rows_of(folder, "open")) == len(rows_of(folder, "close")) == 1
    assert (
        pos_app(folder, *AT, "till", "close", "--counted", "100000", "--ref", "d").returncode == 0
    )
    late = pos_app(folder, *AT, "till", "close", "--counted", "90000", "--ref", "b", "--json")
    assert json.loads(late.stdout) == told


def test_set_up_export_and_receipt_give_their_first_answer_again(tmp_path: Path) -> None:
    folder, stick = tmp_path / "till", tmp_path / "stick"
    codes = ("--event", "EXPO23", "--stand", "A07", "--till", "1")

    def twice(*asked: str) -> str:
        first, again = (pos_app(folder, *AT, *asked) for _ in range(2))
        assert first.returncode == again.returncode == 0, first.stderr + again.stderr
        assert first.stdout == again.stdout
        return first.stdout

    twice("setup", *codes, "--ref", "new")
    assert pos_app(folder, *AT, "setup", *codes, "--ref", "other").returncode == 1
    assert pos_app(folder, *AT, "till", "open", "--float", "0").returncode == 0
    assert pos_app(folder, *AT, "till", "close", "--counted", "0").returncode == 0
    day = ("--day", "2023-10-25", "--to", str(stick), "--json")
    told = json.loads(twice("export", *day, "--ref", "stick"))
    assert Path(told["path"]).is_file() and len(rows_of(folder, "export")) == 1
    code = acknowledgement_code(told["manifest"])
    first = json.loads(twice("received", code, "--ref", "ack", "--json"))
    assert first["again"] is False and len(rows_of(folder, "received")) == 1
    assert pos_app(folder, *AT, "export", *day, "--ref", "ack").returncode == 1


def test_a_lost_key_and_a_repair_give_their_first_answer_again(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    make_shop(folder).close()
    before = (folder / "till.db").read_bytes()
    with open_shop(folder, clock_at()) as shop:
        ring(shop, ref="late", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    (folder / "till.db").write_bytes(before)
    (folder / "till.key").unlink()
    for asked in (("till", "repair"), ("key", "new")):
        told = [pos_app(folder, *AT, *asked, "--ref", asked[0], "--json") for _ in range(2)]
        assert told[0].returncode == 0, told[0].stdout + told[0].stderr
        assert told[0].stdout == told[1].stdout
    assert len(rows_of(folder, "key")) == len(rows_of(folder, "twin_differs")) == 1
    assert not check_till(folder, clock_at()).problems


def test_goods_that_are_imported_twice_by_one_ref_come_once(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    make_shop(folder, open_with=None).close()
    asked = ("catalogue", "import", str(folder / "goods.csv"), "--stock", "add", "--json")
    first, again = (pos_app(folder, *AT, *asked, "--ref", "goods") for _ in range(2))
    assert first.returncode == again.returncode == 0, first.stderr + again.stderr
    assert first.stdout == again.stdout and json.loads(first.stdout)["stored"]
    with open_shop(folder, clock_at()) as shop:
        assert find_by_code(shop, "A")[0].stock == 20


def test_a_ref_is_good_for_one_thing_be_it_a_command_or_a_request(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        ring(shop, ref="one", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        with pytest.raises(PosError) as refused:
            cash_drawer.move_cash(shop, 5_000, "receh", ref="one")
        assert refused.value.code == "ref_reused"
        cash_drawer.move_cash(shop, 5_000, "receh", ref="two")
        cash_drawer.move_cash(shop, 5_000, "receh", ref="two")
        assert len(cash_drawer.cash_moves(shop)) == 1
        asked = {"ref": "two", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
        assert refusal(ring(shop, **asked)) == "ref_reused"


def test_a_close_without_a_ref_that_is_repeated_says_that_it_was_done(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        closed = closing.close_till(shop, counted=200_000)
        with pytest.raises(PosError) as refused:
            closing.close_till(shop, counted=200_000)
        assert refused.value.code == "already_closed"
        assert refused.value.facts["code"] == closed.code


@pytest.mark.parametrize("place", [0, 30, -3])
def test_a_damaged_answer_is_told_again_from_the_sale(tmp_path: Path, place: int) -> None:
    request = {"ref": "r1", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    with make_shop(tmp_path / "till") as shop:
        first = dict(ring(shop, **request))
        cash_drawer.move_cash(shop, -20_000, "bayar", ref="m1")
    with sqlite3.connect(tmp_path / "till" / "till.db") as database:
        wanted = ("requests_no_update", "answers_no_update")
        found = "SELECT name, sql FROM sqlite_master WHERE name IN (?, ?)"
        triggers = database.execute(found, wanted).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        (text,) = database.execute("SELECT answer FROM requests").fetchone()
        wrong = bytearray(text.encode())
        wrong[place] ^= 1
        database.execute("UPDATE requests SET answer = ?", (wrong.decode(),))
        database.execute("UPDATE answers SET answer = '{'")
        for _, sql in triggers:
            database.execute(sql)
    database.close()
    with open_shop(tmp_path / "till", clock_at()) as shop:
        assert ring(shop, **request) == first
        with pytest.raises(PosError, match="database_damaged"):
            cash_drawer.move_cash(shop, -20_000, "bayar", ref="m1")
        assert cash_drawer.expected_cash_now(shop) == 230_000
