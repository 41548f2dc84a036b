"""Barcode labels for products: every one is checked before the first is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.barcode import as_printed
from pos_app.domain.catalogue import Product, sku_key
from pos_app.errors import PosError
from pos_app.goods_names import names_on_paper
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.services.catalogue.product_lookup import all_products
from pos_app.services.paper import label_stocks
from pos_app.services.paper.pdf_files import save_pdf
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.labels.layout import Label
    from pos_app.labels.stock import Stock

DEFAULT_STOCK, DEFAULT_DPI = "TJ108", 203


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A number of labels of one product."""

    sku: str
    copies: int


def one_per_piece(products: Iterable[Product]) -> list[LabelRequest]:
    """Requests a label for every piece in stock."""
    return [LabelRequest(each.sku, each.stock) for each in products if each.stock > 0]


def labels_for(
    shop: Shop, requests: Sequence[LabelRequest], lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[Label]:
    """Returns the labels in the order of the requests, with the goods' names in `lang`.

    Raises PosError `sku_unknown`.
    """
    from pos_app.labels.layout import Label

    known = {sku_key(product.sku): product for product in all_products(shop)}
    labels = []
    for request in requests:
        product = known.get(sku_key(request.sku))
        if product is None:
            raise PosError("sku_unknown", sku=request.sku)
        maker = product.maker_name or product.maker
        code = as_printed(product.barcode) or product.sku
        name, *second = names_on_paper(product.name, product.name_en, lang)
        label = Label(name, product.price, maker, code, *second)
        labels += [label] * request.copies
    return labels


def make_labels(
    shop: Shop,
    requests: Sequence[LabelRequest],
    stock: Stock,
    dpi: int = DEFAULT_DPI,
    start: int = 1,
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> bytes:
    """Returns the labels as a PDF, from the label `start` of the first sheet on.

    Raises PosError with the codes of `check_labels`, before anything is drawn.
    """
    from pos_app.labels.render import to_pdf

    return to_pdf(check_labels(shop, requests, stock, dpi, lang), stock, dpi, start)


def check_labels(
    shop: Shop,
    requests: Sequence[LabelRequest],
    stock: Stock,
    dpi: int,
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> list[Label]:
    """Returns the labels after checking that each can be drawn on `stock` at `dpi`.

    Raises PosError `sku_unknown`, and the codes of `plan`; for a label that does not fit, the
    facts name the stock nearest in size that it fits on.
    """
    from pos_app.labels.layout import nearest_that_fits, plan

    found = labels_for(shop, requests, lang)
    for label in dict.fromkeys(found):
        try:
            plan(label, stock, dpi)
        except PosError as error:
            if error.code not in ("label_too_narrow", "label_too_low"):
                raise
            nearest = nearest_that_fits(label, label_stocks.stocks(shop).values(), dpi)
            facts = {**error.facts, "nearest": nearest.name if nearest else "–"}
            raise PosError(error.code, **facts) from error
    return found


def save_labels(
    shop: Shop,
    requests: Sequence[LabelRequest],
    path: Path,
    stock: Stock,
    dpi: int = DEFAULT_DPI,
    start: int = 1,
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> int:
    """Writes the labels as a PDF; returns how many.

    Raises PosError with the codes of `make_labels`, MachineError `file_not_written`.
    """
    save_pdf(make_labels(shop, requests, stock, dpi, start, lang), path)
    return sum(request.copies for request in requests)


def calibration_page(stock: Stock) -> bytes:
    """Returns a page that shows, held against a sheet, whether the measures are right (PDF)."""
    from pos_app.labels.render import calibration_pdf

    return calibration_pdf(stock)
