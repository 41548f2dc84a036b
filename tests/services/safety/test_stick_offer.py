"""A stick is offered as safety folder, taken up again, or told to be another till's."""

from __future__ import annotations

from pathlib import Path

from support.fair_plan import make_packs
from support.shops import clock_at, make_shop
from support.till_places import sell

from pos_app.dayfile.signing import load_key
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.stick_offer import (
    StickState,
    choose_offer,
    look_at_sticks,
    refuse_stick,
    refused_sticks,
    stick_is_wanted,
)
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.shop import Shop, open_shop

OWN = "kasir-EXPO23-A07-1"


def states(shop: Shop, *paths: Path) -> list[StickState]:
    sticks = [Stick(path.name, path) for path in paths]
    return [each.state for each in look_at_sticks(shop.identity, sticks)]


def made(path: Path) -> Path:
    path.mkdir()
    return path


def test_what_lies_on_a_stick_is_told_apart(tmp_path: Path) -> None:
    free, own, shared, foreign = (made(tmp_path / name) for name in "abcd")
    with make_shop(tmp_path / "other") as other:
        set_safety(other, foreign)
    (shared / "kasir-EXPO23-B02-1").mkdir()
    with make_shop(tmp_path / "till") as shop:
        set_safety(shop, own)
        assert states(shop, free, shared, foreign, own) == [
            StickState.OWN,
            StickState.FREE,
            StickState.SHARED,
            StickState.FOREIGN,
        ]
        (found,) = look_at_sticks(shop.identity, [Stick("c", shared)])
        assert found.others == ("B02-1",)
        assert states(shop, tmp_path / "gone") == []
        assert look_at_sticks(shop.identity, [Stick("a", free, writable=False)]) == []


def test_a_refused_stick_is_remembered_under_another_letter(tmp_path: Path) -> None:
    stick = made(tmp_path / "a")
    with make_shop(tmp_path / "till") as shop:
        (found,) = look_at_sticks(shop.identity, [Stick("MERAH (E:)", stick)])
        (again,) = look_at_sticks(shop.identity, [Stick("MERAH (F:)", stick)])
        assert choose_offer([found], refused_sticks(shop)) == found
        refuse_stick(shop, found.key)
        assert choose_offer([again], refused_sticks(shop)) is None


def test_a_stick_is_wanted_where_none_is_set_or_the_set_one_is_long_gone(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        assert stick_is_wanted(shop, 0)
        set_safety(shop, made(tmp_path / "a"))
        assert not stick_is_wanted(shop, 0) and stick_is_wanted(shop, 600_000)
    with make_shop(tmp_path / "practice", training=True) as practice:
        assert not stick_is_wanted(practice, 0)


def test_the_keys_of_another_till_under_this_name_are_kept(tmp_path: Path) -> None:
    stick = made(tmp_path / "stick")
    with make_shop(tmp_path / "other") as other:
        sell(other, "x")
        set_safety(other, stick)
    spare = load_key(stick / OWN / "spare.key").seed_hex
    with make_shop(tmp_path / "till") as shop:
        set_safety(shop, stick)
    assert load_key(stick / OWN / "spare.key-differs-1").seed_hex == spare
    assert (stick / OWN / "till.key-differs-1").exists()


def test_the_pack_goes_to_the_safety_folder_wherever_it_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    pack = check_pack(make_packs(folder)["A07-1"].path)
    content = pack.path.read_bytes()
    with set_up_from_pack(tmp_path / "till", pack, clock_at()) as shop:
        first, second = made(tmp_path / "one"), made(tmp_path / "two")
        set_safety(shop, first)
        pack.path.unlink()  # as if the office's stick were gone
        name = f"kasir-{shop.identity.event}-A07-1"
        set_safety(shop, second)
    for stick in (first, second):
        (found,) = (stick / name).glob("*.standpack")
        assert found.read_bytes() == content
    done = take_over(tmp_path / "new", [second], clock_at())
    third = made(tmp_path / "three")
    with open_shop(tmp_path / "new", clock_at()) as new:
        set_safety(new, third)
    (found,) = third.glob("*/*.standpack")
    assert found.read_bytes() == content and done.signed
