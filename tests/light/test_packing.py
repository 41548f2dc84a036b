"""A packed day comes back byte for byte, whatever the day, and nothing hostile takes it over."""

from __future__ import annotations

import json
import lzma
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.days import busy_day, change_pos, forge, journal_of
from support.fair_files import Fair

from pos_app.dayfile.format import JOURNAL, MANIFEST
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import unpack
from pos_app.errors import PosError
from pos_app.light.packing import FILTER, pack_day, unpack_day
from pos_app.light.rows import RowCodec
from pos_app.light.tokens import TokenWriter, put_number
from pos_app.light.words import known_words

ROOT = Path(__file__).resolve().parents[1]
DAYS = [ROOT / "goldens" / "posday-1.zip", *sorted((ROOT / "data").rglob("*r1*.zip"))]


def fair_day(seed: int, sales: int, lines: int) -> bytes:
    return list(Fair(1, 2, sales, lines, seed).files())[seed % 2].file


@pytest.mark.parametrize("file", DAYS, ids=lambda path: path.name)
def test_a_day_of_before_comes_back_byte_for_byte(file: Path) -> None:
    data = file.read_bytes()
    assert unpack(unpack_day(pack_day(data))) == unpack(data)


def test_a_busy_day_comes_back_and_the_reader_takes_it() -> None:
    told = unpack_day(pack_day(busy_day()))
    assert unpack(told) == unpack(busy_day())
    assert read_day(told).identity == read_day(busy_day()).identity


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(1, 6))
def test_random_days_come_back_byte_for_byte(seed: int, sales: int, lines: int) -> None:
    day = fair_day(seed, sales, lines)
    packed = pack_day(day)
    assert unpack(unpack_day(packed)) == unpack(day)
    assert len(packed) < 1200 + sales * (20 + 8 * lines)


def add_a_row(members: dict[str, bytes]) -> None:
    members["sales.csv"] += b"x,y\r\n"


def space_in_the_journal(members: dict[str, bytes]) -> None:
    members[JOURNAL] = members[JOURNAL].replace(b'{"', b'{ "', 1)


def odd_rows(members: dict[str, bytes]) -> None:
    odd = {"kind": "odd", "a,b": [[[{}]]], "n": 10**30, "": None, "t": "2023-02-30T00:00:00+08:00"}
    members[JOURNAL] += json.dumps(odd, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def strange_lines(members: dict[str, bytes]) -> None:
    """A sale whose lines are no list of objects: nothing can be foretold, nothing breaks."""
    fact = json.loads(journal_of(members)[-2])
    fact |= {"kind": "sale", "lines": [3, "x", None, {"qty": "9" * 50}], "tenders": {}, "sale": 1}
    text = json.dumps(fact, sort_keys=True, separators=(",", ":"))
    members[JOURNAL] += text.encode() + b"\n"


def latin_makers(members: dict[str, bytes]) -> None:
    members["makers.csv"] = b"maker,name\r\nM,\xe9\r\n"


@pytest.mark.parametrize(
    "change",
    [
        add_a_row,
        space_in_the_journal,
        odd_rows,
        strange_lines,
        latin_makers,
        change_pos(revision="x", qris=None),
    ],
)
def test_what_cannot_be_told_again_travels_whole(change: object) -> None:
    day = forge(busy_day(), change, resign=False)  # type: ignore[arg-type]
    assert unpack(unpack_day(pack_day(day))) == unpack(day)


def test_a_manifest_of_another_program_travels_whole() -> None:
    def indent(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]), indent=1).encode()

    day = forge(busy_day(), indent, resign=False)
    assert unpack(unpack_day(pack_day(day))) == unpack(day)


def test_a_packed_day_of_a_later_program_is_refused_by_name() -> None:
    with pytest.raises(PosError, match="light_newer"):
        unpack_day(b"\x03" + pack_day(busy_day())[1:])


def test_no_damage_of_a_packed_day_is_taken_for_a_day() -> None:
    packed, chance = pack_day(busy_day()), random.Random(1)
    for _ in range(400):
        hurt = bytearray(packed)
        hurt[chance.randrange(1, len(hurt))] ^= 1 << chance.randrange(8)
        hurt = hurt[: chance.choice((len(hurt), chance.randrange(len(hurt))))]
        try:
            told = unpack_day(bytes(hurt))
        except PosError as error:
            assert error.code in ("light_damaged", "light_newer")
        else:
            with pytest.raises(PosError):
                read_day(told)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(PosError, match="light_"):
        unpack_day(b"\x01" + data)


def test_a_small_packed_day_that_unpacks_to_very_much_is_refused() -> None:
    plain = bytearray()
    put_number(plain, 2)
    put_number(plain, 1 << 23)
    squeezed = lzma.compress(bytes(plain) + bytes(1 << 24), lzma.FORMAT_RAW, filters=[FILTER])
    packed = bytearray(b"\x01\x00")
    put_number(packed, len(squeezed))
    assert len(squeezed) < 10_000
    with pytest.raises(PosError, match="light_damaged"):
        unpack_day(bytes(packed) + squeezed + bytes(64))


def test_rows_nested_very_deep_travel_whole() -> None:
    def nest(members: dict[str, bytes]) -> None:
        members[JOURNAL] += b'{"a":' * 40 + b"1" + b"}" * 40 + b"\n"

    day = forge(busy_day(), nest, resign=False)
    assert unpack(unpack_day(pack_day(day))) == unpack(day)


def test_a_day_that_would_be_too_large_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rows that tell nothing and cannot be shortened."""
    monkeypatch.setattr("pos_app.light.packing.MOST_PACKED", 5_000)

    def noise(members: dict[str, bytes]) -> None:
        members[JOURNAL] += random.Random(1).randbytes(6_000).replace(b"\n", b"") + b"\n"

    with pytest.raises(PosError, match="light_too_large"):
        pack_day(forge(busy_day(), noise, resign=False))


def test_very_many_rows_of_few_bytes_are_told_or_refused_in_bounded_time_and_memory() -> None:
    """A million tokens that all say "as expected", behind one long word."""
    row, count = {"kind": "drawer", "reason": "x" * 50_000, "v": 1}, 200_000
    tokens = TokenWriter(known_words(1)["words"])
    codec = RowCodec(tokens)
    codec.number("rows", count)
    codec.put("row", row)
    columns = {name: bytes(data) for name, data in tokens.columns.items()}
    for name in ("row", "row.kind", "row.reason", "row.v"):
        columns[name] += bytes(count - 1)
    plain = bytearray()
    for size in (len(columns), *map(len, columns.values())):
        put_number(plain, size)
    plain += b"".join([*columns.values(), tokens.text])
    squeezed = lzma.compress(bytes(plain), lzma.FORMAT_RAW, filters=[FILTER])
    packed = bytearray(b"\x01\x00")
    put_number(packed, len(squeezed))
    begun = time.process_time()
    with pytest.raises(PosError, match="light_damaged"):
        unpack_day(bytes(packed) + squeezed + bytes(64))
    assert time.process_time() - begun < 5
