"""Every function that reads bytes from outside, as a target for a fuzzer.

A reader may refuse its input with a PosError. Anything else that it raises is a fault.
"""

from __future__ import annotations

import json
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from pos_app.errors import PosError

SEEDS = Path(__file__).parents[1] / "data" / "fuzz"
"""One folder for each reader: good inputs, and inputs that once broke it (`found-…`)."""


def day_file(data: bytes) -> None:
    """A day file: the whole way from the zip to the totals."""
    from pos_app.dayfile.reader import read_day

    try:
        read_day(data)
    except PosError as error:
        if error.code == "day_unreadable":  # the border caught what no check foresaw
            raise AssertionError(error.facts) from error


def day_journal(data: bytes) -> None:
    """The checks behind the signature and the hashes.

    The input is a JSON object with the facts of a journal and changes of the manifest's `pos`; the
    tables are told from the facts, and everything is signed, as the till's own key could.
    """
    from support.days import busy_day, forge

    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict) and isinstance(found.get("facts"), list):
        with suppress(ValueError, TypeError, RecursionError, OverflowError):
            file = forge(busy_day(), partial(_tell, found))
            day_file(file)


def _tell(found: Mapping[str, Any], members: dict[str, bytes]) -> None:
    from pos_app.dayfile.format import JOURNAL, MANIFEST
    from pos_app.dayfile.writer import table_bytes
    from pos_app.domain.journal import row_hash
    from pos_app.domain.journal_projection import project_journal

    facts, pos = found["facts"], found.get("pos")
    package = json.loads(members[MANIFEST])
    head = package["pos"]
    head |= pos if isinstance(pos, dict) else {}
    payloads = [plain_json(fact) for fact in facts]
    running = bytes.fromhex(head["journal"]["prev"])
    for payload in payloads:
        running = row_hash(running, payload)
    head["journal"] |= {"head": running.hex(), "last": head["journal"]["first"] + len(facts) - 1}
    members[JOURNAL] = b"".join(payload + b"\n" for payload in payloads)
    members[MANIFEST] = plain_json(package)
    with suppress(Exception):  # what cannot be told keeps the tables that it had
        tables = project_journal(facts)
        for name in ("sales", "lines", "tenders", "cash", "counts", "stock"):
            members[f"{name}.csv"] = table_bytes(name, getattr(tables, name))


def plain_json(value: object) -> bytes:
    """Canonical as far as the value allows it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def stand_pack(data: bytes) -> None:
    """A stand pack, as a till gets it."""
    from pos_app.dayfile.pack_reader import read_pack

    with refusals():
        read_pack(data)


def event_plan(data: bytes) -> None:
    """The TOML that describes an event."""
    from pos_app.office.plan.event_plan import read_plan

    with refusals():
        read_plan(data)


def sheet(data: bytes) -> None:
    """A sheet of goods: CSV, xlsx, ods or xls, told apart by its content."""
    from pos_app.domain.catalogue_rows import check_rows
    from pos_app.sheets.reader import table_of

    with refusals():
        table = table_of(data, "goods.xlsx" if data.startswith(b"PK") else "goods.csv")
        check_rows(table.header, [(row.row, row.cells) for row in table.rows], "goods")


def closing_qr(data: bytes) -> None:
    """The text of a closing slip's QR code."""
    from pos_app.dayfile.closing_qr import read_signed_closing

    with refusals():
        read_signed_closing(text(data))


def interim_qr(data: bytes) -> None:
    """The text of an interim total, and a chat that may hold some."""
    from pos_app.dayfile.interim_qr import interim_codes_in, read_signed_interim

    for found in (text(data), *interim_codes_in(text(data))):
        with refusals():
            read_signed_interim(found)


def acknowledgement(data: bytes) -> None:
    """The text of the office's acknowledgement."""
    from pos_app.dayfile.acknowledgement import read_acknowledgement

    with refusals():
        read_acknowledgement(text(data))


def till_key(data: bytes) -> None:
    """The text of a till's key code."""
    from pos_app.dayfile.till_key import read_till_key

    with refusals():
        read_till_key(text(data))


