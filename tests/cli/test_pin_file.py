"""Commands that write: by whom, and by which way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.commands import Till
from support.shops import clock_at

from pos_app.services import staff
from pos_app.services.shop.shop import open_shop
from pos_app.services.staff import Person, Role

SHEET = "sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,M1,50000,9\n"


@pytest.fixture
def till(tmp_path: Path) -> Till:
    till = Till(tmp_path)
    assert till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    (tmp_path / "goods.csv").write_text(SHEET, encoding="utf-8")
    assert till("catalogue", "import", str(tmp_path / "goods.csv")).exit_code == 0
    return till


def with_people(till: Till, *, pins: bool) -> None:
    with open_shop(till.folder / "till", clock_at()) as shop:
        for person in (Person("ANI", "Ani", Role.CASHIER), Person("BUDI", "Budi", Role.LEAD)):
            staff.save_person(shop, person)
        if pins:
            staff.set_pin(shop, "ANI", "2580")
            staff.set_pin(shop, "BUDI", "1470")


def rows(till: Till) -> list[dict[str, Any]]:
    with open_shop(till.folder / "till", clock_at(), writing=False) as shop:
        return [json.loads(row.payload) for row in shop.journal.rows()]


def newest(till: Till, kind: str) -> dict[str, Any]:
    return [fact for fact in rows(till) if fact["kind"] == kind][-1]


def pin_file(till: Till, text: str) -> str:
    path = till.folder / "pin.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def a_day(till: Till) -> None:
    assert till("till", "open", "--float", "200000", "--cashier", "ANI").exit_code == 0
    tenders = [{"method": "cash", "amount": 50_000}]
    assert till.ring(lines=[{"code": "A", "qty": 1}], tenders=tenders)["ok"]
    assert till("till", "move", "--amount", "-5000", "--reason", "plastik").exit_code == 0
    assert till("till", "close", "--counted", "245000").exit_code == 0
    assert till("till", "reopen", "--day", "2023-10-25", "--reason", "salah").exit_code == 0


@pytest.mark.parametrize("people", [False, True])
def test_without_pins_commands_work_as_before_and_are_marked(till: Till, people: bool) -> None:
    if people:
        with_people(till, pins=False)
    a_day(till)
    for kind, via in (("open", "cli"), ("sale", "ring"), ("move", "cli"), ("close", "cli")):
        fact = newest(till, kind)
        assert (fact["by"], fact["via"]) == ("ANI", via), kind
    assert newest(till, "import")["via"] == "cli"


def test_where_people_have_pins_a_command_without_one_is_done_by_nobody(till: Till) -> None:
    with_people(till, pins=True)
    a_day(till)
    for kind in ("open", "sale", "move", "close", "reopen"):
        assert newest(till, kind)["by"] == "", kind
    assert till.json("doctor")["problems"] == []
    assert till("till", "close", "--counted", "245000").exit_code == 0
    assert till("export", "--day", "2023-10-25", "--to", str(till.folder / "out")).exit_code == 0
    (path,) = (till.folder / "out").iterdir()
    assert till("verify", str(path)).exit_code == 0


def test_a_pin_says_who_gave_the_command(till: Till) -> None:
    with_people(till, pins=True)
    assert (
        till("till", "open", "--float", "0", "--pin-file", pin_file(till, "ANI:2580")).exit_code
        == 0
    )
    assert (newest(till, "open")["by"], newest(till, "open")["via"]) == ("ANI", "cli")
    move = ("till", "move", "--amount", "-5000", "--reason", "plastik", "--pin-file")
    assert "penanggung jawab" in till.refused(*move, pin_file(till, "ANI:2580"))
    assert till(*move, pin_file(till, "1470\n"), "--as", "BUDI").exit_code == 0
    assert newest(till, "move")["by"] == "BUDI"
    assert newest(till, "switch")["purpose"] == "cli"
    assert till.json("doctor")["problems"] == []


@pytest.mark.parametrize("text", ["", "2580", ":", "BUDI:", "x" * 1000])
def test_a_pin_file_that_says_nothing_is_refused(till: Till, text: str) -> None:
    with_people(till, pins=True)
    before = len(rows(till))
    till.refused("till", "open", "--float", "0", "--pin-file", pin_file(till, text))
    till.refused("till", "open", "--float", "0", "--pin-file", str(till.folder / "none"))
    assert len(rows(till)) == before


def test_guessing_by_commands_is_slowed_whatever_clock_they_name(till: Till) -> None:
    with_people(till, pins=True)
    path = pin_file(till, "BUDI:1111")
    for minute in range(10, 18):
        till.clock = f"2023-10-25T09:{minute}:00+08:00"
        till.refused("till", "open", "--float", "0", "--pin-file", path)
    assert sum(fact["kind"] == "pin_failed" for fact in rows(till)) == 3


def test_a_request_by_ring_is_answered_as_before(till: Till) -> None:
    with_people(till, pins=True)
    till("till", "open", "--float", "0")
    tenders = [{"method": "cash", "amount": 50_000}]
    answer = till.ring(lines=[{"code": "A", "qty": 1}], tenders=tenders)
    assert set(answer) == {"ref", "ok", "number", "id", "total", "paid", "change"}
    void = till.ring(void_of=answer["number"], reason="salah")
    assert void["ok"] and newest(till, "void")["via"] == "ring"
