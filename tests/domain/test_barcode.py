from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.barcode import (
    InStoreNumber,
    Kind,
    check_digit,
    classify,
    comparison_key,
    in_store_ean13,
    is_in_store,
    normalise,
    split_in_store,
)
from pos_app.errors import PosError

# A first run builds tables of characters, and a laptop may be busy: neither is a fault.
STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DIGITS = st.text("0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("4006381333931", Kind.EAN13),
        ("8992761002015", Kind.EAN13),
        ("96385074", Kind.EAN8),
        ("036000291452", Kind.UPCA),
        ("MNK-0012", Kind.CODE128),
        ("1234567", Kind.CODE128),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", Kind.CODE128),
        ("", Kind.CODE128),
    ],
)
def test_a_code_is_known_by_its_length_and_digits(code: str, kind: Kind) -> None:
    assert classify(code) is kind


@pytest.mark.parametrize("code", ["4006381333930", "96385075", "036000291453"])
def test_a_wrong_check_digit_is_refused_and_the_right_one_named(code: str) -> None:
    with pytest.raises(PosError) as caught:
        classify(code)
    assert caught.value.code == "barcode_check_digit"
    assert caught.value.facts["digit"] == check_digit(code[:-1])


@STEADY
@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
def test_a_single_wrong_digit_is_always_noticed(digits: str, at: int, by: int) -> None:
    code = digits + check_digit(digits)
    wrong = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    with pytest.raises(PosError):
        classify(wrong)


@pytest.mark.parametrize("digits", ["", "123", "12345678901x", "٤٠٠٦٣٨١"])
def test_a_check_digit_is_computed_for_digits_of_a_known_length_only(digits: str) -> None:
    with pytest.raises(PosError, match="barcode_digits"):
        check_digit(digits)


@STEADY
@given(st.integers(20, 29), st.integers(0, 9_999), st.integers(0, 999_999))
def test_an_in_store_number_is_known_again_with_its_parts(
    prefix: int, till_part: int, running: int
) -> None:
    code = in_store_ean13(prefix, till_part, running)
    assert classify(code) is Kind.EAN13
    assert split_in_store(code) == InStoreNumber(prefix, till_part, running)


@pytest.mark.parametrize(
    ("prefix", "till_part", "running"),
    [(19, 0, 1), (30, 0, 1), (20, -1, 1), (20, 10_000, 1), (20, 0, 1_000_000), (20, 0, -1)],
)
def test_a_part_that_does_not_fit_makes_no_number(
    prefix: int, till_part: int, running: int
) -> None:
    with pytest.raises(PosError, match="barcode_range"):
        in_store_ean13(prefix, till_part, running)


@pytest.mark.parametrize("code", ["4006381333931", "2000000000000", "20", "", "ABCDEFGHIJKLM"])
def test_other_codes_are_not_in_store_numbers(code: str) -> None:
    assert not is_in_store(code)
    assert split_in_store(code) is None


@pytest.mark.parametrize("scanned", ["MNK-0012\r\n", " MNK-0012\t", "\x02MNK-0012\x03", "MNK-0012"])
def test_what_a_scanner_adds_around_a_code_is_taken_off(scanned: str) -> None:
    assert normalise(scanned) == "MNK-0012"


def test_nothing_within_a_code_is_changed() -> None:
    assert normalise(" batik 01\tb ") == "batik 01\tb"
    assert normalise(" \r\n") == ""


def test_a_upc_code_is_the_same_with_and_without_its_leading_zero() -> None:
    assert comparison_key("036000291452") == comparison_key("0036000291452")
    assert comparison_key("MNK-0012") == "MNK-0012"
