"""The texts of papers, reports, charts and messages, from `resources/texts/CODE.toml`.

Each file is one language; its tables are the places where the texts are used. The windows' texts
are Qt's, and the sentences of errors are in `messages.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, known_language
from pos_app.paths import resources_dir

Texts = Mapping[str, Mapping[str, str]]


@cache
def texts_of(language: LanguageCode) -> Texts:
    """Every text of one of `LANGUAGES`, by place and key."""
    path = resources_dir() / "texts" / f"{language}.toml"
    found: Texts = tomllib.loads(path.read_text("utf-8"))
    return found


def texts_in(place: str, lang: LanguageCode) -> Mapping[str, str]:
    """The texts of one place by key, in the default language where another is asked for."""
    return texts_of(known_language(lang))[place]


def text(place: str, key: str, lang: LanguageCode) -> str:
    """One text; in the default language where `lang` lacks it, else the key itself."""
    default = texts_of(DEFAULT_LANGUAGE)[place].get(key, key)
    return texts_in(place, lang).get(key, default)
