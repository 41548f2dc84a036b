"""The status of a book as `office status --json` prints it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pos_app.dayfile.format import short_code
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.confirmed_totals import TotalsRow
from pos_app.office.reconcile.disputes import Conflict, ConflictFile
from pos_app.office.reconcile.drawers import TillDrawer, cash_to_hand_over
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.paper_days import PaperDay
from pos_app.office.reconcile.warnings import OfficeWarning

if TYPE_CHECKING:
    from pos_app.office.reconcile.status import SetAside, Status


def status_json(status: Status) -> dict[str, Any]:
    """Every key of the status; new keys are added, old ones keep their meaning."""
    return {
        "through": status.through,
        "complete": status.complete,
        "expected": status.expected,
        "received": status.received,
        "counts": status.counts.as_json(),
        "missing": list(map(_till_day, status.missing)),
        "gaps": list(map(_gap_json, status.gaps)),
        "conflicts": list(map(_conflict_json, status.conflicts)),
        "set_aside": list(map(_excluded_json, status.set_aside)),
        "warnings": list(map(_warning_json, status.warnings)),
        "no_sales": list(map(_till_day, status.no_sales)),
        "withdrawn": list(map(_till_day, status.withdrawn)),
        "overruled": list(map(_excluded_json, status.overruled)),
        "decisions": _decisions(status),
        "visitors": [{"day": day, "visitors": count} for day, count in status.visitors.items()],
        "paper": list(map(_paper_json, status.paper)),
        "paper_totals": status.paper_totals.as_dict(),
        "totals": status.totals.as_dict(),
        "by_day": _rows(status.confirmed.by_day),
        "by_stand": _rows(status.confirmed.by_stand),
        "by_maker": _rows(status.confirmed.by_maker),
        "by_category": _rows(status.confirmed.by_category),
        **status.confirmed.more_as_json(),
        "disputed": status.disputed._asdict(),
        "drawers": list(map(TillDrawer.as_json, status.drawers)),
        "cash_to_hand_over": [each._asdict() for each in cash_to_hand_over(status.drawers)],
    }


def _decisions(status: Status) -> list[dict[str, Any]]:
    """Every decision; `moved` is the rupiah by which one in force changed the net, else null."""
    return [
        {
            **decided.as_json(),
            "by": decided.office,
            "moved": status.moved.get(decided.decision.identity),
        }
        for decided in status.effective_decisions.statuses
    ]


def _till_day(item: TillDay) -> dict[str, str]:
    return dict(zip(("stand", "till", "day"), item, strict=True))


def _warning_json(warning: OfficeWarning) -> dict[str, str]:
    detail = {"detail": warning.detail} if warning.detail else {}
    return {**_till_day(warning.till_day), "code": warning.code, **detail}


def _gap_json(gap: Gap) -> dict[str, Any]:
    return {**_till_day(gap.till_day), "code": gap.code, "from": gap.start, "to": gap.end}


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    files = [_file_json(file) for file in conflict.files]
    return {**_till_day(conflict.till_day), "code": conflict.code, "files": files}


def _file_json(file: ConflictFile) -> dict[str, Any]:
    found: dict[str, Any] = {"manifest": file.manifest, "revision": file.revision, "net": file.net}
    found |= {"key": short_code(file.key)}
    return {**found, "paper": True} if file.paper else found


def _paper_json(day: PaperDay) -> dict[str, Any]:
    found = {"seat": day.seat, "revision": day.revision, "code": day.code, "net": day.net}
    return {**_till_day(day.till_day), **found, "manifest": day.manifest}


def _excluded_json(item: SetAside) -> dict[str, Any]:
    till_day = _till_day(item.till_day)
    return {"manifest": item.manifest, "code": item.code, "net": item.net, **till_day}


def _rows(rows: Iterable[TotalsRow]) -> list[dict[str, Any]]:
    return [row.as_json() for row in rows]
