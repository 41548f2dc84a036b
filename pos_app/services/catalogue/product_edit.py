"""Adding one product, or changing one, from what a person typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pos_app.domain import barcode as barcodes
from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.domain.catalogue_rows import CatalogueRow, check_rows
from pos_app.domain.money import Rupiah
from pos_app.domain.price_steps import steps_text
from pos_app.errors import PosError
from pos_app.services.catalogue.product_lookup import product_of_sku
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """A product as it is typed: the price in rupiah, the stand's share in per cent or empty."""

    sku: str
    name: str
    category: str
    maker: str
    price: Rupiah
    barcode: str = ""
    name_en: str = ""
    share_pct: str = ""
    price_steps: str = ""
    unique: bool = False


def entry_of(shop: Shop, product: Product) -> ProductEntry:
    """Returns the product as it would be typed."""
    share = catalogue_store.own_shares(shop.database).get(sku_key(product.sku))
    return ProductEntry(
        product.sku,
        product.name,
        product.category,
        product.maker_name or product.maker,
        product.price,
        product.barcode,
        product.name_en,
        "" if share is None else f"{share / 100:g}",
        steps_text(product.steps),
        product.unique,
    )


def save_product(shop: Shop, entry: ProductEntry, *, new: bool, by: str = "") -> Product:
    """Adds a new product, or changes the one with that SKU; the journal notes both prices.

    Raises PosError with the first error that the same row of a sheet would have; `sku_known`,
    `sku_unknown`, `barcode_taken`.
    """
    row = _checked(entry)
    with shop.transaction():
        _store(shop, row, by, new=new)
    found = product_of_sku(shop, row.sku)
    assert found is not None
    return found


def _store(shop: Shop, row: CatalogueRow, by: str, *, new: bool) -> None:
    """Stores the product of a checked row, inside a transaction."""
    known = product_of_sku(shop, row.sku)
    if new and known is not None:
        raise PosError("sku_known", sku=known.sku, name=known.name)
    if not new and known is None:
        raise PosError("sku_unknown", sku=row.sku)
    maker, is_new_maker = _maker(shop, row.maker)
    product = Product(
        known.sku if known else row.sku,
        row.name,
        row.category,
        maker.code,
        row.price,
        barcode=row.barcode or "",
        name_en=row.name_en,
        steps=row.price_steps,
        unique=row.unique,
    )
    _check_barcode(shop, product)
    if is_new_maker:
        catalogue_store.put_makers(shop.database, [maker])
    catalogue_store.put_products(shop.database, [(product, row.share_bp)])
    shop.record("product", product_fact(product, known, row.share_bp), at=shop.now(), by=by)


def set_english_names(shop: Shop, names: Mapping[str, str], *, by: str = "") -> int:
    """Stores the English names by SKU, all of them or none; returns how many are new.

    An empty name is one that the product has no more. Raises PosError `sku_unknown`, and as
    `save_product` does.
    """
    rows = []
    for sku, typed in names.items():
        known, name = product_of_sku(shop, sku), " ".join(typed.split())
        if known is None:
            raise PosError("sku_unknown", sku=sku)
        if known.name_en != name:
            rows.append(_checked(replace(entry_of(shop, known), name_en=name)))
    with shop.transaction():
        for row in rows:
            _store(shop, row, by, new=False)
    return len(rows)


def _checked(entry: ProductEntry) -> CatalogueRow:
    """Returns the entry as a row of a sheet. Raises PosError with its first error."""
    cells = {
        "sku": entry.sku,
        "name": entry.name,
        "category": entry.category,
        "maker": entry.maker,
        "price_rp": entry.price,
        "stock": 0,
        "barcode": entry.barcode,
        "name_en": entry.name_en,
        "share_pct": entry.share_pct,
        "price_steps": entry.price_steps,
        "unique": entry.unique,
    }
    rows, problems = check_rows(list(cells), [(1, cells)], "")
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PosError(errors[0].code, **errors[0].facts)
    return rows[0]


def _maker(shop: Shop, text: str) -> tuple[Maker, bool]:
    found = match_maker(text, catalogue_store.makers(shop.database))
    return (found, False) if found else (Maker(text, text), True)


def _check_barcode(shop: Shop, product: Product) -> None:
    """Refuses a second product of the same maker with the same barcode.

    Products of two makers may share one: the seller is asked which is meant.
    """
    if not product.barcode:
        return
    key = barcodes.comparison_key(product.barcode)
    for other in catalogue_store.products(shop.database):
        same = other.barcode and barcodes.comparison_key(other.barcode) == key
        if same and other.maker == product.maker and sku_key(other.sku) != sku_key(product.sku):
            raise PosError("barcode_taken", barcode=product.barcode, name=other.name)


def product_fact(
    product: Product, known: Product | None, share_bp: int | None
) -> dict[str, object]:
    """Returns the journal fact of a product as it is now; `known` is what it was before."""
    steps = {"price_steps": steps_text(product.steps)} if product.steps else {}
    return {
        **steps,
        **({"unique": True} if product.unique else {}),
        "sku": product.sku,
        "name": product.name,
        "category": product.category,
        "maker": product.maker,
        "barcode": product.barcode,
        "share_bp": share_bp,
        "price_before": known.price if known else None,
        "price": product.price,
    }
