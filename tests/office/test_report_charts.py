"""The status in pictures: the right sums under the right words, and the rest of a long list."""

from __future__ import annotations

from office.small_world import DAYS, Till, sale, status, whole_fair
from reportlab.graphics.shapes import Rect

from pos_app.office.reconcile.status import Status
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.printing.charts import PAPER
from pos_app.services.office.charts import draw_charts

COLORS = {
    name: "#102030" for name in ("ink", "soft", "hairline", "accent", "edge", "look", "ground")
}


def fair() -> Status:
    first = Till("A07", "1", key="a").close(
        DAYS[0],
        sale("1", 100_000, qty=3, discount=30_000, country="AU"),
        *(sale(f"m{n}", 1000 + n, maker=f"Z{n:02d}") for n in range(20)),
    )
    return status([first, Till("A08", "1", key="b").close(DAYS[1], sale("2", 50_000, maker="M2"))])


def picture(key: str, lang: str = "id") -> ReportChart:
    return {found.key: found for found in report_charts(fair(), lang)}[key]


def test_every_grouping_is_drawn_and_adds_up_to_the_net() -> None:
    found = report_charts(fair())
    assert [each.key for each in found] == [
        *("by_day", "by_hour", "by_stand", "by_maker"),
        *("by_category", "by_payment", "by_price", "by_country"),
    ]
    for each in found:
        if each.key != "by_country":
            assert sum(bar.value for bar in each.bars) == fair().totals.net, each.key


def test_of_a_long_list_the_first_are_drawn_and_the_rest_is_told() -> None:
    bars = picture("by_maker").bars
    assert [bar.label for bar in bars[:2]] == ["Bu Sri", "Pak Budi"]
    assert len(bars) == 10
    assert (bars[-1].label, bars[-1].is_rest) == ("13 lainnya", True)


def test_a_day_that_is_not_complete_is_drawn_paler_with_a_star() -> None:
    whole = {each.key: each for each in report_charts(status(whole_fair()))}
    assert not any(bar.is_open for bar in whole["by_day"].bars) and not whole["by_day"].foot
    days = picture("by_day")
    assert [bar.shown_label for bar in days.bars] == ["Rab 25 Okt*", "Kam 26 Okt*"]
    assert days.foot == "* lebih pucat: hari itu belum lengkap"
    shapes = days.draw(300, PAPER).contents
    assert {shape.fillColor.alpha for shape in shapes if isinstance(shape, Rect)} == {0.5}


def test_days_countries_and_bargains_have_their_words() -> None:
    assert [bar.label for bar in picture("by_day").bars] == ["Rab 25 Okt", "Kam 26 Okt"]
    assert [bar.label for bar in picture("by_day", "en").bars] == ["Wed 25 Oct", "Thu 26 Oct"]
    (guest,) = picture("by_country").bars
    assert (guest.label, guest.value, guest.note) == ("Australia", 270_000, "1 penjualan")
    (manik,) = picture("by_price").bars
    assert manik.against == 370_190
    assert manik.note == "-8,1%"


def test_the_screen_gets_pictures_with_words_for_who_does_not_see_them() -> None:
    found = {each.key: each for each in draw_charts(fair(), COLORS, "en")}
    assert found["by_day"].title == "By day"
    star = "* paler: not everything of that day is here"
    assert found["by_day"].words == f"Wed 25 Oct* 290 k; Thu 26 Oct* 50 k; {star}"
    assert (found["by_day"].foot, found["by_hour"].foot) == (star, "")
    assert found["by_day"].svg.startswith(b"<?xml")
    assert not draw_charts(status([]), COLORS)
