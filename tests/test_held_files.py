"""A file that another program holds for some seconds costs those seconds, not the file."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.holding import held
from support.shops import make_shop

from pos_app import held_files
from pos_app.bounded.files import read_bounded
from pos_app.bounded.output import write_own
from pos_app.dayfile.durable_write import FileSystem, write_durably
from pos_app.errors import MachineError, PosError
from pos_app.services.replace_file import replace_file
from pos_app.services.shop.shop import open_shop
from pos_app.store.cart_file import CartFile
from pos_app.store.database import create_database, open_database

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows lets files be held")
SCAN_S = 3.0


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_files, "WAITS", True)
    monkeypatch.setattr(held_files, "WAIT_S", 0.2)


class Scanned(PermissionError):
    """What Windows raises for a file that another program has open."""

    winerror = 32


def refusing(times: int, error: OSError) -> Callable[[], int]:
    left = iter([error] * times)

    def act() -> int:
        for found in left:
            raise found
        return 7

    return act


def test_what_passes_is_waited_for(waits: None) -> None:
    assert held_files.patiently(refusing(2, Scanned(errno.EACCES, "in use"))) == 7


def test_what_stays_is_raised_in_the_end(waits: None) -> None:
    with pytest.raises(Scanned):
        held_files.patiently(refusing(99, Scanned(errno.EACCES, "in use")))


@pytest.mark.parametrize("kind", [FileNotFoundError, OSError])
def test_another_error_is_raised_at_once(kind: type[OSError], waits: None) -> None:
    act = refusing(1, kind(errno.ENOENT, "gone"))
    with pytest.raises(kind):
        held_files.patiently(act)
    assert act() == 7


def test_where_no_file_can_be_held_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_files, "WAITS", False)
    act = refusing(1, Scanned(errno.EACCES, "in use"))
    with pytest.raises(PermissionError):
        held_files.patiently(act)
    assert act() == 7


def test_a_day_file_that_stays_held_is_no_stick_that_is_locked(tmp_path: Path, waits: None) -> None:
    class Held(FileSystem):
        def rename(self, part: Path, final: Path) -> None:
            raise Scanned(errno.EACCES, "in use", str(part))

    with pytest.raises(MachineError, match="export_held"):
        write_durably(b"day", tmp_path, "day.zip", lambda _: None, Held())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights, not as root")
def test_a_file_without_rights_is_not_called_held(tmp_path: Path, waits: None) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0)
    with pytest.raises(PermissionError) as refused:
        path.read_bytes()
    assert not held_files.is_held(refused.value)


def written_over(path: Path) -> bytes:
    replace_file(path, b"old and new")
    return path.read_bytes()


def own_written_over(path: Path) -> bytes:
    return write_own(path, b"old\nand new").read_bytes().replace(b"\n", b" ")


def cart(path: Path) -> bytes:
    file = CartFile(path)
    file.write("old and new")
    file.close()
    return path.read_bytes()


def read(path: Path) -> bytes:
    return read_bounded(path, 100).strip() + b" and new"


@on_windows
@pytest.mark.parametrize("act", [written_over, own_written_over, cart, read])
def test_a_file_that_a_scanner_holds_is_waited_for(
    act: Callable[[Path], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old\n")
    with held(path, SCAN_S):
        begun = time.monotonic()
        assert act(path) == b"old and new"
    assert time.monotonic() - begun < held_files.WAIT_S
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]


@on_windows
def test_a_day_file_is_scanned_between_its_steps(tmp_path: Path) -> None:
    class Scanned(FileSystem):
        def rename(self, part: Path, final: Path) -> None:
            with held(part, SCAN_S):
                super().rename(part, final)

        def read(self, path: Path) -> bytes:
            with held(path, SCAN_S):
                return super().read(path)

    path = write_durably(b"day", tmp_path, "day.zip", lambda _: None, Scanned())
    assert path.read_bytes() == b"day"


@on_windows
@pytest.mark.parametrize("name", ["till.db", "till.lock"])
def test_a_till_is_opened_once_the_scanner_is_through(name: str, tmp_path: Path) -> None:
    make_shop(tmp_path).close()
    with held(tmp_path / name, SCAN_S), closing(open_shop(tmp_path)) as opened:
        assert opened.identity.stand


@on_windows
def test_a_database_that_stays_held_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_files, "WAIT_S", 0.3)
    create_database(tmp_path / "till.db", lambda _: None)
    with held(tmp_path / "till.db", 30), pytest.raises(PosError):
        open_database(tmp_path / "till.db")
