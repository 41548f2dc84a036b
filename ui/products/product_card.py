"""The card of the chosen product: photo, facts and buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.services import staff
from ui import theme as themes
from ui.photos import PhotoCache
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label, rule

PHOTO_HEIGHT = 168


class PhotoView(QWidget):
    """The product's photo, or its initials when it has none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = session.theme
        self._photos: PhotoCache = session.photos
        self._product: Product | None = None
        self.setMinimumHeight(96)
        self.setMaximumHeight(PHOTO_HEIGHT)

    def show_product(self, product: Product | None) -> None:
        """Shows the photo of `product`; None shows nothing."""
        self._product = product
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, PHOTO_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._product is None:
            return
        ratio = self.devicePixelRatioF()
        photo = self._photos.pixmap(self._product.sku, self.size(), ratio, 12)
        if photo is not None:
            painter.drawPixmap(0, 0, photo)
            return
        ground, ink = self._theme.tint(sum(self._product.category.encode()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), 12, 12)
        painter.setPen(ink)
        painter.setFont(themes.font(44, QFont.Weight.Bold))
        initials = "".join(word[0] for word in self._product.name.split()[:2]).upper()
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials)


class ProductCard(QFrame):
    """Shows one product. Signals report which button was pressed."""

    edit_wanted = Signal()
    stock_wanted = Signal()
    photo_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self.photo = PhotoView(session)
        self.name = label(kind="heading", wrap=True)
        self.price = label(kind="title")
        self.edit = KeyButton(self.tr("Edit"), "F2")
        self.stock = KeyButton(self.tr("Stock"), "F4")
        self.change_photo = KeyButton(self.tr("Photo"), "F5")
        self._facts: dict[str, QLabel] = {}
        self._build()
        self.edit.clicked.connect(self.edit_wanted)
        self.stock.clicked.connect(self.stock_wanted)
        self.change_photo.clicked.connect(self.photo_wanted)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.photo, 1)
        column.addWidget(self.name)
        column.addWidget(self.price)
        column.addWidget(rule())
        column.addLayout(self._build_facts())
        column.addStretch(1)
        column.addWidget(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.stock, 1)
        row.addWidget(self.change_photo, 1)
        column.addLayout(row)
        locks = staff.uses_pins(self._session.shop)
        for button in (self.edit, self.stock):
            button.show_lock(locks)

    def _build_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        names = {
            "sku": self.tr("Code"),
            "barcode": self.tr("Barcode"),
            "maker": self.tr("Maker"),
            "category": self.tr("Category"),
            "share": self.tr("Stand's share"),
            "stock": self.tr("Stock at this till"),
        }
        for row, (key, words) in enumerate(names.items()):
            fact = label(kind="strong", wrap=True)
            fact.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            heading = label(words, "hint")
            heading.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(heading, row, 0)
            grid.addWidget(fact, row, 1)
            self._facts[key] = fact
        grid.setColumnStretch(1, 1)
        return grid

    def show_product(self, product: Product | None) -> None:
        """Shows `product`; None clears the card and disables its buttons."""
        self.photo.show_product(product)
        for button in (self.edit, self.stock, self.change_photo):
            button.setEnabled(product is not None)
        self.name.setText(product.name if product else "")
        self.price.setText(format_rupiah(product.price) if product else "")
        facts = {} if product is None else _facts(product)
        for key, fact in self._facts.items():
            fact.setText(facts.get(key, ""))


def _facts(product: Product) -> dict[str, str]:
    share = f"{product.share_bp // 100},{product.share_bp % 100:02}"
    return {
        "sku": product.sku,
        "barcode": product.barcode or "–",
        "maker": product.maker_name or product.maker,
        "category": product.category,
        "share": f"{share.removesuffix(',00')} %",
        "stock": group_digits(product.stock),
    }
