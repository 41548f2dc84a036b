"""By whom, where and when the office's papers are issued, their numbers, and their language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pos_app.dayfile.format import short_code
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.report.day_words import day_words
from pos_app.office.report.fair_hours import FairHours
from pos_app.office.report.pace import Comparison, compare
from pos_app.printing import a4_page, page_parts
from pos_app.printing.paper_texts import format_time
from pos_app.texts import text, texts_in

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the papers, and where; `logo` is a PNG. Each may be empty."""

    issuer: str = ""
    place: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the papers of a status.

    Attributes:
        status: The status whose figures the papers say.
        at: The time of issue; without one the papers name none.
        lang: The language of the papers.
        compared: The fair beside an earlier one.
        code: Follows from every figure of the status: papers of one code say the same.
    """

    status: Status
    letterhead: Letterhead = field(default_factory=Letterhead)
    at: datetime | None = None
    lang: LanguageCode = DEFAULT_LANGUAGE
    code: str = ""
    compared: Comparison | None = None

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the report in the language of the issue."""
        return text("report", key, self.lang).format(**facts)

    def words(self, place: str) -> Mapping[str, str]:
        """The texts of one place in the language of the issue."""
        return texts_in(place, self.lang)

    def day(self, day: str) -> str:
        """A day in words: `25 Oktober 2023`."""
        return day_words(day, self.lang)

    @property
    def today(self) -> str:
        """The day of issue in words; empty without a time of issue."""
        return self.day(self.at.date().isoformat()) if self.at else ""

    @property
    def issued(self) -> str:
        """Where and when: `Diterbitkan di Balikpapan, 25 Oktober 2023 pukul 21.30 WITA`."""
        if self.at is None:
            return ""
        when = self.say("at_time", day=self.today, time=format_time(self.at))
        key = "issued_at" if self.letterhead.place else "issued"
        return self.say(key, when=when, place=self.letterhead.place)

    def number(self, kind: str, of: str = "") -> str:
        """The number of a paper: `LP/EXPO23/20231025/3C46-4DAF`; `of` is a maker."""
        day = self.status.through.replace("-", "")
        return "/".join(filter(None, (kind, self.status.plan.code, of, day, self.code)))

    def head(self, number: str, kind: str, name: str) -> list[Flowable]:
        """The top of a paper: issuer and logo, number and time of issue, then its heading."""
        plan = self.status.plan
        right = [self.say("number", number=number), *filter(None, [self.issued])]
        days = f"{plan.code} · {self.day(plan.start)} – {self.day(plan.end)}"
        facts = days if name == plan.name else f"{plan.name} · {days}"
        return [
            *page_parts.letterhead(self.letterhead.logo, self.letterhead.issuer, right),
            *a4_page.page_heading(kind, name, facts),
        ]


def issue_of(
    status: Status,
    letterhead: Letterhead | None = None,
    at: datetime | None = None,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    earlier: FairHours | None = None,
) -> Issue:
    """An issue of the papers of a status, with the code of its figures.

    `earlier` are the days of an earlier fair; without them the plan says what is known of it.
    """
    figures = json.dumps(status.as_json(), sort_keys=True, default=str).encode()
    code = short_code(hashlib.sha256(figures).hexdigest())
    return Issue(status, letterhead or Letterhead(), at, lang, code, compare(status, earlier))
