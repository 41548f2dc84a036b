import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from dayfile.independent_reader import read as read_independently
from support.days import busy_day, change_pos, forge, journal_of
from support.shops import cash, make_shop, ring

from pos_app.dayfile.format import JOURNAL, MANIFEST, SIGNATURE, DayFileError
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import unpack
from pos_app.domain.day import ROW_TYPES
from pos_app.domain.journal import canonical
from pos_app.services.day import business_day, closing
from pos_app.store import sales as sale_store

GOLDEN = Path(__file__).parent.parent / "goldens" / "posday-1.zip"


def code_of(file: bytes, key: str | None = None) -> str:
    with pytest.raises(DayFileError) as error:
        read_day(file, key)
    return error.value.code


def test_a_whole_day_is_read() -> None:
    day = read_day(busy_day())
    assert day.head.totals.net == 202_000 + 100_000
    assert day.head.totals.unconfirmed == 20_000
    assert day.code == f"{day.identity[:4]}-{day.identity[4:8]}".upper()


def test_the_golden_file_still_reads_and_is_still_what_the_till_writes() -> None:
    """A released format does not change: the file in the repository was written once."""
    golden = GOLDEN.read_bytes()
    assert unpack(golden).keys() == unpack(busy_day()).keys()
    assert read_day(golden).tables == read_day(busy_day()).tables
    assert read_day(golden).head == read_day(busy_day()).head


def test_a_reader_that_knows_nothing_of_us_finds_the_same_totals() -> None:
    assert read_independently(str(GOLDEN)) == read_day(GOLDEN.read_bytes()).head.totals.as_dict()


def test_packed_anew_it_is_the_same_day() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in reversed(unpack(busy_day()).items()):
            archive.writestr(name, data)
    assert buffer.getvalue() != busy_day()
    assert read_day(buffer.getvalue()).identity == read_day(busy_day()).identity


def test_the_right_key_is_asked_for_when_it_is_named() -> None:
    key = read_day(busy_day()).head.key
    assert read_day(busy_day(), key).head.key == key
    assert code_of(busy_day(), "0" * 64) == "key_wrong"


def every_cell() -> list[tuple[str, int, int]]:
    members = unpack(busy_day())
    cells = []
    for name in ROW_TYPES:
        lines = members[f"{name}.csv"].decode().split("\r\n")[1:-1]
        for row in range(len(lines)):
            cells += [(name, row, column) for column in range(len(ROW_TYPES[name]._fields))]
    return cells


@pytest.mark.parametrize("resign", [False, True])
@pytest.mark.parametrize("table", list(ROW_TYPES))
def test_every_field_of_every_table_changed_once_is_seen(table: str, resign: bool) -> None:
    """An edited file fails its hash; one edited and signed again contradicts the journal."""
    import csv

    for name, row, column in every_cell():
        if name != table:
            continue

        def change(members: dict[str, bytes], row: int = row, column: int = column) -> None:
            text = members[f"{table}.csv"].decode()
            rows = list(csv.reader(io.StringIO(text, newline="")))
            kind = list(column_types(table).values())[column]
            old = rows[row + 1][column]
            other = "false" if old == "true" else "true"
            new = {"int": str(int(old or 0) + 1) if kind == "int" else "", "bool": other}
            rows[row + 1][column] = new.get(kind, old + "x")
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\r\n").writerows(rows)
            members[f"{table}.csv"] = out.getvalue().encode()

        code = code_or_fine(forge(busy_day(), change, resign=resign))
        if not resign:
            assert code in ("member_hash", "member_size")
        elif table != "makers":  # names and shares of makers are the till's word alone
            assert code in ("rows_differ", "sale_id_unknown", "csv_number"), (row, column)


def code_or_fine(file: bytes) -> str:
    try:
        read_day(file)
    except DayFileError as error:
        return error.code
    return ""


