"""What people decided, beside the number: the list of decisions, and the few words for page 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.decide.decision_words import content_text
from pos_app.office.reconcile.set_aside import SetAside
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayPlace, TillDayStatus
from pos_app.office.report.count_words import paper_beside
from pos_app.office.report.drawer_words import difference_parts
from pos_app.printing.charts import percent
from pos_app.printing.tables import Column, Table
from pos_app.texts import text, texts_in


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of an office.

    Attributes:
        at: When it was taken (ISO 8601).
        what: What was decided.
        why: The reason that was given; may be empty.
        by: The short code of the office's key that signed it.
        person: The name of who decided, as the office gave it; may be empty.
        state: Whether it is in force, in words.
        moved: The rupiah by which it changed the confirmed net; None where it could not.
    """

    at: str
    what: str
    why: str
    by: str
    state: str
    moved: Rupiah | None
    person: str = ""


def decision_rows(status: Status, lang: LanguageCode = "id") -> tuple[DecisionRow, ...]:
    """Every decision of the offices that the book knows or not, the earliest first."""
    found = sorted(
        status.effective_decisions.statuses,
        key=lambda each: (each.decision.at, each.decision.identity),
    )
    return tuple(
        DecisionRow(
            at=each.decision.at,
            what=content_text(each.decision, lang),
            why=each.decision.reason,
            by=each.office,
            state=text("decision_states", each.state, lang),
            moved=status.moved.get(each.decision.identity),
            person=each.decision.person,
        )
        for each in found
    )


def decision_tables(status: Status, lang: LanguageCode = "id") -> list[Table]:
    """The list of decisions as a table; none without decisions."""
    words = texts_in("decision_table", lang)
    rows = tuple(
        (*_when(row), row.what, row.why, row.by, row.state, _cell(row.moved), row.person)
        for row in decision_rows(status, lang)
    )
    columns = (
        Column("day", words["day"], "day"),
        Column("time", words["time"], "text"),
        Column("what", words["what"], "text"),
        Column("why", words["why"], "text"),
        Column("by", words["by"], "text"),
        Column("state", words["state"], "text"),
        Column("moved", words["moved"], "price"),
        Column("person", words["person"], "text"),
    )
    return [Table("decisions", words["table"], columns, rows, lang=lang)] if rows else []


def _when(row: DecisionRow) -> tuple[str, str]:
    """The day, and the hour and minute."""
    return row.at[:10], row.at[11:16]


def _cell(moved: Rupiah | None) -> str | int:
    return "" if moved is None else moved


def beside_lines(status: Status, lang: LanguageCode = "id") -> list[str]:
    """What belongs beside the number on page 1, a sentence each; empty where there is nothing."""
    return [
        *_decided(status, lang),
        *_on_paper(status, lang),
        *_unseen(status, lang),
        *_drawers(status, lang),
    ]


def _decided(status: Status, lang: LanguageCode) -> Iterator[str]:
    """How many till-days and files people decided on, with the rupiah that this is about."""
    words, counts = texts_in("beside", lang), status.counts
    left_out, both = newest_of(status.overruled), _of_two_laptops(status)
    parts = [
        words[key].format(count=count, net=format_rupiah(net))
        for key, count, net in (
            ("declared_empty", counts.declared_empty, 0),
            ("withdrawn", counts.withdrawn, 0),
            ("both", len(both), sum(day.amount for day in both)),
            ("overruled", len(left_out), sum(file.net for file in left_out)),
        )
        if count
    ]
    if parts:
        yield words["decided"].format(parts=", ".join(parts))


def _of_two_laptops(status: Status) -> list[TillDayStatus]:
    """The till-days in the sum of which the office counts the files of two laptops."""
    decided = {(stand, till, day) for stand, till, _, day in status.effective_decisions.both}
    places = (each for each in status.till_days if each.place is TillDayPlace.IN_SUM)
    return [each for each in places if each.is_due and each.till_day in decided]


def _on_paper(status: Status, lang: LanguageCode) -> Iterator[str]:
    """What slips state beside the till-days on paper, which have a line of their own."""
    beside = paper_beside(status)
    if beside:
        key = "on_paper_more" if status.counts.on_paper else "on_paper"
        yield text("beside", key, lang).format(net=format_rupiah(beside))


def _unseen(status: Status, lang: LanguageCode) -> Iterator[str]:
    """The QRIS payments that nobody saw arrive, and their share of the confirmed net."""
    unseen, net = status.totals.unconfirmed, status.totals.net
    if unseen:
        share = percent(unseen, net, lang) if net > 0 else "–"
        words = text("beside", "unseen", lang)
        yield words.format(net=format_rupiah(unseen), share=share)


def _drawers(status: Status, lang: LanguageCode) -> Iterator[str]:
    """The drawers that were short and those that were over, apart; sales are what they are."""
    parts = difference_parts(status, lang)
    if parts:
        yield text("beside", "drawers", lang).format(parts=", ".join(parts))


def newest_of(files: Iterable[SetAside]) -> list[SetAside]:
    """The newest revisions of each till, seat and day: what else would have been in the sum."""
    groups: dict[tuple[str, str, str, int], list[SetAside]] = defaultdict(list)
    for file in files:
        groups[*file.till_day, file.seat].append(file)
    return [
        file
        for group in groups.values()
        for file in group
        if file.revision == max(other.revision for other in group)
    ]
