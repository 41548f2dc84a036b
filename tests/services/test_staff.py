"""PINs: stored as hashes only, slowed down after wrong ones, reset by the recovery code."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shops import clock_at, make_shop

from pos_app.clock import SystemClock
from pos_app.domain.staff import (
    LONGEST_WAIT,
    check_pin,
    format_recovery_code,
    normalise_recovery_code,
    wait_after,
)
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.staff import Person, Role
from pos_app.store import staff as staff_store

ANI = Person("ANI", "Ani", Role.CASHIER)
BUDI = Person("BUDI", "Budi", Role.LEAD)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as shop:
        staff.save_person(shop, ANI)
        staff.save_person(shop, BUDI)
        yield shop


def code_of(work) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(PosError) as refused:
        work()
    return refused.value.code


def kinds(shop: Shop) -> list[str]:
    return [json.loads(row.payload)["kind"] for row in shop.journal.rows()]


def pass_seconds(shop: Shop, seconds: int) -> None:
    shop.clock.set(shop.clock.now() + timedelta(seconds=seconds))  # type: ignore[attr-defined]


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "", "١٢٣٤", " 1357"])
def test_a_pin_is_four_to_eight_digits(pin: str) -> None:
    assert code_of(lambda: check_pin(pin)) == "pin_invalid"


@pytest.mark.parametrize("pin", ["0000", "1234", "987654"])
def test_the_first_pins_that_anybody_tries_are_refused(pin: str) -> None:
    assert code_of(lambda: check_pin(pin)) == "pin_simple"


@given(st.integers(0, 10_000))
def test_waiting_only_grows_and_ends(failed: int) -> None:
    assert 0 <= wait_after(failed) <= wait_after(failed + 1) <= LONGEST_WAIT


def test_nothing_is_locked_before_a_lead_has_a_pin(shop: Shop) -> None:
    assert not staff.uses_pins(shop)
    staff.set_pin(shop, "ANI", "2580")
    assert not staff.uses_pins(shop)
    staff.set_pin(shop, "BUDI", "1470")
    assert staff.uses_pins(shop)


def test_the_right_pin_opens_and_the_wrong_one_is_noted(shop: Shop) -> None:
    staff.set_pin(shop, "ANI", "2580")
    assert staff.sign_in(shop, "ANI", "2580").code == "ANI"
    assert code_of(lambda: staff.sign_in(shop, "ANI", "2581")) == "pin_wrong"
    assert kinds(shop)[-2:] == ["switch", "pin_failed"]
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1470")) == "pin_missing"
    assert code_of(lambda: staff.sign_in(shop, "CITRA", "1470")) == "person_unknown"
    assert code_of(lambda: staff.sign_in(shop, "ANI", "2580", lead=True)) == "lead_needed"


def test_the_pin_itself_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        staff.save_person(shop, BUDI)
        recovery = staff.set_pin(shop, "BUDI", "86420975").recovery
    for path in (tmp_path / "till").iterdir():
        data = path.read_bytes()
        assert b"86420975" not in data and recovery.encode() not in data, path.name


def test_guessing_is_slowed_also_after_a_restart(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        staff.save_person(shop, ANI)
        staff.set_pin(shop, "ANI", "2580")
        for _ in range(3):
            assert code_of(lambda: staff.sign_in(shop, "ANI", "1111")) == "pin_wrong"
        assert code_of(lambda: staff.sign_in(shop, "ANI", "2580")) == "pin_wait"
    with open_shop(tmp_path / "till", clock_at()) as shop:
        assert code_of(lambda: staff.sign_in(shop, "ANI", "2580")) == "pin_wait"
        pass_seconds(shop, 6)
        assert staff.sign_in(shop, "ANI", "2580").code == "ANI"
        assert code_of(lambda: staff.sign_in(shop, "ANI", "1111")) == "pin_wrong"
        assert staff.sign_in(shop, "ANI", "2580").code == "ANI"


def test_a_clock_set_back_does_not_lock_the_stand(shop: Shop) -> None:
    staff.set_pin(shop, "ANI", "2580")
    for _ in range(3):
        assert code_of(lambda: staff.sign_in(shop, "ANI", "1111")) == "pin_wrong"
    pass_seconds(shop, -86_400)
    assert code_of(lambda: staff.sign_in(shop, "ANI", "2580")) == "pin_wait"
    pass_seconds(shop, 6)
    assert staff.sign_in(shop, "ANI", "2580").code == "ANI"


@pytest.mark.parametrize("jump", [86_400, -86_400, 3_600])
def test_setting_the_clock_before_each_try_removes_no_wait(shop: Shop, jump: int) -> None:
    staff.set_pin(shop, "BUDI", "1470")
    found = []
    for _ in range(30):
        pass_seconds(shop, jump)
        found.append(code_of(lambda: staff.sign_in(shop, "BUDI", "1111", lead=True)))
    assert found.count("pin_wrong") == 3


def test_two_hundred_sign_ins_of_ones_own_give_no_free_tries_again(shop: Shop) -> None:
    staff.set_pin(shop, "ANI", "2580")
    staff.set_pin(shop, "BUDI", "1470")
    for _ in range(3):
        assert code_of(lambda: staff.sign_in(shop, "BUDI", "1111")) == "pin_wrong"
    for _ in range(201):
        with shop.transaction():
            shop.record("switch", {"person": "ANI", "purpose": ""}, at=shop.now(), by="ANI")
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1111")) == "pin_wait"
    assert staff.sign_in(shop, "ANI", "2580").code == "ANI"
    pass_seconds(shop, 6)
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1111")) == "pin_wrong"
    pass_seconds(shop, 6)
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1111")) == "pin_wait", "the wait grows"


def test_on_the_laptops_own_clock_the_time_since_its_start_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a set clock nor a restart of the program or of the laptop shortens a wait."""
    up = [1_000.0]
    monkeypatch.setattr("time.monotonic", lambda: up[0])
    make_shop(tmp_path / "till", open_with=None).close()

    def reopen() -> Shop:
        return open_shop(tmp_path / "till", SystemClock())

    def tried(shop: Shop) -> str:
        return code_of(lambda: staff.sign_in(shop, "BUDI", "1111"))

    with reopen() as shop:
        staff.save_person(shop, BUDI)
        staff.set_pin(shop, "BUDI", "1470")
        assert [tried(shop) for _ in range(4)] == ["pin_wrong"] * 3 + ["pin_wait"]
    with reopen() as shop:
        assert tried(shop) == "pin_wait"
    up[0] += 6
    with reopen() as shop:
        assert tried(shop) == "pin_wrong"
    up[0] = 4  # the laptop was started again
    with reopen() as shop:
        assert tried(shop) == "pin_wait"
    up[0] = 11
    with reopen() as shop:
        assert staff.sign_in(shop, "BUDI", "1470").is_lead


