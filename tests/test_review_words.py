"""Every kind of item has its words in every language."""

from __future__ import annotations

import pytest

from pos_app.domain.review_items import ReviewItem, ReviewKind
from pos_app.languages import LANGUAGES
from pos_app.review_words import count_words, item_words


def item(kind: ReviewKind, detail: str = "", count: int = 1, **more: int) -> ReviewItem:
    if kind is ReviewKind.DIFFERENCE:
        detail = "short"
    return ReviewItem(kind, 50_000, "ANI", "2023-10-25T10:00:00+08:00", 7, "A07-1-000001", count,
                      detail=detail, **more)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReviewKind)
def test_a_kind_has_a_sentence_and_a_count(kind: ReviewKind, language: str) -> None:
    words = item_words(item(kind, minutes=9), language)
    assert words[0].isupper() and "{" not in words and str(kind) != words
    assert count_words({kind: 2}, language)[0]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (item(ReviewKind.VOID, "cash", minutes=37), "Dibatalkan 37 menit setelah dijual, tunai"),
        (item(ReviewKind.REFUND, "qris"), "Uang dikembalikan, QRIS"),
        (
            item(ReviewKind.ORDER_RETURNED, "cash"),
            "Pesanan dibatalkan, uang muka dikembalikan, tunai",
        ),
        (item(ReviewKind.ORDER_KEPT), "Pesanan dibatalkan, uang muka tidak dikembalikan"),
        (
            item(ReviewKind.TWIN_DIFFERS, "restored"),
            "Salinan jurnal memuat lebih, dan dikembalikan",
        ),
        (item(ReviewKind.REPRINT, count=2), "Struk dicetak ulang, 2 kali"),
        (item(ReviewKind.LEAD, "Retur"), "Izin penanggung jawab stan: Retur"),
        (item(ReviewKind.DIFFERENCE, count=3), "Uang di laci kurang pada 3 hari"),
        (
            item(ReviewKind.UNLISTED, "Tas", listed=250_000),
            "Produk di luar daftar, yang bernama sama Rp250.000: Tas",
        ),
    ],
)
def test_a_sentence_says_what_was_done_and_no_more(found: ReviewItem, words: str) -> None:
    assert item_words(found, "id") == words
