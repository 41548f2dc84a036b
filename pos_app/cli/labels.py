"""The command `labels`, which makes barcode labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import Context, PathType, pass_context
from pos_app.languages import DEFAULT_LANGUAGE, PAPER_LANGUAGES

ARGUMENTS = "pos_app.label_arguments"


class OrderedOptions(click.Command):
    """A command that keeps its arguments as typed: `--copies` belongs to the `--sku` before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments and keeps a copy of them in the context."""
        ctx.meta[ARGUMENTS] = list(args)
        return super().parse_args(ctx, args)


@click.command(cls=OrderedOptions)
@click.option("--out", type=PathType, required=True, help="The PDF to write.")
@click.option("--stock", "stock_key", default="TJ108", help="Sheet or roll, as TJ108 or L7651.")
@click.option("--start", type=int, default=1, help="First free label of a used sheet.")
@click.option("--dpi", type=int, default=203, help="Dots per inch of the printer.")
@click.option("--all", "all_", is_flag=True, help="One for every piece in stock.")
@click.option("--lang", "names_lang", type=click.Choice(PAPER_LANGUAGES), default=DEFAULT_LANGUAGE)
@click.option("--sku", "skus", multiple=True)
@click.option("--makers", type=click.IntRange(1, 1_000), help="So many of each maker's QR code.")
@click.option("--copies", multiple=True, type=click.IntRange(1, 10_000))
@pin_options
@pass_context
def labels(
    context: Context,
    out: Path,
    stock_key: str,
    start: int,
    dpi: int,
    all_: bool,
    skus: Sequence[str],
    copies: Sequence[int],
    names_lang: str,
    makers: int | None,
) -> None:
    """Barcode labels as a PDF, to be printed at 100 %."""
    from pos_app.services.catalogue.maker_cards import maker_labels
    from pos_app.services.catalogue.product_lookup import all_products
    from pos_app.services.paper.label_stocks import stock
    from pos_app.services.paper.labels import LabelRequest, one_per_piece, save_labels
    from pos_app.services.paper.pdf_files import save_pdf

    if [bool(skus), all_, makers is not None].count(True) != 1:
        raise click.UsageError("--all, --sku or --makers")
    typed = click.get_current_context().meta[ARGUMENTS]
    with context.shop() as shop:
        if makers is not None:
            sheet = stock(shop, stock_key)
            save_pdf(maker_labels(shop, sheet, makers, dpi, start), out)
            click.echo(str(out))
            return
        if all_:
            wanted = one_per_piece(all_products(shop))
        else:
            wanted = [LabelRequest(sku, count) for sku, count in copies_by_sku(typed)]
        count = save_labels(shop, wanted, out, stock(shop, stock_key), dpi, start, names_lang)
    click.echo(f"{count}  {out}")


def copies_by_sku(typed: Sequence[str]) -> list[tuple[str, int]]:
    """Returns each `--sku` with the `--copies` after it, or 1: `--sku A --copies 3 --sku B`."""
    found: list[Any] = []
    words = iter(typed)
    for word in words:
        name, sign, value = word.partition("=")
        if name not in ("--sku", "--copies"):
            continue
        text = value if sign else next(words)
        if name == "--sku":
            found.append((text, 1))
        elif found:
            found[-1] = (found[-1][0], int(text))
        else:
            raise click.UsageError("--copies: after its --sku")
    return found
