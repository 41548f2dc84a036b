"""The buyer's window: cart with total, QRIS code, change and thanks.

Its texts are in Indonesian and English at once, whatever the language of the till.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.sale import SaleLine
from pos_app.services.catalogue import maker_cards
from pos_app.services.catalogue.maker_cards import ToldMaker
from ui.buyer_view import ConsentAsked, MakerShown, QrisRequest, ThankYou
from ui.session import Session
from ui.till_timer import TillTimer
from ui.widgets.fit_label import FitLabel
from ui.widgets.fit_screen import fit_screen
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label, rule, set_state
from ui.widgets.told_maker import photo_of, told_lines

MOST_LINES = 9
MOST_TWICE_NAMED = 6  # lines that leave room for a second name below each
LOW = 700  # px; a lower window has room for half as many
WELCOME = "Selamat datang · Welcome"
THANKS = "Terima kasih · Thank you"
CHANGE = "Kembalian · Change"
PAID = "Lunas · Paid"
SCAN = "Scan untuk membayar · Scan to pay"
TYPE_IT = "Ketik jumlah ini · Type this amount"
EARLIER = "{0} sebelumnya · {0} more above"
PRACTICE = "LATIHAN · PRACTICE"
HOME = "ID"
MOST_TOLD = 4  # technique and village, and the story, in two languages
PHOTO = 420  # pixels
LARGE_UP_TO = 700  # characters of a maker's card that have room in large letters
SHOW_MS = 12_000  # long enough to read a card


class CustomerWindow(QWidget):
    """Follows the session. Takes neither keys nor the focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("window")
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        identity = session.shop.identity
        self.stand = FitLabel(44)
        self.stand.setText(identity.name or f"Stan {identity.stand}")
        self.welcome = label(WELCOME, "title")
        self.rows = [
            (label(kind="title"), label(kind="heading"), label(kind="title"))
            for _ in range(MOST_LINES)
        ]
        self.english = [label(kind="heading") for _ in range(MOST_LINES)]
        for each in self.english:
            each.hide()
        self.earlier = label(kind="hint")
        self.total = FitLabel(72)
        self.code = QrView()
        self.amount = FitLabel(72)
        self.merchant = label(kind="title", wrap=True)
        self.nmid = label(kind="heading")
        self.in_words = label(kind="heading", wrap=True)
        self.maker_name = FitLabel(44)
        self.maker_photo = QLabel()
        self.maker_told = [label(kind="heading", wrap=True) for _ in range(MOST_TOLD)]
        self._makers: list[ToldMaker] = []
        self._at = 0
        self._show = TillTimer(session, self, self.show_next, SHOW_MS)
        self.consent = label(kind="title", wrap=True)
        self.thanks = FitLabel(44)
        self.caption = label(kind="title")
        self.change = FitLabel(96)
        self.sum = label(kind="heading")
        self.pages = QStackedWidget()
        self._build(identity.training)
        session.changed.connect(self.refresh)
        session.buyer_view_changed.connect(self.refresh)
        self.refresh()

    def _build(self, training: bool) -> None:
        self.setWindowTitle(THANKS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if training:
            mark = QLabel(PRACTICE)
            mark.setObjectName("practice")
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(mark)
        self._idle = _page(self.stand, self.welcome)
        self._cart = self._build_cart()
        self._qris = self._build_qris()
        self._thanks = _page(self.thanks, self.sum, self.caption, self.change)
        self.thanks.setText(THANKS)
        self.change.setProperty("kind", "change")
        self._maker = self._build_maker()
        self._consent = _page(self.consent)
        pages = (self._idle, self._cart, self._qris, self._thanks, self._maker, self._consent)
        for page in pages:
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        fit_screen(self)

    def _build_cart(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(12)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(12)
        inside.addWidget(self.earlier)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        for row, (name, pieces, amount) in enumerate(self.rows):
            names = QVBoxLayout()
            names.setSpacing(0)
            for each in (name, self.english[row]):
                each.setMinimumWidth(80)
                names.addWidget(each)
            grid.addLayout(names, row, 0)
            grid.addWidget(pieces, row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(amount, row, 2, Qt.AlignmentFlag.AlignRight)
        inside.addLayout(grid)
        inside.addStretch(1)
        column.addWidget(frame, 1)
        foot = QHBoxLayout()
        foot.addWidget(label("Total", "title"))
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.total, 1)
        column.addLayout(foot)
        return page

    def _build_qris(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(40, 32, 40, 32)
        row.setSpacing(40)
        row.addWidget(self.code, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(label("QRIS", "title"))
        column.addWidget(self.amount)
        column.addWidget(self.in_words)
        column.addWidget(rule())
        column.addWidget(self.merchant)
        column.addWidget(self.nmid)
        column.addSpacing(16)
        column.addWidget(label(SCAN, "heading", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 1)
        return page

    def _build_maker(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(40, 32, 40, 32)
        row.setSpacing(40)
        self.maker_photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.maker_photo)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.maker_name)
        for each in self.maker_told:
            column.addWidget(each)
        column.addStretch(1)
        row.addLayout(column, 1)
        return page

    def show_next(self) -> None:
        """While nobody buys, shows the next maker's card, and the welcome after the last."""
        if not self._at:
            self._makers = maker_cards.told_makers(self._session.shop)
        self._at = (self._at + 1) % (len(self._makers) + 1)
        if self._at:
            self._show_maker(self._makers[self._at - 1])
        else:
            self.pages.setCurrentWidget(self._idle)

    def _show_maker(self, maker: ToldMaker) -> None:
        self.maker_name.setText(maker.name)
        told = [words for words, _ in told_lines(maker)]
        is_short = sum(map(len, told)) <= LARGE_UP_TO and self.height() >= LOW
        for each, words in zip(self.maker_told, (*told, "", "", "", ""), strict=False):
            set_state(each, "kind", "told" if is_short else "heading")
            each.setText(words)
            each.setVisible(bool(words))
        picture = photo_of(maker.card.photo, PHOTO)
        self.maker_photo.setVisible(picture is not None)
        if picture is not None:
            self.maker_photo.setPixmap(picture)
        self.pages.setCurrentWidget(self._maker)

    def refresh(self) -> None:
        """Shows the page for the current state of the sale."""
        shown = self._session.buyer_view
        idle = shown is None and not len(self._session.cart)
        if not idle:
            self._show.stop()
            self._at = 0
        if isinstance(shown, QrisRequest):
            self._show_qris(shown)
        elif isinstance(shown, MakerShown):
            self._show_maker(shown.maker)
        elif isinstance(shown, ConsentAsked):
            self.consent.setText(shown.words)
            self.pages.setCurrentWidget(self._consent)
        elif isinstance(shown, ThankYou) and not len(self._session.cart):
            self._show_thanks(shown)
        elif len(self._session.cart):
            self._show_cart()
        elif not self._show.isActive():
            self.pages.setCurrentWidget(self._idle)
            self._show.start()

    def _show_qris(self, asked: QrisRequest) -> None:
        self.code.show_code(asked.payload)
        self.amount.setText(format_rupiah(asked.amount))
        self.in_words.setText("\n".join((TYPE_IT, *asked.words)))
        self.in_words.setVisible(bool(asked.words))
        self.merchant.setText(asked.merchant)
        self.nmid.setText(f"NMID {asked.nmid}")
        self.pages.setCurrentWidget(self._qris)

    def _show_thanks(self, thanked: ThankYou) -> None:
        sale = thanked.sale
        self.sum.setText(f"Total {format_rupiah(sale.net)}")
        self.caption.setText(CHANGE if sale.change else PAID)
        unseen = any(tender.method == "qris" and not tender.confirmed for tender in sale.tenders)
        self.caption.setVisible(not unseen)
        self.change.setVisible(bool(sale.change))
        self.change.setText(format_rupiah(sale.change))
        self.pages.setCurrentWidget(self._thanks)

    def _show_cart(self) -> None:
        lines = self._session.cart.lines()
        before = len(lines) - MOST_LINES
        self.earlier.setText(EARLIER.format(before))
        self.earlier.setVisible(before > 0)
        for row, shown in enumerate(self.rows):
            at = row + max(before, 0)
            texts, second = ("", "", ""), ""
            if at < len(lines):
                texts, second = self._row_texts(lines[at], self._english_of(at), len(lines))
            for each, text in zip(shown, texts, strict=True):
                each.setText(text)
                each.setVisible(bool(text))
            self.english[row].setText(second)
            self.english[row].setVisible(bool(second))
        self.total.setText(format_rupiah(self._session.cart.total))
        self.pages.setCurrentWidget(self._cart)

    def _english_of(self, index: int) -> str:
        """The English name of a line; empty where it has none or the same one."""
        product = self._session.cart.items[index].product
        return product.name_en if sku_key(product.name_en) != sku_key(product.name) else ""

    def _row_texts(
        self, line: SaleLine, english: str, count: int
    ) -> tuple[tuple[str, str, str], str]:
        """The texts of a row, name, quantity with unit price, amount, and its second name.

        Where many lines leave no room for two names, a guest from abroad reads the English one.
        """
        pieces = f"{line.qty} × {group_digits(line.unit_price)}"
        room = count <= (MOST_TWICE_NAMED if self.height() >= LOW else MOST_TWICE_NAMED // 2)
        guest = self._session.cart.country not in ("", HOME)
        name = english if english and guest and not room else line.name
        return (name, pieces, group_digits(line.amount)), english if room else ""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lets the program close the window, but not the person in front of it."""
        event.setAccepted(not event.spontaneous())


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(40, 40, 40, 40)
    column.setSpacing(16)
    column.addStretch(1)
    for widget in widgets:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(widget)
    column.addStretch(1)
    return page
