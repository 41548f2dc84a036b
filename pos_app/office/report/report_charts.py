"""The status in pictures: which sums are drawn, in which order, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.payment_methods import METHODS
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
from pos_app.printing.paper_texts import Lang, format_day, paper_text

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MOST = 10
_HEIGHT = 150.0

_WORDS = {
    "id": {
        "by_day": "Per hari",
        "by_hour": "Per jam (WITA)",
        "by_stand": "Per stan",
        "by_maker": "Perajin teratas",
        "by_category": "Per kategori",
        "by_payment": "Cara bayar",
        "by_price": "Harga daftar dan harga terjual",
        "by_country": "Pembeli mancanegara",
        "legend": "terjual|menurut harga daftar",
        "sales": "{0} penjualan",
        "rest": "{0} lainnya",
        "open": "* lebih pucat: hari itu belum lengkap",
    },
    "en": {
        "by_day": "By day",
        "by_hour": "By hour (WITA)",
        "by_stand": "By stand",
        "by_maker": "Top makers",
        "by_category": "By category",
        "by_payment": "Ways of paying",
        "by_price": "List price and sold price",
        "by_country": "Buyers from abroad",
        "legend": "sold|at list price",
        "sales": "{0} sales",
        "rest": "{0} others",
        "open": "* paler: not everything of that day is here",
    },
}


@dataclass(frozen=True, slots=True)
class ReportChart:
    """One chart: the name of its sums, its title, and what is drawn."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    lang: str
    legend: str = ""

    def draw(self, width: float, colors: ChartColors, height: float = _HEIGHT) -> Drawing:
        """The drawing, `width` points wide. Ranked bars are as high as they have rows."""
        if self.key in ("by_day", "by_hour"):
            return column_chart(self.bars, width, height, colors, self.lang)
        return ranked_bar_chart(self.bars, width, colors, self.lang, legend=self.legend)

    @property
    def words(self) -> str:
        """The picture for one who does not see it: `Rab 21 Okt 26,1 jt; …`."""
        said = (f"{bar.said} {short_amount(bar.value, self.lang)} {bar.note}" for bar in self.bars)
        return "; ".join([*(text.strip() for text in said), *filter(None, [self.foot])])

    @property
    def foot(self) -> str:
        """What a star says; empty where every bar is final."""
        return _WORDS[self.lang]["open"] if any(bar.is_open for bar in self.bars) else ""


def report_charts(status: Status, lang: str = "id", most: int = MOST) -> tuple[ReportChart, ...]:
    """Every chart that has something to show; of a long list the first `most`, and the rest."""
    found = status.confirmed
    makers: dict[str, Callable[[], Sequence[Bar]]] = {
        "by_day": lambda: _days(status, lang),
        "by_hour": lambda: [Bar(row.key, row.net) for row in found.by_hour],
        "by_stand": lambda: _best(_stands(status), most, lang),
        "by_maker": lambda: _best(_named(found.by_maker), most, lang),
        "by_category": lambda: _best([Bar(r.key, r.net) for r in found.by_category], most, lang),
        "by_payment": lambda: _payments(status, lang),
        "by_price": lambda: _prices(status, lang)[:most],
        "by_country": lambda: _best(_countries(status, lang), most, lang),
    }
    words = _WORDS[lang]
    made = [
        ReportChart(
            key, words[key], tuple(make()), lang, words["legend"] if key == "by_price" else ""
        )
        for key, make in makers.items()
    ]
    return tuple(picture for picture in made if picture.bars)


def _days(status: Status, lang: str) -> list[Bar]:
    """The days, open while a till-day of theirs stands in the way of completeness."""
    waiting = {day for _, _, day in status.doubtful}
    rows = status.confirmed.by_day
    return [Bar(_day(row.key, lang), row.net, is_open=row.key in waiting) for row in rows]


def _day(day: str, lang: str) -> str:
    """`Rab 21 Okt`: the year is said elsewhere."""
    return (
        format_day(date.fromisoformat(day), "en" if lang == "en" else "id")
        .rsplit(" ", 1)[0]
        .replace(",", "")
    )


def _stands(status: Status) -> list[Bar]:
    names = {stand.code: stand.name for stand in status.plan.stands}
    return [Bar(_place(row.key, names), row.net) for row in status.confirmed.by_stand]


def _place(code: str, names: Mapping[str, str]) -> str:
    """`A03 Berau`; a stand without a name is called by its code alone."""
    name = names.get(code, code)
    return code if name == code else f"{code} {name}"


def _named(rows: Sequence[TotalsRow]) -> list[Bar]:
    return [Bar(str(dict(row.extra).get("name") or row.key), row.net) for row in rows]


def _payments(status: Status, lang: str) -> list[Bar]:
    """The ways in their usual order, each with its share of the net."""
    totals = status.totals
    words: Lang = "en" if lang == "en" else "id"
    return [
        Bar(paper_text(way, words), net, percent(net, totals.net, lang) if totals.net > 0 else "")
        for way, net in zip(METHODS, totals.paid, strict=True)
        if net
    ]


def _prices(status: Status, lang: str) -> list[Bar]:
    """What was bargained for: most first sold, each beside what the list says."""
    rows = sorted(status.confirmed.by_price, key=lambda row: (-row.listed, row.category))
    return [
        Bar(row.category, row.sold, percent(row.sold - row.listed, row.listed, lang), row.listed)
        for row in rows
        if row.listed or row.sold
    ]


def _countries(status: Status, lang: str) -> list[Bar]:
    """The buyers who said that they come from abroad."""
    sales = _WORDS[lang]["sales"]
    return [
        Bar(country_words(row.key, lang), row.net, sales.format(row.sales))
        for row in status.confirmed.by_country
        if is_abroad(row.key)
    ]


def _best(bars: Sequence[Bar], most: int, lang: str) -> list[Bar]:
    """The largest first; what does not fit is one bar, so that they still add up."""
    ordered = sorted(bars, key=lambda bar: (-bar.value, bar.label))
    if len(ordered) <= most:
        return ordered
    shown, others = ordered[: most - 1], ordered[most - 1 :]
    label = _WORDS[lang]["rest"].format(len(others))
    return [*shown, Bar(label, sum(bar.value for bar in others), is_rest=True)]
