"""What to ask a stand about: what touches the money of makers or of the stand.

The total is complete all the same. The tables accuse nobody, and name no phone number.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.report.table_words import made_table
from pos_app.printing.paper_texts import format_day
from pos_app.printing.tables import Table
from pos_app.texts import text

_CODES = (
    *("price_differs", "share_differs", "bearer_differs", "maker_differs", "refund_unfounded"),
    *("payout_differs", "qris_differs", "cashier_unknown", "unique_sold_twice"),
    *("goods_not_received", "goods_received_twice", "goods_count_differs", "goods_without_sender"),
)


def ask_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """A row for each till-day and matter; no table where there is nothing to ask."""
    rows = [
        (*item.till_day, text("report_problems", item.code, lang), _counted(item))
        for item in _asked(status)
    ]
    columns = "stand:text till:text day:day what:text detail:text"
    return [made_table("to_ask", columns, rows, lang)] if rows else []


def ask_tables_for_paper(status: Status, lang: LanguageCode) -> list[Table]:
    """The same with one row for each till and matter, however many days it was on."""
    days: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for item in _asked(status):
        what = text("report_problems", item.code, lang)
        days[item.stand, item.till, what, item.detail].append(_short(item.day, lang))
    rows = [(*key, ", ".join(found)) for key, found in days.items()]
    columns = "stand:text till:text what:text detail:text days:text"
    return [made_table("to_ask", columns, rows, lang)] if rows else []


def _asked(status: Status) -> list[OfficeWarning]:
    return [item for item in status.warnings if item.code in _CODES]


def _counted(item: OfficeWarning) -> str:
    """A warning's largest difference, and how many more there are."""
    return f"{item.detail} (+{item.count - 1})" if item.count > 1 else item.detail


def _short(day: str, lang: LanguageCode) -> str:
    """A day without weekday and year: `25 Okt`."""
    return " ".join(format_day(date.fromisoformat(day), lang).split()[1:3])
