"""The inquiries of a till, read from its journal: what is told once needs no second table."""

from __future__ import annotations

import json

from pos_app.domain.event import running_of
from pos_app.domain.inquiry import KIND, Inquiry, inquiry_of
from pos_app.store.journal import Journal


def inquiries(journal: Journal) -> list[Inquiry]:
    """Return every inquiry of the till, those that were carried over first."""
    return [inquiry_of(fact) for fact in journal.facts_of(KIND)]


def newest_running(journal: Journal) -> int:
    """Return the running number of this seat's newest inquiry; 0 before the first.

    Those of another laptop come before this one's own.
    """
    found = journal.newest_of(KIND)
    fact = json.loads(found[1]) if found else None
    return 0 if fact is None or "carried" in fact else running_of(str(fact["number"]))
