from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.barcode import (
    InStoreNumber,
    Kind,
    Meaning,
    as_printed,
    as_stored,
    check_digit,
    classify,
    comparison_key,
    has_valid_check_digit,
    in_store_ean13,
    is_blank_scan,
    is_in_store,
    normalise,
    scan_meanings,
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


UPC = "012345678905"
FORMS = [
    "0012345678905",
    UPC,
    "00012345678905",
    "01234567890",
    "12345678905",
    "]E00012345678905",
    "]E0012345678905",
    "]C10100012345678905",
    "]C1\x1d0100012345678905",
    "]e00100012345678905",
    "0100012345678905\x1d10LOT7",
    "]C110LOT7\x1d0100012345678905",
    "(01)00012345678905",
    "0 12345 67890 5",
    " 0012345678905\r\n",
]


@pytest.mark.parametrize("stored", [UPC, "0" + UPC, "00" + UPC, "01234567890", "12345678905"])
@pytest.mark.parametrize("sent", FORMS)
def test_every_form_of_a_gtin_means_it(stored: str, sent: str) -> None:
    assert any(stored in meaning.barcodes for meaning in scan_meanings(sent))


def test_short_codes_are_numbers_too() -> None:
    meant = [meaning.barcodes for meaning in scan_meanings("9638507")]
    assert any("96385074" in barcodes for barcodes in meant), "EAN-8 without its check digit"


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [
        ("04252614", "042100005264"),
        ("01234531", "012300000451"),
        ("01234543", "012340000053"),
        ("01234558", "012345000058"),
    ],
)
def test_an_abbreviated_upc_is_the_upc(upc_e: str, upc_a: str) -> None:
    assert has_valid_check_digit(upc_a)
    assert any(upc_a in meaning.barcodes for meaning in scan_meanings(upc_e))


@pytest.mark.parametrize("upc_e", ["04252614", "0425261", "]E004252614"])
def test_an_abbreviated_upc_may_lack_its_check_digit(upc_e: str) -> None:
    assert any("042100005264" in meaning.barcodes for meaning in scan_meanings(upc_e))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("04252614", "042100005264"),
        ("]E00" + UPC, "0" + UPC),
        ("]C10100" + UPC, "0" + UPC),
        ("(01)0400638133393110LOT", "4006381333931"),
        ("4 006381 333931", "4006381333931"),
        ("00" + UPC, "00" + UPC),
        ("4 006381 333930", "4 006381 333930"),
        ("2023-0001", "2023-0001"),
        ("96385075", "96385075"),
        ("MNK 0012", "MNK 0012"),
    ],
)
def test_a_catalogue_keeps_the_number_however_it_was_written(given: str, kept: str) -> None:
    assert as_stored(given) == kept


def test_what_a_code_is_sent_as_counts_before_what_it_may_mean() -> None:
    first, *_ = scan_meanings("]C1MNK-0012")
    assert first.sku == "]C1MNK-0012"
    assert scan_meanings("]C1MNK-0012")[1].sku == "MNK-0012"
    assert scan_meanings("MNK-0012") == [Meaning("MNK-0012", ("MNK-0012",))]
    # The GTIN-14 of a box of six is not the piece in it.
    assert not any(UPC in meaning.barcodes for meaning in scan_meanings("10012345678902"))


@pytest.mark.parametrize("nothing", ["", " ", "\r\n", "]E0", "]C1\r", "]C1\x1d", "\x1d"])
def test_an_empty_pull_of_the_trigger_is_no_scan(nothing: str) -> None:
    assert is_blank_scan(nothing) and scan_meanings(nothing) == []
    assert not is_blank_scan("]E0 8"), "as short as a code may be"


def test_forms_of_one_number_are_compared_as_one() -> None:
    assert len({comparison_key(code) for code in (UPC, "0" + UPC, "00" + UPC, "]E0" + UPC)}) == 1
    assert comparison_key("01234567890") == comparison_key("12345678905") == comparison_key(UPC)
    assert comparison_key("10012345678902") == "10012345678902"
    assert comparison_key("4006381333930") == "4006381333930", "a wrong check digit is no GTIN"


def test_a_label_bears_the_code_of_the_piece() -> None:
    assert as_printed("04006381333931") == "4006381333931"
    assert as_printed("4006381333931") == "4006381333931"
    assert as_printed("10012345678902") == "10012345678902"
    assert as_printed("MNK-0012") == "MNK-0012"


@STEADY
@given(DIGITS, st.sampled_from(["", "]E0", "]C1"]), st.booleans())
def test_any_ean13_is_found_as_it_is_sent_and_as_nothing_else_first(
    digits: str, prefix: str, shortened: bool
) -> None:
    code = digits + check_digit(digits)
    sent = prefix + (code.lstrip("0").zfill(8) if shortened else code)
    meanings = scan_meanings(sent)
    assert code in meanings[1 if prefix else 0].barcodes
