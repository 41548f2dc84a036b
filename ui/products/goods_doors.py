"""The doors by which lists of goods come in: a running till, and the first start of one.

What an import dialog asks of them: what is known, what would become of the rows, what was chosen
before. The office's door is with its forms.
"""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.catalogue import Maker
from pos_app.languages import LanguageCode
from pos_app.services.catalogue import import_export, product_lookup, sheet_columns
from pos_app.services.catalogue.import_export import ImportReport, StockRule
from pos_app.services.shop.shop import Shop
from pos_app.sheets.goods import GoodsOptions, GoodsSheet
from pos_app.sheets.grid import Grid
from pos_app.sheets.layout import Choices
from ui.off_thread import off_thread
from ui.session import Session


class GoodsDoor(Protocol):
    """What an import dialog needs; None of a result says that its fault was told already."""

    @property
    def language(self) -> LanguageCode:
        """The language of the sentences."""

    @property
    def own(self) -> str:
        """The code of the maker of goods without one."""

    def makers(self) -> list[Maker]:
        """Return the makers that goods without one can be given to."""

    def remembered(self, grid: Grid) -> Choices:
        """Return what was chosen for a list of this shape before."""

    def remember(self, grid: Grid, choices: Choices) -> None:
        """Keep what was chosen for lists of this shape."""

    def check(self, grid: Grid, options: GoodsOptions) -> GoodsSheet | None:
        """Return the goods of a list, checked."""

    def plan(self, sheet: GoodsSheet, rule: StockRule) -> ImportReport | None:
        """Return what would become of each row."""


class TillDoor:
    """The products screen of a running till."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def language(self) -> LanguageCode:
        """The language of the sentences."""
        return self._session.language

    @property
    def own(self) -> str:
        """The stand's code."""
        return self._session.shop.identity.stand

    def makers(self) -> list[Maker]:
        """Return all makers that the till knows."""
        return product_lookup.all_makers(self._session.shop)

    def remembered(self, grid: Grid) -> Choices:
        """Return what was chosen for a list of this shape before."""
        return sheet_columns.remembered_choices(self._session.shop.settings, grid)

    def remember(self, grid: Grid, choices: Choices) -> None:
        """Keep what was chosen for lists of this shape."""
        settings = self._session.shop.settings
        self._session.store(lambda: sheet_columns.remember_choices(settings, grid, choices))

    def check(self, grid: Grid, options: GoodsOptions) -> GoodsSheet | None:
        """Return the goods of a list, checked."""
        shop = self._session.shop
        return self._session.store(lambda: import_export.check_goods(shop, grid, options))

    def plan(self, sheet: GoodsSheet, rule: StockRule) -> ImportReport | None:
        """Return what would become of each row."""
        shop = self._session.shop
        return self._session.store(
            lambda: import_export.import_goods(shop, sheet, dry_run=True, stock=rule)
        )


class FirstStartDoor:
    """The first start: the till is made, its window is not. Faults of the disk are raised."""

    def __init__(self, shop: Shop, language: LanguageCode) -> None:
        self._shop = shop
        self.language: LanguageCode = language
        self.own = shop.identity.stand

    def makers(self) -> list[Maker]:
        """Return all makers that the till knows."""
        return product_lookup.all_makers(self._shop)

    def remembered(self, grid: Grid) -> Choices:
        """Return what was chosen for a list of this shape before."""
        return sheet_columns.remembered_choices(self._shop.settings, grid)

    def remember(self, grid: Grid, choices: Choices) -> None:
        """Keep what was chosen for lists of this shape: the products screen has it, too."""
        off_thread(lambda: sheet_columns.remember_choices(self._shop.settings, grid, choices))

    def check(self, grid: Grid, options: GoodsOptions) -> GoodsSheet:
        """Return the goods of a list, checked."""
        return off_thread(lambda: import_export.check_goods(self._shop, grid, options))

    def plan(self, sheet: GoodsSheet, rule: StockRule) -> ImportReport:
        """Return what would become of each row."""
        return off_thread(
            lambda: import_export.import_goods(self._shop, sheet, dry_run=True, stock=rule)
        )
