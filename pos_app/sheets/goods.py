"""The goods in a sheet of any layout, checked; codes are made for those that have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.domain.catalogue_rows import OPTIONAL, REQUIRED, CatalogueRow, check_rows
from pos_app.domain.made_codes import CodeMaker
from pos_app.errors import PosError, Problem, Severity, has_errors
from pos_app.sheets.amounts import has_fractions, price_of
from pos_app.sheets.goods_rows import FoundRow, GoodsRows, with_details
from pos_app.sheets.grid import Grid, table_of_grid
from pos_app.sheets.header_row import is_own_header
from pos_app.sheets.layout import Choices, Layout, layout_of
from pos_app.sheets.maker_names import similar_makers
from pos_app.sheets.table import SheetRow

OTHER_CATEGORY = "Lainnya"


@dataclass(frozen=True, slots=True)
class GoodsOptions:
    """What a person said about a sheet: its columns, and the maker and category of rows without."""

    choices: Choices = field(default_factory=Choices)
    maker: str = ""
    category: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing was said."""
        return not (self.choices.fields or self.choices.complete or self.maker or self.category)


@dataclass(frozen=True, slots=True)
class KnownGoods:
    """What is known before a sheet is read; `own` is the maker of goods without one."""

    makers: Sequence[Maker]
    products: Sequence[Product]
    own: str


@dataclass(frozen=True, slots=True)
class GoodsSheet:
    """A sheet that was read: its good rows, or None where the sheet as a whole is refused.

    `columns` are the heads of our columns in it and `ignored` those of no use; `header_row` is 0
    without a head. `made_codes` counts the rows that got a code. `stated` are our columns that
    say something about a product that is known already; rows in `uncounted` have no stock.
    """

    name: str
    good: list[CatalogueRow] | None
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 0
    ignored: tuple[str, ...] = ()
    made_codes: int = 0
    stated: frozenset[str] = frozenset()
    uncounted: frozenset[int] = frozenset()


def is_own_sheet(grid: Grid, options: GoodsOptions) -> bool:
    """Whether a sheet is in our own form: it is read without what is known already."""
    return options.is_plain and is_own_header(grid.rows)


def goods_of(grid: Grid, options: GoodsOptions, known: KnownGoods) -> GoodsSheet:
    """Return the goods of a sheet, by its own columns or by those of any other list."""
    if grid.is_refused:
        return GoodsSheet(grid.file, None, problems=grid.problems)
    try:
        if is_own_sheet(grid, options):
            return _own_goods(grid)
        return _others_goods(grid, options, known)
    except PosError as error:
        row = error.facts.get("row")
        problem = error.problem(grid.file, row if isinstance(row, int) else None)
        return GoodsSheet(grid.file, None, len(grid.rows), (*grid.problems, problem))


def _own_goods(grid: Grid) -> GoodsSheet:
    """Return the goods of a sheet in our own form, whose rows have to be complete."""
    table = table_of_grid(grid)
    rows, noted = _with_prices(table.rows, grid.file)
    found, problems = check_rows(table.header, [(row.row, row.cells) for row in rows], grid.file)
    problems = (*table.problems, *noted, *problems)
    known = (*REQUIRED, *OPTIONAL)
    sheet = GoodsSheet(
        grid.file,
        None,
        len(table.rows),
        problems,
        {column: column for column in known if column in table.header},
        grid.rows[0][0],
        tuple(title for title in table.header if title not in known),
        # Sheets from before there were these columns take nothing away.
        stated=frozenset(known) - ({"price_steps", "unique"} - set(table.header)),
    )
    return _with_good_rows(sheet, found, {row.row for row in table.rows})


