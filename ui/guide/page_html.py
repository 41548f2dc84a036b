"""A page of the guide as HTML for a text browser, in the colours of a theme."""

from __future__ import annotations

from html import escape
from itertools import groupby

from pos_app.guide import Block, BlockKind, Page, Span, SpanKind
from ui.theme import Theme

_LISTS = {BlockKind.STEP: "ol", BlockKind.POINT: "ul"}


def page_html(page: Page, theme: Theme) -> str:
    """Return the page; its pictures are named `page/file` and drawn by the browser."""
    parts = [_style(theme)]
    for kind, blocks in groupby(page.blocks, key=lambda block: block.kind):
        found = list(blocks)
        if kind in _LISTS:
            rows = "".join(f"<li>{_line(block, theme)}</li>" for block in found)
            parts.append(f"<{_LISTS[kind]}>{rows}</{_LISTS[kind]}>")
        else:
            parts += [_block(block, theme) for block in found]
    return "".join(parts)


def _style(theme: Theme) -> str:
    colors = theme.colors
    return (
        f"<style>body, p, li {{ color: {colors['ink']}; font-size: 15px; line-height: 145%; }}"
        f" h1 {{ color: {colors['ink']}; font-size: 24px; margin-bottom: 6px; }}"
        f" h2 {{ color: {colors['accent']}; font-size: 18px; margin-top: 22px; }}"
        f" li {{ margin-bottom: 4px; }} a {{ color: {colors['accent']}; }}"
        f" .caption {{ color: {colors['soft']}; font-size: 12px; margin-top: 2px; }}</style>"
    )


def _block(block: Block, theme: Theme) -> str:
    if block.kind is BlockKind.HEADING:
        tag = f"h{block.level}"
        return f'<{tag}><a name="{escape(block.anchor)}"></a>{_line(block, theme)}</{tag}>'
    if block.kind is BlockKind.PICTURE:
        words = escape(block.text)
        picture = f'<p><img src="{escape(block.file)}" alt="{words}" /></p>'
        return f'{picture}<p class="caption">{words}</p>'
    return f"<p>{_line(block, theme)}</p>"


def _line(block: Block, theme: Theme) -> str:
    return "".join(_span(span, theme) for span in block.spans)


def _span(span: Span, theme: Theme) -> str:
    words, colors = escape(span.text), theme.colors
    if span.kind is SpanKind.SCREEN:
        return f'<b style="font-weight: 600;">{words}</b>'
    if span.kind is SpanKind.KEY:
        look = f"color: {colors['accent']}; background-color: {colors['accent_tint']};"
        return f'<span style="font-weight: 600; {look}">&nbsp;{words}&nbsp;</span>'
    if span.kind is SpanKind.LINK:
        return f'<a href="{escape(span.target)}">{words}</a>'
    return words
