"""The languages that the program speaks, declared once, with their dates and numbers.

A new one needs a row in `LANGUAGES` and its texts: `resources/texts/CODE.toml` for papers, reports
and messages, `resources/i18n/CODE.ts` for the windows, and a `CODE` line for each sentence in
`resources/messages.toml`. Whatever offers or checks a language is derived from `LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LanguageCode = str
"""The code of one of `LANGUAGES` (ISO 639-1), `id`. On paper also `both`."""
DEFAULT_LANGUAGE = "id"
"""What the program starts in, and says what another language lacks."""
SOURCE_LANGUAGE = "en"
"""What the texts in the source of the windows are written in."""


class Language(NamedTuple):
    """One language.

    Attributes:
        code: Its ISO 639-1 code.
        name: What its speakers call it.
        months: Twelve short names.
        weekdays: Seven short names, Monday first.
        units: What stands behind a shortened amount, by how many rupiah it is.
        decimal_mark: Stands before the decimals of a shortened amount.
        group_mark: Stands between thousands in charts.
    """

    code: LanguageCode
    name: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    units: Mapping[int, str]
    decimal_mark: str
    group_mark: str


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_INDONESIAN = Language(
    code="id",
    name="Bahasa Indonesia",
    months=_names("Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"),
    weekdays=_names("Sen Sel Rab Kam Jum Sab Min"),
    units={10**12: "T", 10**9: "M", 10**6: "jt", 10**3: "rb"},
    decimal_mark=",",
    group_mark=".",
)
_ENGLISH = Language(
    code="en",
    name="English",
    months=_names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    weekdays=_names("Mon Tue Wed Thu Fri Sat Sun"),
    units={10**12: "tn", 10**9: "bn", 10**6: "m", 10**3: "k"},
    decimal_mark=".",
    group_mark=",",
)
LANGUAGES = {language.code: language for language in (_INDONESIAN, _ENGLISH)}
"""By their codes, in the order in which they are offered."""
LANGUAGE_NAMES = {code: language.name for code, language in LANGUAGES.items()}
"""What the speakers call each, for a choice of languages."""
BOTH = "both"
PAPER_LANGUAGES = (*LANGUAGES, BOTH)
"""What a receipt can be asked for in; `both` is Indonesian with English, for foreign guests."""
_OF_BOTH = (_INDONESIAN.code, _ENGLISH.code)


def language_of(code: str) -> Language:
    """The language of that code; the default one for any other, `both` among them."""
    return LANGUAGES.get(code) or LANGUAGES[DEFAULT_LANGUAGE]


def known_language(code: str) -> LanguageCode:
    """`code` where it is a language's, else the default language's."""
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def languages_on_paper(lang: LanguageCode) -> tuple[LanguageCode, ...]:
    """The languages that a paper in `lang` is printed in, one after the other."""
    return _OF_BOTH if lang == BOTH else (known_language(lang),)