def _with_prices(rows: Sequence[SheetRow], file: str) -> tuple[list[SheetRow], list[Problem]]:
    """Return the rows with prices like `35rb` as numbers; all else is left to the check."""
    fractions = has_fractions(row.cells["price_rp"] for row in rows)
    found, problems = [], []
    for row in rows:
        cell = row.cells["price_rp"]
        is_typed = isinstance(cell, str) and not cell.isdigit()
        price = price_of(cell, among_fractions=fractions) if is_typed else None
        if price == "ambiguous":
            facts = {"row": row.row, "column": "price_rp", "text": str(cell)[:40]}
            problems.append(Problem("price_ambiguous", "error", facts, file, row.row, "price_rp"))
        elif isinstance(price, int):
            found.append(SheetRow(row.row, {**row.cells, "price_rp": price}))
        else:
            found.append(row)
    return found, problems


def _with_good_rows(sheet: GoodsSheet, found: Sequence[CatalogueRow], rows: set[int]) -> GoodsSheet:
    """Return the sheet with its good rows, and without any if it is refused as a whole."""
    bad = {problem.row for problem in sheet.problems if problem.severity == "error"}
    if None in bad:
        return sheet
    good = [row for row in found if row.row not in bad]
    skipped = len({row for row in bad if row is not None} | rows) - len(good)
    return replace(sheet, good=good, skipped=skipped)


def _others_goods(grid: Grid, options: GoodsOptions, known: KnownGoods) -> GoodsSheet:
    layout = layout_of(grid, options.choices)
    if layout.is_beside_itself():
        raise PosError("sheet_side_by_side", row=layout.header_row)
    sheet = GoodsSheet(
        grid.file,
        None,
        max(0, len(grid.rows) - layout.first),
        (*grid.problems, *layout.problems(grid.file)),
        layout.names(),
        layout.header_row,
        tuple(layout.ignored()),
        stated=frozenset([*layout.columns, *(["category"] if options.category else [])]),
    )
    if has_errors(sheet.problems):
        return sheet
    return _Filling(grid, layout, options, known).fill(sheet)


