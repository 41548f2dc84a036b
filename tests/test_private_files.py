"""Nobody else on the laptop reads the till, the book, a key or a stand pack."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import clock_at, make_shop, ring

from pos_app.logs import log_fault, log_to, stop_logging
from pos_app.private_files import make_private_folder, protect_folder
from pos_app.services.day import closing, day_export
from pos_app.services.office.event_book import init_book
from pos_app.services.office.stand_packs import write_stand_packs
from pos_app.services.paper.receipt_copies import save_copy
from pos_app.services.practice import ensure_practice
from pos_app.services.shop.shop import open_shop

pytestmark = pytest.mark.linux("modes and the umask are those of POSIX")
EVENT = """\
code = "EXPO23"
name = "Pameran"
start = 2023-10-25
end = 2023-10-26
[[stand]]
code = "A07"
tills = 1
[[maker]]
code = "M1"
name = "Untaian"
share_pct = 10
"""


@pytest.fixture(autouse=True)
def no_umask() -> Iterator[None]:
    """The most open umask there is."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    found = [folder, *folder.rglob("*")]
    return [str(path.relative_to(folder.parent)) for path in found if mode(path) & 0o077]


def use_a_till(folder: Path) -> None:
    with make_shop(folder) as shop:
        (folder / "goods.csv").unlink()
        log_to(folder)
        log_fault(ValueError("x"))
        tenders = [{"method": "cash", "amount": 50_000}]
        sold = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=tenders)
        save_copy(shop, sold["number"], folder / "struk")
        ensure_practice(shop)
        assert (folder / "till.db-wal").exists()
        assert [name for name in open_to_others(folder) if "salinan" not in name] == []
        stop_logging()


def test_a_tills_folder_is_closed_under_the_most_open_umask(tmp_path: Path) -> None:
    use_a_till(tmp_path / "till")
    assert mode(tmp_path / "till") == 0o700
    assert mode(tmp_path / "till" / "till.db") == 0o600
    assert mode(tmp_path / "till" / "journal.jsonl") == 0o600


def test_a_till_from_before_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    use_a_till(folder)
    (folder / "till.db.v1.bak").write_bytes(b"old")
    (folder / "mine.txt").write_bytes(b"a file that no till made")
    for path in folder.iterdir():
        path.chmod(0o755 if path.is_dir() else 0o644)
    folder.chmod(0o755)
    with open_shop(folder, clock_at()):
        assert mode(folder) == 0o700
        names = ["till.db", "till.db-wal", "till.db.v1.bak", "journal.jsonl", "pos-app.log"]
        assert {name: mode(folder / name) for name in names} == dict.fromkeys(names, 0o600)
        assert mode(folder / "mine.txt") == 0o644


def test_a_day_file_for_a_stick_stays_readable(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        closed = closing.close_till(shop, counted=0)
        path = day_export.export_day(shop, closed.day, tmp_path / "stick").path
    assert mode(path) & 0o044 == 0o044


def test_a_book_its_key_and_its_packs_are_closed(tmp_path: Path) -> None:
    event = tmp_path / "event.toml"
    event.write_text(EVENT, encoding="utf-8")
    book = tmp_path / "office.book"
    init_book(book, event)
    packs = write_stand_packs(book, tmp_path / "packs").packs
    assert mode(book) == 0o600 and mode(tmp_path / "office.book.key") == 0o600
    assert [mode(pack.path) for pack in packs] == [0o600]
    packs[0].path.chmod(0o644)
    book.chmod(0o644)
    write_stand_packs(book, tmp_path / "packs")
    assert (mode(packs[0].path), mode(book)) == (0o600, 0o600)


def test_a_folder_that_people_share_is_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    protect_folder(shared)
    assert mode(shared) == 0o1777
    make_private_folder(shared / "a" / "b")
    assert [mode(shared / "a"), mode(shared / "a" / "b")] == [0o700, 0o700]


def test_a_link_does_not_close_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"x")
    (tmp_path / "other").chmod(0o644)
    use_a_till(tmp_path / "till")
    (tmp_path / "till" / "till.link").symlink_to(tmp_path / "other")
    with open_shop(tmp_path / "till", clock_at()):
        assert mode(tmp_path / "other") == 0o644
