"""The comparison with an earlier fair as sentences, tables, charts and JSON."""

from __future__ import annotations

from typing import Any

from pos_app.clock import WITA, parse_stamp
from pos_app.domain.money import format_rupiah
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.plan.plan_extras import EarlierFair
from pos_app.office.report.pace import Comparison, Pace
from pos_app.office.report.report_charts import ReportChart
from pos_app.office.report.table_words import made_table
from pos_app.printing.charts import Bar, percent, short_amount
from pos_app.printing.tables import Cell, Table
from pos_app.texts import texts_in


def pace_words(pace: Pace | None, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """The pace in one sentence, as the board says it; empty without one."""
    if pace is None:
        return ""
    words = texts_in("board", lang)
    key = "pace_average" if pace.is_average else "pace_hour" if pace.at else "pace_days"
    at = f"{parse_stamp(pace.at).astimezone(WITA):%H.%M}" if pace.at else ""
    when = words[key].format(days=pace.days, then_days=pace.then_days, at=at, number=pace.days + 1)
    way = "pace_ahead" if pace.ahead > 0 else "pace_behind" if pace.ahead < 0 else "pace_even"
    amount = f"Rp{short_amount(abs(pace.ahead), lang)}"
    return words[way].format(amount=amount, name=pace.name, when=when)


def change_words(pace: Pace, lang: LanguageCode = DEFAULT_LANGUAGE) -> str:
    """By how many percent this fair is ahead or behind: `+12,5%`; a dash beside nothing."""
    sign = "+" if pace.ahead > 0 else ""
    return f"{sign}{percent(pace.ahead, pace.then, lang)}" if pace.then > 0 else "–"


def comparison_lines(
    found: Comparison | None, planned: EarlierFair | None, lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[str]:
    """The comparison in sentences: the net of a whole day, then the same days or hour.

    An earlier fair whose days are not known is named with its total, and compared with nothing.
    """
    words = texts_in("compared", lang)
    if found is None:
        if planned is None or planned.days or not planned.net:
            return []
        return [words["unknown"].format(name=planned.name, net=format_rupiah(planned.net))]
    lines = []
    if found.average is not None:
        average = found.average
        lines.append(
            words["per_day"].format(
                change=change_words(average, lang),
                name=found.name,
                net=format_rupiah(average.sold),
                days=average.days,
                then=format_rupiah(average.then),
                then_days=average.then_days,
            )
        )
    if found.pace is not None and not found.pace.is_average:
        lines.append(pace_words(found.pace, lang))
    return lines


def comparison_tables(
    found: Comparison | None, lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[Table]:
    """Day n beside day n, and the hours of those days; none without the earlier fair's book."""
    if found is None or not found.days:
        return []
    words = texts_in("compared", lang)
    days: list[tuple[Cell, ...]] = [
        (words["day"].format(number=each.number), each.day, each.net, each.earlier_day, each.then)
        for each in found.days
    ]
    hours = [(each.hour or words["other"], each.net, each.then) for each in found.hours]
    note = words["note"].format(name=found.name)
    return [
        made_table(
            "compared_days", "number:text day:day net earlier_day:day then", days, lang, note=note
        ),
        made_table("compared_hours", "hour:text net then", hours, lang, note=note),
    ]


def comparison_charts(
    found: Comparison | None, lang: LanguageCode = DEFAULT_LANGUAGE
) -> tuple[ReportChart, ...]:
    """The same as charts, the earlier fair behind each bar."""
    if found is None or not found.days:
        return ()
    words = texts_in("compared", lang)
    legend = words["legend"].format(name=found.name.replace("|", " "))
    days = [
        Bar(
            words["day"].format(number=each.number),
            each.net,
            _change(each.net, each.then, lang),
            each.then,
        )
        for each in found.days
    ]
    hours = [
        Bar(each.hour, each.net, _change(each.net, each.then, lang), each.then)
        for each in found.hours
        if each.hour
    ]
    made = (("compared_days", days), ("compared_hours", hours))
    return tuple(
        ReportChart(key, words[key], tuple(bars), lang, legend) for key, bars in made if bars
    )


def _change(net: int, then: int, lang: LanguageCode) -> str:
    return change_words(Pace("", net, then, 0), lang)


def comparison_json(found: Comparison | None) -> dict[str, Any] | None:
    """The comparison as `status --json` prints it; None without an earlier fair."""
    if found is None:
        return None
    return {
        "name": found.name,
        "average": _pace_json(found.average),
        "pace": _pace_json(found.pace),
        "days": [
            {
                "number": each.number,
                "day": each.day,
                "net": each.net,
                "earlier_day": each.earlier_day,
                "then": each.then,
            }
            for each in found.days
        ],
        "hours": [{"hour": e.hour, "net": e.net, "then": e.then} for e in found.hours],
    }


def _pace_json(pace: Pace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "sold": pace.sold,
        "then": pace.then,
        "ahead": pace.ahead,
        "days": pace.days,
        "then_days": pace.then_days,
        "at": pace.at,
        "is_average": pace.is_average,
    }
