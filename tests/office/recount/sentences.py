"""Writes docs/completeness.md: what headline, press page and JSON say of every state.

`python -m office.recount.sentences` in the project's folder, with `.` and `tests` on the path,
writes the page; a test compares it with what the program says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from office.recount.states import OF_THE_COUNTS, STATES, fair_of
from office.test_worlds import view

from pos_app.languages import LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.report.count_words import counts_text
from pos_app.office.report.issue import issue_of
from pos_app.office.report.summary_page import completeness_banner

PAGE = Path(__file__).resolve().parents[3] / "docs" / "completeness.md"
OPEN = OF_THE_COUNTS[:6]
HEAD = """\
# What is said of a total that is not whole

Read this page as a journalist would. For every state of a till-day, and for states that meet, it
shows the office's headline, the banner on the report's first page, and keys of
`office status --json`. `tests/office/recount/sentences.py` wrote it, and a test holds it to what
the program says.

Every fair here is of one day. Stand A00 is always in the sum; each other stand has one state:

| state | what happened |
|---|---|
"""
WHAT = {
    "disputed": "a day was closed twice, from an old backup: two files for one revision",
    "on paper": "the file was lost; a closing slip on paper came",
    "declared empty": "no file; the office decided that nothing was sold",
    "withdrawn": "no file; the office decided that the stand has left the event",
    "missing": "no file, and nobody knows why",
    "only a stranger's file": "the only file is of a laptop that nobody knows",
    "revision missing": "the second revision came, the first did not",
    "stand not planned": "a stand that the plan does not have sent a file",
    "one of two chosen": "two files for one revision; the office chose one",
    "QRIS nobody saw": "the file came; all was paid by QRIS that nobody saw arrive",
    "drawer short": "the file came; the drawer held Rp150.000 too little",
}
ROWS = [(), *((name,) for name in STATES), *combinations(OPEN, 2), tuple(STATES)]


def page() -> str:
    """The page as it has to be."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD + "\n".join(f"| {name} | {WHAT[name]} |" for name in STATES)
    for states in ROWS:
        status = view(fair_of(states))
        yield f"\n## {_title(states)}\n"
        for language in ("id", "en"):
            yield from _told(status, language)
        yield f"- JSON: `{_json(status)}`"


def _title(states: tuple[str, ...]) -> str:
    if len(states) == len(STATES):
        return "All of them"
    words = " and ".join(states) or "nothing else"
    return words[0].upper() + words[1:]


def _told(status: Status, language: LanguageCode) -> Iterator[str]:
    yield f"- {language}, headline: {counts_text(status, language)}"
    yield f"- {language}, press page: " + " / ".join(press_lines(status, language))


def press_lines(status: Status, language: LanguageCode) -> list[str]:
    """The lines of the banner on the report's first page."""
    found: list[str] = []
    for flowable in completeness_banner(issue_of(status, lang=language)):
        for row in flowable._cellvalues:
            found += [part.getPlainText() for cell in row for part in cell]
    return found


def _json(status: Status) -> str:
    told = status.as_json()
    counts = {key: count for key, count in told["counts"].items() if count}
    found = {"complete": told["complete"], "counts": counts}
    if status.conflicts:
        found["disputed"] = told["disputed"]
    short = sum(row["difference"] for row in told["drawers"])
    more = {
        "paper_totals.net": told["paper_totals"]["net"],
        "totals.unconfirmed": told["totals"]["unconfirmed"],
        "drawers.difference": short,
        "gaps": len(told["gaps"]),
        "set_aside": len(told["set_aside"]),
        "overruled": len(told["overruled"]),
    }
    return json.dumps(found | {key: value for key, value in more.items() if value})


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
