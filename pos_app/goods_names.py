"""What a product is called on a paper or a screen: in Indonesian, in English, or in both."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.catalogue import sku_key
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, languages_on_paper

_BEHIND = ("", ",", ";", ":", "(", "/", ".")

EnglishNames = Mapping[str, tuple[str, str]]
"""Of products by SKU key: the name, and the English name."""


def english_of(names: EnglishNames, sku: str, name: str) -> str:
    """Return the English name of what was sold as `name` with that SKU, or empty.

    A product that has another name today is another thing, whose English name would be wrong.
    """
    known, english = names.get(sku_key(sku), ("", ""))
    return english if sku_key(known) == sku_key(name) else ""


def english_words(names: Mapping[str, str], words: str) -> str:
    """Return what is ordered in words with the product's name in English, or empty.

    `names` are English names by name. The words are a product's name, alone or with more behind a
    comma: `Kalung manik, merah` is `Bead necklace, merah`.
    """
    folded = words.casefold()
    for name in sorted(names, key=len, reverse=True):
        rest = words[len(name) :]
        if folded.startswith(name.casefold()) and rest.lstrip()[:1] in _BEHIND:
            return names[name] + rest
    return ""


def names_on_paper(name: str, english: str, lang: LanguageCode) -> tuple[str, ...]:
    """Return the names to print in `lang`, the first one leading; one where both are the same.

    A product without an English name keeps its Indonesian one everywhere.
    """
    wanted = languages_on_paper(lang)
    if not english or sku_key(english) == sku_key(name):
        return (name,)
    names = {DEFAULT_LANGUAGE: name}
    return tuple(names.get(each, english) for each in wanted)
