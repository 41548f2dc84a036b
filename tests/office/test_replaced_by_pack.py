"""A laptop is replaced by another one set up from the same pack, with no safety folder between.

Both keys are enrolled, both began at number 1, and on one day both sold. Every sale comes into one
total by what the office can say: this key until then, that key from there, and on that day both.
"""

from __future__ import annotations

import itertools
import shutil
from functools import partial
from pathlib import Path

import pytest
from support.shops import cash, clock_at, ring

from pos_app.clock import ManualClock
from pos_app.dayfile.reader import read_day
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import Status
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.day import business_day, closing
from pos_app.services.new_key import make_new_key
from pos_app.services.office import decisions, event_book
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack

CLOCK = clock_at("2023-10-27T22:00:00+08:00")
DAYS = ("2023-10-25", "2023-10-26", "2023-10-27")
FIRST, SECOND = (1_060_000, 340_000), (337_500, 1_057_500)
"""What the first laptop sold on the first two days, the second one on the last two: 2,795,000."""
TRUTH = 2_795_000
PLAN = """
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-27
[[stand]]
code = "A07"
tills = 1
[[maker]]
code = "M1"
name = "Manik"
share_pct = 10
"""


def laptop(
    folder: Path, pack: Path, days: tuple[str, ...], amounts: tuple[int, ...]
) -> list[bytes]:
    """A laptop set up from the pack that sells on some days; its day files."""
    files = []
    goods = folder.with_suffix(".csv")
    goods.write_text("sku,name,category,maker,price_rp,stock\nA,Manik,Manik,M1,500,\n")
    with set_up_from_pack(folder, check_pack(pack), clock_at(f"{days[0]}T07:00:00+08:00")) as shop:
        assert import_file(shop, goods).stored
        for day, amount in zip(days, amounts, strict=True):
            shop.clock = clock_at(f"{day}T08:00:00+08:00")
            business_day.open_till(shop, 0)
            pieces = amount // 500
            for qty in (pieces // 2, pieces - pieces // 2):
                asked = {"lines": [{"code": "A", "qty": qty}], "tenders": cash(qty * 500)}
                assert ring(shop, **asked)["ok"]
            closed = closing.close_till(shop, counted=amount)
            files.append(business_day.day_file_bytes(shop, closed))
    return files


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    folder = tmp_path_factory.mktemp("fair")
    book, pack = new_fair(folder)
    files = laptop(folder / "first", pack, DAYS[:2], FIRST)
    files += laptop(folder / "second", pack, DAYS[1:], SECOND)
    return book, files


def new_fair(folder: Path) -> tuple[Path, Path]:
    """A new book and the stand pack of its only till."""
    (folder / "event.toml").write_text(PLAN)
    book = folder / "fair.book"
    event_book.init_book(book, folder / "event.toml")
    write_stand_packs(book, folder / "packs")
    (pack,) = (folder / "packs").iterdir()
    return book, pack


def at(day: str) -> ManualClock:
    return clock_at(f"{day}T08:00:00+08:00")


def take(book: Path, folder: Path, files: list[bytes]) -> None:
    paths = [folder / f"{number}.zip" for number in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file)
    with Book.open(book) as opened:
        merge(opened, paths)


def status(book: Path) -> Status:
    return event_book.book_status(book, DAYS[-1], CLOCK)


def test_every_sale_of_both_laptops_comes_into_one_total(
    handed_in: tuple[Path, list[bytes]], tmp_path: Path
) -> None:
    book, files = handed_in
    take(book, tmp_path, files)
    first, second = read_day(files[0]).head.key, read_day(files[-1]).head.key
    found = status(book)
    assert found.totals.net == 0 and found.disputed.high == TRUTH
    decisions.accept_key(book, "A07", "1", first, CLOCK, reason="laptop lama")
    decisions.accept_key(book, "A07", "1", second, CLOCK, since=DAYS[1], reason="laptop pengganti")
    found = status(book)
    assert found.totals.net == FIRST[0] + sum(SECOND)
    assert [(each.day, each.code) for each in found.set_aside] == [(DAYS[1], "foreign_key")]
    decisions.both(book, "A07", "1", DAYS[1], CLOCK, "siangnya laptop pengganti")
    found = status(book)
    assert found.totals.net == TRUTH and found.complete, (found.gaps, found.conflicts)


def test_the_order_of_the_decisions_changes_nothing(
    handed_in: tuple[Path, list[bytes]], tmp_path: Path
) -> None:
    files = handed_in[1]
    first, second = read_day(files[0]).head.key, read_day(files[-1]).head.key
    for number, order in enumerate(itertools.permutations(range(3))):
        folder = tmp_path / str(number)
        shutil.copytree(handed_in[0].parent, folder)
        book = folder / "fair.book"
        take(book, folder, files)
        steps = (
            partial(decisions.accept_key, book, "A07", "1", first, CLOCK),
            partial(decisions.accept_key, book, "A07", "1", second, CLOCK, since=DAYS[1]),
            partial(decisions.both, book, "A07", "1", DAYS[1], CLOCK),
        )
        for step in order:
            steps[step]()
        found = status(book)
        assert found.totals.net == TRUTH and found.complete, order


def test_a_key_made_anew_is_named_and_accepted_from_its_day_on(tmp_path: Path) -> None:
    book, pack = new_fair(tmp_path)
    files = []
    with set_up_from_pack(tmp_path / "till", check_pack(pack), at(DAYS[0])) as shop:
        for number, day in enumerate(DAYS):
            shop.clock = at(day)
            if number == 1:
                (shop.folder / "till.key").unlink()
                made = make_new_key(shop)
                assert not made.put_back
            business_day.open_till(shop, 0)
            closed = closing.close_till(shop, counted=0)
            files.append(business_day.day_file_bytes(shop, closed))
    take(book, tmp_path, files)
    found = status(book)
    told = [(w.day, w.detail) for w in found.warnings if w.code == "key_made_anew"]
    assert told == [(DAYS[1], made.fingerprint)] and not found.complete
    decisions.accept_key(book, "A07", "1", made.fingerprint, CLOCK, since=DAYS[1])
    found = status(book)
    assert not (found.gaps or found.conflicts or found.set_aside), (found.gaps, found.conflicts)
    assert found.complete and "key_made_anew" not in {w.code for w in found.warnings}


def test_the_safety_folder_s_key_is_put_back_and_the_office_asked_nothing(tmp_path: Path) -> None:
    _, pack = new_fair(tmp_path)
    (tmp_path / "stick").mkdir()
    with set_up_from_pack(tmp_path / "till", check_pack(pack), at(DAYS[0])) as shop:
        set_safety(shop, tmp_path / "stick")
        key = (shop.folder / "till.key").read_bytes()
        (shop.folder / "till.key").write_bytes(b"?")
        assert make_new_key(shop).put_back
        assert (shop.folder / "till.key").read_bytes() == key
        assert not list(shop.journal.facts_of("key"))
