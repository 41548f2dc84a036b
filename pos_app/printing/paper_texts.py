"""The texts on paper, and how a paper writes dates and times."""

from __future__ import annotations

from datetime import date, datetime

from pos_app.languages import LanguageCode, language_of, languages_on_paper
from pos_app.texts import text


def paper_text(key: str, lang: LanguageCode) -> str:
    """Return a text in a language; in both as `Kembali / Change`, or once if they are equal."""
    return " / ".join(paper_texts(key, lang))


def paper_texts(key: str, lang: LanguageCode) -> list[str]:
    """Return a text in each language of `lang`, without repetition."""
    return list(dict.fromkeys(text("paper", key, each) for each in languages_on_paper(lang)))


def format_day(day: date, lang: LanguageCode) -> str:
    """Return a date as `Sen, 23 Nov 2026`; for both languages, in Indonesian."""
    found = language_of(lang)
    return f"{found.weekdays[day.weekday()]}, {day.day} {found.months[day.month - 1]} {day.year}"


def format_time(at: datetime) -> str:
    """Return a time as `15.30 WITA`."""
    return f"{at:%H.%M} WITA"
