"""Any four fifths of the codes are enough, one fewer is refused by name, and no two days mix."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.fair_files import Fair

from pos_app.dayfile.unpack import unpack
from pos_app.errors import PosError
from pos_app.light.codes import CodeSize, LightCode, LightLabel, make_codes, read_code
from pos_app.light.collect import combine
from pos_app.light.packing import pack_day, unpack_day

LABEL = LightLabel("NUSA23", "A07", "1", 1, "2023-10-25", 2, False, "3c" * 32)
SIZE = CodeSize(200)


def codes_of(packed: bytes, label: LightLabel = LABEL, size: CodeSize = SIZE) -> list[LightCode]:
    found = [read_code(data) for data in make_codes(packed, label, size)]
    return [code for code in found if code is not None]


@settings(max_examples=80, deadline=None)
@given(st.binary(min_size=1, max_size=9_000), st.integers(1, 8), st.randoms(use_true_random=False))
def test_any_four_fifths_are_enough(packed: bytes, group: int, chance: random.Random) -> None:
    codes = codes_of(packed, size=CodeSize(200, group))
    assert {code.label for code in codes} == {LABEL}
    assert codes[0].need <= 0.8 * len(codes)
    kept = chance.sample(codes, -(-len(codes) * 4 // 5))
    assert combine(kept) == packed
    with pytest.raises(PosError, match="light_not_enough") as error:
        combine(chance.sample(codes, codes[0].need - 1) * 2)
    assert error.value.facts["need"] in (codes[0].need, 1)


def test_the_codes_fill_their_last_screen() -> None:
    assert len(codes_of(bytes(1000), size=CodeSize(200, 6))) % 6 == 0


def test_other_codes_are_not_ours_and_newer_ones_are_named() -> None:
    data = make_codes(b"day", LABEL, SIZE)[0]
    assert read_code(b"https://example.org") is None
    assert read_code(b"") is None and read_code(b"POSL") is None
    with pytest.raises(PosError, match="light_newer"):
        read_code(data[:4] + b"\x02" + data[5:])


def test_a_code_with_any_byte_changed_is_refused_by_itself() -> None:
    data = make_codes(b"day" * 100, LABEL, SIZE)[0]
    for place in range(5, len(data)):
        hurt = data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :]
        with pytest.raises(PosError, match="light_code_damaged"):
            read_code(hurt)
    for size in range(5, len(data)):
        with pytest.raises(PosError, match="light_code_damaged"):
            read_code(data[:size])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_hostile_codes_with_a_right_checksum_are_refused(data: bytes) -> None:
    body = b"POSL\x01" + data
    try:
        code = read_code(body + zlib.crc32(body).to_bytes(4))
    except PosError as error:
        assert error.code == "light_code_damaged"
    else:
        assert code is not None and len(code.symbol) * code.need >= code.length


def test_forged_symbols_are_passed_over_while_enough_others_are_there() -> None:
    packed = random.Random(1).randbytes(4_000)
    codes = codes_of(packed)
    for forged in range(3):
        mixed = [
            replace(code, symbol=bytes(len(code.symbol))) if place < forged else code
            for place, code in enumerate(codes)
        ]
        assert combine(mixed) == packed
        assert combine([*mixed, *codes]) == packed


def test_only_forged_codes_are_refused_by_name_in_bounded_time() -> None:
    codes = codes_of(random.Random(1).randbytes(20_000))
    forged = [replace(code, symbol=bytes(len(code.symbol))) for code in codes]
    with pytest.raises(PosError, match="light_wrong_codes"):
        combine(forged)


def test_forged_counts_do_not_hide_the_right_codes() -> None:
    packed = random.Random(2).randbytes(3_000)
    codes = codes_of(packed)
    lie = [replace(code, need=1, length=len(code.symbol)) for code in codes]
    assert combine([*lie, *codes]) == packed


def test_codes_of_two_tills_never_mix() -> None:
    ours, theirs = codes_of(b"ours" * 50), codes_of(b"their" * 50, replace(LABEL, till="2"))
    with pytest.raises(PosError, match="light_mixed"):
        combine([*ours, *theirs])


def test_a_day_beyond_256_codes_is_refused_by_name() -> None:
    with pytest.raises(PosError, match="light_too_large"):
        make_codes(bytes(200_000), LABEL, SIZE)
    assert len(make_codes(bytes(200_000), LABEL, CodeSize(1_100))) <= 256


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 40), st.randoms(use_true_random=False))
def test_random_days_come_back_from_four_fifths_of_their_codes(
    seed: int, sales: int, chance: random.Random
) -> None:
    day = next(iter(Fair(1, 1, sales, 3, seed).files())).file
    codes = codes_of(pack_day(day), size=CodeSize(300, 2))
    kept = chance.sample(codes, -(-len(codes) * 4 // 5))
    assert unpack(unpack_day(combine(kept))) == unpack(day)
    with pytest.raises(PosError, match="light_not_enough"):
        combine(kept[: codes[0].need - 1])
