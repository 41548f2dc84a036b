"""Fairs with a known truth whose days come partly by photos: the office says the same of them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from office.test_worlds import FOUNDER, view, words_of
from support.by_light import codes_of
from support.seeds import in_pieces
from support.worlds import World, make_world

from pos_app.bounded.child import Child
from pos_app.errors import PosError
from pos_app.light.codes import CodeSize, read_code
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.intake.merge import merge
from pos_app.office.intake.sources import SourceCode

FEW = CodeSize(400, 2)
SEEDS = [
    pytest.param(range(0, 500, 125), id="4"),
    *in_pieces(0, size=250),
]


@pytest.fixture(autouse=True)
def reads_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The soak starts no process for each book and day it reads, which is most of its time.

    The small form does: what a process of its own adds is tried there and in `tests/bounded`.
    """
    if request.node.get_closest_marker("soak"):
        monkeypatch.setattr(Child, "read", lambda self, file: self._work(file))


def by_light(file: bytes, rng: random.Random) -> list[bytes] | None:
    """As few codes of a file as are enough; None for a file that no till would show."""
    try:
        codes = codes_of(file, FEW)
    except PosError:
        return None
    first = read_code(codes[0])
    assert first is not None
    return None if first.label.training else rng.sample(codes, first.need)


def status_of_book(folder: Path, name: str, world: World, some_lost: bool) -> dict[str, Any]:
    """The status of a book to which half of the files come by light, with the interim totals.

    With `some_lost` one code of each of those that come by light is missing.
    """
    rng = random.Random(f"light/{world.seed}")
    files, codes = [words_of(folder, world) if not some_lost else folder / "words"], []
    for number, file in enumerate(dict.fromkeys(world.files)):
        found = by_light(file, rng) if rng.random() < 0.5 else None
        if found is None:
            files.append(folder / f"{name}-{number}.zip")
            files[-1].write_bytes(file)
        else:
            codes += found[1:] if some_lost else found
    rng.shuffle(codes)
    with Book.create(folder / name, world.toml, lambda: FOUNDER) as book:
        merge(book, files, codes=[SourceCode("IMG.jpg", code) for code in codes])
        found_status = status_in(book, book.days(), world.days[-1]).as_json()
        if some_lost:
            with Book.create(folder / f"{name}-without", world.toml, lambda: FOUNDER) as without:
                merge(without, files)
                bare = status_in(without, without.days(), world.days[-1]).as_json()
            assert found_status | {"partial": []} == bare, world
        return found_status


@pytest.mark.parametrize("seeds", SEEDS)
def test_days_by_photo_count_as_their_files_do_and_not_before_they_are_whole(
    seeds: range, tmp_path: Path
) -> None:
    waiting = told = 0
    for seed in seeds:
        world = make_world(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert status_of_book(folder, "whole", world, False) == view(world).as_json(), world
        waiting += len(status_of_book(folder, "lost", world, True)["partial"])
        told += len(world.told)
    assert waiting and told
