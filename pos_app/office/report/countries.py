"""The names of the countries that buyers come from, by code (ISO 3166-1 alpha-2)."""

from __future__ import annotations

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.texts import text

HOME = "ID"


def country_words(code: str, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """The name of a country; unknown codes are returned as they are, and empty means not asked."""
    return text("countries", code, lang)


def is_abroad(code: str) -> bool:
    """Whether a buyer said that they come from another country."""
    return code not in ("", HOME)
