"""From the stand pack to the office's total: whose files count, told by the keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.fair_plan import make_packs
from support.shops import SHEET, cash, clock_at, ring

from pos_app.dayfile.reader import read_day
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.day import business_day, closing
from pos_app.services.office.decisions import accept_key, choose, dismiss
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import open_shop

# What the office notices of a laptop that was set up without the pack.
KNOWS_NO_SHARES = ["bearer_differs", "share_differs"]
NIGHT = clock_at("2023-10-25T21:00:00+08:00")


class Fair:
    """An office with its book, and laptops that it handed a pack to, or did not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._packs = make_packs(folder / "office")
        self.book = folder / "office" / "book.db"

    def enrolled(self, name: str) -> Path:
        """A laptop that took the stand pack of A07-1."""
        offered = check_pack(self._packs["A07-1"].path)
        set_up_from_pack(self.folder / name, offered, clock_at()).close()
        return self.folder / name

    def by_hand(self, name: str) -> Path:
        """A laptop that somebody set up under the codes of A07-1."""
        with set_up(self.folder / name, TillSetup("EXPO23", "A07", "1"), clock_at()) as shop:
            sheet = self.folder / "sheet.csv"
            sheet.write_text(SHEET, encoding="utf-8")
            assert import_file(shop, sheet).stored
        return self.folder / name

    def send(self, till: Path, pieces: int) -> Path:
        """A day with so many sales of Rp50.000, as the file that it hands over."""
        with open_shop(till, clock_at()) as shop:
            business_day.open_till(shop, 0)
            for _ in range(pieces):
                sold = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
                assert sold["ok"], sold
            data = business_day.day_file_bytes(
                shop, closing.close_till(shop, counted=50_000 * pieces)
            )
        path = till.with_suffix(".zip")
        path.write_bytes(data)
        return path

    def told(self) -> tuple[int, list[str]]:
        """The confirmed total, and every code that A07-1 gives the office to look at."""
        found = book_status(self.book, None, NIGHT)
        (day_status,) = (c for c in found.till_days if c.till_day == ("A07", "1", "2023-10-25"))
        return found.totals.net, list(day_status.codes)


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_the_day_of_a_till_with_its_pack_counts_without_a_word(fair: Fair) -> None:
    merge_into(fair.book, [fair.send(fair.enrolled("till"), 2)])
    assert fair.told() == (100_000, [])


def test_a_laptop_without_the_till_s_pack_is_set_aside_before_and_after_the_till_s_own_file(
    fair: Fair,
) -> None:
    foreign = fair.send(fair.by_hand("other"), 5)
    merge_into(fair.book, [foreign])
    assert fair.told() == (0, ["key_without_pack"])
    merge_into(fair.book, [fair.send(fair.enrolled("till"), 2)])
    assert fair.told() == (100_000, ["foreign_key"])
    dismiss(fair.book, read_day(foreign.read_bytes()).code, NIGHT, "latihan")
    assert fair.told() == (100_000, [])


def test_a_laptop_set_up_by_hand_counts_once_the_office_accepts_its_key(fair: Fair) -> None:
    by_hand = fair.send(fair.by_hand("other"), 5)
    merge_into(fair.book, [by_hand])
    accept_key(fair.book, "A07", "1", read_day(by_hand.read_bytes()).head.key, NIGHT)
    assert fair.told() == (250_000, KNOWS_NO_SHARES)


def test_the_office_can_accept_another_key_than_the_pack_s(fair: Fair) -> None:
    files = [fair.send(fair.enrolled("till"), 2), fair.send(fair.by_hand("other"), 5)]
    merge_into(fair.book, files)
    key = read_day(files[1].read_bytes()).head.key
    accept_key(fair.book, "A07", "1", key[:8], NIGHT)
    assert fair.told() == (250_000, sorted([*KNOWS_NO_SHARES, "foreign_key"]))


def test_one_pack_on_two_laptops_is_in_dispute(fair: Fair) -> None:
    files = [fair.send(fair.enrolled(name), pieces) for name, pieces in (("one", 2), ("two", 3))]
    report = merge_into(fair.book, files)
    assert [entry.code for entry in report.conflicts] == ["key_conflict"]
    net, codes = fair.told()
    assert (net, codes) == (0, ["key_conflict", "revision_fork"])
    choose(fair.book, read_day(files[1].read_bytes()).code, NIGHT)
    assert fair.told() == (150_000, [])


def test_a_cloned_laptop_has_the_till_s_own_key_and_is_found_by_its_fork(fair: Fair) -> None:
    till = fair.enrolled("till")
    shutil.copytree(till, fair.folder / "clone")
    files = [fair.send(till, 2), fair.send(fair.folder / "clone", 3)]
    heads = [read_day(path.read_bytes()).head for path in files]
    assert len({(head.key, head.till_id, head.enrolled) for head in heads}) == 1
    report = merge_into(fair.book, files)
    assert [entry.code for entry in report.conflicts] == ["revision_fork"]
    assert fair.told() == (0, ["revision_fork"])
