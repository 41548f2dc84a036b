"""A stand pack is accepted exactly as the office signed it, or refused with named problems."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from dayfile.test_schemas import schema
from hypothesis import given
from hypothesis import strategies as st
from support.fair_plan import OFFICE_SEED, make_packs

from pos_app.dayfile.pack_reader import MAX_FILE, read_pack
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.stand_pack import TAG, StandPack, write_pack
from pos_app.domain.journal import canonical
from pos_app.errors import PosError, Refused
from pos_app.services.shop.pack_setup import check_pack, find_packs

OFFICE = signer_of(OFFICE_SEED)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    packs = make_packs(tmp_path_factory.mktemp("fair"))
    return packs["A07-1"].path.read_bytes()


def told(file: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.partition(b"\n")[2])
    return found


def signed(told: dict[str, Any] | bytes, version: int = 1) -> bytes:
    """Return a pack of `told`, valid or not, signed by the office."""
    body = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    head = f"POSPACK{version} {OFFICE.public_hex} {OFFICE.sign(TAG + body).hex()}\n"
    return head.encode() + body + b"\n"


def refusals(file: bytes) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_pack(file, "x.standpack")
    assert all(problem.file == "x.standpack" for problem in refused.value.problems)
    return [(problem.code, problem.facts.get("key")) for problem in refused.value.problems]


def codes(file: bytes) -> set[str]:
    return {code for code, _ in refusals(file)}


# What is told of makers stands with each of them.
KEYS = [field.name for field in fields(StandPack) if field.name != "cards"]


def test_what_was_written_comes_back_and_is_written_to_the_same_bytes(file: bytes) -> None:
    pack = read_pack(file)
    assert write_pack(pack, OFFICE.sign) == file
    assert set(KEYS) == set(told(file))


def test_what_was_written_is_what_the_schema_says(file: bytes) -> None:
    good, check = told(file), schema("pospack-1")
    assert list(check.iter_errors(good)) == []
    for key in set(good) - {"tills"}:  # packs of older versions name none
        assert list(check.iter_errors({k: v for k, v in good.items() if k != key}))


def test_every_flipped_byte_is_refused(file: bytes) -> None:
    for at in range(len(file)):
        changed = bytearray(file)
        changed[at] ^= 1
        assert codes(bytes(changed)) <= {"pack_not_one", "pack_not_signed", "pack_newer"}


def test_a_file_that_was_cut_or_grew_is_refused(file: bytes) -> None:
    for wrong in (file[:-1], file[:-100], file + b"\n", file + file, file[1:], b"", b"PK\x03\x04"):
        assert codes(wrong) <= {"pack_not_one", "pack_not_signed"}
    assert codes(bytes(MAX_FILE + 1)) == {"pack_too_large"}


def test_another_key_cannot_sign_in_the_offices_name(file: bytes) -> None:
    other = signer_of(bytes(32))
    body = file.partition(b"\n")[2][:-1]
    head = f"POSPACK1 {other.public_hex} {other.sign(TAG + body).hex()}\n"
    assert codes(head.encode() + body + b"\n") == {"pack_not_signed"}


def test_a_newer_major_is_refused_by_name_and_a_newer_key_passed_over(file: bytes) -> None:
    assert codes(signed(told(file), version=2)) == {"pack_newer"}
    assert read_pack(signed({**told(file), "colour": "red"})) == read_pack(file)


def test_what_can_be_read_in_two_ways_is_refused(file: bytes) -> None:
    body = canonical(told(file))
    twice = body[:-1] + b',"till":"2"}'
    assert codes(signed(twice)) == {"pack_json"}
    for wrong in (b"[]", b"{", b'{"a":NaN}', b'{"a":1.5}', b"\xff", b"[" * 100_000):
        assert codes(signed(wrong)) == {"pack_json"}


@pytest.mark.parametrize("key", KEYS)
def test_each_key_is_asked_for_and_must_be_of_its_kind(file: bytes, key: str) -> None:
    good = told(file)
    for wrong in (None, 7.5e300, True, "\x00", "x" * 20_000, {"a": 1}, [["a"]], -1, 10**16):
        found = refusals(signed({**good, key: wrong}))
        assert found, (key, wrong)
        assert all(code != "pack_not_one" for code, _ in found)
    del good[key]
    if key == "tills":
        assert read_pack(signed(good)).tills == ()
        return
    named = [name for _, name in refusals(signed(good))]
    assert key in named or key in ("office", "makers")


Change = Callable[[dict[str, Any]], None]


def put(*path: Any, to: Any) -> Change:
    """A change of one value deep in a pack."""

    def change(told: dict[str, Any]) -> None:
        *way, last = path
        place: Any = told
        for step in way:
            place = place[step]
        place[last] = to

    return change


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        (put("stand", to="a07"), "pack_field", "stand"),
        (put("days", to=["2023-10-26", "2023-10-25"]), "pack_field", "days"),
        (put("days", to=["2023-02-30"]), "pack_field", "days"),
        (put("name", to=" x"), "pack_field", "name"),
        (put("name", to="a\u202eb"), "pack_field", "name"),
        (put("cash_rounding", to=-1), "pack_field", "cash_rounding"),
        (put("till_part", to=10_000), "pack_field", "till_part"),
        (put("enrolment_seed", to="0" * 63), "pack_field", "enrolment_seed"),
        (put("qris", to="000201"), "qris_structure", None),
        (put("makers", 0, "share_bp", to=10_001), "pack_field", "makers 1: share_bp"),
        (put("makers", 0, "discount_by", to="office"), "pack_field", "makers 1: discount_by"),
        (put("makers", 1, "code", to="m1"), "pack_field", "makers 2: code"),
        (put("makers", 1, to="M2"), "pack_field", "makers 2"),
        (put("staff", 1, "code", to="SITI"), "pack_field", "staff 2: code"),
        (put("staff", 1, "role", to="owner"), "pack_field", "staff 2: role"),
        (put("staff", 1, "name", to="x" * 41), "pack_field", "staff 2: name"),
        (put("products", 0, "price", to="50000"), "pack_field", "products 1: price"),
        (put("products", 0, "price", to=0), "price_zero", None),
        (put("products", 0, "price", to=True), "price_not_number", None),
        (put("products", 0, "stock", to=None), "pack_field", "products 1: stock"),
        (put("products", 0, "maker", to="M9"), "pack_field", "products 1: maker"),
        (put("products", 0, "share_bp", to=10_001), "pack_field", "products 1: share_bp"),
        (put("products", 0, "share_bp", to="5"), "pack_field", "products 1: share_bp"),
        (put("products", 0, "barcode", to="8991234567890"), "barcode_check_digit", None),
        (put("products", 0, "barcode", to=""), "pack_field", "products 1: barcode"),
        (put("products", 0, "name", to=" Kalung"), "pack_field", "products 1: name"),
        (put("products", 0, "name", to="=1+1"), "text_formula", None),
        (put("products", 0, "name_en", to=None), "pack_field", "products 1: name_en"),
        (put("products", 1, "sku", to="a"), "sku_case_twice", None),
        (put("products", 1, to=7), "pack_field", "products 2"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(file: bytes, change: Change, code: str, key: str | None) -> None:
    wrong = copy.deepcopy(told(file))
    change(wrong)
    assert (code, key) in refusals(signed(wrong))


def test_every_fault_is_told_at_once(file: bytes) -> None:
    wrong = {**told(file), "till": "", "office_hours": 1, "till_part": "x", "qris": "000201"}
    found = refusals(signed(wrong))
    assert {key for code, key in found if code == "pack_field"} == {"till", "till_part"}
    assert "qris_structure" in {code for code, _ in found}


@given(st.binary(max_size=400))
def test_no_bytes_are_a_fault(data: bytes) -> None:
    with pytest.raises(Refused):
        read_pack(data)
    with pytest.raises(Refused):
        read_pack(signed(data))


@given(st.dictionaries(st.text(max_size=8), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
), max_size=6))  # fmt: skip
def test_no_object_that_the_office_signed_is_a_fault(found: dict[str, Any]) -> None:
    told = {**found, "office": OFFICE.public_hex}
    for key in ("makers", "products", "staff"):
        if isinstance(found.get("x"), dict):
            told[key] = [found["x"]]
    with pytest.raises(Refused):
        read_pack(signed(told))


def test_a_pack_is_read_from_a_path_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(PosError, match="file_not_found"):
        check_pack(tmp_path / "no.standpack")
    assert find_packs([tmp_path / "none", tmp_path]) == []
