r"""What only Windows has: `\\server\share`, names that it forbids, long paths, jobs, its sounds."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
from support.shops import cash, clock_at, make_shop, refusal, ring

from pos_app.bounded.output import write_own
from pos_app.dayfile.durable_write import write_durably
from pos_app.errors import PosError
from pos_app.file_names import is_windows_name
from pos_app.services.replace_file import replace_file
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.shop import open_shop
from pos_app.store.file_uri import file_uri

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\Kasir\till.db", "file:///C:/Kasir/till.db?mode=rw"),
        (r"C:\Stan #1 50%\till.db", "file:///C:/Stan%20%231%2050%25/till.db?mode=rw"),
        (r"\\kantor\stan 7\till.db", "file:////kantor/stan%207/till.db?mode=rw"),
    ],
)
def test_sqlite_is_given_every_path_in_the_form_that_it_reads(path: str, uri: str) -> None:
    assert file_uri(PureWindowsPath(path), "mode=rw") == uri


@on_windows
def test_a_till_lies_in_a_folder_of_the_network(tmp_path: Path) -> None:
    drive, rest = os.path.splitdrive(tmp_path)
    shared = Path(rf"\\localhost\{drive[0]}$" + rest)
    if not shared.is_dir():
        pytest.skip("the drive is not shared with its own computer")
    folder = shared / "OneDrive - Dinas Perdagangan" / "kasir"
    with closing(make_shop(folder)) as shop:
        assert ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["ok"]
    with closing(open_shop(folder, clock_at())) as shop:
        assert len(list_sales(shop)) == 1


@on_windows
def test_a_till_lies_deeper_than_260_characters(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["x" * 50] * 5, "kasir")
    with closing(make_shop(folder)) as shop:
        assert ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["ok"]
    assert len(str(folder)) > 260


@on_windows
def test_a_till_that_sells_cannot_be_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "kasir"
    sale = {"lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    with closing(make_shop(folder)) as shop:
        assert ring(shop, **sale)["ok"]
        with pytest.raises(PermissionError):
            (folder / "till.db").unlink()
        assert ring(shop, **sale)["ok"]
        assert len(list_sales(shop)) == 2


@on_windows
def test_no_sale_goes_into_a_folder_that_was_renamed(tmp_path: Path) -> None:
    """Windows refuses to rename a folder whose files are open. Wine 8 renames it: no sale then."""
    folder = tmp_path / "kasir"
    sale = {"lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
    with closing(make_shop(folder)) as shop:
        try:
            folder.rename(tmp_path / "lain")
        except PermissionError:
            assert ring(shop, **sale)["ok"]
            return
        assert refusal(ring(shop, **sale)) == "database_gone"


FORBIDDEN = [
    "CON",
    "nul",
    "nul.pdf",
    "struk.pdf:x",
    "struk?.pdf",
    "a|b.pdf",
    "<.pdf",
    'a".pdf',
    "*",
]


@pytest.mark.parametrize("name", [*FORBIDDEN, "com1.zip", "LPT9", "nul ", "a\tb"])
def test_a_name_that_windows_forbids_is_known_on_every_system(name: str) -> None:
    assert not is_windows_name(name)


@pytest.mark.parametrize(
    "name", ["CON-1-000001.pdf", "NUSAKRAF23_A07-1.standpack", "Ibu Sri & Co.pdf", "console.txt"]
)
def test_names_of_our_own_files_are_names_for_windows(name: str) -> None:
    assert is_windows_name(name)


@on_windows
@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_name_that_windows_forbids_is_refused_and_leaves_nothing(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(PosError):
        write_own(tmp_path / name, b"%PDF-1.4\n%\n")
    with pytest.raises(PosError):
        replace_file(tmp_path / name, b"text")
    with pytest.raises(PosError):
        write_durably(b"day", tmp_path, name, lambda _: None)
    assert list(tmp_path.iterdir()) == []


@on_windows
@pytest.mark.parametrize("name", ["struk.pdf.", "struk.pdf ", "Struk.PDF"])
def test_names_that_windows_takes_for_the_same_are_the_same_file(name: str, tmp_path: Path) -> None:
    write_own(tmp_path / "struk.pdf", b"%PDF-1.4\n%\n1")
    (tmp_path / "belanja.txt").write_bytes(b"beras")
    write_own(tmp_path / name, b"%PDF-1.4\n%\n2")
    assert (tmp_path / "struk.pdf").read_bytes().endswith(b"2")
    with pytest.raises(PosError, match="file_exists"):
        write_own(tmp_path / "BELANJA.TXT", b"%PDF-1.4\n%\n")


_ASK_JOB = """
import ctypes
from ctypes import wintypes
from pos_app.bounded import limits
assert limits.limit_memory(limits.Limits(memory=300 << 20)), "refused"
found = limits._JobLimits()
kernel = ctypes.WinDLL("kernel32")
asked = (None, 9, ctypes.byref(found), ctypes.sizeof(found), None)
assert kernel.QueryInformationJobObject(*asked), "no job"
print(found.basic.flags & 0x100, found.process_memory)
"""


@on_windows
def test_a_process_that_reads_strangers_files_is_in_a_job_that_limits_its_memory() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _ASK_JOB]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    # Wine takes the limit and does not tell it afterwards.
    assert done.stdout.split() in ([str(0x100), str(300 << 20)], ["0", "0"]), done.stderr


def test_a_laptop_without_sound_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import sounds

    def no_device(*_: object) -> None:
        raise RuntimeError("Failed to play sound")

    played = SimpleNamespace(PlaySound=no_device, SND_FILENAME=1, SND_ASYNC=2)
    monkeypatch.setitem(sys.modules, "winsound", played)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sounds.QGuiApplication, "platformName", lambda: "windows")
    assert sounds.play_file(Path("added.wav")) is False
