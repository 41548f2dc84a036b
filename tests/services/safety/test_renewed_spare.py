"""A stick that is lost and replaced: who takes over with the new one is proven to the office."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.takeover_fair import NOON, Fair
from support.till_places import sell

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.takeover_proof import (
    newest_spare,
    read_takeover_proof,
    renew_spare,
)
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.shop.setting_keys import CONTINUES
from pos_app.services.shop.shop import Shop, open_shop


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def lose_stick(fair: Fair, shop: Shop, name: str) -> Path:
    """The safety folder so far is gone; another stick takes its place."""
    for stick in (fair.stick, *fair.folder.glob("stick-*")):
        shutil.rmtree(stick, ignore_errors=True)
    new = fair.folder / f"stick-{name}"
    new.mkdir()
    set_safety(shop, new)
    return new


@pytest.mark.parametrize("lost", [1, 2])
def test_a_laptop_that_took_over_from_the_new_stick_is_proven(fair: Fair, lost: int) -> None:
    """The old laptop is gone for good: no file of it ever comes."""
    with fair.till() as old:
        sell(old, "r1")
        for n in range(lost):
            stick = lose_stick(fair, old, str(n))
        sell(old, "r2")
    assert fair.carry_on(stick=stick).signed
    with open_shop(fair.folder / "new", NOON) as new:
        sell(new, "r3")
    net, codes, gaps = fair.told(fair.close("new"))
    assert (net, codes, gaps) == (150_000, [], [])


def test_so_is_a_third_laptop_after_the_second_lost_its_stick(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        stick = lose_stick(fair, old, "a")
    fair.carry_on("second", stick=stick)
    with open_shop(fair.folder / "second", NOON) as second:
        sell(second, "r2")
        (fair.folder / "mine").mkdir()
        set_safety(second, fair.folder / "mine")
        shutil.rmtree(fair.folder / "mine")
        stick = lose_stick(fair, second, "b")
    fair.carry_on("third", stick=stick)
    with open_shop(fair.folder / "third", NOON) as third:
        sell(third, "r3")
    net, codes, gaps = fair.told(fair.close("third"))
    assert (net, codes, gaps) == (150_000, [], [])


def test_an_earlier_file_that_names_the_lost_key_does_no_harm(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    first = fair.close("old")
    with open_shop(fair.folder / "old", NOON) as old:
        stick = lose_stick(fair, old, "a")
    fair.carry_on(stick=stick)
    with open_shop(fair.folder / "new", NOON) as new:
        proof = read_takeover_proof(json.loads(new.settings.get(CONTINUES)))
    assert proof is not None and len(proof.renewed) == 1
    assert fair.told(first)[0] == 50_000


def test_only_the_laptops_own_key_renews_and_only_the_key_that_counted() -> None:
    own, stranger = signer_of(bytes(32)), signer_of(bytes(range(32)))
    keys = [signer_of(bytes([n] * 32)).public_hex for n in range(1, 5)]
    laptop = TillKey("EXPO23", "A07", "1", 0, "T0", own.public_hex)
    good = renew_spare(laptop, keys[0], keys[1], own)
    later = renew_spare(laptop, keys[1], keys[2], own)
    assert newest_spare([good, later], laptop, keys[0]) == keys[2]
    assert newest_spare([good, later], laptop, keys[1]) == keys[2]
    for wrong in (
        renew_spare(laptop, keys[0], keys[3], stranger),
        replace(good, spare=keys[3]),
        renew_spare(laptop, keys[2], keys[3], own),
        renew_spare(replace(laptop, till_id="T9"), keys[0], keys[3], own),
    ):
        assert newest_spare([wrong], laptop, keys[0]) == keys[0]
