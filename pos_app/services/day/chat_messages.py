"""Short messages that go between stand and office by chat, with every day's code in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.clock import parse_day
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.printing.paper_texts import format_day
from pos_app.texts import texts_in


@dataclass(frozen=True, slots=True)
class DayNews:
    """What a message says of one day; `code` is the day file's."""

    day: str
    revision: int
    net: Rupiah
    sales: int
    code: str
    file_name: str = ""


def handing_message(event: str, place: str, days: Iterable[DayNews], lang: LanguageCode) -> str:
    """From the stand: which files it sends, their totals, and the codes to hold against them."""
    words, days = texts_in("chat", lang), list(days)
    lines = [words["handing"].format(event=event, place=place, count=len(days))]
    for news in days:
        net, day = format_rupiah(news.net), format_day(parse_day(news.day), lang)
        facts = {"day": day, "net": net, "sales": news.sales, "revision": news.revision}
        lines.append(words["day"].format(**facts))
        lines.append(
            " · ".join(filter(None, (words["code"].format(code=news.code), news.file_name)))
        )
    return "\n".join(lines)


def received_message(event: str, place: str, news: DayNews, code: str, lang: LanguageCode) -> str:
    """From the office: that a file has arrived, and the code by which the till notes it."""
    words = texts_in("chat", lang)
    day = format_day(parse_day(news.day), lang)
    head = words["received"].format(event=event, place=place, day=day, revision=news.revision)
    total = words["sum"].format(net=format_rupiah(news.net), code=news.code)
    return "\n".join((head, total, words["type"].format(code=code)))
