"""Checking on every core: in order, nothing lost, and whatever brings a worker down is named."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office.real_files import TOML, world
from support.fair_files import Fair
from support.odd_work import careless, dies_once

from pos_app.bounded.limits import Limits
from pos_app.bounded.workers import Workers
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.intake import verifier as verifier_module
from pos_app.office.intake.merge import Cancelled, merge
from pos_app.office.intake.sources import Source
from pos_app.office.intake.verifier import MAX_AHEAD, CheckedFile, Verifier
from pos_app.office.reconcile.status import status_of


@pytest.fixture(autouse=True)
def _no_worker_is_left_behind() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def held(*files: bytes) -> list[Source]:
    return [Source(f"{number}", lambda file=file: file) for number, file in enumerate(files)]  # type: ignore[misc]


def look(verifier: Verifier, sources: list[Source]) -> list[CheckedFile]:
    with verifier:
        return list(verifier.check_all(sources, lambda name: None))


def codes(found: list[CheckedFile]) -> list[str]:
    return [each.outcome.code for each in found]


def test_results_come_in_the_order_of_the_files() -> None:
    texts = [f"file {number}".encode() for number in range(80)]
    found = look(Verifier(3, min_for_workers=1, work=careless), held(*texts))
    assert [each.file for each in found] == texts
    assert [each.name for each in found] == [str(number) for number in range(80)]
    for each, text in zip(found, texts, strict=True):
        assert isinstance(each.outcome, Problem)
        assert each.outcome.facts["file"] == text.decode()


def test_a_file_that_brings_the_workers_down_is_named_and_the_others_go_on() -> None:
    texts = [b"die" if number in (3, 17) else b"ok" for number in range(40)]
    # The first is asked for only when a worker is up: what kills must never be done right here.
    found = codes(look(ready(Verifier(2, min_for_workers=0, work=careless)), held(*texts)))
    assert [number for number, code in enumerate(found) if code == "check_died"] == [3, 17]
    assert found.count("seen") == 38


def test_a_file_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Workers

    def impatient(work: Callable[[bytes], Problem], count: int) -> Workers:
        return real(work, count, Limits(wall_s=0.5))

    monkeypatch.setattr(verifier_module, "Workers", impatient)
    texts = [b"hang" if number == 5 else b"ok" for number in range(20)]
    found = codes(look(ready(Verifier(2, min_for_workers=0, work=careless)), held(*texts)))
    assert found == ["check_too_long" if number == 5 else "seen" for number in range(20)]


def test_a_worker_that_died_once_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "once"
    path.touch()
    sources = held(str(path).encode(), *[str(tmp_path / "never").encode()] * 9)
    assert (
        codes(look(ready(Verifier(2, min_for_workers=0, work=dies_once)), sources)) == ["seen"] * 10
    )


def ready(verifier: Verifier) -> Verifier:
    """One whose workers have started up before the first file."""
    verifier._start()
    while verifier._workers is not None and not verifier._workers.ready:
        verifier._keep_busy(waiting=True)
    return verifier


def test_where_no_process_can_be_started_files_are_checked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_more(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(verifier_module, "Workers", no_more)
    assert (
        codes(look(Verifier(4, min_for_workers=1, work=careless), held(*[b"ok"] * 50)))
        == ["seen"] * 50
    )


def test_few_files_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier_module, "Workers", None)
    assert codes(look(Verifier(4, work=careless), held(*[b"ok"] * 20))) == ["seen"] * 20


def test_only_a_bounded_number_of_files_is_read_ahead() -> None:
    read = 0

    def counted() -> bytes:
        nonlocal read
        read += 1
        return b"ok"

    with Verifier(1, work=careless) as verifier:
        sources = [Source(str(number), counted) for number in range(500)]
        for taken, _ in enumerate(verifier.check_all(sources, lambda name: None), 1):
            assert read <= taken + MAX_AHEAD


def test_large_files_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier_module, "MAX_BYTES_AHEAD", 1000)
    alive = 0
    with Verifier(1, work=careless) as verifier:
        for _ in verifier.check_all(held(*[b"x" * 600] * 30), lambda name: None):
            alive = max(alive, sum(len(each.file) for each in verifier._queue))
    assert 0 < alive <= 1000 + 600


def test_what_cannot_be_read_keeps_its_place() -> None:
    def unreadable() -> bytes:
        raise PosError("file_unreadable", file="x")

    sources = held(b"ok", b"ok")
    sources.insert(1, Source("bad", unreadable))
    found = look(Verifier(1, work=careless), sources)
    assert codes(found) == ["seen", "file_unreadable", "seen"]


def fair_folder(folder: Path, fair: Fair) -> Path:
    folder.mkdir()
    for built in fair.files():
        (folder / built.name).write_bytes(built.file)
    return folder


def test_workers_and_one_core_fill_the_same_book(tmp_path: Path) -> None:
    fair = Fair(stands=10, days=3, sales=4)
    folder = fair_folder(tmp_path / "usb", fair)
    for name in ("cut short", "other event"):
        (folder / f"{name}.zip").write_bytes(world()[name])
    reports, states = [], []
    for number, verifier in enumerate((Verifier(1), Verifier(2, min_for_workers=1))):
        with Book.create(tmp_path / f"{number}.book", fair.toml) as book:
            report = merge(book, [folder], verifier=verifier)
            reports.append((report.as_json(), report.problems))
            states.append(status_of(book.plan, book.days(), fair.end).as_json())
    assert len(reports[0][0]["merged"]) == 30
    assert len(reports[0][0]["rejected"]) == 2
    assert reports[0] == reports[1]
    assert states[0] == states[1]
    assert states[0]["complete"]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("after", [0, 1, 20])
def test_a_merge_that_is_given_up_names_what_it_took_and_took_nothing_else(
    tmp_path: Path, count: int, after: int
) -> None:
    fair = Fair(stands=15, days=2, sales=2)
    folder = fair_folder(tmp_path / "usb", fair)

    def progress(done: int, name: str) -> None:
        if done == after:
            raise Cancelled

    with Book.create(tmp_path / "office.book", fair.toml) as book:
        report = merge(book, [folder], progress, Verifier(count, min_for_workers=1))
        assert report.cancelled
        assert report.taken == len(book.identities()) == after
        assert {entry.manifest for entry in report.merged} == set(book.identities())
        again = merge(book, [folder])
        assert (len(again.same), len(again.merged)) == (after, 30 - after)


def test_a_book_that_cannot_be_written_keeps_what_was_taken_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up in the middle of a batch: that batch is not in the book at all."""
    fair = Fair(stands=20, days=1, sales=2)
    folder = fair_folder(tmp_path / "usb", fair)
    real, seen = Book.add, 0

    def full(self: Book, *given: object) -> bool:
        nonlocal seen
        seen += 1
        if seen == 19:
            raise OSError(28, "No space left on device")
        return real(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Book, "add", full)
    with Book.create(tmp_path / "office.book", fair.toml) as book:
        with pytest.raises(OSError, match="No space"):
            merge(book, [folder])
        assert len(book.identities()) == 16
        assert len(book.days()) == 16


def test_workers_of_a_command_import_no_window(tmp_path: Path) -> None:
    """What the workers import decides how fast they are there."""
    code = (
        "import sys, pos_app.office.intake.verifier;"
        "print([m for m in ('PySide6', 'reportlab', 'click', 'sqlite_utils', 'pandas')"
        " if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_world_of_real_files_still_merges(tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    for name in ("a07 25", "a07 26 r1", "a07 26 r2", "a08 25"):
        (folder / f"{name}.zip").write_bytes(world()[name])
    with Book.create(tmp_path / "office.book", TOML) as book:
        report = merge(book, [folder], verifier=Verifier(2, min_for_workers=1))
    assert (len(report.merged), len(report.replaced)) == (3, 1)
