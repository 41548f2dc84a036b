"""The office file: an office's decisions and slips of paper, for those who read its files too.

It is text, one JSON object a line. The first line names the event, the office's key, the plan and
how many records follow; each further line is a record as it was signed. The plan is the one that
holds, with the office's changes, and only what figures follow from: no telephone numbers, staff or
contacts. So decisions that change the plan are not in the file by themselves. Records only become
more, so of two files of one office the one with more is the newer.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import parse_json
from pos_app.domain.journal import canonical
from pos_app.errors import PosError, Refused
from pos_app.office.book import Book
from pos_app.office.decide.decisions import DecisionKind
from pos_app.office.decide.effective_decisions import EffectiveDecisions, evaluate_decisions
from pos_app.office.plan.event_plan import EventPlan, read_tables
from pos_app.office.plan.plan_changes import changed_tables, plain_table, typed_table
from pos_app.office.reconcile.paper_days import slips_of
from pos_app.office.records import Record, RecordKind

FORMAT = "pos-office/1"
SUFFIX = ".office.jsonl"
MAX_FILE = 64 << 20
_KINDS = (RecordKind.OFFICE, RecordKind.PACK, RecordKind.DECISION, RecordKind.SLIP)
_EVENT_KEYS = ("code", "name", "start", "end", "cash_rounding")
_TABLE_KEYS = {
    "stand": ("code", "name", "tills", "days"),
    "maker": ("code", "name", "share_pct", "discount_by"),
}


@dataclass(frozen=True)
class OfficeFile:
    """What an office file states.

    Attributes:
        event: The code of the event.
        owner: The key (hex) of the office whose book it is; empty for a book without one.
        known: How many records the book held when the file was written.
        plan: The plan's tables as JSON values, with the office's changes.
        records: The records, in the order of their identities.
    """

    event: str
    owner: str
    known: int
    plan: Mapping[str, Any]
    records: tuple[Record, ...]


@dataclass(frozen=True)
class OfficeView:
    """All that the files of one office state of one event, in any order, evaluated by its rules.

    `offered` are the identities of the records, for a later run to see that none is lacking.
    """

    event: str
    owner: str = ""
    tables: Mapping[str, Any] | None = None
    records: tuple[Record, ...] = ()

    @cached_property
    def plan(self) -> EventPlan | None:
        """The plan; None where no office file gave one. Raises Refused."""
        return None if self.tables is None else read_tables(typed_tables(self.tables))[0]

    @cached_property
    def effective(self) -> EffectiveDecisions:
        """The decisions, evaluated by the code with which a book evaluates its own."""
        return evaluate_decisions(self.records, self.event, self.owner or None)

    @property
    def slips(self) -> list[ClosingFacts]:
        """The closing slips on paper."""
        slips = (record for record in self.records if record.kind is RecordKind.SLIP)
        return slips_of(slips, self.event)

    @property
    def digest(self) -> str:
        """A hash of the office and of its records (hex); empty without any."""
        return _digest(self.owner, self.records) if self.records else ""


def office_file(book: Book) -> bytes:
    """The office file of a book: the same book gives the same bytes."""
    records = told_records(book)
    changes = book.effective_decisions().plan_changes
    head = {
        "format": FORMAT,
        "event": book.plan.code,
        "owner": book.owner_key or "",
        "known": len(book.records()),
        "plan": _without_persons(changed_tables(book.plan_toml, changes)),
        "count": len(records),
        "digest": _digest(book.owner_key or "", records),
    }
    lines: list[Mapping[str, Any]] = [head, *map(_line, records)]
    return b"".join(canonical(line) + b"\n" for line in lines)


def office_file_name(event: str, data: bytes) -> str:
    """The name of an office file: another content has another name."""
    return f"{event}-{hashlib.sha256(data).hexdigest()[:8]}{SUFFIX}"


def told_records(book: Book) -> list[Record]:
    """The records of a book that its office file holds, in the order of their identities."""
    return [record for record in book.records(*_KINDS) if not _changes_plan(record)]


def read_office_file(data: bytes) -> OfficeFile:
    """The contents of an office file that anyone may have written; each signature is checked.

    Raises PosError `office_file_damaged`; `office_file_newer` for a format of a newer version.
    """
    if len(data) > MAX_FILE:
        raise PosError("office_file_damaged", reason="size")
    try:
        return _read(data.removesuffix(b"\n").split(b"\n"))
    except (ValueError, KeyError, TypeError, AttributeError, DayFileError, Refused) as error:
        raise PosError("office_file_damaged", reason=type(error).__name__) from error


def _read(lines: list[bytes]) -> OfficeFile:
    head = parse_json(lines[0], "office_file_damaged")
    found = str(head["format"])
    if found != FORMAT and found.startswith("pos-office/"):
        raise PosError("office_file_newer", found=found[:20], known=FORMAT)
    records = tuple(_record(parse_json(line, "office_file_damaged")) for line in lines[1:])
    told = found, head["count"], head["digest"]
    event, owner, plan = head["event"], head["owner"], head["plan"]
    if told != (FORMAT, len(records), _digest(owner, records)) or type(head["known"]) is not int:
        raise ValueError("not as its first line says")
    if read_tables(typed_tables(plan))[0].code != event:
        raise ValueError("the plan of another event")
    return OfficeFile(str(event), str(owner), head["known"], plan, records)


def _record(line: Mapping[str, Any]) -> Record:
    kind = RecordKind(line["kind"])
    body, signature = str(line["body"]).encode(), bytes.fromhex(line["signature"])
    record = Record(kind, body, str(line["signer"]), signature)
    if kind not in _KINDS or not record.is_valid:
        raise ValueError("not signed by its signer")
    return record


def _line(record: Record) -> dict[str, str]:
    return {
        "kind": str(record.kind),
        "body": record.body.decode(),
        "signer": record.signer,
        "signature": record.signature.hex(),
    }


def _changes_plan(record: Record) -> bool:
    is_decision = record.kind is RecordKind.DECISION
    return is_decision and record.facts.get("kind") == DecisionKind.PLAN


def _digest(owner: str, records: Iterable[Record]) -> str:
    identities = sorted({record.identity for record in records})
    return hashlib.sha256("\n".join((owner, *identities)).encode()).hexdigest()


def _without_persons(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a plan with only the keys from which figures follow, as JSON values."""
    kept = {key: tables[key] for key in _EVENT_KEYS if key in tables}
    for part, keys in _TABLE_KEYS.items():
        kept[part] = [
            {key: entry[key] for key in keys if key in entry} for entry in tables.get(part, [])
        ]
    return plain_table({key: value for key, value in kept.items() if value != []})


