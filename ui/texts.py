"""Dates, times and ways of paying as people at the stand write them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.sale import Method

MONTHS = {
    "id": [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Mei",
        "Jun",
        "Jul",
        "Agu",
        "Sep",
        "Okt",
        "Nov",
        "Des",
    ],
    "en": [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ],
}


def day_and_time(at: datetime, language: str) -> str:
    """`25 Okt · 15.30`: the dot between hours and minutes is Indonesian usage, in both."""
    months = MONTHS["en" if language == "en" else "id"]
    return f"{at.day} {months[at.month - 1]} · {at:%H.%M}"


def day_words(day: str, language: str) -> str:
    """`25 Okt 2023` for the day `2023-10-25`."""
    at = date.fromisoformat(day)
    return f"{at.day} {MONTHS['en' if language == 'en' else 'id'][at.month - 1]} {at.year}"


def method_words(method: Method) -> str:
    """A way of paying within a sentence: `tunai`, `QRIS`."""
    return {
        Method.CASH: QCoreApplication.translate("Methods", "cash"),
        Method.CHANGE: QCoreApplication.translate("Methods", "change"),
        Method.QRIS: QCoreApplication.translate("Methods", "QRIS"),
        Method.TRANSFER: QCoreApplication.translate("Methods", "transfer"),
        Method.CARD: QCoreApplication.translate("Methods", "card"),
    }[method]


def difference_words(difference: Rupiah) -> str:
    """`Pas`, `Lebih Rp5.000` or `Kurang Rp5.000`."""
    if difference == 0:
        return QCoreApplication.translate("Differences", "Balanced")
    if difference > 0:
        words = QCoreApplication.translate("Differences", "Over {0}")
    else:
        words = QCoreApplication.translate("Differences", "Short {0}")
    return words.format(format_rupiah(abs(difference)))
