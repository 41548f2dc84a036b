"""The report's first page, for the head of the office and the press: the total, its completeness.

It names no person and no phone number; those are on the later pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.status import Status
from pos_app.office.report.count_words import count_parts, counts_text
from pos_app.office.report.countries import is_abroad
from pos_app.office.report.decision_table import beside_lines
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.office.report.words import day_words
from pos_app.printing import a4_page, page_parts
from pos_app.printing.charts import PAPER, percent
from pos_app.texts import text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_NAMED = 6
_MAKERS = 6
_DAYS_HEIGHT = 112.0


def summary_page(status: Status) -> list[Flowable]:
    """The content of the page, from its heading to the sources."""
    return [
        *report_head(status, "Laporan penjualan"),
        *_headline(status),
        *completeness_banner(status),
        a4_page.spacer(12),
        *_goals(status),
        *_figures(status),
        a4_page.spacer(14),
        *_charts(status),
        a4_page.spacer(10),
        a4_page.paragraph(_source(status), 8, color=a4_page.MUTED, after=0),
    ]


def report_head(status: Status, what: str) -> list[Flowable]:
    """The heading of the first page of the office's papers."""
    plan = status.plan
    days = f"{plan.code} · {day_words(plan.start)} – {day_words(plan.end)}"
    return a4_page.page_heading(what, plan.name, days)


def _headline(status: Status) -> list[Flowable]:
    label = f"Omzet neto terkonfirmasi sampai {day_words(status.through)}"
    return [
        a4_page.paragraph(label, 11, color=a4_page.MUTED, after=0),
        a4_page.paragraph(format_rupiah(status.totals.net), 42, strong=True, after=10),
    ]


def completeness_banner(status: Status) -> list[Flowable]:
    """The completeness of the total, the names of open till-days, and what people decided."""
    sentence, beside = counts_text(status, "id"), beside_lines(status)
    if status.complete and status.counts.planned:
        sentence = sentence.removesuffix(f" · {text('counts', 'complete', 'id')}")
        return page_parts.banner(f"Lengkap: {sentence}.", beside, a4_page.ACCENT)
    return page_parts.banner(
        f"Belum lengkap: {sentence}.", [*open_lines(status), *beside], a4_page.AMBER
    )


def open_lines(status: Status) -> Iterable[str]:
    """A line each for the till-days that are missing, disputed, gapped or set aside."""
    for part in count_parts(status, "id"):
        if part.key == "missing":
            yield f"Belum ada: {_places(status, part.till_days)}."
        if part.key == "on_paper":
            yield f"Hanya di kertas, tidak dihitung: {_places(status, part.till_days)}."
    if status.conflicts:
        places = _places(status, (conflict.till_day for conflict in status.conflicts))
        low, high = (format_rupiah(amount) for amount in status.disputed)
        between = f"antara {low} dan {high}" if low != high else f"sebesar {low}"
        yield f"Sengketa, belum dihitung: {places}; {between}."
    if status.gaps:
        gaps = (gap.till_day for gap in status.gaps)
        yield f"Ada celah dalam urutan: {_places(status, gaps)}."
    for words, found in _set_aside(status).items():
        yield f"{words}, tidak dihitung: {_places(status, found)}."


def _set_aside(status: Status) -> dict[str, list[TillDay]]:
    """The till-days of the files that were set aside, by why; a planned one is never unplanned."""
    found: dict[str, list[TillDay]] = defaultdict(list)
    for item in status.set_aside:
        planned = status.plan.set_aside_code(*item.till_day) is None
        found["Laptop belum dipastikan" if planned else "Di luar rencana"].append(item.till_day)
    return found


def _places(status: Status, found: Iterable[TillDay]) -> str:
    """The first till-days, each once, for example `Berau (A03-1) 24 Oktober 2026`."""
    once = list(dict.fromkeys(found))
    named = ", ".join(_place(status, *item) for item in once[:_NAMED])
    left = len(once) - _NAMED
    return f"{named}, dan {left} lagi" if left > 0 else named


def _place(status: Status, stand: str, till: str, day: str) -> str:
    planned = status.plan.stand(stand)
    name = planned.name if planned else ""
    place = f"{stand}-{till}"
    return (
        f"{name} ({place}) {day_words(day)}"
        if name != stand and name
        else f"{place} {day_words(day)}"
    )


def _goals(status: Status) -> list[Flowable]:
    """The net compared with the target and with an earlier fair, where the plan has them."""
    net, target = status.totals.net, status.plan.target
    found: list[Flowable] = []
    if target:
        words = f"{percent(net, target)} dari target {format_rupiah(target)}"
        reached = " – target terlampaui" if net >= target else ""
        found += [
            a4_page.paragraph(words + reached, 10, after=3),
            page_parts.goal_bar(net, target, PAPER),
            a4_page.spacer(6),
        ]
    earlier = status.plan.earlier
    if earlier is not None and earlier.net > 0:
        change = percent(net - earlier.net, earlier.net)
        sign = "+" if net > earlier.net else ""
        words = f"{sign}{change} terhadap {earlier.name} ({format_rupiah(earlier.net)})"
        found.append(a4_page.paragraph(words, 10, after=3))
    return [*found, a4_page.spacer(8)] if found else []


def _figures(status: Status) -> list[Flowable]:
    found, totals = status.confirmed, status.totals
    each = totals.net // totals.sales if totals.sales > 0 else 0
    abroad = sum(row.sales for row in found.by_country if is_abroad(row.key))
    qty = sum(row.qty for row in found.by_stand)
    visitors = sum(status.visitors.values())
    return page_parts.figure_row(
        [
            (group_digits(totals.sales), "penjualan"),
            (group_digits(qty), "barang terjual"),
            (format_rupiah(each), "rata-rata per penjualan"),
            (group_digits(len(found.by_maker)), "perajin"),
            (group_digits(abroad), "pembelian tamu asing"),
            *([(group_digits(visitors), "pengunjung")] if status.visitors else []),
        ]
    )


def _charts(status: Status) -> list[Flowable]:
    charts = {chart.key: chart for chart in report_charts(status, most=_MAKERS)}
    found: list[Flowable] = []
    if "by_day" in charts:
        days = charts["by_day"]
        foot = [a4_page.paragraph(days.foot, 8, color=a4_page.MUTED, after=0)] if days.foot else []
        drawing = days.draw(a4_page.WIDTH, PAPER, _DAYS_HEIGHT)
        found += [page_parts.heading(days.title), drawing, *foot, a4_page.spacer(12)]
    left = [part for key in ("by_payment", "by_country") for part in _half(charts.get(key))]
    right = _half(charts.get("by_maker"))
    return [*found, *page_parts.side_by_side(left, right)] if left or right else found


def _half(chart: ReportChart | None) -> list[Flowable]:
    if chart is None:
        return []
    return [
        page_parts.heading(chart.title),
        chart.draw(page_parts.HALF, PAPER),
        a4_page.spacer(8),
    ]


def _source(status: Status) -> str:
    count = len(status.confirmed.days)
    found = (
        f"Dihitung dari {count} berkas harian yang ditandatangani kasir dan diperiksa utuh;"
        " kode tiap berkas ada di lampiran."
    )
    return found
