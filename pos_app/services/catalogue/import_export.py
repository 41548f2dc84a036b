"""What the stand sells: taken from a sheet, looked up at the counter, written out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pos_app.domain.barcode import scan_candidates
from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.errors import MachineError, PosError, Problem, has_errors
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

if TYPE_CHECKING:
    from pos_app.domain.catalogue_rows import CatalogueRow

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
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with a dry run would do: counts of products, and every problem.

    `stock_kept` counts known products whose stock the sheet gave but the rule left alone.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    stock_kept: int = 0
    problems: tuple[Problem, ...] = ()
    stored: bool = False


def products(shop: Shop) -> list[Product]:
    """Every product, by category and name."""
    return catalogue_store.products(shop.database)


def makers(shop: Shop) -> list[Maker]:
    return catalogue_store.makers(shop.database)


def categories(found: Iterable[Product]) -> list[str]:
    """The categories of these products, in the order of their first one."""
    return list(dict.fromkeys(product.category for product in found))


def find_code(shop: Shop, code: str) -> list[Product]:
    """The products that a scanned or typed code names: none, one, or several to choose from.

    What a scanner was set to put before every code is left out when the code is known without it.
    """
    for each in scan_candidates(code):
        found = catalogue_store.products_by_code(shop.database, each)
        if found:
            return found
    return []


def import_file(
    shop: Shop,
    path: Path,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    stock: StockRule = "keep",
) -> ImportReport:
    """Takes a sheet of goods, whole or not at all; with `skip_bad` the good rows of it.

    A known SKU gets the new texts and price; its stock only by the rule. Raises PosError
    `file_not_found`, `file_unreadable`.
    """
    from pos_app.domain.catalogue_rows import check_rows
    from pos_app.sheets.reader import read_table

    table = read_table(path)
    if not table.header:
        return ImportReport(problems=tuple(table.problems))
    rows, problems = check_rows(
        table.header, [(row.row, row.cells) for row in table.rows], path.name
    )
    problems = (*table.problems, *problems)
    bad = {problem.row for problem in problems if problem.severity == "error"}
    if None in bad or any(problem.code == "column_missing" for problem in problems):
        return ImportReport(problems=problems, skipped=len(table.rows))
    good = [row for row in rows if row.row not in bad]
    plan = _Plan(shop, good, stock)
    report = plan.report(len(bad | {row.row for row in table.rows}) - len(good), problems)
    if dry_run or (has_errors(problems) and not skip_bad):
        return report
    plan.store(shop, path.name)
    return replace(report, stored=True)


class _Plan:
    """What a sheet's good rows change, worked out before anything is written."""

    def __init__(self, shop: Shop, rows: list[CatalogueRow], rule: StockRule) -> None:
        self._known = {sku_key(p.sku): p for p in products(shop)}
        self._own_shares = catalogue_store.own_shares(shop.database)
        self._makers = makers(shop)
        self.new_makers: list[Maker] = []
        self.puts: list[tuple[Product, int | None]] = []
        self.stock: list[tuple[str, int]] = []
        self.prices: list[tuple[str, int, int]] = []
        self.added = self.changed = self.unchanged = self.stock_kept = 0
        for row in rows:
            self._take(row, rule)

    def _take(self, row: CatalogueRow, rule: StockRule) -> None:
        product = Product(
            row.sku,
            row.name,
            row.category,
            self._maker(row.maker),
            row.price,
            barcode=row.barcode or "",
            name_en=row.name_en,
        )
        known = self._known.get(sku_key(row.sku))
        if known is None:
            self.added += 1
            self.puts.append((product, row.share_bp))
            self._move(row.sku, row.stock)
            return
        product = replace(product, sku=known.sku)
        self._change(product, known, row)
        self._restock(known, row.stock, rule)

    def _change(self, product: Product, known: Product, row: CatalogueRow) -> None:
        key = sku_key(known.sku)
        same = (
            replace(known, share_bp=0, stock=0, maker_name="") == product
            and self._own_shares.get(key) == row.share_bp
        )
        if same:
            self.unchanged += 1
            return
        self.changed += 1
        self.puts.append((product, row.share_bp))
        if known.price != product.price:
            self.prices.append((known.sku, known.price, product.price))

    def _restock(self, known: Product, stock: int, rule: StockRule) -> None:
        if rule == "add":
            self._move(known.sku, stock)
        elif rule == "set":
            self._move(known.sku, stock - known.stock)
        elif stock != known.stock:
            self.stock_kept += 1

    def _move(self, sku: str, change: int) -> None:
        if change:
            self.stock.append((sku, change))

    def _maker(self, text: str) -> str:
        maker = match_maker(text, [*self._makers, *self.new_makers])
        if maker is None:
            maker = Maker(text, text)
            self.new_makers.append(maker)
        return maker.code

    def report(self, skipped: int, problems: tuple[Problem, ...]) -> ImportReport:
        if self.stock_kept:
            kept = Problem("stock_kept", "warning", {"count": self.stock_kept})
            problems = (*problems, kept)
        return ImportReport(
            self.added, self.changed, self.unchanged, skipped, self.stock_kept, problems
        )

    def store(self, shop: Shop, file: str) -> None:
        """Writes it all in one transaction, with the facts of it in the journal."""
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
            shop.record("import", fact, at=now)
            if self.stock:
                changes = [list(item) for item in self.stock]
                moved = {"changes": changes, "move": "import", "reason": file}
                seq = shop.record("stock", moved, at=now)
                catalogue_store.add_stock(shop.database, self.stock, now, "import", file, seq)


def export_file(shop: Shop, path: Path) -> int:
    """Writes the catalogue as a CSV that `import_file` takes back; returns how many products.

    Raises PosError `file_unwritable`, `sheet_kind_unknown`.
    """
    if path.suffix.lower() != ".csv":
        raise PosError("sheet_kind_unknown", file=path.name)
    shares = catalogue_store.own_shares(shop.database)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    found = products(shop)
    for product in found:
        writer.writerow(_export_row(product, shares.get(sku_key(product.sku))))
    try:
        path.write_bytes(text.getvalue().encode())
    except OSError as error:
        raise MachineError("file_unwritable", file=str(path), reason=str(error)) from error
    return len(found)


def _export_row(product: Product, share_bp: int | None) -> tuple[object, ...]:
    share = "" if share_bp is None else f"{share_bp // 100}.{share_bp % 100:02d}"
    return (
        product.sku,
        product.name,
        product.category,
        product.maker_name or product.maker,
        product.price,
        product.stock,
        product.barcode,
        product.name_en,
        share,
    )