def test_a_changed_row_is_named_with_its_receipt() -> None:
    def change(members: dict[str, bytes]) -> None:
        members["lines.csv"] = members["lines.csv"].replace(b",45000,", b",44000,", 1)

    with pytest.raises(DayFileError) as error:
        read_day(forge(busy_day(), change))
    assert error.value.facts["member"] == "lines.csv"
    assert error.value.facts["number"] == "A07-1-000001"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "posday/2"}, "format_newer"),
        ({"format": "posday/0"}, "format_unknown"),
        ({"format": "other"}, "format_unknown"),
        ({"format": 1}, "format_unknown"),
        ({"event": "expo"}, "manifest_shape"),
        ({"stand": "B01"}, "genesis_wrong"),
        ({"till_id": "x"}, "genesis_wrong"),
        ({"seat": True}, "manifest_shape"),
        ({"seat": 1}, "genesis_wrong"),
        ({"key": "0" * 64}, "signature_wrong"),
        ({"day": "2023-10-26"}, "open_wrong"),
        ({"day": "2023-02-30"}, "manifest_shape"),
        ({"opened_at": "2023-10-25T08:00:01+08:00"}, "open_wrong"),
        ({"closed_at": "2023-10-25T08:00:01+08:00"}, "close_wrong"),
        ({"revision": 2}, "close_wrong"),
        ({"revision": 0}, "manifest_shape"),
        ({"supersedes": "0" * 64}, "manifest_shape"),
        ({"prev_day": "0" * 64}, "open_wrong"),
        ({"first_number": "A07-1-000002"}, "number_range"),
        ({"last_number": None}, "number_range"),
        ({"running_total": 5}, "close_wrong"),
        ({"training": "no"}, "manifest_shape"),
        ({"replayed": False}, "replayed_wrong"),
        ({"journal": {"first": 1, "last": 2, "prev": "0" * 64, "head": "0" * 64}}, "journal_range"),
        ({"totals": {}}, "manifest_shape"),
    ],
)
def test_every_claim_of_the_manifest_is_held_against_the_day(
    changes: dict[str, object], code: str
) -> None:
    assert code_of(forge(busy_day(), change_pos(**changes))) == code


def test_wrong_totals_are_named_though_signed() -> None:
    totals = read_day(busy_day()).head.totals.as_dict()
    for name in totals:
        changed = change_pos(totals={**totals, name: totals[name] + 1})
        assert code_of(forge(busy_day(), changed)) == "totals_wrong"


def test_a_newer_minor_with_keys_and_columns_we_do_not_know_is_read() -> None:
    def change(members: dict[str, bytes]) -> None:
        change_pos(format="posday/1.3", weather="hujan")(members)
        head, *rows = members["sales.csv"].split(b"\r\n")[:-1]
        members["sales.csv"] = b"\r\n".join([head + b",mood", *(r + b",x" for r in rows), b""])

    assert read_day(forge(busy_day(), change)).head.totals == read_day(busy_day()).head.totals


def rewrite_journal(edit: object) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        payloads = edit(journal_of(members))  # type: ignore[operator]
        members[JOURNAL] = b"".join(payload + b"\n" for payload in payloads)

    return forge(busy_day(), change)


def test_a_journal_with_a_row_taken_out_changed_or_moved_does_not_hang_together() -> None:
    assert code_of(rewrite_journal(lambda p: p[:-1])) == "journal_range"
    assert code_of(rewrite_journal(lambda p: p[::-1])) == "chain_broken"
    assert code_of(rewrite_journal(lambda p: [*p[:3], p[3] + b" ", *p[4:]])) == "chain_broken"


def test_a_chain_made_anew_over_other_bytes_is_still_not_canonical() -> None:
    from pos_app.domain.journal import row_hash

    day = read_day(busy_day())

    def change(members: dict[str, bytes]) -> None:
        payloads = journal_of(members)
        payloads[3] = json.dumps(json.loads(payloads[3])).encode()
        running = bytes.fromhex(day.head.journal.prev)
        for payload in payloads:
            running = row_hash(running, payload)
        members[JOURNAL] = b"".join(payload + b"\n" for payload in payloads)
        journal = {
            "first": day.head.journal.first,
            "last": day.head.journal.last,
            "prev": day.head.journal.prev,
            "head": running.hex(),
        }
        change_pos(journal=journal)(members)

    assert code_of(forge(busy_day(), change)) == "journal_not_canonical"


@pytest.mark.parametrize(
    ("member", "edit", "code"),
    [
        ("sales.csv", lambda d: d.replace(b"sale_id", b"saleid", 1), "csv_header"),
        ("sales.csv", lambda d: b"\xef\xbb\xbf" + d, "csv_header"),
        ("sales.csv", lambda d: d[:-2] + b'\r\n"unclosed', "csv_broken"),
        ("sales.csv", lambda d: d + b"only,three,cells\r\n", "csv_row"),
        ("sales.csv", lambda d: d.replace(b"270000", b"270_000"), "csv_number"),
        ("sales.csv", lambda d: d.replace(b"100000", "١٠٠٠٠٠".encode()), "csv_number"),
        ("sales.csv", lambda d: d.replace(b"KASIR", b"K\0SIR", 1), "csv_encoding"),
        ("sales.csv", lambda d: d.replace(b"KASIR", b"K\xffSIR", 1), "csv_encoding"),
        ("sales.csv", lambda d: b"", "csv_header"),
        ("sales.csv", lambda d: d.decode().encode("utf-16"), "csv_encoding"),
        ("sales.csv", lambda d: d.decode().encode("utf-16-le"), "csv_encoding"),
        ("sales.csv", lambda d: d.replace(b"270000", b" 270000"), "csv_number"),
        ("sales.csv", lambda d: d.replace(b"270000", b"2.7e5"), "csv_number"),
        ("sales.csv", lambda d: d.replace(b"270000", b"9" * 400), "csv_number"),
        ("sales.csv", lambda d: d.replace(b",note", b",sale_id", 1), "csv_header"),
        ("sales.csv", lambda d: d.replace(b"KASIR", b"K" * 200_000, 1), "csv_broken"),
        ("makers.csv", lambda d: b"\xef\xbb\xbf" + d, "csv_header"),
        ("makers.csv", lambda d: d + b'"M9', "csv_broken"),
        ("tenders.csv", lambda d: d.replace(b"true", b"TRUE", 1), "csv_truth"),
        (JOURNAL, lambda d: d.replace(b"\n", b"\r\n"), "journal_json"),
        (JOURNAL, lambda d: b"", "journal_json"),
    ],
)
def test_a_member_that_could_be_read_in_two_ways_is_refused(
    member: str, edit: object, code: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[member] = edit(members[member])  # type: ignore[operator]

    assert code_of(forge(busy_day(), change)) == code


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        '{"pos":{}}'.encode("utf-16"),
        b"\xef\xbb\xbf{}",
        b'{"pos":{},"pos":{}}',
        b'{"a":NaN}',
        b'{"a":1.5}',
        b"[" * 200_000,
        b"\xff",
    ],
)
def test_a_manifest_that_is_no_plain_json_is_refused(manifest: bytes) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = manifest

    assert code_of(forge(busy_day(), change, resign=False)) == "manifest_json"


