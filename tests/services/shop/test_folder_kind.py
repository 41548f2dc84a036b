"""Where a till's folder lies: synchronised, on a network, or on a disk that is nearly full."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from support.commands import Till

from pos_app.services.shop import folder_kind
from pos_app.services.shop.folder_kind import file_system, on_network, place_problems, synced_by

MOUNTS = """/dev/sda1 / ext4 rw 0 0
tmpfs /home tmpfs rw 0 0
//server/fair /home/kasir/Data\\040Pameran cifs rw 0 0
/dev/sdb1 /media/stik vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/x/OneDrive/kasir", "OneDrive"),
        ("/home/x/OneDrive - Dinas Koperasi/kasir", "OneDrive"),
        ("/home/x/Dropbox (Personal)/kasir", "Dropbox"),
        ("/home/x/Google Drive/kasir", "Google Drive"),
        ("/home/x/drive/kasir", ""),
        ("/home/x/onedrivers/kasir", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str, service: str) -> None:
    assert synced_by(Path(folder)) == service


@pytest.mark.linux("Windows has no table of mounts; it is asked for the kind of a drive")
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, "utf-8")
    assert file_system(Path("/home/kasir/Data Pameran/till"), mounts) == "cifs"
    assert file_system(Path("/home/kasir/Data"), mounts) == "tmpfs"
    assert file_system(Path("/media/stik"), mounts) == "vfat"
    assert file_system(Path("/mediator"), mounts) == "ext4"
    assert file_system(Path("/"), tmp_path / "none") == ""


def test_a_network_drive_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert on_network(Path("\\\\server\\fair")) or on_network(Path("//server/fair"))
    monkeypatch.setattr(folder_kind, "file_system", lambda _: "cifs")
    monkeypatch.setattr(folder_kind, "_drive_type", lambda _: 4)  # as Windows tells of a share
    assert [each.code for each in place_problems(tmp_path)] == ["folder_on_network"]


def nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    left = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=100_000_000))
    monkeypatch.setattr(folder_kind, "shutil", left)


def test_set_up_and_close_tell_a_disk_that_is_nearly_full_and_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nearly_full(monkeypatch)
    till = Till(tmp_path)
    made = till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1")
    assert made.exit_code == 0 and "100 MB" in made.stderr
    assert till("till", "open", "--float", "0").exit_code == 0
    closed = till("till", "close", "--counted", "0")
    assert closed.exit_code == 0 and "100 MB" in closed.stderr
    found = till.json("doctor")
    assert found["ok"] and "disk_nearly_full" in [each["code"] for each in found["problems"]]


def test_set_up_tells_of_a_synchronised_folder_and_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "OneDrive"
    home.mkdir()
    made = Till(home)("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1")
    assert made.exit_code == 0 and "OneDrive" in made.stderr
