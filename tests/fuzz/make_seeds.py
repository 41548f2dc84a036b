"""Writes the good inputs that a fuzzer starts from: `python -m fuzz.make_seeds`.

What once broke a reader is kept beside them as `found-…` and is never written anew.
"""

from __future__ import annotations

import io
import json
import lzma
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from fuzz.readers import SEEDS, plain_json
from PIL import Image
from support.days import busy_day, journal_of
from support.fair_plan import make_packs
from xlsxwriter import Workbook

from pos_app.dayfile.acknowledgement import AcknowledgementFacts, acknowledgement_qr_text
from pos_app.dayfile.closing_qr import ClosingFacts, closing_qr_text
from pos_app.dayfile.interim_qr import InterimFacts, interim_qr_text
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.till_key import TillKey, till_key_code
from pos_app.dayfile.unpack import unpack
from pos_app.light.packing import FILTER, pack_day
from pos_app.light.tokens import ByteReader

T = TypeVar("T")
DATA = Path(__file__).parents[1] / "data"
SIGNER = signer_of(bytes(range(32)))
CSV = (
    "sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct\r\n"
    "A,Gelang manik,Gelang,UT,35000,4,8991234567898,Bead bracelet,10\r\n"
    '"B 2","Tas ""besar""",Tas,MT,"250.000",,,,\r\n'
)
PLAN = b"""code = "FAIR"
name = "Fair"
start = 2023-10-25
end = 2023-10-26
target = 1_000
cash_rounding = 500
[earlier]
name = "Fair 22"
net = 5
[[stand]]
code = "A07"
tills = ["1", "2"]
days = [2023-10-25]
[[maker]]
code = "UT"
name = "U"
share_pct = 7.5
discount_by = "stand"
"""


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Reader, name and bytes of each."""
    yield "day_file", "busy.zip", busy_day()
    yield "day_file", "golden.zip", (DATA.parent / "goldens" / "posday-1.zip").read_bytes()
    yield "day_journal", "busy.json", journal()
    yield "event_plan", "plan.toml", PLAN
    yield "sheet", "goods.csv", CSV.encode()
    yield "sheet", "goods.xlsx", workbook()
    yield "sheet", "goods.ods", spreadsheet()
    for name, text in texts():
        yield name, "good.txt", text.encode()
    for code in json.loads((DATA / "qris_samples.json").read_text("utf-8"))["codes"][:4]:
        yield "qris", f"{code['id']}.txt", code["payload"].encode()
    yield "stand_pack", "good.standpack", stand_pack()
    yield (
        "ring_line",
        "sale.json",
        (
            b'{"ref":"1","lines":[{"code":"A","qty":2,"unit_price":5,"discount":1}],'
            b'"tenders":[{"method":"cash","amount":9,"ref":""}],"at":"2023-10-25T10:00:00+08:00"}'
        ),
    )
    yield "ring_line", "void.json", b'{"ref":"2","void_of":"A07-1-000001","reason":"x"}'
    yield "money_and_codes", "amount.txt", b"Rp 1.250.000"
    yield "money_and_codes", "code.txt", b"]E0 8991234567898"
    for kind in ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"):
        yield "picture", f"small.{kind.lower()}", picture(kind)
    yield "packed_files", "two.zip", packed()
    yield "other_book", "small.book", other_book()
    yield "light_code", "golden.bin", (DATA.parent / "goldens" / "light-1-code.bin").read_bytes()
    yield "light_day", "tokens.bin", light_tokens()
    yield (
        "record",
        "decision.json",
        (
            b'{"at":"2023-10-25T20:00:00+08:00","day":"2023-10-25","event":"FAIR","kind":"no_sales",'
            b'"reason":"","stand":"A07","supersedes":[],"till":"1","v":1}'
        ),
    )


def light_tokens() -> bytes:
    """A packed day with its tokens as they are before they are compressed."""
    packed = ByteReader(pack_day(busy_day())[2:])
    squeezed = packed.take(packed.number())
    plain = lzma.decompress(squeezed, lzma.FORMAT_RAW, filters=[FILTER])
    return len(plain).to_bytes(2) + plain + packed.take(packed.left)


def texts() -> Iterator[tuple[str, str]]:
    """Signed texts of QR codes."""
    day = read_day(busy_day())
    values = {name: getattr(day.head, name) for name in day.head.__dataclass_fields__}
    values |= {"manifest": day.identity, "at": day.head.closed_at, "office": SIGNER.public_hex}
    sign = SIGNER.sign
    yield "closing_qr", closing_qr_text(filled(ClosingFacts, values), sign)
    so_far = {"sales": day.head.totals.sales, "net": day.head.totals.net, "enrolled": ""}
    row = {"seq": day.head.journal.last, "head": day.head.journal.head}
    facts = filled(InterimFacts, {**values, **so_far, **row})
    yield "interim_qr", interim_qr_text(facts, sign)
    yield "acknowledgement", acknowledgement_qr_text(filled(AcknowledgementFacts, values), sign)
    values |= {"key": SIGNER.public_hex, "public": SIGNER.public_hex}
    yield "till_key", till_key_code(filled(TillKey, values), sign)


def filled(kind: type[T], values: Mapping[str, Any]) -> T:
    """An instance of a dataclass from the values of its names."""
    return kind(**{name: values[name] for name in kind.__dataclass_fields__})  # type: ignore[attr-defined]


def stand_pack() -> bytes:
    """A signed stand pack."""
    with tempfile.TemporaryDirectory() as folder:
        (written, *_) = make_packs(Path(folder)).values()
        return written.path.read_bytes()


def journal() -> bytes:
    """The facts of a day, for the reader `day_journal`."""
    rows = [json.loads(row) for row in journal_of(unpack(busy_day()))]
    return plain_json({"facts": rows, "pos": {}})


def workbook() -> bytes:
    """A small xlsx with a number, a text and a formula."""
    into = io.BytesIO()
    with Workbook(into, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Barang")
        for row, cells in enumerate((("sku", "name", "price_rp"), ("A", "Gelang", 35_000))):
            sheet.write_row(row, 0, cells)
    return into.getvalue()


def spreadsheet() -> bytes:
    """A small ods."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        "<table:table-row>" + "".join(map(cell.format, cells)) + "</table:table-row>"
        for cells in (("sku", "name", "price_rp"), ("A", "Gelang", "35000"))
    )
    head = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {head}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def picture(kind: str) -> bytes:
    """A picture of 12 × 9 dots."""
    into = io.BytesIO()
    Image.new("RGB", (12, 9), "teal").save(into, kind)
    return into.getvalue()


