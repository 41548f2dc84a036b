"""The parts of a status as `office status --json` prints them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pos_app.dayfile.format import short_code
from pos_app.domain.money import Rupiah
from pos_app.office.decide.effective_decisions import DecisionStatus
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.confirmed_totals import TotalsRow
from pos_app.office.reconcile.disputes import Conflict, ConflictFile
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.paper_days import PaperDay
from pos_app.office.reconcile.warnings import OfficeWarning


def decision_json(decided: DecisionStatus, moved: Rupiah | None) -> dict[str, Any]:
    """A decision; `moved` is the rupiah by which one in force changed the net, else None."""
    return {**decided.as_json(), "by": decided.office, "moved": moved}


def till_day_json(item: TillDay) -> dict[str, str]:
    """The stand, till and day."""
    return dict(zip(("stand", "till", "day"), item, strict=True))


def warning_json(warning: OfficeWarning) -> dict[str, Any]:
    """A warning; its detail and count only where there are some."""
    more = {"detail": warning.detail, "count": warning.count}
    found = {key: value for key, value in more.items() if value}
    return {**till_day_json(warning.till_day), "code": warning.code, **found}


def gap_json(gap: Gap) -> dict[str, Any]:
    """A gap with the numbers that it reaches from and to."""
    return {**till_day_json(gap.till_day), "code": gap.code, "from": gap.start, "to": gap.end}


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """A conflict with the files that contradict each other."""
    files = [_file_json(file) for file in conflict.files]
    order = {"order": conflict.detail} if conflict.detail else {}
    return {**till_day_json(conflict.till_day), "code": conflict.code, "files": files, **order}


def _file_json(file: ConflictFile) -> dict[str, Any]:
    found: dict[str, Any] = {"manifest": file.manifest, "revision": file.revision, "net": file.net}
    found |= {"key": short_code(file.key)}
    return {**found, "paper": True} if file.paper else found


def paper_json(day: PaperDay) -> dict[str, Any]:
    """A day that paper reports; the net is in rupiah."""
    found = {"seat": day.seat, "revision": day.revision, "code": day.code, "net": day.net}
    return {**till_day_json(day.till_day), **found, "manifest": day.manifest}


def rows_json(rows: Iterable[TotalsRow]) -> list[dict[str, Any]]:
    """The rows of a table of totals."""
    return [row.as_json() for row in rows]
