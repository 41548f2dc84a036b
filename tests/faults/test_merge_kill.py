"""kill −9 in the middle of a merge: what is in the book is whole, and the rest comes again."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

from support.crash import COMMAND
from support.fair_files import Fair

from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import status_of

FAIR = Fair(stands=40, days=2, sales=15)


def state(book: Book) -> dict[str, object]:
    return status_of(book.plan, book.days(), FAIR.end).as_json()


def test_a_merge_killed_at_any_moment_leaves_whole_files_only(tmp_path: Path) -> None:
    folder, path, rng = tmp_path / "usb", tmp_path / "office.book", random.Random(1)
    folder.mkdir()
    files = {built.identity: built for built in FAIR.files()}
    for built in files.values():
        (folder / built.name).write_bytes(built.file)
    Book.create(path, FAIR.toml).close()
    for _ in range(5):
        command = [*COMMAND, "office", "merge", str(path), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as merging:
            try:
                merging.wait(rng.uniform(0.2, 1.5))
            except subprocess.TimeoutExpired:
                merging.kill()
        with Book.open(path) as book, Book.create(tmp_path / "again.book", FAIR.toml) as again:
            taken = book.identities()
            assert {day.identity for day in book.days()} == set(taken)
            merge(again, [folder / files[identity].name for identity in taken])
            assert state(again) == state(book)
        (tmp_path / "again.book").unlink()
    with Book.open(path) as book:
        merge(book, [folder])
        assert set(book.identities()) == set(files)
        assert state(book)["complete"]
