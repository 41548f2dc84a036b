"""The countries that buyers of past fairs came from, by their code (ISO 3166-1 alpha-2)."""

from __future__ import annotations

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.texts import text

HOME = "ID"


def country_words(code: str, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """The country's name; another code stands for itself, an empty one for who was not asked."""
    return text("countries", code, lang)


def is_abroad(code: str) -> bool:
    """Whether a buyer said that they come from another country."""
    return code not in ("", HOME)
