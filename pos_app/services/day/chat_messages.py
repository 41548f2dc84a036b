"""Short messages that go between stand and office by chat, with every day's code in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pos_app.clock import parse_day
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.printing.paper_texts import Lang, format_day

_WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "day": "{day}: omzet {net}, {sales} penjualan, revisi {revision}",
        "code": "Kode {code}",
        "handing": "{event} · stan {place}: {count} berkas harian",
        "received": "{event} · stan {place}: berkas {day} revisi {revision} sudah diterima dinas.",
        "sum": "Omzet {net}, kode berkas {code}",
        "type": "Ketik di kasir: {code}",
    },
    "en": {
        "day": "{day}: turnover {net}, {sales} sale(s), revision {revision}",
        "code": "Code {code}",
        "handing": "{event} · stand {place}: {count} day file(s)",
        "received": "{event} · stand {place}: the office has the file of {day}, revision"
        " {revision}.",
        "sum": "Turnover {net}, file code {code}",
        "type": "Type at the till: {code}",
    },
}


@dataclass(frozen=True, slots=True)
class DayNews:
    """What a message says of one day; `code` is the day file's."""

    day: str
    revision: int
    net: Rupiah
    sales: int
    code: str
    file_name: str = ""


def handing_message(event: str, place: str, days: Iterable[DayNews], lang: Lang) -> str:
    """From the stand: which files it sends, their totals, and the codes to hold against them."""
    words, days = _WORDS[lang], list(days)
    lines = [words["handing"].format(event=event, place=place, count=len(days))]
    for news in days:
        net, day = format_rupiah(news.net), format_day(parse_day(news.day), lang)
        facts = {"day": day, "net": net, "sales": news.sales, "revision": news.revision}
        lines.append(words["day"].format(**facts))
        lines.append(
            " · ".join(filter(None, (words["code"].format(code=news.code), news.file_name)))
        )
    return "\n".join(lines)


def received_message(event: str, place: str, news: DayNews, code: str, lang: Lang) -> str:
    """From the office: that a file has arrived, and the code by which the till notes it."""
    words = _WORDS[lang]
    day = format_day(parse_day(news.day), lang)
    head = words["received"].format(event=event, place=place, day=day, revision=news.revision)
    total = words["sum"].format(net=format_rupiah(news.net), code=news.code)
    return "\n".join((head, total, words["type"].format(code=code)))
