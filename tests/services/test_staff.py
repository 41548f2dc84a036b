"""PINs: stored as hashes only, slowed down after wrong ones, reset by the recovery code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shops import clock_at, make_shop

from pos_app.domain.staff import (
    LONGEST_WAIT,
    check_pin,
    format_recovery_code,
    normalise_recovery_code,
    wait_after,
)
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.staff import Person, Role

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
    assert staff.sign_in(shop, "ANI", "2580").code == "ANI"


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
