"""The report's first page, for the head of the office and the press: the total, its completeness.

It names no person and no phone number, and stays one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos_app.domain.money import divide_half_up, format_rupiah, group_digits
from pos_app.languages import DEFAULT_LANGUAGE
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayPlace
from pos_app.office.report.comparison_words import comparison_lines
from pos_app.office.report.count_words import count_parts, paper_net
from pos_app.office.report.countries import is_abroad
from pos_app.office.report.decision_table import beside_lines
from pos_app.office.report.issue import Issue
from pos_app.office.report.order_words import orders_text, potential_text
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.office.report.words import net_text
from pos_app.printing import a4_page, page_parts
from pos_app.printing.charts import PAPER, percent

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_NAMED = 6
_SIZES = ((6, 104.0), (6, 84.0), (5, 76.0), (4, 68.0), (3, 60.0), (2, 52.0))
"""How many bars a ranked chart has, and how high the chart of the days is: the first that fits."""


def summary_page(issue: Issue) -> list[Flowable]:
    """The content of the page, from its heading to the sources.

    The charts become smaller until all of it fits on one page.
    """
    text = [
        *issue.head(issue.number("LP"), issue.say("title"), issue.status.plan.name),
        *_headline(issue),
        *completeness_banner(issue),
        a4_page.spacer(10),
        *_goals(issue),
        *_figures(issue),
        a4_page.spacer(12),
    ]
    source = [a4_page.spacer(8), a4_page.paragraph(_source(issue), 8, color=a4_page.MUTED, after=0)]
    room = a4_page.HEIGHT - a4_page.height_of([*text, *source])
    for most, height in _SIZES:
        charts = _charts(issue, most, height)
        if a4_page.height_of(charts) <= room:
            break
    return page_parts.one_page([*text, *charts, *source])


def _headline(issue: Issue) -> list[Flowable]:
    status = issue.status
    label = issue.say("headline", day=issue.day(status.through))
    apart = filter(None, (orders_text(status, issue.lang), potential_text(status, issue.lang)))
    beside = [a4_page.paragraph(words, 11, after=6) for words in apart]
    return [
        a4_page.paragraph(label, 11, color=a4_page.MUTED, after=0),
        _net_line(net_text(status, issue.lang)),
        *beside,
    ]


def _net_line(text: str) -> Flowable:
    """The net with what is unseen of it, in one line of the largest type that holds it."""
    return a4_page.paragraph(text, a4_page.largest_size(text, 42), strong=True, after=8)


def completeness_banner(issue: Issue) -> list[Flowable]:
    """The completeness of the total, the names of open till-days, and what people decided."""
    status, beside = issue.status, beside_lines(issue.status, issue.lang)
    head = _banner_head(issue)
    if status.complete and status.counts.planned:
        return page_parts.banner(head, beside, a4_page.ACCENT)
    return page_parts.banner(head, [*open_lines(issue), *beside], a4_page.AMBER)


def _banner_head(issue: Issue) -> str:
    """The counts in one sentence; the amounts stand in the lines below it, once each."""
    status, counts = issue.status, issue.status.counts
    parts = [part for part in count_parts(status, issue.lang) if part.counted]
    told = [part.counted for part in parts if part.key != "complete"]
    all_in_sum = counts.in_sum == counts.planned
    if len(told) < len(parts):
        key = "complete" if all_in_sum else "nothing_awaited"
        return issue.say(key, counts=" · ".join(told))
    if all_in_sum and told[1:]:  # "not complete: 2 of 2" alone would contradict itself
        return issue.say("incomplete_all", in_sum=told[0], rest=" · ".join(told[1:]))
    return issue.say("incomplete", counts=" · ".join(told))


def open_lines(issue: Issue) -> Iterable[str]:
    """A line each for the till-days that are not in the sum, in the order of the sentence."""
    status = issue.status
    for part in count_parts(status, issue.lang):
        places = _places(issue, part.till_days)
        if part.key == "missing":
            yield issue.say("missing", places=places)
        if part.key == "on_paper":
            net = format_rupiah(paper_net(status, TillDayPlace.ON_PAPER))
            yield issue.say("on_paper_only", places=places, net=net)
        if part.key == "disputed":
            yield issue.say("disputed", places=places, between=part.amount)
        if part.key == "orders_disputed":
            yield issue.say("orders_disputed", places=places, between=part.amount)
    if status.gaps:
        yield issue.say("gaps", places=_places(issue, (gap.till_day for gap in status.gaps)))
    for key, found in _set_aside(status).items():
        yield issue.say(key, places=_places(issue, found))


def _set_aside(status: Status) -> dict[str, list[TillDay]]:
    """The till-days of the files that were set aside, by why; a planned one is never unplanned."""
    found: dict[str, list[TillDay]] = defaultdict(list)
    for item in status.set_aside:
        planned = status.plan.set_aside_code(*item.till_day) is None
        found["set_aside" if planned else "unplanned"].append(item.till_day)
    return found


def _places(issue: Issue, found: Iterable[TillDay]) -> str:
    """The first till-days, each once, for example `Berau (A03-1) 24 Oktober 2026`."""
    once = list(dict.fromkeys(found))
    named = ", ".join(_place(issue, *item) for item in once[:_NAMED])
    left = len(once) - _NAMED
    return issue.say("more", named=named, left=left) if left > 0 else named


def _place(issue: Issue, stand: str, till: str, day: str) -> str:
    planned = issue.status.plan.stand(stand)
    name = planned.name if planned else ""
    place, when = f"{stand}-{till}", issue.day(day)
    return f"{name} ({place}) {when}" if name not in (stand, "") else f"{place} {when}"


def _goals(issue: Issue) -> list[Flowable]:
    """The net compared with the target and with an earlier fair, where the plan has them.

    Before the first sale there is nothing to compare.
    """
    status, lang = issue.status, issue.lang
    net, target = status.totals.net, status.plan.target
    found: list[Flowable] = []
    if target:
        part = percent(net, target, lang)
        words = issue.say("of_target", percent=part, target=format_rupiah(target))
        reached = issue.say("target_reached") if net >= target else ""
        found += [
            a4_page.paragraph(words + reached, 10, after=3),
            page_parts.goal_bar(net, target, PAPER),
            a4_page.spacer(6),
        ]
    if status.totals.sales > 0:
        found += [
            a4_page.paragraph(words, 10, after=3)
            for words in comparison_lines(issue.compared, status.plan.earlier, lang)
        ]
    return [*found, a4_page.spacer(6)] if found else []


def _figures(issue: Issue) -> list[Flowable]:
    found, totals = issue.status.confirmed, issue.status.totals
    each = divide_half_up(totals.net, totals.sales) if totals.sales > 0 else 0
    abroad = sum(row.sales for row in found.by_country if is_abroad(row.key))
    qty = sum(row.qty for row in found.by_stand)
    figures = {
        "sales": group_digits(totals.sales),
        "pieces": group_digits(qty),
        "average": format_rupiah(each),
        "makers": group_digits(len(found.by_maker)),
        "guests": group_digits(abroad),
    }
    if issue.status.visitors:
        figures["visitors"] = group_digits(sum(issue.status.visitors.values()))
    return page_parts.figure_row([(figure, issue.say(key)) for key, figure in figures.items()])


def _charts(issue: Issue, most: int, height: float) -> list[Flowable]:
    charts = {chart.key: chart for chart in report_charts(issue.status, issue.lang, most)}
    found: list[Flowable] = []
    if "by_day" in charts:
        days = charts["by_day"]
        foot = [a4_page.paragraph(days.foot, 8, color=a4_page.MUTED, after=0)] if days.foot else []
        drawing = days.draw(a4_page.WIDTH, PAPER, height)
        found += [page_parts.heading(days.title), drawing, *foot, a4_page.spacer(10)]
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


def _source(issue: Issue) -> str:
    found = issue.say("source", count=len(issue.status.confirmed.days))
    return found if issue.lang == DEFAULT_LANGUAGE else f"{found} {issue.say('amounts')}"
