from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pos_app.domain.qris import (
    MAX_AMOUNT,
    TRANSACTION_LIMIT,
    check_limit,
    crc_text,
    parse_qris,
    with_amount,
)
from pos_app.errors import PosError

# A first run builds tables of characters, and a laptop may be busy: neither is a fault.
STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "qris_samples.json").read_text(encoding="utf-8")
)
CODES = {code["id"]: code["payload"] for code in SAMPLES["codes"]}
PLAIN: str = CODES["syn-plain"]
ACCOUNT = "0016ID.CO.CONTOH.WWW01189360099900000000010215MIDCONTOH0000010303UMI"
REPOSITORY = "0014ID.CO.QRIS.WWW0215ID99999999999990303UMI"
STATIC = {
    "00": "01",
    "01": "11",
    "26": ACCOUNT,
    "51": REPOSITORY,
    "52": "5947",
    "53": "360",
    "58": "ID",
    "59": "STAN CONTOH",
    "60": "BALIKPAPAN",
    "61": "76114",
    "62": "0703A01",
}
NAMES = st.one_of(
    st.sampled_from(["TOKO 5802ID", "6304 STAN", "5405 SENI 5303360", " DUA  SPASI "]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25),
)
AMOUNTS = st.integers(1, MAX_AMOUNT)


def code_of(
    fields: Mapping[str, str | None], *, by_bytes: bool = False, **changes: str | None
) -> str:
    """A payload with the right CRC of `fields`, changed: `f59="NAME"` sets 59, None drops it."""
    wanted = {**fields, **{key[1:]: value for key, value in changes.items()}}
    size = (lambda text: len(text.encode())) if by_bytes else len
    body = "".join(f"{k}{size(v):02}{v}" for k, v in wanted.items() if v is not None) + "6304"
    return body + crc_text(body)


def refusal(payload: str) -> str:
    with pytest.raises(PosError) as caught:
        parse_qris(payload)
    return caught.value.code


@pytest.mark.parametrize(
    "sample", SAMPLES["conversions"], ids=lambda s: f"{s['from']}-{s['amount']}"
)
def test_every_sample_becomes_the_dynamic_code_it_should(sample: dict[str, Any]) -> None:
    assert with_amount(sample["payload"], sample["amount"]) == sample["expected"]
    assert parse_qris(sample["expected"]).amount_text == str(sample["amount"])


@pytest.mark.parametrize("sample", SAMPLES["codes"], ids=lambda s: s["id"])
def test_every_sample_code_is_read_and_kept_as_it_is(sample: dict[str, Any]) -> None:
    code = parse_qris(sample["payload"])
    assert code.payload == sample["payload"]
    assert code.is_static


@pytest.mark.parametrize(
    ("sample", "code"),
    list(zip(SAMPLES["invalid"], ["qris_crc", "qris_structure", "qris_not_qris"], strict=True)),
)
def test_every_invalid_sample_is_refused_for_its_reason(sample: dict[str, str], code: str) -> None:
    assert refusal(sample["payload"]) == code


def test_the_samples_are_all_there() -> None:
    assert [len(SAMPLES[key]) for key in ("conversions", "codes", "invalid")] == [31, 8, 3]


def test_a_code_shows_whom_the_money_goes_to() -> None:
    code = parse_qris(PLAIN)
    assert (code.merchant_name, code.city) == ("STAN CONTOH NUSAKRAF", "BALIKPAPAN")
    assert (code.nmid, code.criteria) == ("ID9999999999999", "UMI")


def test_the_crc_is_the_one_of_the_standard() -> None:
    assert crc_text("123456789") == "29B1"


@STEADY
@given(NAMES, AMOUNTS)
def test_any_name_and_amount_come_back_from_the_dynamic_code(name: str, amount: int) -> None:
    static = code_of(STATIC, f59=name)
    code = parse_qris(with_amount(static, amount))
    assert (code.merchant_name, code.amount_text, code.is_static) == (name, str(amount), False)


@STEADY
@given(NAMES, AMOUNTS)
def test_all_but_method_amount_and_crc_is_kept_byte_for_byte(name: str, amount: int) -> None:
    static = code_of(STATIC, f59=name)
    expected: dict[str, str] = {}
    for key, value in {**STATIC, "01": "12", "59": name}.items():
        expected[key] = value
        if key == "53":
            expected["54"] = str(amount)
    assert with_amount(static, amount) == code_of(expected)


@STEADY
@given(st.sampled_from(sorted(CODES)), st.data())
def test_a_single_changed_character_is_always_refused(sample: str, data: st.DataObject) -> None:
    payload = CODES[sample]
    at = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(st.characters(exclude_characters="\r\n"))
    changed = payload[:at] + other + payload[at + 1 :]
    assume(changed[:-4] + changed[-4:].upper() != payload)
    with pytest.raises(PosError):
        parse_qris(changed)


@STEADY
@given(st.text(), st.booleans())
def test_whatever_is_scanned_is_read_or_refused_but_never_crashes(text: str, framed: bool) -> None:
    body = f"000201{text}6304"
    try:
        scanned = body + crc_text(body) if framed else text
    except UnicodeEncodeError:
        scanned = body
    with pytest.raises(PosError):
        parse_qris(scanned)


def test_a_crc_with_leading_zeros_is_written_with_them() -> None:
    found = next(a for a in range(1, 2000) if with_amount(PLAIN, a)[-4:].startswith("00"))
    assert parse_qris(with_amount(PLAIN, found)).amount_text == str(found)


def test_a_lower_case_crc_is_accepted_and_written_in_capitals() -> None:
    assert parse_qris(PLAIN[:-4] + PLAIN[-4:].lower()).payload == PLAIN


