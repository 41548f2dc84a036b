"""Charts: texts never overlap, short amounts are right, paper and screen share one drawing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Drawing, Rect, String

from pos_app.fonts import pdf_font
from pos_app.printing.charts import (
    PAPER,
    Bar,
    column_chart,
    elide,
    percent,
    ranked_bar_chart,
    short_amount,
    to_svg,
)

MONEY = st.integers(-(10**13), 10**13)
LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
BARS = st.lists(st.builds(Bar, LABELS, MONEY, st.sampled_from(["", "12,3%"])), max_size=40)
WIDTHS = st.sampled_from([180.0, 300.0, 500.0])


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1 rb", "1 k"),
        (950_400, "950 rb", "950 k"),
        (999_499, "999 rb", "999 k"),
        (999_500, "1,0 jt", "1.0 m"),
        (26_149_999, "26,1 jt", "26.1 m"),
        (26_150_000, "26,2 jt", "26.2 m"),
        (144_504_500, "144,5 jt", "144.5 m"),
        (999_949_999, "999,9 jt", "999.9 m"),
        (1_200_000_000, "1,2 M", "1.2 bn"),
        (-1_500_000, "-1,5 jt", "-1.5 m"),
        (3_000_000_000_000, "3,0 T", "3.0 tn"),
    ],
)
def test_an_amount_is_said_in_few_letters(amount: int, indonesian: str, english: str) -> None:
    assert (short_amount(amount), short_amount(amount, "en")) == (indonesian, english)


@given(st.integers(1, 9 * 10**14))
@example(999_950_000)
@example(999_949_999_999)
def test_no_short_amount_has_a_thousand_of_its_unit(amount: int) -> None:
    number, *unit = short_amount(amount).split()
    size = {"": 1, "rb": 10**3, "jt": 10**6, "M": 10**9, "T": 10**12}["".join(unit)]
    said = float(number.replace(",", "."))
    assert said < 1000
    assert abs(said * size - amount) <= size / 2


def test_a_share_is_rounded_half_up_and_keeps_its_sign() -> None:
    assert (percent(1, 2), percent(1, 3), percent(-1, 8), percent(5, 0)) == (
        "50,0%",
        "33,3%",
        "-12,5%",
        "",
    )
    assert percent(-1, 10**6) == "0,0%"


def shapes(drawing: Drawing) -> Iterator[tuple[str, float, float, float, float]]:
    """Every text of a drawing with its box: left, bottom, right, top."""
    for shape in drawing.contents:
        if isinstance(shape, String):
            wide = pdf_font(shape.fontName).stringWidth(shape.text, shape.fontSize)
            shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.textAnchor] * wide
            left = shape.x - shift
            # The line of the letters: what hangs below it is in the gap between rows.
            yield shape.text, left, shape.y, left + wide, shape.y + shape.fontSize * 0.72


def check(drawing: Drawing) -> None:
    texts = list(shapes(drawing))
    for text, left, bottom, right, top in texts:
        assert left >= -0.1 and right <= drawing.width + 0.1, text
        assert bottom >= 0 and top <= drawing.height + 0.1, text
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(texts, 2):
        apart = c <= e + 0.01 or g <= a + 0.01 or d <= f + 0.01 or h <= b + 0.01
        assert apart, (one, other)
    for shape in drawing.contents:
        if isinstance(shape, Rect):
            assert shape.width >= 0 and shape.height >= 0
            assert shape.x + shape.width <= drawing.width + 0.1


@given(BARS, WIDTHS)
def test_no_text_of_columns_meets_another_or_leaves_the_picture(
    bars: list[Bar], width: float
) -> None:
    check(column_chart(bars, width, 120, PAPER))


@given(BARS, WIDTHS, st.sampled_from(["", "terjual|menurut harga daftar"]))
def test_no_text_of_ranked_bars_meets_another_or_leaves_the_picture(
    bars: list[Bar], width: float, legend: str
) -> None:
    check(ranked_bar_chart(bars, width, PAPER, legend=legend))


def test_bars_are_as_long_as_their_amounts() -> None:
    drawing = ranked_bar_chart([Bar("a", 100), Bar("b", 50), Bar("c", 0)], 300, PAPER)
    widths = [shape.width for shape in drawing.contents if isinstance(shape, Rect)]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert len(widths) == 2


def test_the_rest_of_a_list_has_no_bar_also_not_of_what_it_is_compared_with() -> None:
    bars = [Bar("a", 100, against=120), Bar("rest", 900, against=2_000, is_rest=True)]
    drawing = ranked_bar_chart(bars, 300, PAPER)
    assert sum(isinstance(shape, Rect) for shape in drawing.contents) == 2
    check(drawing)


def test_narrow_columns_say_the_unit_once() -> None:
    bars = [Bar(f"{hour:02d}", 14_600_000 + hour) for hour in range(24)]
    texts = [text for text, *_ in shapes(column_chart(bars, 300, 120, PAPER))]
    assert "juta rupiah" in texts
    assert texts.count("14,6") >= 12


def test_a_label_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert elide("Sanggar Kain Kariangau", "Inter-Regular", 8, 50).endswith("…")
    assert elide("Bu Sri", "Inter-Regular", 8, 500) == "Bu Sri"


def test_the_svg_is_whole_in_the_app_s_font_and_the_same_each_time() -> None:
    drawing = ranked_bar_chart([Bar("<Manik & Batu>", 26_100_000, "12,3%")], 300, PAPER)
    svg = to_svg(drawing, 1.5)
    root = ElementTree.fromstring(svg)
    assert root.get("width") == "450"
    texts = [each for each in root.iter() if each.tag.endswith("text")]
    assert [each.text for each in texts] == ["<Manik & Batu>", "26,1 jt", "12,3%"]
    assert all("font-family: Inter Till" in str(each.get("style")) for each in texts)
    assert svg == to_svg(
        ranked_bar_chart([Bar("<Manik & Batu>", 26_100_000, "12,3%")], 300, PAPER), 1.5
    )
    assert b"clip" not in svg
