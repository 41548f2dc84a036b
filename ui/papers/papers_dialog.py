"""The stand's papers: chosen at the left, shown at the right, then saved or printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.paper import reports
from pos_app.services.paper.reports import PaperKind
from ui.printing.paper_preview import PaperPreview
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.names_choice import names_choice
from ui.widgets.restyle import label

CHOICES = 232  # pixels: the longest name of a paper with its margins


class PapersDialog(FittingDialog):
    """Every paper of the stand.

    While the till is open, the day's report needs a lead: it states the expected cash, and the
    count has to stay blind.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._allowed = False
        self._chosen: PaperKind | None = None
        self.names = names_choice()
        self.preview = PaperPreview(session)
        self.status_label = label(kind="hint", wrap=True)
        self.error_label = label(kind="error", wrap=True)
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._group = QButtonGroup(self)
        self.choices: dict[PaperKind, KeyButton] = {}
        self._build()
        self.preview.done.connect(self._show_status)
        self.close_.clicked.connect(self.accept)
        self.names.activated.connect(self._show_again)
        self.show_paper(PaperKind.PRICES if self._blind else PaperKind.DAY)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Papers"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addLayout(self._build_choices())
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.names)
        column.addWidget(self.error_label)
        column.addWidget(self.preview, 1)
        column.addWidget(self.status_label)
        row.addLayout(column, 1)
        self.error_label.hide()
        self.status_label.hide()
        parent = self.parentWidget()
        top = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(top.width() - 60, top.height() - 40)

    def _build_choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Papers"), "title"))
        for number, (paper, words) in enumerate(self._names().items(), 1):
            button = KeyButton(words, str(number), "choice")
            button.setCheckable(True)
            button.setFixedWidth(CHOICES)
            button.show_lock(paper is PaperKind.DAY and self._blind)
            button.clicked.connect(partial(self.show_paper, paper))
            self._group.addButton(button)
            self.choices[paper] = button
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.close_)
        return column

    def _names(self) -> dict[PaperKind, str]:
        return {
            PaperKind.DAY: self.tr("Day report"),
            PaperKind.MAKERS: self.tr("Makers, this day"),
            PaperKind.MAKERS_ALL: self.tr("Makers, all days"),
            PaperKind.CLOSING: self.tr("Closing slip"),
            PaperKind.STOCK: self.tr("Stock list"),
            PaperKind.PRICES: self.tr("Price list"),
            PaperKind.SCANNER: self.tr("Mend a scanner"),
            PaperKind.CARDS: self.tr("Cards of the makers"),
            PaperKind.TILL_CARD: self.tr("Till card"),
        }

    @property
    def _blind(self) -> bool:
        """Whether the day's report needs a lead's permission first."""
        session = self._session
        locked = session.day is not None and staff.uses_pins(session.shop)
        return locked and not self._allowed and not authorisation.lead_is_signed_in(session)

    def show_paper(self, paper: PaperKind, _checked: bool = False) -> None:
        """Show a paper in the preview, or the reason why there is none."""
        if paper is PaperKind.DAY and self._blind:
            words = self.tr("See the day's report")
            if authorisation.ask_lead(self._session, words, self) is None:
                self._check(self._chosen)
                return
            self._allowed = True
            self.choices[paper].show_lock(False)
        self._chosen = paper
        self._check(paper)
        self._show(paper)

    def _check(self, paper: PaperKind | None) -> None:
        if paper is not None:
            self.choices[paper].setChecked(True)
            self.choices[paper].setFocus()

    def _show_again(self, _at: int) -> None:
        if self._chosen is not None:
            self._show(self._chosen)

    def _show(self, paper: PaperKind) -> None:
        shop, lang = self._session.shop, str(self.names.currentData())
        if paper is not PaperKind.PRICES:
            lang = self._session.language
        self.names.setVisible(paper is PaperKind.PRICES)
        self.status_label.hide()
        try:
            pdf, name = reports.make_paper(shop, paper, lang), reports.paper_name(shop, paper)
        except PosError as error:
            self.preview.show_pdf(None, "")
            self.error_label.setText(sentence(error, self._session.language))
            self.error_label.show()
            self.make_room()
            return
        self.error_label.hide()
        self.preview.show_pdf(pdf, name)

    def _show_status(self, words: str) -> None:
        self.status_label.setText(words)
        self.status_label.show()

    def fixed_buttons(self) -> list[QPushButton]:
        return [self.close_]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.choices):
            self.show_paper(list(self.choices)[number])
        elif not self.preview.handle_key(event):
            super().keyPressEvent(event)

    @classmethod
    def show_papers(cls, session: Session, parent: QWidget) -> None:
        """Show the dialog until it is closed."""
        dialog = cls(session, parent)
        dialog.exec()
        dialog.deleteLater()