@pytest.mark.parametrize("wrap", ["\ufeff{}", "{}\r\n", "  {}\t", "\n{}\n"])
def test_what_only_transport_adds_is_cleaned_away(wrap: str) -> None:
    assert parse_qris(wrap.format(PLAIN)).payload == PLAIN


def test_a_line_broken_within_the_code_is_joined_again() -> None:
    assert parse_qris(PLAIN[:90] + "\r\n" + PLAIN[90:]).payload == PLAIN


def test_a_space_lost_from_a_name_is_not_guessed_back() -> None:
    assert refusal(PLAIN.replace("STAN CONTOH", "STAN%20CONTOH")) == "qris_structure"
    assert refusal(PLAIN.replace("STAN CONTOH", "STAN+CONTOH")) == "qris_crc"


@pytest.mark.parametrize("zero", ["0", "0.00", "0.", "000"])
def test_a_zero_amount_in_a_static_code_is_replaced(zero: str) -> None:
    assert with_amount(code_of(STATIC, f54=zero), 500) == with_amount(code_of(STATIC), 500)


@pytest.mark.parametrize("method", ["11", None])
def test_a_static_code_that_holds_an_amount_is_refused(method: str | None) -> None:
    assert refusal(code_of(STATIC, f01=method, f54="1000")) == "qris_amount_filled"


def test_a_dynamic_code_that_holds_an_amount_is_read_but_takes_no_other() -> None:
    dynamic = with_amount(PLAIN, 1000)
    assert not parse_qris(dynamic).is_static
    with pytest.raises(PosError, match="qris_amount_filled"):
        with_amount(dynamic, 2000)


@pytest.mark.parametrize("amount_text", ["1.000,00", "1 000", "1000,00", "1.0.0", ".", "1e3", "٣"])
def test_an_amount_that_is_no_amount_is_refused(amount_text: str) -> None:
    assert refusal(code_of(STATIC, f54=amount_text)) == "qris_field"


@pytest.mark.parametrize("amount", [0, -1, MAX_AMOUNT + 1])
def test_an_amount_out_of_range_makes_no_code(amount: int) -> None:
    with pytest.raises(PosError, match="qris_amount_range"):
        with_amount(PLAIN, amount)


def test_the_limit_of_a_transaction_is_asked_for_apart() -> None:
    check_limit(TRANSACTION_LIMIT)
    with pytest.raises(PosError, match="qris_over_limit"):
        check_limit(TRANSACTION_LIMIT + 1)
    assert with_amount(PLAIN, TRANSACTION_LIMIT + 1)


@pytest.mark.parametrize("purpose", ["BOOK", "DMCT", "XBCT", "CDPT", "CWDL"])
def test_a_transfer_code_is_refused(purpose: str) -> None:
    transfer = code_of(STATIC, f40=ACCOUNT, f62=f"0804{purpose}")
    assert refusal(transfer) == "qris_transfer_code"
    assert parse_qris(code_of(STATIC, f62=f"0804{purpose}")).is_static


@pytest.mark.parametrize("missing", ["51", "52", "53", "58", "59", "60", "61"])
def test_a_field_that_must_be_there_is_missed(missing: str) -> None:
    assert refusal(code_of({**STATIC, missing: None})) == "qris_missing"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("01", "13"),
        ("52", "59A7"),
        ("53", "840"),
        ("58", "SG"),
        ("59", "N" * 26),
        ("60", "B" * 16),
        ("61", "7" * 11),
        ("51", "not clean TLV"),
        ("51", "0014ID.CO.QRIS.WWW0202XX"),
        ("51", "0005OTHER0215ID9999999999999"),
        ("51", REPOSITORY + "0303UMI"),
    ],
)
def test_a_field_against_its_rule_is_refused(field: str, value: str) -> None:
    assert refusal(code_of({**STATIC, field: value})) == "qris_field"


def test_a_field_that_stands_twice_is_refused() -> None:
    body = code_of(STATIC)[:-8] + "5903DUA6304"
    assert refusal(body + crc_text(body)) == "qris_repeated"


def test_the_first_field_is_00_and_the_last_is_63() -> None:
    body = PLAIN[:-4]
    assert refusal(PLAIN + "8001X") == "qris_structure"
    assert refusal("010211000201" + body[12:] + crc_text(body)) == "qris_not_qris"


def test_a_payload_over_the_limit_is_refused_before_and_after() -> None:
    padding = {f"{n}": "x" * 99 for n in range(80, 82)}
    long = code_of({**STATIC, **padding})
    room = 512 - len(long) - 4
    exact = code_of({**STATIC, **padding, "85": "x" * room})
    assert parse_qris(exact).payload == exact
    with pytest.raises(PosError, match="qris_too_long"):
        with_amount(exact, 1)
    assert refusal(code_of({**STATIC, **padding, "85": "x" * (room + 1)})) == "qris_too_long"


def test_fields_out_of_order_and_templates_that_are_not_tlv_are_kept() -> None:
    odd = {"00": "01", "59": "A", "26": "id.ovo?", "53": "360", "01": "11", "91": "%"}
    payload = code_of({**odd, **{k: v for k, v in STATIC.items() if k not in odd}})
    dynamic = with_amount(payload, 7)
    assert "2607id.ovo?530336054017010212" in dynamic.replace("5401754", "54")
    assert "9101%" in dynamic


@pytest.mark.parametrize("by_bytes", [False, True])
def test_a_name_beyond_ascii_is_read_whether_lengths_count_characters_or_bytes(
    by_bytes: bool,
) -> None:
    payload = code_of(STATIC, by_bytes=by_bytes, f59="TOKO KAFÉ", f64="0002ID0106KAFÉ中")
    code = parse_qris(with_amount(payload, 25_000))
    assert (code.merchant_name, code.amount_text) == ("TOKO KAFÉ", "25000")
