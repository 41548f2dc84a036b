"""Take-overs at bad moments: forks, full and old sticks, clocks, carts, papers, practice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from support.shops import clock_at, make_shop
from support.takeover_fair import DAY, NIGHT, NOON, Fair
from support.till_places import qris, sell

from pos_app.domain.cart import Cart
from pos_app.errors import PosError
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import cash_drawer
from pos_app.services.paper import print_queue, printer_settings, receipts
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.practice import ensure_practice
from pos_app.services.safety.backup import back_up
from pos_app.services.safety.offers import find_places
from pos_app.services.safety.safety_folder import end_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling import carts, unconfirmed_qris
from pos_app.services.shop.shop import open_shop

NOT_ON_FAT = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_two_sticks_with_different_ends_are_named_and_one_is_chosen(fair: Fair) -> None:
    """The till was restored from an old backup once, and each stick went on with one of both."""
    with fair.till() as old:
        sell(old, "r1")
        end_safety(old)
    shutil.copytree(fair.folder / "old", fair.folder / "clone")
    one, two = fair.folder / "one", fair.folder / "two"
    for name, stick, ref in (("old", one, "o2"), ("clone", two, "c2")):
        with open_shop(fair.folder / name, NOON) as shop:
            sell(shop, ref, qty=1 if name == "old" else 2)
        stick.mkdir()
        back_up(fair.folder / name, stick)

    def carried(end: str = "") -> object:
        return take_over(fair.folder / "new", [one, two], NOON, lead="BUDI", pin="482913", end=end)

    with pytest.raises(PosError) as refused:
        carried()
    assert refused.value.code == "histories_fork"
    assert not (fair.folder / "new" / "till.db").exists()
    ends = re.findall(r"([0-9A-F]{4}-[0-9A-F]{4}): (\d) × (Rp[\d.]+)", str(refused.value.facts))
    assert sorted(net for _, _, net in ends) == ["Rp100.000", "Rp150.000"]
    carried(next(end for end, _, net in ends if net == "Rp150.000"))
    with open_shop(fair.folder / "new", NOON) as new:
        assert cash_drawer.expected_cash_now(new) == 350_000


def test_what_lies_on_a_stick_has_names_that_fat_and_exfat_take(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    fair.carry_on()
    with pytest.raises(PosError, match="pin_wrong"):
        take_over(fair.folder / "third", [fair.stick], NOON, lead="BUDI", pin="000000")
    paths = [path.relative_to(fair.stick) for path in fair.stick.rglob("*")]
    assert len(paths) >= 6
    for path in paths:
        assert not any(NOT_ON_FAT.search(part) or len(part) > 100 for part in path.parts), path
    assert len({str(path).casefold() for path in paths}) == len(paths)


def test_a_stick_that_shows_its_names_in_capitals_is_read(fair: Fair) -> None:
    """FAT keeps short names in capitals, and some systems show them so."""
    with fair.till() as old:
        sell(old, "r1")
    (folder,) = fair.stick.iterdir()
    for path in folder.iterdir():
        if path.suffix in (".jsonl", ".db"):
            path.rename(folder / path.name.upper())
    folder.rename(fair.stick / folder.name.upper())
    assert find_places(fair.folder / "new", [fair.stick]) == [fair.stick / folder.name.upper()]
    assert fair.carry_on().sales == 1


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_with_a_clock_a_year_off_nothing_is_lost_when_it_is_put_right(
    fair: Fair, year: str
) -> None:
    with fair.till() as old:
        sell(old, "r1")
    assert fair.carry_on(clock=clock_at(f"{year}-10-25T12:00:00+08:00")).clock_is_off
    with open_shop(fair.folder / "new", NOON) as new:  # somebody set it right
        sell(new, "r2")
    assert fair.told(fair.close("new")) == (100_000, [], [])


def test_qris_that_nobody_saw_arrive_waits_at_the_new_laptop(fair: Fair) -> None:
    with fair.till() as old:
        qris(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        (waiting,) = unconfirmed_qris.list_unconfirmed(new)
        assert waiting.amount == 120_000
        unconfirmed_qris.confirm(new, waiting)
    net, _, gaps = fair.told(fair.close("new"))
    assert (net, gaps) == (120_000, [])


def test_a_held_cart_is_taken_up_at_the_new_laptop_and_no_paper_comes_twice(fair: Fair) -> None:
    with fair.till() as old:
        printer_settings.set_printer(old, Printer(f"file://{fair.folder / 'paper'}", "generic58"))
        answer = sell(old, "r1")
        print_queue.queue_job(old, print_queue.JobKind.RECEIPT, str(answer["number"]))
        carts.hold(old, Cart().add(product_lookup.all_products(old)[0], 2), "Bu Ani")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        assert print_queue.unfinished_jobs(new) == []  # it may lie on the counter already
        assert receipts.receipt_pdf(new, "A07-1-000001", "id")  # and can be printed again
        (held,) = carts.held_carts(new)
        assert held.label == "Bu Ani"
        assert sum(item.qty for item in carts.recall(new, held.id).items) == 2
        assert carts.held_carts(new) == []


def test_practice_beside_the_till_is_neither_taken_over_nor_in_the_way(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        with open_shop(ensure_practice(old), NOON) as practice:
            twin = practice.folder / "journal.jsonl"
        assert twin.is_file()
    (folder,) = fair.stick.iterdir()
    shutil.copy(twin, folder / "latihan.jsonl")  # somebody copied the whole folder of the till
    done = fair.carry_on()
    assert (done.place, done.sales, done.open_day) == ("A07-1B", 1, DAY)
    with open_shop(fair.folder / "new", NOON) as new:
        assert not new.identity.training


def test_one_stick_taken_over_from_on_two_laptops_gives_two_seats_and_one_total(
    fair: Fair,
) -> None:
    with fair.till() as old:
        sell(old, "r1")
    shutil.copytree(fair.stick, fair.folder / "copy")
    for name in ("one", "two"):
        fair.carry_on(name)
        with open_shop(fair.folder / name, NOON) as shop:
            sell(shop, name)
    files = [fair.close("two"), fair.close("one"), fair.close("old")]
    for order in permutations(files):
        assert fair.told(*order) == (150_000, [], [])


@pytest.fixture
def full_stick(tmp_path: Path) -> Iterator[Path]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if subprocess.run(made, check=False, capture_output=True).returncode != 0:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


def _fill(disk: Path) -> None:
    file = os.open(disk / "fotos", os.O_CREAT | os.O_WRONLY)
    try:
        with pytest.raises(OSError, match="space"):
            _write_on(file)
    finally:
        os.close(file)


def _write_on(file: int) -> None:
    while True:
        os.write(file, bytes(4096))


def test_a_stick_with_0_bytes_free_is_taken_over_from(fair: Fair, full_stick: Path) -> None:
    with fair.till() as old:
        sell(old, "r1")
    (folder,) = fair.stick.iterdir()
    shutil.copytree(folder, full_stick / folder.name)
    _fill(full_stick)
    with pytest.raises(PosError, match="pin_wrong"):  # cannot be noted on the stick
        take_over(fair.folder / "new", [full_stick], NOON, lead="BUDI", pin="000000")
    done = fair.carry_on(stick=full_stick)
    assert (done.place, done.sales, done.signed) == ("A07-1B", 1, True)
    with open_shop(fair.folder / "new", NIGHT) as new:
        sell(new, "r2")
    assert fair.told(fair.close("new")) == (100_000, [], [])


def test_a_practice_till_alone_is_carried_on_as_practice(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", training=True) as practice:
        sell(practice, "r1")
    take_over(tmp_path / "new", [tmp_path / "till" / "journal.jsonl"], NOON)
    with open_shop(tmp_path / "new", NOON) as new:
        assert new.identity.training
