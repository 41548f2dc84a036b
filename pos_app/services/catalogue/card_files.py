"""Makers' cards from outside: a table with a row for each maker, and pictures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard, made_card
from pos_app.errors import PosError, Problem
from pos_app.services.catalogue.photos import shrunk
from pos_app.sheets.maker_table import MakerRow, maker_table
from pos_app.sheets.reader import read_grid


@dataclass(frozen=True, slots=True)
class CardsRead:
    """The cards that could be read, by the maker's code, and the problems of the others."""

    cards: dict[str, MakerCard]
    problems: tuple[Problem, ...] = ()


def cards_from_table(path: Path, makers: Sequence[Maker]) -> CardsRead:
    """Returns what a table tells of these makers; its pictures lie in the table's folder.

    Raises PosError `file_not_found`, `file_unreadable`; MachineError `reader_not_started`.
    """
    table = maker_table(read_grid(path), makers)
    cards: dict[str, MakerCard] = {}
    problems = list(table.problems)
    for row in table.rows:
        try:
            cards[row.maker.code] = _with_photo(row, path.parent)
        except PosError as error:
            cards[row.maker.code] = row.card
            problems.append(replace(error.problem(path.name, row.row), severity="warning"))
    return CardsRead(cards, tuple(problems))


def _with_photo(row: MakerRow, folder: Path) -> MakerCard:
    if not row.photo:
        return row.card
    name = row.photo
    if PurePosixPath(name).name != name or "\\" in name or ":" in name:
        raise PosError("photo_unreadable", file=name[:80])
    return replace(row.card, photo=shrunk(folder / name))


def laid_over(known: MakerCard, new: MakerCard) -> MakerCard:
    """Returns a card with everything that `new` tells, and the rest as it was."""
    return made_card(known.code, {**known.texts, **new.texts}, new.photo or known.photo)
