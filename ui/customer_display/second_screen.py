"""Shows the buyer's window on a second screen, and closes it when that is unplugged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from ui.session import Session

if TYPE_CHECKING:
    from ui.customer_display.customer_window import CustomerWindow

MODE_KEY = "customer_display"
AUTO, WINDOW, OFF = "auto", "window", "off"
Screens = Callable[[], Sequence[QScreen]]


class SecondScreen(QObject):
    """In mode `auto` it fills a second screen; in mode `window` it is a plain window."""

    def __init__(
        self,
        session: Session,
        till: QWidget,
        screens: Screens = QGuiApplication.screens,
    ) -> None:
        super().__init__(till)
        self._session = session
        self._till = till
        self._screens = screens
        self.window: CustomerWindow | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.screenAdded.connect(self.update_window)
        app.screenRemoved.connect(self.update_window)

    @property
    def mode(self) -> str:
        """The mode of the settings: `auto`, `window` or `off`."""
        return self._session.shop.settings.get(MODE_KEY, AUTO)

    def update_window(self, _screen: QScreen | None = None) -> None:
        """Shows, moves or closes the buyer's window, by current screens and settings."""
        if self._session.closing:
            return
        place = self._free_screen()
        if self.mode == WINDOW:
            window = self._make_window()
            window.resize(800, 480)
            window.show()
        elif self.mode == AUTO and place is not None:
            window = self._make_window()
            window.setScreen(place)
            window.setGeometry(place.geometry())
            window.setWindowState(Qt.WindowState.WindowFullScreen)
            window.show()
        else:
            self.close_window()

    def _free_screen(self) -> QScreen | None:
        """A screen other than that of the till's window; None when there is none."""
        own = self._till.screen()
        return next((screen for screen in self._screens() if screen is not own), None)

    def _make_window(self) -> CustomerWindow:
        if self.window is None:
            from ui.customer_display.customer_window import CustomerWindow

            self.window = CustomerWindow(self._session)
        return self.window

    def close_window(self) -> None:
        """Closes the buyer's window if it is open."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
