"""Buyers' contacts while a fault is injected: kept with their row, or gone for good, never half."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.contact_scenarios import (
    a_forgetting,
    an_inquiry,
    an_order_of_somebody,
    boxes,
    inquiry_requests,
    named,
    order_requests,
    send,
    till_of_office,
)
from support.failing_commit import Fault, faulty, raise_after, raise_before
from support.fault_scenarios import Scenario
from support.faults import CALLS, ERRORS, io_errors, kills, power_cuts

from pos_app.errors import MachineError
from pos_app.services.orders import forgetting
from pos_app.services.shop.shop import Shop

SCENARIOS: dict[str, Callable[[Path], Scenario]] = {
    "inquiry": an_inquiry,
    "order": an_order_of_somebody,
    "forget": a_forgetting,
}
by_scenario = pytest.mark.parametrize("name", SCENARIOS)
linux = pytest.mark.linux("strace, which follows the calls of a process")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    with till_of_office(tmp_path / "till") as found:
        yield found


@pytest.mark.parametrize("fault", [raise_after, raise_before])
@pytest.mark.parametrize("requests", [inquiry_requests, order_requests])
def test_a_contact_is_there_with_its_row_or_not_at_all(
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
    requests: Callable[[int], list[dict[str, Any]]],
) -> None:
    (request,) = requests(1)
    faulty(shop, monkeypatch, fault)
    (first,) = send(shop, [request])
    assert boxes(shop) == named(shop) and len(boxes(shop)) == int(fault is raise_after)
    (again,) = send(shop, [request])
    assert again["ok"] and (not first["ok"] or again == first)
    assert boxes(shop) == named(shop) and len(boxes(shop)) == 1


@pytest.mark.parametrize("fault", [raise_after, raise_before])
def test_a_contact_is_forgotten_with_its_row_or_not_at_all(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    first, second = (answer["order"] for answer in send(shop, order_requests(2)))
    faulty(shop, monkeypatch, fault)
    try:
        forgetting.forget_contacts(shop, [first])
        assert fault is raise_after
    except MachineError:
        assert fault is raise_before
    assert boxes(shop) == named(shop)
    assert forgetting.forget_contacts(shop, [first]).left == ()
    assert boxes(shop) == named(shop) and set(boxes(shop).values()) == {second}


@linux
@needs_strace
@by_scenario
def test_a_few_power_cuts_and_kills_tear_no_contact(name: str, tmp_path: Path) -> None:
    for fault, inject in (("cuts", power_cuts), ("kills", kills)):
        scratch = tmp_path / fault
        scratch.mkdir()
        found = list(inject(SCENARIOS[name](scratch), 3, scratch, seed=1))
        assert [left for left in found if not left.is_whole] == [], fault


@pytest.mark.soak
@linux
@needs_strace
@by_scenario
@pytest.mark.parametrize("call", CALLS)
def test_a_failing_call_at_any_place_tears_no_contact(name: str, call: str, tmp_path: Path) -> None:
    found = io_errors(SCENARIOS[name](tmp_path), call, tmp_path, error=ERRORS.get(call, "EIO"))
    assert [each for each in found if not each.left.is_whole] == []


@pytest.mark.soak
@linux
@needs_strace
@by_scenario
def test_many_power_cuts_and_kills_tear_no_contact(name: str, tmp_path: Path) -> None:
    for fault, inject in (("cuts", power_cuts), ("kills", kills)):
        scratch = tmp_path / fault
        scratch.mkdir()
        found = list(inject(SCENARIOS[name](scratch), 100, scratch, seed=3))
        assert [left for left in found if not left.is_whole] == [], fault
