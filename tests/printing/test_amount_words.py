"""Amounts in words, tested with a table and with a parser that turns words into numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import PosError
from pos_app.printing.amount_words import MAX_SPELLED, english_words, rupiah_words, terbilang

KNOWN = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    111: "seratus sebelas",
    200: "dua ratus",
    1_000: "seribu",
    1_100: "seribu seratus",
    2_000: "dua ribu",
    11_000: "sebelas ribu",
    21_000: "dua puluh satu ribu",
    100_000: "seratus ribu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    1_250_000: "satu juta dua ratus lima puluh ribu",
    1_000_000_000: "satu miliar",
    1_000_000_000_001: "satu triliun satu",
    -500: "minus lima ratus",
}
DIGITS = {
    word: digit
    for digit, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    )
}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read_aloud(words: str) -> int:
    """The number that `words` name: the oracle, which reads instead of writing."""
    for short, long in (("sepuluh", "satu puluh"), ("sebelas", "satu belas")):
        words = words.replace(short, long)
    words = words.replace("seratus", "satu ratus").replace("seribu", "satu ribu")
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        else:
            group += {"belas": digit + 10, "puluh": digit * 10, "ratus": digit * 100}[word]
            digit = 0
    return total + group + digit


@pytest.mark.parametrize(("number", "words"), KNOWN.items())
def test_a_number_is_spelled_as_people_say_it(number: int, words: str) -> None:
    assert terbilang(number) == words


@given(st.integers(0, MAX_SPELLED) | st.integers(0, 2_000_000))
def test_words_read_back_as_the_number(number: int) -> None:
    assert read_aloud(terbilang(number)) == number


@given(st.integers(0, MAX_SPELLED) | st.integers(0, 2_000_000))
def test_one_thousand_is_never_called_satu_ribu_by_itself(number: int) -> None:
    words = terbilang(number)
    assert "  " not in words
    assert not words.startswith("satu ribu")
    assert "juta satu ribu" not in words


def test_an_amount_ends_in_rupiah() -> None:
    assert rupiah_words(35_000) == "tiga puluh lima ribu rupiah"


def test_an_amount_past_999_trillion_is_refused() -> None:
    with pytest.raises(PosError) as refused:
        terbilang(MAX_SPELLED + 1)
    assert refused.value.code == "amount_too_large"


ENGLISH = {
    0: "zero",
    13: "thirteen",
    21: "twenty-one",
    90: "ninety",
    115: "one hundred fifteen",
    1_250_000: "one million two hundred fifty thousand",
    2_000_000_003: "two billion three",
    -500: "minus five hundred",
}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_SMALL.split())}
_UNITS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_english(words: str) -> int:
    total = part = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            part *= 100
        elif word in _BIG:
            total, part = total + part * _BIG[word], 0
        else:
            part += _UNITS[word]
    return total + part


@pytest.mark.parametrize(("number", "words"), ENGLISH.items())
def test_english_as_it_is_said(number: int, words: str) -> None:
    assert english_words(number) == words


@given(st.integers(0, MAX_SPELLED))
def test_english_is_read_back(number: int) -> None:
    assert read_english(english_words(number)) == number


def test_what_no_word_reaches_is_refused_in_english_too() -> None:
    with pytest.raises(PosError, match="amount_too_large"):
        english_words(MAX_SPELLED + 1)
