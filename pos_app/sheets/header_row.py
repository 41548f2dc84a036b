"""Finds the row of a sheet that names its columns: below a title, or in two rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pos_app.domain.catalogue_rows import REQUIRED
from pos_app.sheets.header_words import FIELDS, UNSURE, key_of, meanings_of
from pos_app.sheets.table import Cell, Record

LOOK_ROWS = 40
"""A head is looked for in so many rows."""
# A head that a person named is worth more than any number of recognised ones.
_NAMED = 1_000
LIST_OF_GOODS = 10
"""`how_well` a sheet with a name and a price looks like a list of goods, at least."""
_SAYS_NOTHING = {"number", "other", "record"}
_PRICES = {"price_rp", "cost", "other_price"}


@dataclass(frozen=True, slots=True)
class Head:
    """The names of the columns, and where they stand.

    `row` is its number in the file, `rows` is 2 for a head of two rows, and `at` is the place of
    the first of them among the rows of the grid.
    """

    row: int
    at: int
    rows: int
    titles: tuple[str, ...]

    @property
    def first_goods(self) -> int:
        """The place of the first row below the head."""
        return self.at + self.rows


def is_own_header(rows: Sequence[Record]) -> bool:
    """Whether the first row names every column of our own sheets."""
    if not rows:
        return False
    titles = {str(cell).strip().strip('"\ufeff').casefold() for cell in rows[0][1] if cell}
    return titles.issuperset(REQUIRED)


def how_well(rows: Sequence[Record]) -> int:
    """Return how much a sheet looks like a list of goods; 0 for not at all.

    Only columns that are taken count, and a record of sales (dates, receipts, buyers) counts half.
    """
    head = find_head(rows, {})
    if head is None:
        return 0
    meanings = [found[0] for found in map(meanings_of, filter(None, head.titles)) if found]
    fields = {each.field for each in meanings if each.tier != UNSURE}
    is_list = {"name", "price_rp"} <= fields
    score = len(fields.intersection(FIELDS)) + LIST_OF_GOODS * is_list + 1
    return score if "record" not in fields else (score + 1) // 2


def find_head(rows: Sequence[Record], named: Mapping[str, str]) -> Head | None:
    """Return the head of a sheet; None if no row looks like one.

    `named` are the heads that a person named, by field; a row that has them is the head.
    """
    wanted = frozenset(key_of(head) for head in named.values())
    best: Head | None = None
    best_score = 0
    for head in _candidates(rows):
        score = _score(head.titles, wanted) - (head.rows > 1)
        if score > best_score:
            best, best_score = head, score
    return best


def _candidates(rows: Sequence[Record]) -> list[Head]:
    """Return every row, alone and together with the next, as if it were the head."""
    found = []
    for at, (row, cells) in enumerate(rows[:LOOK_ROWS]):
        if not any(isinstance(cell, str) for cell in cells):
            continue
        titles = _titles(cells)
        found.append(Head(row, at, 1, titles))
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below and below[0] == row + 1 and _may_be_second_row(below[1]):
            found.append(Head(row, at, 2, _joined(titles, _titles(below[1]))))
    return found


def _may_be_second_row(cells: Sequence[Cell]) -> bool:
    """Whether a row has texts only, and no amount among them."""
    return all(
        cell is None or (isinstance(cell, str) and not any(c.isdigit() for c in cell))
        for cell in cells
    )


def _titles(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell).split()) if isinstance(cell, str) else "" for cell in cells)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return the titles of a head of two rows, where the upper one may span several columns."""
    width = max(len(upper), len(lower))
    groups: list[str] = []
    begins: list[int] = []
    begin = 0
    for column in range(width):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        begin = column if above or not below else begin
        begins.append(begin)
        groups.append(above or (groups[begin] if begin < column else ""))
    titles = []
    for column, group in enumerate(groups):
        below = lower[column] if column < len(lower) else ""
        titles.append(_best_of(group, below, spans=begins.count(begins[column]) > 1))
    return tuple(titles)


def _best_of(above: str, below: str, *, spans: bool) -> str:
    """Return both parts of a title where they say something together, else the known one.

    A title that spans several columns names none of them: `Stok` above `Masuk` is no stock.
    """
    if not above or not below or key_of(above) == key_of(below):
        return above or below
    together = f"{above} {below}"
    for title in (together, below) if spans else (together, above, below):
        meanings = meanings_of(title)
        if meanings and meanings[0].tier != UNSURE and meanings[0].field not in _SAYS_NOTHING:
            return title
    return together


def _score(titles: Sequence[str], wanted: frozenset[str]) -> int:
    """Return how much a row looks like a head: its known fields, more with a name and a price."""
    score, fields = 0, set()
    for title in filter(None, titles):
        if key_of(title) in wanted:
            score += _NAMED
        meanings = meanings_of(title)
        if meanings and meanings[0].field not in fields:
            fields.add(meanings[0].field)
            score += 2 if meanings[0].tier == UNSURE else 4
    if "name" in fields and fields & _PRICES:
        score += 20
    # A title of the list that speaks of prices stands alone and is an unsure price.
    is_title = score == 2 and sum(map(bool, titles)) == 1
    only_common = fields.isdisjoint(("name", "sku", "barcode", "price_rp", "cost"))
    return 0 if (only_common or is_title) and score < _NAMED else score
