"""The cards of all stands come in one PDF, one for each till, beside the packs."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from support.fair_plan import make_book

from pos_app.cli.main import cli
from pos_app.office.book import Book
from pos_app.services.office.stand_cards import stand_cards, write_stand_cards


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_planned_till_has_a_card(tmp_path: Path, language: str) -> None:
    book = make_book(tmp_path)
    with Book.open(book) as opened:
        plan = opened.plan
    document = pypdfium2.PdfDocument(stand_cards(book, language))
    texts = [page.get_textpage().get_text_range() for page in document]
    tills = [(stand, till) for stand in plan.stands for till in stand.tills]
    assert len(texts) == len(tills)
    for text, (stand, till) in zip(texts, tills, strict=True):
        assert f"{stand.code} · {till}" in text
        assert (stand.name or stand.code) in text
    document.close()


def test_the_command_and_the_window_write_the_same_cards(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    out = tmp_path / "cards.pdf"
    done = CliRunner().invoke(cli, ["office", "stand-cards", str(book), "--out", str(out)])
    assert done.exit_code == 0, done.output
    written = write_stand_cards(book, tmp_path, "id")
    assert written.name.startswith("kartu-kasir-")
    assert written.read_bytes() == out.read_bytes()
