"""The charts of a book, drawn as SVG for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.report.pace import Comparison

_FONT_PIXELS = 12.0


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart for the screen; `words` describe it for a screen reader."""

    key: str
    title: str
    svg: bytes
    words: str
    foot: str = ""


def draw_charts(
    status: Status,
    colors: Mapping[str, str],
    lang: LanguageCode = DEFAULT_LANGUAGE,
    width: float = 640,
    compared: Comparison | None = None,
) -> tuple[ChartPicture, ...]:
    """Draws every chart of the confirmed totals that has data.

    `colors` are the tokens of a theme; `width` is in pixels, for a font of 12 pixels.
    Those of a fair that is `compared` with an earlier one come last.
    """
    from pos_app.office.report.comparison_words import comparison_charts
    from pos_app.office.report.report_charts import report_charts
    from pos_app.printing.charts import SIZE, ChartColors, to_svg

    names = ("ink", "soft", "hairline", "accent", "edge", "look")
    scale = _FONT_PIXELS / SIZE
    pen = ChartColors(*(colors[name] for name in names))
    return tuple(
        ChartPicture(
            each.key,
            each.title,
            to_svg(each.draw(width // scale, pen), scale),
            each.words,
            each.foot,
        )
        for each in (*report_charts(status, lang), *comparison_charts(compared, lang))
    )
