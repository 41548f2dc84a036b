"""The readers of strangers' files, each by a path, with an answer that JSON can hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pos_app.bounded.child import Child
from pos_app.errors import PosError


def sheet(path: str) -> list[str]:
    """The codes of the problems of a sheet, or the number of its rows."""
    from pos_app.sheets import read_table

    try:
        table = read_table(Path(path))
    except PosError as error:
        return [error.code]
    return sorted({problem.code for problem in table.problems}) or [f"rows {len(table.rows)}"]


def day_file(path: str) -> str:
    """The code of a day file's problem, or `ok`."""
    from pos_app.services.office.verify import verify_files

    (found,) = verify_files([Path(path)])
    return "ok" if found.ok else found.problems[0].code


def photo(path: str) -> str:
    """`ok`, or the code of what is wrong with a photo of goods."""
    from pos_app.services.catalogue.photos import shrunk

    return _said(lambda: shrunk(Path(path)))


def logo(path: str) -> str:
    from pos_app.services.paper.receipt_style import dithered

    return _said(lambda: dithered(Path(path)))


def sticker(path: str) -> str:
    from pos_app.services.selling.qris_code import read_code_from_photo

    return _said(lambda: read_code_from_photo(Path(path)))


def slip(path: str) -> str:
    from pos_app.services.office.slip_pictures import slip_codes_in

    return _said(lambda: slip_codes_in(Path(path)))


def event(path: str) -> str:
    from pos_app.errors import Refused
    from pos_app.services.office.event_book import init_book

    try:
        init_book(Path(path + ".book"), Path(path))
    except Refused as error:
        return ",".join(sorted({problem.code for problem in error.problems})[:3])
    except PosError as error:
        return error.code
    return "ok"


def pack(path: str) -> str:
    from pos_app.services.shop.pack_setup import check_pack

    return _said(lambda: check_pack(Path(path)))


def merged(path: str) -> list[str]:
    """The codes of what a merge of this path into a new book refused, else `ok`."""
    from office.real_files import TOML

    from pos_app.office.book import Book
    from pos_app.office.intake.merge import merge

    with Book.create(Path(path + ".book"), TOML) as book:
        report = merge(book, [Path(path)])
    return sorted({str(entry.code) for entry in report.rejected}) or ["ok"]


def slowest_of(folder: str) -> tuple[int, float]:
    """How many kept files there are, and the most seconds that one took in a bounded process."""
    import time

    slowest, files = 0.0, sorted(Path(folder).iterdir())
    with Child(read_kept) as child:
        for path in files:
            before = time.monotonic()
            try:
                child.read(path.name.encode() + b"\n" + path.read_bytes())
            except PosError as error:
                if error.code == "check_died":
                    raise
            slowest = max(slowest, time.monotonic() - before)
    return len(files), slowest


def read_kept(named: bytes) -> str:
    """Reads a file that begins with a line naming its reader."""
    from pos_app.dayfile.pack_reader import read_pack
    from pos_app.dayfile.reader import read_day
    from pos_app.sheets.reader import table_of

    name, _, data = named.partition(b"\n")
    match name.split(b"-")[0]:
        case b"read_day":
            read_day(data)
        case b"read_pack":
            read_pack(data)
        case _:
            table_of(data, "goods.csv")
    return "read"


def _said(read: Callable[[], object]) -> str:
    try:
        read()
    except PosError as error:
        return error.code
    return "ok"