class _Filling:
    """Fills what a list leaves out: makers, categories, codes, stock."""

    def __init__(
        self, grid: Grid, layout: Layout, options: GoodsOptions, known: KnownGoods
    ) -> None:
        self._rows = GoodsRows(grid, layout)
        self._file = grid.file
        self._options = options
        self._known = known
        self._by_sku = {sku_key(product.sku): product for product in known.products}
        self._codes = CodeMaker(known.products)
        self._maker_codes: dict[str, str] = {}
        self._problems: list[Problem] = []

    def fill(self, sheet: GoodsSheet) -> GoodsSheet:
        """Return the sheet with its goods, each with everything that a product needs."""
        rows = self._rows.take()
        self._check_blank_makers(rows)
        self._check_similar_makers(rows)
        makers = {row.row: self._maker(row) for row in rows}
        rows = with_details(rows, makers)
        made = self._make_codes(rows, makers)
        filled = [(row.row, self._filled(row, makers[row.row])) for row in rows]
        found, problems = check_rows(REQUIRED + OPTIONAL, filled, self._file)
        all_problems = [*self._rows.problems, *self._problems, *problems]
        all_problems.sort(key=lambda problem: problem.row or 0)
        sheet = replace(
            sheet,
            problems=(*sheet.problems, *all_problems),
            uncounted=frozenset(row.row for row in rows if row.cells.get("stock") is None),
        )
        sheet = _with_good_rows(sheet, found, {row.row for row in rows})
        good = {row.row for row in sheet.good or ()}
        return replace(sheet, made_codes=len(made & good))

    def _check_blank_makers(self, rows: Sequence[FoundRow]) -> None:
        """Note rows without a maker where others have one: the pay of makers depends on it.

        Where each maker is named once, at the first of several rows, a blank means the same.
        """
        named = [_text(row.cells.get("maker")) for row in rows]
        if self._options.maker or not any(named):
            return
        once = _are_named_once(named)
        above = ""
        for row, text in zip(rows, named, strict=True):
            above = text or above
            if text or sku_key(_text(row.cells.get("sku"))) in self._by_sku:
                continue
            if once:
                self._note("maker_above", row, "maker", {"text": above[:60]})
            else:
                self._note("maker_blank", row, "maker", {"text": self._known.own}, "warning")

    def _check_similar_makers(self, rows: Sequence[FoundRow]) -> None:
        """Note a maker that may be another one, whose goods would have two accounts."""
        texts = {_text(row.cells.get("maker")): row for row in reversed(rows)}
        by_row = sorted((row.row, text) for text, row in texts.items() if text)
        similar = similar_makers((text for _, text in by_row), self._known.makers)
        for text, like in similar:
            self._note("maker_like", texts[text], "maker", {"text": text, "like": like}, "warning")

    def _maker(self, row: FoundRow) -> str:
        """Return the maker of a row: its own, else that of its known code, else the one chosen."""
        text = _text(row.cells.get("maker"))
        if text:
            return text
        before = self._by_sku.get(sku_key(_text(row.cells.get("sku"))))
        if self._options.maker:
            return self._options.maker
        return before.maker if before else self._known.own

    def _maker_code(self, text: str) -> str:
        if text not in self._maker_codes:
            maker = match_maker(text, list(self._known.makers))
            self._maker_codes[text] = maker.code if maker else text
        return self._maker_codes[text]

    def _make_codes(self, rows: Sequence[FoundRow], makers: Mapping[int, str]) -> set[int]:
        """Give a code to each row without one; return the rows that got one."""
        made: set[int] = set()
        seen: dict[tuple[str, str], int] = {}
        for row in rows:
            self._codes.reserve(_text(row.cells.get("sku")))
        for row in rows:
            name = _text(row.cells.get("name"))
            maker = self._maker_code(makers[row.row])
            first = seen.setdefault((sku_key(maker), sku_key(name)), row.row)
            if _text(row.cells.get("sku")):
                self._check_known(row, maker, name)
            elif first != row.row and name:
                facts = {"first_row": first, "text": name[:60]}
                self._note("name_twice", row, "name", facts)
            elif name:
                row.cells["sku"] = self._codes.code_for(maker, name)
                made.add(row.row)
        return made

    def _check_known(self, row: FoundRow, maker: str, name: str) -> None:
        """Refuse the code of another maker's other product, which would be overwritten.

        A new code for goods that have one is only noted: they would be there twice.
        """
        before = self._by_sku.get(sku_key(_text(row.cells["sku"])))
        if before is None:
            if has := self._codes.code_of(maker, name):
                facts = {"text": name[:60], "sku": has}
                self._note("name_has_code", row, "name", facts, "warning")
            return
        if sku_key(before.name) == sku_key(name):
            return
        if sku_key(before.maker) != sku_key(maker):
            other = before.maker_name or before.maker
            facts = {"sku": before.sku, "name": before.name, "maker": other}
            self._note("sku_of_other", row, "sku", facts)

    def _note(
        self,
        code: str,
        row: FoundRow,
        column: str,
        facts: Mapping[str, object],
        severity: Severity = "error",
    ) -> None:
        all_facts = {"row": row.row, "column": column, **facts}
        self._problems.append(Problem(code, severity, all_facts, self._file, row.row, column))

    def _filled(self, row: FoundRow, maker: str) -> Mapping[str, object]:
        cells = row.cells
        # A row without a code has no name, or one that stands twice: both are noted already.
        sku = cells["sku"] if _text(cells.get("sku")) else f"?{row.row}"
        category = _text(cells.get("category")) or self._options.category
        stock = cells.get("stock")
        return {
            **cells,
            "sku": sku,
            "maker": maker,
            "category": category or OTHER_CATEGORY,
            "stock": 0 if stock is None else stock,
        }


def _are_named_once(named: Sequence[str]) -> bool:
    """Whether makers look like headings of groups: each named once, most rows below one blank.

    A blank here and there says nothing of the row above it.
    """
    keys = [sku_key(text) for text in named if text]
    return bool(named[0]) and len(keys) == len(set(keys)) and 2 * len(keys) <= len(named)


def _text(cell: object) -> str:
    """Return a cell as a text; a number as its digits, as the check reads it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