def packed() -> bytes:
    """A zip around a day file, as a mail program makes it."""
    return zipped({"day.zip": busy_day(), "note.txt": b"hello"})


def other_book() -> bytes:
    """A book with one file and one record, with the tables that another office reads of it."""
    from pos_app.office.book_schema import APPLICATION_ID, SCHEMA_VERSION
    from pos_app.office.records import RecordKind, sign_record

    key = SIGNER
    record = sign_record(RecordKind.OFFICE, {"event": "FAIR"}, key.public_hex, key.sign)
    row = (record.identity, str(record.kind), record.body, record.signer, record.signature)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "small.book")
        with closing(sqlite3.connect(path)) as book, book:
            book.execute("PRAGMA page_size=512")
            book.execute(f"PRAGMA application_id={APPLICATION_ID}")
            book.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            book.execute("CREATE TABLE plan (id, toml)")
            book.execute("CREATE TABLE files (identity, file)")
            book.execute("CREATE TABLE records (identity, kind, body, signer, signature)")
            book.execute("INSERT INTO files VALUES (?, ?)", ("ab" * 32, busy_day()))
            book.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", row)
        return path.read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip with these members, the same bytes every time."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return into.getvalue()


def main() -> None:
    """Writes them all."""
    for reader, name, data in seeds():
        folder = SEEDS / reader
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
