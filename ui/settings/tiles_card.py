"""Settings of the sell screen: size and order of the tiles, keys for numbers on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.services.catalogue.tiles import CATALOGUE, SELLING
from pos_app.services.shop.setting_keys import NUMBER_PAD, TILE_ORDER, TILE_SIZE
from ui.session import OFF, ON, Session
from ui.settings.choice_rows import ChoiceRows
from ui.widgets.restyle import label

BY_ITSELF = ""


class TilesCard(QWidget):
    """Stores every choice at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ChoiceRows(session, self)
        self.choices = self._rows.buttons
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(label(self.tr("On the sell screen"), "strong"), 0, 0, 1, 3)
        sizes = {"small": self.tr("Small"), "medium": self.tr("Medium"), "large": self.tr("Large")}
        self._rows.add(grid, 1, self.tr("Tiles"), TILE_SIZE, sizes, "medium")
        orders = {CATALOGUE: self.tr("By category"), SELLING: self.tr("What sells today")}
        self._rows.add(grid, 2, self.tr("In front"), TILE_ORDER, orders, CATALOGUE)
        pads = {
            BY_ITSELF: self.tr("After a touch"),
            ON: self.tr("Always"),
            OFF: self.tr("Never"),
        }
        self._rows.add(grid, 3, self.tr("Touch screen"), NUMBER_PAD, pads, BY_ITSELF)
        words = self.tr(
            "Favourites stand before all: Ctrl+D, or hold a tile down. Ctrl++ and Ctrl+- change the"
            " size. Keys for numbers appear beside what they fill in."
        )
        grid.addWidget(label(words, "hint", wrap=True), 4, 0, 1, 3)
        grid.setColumnStretch(2, 1)

    def refresh(self) -> None:
        """Show what is stored."""
        for key, first in ((TILE_SIZE, "medium"), (TILE_ORDER, CATALOGUE), (NUMBER_PAD, BY_ITSELF)):
            self._rows.show(key, first)
