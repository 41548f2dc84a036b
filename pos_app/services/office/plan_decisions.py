"""Changing the plan of a book later: each changed table is a signed decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock
from pos_app.errors import PosError, Refused
from pos_app.office.book import Book
from pos_app.office.decide.decisions import PlanChange
from pos_app.office.plan.event_plan import MAX_BYTES, EventPlan
from pos_app.office.plan.plan_changes import TableChange, problems_of, read_changes
from pos_app.office.plan.plan_days import days_text, event_days
from pos_app.office.plan.plan_text import MakerDraft, StandDraft, maker_lines, stand_lines
from pos_app.services.office.book_setup import maker_draft, stand_draft
from pos_app.services.office.decisions import RecordedDecision, decide


def change_plan(path: Path, toml: bytes, clock: Clock, reason: str = "") -> list[RecordedDecision]:
    """Changes the plan by a TOML text with the keys and tables that change.

    A later change of the same stand, maker or person keeps what earlier ones changed besides.
    Raises Refused with every problem of the text, and of the plan as it would become: nothing is
    written then; otherwise as `decisions.decide` does.
    """
    changes = read_changes(toml)
    with Book.open(path, writing=False) as book:
        standing = {each.subject: each for each in book.effective_decisions().plan_changes}
        for change in changes:
            known = standing.get(change.subject)
            table = {**(known.table if known else {}), **change.table}
            standing[change.subject] = TableChange(change.subject, table)
        problems = problems_of(book.plan_toml, list(standing.values()))
    if problems:
        raise Refused(problems)
    return [
        decide(path, _content(standing[subject]), clock, reason)
        for subject in dict.fromkeys(change.subject for change in changes)
    ]


def change_plan_by_file(
    path: Path, file: Path, clock: Clock, reason: str = ""
) -> list[RecordedDecision]:
    """Changes the plan by a TOML file. Raises as `change_plan` and `read_bounded` do."""
    return change_plan(path, read_bounded(file, MAX_BYTES), clock, reason)


def _content(change: TableChange) -> PlanChange:
    return PlanChange(change.subject.part, change.as_text(), change.subject.code)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What of a plan can be changed in a form, as typed; `end` is an ISO date."""

    end: str
    stands: tuple[StandDraft, ...]
    makers: tuple[MakerDraft, ...]


def plan_form(plan: EventPlan) -> PlanForm:
    """Returns the present plan as it would be typed."""
    days = event_days(plan.start, plan.end)
    return PlanForm(
        plan.end,
        tuple(stand_draft(stand, days_text(stand.days, days)) for stand in plan.stands),
        tuple(maker_draft(plan, maker) for maker in plan.makers),
    )


def change_text(plan: EventPlan, form: PlanForm) -> str:
    """Returns what a form changes, as the text that `change_plan` reads; empty for nothing.

    Raises PosError `plan_change_removes` for a stand or maker of the plan that the form lacks.
    """
    before = plan_form(plan)
    lines = [f"end = {form.end}"] if form.end != plan.end else []
    stands = {stand.code: stand_lines(stand, plan.start, before.end) for stand in before.stands}
    lines += _changed("stand", stands, [_stand(plan, form, stand) for stand in form.stands])
    makers = {maker.code: maker_lines(maker) for maker in before.makers}
    lines += _changed("maker", makers, [maker_lines(maker) for maker in form.makers])
    return "".join(f"{line}\n" for line in lines)


def _stand(plan: EventPlan, form: PlanForm, stand: StandDraft) -> list[str]:
    """The lines of a stand; one that got all days again names them."""
    known = plan.stand(stand.code)
    everything = event_days(plan.start, plan.end)
    if known is not None and not stand.days and list(known.days) != everything:
        stand = replace(stand, days=", ".join(event_days(plan.start, form.end)))
    return stand_lines(stand, plan.start, form.end)


def _changed(
    part: str, before: Mapping[str, Sequence[str]], after: Sequence[Sequence[str]]
) -> list[str]:
    """The tables that differ: of a known code the lines that are new, of another one all."""
    by_code = {line: code for code, lines in before.items() for line in lines[:1]}
    found: list[str] = []
    for lines in after:
        known = before.get(by_code.pop(lines[0], ""), ())
        changed = _new_lines(known, lines)
        if changed or not known:
            found += ["", f"[[{part}]]", lines[0], *changed]
    if by_code:
        raise PosError("plan_change_removes", code=next(iter(by_code.values())))
    return found


def _new_lines(known: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The lines behind the code that are not known, and an empty text for each that is gone."""
    kept = {line.split(" = ")[0] for line in lines}
    gone = [key for key in ("phone", "qris") if _had(known, key) and key not in kept]
    changed = [line for line in lines[1:] if line not in known]
    return [*changed, *(f'{key} = ""' for key in gone)]


def _had(lines: Sequence[str], key: str) -> bool:
    return any(line.startswith(f"{key} = ") for line in lines)
