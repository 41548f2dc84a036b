"""The charts of the report: which sums are drawn, their order and their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pos_app.languages import LanguageCode
from pos_app.office.reconcile.confirmed_totals import TotalsRow
from pos_app.office.reconcile.status import Status
from pos_app.office.report.countries import country_words, is_abroad
from pos_app.printing.charts import (
    Bar,
    ChartColors,
    column_chart,
    percent,
    ranked_bar_chart,
    short_amount,
)
from pos_app.printing.paper_texts import format_day, paper_text
from pos_app.texts import text, texts_in

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MOST = 10
_HEIGHT = 150.0


class ReportChart(NamedTuple):
    """A chart: the key of its table, its title, and its bars."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    lang: LanguageCode
    legend: str = ""

    def draw(self, width: float, colors: ChartColors, height: float = _HEIGHT) -> Drawing:
        """Draws the chart, `width` points wide; ranked bars are as high as their rows need."""
        if self.key in ("by_day", "by_hour"):
            return column_chart(self.bars, width, height, colors, self.lang)
        return ranked_bar_chart(self.bars, width, colors, self.lang, legend=self.legend)

    @property
    def words(self) -> str:
        """The values as text, for screen readers: `Rab 21 Okt 26,1 jt; …`."""
        texts = (
            f"{bar.shown_label} {short_amount(bar.value, self.lang)} {bar.note}"
            for bar in self.bars
        )
        return "; ".join([*(each.strip() for each in texts), *filter(None, [self.foot])])

    @property
    def foot(self) -> str:
        """The explanation of the star at an incomplete day; empty when every bar is final."""
        return (
            text("report_charts", "open", self.lang)
            if any(bar.is_open for bar in self.bars)
            else ""
        )


def report_charts(
    status: Status, lang: LanguageCode = "id", most: int = MOST
) -> tuple[ReportChart, ...]:
    """Every chart that has bars; a long list is cut to `most` bars, the last one being the rest."""
    found = status.confirmed
    makers: dict[str, Callable[[], Sequence[Bar]]] = {
        "by_day": lambda: _days(status, lang),
        "by_hour": lambda: [Bar(row.key, row.net) for row in found.by_hour if row.key],
        "by_stand": lambda: _best(_stands(status), most, lang),
        "by_maker": lambda: _best(_named(found.by_maker), most, lang),
        "by_category": lambda: _best([Bar(r.key, r.net) for r in found.by_category], most, lang),
        "by_payment": lambda: _payments(status, lang),
        "by_price": lambda: _prices(status, lang)[:most],
        "by_country": lambda: _best(_countries(status, lang), most, lang),
    }
    words = texts_in("report_charts", lang)
    charts = [
        ReportChart(
            key, words[key], tuple(make()), lang, words["legend"] if key == "by_price" else ""
        )
        for key, make in makers.items()
    ]
    return tuple(chart for chart in charts if chart.bars)


def _days(status: Status, lang: LanguageCode) -> list[Bar]:
    """The days; a bar is marked open while one of its till-days is incomplete."""
    waiting = {day for _, _, day in status.doubtful}
    rows = status.confirmed.by_day
    return [Bar(_day(row.key, lang), row.net, is_open=row.key in waiting) for row in rows]


def _day(day: str, lang: LanguageCode) -> str:
    """A weekday and day without the year: `Rab 21 Okt`."""
    return format_day(date.fromisoformat(day), lang).rsplit(" ", 1)[0].replace(",", "")


def _stands(status: Status) -> list[Bar]:
    names = {stand.code: stand.name for stand in status.plan.stands}
    return [Bar(_place(row.key, names), row.net) for row in status.confirmed.by_stand]


def _place(code: str, names: Mapping[str, str]) -> str:
    """A stand's code and name, `A03 Berau`; only the code for a stand without a name."""
    name = names.get(code, code)
    return code if name == code else f"{code} {name}"


def _named(rows: Sequence[TotalsRow]) -> list[Bar]:
    return [Bar(str(dict(row.extra).get("name") or row.key), row.net) for row in rows]


def _payments(status: Status, lang: LanguageCode) -> list[Bar]:
    """The ways of paying in their usual order, each with its share of the net."""
    totals = status.totals
    return [
        Bar(paper_text(way, lang), net, percent(net, totals.net, lang) if totals.net > 0 else "")
        for way, net in totals.by_method().items()
        if net
    ]


def _prices(status: Status, lang: LanguageCode) -> list[Bar]:
    """The amounts paid beside the amounts at list price, largest first."""
    rows = sorted(status.confirmed.by_price, key=lambda row: (-row.listed, row.category))
    return [
        Bar(row.category, row.sold, percent(row.sold - row.listed, row.listed, lang), row.listed)
        for row in rows
        if row.listed or row.sold
    ]


def _countries(status: Status, lang: LanguageCode) -> list[Bar]:
    """The net of buyers from abroad, by country."""
    sales = text("report_charts", "sales", lang)
    return [
        Bar(country_words(row.key, lang), row.net, sales.format(row.sales))
        for row in status.confirmed.by_country
        if is_abroad(row.key)
    ]


def _best(bars: Sequence[Bar], most: int, lang: LanguageCode) -> list[Bar]:
    """The largest bars first; the others become one bar, so that the sum stays the same."""
    ordered = sorted(bars, key=lambda bar: (-bar.value, bar.label))
    if len(ordered) <= most:
        return ordered
    shown, others = ordered[: most - 1], ordered[most - 1 :]
    label = text("report_charts", "rest", lang).format(len(others))
    return [*shown, Bar(label, sum(bar.value for bar in others), is_rest=True)]
