"""Chat messages between stand and office, with the code of every day file in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pos_app.clock import parse_day, parse_stamp
from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.printing.paper_texts import format_day, format_time
from pos_app.texts import texts_in


class DaySummary(NamedTuple):
    """What a message states of one day; `code` is the code of the day file."""

    day: str
    revision: int
    net: Rupiah
    sales: int
    code: str
    file_name: str = ""


def handover_message(event: str, place: str, days: Iterable[DaySummary], lang: LanguageCode) -> str:
    """Returns the stand's message: which files it sends, their totals and their codes."""
    words, days = texts_in("chat", lang), list(days)
    lines = [words["handing"].format(event=event, place=place, count=len(days))]
    for summary in days:
        net, day = format_rupiah(summary.net), format_day(parse_day(summary.day), lang)
        facts = {"day": day, "net": net, "sales": summary.sales, "revision": summary.revision}
        lines.append(words["day"].format(**facts))
        lines.append(
            " · ".join(filter(None, (words["code"].format(code=summary.code), summary.file_name)))
        )
    return "\n".join(lines)


def acknowledgement_message(
    event: str, place: str, summary: DaySummary, code: str, lang: LanguageCode
) -> str:
    """Returns the office's message: a file has arrived, and the code to type at the till."""
    words = texts_in("chat", lang)
    day = format_day(parse_day(summary.day), lang)
    head = words["received"].format(event=event, place=place, day=day, revision=summary.revision)
    total = words["sum"].format(net=format_rupiah(summary.net), code=summary.code)
    return "\n".join((head, total, words["type"].format(code=code)))


def interim_sentence(facts: InterimFacts, lang: LanguageCode) -> str:
    """Returns what an interim total says: place, time, sales, rupiah and the code to compare."""
    words = texts_in("chat", lang)
    told = words["interim"].format(
        event=facts.event,
        place=TillIdentity("", facts.stand, facts.till, "", facts.seat).place,
        day=format_day(parse_day(facts.day), lang),
        time=format_time(parse_stamp(facts.at)),
        net=format_rupiah(facts.net),
        sales=facts.sales,
        code=facts.code,
    )
    if not facts.orders:
        return told
    money = {"ordered": format_rupiah(facts.ordered), "deposits": format_rupiah(facts.deposits)}
    return f"{told} {words['interim_orders'].format(orders=facts.orders, **money)}"
