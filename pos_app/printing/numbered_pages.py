"""Pages that know how many there are: a footer with `page x of y` for each part of a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pos_app.languages import LanguageCode
from pos_app.texts import text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

DrawFooter = Callable[[Any, str, str], None]
"""Draws a footer onto a canvas: its text, and `page x of y`."""


def start_part(footer: str) -> Flowable:
    """Return an empty flowable at which a part begins, with the text of its footer."""
    from reportlab.platypus import Flowable

    class StartPart(Flowable):  # type: ignore[misc]
        """Takes no room; tells the canvas that the page belongs to a new part."""

        def wrap(self, *_room: float) -> tuple[float, float]:
            return 0, 0

        def draw(self) -> None:
            self.canv.footers.append(footer)

    return StartPart()


class NumberedPages:
    """Makes canvases that draw the footers at the end, when the pages of every part are counted."""

    def __init__(self, draw: DrawFooter, lang: LanguageCode) -> None:
        self._draw, self._lang = draw, lang

    def canvas(self, *args: Any, **kwargs: Any) -> Any:
        """Return a canvas of reportlab; the document makes one."""
        from reportlab.pdfgen.canvas import Canvas

        finish = self._finish

        class Numbered(Canvas):  # type: ignore[misc]
            """Keeps its finished pages until all are there."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self.footers: list[str] = []
                self.kept: list[tuple[int, dict[str, Any]]] = []

            def showPage(self) -> None:  # noqa: N802 - reportlab's name
                self.kept.append((len(self.footers) - 1, dict(self.__dict__)))
                self._startPage()

            def save(self) -> None:
                finish(self, super().showPage)
                super().save()

        return Numbered(*args, **kwargs)

    def _finish(self, canvas: Any, show: Callable[[], None]) -> None:
        """Draw the footer of each kept page, and show the page."""
        pages, shown = Counter(part for part, _ in canvas.kept), Counter[int]()
        for part, state in canvas.kept:
            canvas.__dict__.update(state)
            shown[part] += 1
            number = text("report", "page", self._lang)
            words = number.format(page=shown[part], pages=pages[part])
            self._draw(canvas, canvas.footers[part] if canvas.footers else "", words)
            show()
