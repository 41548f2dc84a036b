"""Every language has every text of papers, reports and messages, with the same facts in it."""

from __future__ import annotations

import re

import pytest

from pos_app.domain.payment_methods import METHODS, Method
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES, known_language, languages_on_paper
from pos_app.paths import resources_dir
from pos_app.texts import Texts, text, texts_of

FACT = re.compile(r"\{\w*\}")


def facts(texts: Texts) -> dict[tuple[str, str], list[str]]:
    return {
        (place, key): sorted(FACT.findall(found))
        for place, entries in texts.items()
        for key, found in entries.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_with_the_same_facts(language: str) -> None:
    assert facts(texts_of(language)) == facts(texts_of(DEFAULT_LANGUAGE))
    assert all(found for entries in texts_of(language).values() for found in entries.values())


def test_each_file_of_texts_is_a_languages() -> None:
    assert {path.stem for path in (resources_dir() / "texts").iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_its_months_days_and_units(language: str) -> None:
    found = LANGUAGES[language]
    assert (found.code, len(set(found.months)), len(set(found.weekdays))) == (language, 12, 7)
    assert list(found.units) == [10**12, 10**9, 10**6, 10**3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_of_paying_has_its_name_in_every_language(language: str) -> None:
    places = ("paper", "methods")
    assert all(set(texts_of(language)[place]) >= {*METHODS, Method.CHANGE} for place in places)


def test_a_text_that_is_missing_is_the_default_languages_or_its_key() -> None:
    assert text("paper", "cash", "fr") == text("paper", "cash", DEFAULT_LANGUAGE) == "Tunai"
    assert text("countries", "ZA", "en") == "ZA"
    assert (known_language("fr"), languages_on_paper("both")) == ("id", ("id", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_table_fits_the_name_of_a_sheet(language: str) -> None:
    assert [each for each in texts_of(language)["report_tables"].values() if len(each) > 31] == []
