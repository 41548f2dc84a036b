"""Days in words, for papers and sentences."""

from __future__ import annotations

from datetime import date

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.texts import text


def day_words(day: str, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """A day in words: `25 Oktober 2023` for `2023-10-25`, in English `25 October 2023`."""
    found = date.fromisoformat(day)
    months = text("report", "months", lang).split()
    return f"{found.day} {months[found.month - 1]} {found.year}"


def short_day_words(day: str, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """A day of the fair in short: `25 Okt` for `2023-10-25`, in English `25 Oct`."""
    found = date.fromisoformat(day)
    months = text("report", "months", lang).split()
    return f"{found.day} {months[found.month - 1][:3]}"
