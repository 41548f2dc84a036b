"""The small buttons of an open book: exact figures, a sale, the board, the page of all keys."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.services.office.book_view import counts_text
from ui.office.office_keys import office_sections
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton


class BookTools(QWidget):
    """Works from every page; without a book only the page of all keys does.

    `board_button` stands in the window's header, where there is room for it.
    """

    def __init__(self, session: OfficeSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self.guide_anchor = "office"
        self.figures = KeyButton(self.tr("Exact figures"), "Ctrl+T", "small")
        self.find_button = KeyButton(self.tr("Find a sale"), "Ctrl+F", "small")
        self.board_button = KeyButton(self.tr("Board"), kind="small")
        self.board_button.setToolTip(f"{self.board_button.text()} (Ctrl+B)".strip())
        self.help = KeyButton("?", kind="help")
        self.help.setAccessibleName(self.tr("All keys"))
        self.help.setToolTip(self.tr("All keys"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.figures)
        row.addWidget(self.find_button)
        row.addWidget(self.help)
        self.figures.clicked.connect(self.show_figures)
        self.find_button.clicked.connect(self.find_sale)
        self.board_button.clicked.connect(self.show_board)
        self.help.clicked.connect(self.show_help)
        QShortcut(QKeySequence("Ctrl+T"), window, self.show_figures)
        QShortcut(QKeySequence("Ctrl+B"), window, self.show_board)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), window, self.find_sale)

    def show_book(self, has_book: bool) -> None:
        """Show the buttons that need a book, or hide them."""
        for button in (self.figures, self.find_button, self.board_button):
            button.setVisible(has_book)

    def show_figures(self) -> None:
        """Show the exact confirmed sums as tables."""
        view, language = self._session.view, self._session.language
        if view is not None:
            from pos_app.services.office.figures import figure_tables
            from ui.office.figures_dialog import FiguresDialog

            tables = figure_tables(view.status, language)
            words = counts_text(view.status, language)
            FiguresDialog.show_figures(tables, words, language, self.window())

    def find_sale(self) -> None:
        """Find a sale in the stored day files, and show its receipt."""
        if self._session.view is not None:
            from ui.office.sales_finder import SalesFinder

            SalesFinder.show_over(self._session, self.window())

    def show_board(self) -> None:
        """Show the board for the hall on the screen that the window is not on, if there is one."""
        if self._session.view is not None:
            from ui.office.board_window import BoardWindow

            board = BoardWindow(self._session, self.window())
            mine = self.window().screen()
            others = [each for each in QGuiApplication.screens() if each is not mine]
            board.setGeometry((others[0] if others else mine).geometry())
            board.showFullScreen()

    def show_help(self) -> None:
        """Show the page of all keys."""
        from ui.guide.show_guide import show_keys

        show_keys(self.window(), self.guide_anchor, self._session, office_sections())

    def show_guide(self, dialog: QWidget | None = None) -> None:
        """Open the guide where it tells of the page or dialog in front."""
        from ui.guide.show_guide import show_guide

        columns = office_sections()
        show_guide(self.window(), self.guide_anchor, self._session, columns, dialog)
