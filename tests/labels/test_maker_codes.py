"""Codes that tell of a maker: which label holds how much, and that a reader reads it at 203 dpi."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from support.papers import codes_on, pages_of

from pos_app.domain.maker_card import MakerCard, ToldMaker, code_texts
from pos_app.errors import PosError
from pos_app.labels.maker_label import cards_pdf, maker_code_on, maker_labels_pdf
from pos_app.labels.stock import stocks

STORY = "Ibu Sri merangkai manik sejak 1998 di tepi pantai Teritip. "
STORY_EN = "Ibu Sri has strung beads since 1998 on the shore of Teritip. "


def told(length: int) -> ToldMaker:
    """A maker whose stories have that many characters each."""
    story, english = ((text * 12)[:length].strip() for text in (STORY, STORY_EN))
    card = MakerCard(
        "UT", story, english, "manik-manik", "bead work", "Teritip", "@untaian.teritip"
    )
    return ToldMaker("Untaian Teritip", card)


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (480, 320), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


# By stock, for stories of so many characters each: both stories, one of them, name and contact.
LENGTHS = (0, 60, 150, 300, 600)
MATRIX = """
L4732    -    -    -    -    -
L7160    name both both both one
L7161    name both both both one
L7162    name both both one  name
L7163    name both both both one
L7651    name name name name name
L7654    name one  name name name
R33x15x3 -    -    -    -    -
R40x30   name both one  name name
R50x30   name both one  name name
TJ103    name both both one  name
TJ107    -    -    -    -    -
TJ108    -    -    -    -    -
TJ121    name both both both one
"""


def level_on(maker: ToldMaker, key: str) -> str:
    texts = list(code_texts(maker.card, maker.name))
    try:
        code = maker_code_on(maker, stocks()[key], 203)
    except PosError as error:
        assert error.code == "maker_code_no_room"
        return "-"
    if code.level == len(texts) - 1:
        return "name"
    return "both" if code.level == 0 and len(texts) == 3 else "one"


@pytest.mark.parametrize("key", sorted(stocks()))
def test_what_fits_is_read_by_a_camera_at_203_dpi(key: str) -> None:
    for length in LENGTHS:
        maker = told(length)
        if level_on(maker, key) == "-":
            continue
        code = maker_code_on(maker, stocks()[key], 203)
        pdf = maker_labels_pdf([maker, maker], stocks()[key], 203)
        assert codes_on(pdf) == [code.text] * 2, (key, length)
        assert code.side <= min(stocks()[key].label)


def test_the_matrix_of_what_fits_is_as_told() -> None:
    wanted = [line.split() for line in MATRIX.strip().splitlines()]
    found = [
        [key, *(level_on(told(length), key) for length in LENGTHS)] for key in sorted(stocks())
    ]
    assert found == wanted


def test_a_card_stands_on_the_table_with_everything_and_its_code() -> None:
    maker = told(600)
    full = ToldMaker(maker.name, MakerCard(**{**_fields(maker.card), "photo": jpeg()}))
    for each in (told(0), told(60), maker, full):
        pdf = cards_pdf([each])
        (page,) = pages_of(pdf)
        words = " ".join(page.split())
        assert "Untaian Teritip" in words and "@untaian.teritip" in words
        assert all(word in words for word in each.card.story.split()[-3:]), "to the last word"
        assert all(word in words for word in each.card.story_en.split()[-3:])
        (text,) = codes_on(pdf, 300)
        assert text in list(code_texts(each.card, each.name))


def _fields(card: MakerCard) -> dict[str, object]:
    return {"code": card.code, **card.texts}