def lead_and_cashier(folder: Path) -> None:
    with make_shop(folder) as shop:
        staff.save_person(shop, ANI)
        staff.save_person(shop, BUDI)
        staff.set_pin(shop, "ANI", "2580")
        staff.set_pin(shop, "BUDI", "1470")


def change(folder: Path, sql: str, *values: object) -> None:
    base = sqlite3.connect(folder / "till.db")
    base.execute(sql, values)
    base.commit()
    base.close()


def own_pin(folder: Path) -> bytes:
    base = sqlite3.connect(folder / "till.db")
    (pin,) = base.execute("SELECT pin FROM staff WHERE code = 'ANI'").fetchone()
    base.close()
    return bytes(pin)


@pytest.mark.parametrize(
    ("sql", "people"),
    [
        ("UPDATE staff SET role = 'lead' WHERE code = 'ANI'", ["ANI"]),
        ("UPDATE staff SET pin = NULL WHERE role = 'lead'", ["BUDI"]),
        ("UPDATE staff SET pin = :pin WHERE code = 'BUDI'", ["BUDI"]),
        ("DELETE FROM staff WHERE code = 'BUDI'", ["BUDI"]),
        ("UPDATE staff SET active = 0 WHERE code = 'BUDI'", ["BUDI"]),
        ("INSERT INTO staff VALUES ('EKO', 'Eko', 'lead', :pin, 1)", ["EKO"]),
        ("UPDATE staff SET name = 'Ani' WHERE code = 'BUDI'", ["BUDI"]),
    ],
)
def test_staff_changed_in_the_database_are_those_of_the_journal_again(
    tmp_path: Path, sql: str, people: list[str]
) -> None:
    folder = tmp_path / "till"
    lead_and_cashier(folder)
    change(folder, sql.replace(":pin", "?"), *([own_pin(folder)] if ":pin" in sql else []))
    assert "staff_differs" in {found.code for found in check_till(folder, clock_at()).problems}
    with open_shop(folder, clock_at()) as shop:
        assert shop.changed_staff == people
        last = json.loads(shop.journal.head().payload)
        assert (last["kind"], last["people"]) == ("staff_differs", people)
        assert staff.uses_pins(shop), "the till stays locked"
        for code in ("ANI", "EKO", "BUDI"):
            with pytest.raises(PosError):
                staff.sign_in(shop, code, "2580", lead=True)
    with open_shop(folder, clock_at()) as shop:
        assert shop.changed_staff == [], "it is said once"


