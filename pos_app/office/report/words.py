"""The office's results as texts in a chosen language; totals come with their completeness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.report.count_words import count_parts
from pos_app.office.report.drawer_words import drawers_text
from pos_app.office.report.order_words import orders_text, potential_text
from pos_app.office.report.partial_words import partial_text
from pos_app.texts import texts_in

if TYPE_CHECKING:
    from pos_app.office.intake.merge_report import MergeReport
    from pos_app.office.publish.lake_tables import Published
    from pos_app.office.reconcile.status import Status

_NAMED = 12


def merge_text(report: MergeReport, lang: LanguageCode) -> str:
    """The result of a merge: the number of files in each list."""
    counts = {name: len(entries) for name, entries in report.as_json().items()}
    words = texts_in("status", lang)
    parts = [words["merged"].format(**counts)]
    if report.records:
        parts.append(words["records"].format(count=report.records))
    if report.orders_twice:
        told = "; ".join(dict.fromkeys(each.text for each in report.orders_twice))
        parts.append(words["orders_twice"].format(orders=told))
    return " · ".join(parts)


def added_text(
    report: MergeReport, slips: Mapping[str, int], passed_over: int, lang: LanguageCode
) -> str:
    """The result of `office merge`: a line for the files, and one for each of what else came.

    `slips` counts the closing slips and interim totals in each list.
    """
    words, lines = texts_in("status", lang), [merge_text(report, lang)]
    if any(slips.values()):
        lines.append(paper_report_text(slips, lang))
    light = report.light
    if light.taken or light.same or light.rejected:
        facts = {"taken": light.taken, "same": light.same, "rejected": len(light.rejected)}
        told = [words["codes_taken"].format(**facts)]
        told += [partial_text(each, lang) for each in light.partial or ()]
        lines.append(" · ".join(told))
    if passed_over:
        lines.append(words["pictures_passed_over"].format(count=passed_over))
    return "\n".join(lines)


def paper_report_text(counts: Mapping[str, int], lang: LanguageCode) -> str:
    """The result of reading closing slips: the number of slips in each list."""
    return texts_in("status", lang)["paper_taken"].format(**counts)


def published_text(done: Published, lang: LanguageCode) -> str:
    """The result of a publication: files, new files, files that count, and their net."""
    return texts_in("status", lang)["published"].format(
        files=done.files,
        written=done.written,
        counted=done.counted,
        net=format_rupiah(done.totals.net),
        rejected=done.rejected,
    )


def handed_on_text(files: int, records: int, folder: object, lang: LanguageCode) -> str:
    """What was written for who adds up fairs: the number of files and records, and where."""
    return texts_in("status", lang)["handed_on"].format(files=files, records=records, folder=folder)


def status_text(status: Status, lang: LanguageCode) -> str:
    """The confirmed net with its completeness: `Rp… terkonfirmasi · 27 dari 30 hari-kasir …`."""
    words = texts_in("status", lang)
    total = f"{format_rupiah(status.totals.net)} {words['confirmed']}{unseen_text(status, lang)}"
    through = words["through"].format(day=status.through)
    parts = (
        total,
        through,
        completeness_text(status, lang, phones=True),
        drawers_text(status, lang),
        orders_text(status, lang),
        potential_text(status, lang),
    )
    return " · ".join(filter(None, parts))


def net_text(status: Status, lang: LanguageCode) -> str:
    """The confirmed net, with the part of it that is QRIS which nobody saw arrive."""
    return format_rupiah(status.totals.net) + unseen_text(status, lang)


def unseen_text(status: Status, lang: LanguageCode) -> str:
    """The part of the net that is QRIS which nobody saw arrive, to follow it; empty for none."""
    unseen = status.totals.unconfirmed
    words = texts_in("status", lang)["unseen"]
    return words.format(unseen=format_rupiah(unseen)) if unseen else ""


def completeness_text(status: Status, lang: LanguageCode, *, phones: bool = False) -> str:
    """How many till-days are in the sum, and the names of those that are not.

    With `phones` a missing till-day has its stand's number; for the office's own eyes alone.
    """
    words = texts_in("status", lang)
    parts = []
    for part in count_parts(status, lang):
        places = [_place(*item) for item in part.till_days]
        if phones and part.key == "missing":
            places = [_place(*item) + _phone(status, item[0]) for item in part.till_days]
        parts.append(f"{part.words}: {_named(places, words)}" if places else part.words)
    return " · ".join(parts)


def _place(stand: str, till: str, day: str) -> str:
    return f"{stand}-{till} {day}"


def _phone(status: Status, code: str) -> str:
    stand = status.plan.stand(code)
    return f" ({stand.phone})" if stand and stand.phone else ""


def _named(places: list[str], words: Mapping[str, str]) -> str:
    named = ", ".join(places[:_NAMED])
    left = len(places) - _NAMED
    return f"{named}, {words['more'].format(count=left)}" if left > 0 else named
