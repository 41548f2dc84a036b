"""The commands that write receipts, reports and lists from what is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pos_app.cli.support import Context, PathType, pass_context
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES, PAPER_LANGUAGES

# As `pos_app.services.paper.reports.PaperKind` has them; a test compares the two.
PAPERS = (
    "day",
    "makers",
    "makers-all",
    "stock",
    "prices",
    "closing",
    "scanner",
    "cards",
    "till-card",
)


@click.command()
@click.argument("number")
@click.option("--out", type=PathType, required=True)
@click.option("--width", type=click.Choice(["58", "80"]), default="80")
@click.option(
    "--lang", "receipt_lang", type=click.Choice(PAPER_LANGUAGES), default=DEFAULT_LANGUAGE
)
@click.option("--words", is_flag=True, help="The amount in words too.")
@click.option("--for-maker", is_flag=True, help="Of a deposit, the maker's slip.")
@pass_context
def receipt(
    context: Context,
    number: str,
    out: Path,
    width: str,
    receipt_lang: Any,
    words: bool,
    for_maker: bool,
) -> None:
    """Write a stored sale's receipt, or the slip of an order (.pdf, .txt, .bin)."""
    from pos_app.services.paper.receipts import save_maker_slip, save_receipt

    with context.shop(writing=False) as shop:
        if for_maker:
            save_maker_slip(shop, number, out, int(width), receipt_lang)
        else:
            save_receipt(shop, number, out, int(width), receipt_lang, in_words=words)
    click.echo(str(out))


@click.command()
@click.argument("kind", type=click.Choice(PAPERS))
@click.option("--out", type=PathType, required=True, help="The PDF to write.")
@click.option(
    "--lang",
    "names_lang",
    type=click.Choice(PAPER_LANGUAGES),
    default=DEFAULT_LANGUAGE,
    help="Of the price list and the till card.",
)
@pass_context
def paper(context: Context, kind: str, out: Path, names_lang: str) -> None:
    """Write a report or a list of the stand as a PDF."""
    from pos_app.services.paper.reports import PaperKind, save_paper

    with context.shop(writing=False) as shop:
        save_paper(shop, PaperKind(kind), out, names_lang)
    click.echo(str(out))


@click.command()
@click.option("--pdf", "out", type=PathType, required=True, help="The PDF to write.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
@pass_context
def guide(_context: Context, out: Path, language: str) -> None:
    """Write the guide for helper, lead and office as a PDF."""
    from pos_app.services.paper.guide_papers import guide_pdf
    from pos_app.services.paper.pdf_files import save_pdf

    click.echo(str(save_pdf(guide_pdf(language), out)))
