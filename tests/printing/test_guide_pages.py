"""The guide on paper: two pages for a helper, every part whole, one card for each till."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from pos_app.guide import CARD, PAGES, read_page
from pos_app.languages import LANGUAGES
from pos_app.printing.guide_pages import A5, CardOf, cards_pdf, guide_pdf

CARDS = [
    CardOf("Dekranasda Balikpapan", "Nusakraf 2023", "A07 · 1"),
    CardOf(
        "Stan dengan nama yang panjang sekali dari Kabupaten Penajam Paser Utara", "X", "B2 · 2"
    ),
]


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(" ".join(text_page.get_text_range().split()))
        text_page.close()
    document.close()
    return texts


def words_of(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_on_paper_has_every_section(language: str) -> None:
    pages = pages_of(guide_pdf(language))
    whole = words_of(" ".join(pages))
    for name in PAGES:
        for block in read_page(name, language).blocks:
            assert words_of(block.plain) in whole, block.plain
    assert len(pages) <= 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_helper_has_two_pages_to_read(language: str) -> None:
    title = re.escape(read_page("helper", language).title)
    foot = re.compile(rf"{title} \w+ [12] \w+ 2$")
    assert sum(foot.search(page) is not None for page in pages_of(guide_pdf(language))) == 2


def test_words_on_the_screen_are_parted_from_those_around_them() -> None:
    text = " ".join(pages_of(guide_pdf("id")))
    assert "lalu Sudah masuk" in text or "tekan Sudah masuk" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_one_page_of_a5_with_the_name_of_its_stand(language: str) -> None:
    pdf = cards_pdf(CARDS, language)
    document = pypdfium2.PdfDocument(pdf)
    assert [page.get_size() for page in document] == [pytest.approx(A5, abs=0.1)] * 2
    document.close()
    for card, text in zip(CARDS, pages_of(pdf), strict=True):
        assert words_of(card.stand_name) in words_of(text)
        assert words_of(card.place) in words_of(text)
        for block in read_page(CARD, language).blocks:
            assert words_of(block.plain) in words_of(text)


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert guide_pdf("id") == guide_pdf("id")