def typed_tables(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables as the plan's reader wants them, from their JSON values."""
    typed = {key: value for key, value in tables.items() if key not in _TABLE_KEYS}
    for part in _TABLE_KEYS:
        typed[part] = [typed_table(entry) for entry in tables.get(part, [])]
    return typed


def joined_views(
    files: Iterable[OfficeFile], trusted: Collection[str] = ()
) -> tuple[dict[str, OfficeView], dict[str, str]]:
    """What the office files of each event state together, and why those of an event are refused.

    The plan is that of the newest file. Refused (code by event) are `office_differs`, where files
    name different offices, or `office_unknown`, where it is not `trusted`, and
    `office_plan_differs`, where two equally new files give different plans. With no `trusted` key
    every office is.
    """
    by_event: dict[str, list[OfficeFile]] = defaultdict(list)
    for file in files:
        by_event[file.event].append(file)
    views, refused = {}, {}
    for event, found in sorted(by_event.items()):
        code = _refusal(found, trusted)
        if code is None:
            views[event] = _joined(found)
        else:
            refused[event] = code
    return views, refused


def _newest(files: Sequence[OfficeFile]) -> list[OfficeFile]:
    most = max(file.known for file in files)
    return [file for file in files if file.known == most]


def _refusal(files: Sequence[OfficeFile], trusted: Collection[str]) -> str | None:
    """Why the files of an event are not believed; None where they are."""
    owners = {file.owner for file in files}
    if len(owners) > 1:
        return "office_differs"
    if trusted and not owners <= set(trusted):
        return "office_unknown"
    first, *others = _newest(files)
    return "office_plan_differs" if any(file.plan != first.plan for file in others) else None


def _joined(files: Sequence[OfficeFile]) -> OfficeView:
    newest = _newest(files)[0]
    records = {record.identity: record for file in files for record in file.records}
    ordered = tuple(records[identity] for identity in sorted(records))
    return OfficeView(newest.event, newest.owner, newest.plan, ordered)