def zip_of(*members: tuple[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def good() -> list[tuple[str, bytes]]:
    return list(unpack(busy_day()).items())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zips_that_are_made_to_harm_are_refused_by_name() -> None:
    bomb = [(name, bytes(80 << 20) if name == "sales.csv" else data) for name, data in good()]
    assert code_of(zip_of(*bomb)) == "zip_bomb"
    assert code_of(zip_of(*good(), ("../../etc/passwd", b""))) == "zip_member_unknown"
    assert code_of(zip_of(*good(), ("C:\\x.txt", b""))) == "zip_member_unknown"
    assert code_of(zip_of(*good(), ("sales.csv", b""))) == "zip_member_twice"
    assert code_of(zip_of(*good()[:-1])) == "zip_member_missing"
    assert code_of(zip_of((busy_day().hex(), b""))) == "zip_member_unknown"
    assert code_of(b"") == "zip_empty"
    assert code_of(b"PK") == code_of(b"hello" * 99) == "zip_unreadable"


def test_members_that_share_their_bytes_or_lie_about_their_size_are_refused() -> None:
    whole = bytearray(zip_of(*good(), compress=zipfile.ZIP_STORED))
    directory = whole.rfind(b"PK\x01\x02")
    first = whole.find(b"PK\x01\x02")
    shared = bytearray(whole)
    struct.pack_into("<L", shared, directory + 42, struct.unpack_from("<L", whole, first + 42)[0])
    assert code_of(bytes(shared)) in ("zip_overlap", "zip_unreadable")
    lying = bytearray(whole)
    struct.pack_into("<L", lying, first + 24, 10)
    assert code_of(bytes(lying)) in ("zip_unreadable", "manifest_json", "zip_overlap")


def test_a_signature_of_another_key_over_other_bytes_does_not_hold() -> None:
    def change(members: dict[str, bytes]) -> None:
        members[SIGNATURE] = bytes(64)

    assert code_of(forge(busy_day(), change, resign=False)) == "signature_wrong"


def test_canonical_json_is_sorted_tight_and_whole() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert canonical({"a": "e\u0301"}) == canonical({"a": "é"})
    fractions = (1.5, -0.25, 1e16, 2.5e-9, 3.0)
    for fraction in fractions:
        for value in (fraction, [fraction], [1, fraction], {"b": [{"c": fraction}]}):
            for note in ("a", "é", "Rp:1.500, [2e3"):
                with pytest.raises(TypeError):
                    canonical({"a": value, "note": note})
    assert canonical({"note": "Rp:1.500, [2e3"}) == b'{"note":"Rp:1.500, [2e3"}'
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


@pytest.mark.parametrize("order", [("void", "refund"), ("refund", "void"), ("void", "void")])
def test_a_sale_that_was_corrected_twice_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, str]
) -> None:
    """A till that does not check itself: the sums in its files are right, and the file is wrong."""
    with make_shop(tmp_path / "till") as shop:
        number = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["number"]
        monkeypatch.setattr(sale_store, "corrections_of", lambda *_: [])
        monkeypatch.setattr("pos_app.dayfile.reader.check_unsigned", lambda *_: None)
        for kind in order:
            if kind == "void":
                assert ring(shop, void_of=number, reason="x")["ok"]
            else:
                assert ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])["ok"]
        closed = closing.close_till(shop, counted=0)
        file = business_day.day_file_bytes(shop, closed)
    with pytest.raises(DayFileError) as refused:
        read_day(file)
    assert refused.value.code in ("refund_wrong", "void_wrong")
