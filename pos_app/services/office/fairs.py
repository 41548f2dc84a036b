"""Several fairs from their books, which are only read; and who of their makers is one person.

A book that is bad or locked is named and never keeps the others from being read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock
from pos_app.errors import PosError, Problem
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.report.fair_tables import (
    fair_tables,
    fairs_text,
    fairs_workbook,
    total_words,
)
from pos_app.office.report.fairs import (
    TAX_FREE_YEAR,
    Fair,
    Fairs,
    Joined,
    MakerName,
    MakerOverFairs,
    fair_of,
    may_be_one,
    side_by_side,
)
from pos_app.printing.tables import Cell, Table
from pos_app.services.office.event_book import book_status
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.replace_file import replace_file

__all__ = [
    "TAX_FREE_YEAR",
    "Cell",
    "Fair",
    "Fairs",
    "FairsRead",
    "MakerName",
    "MakerOverFairs",
    "Table",
    "fair_books",
    "fair_tables",
    "fairs_text",
    "join_makers",
    "joined_makers",
    "may_be_one",
    "part_makers",
    "read_fairs",
    "set_fair_books",
    "side_by_side",
    "total_words",
    "write_fairs_workbook",
]

BOOKS, JOINED = "fair_books", "joined_makers"
MOST_BOOKS = 24


@dataclass(frozen=True, slots=True)
class FairsRead:
    """The fairs of some books, and what is wrong with the other ones."""

    fairs: Fairs
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fairs as `office fairs --json` prints them, without the problems."""
        found = self.fairs
        return {
            "fairs": [_fair_json(fair) for fair in found.fairs],
            "net": found.net,
            "makers": [_maker_json(maker, found) for maker in found.makers],
            "left_out": [{"book": each.source, "event": each.code} for each in found.left_out],
            "tax_free_year": TAX_FREE_YEAR,
        }


def read_fairs(
    books: Iterable[Path], clock: Clock, joined: Joined = (), known: Sequence[Fair] = ()
) -> FairsRead:
    """Returns the fairs of some books, each read by itself; no book is changed.

    A book given twice is read once. `known` are fairs that were read already.
    """
    found: list[Fair] = list(known)
    problems: list[Problem] = []
    for path in dict.fromkeys(map(_resolved, books)):
        try:
            found.append(read_fair(path, clock))
        except PosError as error:
            problems.append(error.problem(str(path)))
    fairs = side_by_side(found, joined)
    return FairsRead(fairs, (*problems, *_left_out(fairs)))


def read_fair(path: Path, clock: Clock) -> Fair:
    """Returns the fair of one book. Raises as `event_book.book_status`."""
    return fair_of_status(book_status(path, None, clock), path)


def fair_of_status(status: Status, path: Path) -> Fair:
    """Returns the fair of a status that was just read from a book."""
    return fair_of(status, str(_resolved(path)))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links, or a drive that is gone
        return path.absolute()


def _left_out(fairs: Fairs) -> list[Problem]:
    """A warning for each further book of an event; its figures are in no sum."""
    found = []
    for fair in fairs.left_out:
        kept = next(each for each in fairs.fairs if each.is_of_one_event_with(fair))
        facts = {"event": fair.code, "kept": Path(kept.source).name}
        found.append(Problem("fair_same_event", "warning", facts, fair.source))
    return found


def _fair_json(fair: Fair) -> dict[str, Any]:
    plain = (
        *("code", "name", "start", "end", "through", "complete", "expected", "received"),
        *("planned_days", "whole_days", "sales", "net", "per_day", "unconfirmed", "rounding"),
        *("target", "target_met", "abroad"),
    )
    rows = {
        "by_day": [
            {"number": d.number, "day": d.day, "sales": d.sales, "net": d.net, "whole": d.is_whole}
            for d in fair.days
        ],
        "by_stand": [
            {"stand": row.key, "name": row.name, "sales": row.sales, "net": row.net}
            for row in fair.stands
        ],
        "by_maker": [
            {"maker": each.who.code, "name": each.who.name, "net": each.net} for each in fair.makers
        ],
        "by_country": [
            {"country": row.key, "sales": row.sales, "net": row.net} for row in fair.countries
        ],
    }
    return {"book": fair.source, **{key: getattr(fair, key) for key in plain}, **rows}


def _maker_json(maker: MakerOverFairs, found: Fairs) -> dict[str, Any]:
    return {
        "names": [{"code": each.code, "name": each.name} for each in maker.names],
        "net": maker.net,
        "fairs": [
            {"book": found.fairs[place].source, "net": net}
            for place, net in sorted(maker.fairs.items())
        ],
        "months": [{"month": month, "net": net} for month, net in maker.months.items()],
        "years": [
            {"year": year.year, "net": year.net, "above": year.above, "passed": year.above > 0}
            for year in maker.years
        ],
    }


def write_fairs_workbook(fairs: Fairs, path: Path, lang: LanguageCode = DEFAULT_LANGUAGE) -> None:
    """Writes the fairs as an Excel workbook.

    Raises MachineError `report_unwritable`, `report_disk_full`.
    """
    replace_file(path, fairs_workbook(fairs, lang))


def fair_books(settings: OfficeSettings) -> list[Path]:
    """Returns the books that are compared; none where the setting is damaged."""
    return [Path(name) for name in _stored(settings, BOOKS) if isinstance(name, str)][:MOST_BOOKS]


def set_fair_books(settings: OfficeSettings, books: Iterable[Path]) -> None:
    """Stores the books to compare. Raises MachineError `office_settings_unwritable`."""
    names = [str(path) for path in dict.fromkeys(map(_resolved, books))][:MOST_BOOKS]
    settings.set(BOOKS, json.dumps(names, ensure_ascii=False))


def joined_makers(settings: OfficeSettings) -> list[list[MakerName]]:
    """Returns the groups of names that the office said are one person; damaged ones are left."""
    groups = []
    for stored in _stored(settings, JOINED):
        pairs = stored if isinstance(stored, list) else []
        names = [
            MakerName(*pair)
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(t, str) for t in pair)
        ]
        if len(names) > 1:
            groups.append(names)
    return groups


def join_makers(settings: OfficeSettings, names: Sequence[MakerName]) -> None:
    """Remembers that names are one person, with whoever they were joined to before.

    Raises MachineError `office_settings_unwritable`.
    """
    wanted = {name.key for name in names}
    group, others = list(names), []
    for known in joined_makers(settings):
        if wanted & {name.key for name in known}:
            group += known
            wanted |= {name.key for name in known}
        else:
            others.append(known)
    once = list({name.key: name for name in group}.values())
    _store_groups(settings, [*others, once] if len(once) > 1 else others)


def part_makers(settings: OfficeSettings, name: MakerName) -> None:
    """Forgets that a name is one with any other.

    Raises MachineError `office_settings_unwritable`.
    """
    groups = [[each for each in known if each.key != name.key] for known in joined_makers(settings)]
    _store_groups(settings, [group for group in groups if len(group) > 1])


def _store_groups(settings: OfficeSettings, groups: Iterable[Iterable[MakerName]]) -> None:
    pairs = [[[name.code, name.name] for name in group] for group in groups]
    settings.set(JOINED, json.dumps(pairs, ensure_ascii=False))


def _stored(settings: OfficeSettings, key: str) -> list[Any]:
    try:
        found = json.loads(settings.get(key, "[]"))
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
