"""Day files read by other people's tools, without us: valid Data Packages, and the same sums.

The tools are there once `pytest -m bench` has installed them into an environment of their own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from dayfile.test_damage import good_files
from support.fair_files import Fair
from support.peers import ask, peers

from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import status_of

PEERS = Path(__file__).parents[1] / "bench" / "peers"
GOLDEN = Path(__file__).parents[1] / "goldens" / "posday-1.zip"
FAIR = Fair(stands=4, days=2, sales=12)


@pytest.fixture(autouse=True)
def _peers_are_there() -> None:
    peers(make=False)


def test_every_good_file_is_a_valid_data_package_to_frictionless(tmp_path: Path) -> None:
    paths = [GOLDEN]
    for number, file in enumerate(good_files()):
        paths.append(tmp_path / f"{number}.zip")
        paths[-1].write_bytes(file)
    assert ask(PEERS / "validate_with_frictionless.py", *paths) == {str(p): [] for p in paths}


def test_frictionless_sees_a_changed_amount(tmp_path: Path) -> None:
    """That it validates at all: a file that is not good is not valid either."""
    from support.days import busy_day, forge

    def change(members: dict[str, bytes]) -> None:
        members["sales.csv"] = members["sales.csv"].replace(b"270000", b"27000,")

    path = tmp_path / "bad.zip"
    path.write_bytes(forge(busy_day(), change, resign=False))
    assert ask(PEERS / "validate_with_frictionless.py", path)[str(path)]


def test_pandas_duckdb_and_the_book_find_the_same_sums(tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    for built in FAIR.files():
        (folder / built.name).write_bytes(built.file)
    with Book.create(tmp_path / "office.book", FAIR.toml) as book:
        merge(book, [folder])
        found = status_of(book.plan, book.days(), FAIR.end).confirmed
    ours = {
        key: {row.key: row.net for row in getattr(found, f"by_{key}")}
        for key in ("stand", "day", "maker", "category")
    }
    assert ask(PEERS / "read_with_pandas.py", folder)["sums"] == ours
    assert ask(PEERS / "ask_duckdb.py", folder, tmp_path / "parquet")["sums"] == ours
