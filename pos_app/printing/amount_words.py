"""Amounts in words, Indonesian and English, as on signed receipts."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.languages import LanguageCode

MAX_SPELLED = 999_999_999_999_999

# From 12 on, numbers are composed: "dua belas".
_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SMALL = (*_ONES, "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1_000, "ribu"))


def terbilang(number: int) -> str:
    """Return `1250000` as `satu juta dua ratus lima puluh ribu`; a negative number has `minus`.

    Raises PosError `amount_too_large` above 999,999,999,999,999.
    """
    if abs(number) > MAX_SPELLED:
        raise PosError("amount_too_large", limit=MAX_SPELLED)
    if number < 0:
        return f"minus {terbilang(-number)}"
    return _spell(number) or _SMALL[0]


def rupiah_words(amount: Rupiah) -> str:
    """Return `1250000` as `satu juta dua ratus lima puluh ribu rupiah`.

    Raises as `terbilang` does.
    """
    return f"{terbilang(amount)} rupiah"


def amount_in_words(amount: Rupiah, lang: LanguageCode) -> str:
    """The amount spelled out in a language; in Indonesian where no numerals of it are known.

    Raises PosError `amount_too_large` past 999 trillion.
    """
    return f"{_NUMERALS.get(lang, terbilang)(amount)} rupiah"


def _spell(number: int) -> str:
    """Return the words for `number`, none for zero."""
    words = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            # "seribu", never "satu ribu"; but "satu juta"
            is_thousand = (count, scale) == (1, 1_000)
            words.append("seribu" if is_thousand else f"{_below_thousand(count)} {name}")
    return " ".join([*words, *filter(None, [_below_thousand(number)])])


def _below_thousand(number: int) -> str:
    """Return the words for 0 to 999, none for zero."""
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["seratus" if hundreds == 1 else f"{_SMALL[hundreds]} ratus"]
    tens, ones = divmod(rest, 10)
    if 0 < rest < len(_SMALL):
        words.append(_SMALL[rest])
    elif rest < 20 and rest:
        words.append(f"{_SMALL[ones]} belas")
    elif rest:
        words.append(f"{_SMALL[tens]} puluh")
        words.extend([_SMALL[ones]] if ones else [])
    return " ".join(words)


_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SCALES = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1_000, "thousand"),
)


def english_words(number: int) -> str:
    """Return `1250000` as `one million two hundred fifty thousand`.

    Raises PosError `amount_too_large` above 999,999,999,999,999.
    """
    if abs(number) > MAX_SPELLED:
        raise PosError("amount_too_large", limit=MAX_SPELLED)
    if number < 0:
        return f"minus {english_words(-number)}"
    words = []
    for scale, name in _ENGLISH_SCALES:
        count, number = divmod(number, scale)
        if count:
            words.append(f"{_english_below_thousand(count)} {name}")
    return " ".join([*words, *filter(None, [_english_below_thousand(number)])]) or _ENGLISH[0]


def _english_below_thousand(number: int) -> str:
    """Return the words for 0 to 999, none for zero."""
    hundreds, rest = divmod(number, 100)
    words = [f"{_ENGLISH[hundreds]} hundred"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if 0 < rest < len(_ENGLISH):
        words.append(_ENGLISH[rest])
    elif rest:
        words.append(f"{_TENS[tens]}-{_ENGLISH[ones]}" if ones else _TENS[tens])
    return " ".join(words)


_NUMERALS: dict[LanguageCode, Callable[[int], str]] = {"id": terbilang, "en": english_words}
