"""The exact confirmed sums as tables to be read and copied: by day, stand, till, maker and more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.confirmed_totals import TotalsRow, TurnoverRow
from pos_app.office.reconcile.status import Status
from pos_app.office.report.countries import country_words
from pos_app.texts import texts_in

_SUMS = ("qty", "gross", "discount", "refunds")
_FULL = ("sales", *_SUMS, "rounding", "net")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A named row of whole numbers: pieces, sales and rupiah, under the heads of its table."""

    key: str
    name: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The rows of one grouping; every column adds up exactly to the confirmed total's part."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    total: str

    @property
    def sums(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(map(sum, zip(*(row.figures for row in self.rows), strict=True)))

    def as_text(self) -> str:
        """The table with its sums as tab-separated lines, numbers without dots."""
        lines = [self.heads, *((row.name, *map(str, row.figures)) for row in self.rows)]
        if self.rows:
            lines.append((self.total, *map(str, self.sums)))
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in lines)


def figure_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> tuple[FigureTable, ...]:
    """Returns the tables of a status that have rows."""
    found = status.confirmed
    stands = {stand.code: stand.name for stand in status.plan.stands}
    tables = (
        _table("by_day", "day", _FULL, lang, (_totals(row) for row in found.by_day)),
        _table("by_stand", "stand", _FULL, lang, (_totals(r, stands) for r in found.by_stand)),
        _table(
            "by_till",
            "till",
            _FULL,
            lang,
            (
                FigureRow(
                    f"{row.stand}-{row.till}",
                    f"{row.stand} · {row.till}",
                    tuple(int(row.as_json()[name]) for name in _FULL),
                )
                for row in found.by_till
            ),
        ),
        _table("by_maker", "maker", (*_SUMS, "net"), lang, (_lines(r) for r in found.by_maker)),
        _table(
            "by_category", "category", (*_SUMS, "net"), lang, (_lines(r) for r in found.by_category)
        ),
        _table("by_hour", "hour", ("sales", "net"), lang, map(_turnover, found.by_hour)),
        _table(
            "by_country",
            "country",
            ("sales", "net"),
            lang,
            (
                FigureRow(r.key, country_words(r.key, lang), (r.sales, r.net))
                for r in found.by_country
            ),
        ),
    )
    return tuple(table for table in tables if table.rows)


def _table(
    key: str, name: str, columns: tuple[str, ...], lang: LanguageCode, rows: Iterable[FigureRow]
) -> FigureTable:
    words = texts_in("figures", lang)
    heads = (words[name], *(words[column] for column in columns))
    return FigureTable(key, words[key], heads, tuple(rows), words["total"])


def _totals(row: TotalsRow, names: dict[str, str] | None = None) -> FigureRow:
    found = row.as_json()
    name = f"{row.key}  {names.get(row.key, '')}".strip() if names else row.key
    return FigureRow(row.key, name, tuple(int(found[column]) for column in _FULL))


def _lines(row: TotalsRow) -> FigureRow:
    name = str(dict(row.extra).get("name", row.key))
    return FigureRow(row.key, name, (row.qty, row.gross, row.discount, row.refunds, row.net))


def _turnover(row: TurnoverRow) -> FigureRow:
    return FigureRow(row.key, row.key, (row.sales, row.net))
