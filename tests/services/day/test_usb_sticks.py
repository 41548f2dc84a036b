"""Finding USB sticks on each operating system, without plugging one in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pos_app.services.day import usb_sticks
from pos_app.services.day.usb_sticks import Stick, find_sticks, sticks_of_drives, sticks_of_mounts

MOUNTS = r"""/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw,nosuid 0 0
/dev/sdb1 /media/budi/KINGSTON vfat rw,nosuid,nodev,uid=1000 0 0
/dev/sdc1 /run/media/budi/STIK\040BIRU exfat ro,nosuid 0 0
/dev/sdd1 /mnt/usb vfat rw 0 0
/dev/sde1 /mnt vfat rw 0 0
/dev/sda3 /mnt/data ext4 rw 0 0
/dev/sr0 /media/budi/CD iso9660 ro 0 0
C:\134 /mnt/c 9p rw,aname=drvfs 0 0
//server/share /media/share cifs rw 0 0
/dev/loop3 /snap/core/1 squashfs ro 0 0
/dev/sdf1 /mediation/x vfat rw 0 0
broken line
"""


def test_sticks_are_where_linux_mounts_what_is_plugged_in() -> None:
    found = list(sticks_of_mounts(MOUNTS, {"/dev/sdd1", "/dev/sde1"}.__contains__))
    assert found == [
        Stick("KINGSTON", Path("/media/budi/KINGSTON")),
        Stick("STIK BIRU", Path("/run/media/budi/STIK BIRU"), writable=False),
        Stick("usb", Path("/mnt/usb")),
        Stick("mnt", Path("/mnt")),
    ]


@pytest.mark.linux("its list of devices consists of symbolic links")
def test_a_disk_in_the_machine_is_no_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in (("sda3", "pci0/ata1/sda/sda3"), ("sdb1", "pci0/usb2/2-1/sdb/sdb1")):
        real = tmp_path / "devices" / place
        real.mkdir(parents=True)
        (tmp_path / name).symlink_to(real)
    monkeypatch.setattr(usb_sticks, "BLOCKS", tmp_path)
    assert usb_sticks.is_usb("/dev/sdb1")
    assert not usb_sticks.is_usb("/dev/sda3")
    assert not usb_sticks.is_usb("/dev/gone")


class FakeDrives:
    """A, C (the disk), D (a stick), E (an empty card reader), F (a stick without a name)."""

    def letters(self) -> int:
        return sum(1 << ord(letter) - ord("A") for letter in "ACDEF")

    def kind(self, root: str) -> int:
        return {"C:\\": 3}.get(root, 2)

    def label(self, root: str) -> str | None:
        return {"D:\\": "KINGSTON", "F:\\": ""}.get(root)

    def is_locked(self, root: str) -> bool:
        return root == "F:\\"


def test_sticks_are_the_removable_drives_of_windows_that_hold_a_medium() -> None:
    assert list(sticks_of_drives(FakeDrives())) == [
        Stick("KINGSTON (D:)", Path("D:\\")),
        Stick("(F:)", Path("F:\\"), writable=False),
    ]


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_the_disk_that_windows_runs_from_is_no_stick_and_can_be_written() -> None:
    drives = usb_sticks._WindowsDrives()
    assert drives.letters() & 1 << 2
    assert drives.kind("C:\\") != usb_sticks.DRIVE_REMOVABLE
    assert drives.label("C:\\") is not None
    assert not drives.is_locked("C:\\")
    assert "C:\\" not in [str(stick.path) for stick in find_sticks()]


def test_a_mac_shows_its_volumes_without_the_one_it_started_from(tmp_path: Path) -> None:
    (tmp_path / "KINGSTON").mkdir()
    (tmp_path / "Macintosh HD").symlink_to("/")
    assert list(usb_sticks.sticks_of_volumes(tmp_path)) == [
        Stick("KINGSTON", tmp_path / "KINGSTON")
    ]
    assert list(usb_sticks.sticks_of_volumes(tmp_path / "none")) == []


@pytest.mark.linux("it lists its mounts in a file")
def test_the_sticks_that_take_files_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mounts"
    path.write_text(
        "/dev/sdb1 /media/b/AAA vfat ro 0 0\n/dev/sdc1 /media/b/ZZZ vfat rw 0 0\n", "utf-8"
    )
    monkeypatch.setattr(usb_sticks, "MOUNTS", path)
    monkeypatch.setattr("sys.platform", "linux")
    assert [stick.name for stick in find_sticks()] == ["ZZZ", "AAA"]
    path.unlink()
    assert find_sticks() == []
