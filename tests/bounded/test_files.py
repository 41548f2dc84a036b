"""A name that is no ordinary file makes no program wait; nothing of others is replaced."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pos_app.bounded.files import first_bytes, read_bounded
from pos_app.bounded.output import write_own
from pos_app.errors import PosError

posix = pytest.mark.linux("pipes and devices are files there")


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def a_folder(folder: Path) -> Path:
    (folder / "folder").mkdir()
    return folder / "folder"


def a_socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as found:
        found.bind(str(folder / "s"))
    return folder / "s"


def loop(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


def to_a_pipe(folder: Path) -> Path:
    (folder / "link").symlink_to(pipe(folder))
    return folder / "link"


def zero(_: Path) -> Path:
    return Path("/dev/zero")


ODD = (pipe, a_folder, a_socket, loop, to_a_pipe, zero)


def readers() -> dict[str, Callable[[Path], object]]:
    from pos_app.services.catalogue.photos import shrunk
    from pos_app.services.office.book_setup import EventDraft, new_book
    from pos_app.services.office.event_book import init_book
    from pos_app.services.office.slip_pictures import slip_codes_in
    from pos_app.services.office.verify import verify_files
    from pos_app.services.paper.receipt_style import dithered
    from pos_app.services.selling.qris_code import read_code_from_photo
    from pos_app.services.shop.pack_setup import check_pack
    from pos_app.sheets import read_table

    def verified(path: Path) -> None:
        (found,) = verify_files([path])
        raise PosError(found.problems[0].code)

    def with_goods(path: Path) -> None:
        new_book(path.parent / "new.db", EventDraft("A", "A", "2023-10-25", "2023-10-25"), path)

    return {
        "photo": shrunk,
        "logo": dithered,
        "sticker": read_code_from_photo,
        "slip": slip_codes_in,
        "pack": check_pack,
        "event": lambda path: init_book(path.parent / "book.db", path),
        "goods": with_goods,
        "sheet": read_table,
        "verify": verified,
        "bytes": lambda path: read_bounded(path, 10),
    }


@posix
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("reader", readers())
def test_what_is_no_file_is_refused_at_once(
    reader: str, odd: Callable[[Path], Path], tmp_path: Path
) -> None:
    with pytest.raises(PosError) as caught:
        readers()[reader](odd(tmp_path))
    assert caught.value.code in ("file_unreadable", "photo_unreadable")


@posix
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_file_has_no_first_bytes(odd: Callable[[Path], Path], tmp_path: Path) -> None:
    assert first_bytes(odd(tmp_path), 10) is None


@pytest.mark.skipif(sys.platform != "win32", reason="names of devices on Windows")
@pytest.mark.parametrize("name", ["NUL", "CON", "nul.zip", r"\\.\NUL", r"\\.\pipe\none", "."])
@pytest.mark.parametrize("reader", readers())
def test_a_device_of_windows_is_refused_at_once(
    reader: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PosError) as caught:
        readers()[reader](Path(name))
    assert caught.value.code in ("file_unreadable", "photo_unreadable", "file_not_found")


OURS = b"%PDF-1.4\n%\x93\x8c ReportLab\n1 0 obj"


@pytest.mark.parametrize(
    ("there", "new"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", OURS),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", OURS),
        (b"PK\x03\x04", OURS),
        (b"Belanja: beras, gula\n", b"Stan Untaian\nA07-1-000001\n"),
        (b"name,phone\nSri,0812\n", b"sku,name\n"),
        (b"SQLite format 3\0", b"\x1b@receipt"),
    ],
)
def test_a_file_of_someone_else_is_kept(there: bytes, new: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(there)
    with pytest.raises(PosError, match="file_exists"):
        write_own(path, new)
    assert path.read_bytes() == there
    assert list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.parametrize("odd", [pipe, a_folder, a_socket, loop, to_a_pipe])
def test_what_is_no_file_is_not_replaced(odd: Callable[[Path], Path], tmp_path: Path) -> None:
    path = odd(tmp_path)
    with pytest.raises(PosError, match="file_exists"):
        write_own(path, OURS)
    assert os.path.lexists(path)


@pytest.mark.parametrize("there", [b"", OURS, OURS + b" changed"])
def test_a_copy_of_ours_is_written_again(there: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(there)
    assert write_own(path, OURS).read_bytes() == OURS