def test_a_recovery_code_put_into_the_database_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    lead_and_cashier(folder)
    known = own_pin(folder).hex()
    change(folder, "UPDATE settings SET value = ? WHERE key = 'recovery_hash'", known)
    with open_shop(folder, clock_at()) as shop:
        assert code_of(lambda: staff.reset_pin(shop, "BUDI", "2580", "3691")) == "recovery_wrong"


def test_pins_from_before_the_journal_marked_them_still_open(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        staff.save_person(shop, BUDI)
        with shop.transaction():
            shop.record("pin_set", {"person": "BUDI"}, at=shop.now(), by="BUDI")
            staff_store.set_pin(shop.database, "BUDI", staff._hash("1470"))
    with open_shop(folder, clock_at()) as shop:
        assert shop.changed_staff == []
        assert staff.sign_in(shop, "BUDI", "1470").is_lead


def test_a_lead_who_forgot_the_pin_comes_back_by_a_code_that_works_once(shop: Shop) -> None:
    first = staff.set_pin(shop, "BUDI", "1470").recovery
    assert len(first) == 12 and staff.set_pin(shop, "BUDI", "1471").recovery == ""
    typed = format_recovery_code(first).lower()
    assert normalise_recovery_code(typed) == first
    assert code_of(lambda: staff.reset_pin(shop, "ANI", typed, "3691")) == "lead_needed"
    assert code_of(lambda: staff.reset_pin(shop, "BUDI", "AAAA-AAAA-AAAA", "3691")) == (
        "recovery_wrong"
    )
    fresh = staff.reset_pin(shop, "BUDI", typed, "3691").recovery
    assert fresh and fresh != first
    assert staff.sign_in(shop, "BUDI", "3691").is_lead
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1471")) == "pin_wrong"
    assert code_of(lambda: staff.reset_pin(shop, "BUDI", typed, "3692")) == "recovery_wrong"
    assert "pin_reset" in kinds(shop)


def test_the_last_lead_cannot_be_taken_away(shop: Shop) -> None:
    staff.set_pin(shop, "BUDI", "1470")
    away = Person("BUDI", "Budi", Role.LEAD, True, active=False)
    lower = Person("BUDI", "Budi", Role.CASHIER, True)
    assert code_of(lambda: staff.save_person(shop, away)) == "last_lead"
    assert code_of(lambda: staff.save_person(shop, lower)) == "last_lead"
    staff.save_person(shop, Person("CITRA", "Citra", Role.LEAD))
    assert code_of(lambda: staff.save_person(shop, away)) == "last_lead"
    staff.set_pin(shop, "CITRA", "9513")
    staff.save_person(shop, away)
    assert [p.code for p in staff.people(shop) if p.active] == ["ANI", "CITRA"]
    assert code_of(lambda: staff.sign_in(shop, "BUDI", "1470")) == "person_unknown"