def qris(data: bytes) -> None:
    """A QRIS payload, as a camera or a keyboard gives it."""
    from pos_app.domain.qris import check_static, parse_qris, with_amount

    for read in (parse_qris, check_static, lambda payload: with_amount(payload, 12_500)):
        with refusals():
            read(text(data))


def ring_line(data: bytes) -> None:
    """A request line of `till ring`, before it is acted on."""
    from pos_app.services.selling.ring_values import parse_line

    with refusals():
        parse_line(data)


def money_and_codes(data: bytes) -> None:
    """What a hand types: an amount, a barcode, a search."""
    from pos_app.domain import barcode
    from pos_app.domain.money import parse_rupiah
    from pos_app.domain.product_index import ProductIndex

    typed = text(data)
    with refusals():
        parse_rupiah(typed)
    with refusals():
        barcode.classify(barcode.normalise(typed))
        barcode.comparison_key(typed)
    ProductIndex([]).find(typed)


def picture(data: bytes) -> None:
    """A photo of goods, of a sticker, or of a slip."""
    from pos_app.services.catalogue.picture_files import decoded

    for mode in ("L", "RGB"):
        with refusals():
            decoded(data, mode)


def packed_files(data: bytes) -> None:
    """What a merge finds at a path: a day file, a zip of them, a book, or something else."""
    from pos_app.office.intake.sources import Source, sources

    with as_file(data, "arrived.zip") as path:
        for found in sources([path], lambda name, error: None):
            if isinstance(found, Source):
                with refusals():
                    found.read()


def record(data: bytes) -> None:
    """A signed decision of an office, out of a book."""
    from pos_app.office.decide.decisions import read_decision
    from pos_app.office.records import Record, RecordKind

    with refusals():
        found = Record(RecordKind.DECISION, data, "ab" * 32, bytes(64))
        if found.is_valid:
            raise AssertionError("a record without a signature is valid")
        with suppress(ValueError):  # its own way to refuse
            read_decision(found, "FAIR")


def other_book(data: bytes) -> None:
    """Another office's book, with its files and its records."""
    from pos_app.office import book_foreign

    with as_file(data, "other.book") as path:
        with refusals():
            found = book_foreign.read_foreign(book_foreign.request(path))
            assert isinstance(found, book_foreign.Contents)
            for name in found.files[:5]:
                with refusals():
                    book_foreign.read_foreign(book_foreign.request(path, file=name))
            for name in found.records[:5]:
                with refusals():
                    book_foreign.read_foreign(book_foreign.request(path, record=name))
        book_foreign.close_foreign()


def light_code(data: bytes) -> None:
    """A code of a day by light, and the same with a checksum that is right for what it became."""
    from pos_app.light.codes import read_code
    from pos_app.light.collect import combine

    for code in (data, data[:-4] + zlib.crc32(data[:-4]).to_bytes(4)):
        with refusals():
            found = read_code(code)
            if found is not None:
                combine([found])


def light_day(data: bytes) -> None:
    """A packed day: its tokens, which the fuzzer changes before they are compressed."""
    from pos_app.light.packing import FILTER, unpack_day
    from pos_app.light.tokens import put_number

    with refusals():
        unpack_day(data)
    size = int.from_bytes(data[:2])
    plain, raw = data[2 : 2 + size], data[2 + size :]
    squeezed = lzma.compress(plain, lzma.FORMAT_RAW, filters=[FILTER])
    packed = bytearray(b"\x01\x00")
    put_number(packed, len(squeezed))
    with refusals():
        unpack_day(bytes(packed) + squeezed + raw)


READERS: Mapping[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (
        day_file,
        day_journal,
        stand_pack,
        event_plan,
        sheet,
        closing_qr,
        interim_qr,
        acknowledgement,
        till_key,
        qris,
        ring_line,
        money_and_codes,
        picture,
        packed_files,
        other_book,
        record,
        light_code,
        light_day,
    )
}


@contextmanager
def refusals() -> Iterator[None]:
    """Within it a PosError is an answer."""
    try:
        yield
    except PosError:
        return


@contextmanager
def as_file(data: bytes, name: str) -> Iterator[Path]:
    """A file with these bytes in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def text(data: bytes) -> str:
    """The bytes as any text, lone surrogates included."""
    return (
        data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")
        if _is_text(data)
        else data.decode("latin-1")
    )


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
