"""Products imported from a sheet, and exported to one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pos_app.bounded.output import write_own
from pos_app.domain.barcode import comparison_key
from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.domain.price_steps import steps_text
from pos_app.errors import MachineError, PosError, Problem, has_errors
from pos_app.services.catalogue.product_lookup import all_makers, all_products
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

if TYPE_CHECKING:
    from pos_app.domain.catalogue_rows import CatalogueRow
    from pos_app.sheets.goods import GoodsOptions, GoodsSheet
    from pos_app.sheets.grid import Grid

StockRule = Literal["keep", "set", "add"]
COLUMNS = (
    "sku",
    "name",
    "category",
    "maker",
    "price_rp",
    "stock",
    "barcode",
    "name_en",
    "share_pct",
    "price_steps",
    "unique",
)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row: the product as it would be, and what it was before, if known."""

    row: int
    product: Product
    before: Product | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or a dry run would do: counts of products, and every problem.

    `stock_kept` counts known products whose stock the sheet gave but the rule left alone.
    `columns`, `header_row`, `ignored` and `made_codes` are those of the sheet.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    stock_kept: int = 0
    problems: tuple[Problem, ...] = ()
    stored: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 0
    ignored: tuple[str, ...] = ()
    made_codes: int = 0
    outcomes: tuple[RowOutcome, ...] = ()


def import_file(
    shop: Shop,
    path: Path,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    stock: StockRule = "keep",
    options: GoodsOptions | None = None,
    sheet: str = "",
) -> ImportReport:
    """Imports a sheet of products, whole or not at all; with `skip_bad` the good rows of it.

    A known SKU gets the new texts and price, and its stock by the rule: keep it, set it to the
    sheet's, or add the sheet's. `options` say what the sheet does not, and `sheet` is the name of
    the one to read in a workbook. Raises PosError `file_not_found`, `file_unreadable`;
    MachineError `reader_not_started`.
    """
    goods = check_goods(shop, read_goods(path, sheet), options)
    return import_goods(shop, goods, dry_run=dry_run, skip_bad=skip_bad, stock=stock)


def import_goods(
    shop: Shop,
    sheet: GoodsSheet,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    stock: StockRule = "keep",
) -> ImportReport:
    """Imports a sheet that was read and checked, by the rules of `import_file`."""
    found = _report_of_sheet(sheet)
    if sheet.good is None:
        return found
    plan = _ImportPlan(shop, sheet, stock)
    report = plan.report(found)
    if dry_run or (has_errors(sheet.problems) and not skip_bad):
        return report
    plan.store(shop, sheet.name)
    return replace(report, stored=True)


def _report_of_sheet(sheet: GoodsSheet) -> ImportReport:
    return ImportReport(
        skipped=sheet.skipped,
        problems=sheet.problems,
        columns=sheet.columns,
        header_row=sheet.header_row,
        ignored=sheet.ignored,
        made_codes=sheet.made_codes,
    )


def report_of_new(sheet: GoodsSheet) -> ImportReport:
    """Returns what an import would do where no product is known: the office's new event."""
    good = sheet.good or []
    outcomes = tuple(RowOutcome(row.row, _product(row, row.maker), None, True) for row in good)
    return replace(_report_of_sheet(sheet), added=len(good), outcomes=outcomes)


