"""The codes of a day on the whole screen, one picture after another, to be photographed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from pos_app.services.day.light_export import LightDay
from ui import theme as themes
from ui.keep_awake import screen_kept_on
from ui.tasks import Outcome, PoolRunner, Runner
from ui.widgets.guide_key import GuidedDialog
from ui.widgets.number_edit import ENTER_KEYS

TURN_MS = 4_000  # long enough to hold a telephone still
TYPING_MS = 1_500  # digits within this time are one number
BANDS = 17  # of the height; the pictures leave the lowest one free
INK, FAINT, PAPER = QColor("#000000"), QColor("#9A9A9A"), QColor("#FFFFFF")
WIDEST_CHIP = 30.0  # pixels
NUMBERED_CHIP = 20.0
CHIPS_PART = 0.4  # of the width, at most
DIGITS = tuple("0123456789")
NEXT_KEYS = (*ENTER_KEYS, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
BACK_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class LightScreens(GuidedDialog):
    """Shows one screen of codes after another.

    Enter, Space, the arrows or a click turn the page, a number goes to that screen, P lets them
    turn by themselves, Esc ends. The ground is white in every theme, and the pointer is hidden:
    both would hide codes.
    """

    def __init__(
        self, day: LightDay, parent: QWidget | None = None, runner: Runner | None = None
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._runner: Runner = runner or PoolRunner(self)
        self.count = len(day.screens)
        self.current = 0
        self.shown: set[int] = set()
        self._pictures: dict[int, QImage] = {}
        self._size = QSize()
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._forget_typed)
        self.turning = QTimer(self)
        self.turning.setInterval(TURN_MS)
        self.turning.timeout.connect(self.turn_on)
        self.setWindowTitle(self.tr("By photo"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def is_ready(self) -> bool:
        """Whether the picture of the current screen is there."""
        return self.current in self._pictures

    def turn_on(self) -> None:
        """Turn by itself; a picture that is not there yet is waited for."""
        if self.is_ready:
            self.turn(1)

    def turn(self, by: int) -> None:
        """Go to the next screen, or back; after the last comes the first."""
        self._go_to((self.current + by) % self.count)

    def _go_to(self, screen: int) -> None:
        self.current = screen
        if self.turning.isActive():
            self.turning.start()
        self._make(self.current)
        self.update()

    def type_digit(self, digit: str) -> None:
        """Go to the screen of that number, which the office asked for; 1 and 2 soon after is 12."""
        typed = self._typed + digit
        if int(typed) > self.count:
            typed = digit
        self._typed = typed
        self._typing.start()
        if 1 <= int(typed) <= self.count:
            self._go_to(int(typed) - 1)

    def _forget_typed(self) -> None:
        self._typed = ""

    def toggle_turning(self) -> None:
        """Let the pages turn by themselves, or stop."""
        if self.turning.isActive():
            self.turning.stop()
        else:
            self.turning.start()
        self.update()

    def _make(self, screen: int) -> None:
        """Make the picture of a screen, and then the one after it, on a worker thread."""
        if self._size.isEmpty():
            return
        if screen not in self._pictures:
            size = (self._size.width(), self._size.height())
            work = partial(self._day.picture, screen, size, foot=False)
            self._runner.run(work, partial(self._has_picture, screen, QSize(self._size)))
        elif (screen + 1) % self.count not in self._pictures:
            self._make((screen + 1) % self.count)

    def _has_picture(self, screen: int, size: QSize, outcome: Outcome[bytes]) -> None:
        if outcome.value is None:
            raise outcome.error or AssertionError("no outcome")
        if size != self._size:
            return
        image = QImage.fromData(outcome.value)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[screen] = image
        self.update()
        if screen == self.current:
            self._make(screen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        dots = self.devicePixelRatioF()
        size = QSize(round(self.width() * dots), round(self.height() * dots))
        if size != self._size:
            self._size = size
            self._pictures.clear()
            self._make(self.current)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), PAPER)
        picture = self._pictures.get(self.current)
        if picture is None:
            painter.setPen(INK)
            painter.setFont(themes.font(18))
            waiting = self.tr("Preparing the codes…")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, waiting)
        else:
            painter.drawImage(0, 0, picture)
            self.shown.add(self.current)
        band = self.height() / BANDS
        foot = QRectF(0, self.height() - band, self.width(), band)
        self._draw_words(painter, foot, self._draw_chips(painter, foot))

    def _draw_chips(self, painter: QPainter, foot: QRectF) -> float:
        """Draw a chip for each screen, filled once it was shown; return where they end."""
        room = foot.width() * CHIPS_PART
        step = min(WIDEST_CHIP, room / self.count)
        side = step * 0.8
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(themes.font(11))
        for screen in range(self.count):
            high = min(side, foot.height() * 0.6)
            left = 12 + screen * step
            box = QRectF(left, foot.center().y() - high / 2, side, high)
            self._draw_chip(painter, box, screen)
        return 12 + self.count * step

    def _draw_chip(self, painter: QPainter, box: QRectF, screen: int) -> None:
        was_shown = screen in self.shown
        here = screen == self.current
        painter.setPen(QPen(INK if here else FAINT, 3 if here else 1))
        painter.setBrush(INK if was_shown and not here else PAPER)
        painter.drawRect(box)
        if box.width() >= NUMBERED_CHIP:
            painter.setPen(PAPER if was_shown and not here else INK)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(screen + 1))

    def _draw_words(self, painter: QPainter, foot: QRectF, left: float) -> None:
        room = QRectF(left + 12, foot.top(), foot.width() - left - 24, foot.height())
        words = self._words()
        size = 16
        while size > 8 and QFontMetricsF(themes.font(size)).horizontalAdvance(words) > room.width():
            size -= 1
        painter.setFont(themes.font(size))
        painter.setPen(INK)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _words(self) -> str:
        if self.turning.isActive():
            return self.tr("Turns by itself · P stop · Esc end")
        return self.tr(
            "Brightest screen, whole screen in the photo · Enter next · ← back"
            " · number: that screen · P by itself · Esc end"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.isAutoRepeat():
            return
        if key in NEXT_KEYS:
            self.turn(1)
        elif key in BACK_KEYS:
            self.turn(-1)
        elif key == Qt.Key.Key_P:
            self.toggle_turning()
        elif event.text() in DIGITS:
            self.type_digit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.turn(-1 if event.button() == Qt.MouseButton.RightButton else 1)

    def done(self, result: int) -> None:
        self.turning.stop()
        super().done(result)

    @classmethod
    def show_codes(cls, day: LightDay, parent: QWidget | None = None) -> int:
        """Show the codes until Esc; return how many screens were shown."""
        dialog = cls(day, parent)
        dialog.setWindowState(Qt.WindowState.WindowFullScreen)
        with screen_kept_on():
            dialog.exec()
        dialog.deleteLater()
        return len(dialog.shown)
