"""The journal's bytes: one way of writing a fact, whole numbers only, and a chain of hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import (
    are_canonical,
    canonical,
    envelope,
    genesis,
    row_hash,
    sale_fact,
)
from pos_app.domain.sale import Method, Sale, SaleKind, SaleLine, SaleTender

TILL = TillIdentity("EXPO23", "A07", "1", "id-1", seat=1)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_canonical_json_has_sorted_keys_no_spaces_and_plain_letters() -> None:
    assert canonical({"b": 1, "a": ["é", True, None]}) == '{"a":["é",true,null],"b":1}'.encode()


def test_letters_and_accents_that_look_alike_are_written_alike() -> None:
    assert canonical({"a": "e\N{COMBINING ACUTE ACCENT}"}) == canonical({"a": "é"})


@pytest.mark.parametrize(
    "fact",
    [
        {"a": 0.5},
        {"a": 1e22},
        {"a": [1, {"b": 2.5}]},
        {"a": (1, 2.5)},
        {"a": float("inf")},
        {"a": float("nan")},
    ],
)
def test_a_fraction_is_never_written(fact: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical(fact)


@given(st.dictionaries(st.text(max_size=4), values, max_size=4))
def test_what_is_written_is_canonical_when_it_is_read(fact: dict[str, Any]) -> None:
    try:
        row = canonical(fact).decode()
    except ValueError as error:
        assert "same in NFC" in str(error)
        return
    assert are_canonical([json.loads(row)], [row]) is True


def test_keys_are_sorted_as_they_are_written() -> None:
    row = canonical({"e\N{COMBINING ACUTE ACCENT}": 1, "f": [{"o\N{COMBINING DIAERESIS}": 2}]})
    assert row.decode() == '{"f":[{"ö":2}],"é":1}'
    assert are_canonical([json.loads(row)], [row.decode()]) is True


def test_two_keys_that_are_the_same_in_nfc_are_never_written() -> None:
    with pytest.raises(ValueError, match="same in NFC"):
        canonical({"": {"\N{CJK COMPATIBILITY IDEOGRAPH-2F800}": 1, "丽": 2}})


@pytest.mark.parametrize(
    "row",
    ['{"b":1,"a":2}', '{"a": 1}', '{"a":"e\N{COMBINING ACUTE ACCENT}"}', '{"a":"\\u00e9"}'],
)
def test_what_is_written_in_another_way_is_not_canonical(row: str) -> None:
    good = '{"a":1}'
    assert are_canonical([json.loads(row)], [row]) is False
    assert are_canonical([json.loads(good), json.loads(row)], [good, row]) is False


def test_as_many_values_as_rows_are_canonical() -> None:
    assert are_canonical([], []) is True
    assert are_canonical([{"a": 1}], ['{"a":1}', '{"a":1}']) is False
    assert are_canonical([1, 2], ["1,2"]) is False


def test_the_hash_of_a_row_covers_its_tag_the_row_before_and_the_payload() -> None:
    before = bytes(range(32))
    expected = hashlib.sha256(b"pos-journal-v1" + before + b"{}").digest()
    assert row_hash(before, b"{}") == expected


def test_the_genesis_hash_names_the_seat() -> None:
    facts = b'{"event":"EXPO23","seat":1,"stand":"A07","till":"1","till_id":"id-1"}'
    assert genesis(TILL) == hashlib.sha256(b"pos-genesis-v1" + facts).digest()


def test_an_envelope_says_version_kind_place_time_and_who() -> None:
    assert envelope("open", 3, "at", "ANI", {"day": "d"}) == {
        "v": 1,
        "kind": "open",
        "seq": 3,
        "at": "at",
        "by": "ANI",
        "day": "d",
    }


def test_a_sale_is_written_with_every_line_and_tender() -> None:
    line = SaleLine(1, "A", "Kalung", "Manik", "M1", 1250, 2, 50_000, 45_000, 5_000, 85_000)
    tender = SaleTender(1, Method.QRIS, 85_000, "REF", False)
    sale = Sale(
        "id", "A07-1-000001", SaleKind.SALE, "", "at", "ANI", 100_000, 15_000, 0, 85_000,
        (line,), (tender,), "AU", "kado",
    )  # fmt: skip
    assert sale_fact(sale, 85_000) == {
        "sale": {
            "id": "id",
            "number": "A07-1-000001",
            "refers_to": "",
            "gross": 100_000,
            "discount": 15_000,
            "rounding": 0,
            "net": 85_000,
            "country": "AU",
            "note": "kado",
        },
        "lines": [
            {
                "line": 1,
                "sku": "A",
                "name": "Kalung",
                "category": "Manik",
                "maker": "M1",
                "share_bp": 1250,
                "qty": 2,
                "list_price": 50_000,
                "unit_price": 45_000,
                "discount": 5_000,
                "amount": 85_000,
            }
        ],
        "tenders": [
            {
                "tender": 1,
                "method": "qris",
                "amount": 85_000,
                "reference": "REF",
                "confirmed": False,
            }
        ],
        "running_total": 85_000,
    }