def sheet_text(rows: Iterable[CatalogueRow]) -> bytes:
    """Returns checked goods as a CSV file in our own form, which is read as it was checked."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_sheet_row(_product(row, row.maker), row.stock, row.share_bp))
    return text.getvalue().encode()


def _product(row: CatalogueRow, maker: str) -> Product:
    return Product(
        row.sku,
        row.name,
        row.category,
        maker,
        row.price,
        barcode=row.barcode or "",
        name_en=row.name_en,
        steps=row.price_steps,
        unique=row.unique,
    )


def read_goods(path: Path, sheet: str = "") -> Grid:
    """Reads the cells of a sheet; takes a while, and needs no till.

    Raises PosError `file_not_found`, `file_unreadable`; MachineError `reader_not_started`.
    """
    from pos_app.sheets.reader import read_grid  # a till imports no sheet on most days

    return read_grid(path, sheet)


def grid_of_text(text: bytes, name: str) -> Grid:
    """Reads the cells of copied text. Raises MachineError `reader_not_started`."""
    from pos_app.sheets.reader import grid_of_bytes

    return grid_of_bytes(text, name)


def check_goods(shop: Shop, grid: Grid, options: GoodsOptions | None = None) -> GoodsSheet:
    """Finds the goods among the cells of a sheet and checks them; nothing is stored."""
    from pos_app.sheets.goods import GoodsOptions, KnownGoods, goods_of, is_own_sheet

    options = options or GoodsOptions()
    products = () if is_own_sheet(grid, options) else all_products(shop)
    known = KnownGoods(all_makers(shop), products, shop.identity.stand)
    return goods_of(grid, options, known)


class _ImportPlan:
    """What the good rows of a sheet change, computed before anything is written."""

    def __init__(self, shop: Shop, sheet: GoodsSheet, rule: StockRule) -> None:
        self._sheet = sheet
        self._stand = Maker(shop.identity.stand, shop.identity.name or shop.identity.stand)
        self._known = {sku_key(p.sku): p for p in all_products(shop)}
        self._own_shares = catalogue_store.own_shares(shop.database)
        self._makers = all_makers(shop)
        self._maker_codes: dict[str, str] = {}
        self.new_makers: list[Maker] = []
        self.puts: list[tuple[Product, int | None]] = []
        self.stock: list[tuple[str, int]] = []
        self.prices: list[tuple[str, int, int]] = []
        self.outcomes: list[RowOutcome] = []
        self.added = self.changed = self.unchanged = self.stock_kept = 0
        for row in sheet.good or ():
            self._add_row(row, rule)

    def _add_row(self, row: CatalogueRow, rule: StockRule) -> None:
        product = _product(row, self._maker_code(row.maker))
        known = self._known.get(sku_key(row.sku))
        if known is None:
            self.added += 1
            self.puts.append((product, row.share_bp))
            self._add_stock_change(row.sku, row.stock)
            self.outcomes.append(RowOutcome(row.row, product, None, is_changed=True))
            return
        product = self._with_unstated(product, known)
        self._update(product, known, row)
        if row.row not in self._sheet.uncounted:
            self._apply_stock(known, row.stock, rule)

    def _with_unstated(self, product: Product, known: Product) -> Product:
        """Returns the product with what the sheet has no column for as it was before."""
        stated = self._sheet.stated
        return Product(
            known.sku,
            product.name,
            product.category if "category" in stated else known.category,
            product.maker,
            product.price,
            barcode=product.barcode if "barcode" in stated else known.barcode,
            # English names that were typed here are kept where a sheet has an empty cell.
            name_en=product.name_en or known.name_en,
            steps=product.steps if "price_steps" in stated else known.steps,
            unique=product.unique if "unique" in stated else known.unique,
        )

    def _update(self, product: Product, known: Product, row: CatalogueRow) -> None:
        key = sku_key(known.sku)
        share = row.share_bp if "share_pct" in self._sheet.stated else self._own_shares.get(key)
        same = _imported(known) == _imported(product) and self._own_shares.get(key) == share
        self.outcomes.append(RowOutcome(row.row, product, known, is_changed=not same))
        if same:
            self.unchanged += 1
            return
        self.changed += 1
        self.puts.append((product, share))
        if known.price != product.price:
            self.prices.append((known.sku, known.price, product.price))

    def _apply_stock(self, known: Product, stock: int, rule: StockRule) -> None:
        if rule == "add":
            self._add_stock_change(known.sku, stock)
        elif rule == "set":
            self._add_stock_change(known.sku, stock - known.stock)
        elif stock != known.stock:
            self.stock_kept += 1

    def _add_stock_change(self, sku: str, change: int) -> None:
        if change:
            self.stock.append((sku, change))

    def _maker_code(self, text: str) -> str:
        if text not in self._maker_codes:
            maker = match_maker(text, [*self._makers, *self.new_makers])
            if maker is None:
                maker = self._stand if text == self._stand.code else Maker(text, text)
                self.new_makers.append(maker)
            self._maker_codes[text] = maker.code
        return self._maker_codes[text]

    def _newly_unique(self) -> list[str]:
        """Returns the SKUs that the sheet makes one of a kind."""
        known = {key for key, product in self._known.items() if product.unique}
        new = (product for product, _ in self.puts if product.unique)
        return [product.sku for product in new if sku_key(product.sku) not in known]

    def _barcodes_in_use(self) -> list[Problem]:
        """A warning for each product whose number another one of its maker has at this till."""
        put = {sku_key(product.sku) for product, _ in self.puts}
        taken = {
            (each.maker, comparison_key(each.barcode)): each
            for key, each in self._known.items()
            if each.barcode and key not in put
        }
        found = []
        for row in self.outcomes:
            code = row.product.barcode
            other = taken.get((row.product.maker, comparison_key(code))) if code else None
            if row.is_changed and other is not None:
                facts = {"barcode": code, "name": other.name, "sku": other.sku}
                found.append(Problem("barcode_known", "warning", facts, row=row.row))
        return found

    def report(self, found: ImportReport) -> ImportReport:
        """Returns the counts, with a warning of barcodes in use and of stock left aside."""
        problems = (*found.problems, *self._barcodes_in_use())
        if self.stock_kept:
            kept = Problem("stock_kept", "warning", {"count": self.stock_kept})
            problems = (*problems, kept)
        return replace(
            found,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            stock_kept=self.stock_kept,
            problems=problems,
            outcomes=tuple(self.outcomes),
        )

    def store(self, shop: Shop, file: str) -> None:
        """Writes all changes in one transaction, with their rows in the journal."""
        with shop.transaction():
            now = shop.now()
            catalogue_store.put_makers(shop.database, self.new_makers)
            catalogue_store.put_products(shop.database, self.puts)
            fact = {
                "file": file,
                "added": self.added,
                "changed": self.changed,
                "prices": [list(item) for item in self.prices],
            }
            if unique := self._newly_unique():
                fact["unique"] = unique
            shop.record("import", fact, at=now)
            if self.stock:
                changes = [list(item) for item in self.stock]
                moved = {"changes": changes, "move": "import", "reason": file}
                seq = shop.record("stock", moved, at=now)
                catalogue_store.add_stock(shop.database, self.stock, now, "import", file, seq)


def _imported(product: Product) -> tuple[object, ...]:
    """Returns what a sheet says of a product, besides share and stock."""
    names = (product.sku, product.name, product.name_en, product.category)
    figures = (product.price, product.barcode, product.steps, product.unique)
    return (*names, product.maker, *figures)


def export_file(shop: Shop, path: Path) -> int:
    """Writes the products as a CSV file that `import_file` reads; returns how many.

    Raises PosError `file_exists`, `sheet_kind_unknown`; MachineError `file_unwritable`.
    """
    if path.suffix.lower() != ".csv":
        raise PosError("sheet_kind_unknown", file=path.name)
    shares = catalogue_store.own_shares(shop.database)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    found = all_products(shop)
    # A sheet for programs that know only the older columns has no more, where none is needed.
    spare = 0 if any(p.unique for p in found) else 1 if any(p.steps for p in found) else 2
    last = len(COLUMNS) - spare
    writer.writerow(COLUMNS[:last])
    for product in found:
        writer.writerow(_export_row(product, shares.get(sku_key(product.sku)))[:last])
    try:
        write_own(path, text.getvalue().encode())
    except MachineError as error:
        raise MachineError("file_unwritable", file=str(path), reason=str(error)) from error
    return len(found)


def _export_row(product: Product, share_bp: int | None) -> tuple[object, ...]:
    return _sheet_row(product, product.stock, share_bp)


def _sheet_row(product: Product, stock: int, share_bp: int | None) -> tuple[object, ...]:
    share = "" if share_bp is None else f"{share_bp // 100}.{share_bp % 100:02d}"
    return (
        product.sku,
        product.name,
        product.category,
        product.maker_name or product.maker,
        product.price,
        stock,
        product.barcode,
        product.name_en,
        share,
        steps_text(product.steps),
        "yes" if product.unique else "",
    )
