"""Folders that fill themselves: only what is whole is taken, once, and nothing there is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pos_app.services.office import watched_folders as module
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.watched_folders import (
    BATCH,
    MOST_FOLDERS,
    FolderLooks,
    set_watched_folders,
    watched_folders,
)


def put(path: Path, size: int = 10, at: int = 1_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (at, at))
    return path


def test_a_file_is_taken_once_its_size_is_still(tmp_path: Path) -> None:
    looks = FolderLooks([tmp_path])
    file = put(tmp_path / "day.zip", 10)
    assert looks.look().ready == () and looks.look().ready == (file,)
    assert looks.look().ready == ()
    growing = put(tmp_path / "big.zip", 10, 1_001)
    looks.look()
    put(growing, 20, 1_002)
    found = looks.look()
    assert found.ready == () and found.waiting == 1
    assert looks.look().ready == (growing,)


def test_a_file_that_changed_after_it_was_taken_is_taken_again(tmp_path: Path) -> None:
    looks = FolderLooks([tmp_path])
    file = put(tmp_path / "day.zip")
    looks.look()
    assert looks.look().ready == (file,)
    put(file, 99, 2_000)
    looks.look()
    assert looks.look().ready == (file,)


def test_what_is_unfinished_hidden_linked_empty_or_something_else_is_left(tmp_path: Path) -> None:
    for name in (".hidden.zip", "~$x.zip", "a.crdownload", "a.part", "song.mp3", ".git/a.zip"):
        put(tmp_path / name)
    put(tmp_path / "empty.zip", 0)
    (tmp_path / "link.zip").symlink_to(put(tmp_path / "film.mp4"))
    put(tmp_path / "1/2/3/4/5/deep.zip")
    kept = put(tmp_path / "1/2/photo.JPG")
    cut = put(tmp_path / "NUSAKRAF_A07-1")
    looks = FolderLooks([tmp_path])
    looks.look()
    assert set(looks.look().ready) == {kept, cut}


def test_thousands_come_in_small_portions_tonights_before_all_others(tmp_path: Path) -> None:
    """The chat's folder may hold years of pictures; what came tonight waits for none of them."""
    late = [put(tmp_path / f"day{number}.zip", at=9_000 + number) for number in range(3)]
    for number in range(2 * BATCH + 5):
        put(tmp_path / f"IMG{number:04}.jpg", at=5_000 - number)
    looks = FolderLooks([tmp_path])
    looks.look()
    sizes, taken = [], []
    while found := looks.look().ready:
        sizes.append(len(found))
        taken += found
    assert sizes == [BATCH, BATCH, 8] and len(set(taken)) == 2 * BATCH + 8
    assert taken[:3] == late, "day files first, in the order in which they came"
    assert [path.name for path in taken[3:5]] == ["IMG0000.jpg", "IMG0001.jpg"]
    new = put(tmp_path / "IMG9999.jpg", at=9_999)
    looks.look()
    assert looks.look().ready == (new,)


def test_of_more_files_than_are_looked_at_those_with_the_latest_names_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat names pictures by their day."""
    monkeypatch.setattr(module, "MOST_FILES", 5)
    for day in range(20):
        put(tmp_path / f"IMG-202310{day + 1:02}-WA0001.jpg")
    looks = FolderLooks([tmp_path])
    looks.look()
    assert "IMG-20231020-WA0001.jpg" in {path.name for path in looks.look().ready}


def test_a_folder_that_is_pulled_out_is_named_and_watched_again(tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    other.mkdir()
    looks = FolderLooks([stick, other])
    assert looks.look().unreachable == (stick,)
    file = put(stick / "day.zip")
    assert looks.look().unreachable == () and looks.look().ready == (file,)


def test_the_choice_is_kept_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    settings = OfficeSettings(tmp_path)
    set_watched_folders(settings, [tmp_path / "a", tmp_path / "b", tmp_path / "a"])
    assert watched_folders(OfficeSettings(tmp_path)) == [tmp_path / "a", tmp_path / "b"]
    set_watched_folders(settings, [tmp_path / str(n) for n in range(50)])
    assert len(watched_folders(settings)) == MOST_FOLDERS
    for text in ("{", '{"a": 1}', "[1, null]", ""):
        settings.set("watched_folders", text)
        assert watched_folders(settings) == []
