"""The report's metadata table: the event, its days, the completeness and the totals."""

from __future__ import annotations

from pos_app.domain.day import DEPOSITS, Totals
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION
from pos_app.office.report.decision_table import newest_of
from pos_app.office.report.issue import Issue
from pos_app.office.report.summary_page import open_lines
from pos_app.office.report.table_words import made_table
from pos_app.office.report.words import completeness_text
from pos_app.printing.paper_texts import paper_text
from pos_app.printing.tables import Cell, Table

_TOTALS = ("net", "sales", "voids", "gross", "discount", "refunds", "rounding")


def metadata_table(issue: Issue) -> Table:
    """The table of keys and values for the workbook's first sheet and `metadata.csv`."""
    words = issue.words("report_facts")
    facts = [*_event(issue), *_completeness(issue), *_totals(issue)]
    rows = [(key, words.get(key) or paper_text(key, issue.lang), value) for key, value in facts]
    rows += _paid(issue.status.totals, issue)
    if issue.status.plan.target:
        rows.append(("target", words["target"], issue.status.plan.target))
    return made_table("metadata", "key:text name:text value:text", rows, issue.lang)


def _event(issue: Issue) -> list[tuple[str, Cell]]:
    plan = issue.status.plan
    issued = issue.at.isoformat() if issue.at else ""
    found = [
        ("event", plan.code),
        ("event_name", plan.name),
        ("start", plan.start),
        ("end", plan.end),
        ("through", issue.status.through),
        ("number", issue.number("LP")),
        ("issuer", issue.letterhead.issuer),
        ("issued", issued),
    ]
    return [(key, value) for key, value in found if value]


def _completeness(issue: Issue) -> list[tuple[str, Cell]]:
    status = issue.status
    return [
        ("completeness", completeness_text(status, issue.lang)),
        *(("open", line) for line in open_lines(issue)),
        ("complete", issue.say("yes" if status.complete else "no")),
        ("expected", status.expected),
        ("received", status.received),
        *status.counts.as_json().items(),
        ("disputed_low", status.disputed.low),
        ("disputed_high", status.disputed.high),
        ("overruled", sum(file.net for file in newest_of(status.overruled))),
        ("paper_net", status.paper_totals.net),
        ("files", len(status.confirmed.days)),
    ]


def _totals(issue: Issue) -> list[tuple[str, Cell]]:
    found = issue.status.totals.by_key()
    return [(key, found[key]) for key in _TOTALS]


def _paid(totals: Totals, issue: Issue) -> list[tuple[str, str, Cell]]:
    """The ways of paying; what is unconfirmed stands behind the method that it is part of."""
    rows: list[tuple[str, str, Cell]] = []
    for method, amount in totals.by_method().items():
        rows.append((str(method), paper_text(method, issue.lang), amount))
        if method in NEEDS_CONFIRMATION:
            words = paper_text("of_it_unconfirmed", issue.lang)
            rows.append(("unconfirmed", words, totals.unconfirmed))
    if totals.deposits:
        rows.append((DEPOSITS, paper_text(DEPOSITS, issue.lang), totals.deposits))
    return rows
