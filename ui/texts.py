"""Dates and times as people at the stand write them."""

from __future__ import annotations

from datetime import datetime

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
