"""Dates, short amounts and ways of paying as texts for the screen."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Rupiah, divide_half_up, format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.languages import language_of
from pos_app.texts import text as text_of
from ui.translate import current_language

# The units in which a screen shortens an amount.
_UNITS = (10**9, 10**6, 10**3)


def day_and_time(at: datetime, language: str) -> str:
    """Return `25 Okt · 15.30`; both languages use the Indonesian dot between hours and minutes."""
    return f"{at.day} {language_of(language).months[at.month - 1]} · {at:%H.%M}"


def is_day(text: str) -> bool:
    """Return whether `text` is an ISO date, as files and records write it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def unbroken(number: str) -> str:
    """Return a number with hyphens that no line ends at, for a label that wraps."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")


def day_words(day: str, language: str) -> str:
    """Return `25 Okt 2023` for the ISO date `2023-10-25`."""
    at = date.fromisoformat(day)
    return f"{at.day} {language_of(language).months[at.month - 1]} {at.year}"


def days_words(start: str, end: str, language: str) -> str:
    """Return `21–25 Okt 2026` or `30 Okt – 2 Nov 2026`: a common month or year appears once."""
    first, last = day_words(start, language), day_words(end, language)
    if start == end:
        return last
    day, month, year = first.split()
    if last.endswith(f" {month} {year}"):
        return f"{day}–{last}"
    return f"{day} {month} – {last}" if last.endswith(year) else f"{first} – {last}"


def weekday_words(day: str, language: str) -> str:
    """Return `Rab 25`, for the header of a column."""
    at = date.fromisoformat(day)
    return f"{language_of(language).weekdays[at.weekday()]} {at.day}"


def long_day_words(day: str, language: str) -> str:
    """Return `Rab, 25 Okt 2023`."""
    weekday = weekday_words(day, language).split()[0]
    return f"{weekday}, {day_words(day, language)}"


def short_rupiah(amount: Rupiah, language: str) -> str:
    """Return `1,99 jt` for Rp1.990.000: three digits, rounded half up."""
    found, size = language_of(language), abs(amount)
    for unit in _UNITS:
        if size >= unit:
            digits = 2 if size < 10 * unit else 1 if size < 100 * unit else 0
            number = divide_half_up(size * 10**digits, unit)
            text = _with_point(number, digits, found.decimal_mark)
            return f"{'−' if amount < 0 else ''}{text} {found.units[unit]}"
    return group_digits(amount)


def short_range(low: Rupiah, high: Rupiah, language: str) -> str:
    """Return `580 / 625 rb` for two amounts of the same unit, else `950 rb / 1,2 jt`."""
    first, second = short_rupiah(low, language), short_rupiah(high, language)
    number, _, unit = first.rpartition(" ")
    same = unit and unit == second.rpartition(" ")[2]
    return f"{number if same else first} / {second}"


def _with_point(number: int, digits: int, point: str) -> str:
    """Return `number` / 10^digits with a decimal point and without trailing zeros."""
    if not digits:
        return group_digits(number)
    whole, part = divmod(number, 10**digits)
    text = f"{part:0{digits}}".rstrip("0")
    return f"{whole}{point}{text}" if text else str(whole)


def method_words(method: Method) -> str:
    """Return a way of paying as it is written within a sentence: `tunai`, `QRIS`."""
    return text_of("methods", method, current_language())


def difference_words(difference: Rupiah) -> str:
    """Return `Pas`, `Lebih Rp5.000` or `Kurang Rp5.000`."""
    if difference == 0:
        return QCoreApplication.translate("Differences", "Balanced")
    if difference > 0:
        words = QCoreApplication.translate("Differences", "Over {0}")
    else:
        words = QCoreApplication.translate("Differences", "Short {0}")
    return words.format(format_rupiah(abs(difference)))
