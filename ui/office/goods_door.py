"""The office's door for lists of goods: the form of a new event."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.catalogue import Maker
from pos_app.languages import LanguageCode
from pos_app.services.catalogue import import_export, sheet_columns
from pos_app.services.catalogue.import_export import ImportReport, StockRule
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of
from pos_app.sheets.grid import Grid
from pos_app.sheets.layout import Choices
from ui.off_thread import off_thread
from ui.office.office_session import OfficeSession


class OfficeDoor:
    """Nothing is known but the makers of the form; `own` is the event's code."""

    def __init__(self, session: OfficeSession, makers: Callable[[], list[Maker]], own: str) -> None:
        self._session = session
        self._makers = makers
        self.own = own

    @property
    def language(self) -> LanguageCode:
        """The language of the sentences."""
        return self._session.language

    def makers(self) -> list[Maker]:
        """Return the makers of the form."""
        return self._makers()

    def remembered(self, grid: Grid) -> Choices:
        """Return what was chosen for a list of this shape before, at any fair."""
        return sheet_columns.remembered_choices(self._session.settings, grid)

    def remember(self, grid: Grid, choices: Choices) -> None:
        """Keep what was chosen for lists of this shape."""
        settings = self._session.settings
        self._session.attempt(lambda: sheet_columns.remember_choices(settings, grid, choices))

    def check(self, grid: Grid, options: GoodsOptions) -> GoodsSheet | None:
        """Return the goods of a list, checked."""
        known = KnownGoods(self.makers(), (), self.own)
        return self._session.attempt(lambda: off_thread(lambda: goods_of(grid, options, known)))

    def plan(self, sheet: GoodsSheet, _rule: StockRule) -> ImportReport:
        """Return what would become of each row: all goods are new."""
        return import_export.report_of_new(sheet)
