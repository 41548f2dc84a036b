"""The command `setup`, which makes a folder a till: from a stand pack, or from codes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pos_app.cli.support import Context, PathType, pass_context, print_problems
from pos_app.errors import Refused


@click.command()
@click.option("--stand-pack", "stand_pack", type=PathType, metavar="FILE")
@click.option("--event")
@click.option("--stand")
@click.option("--till")
@click.option("--name", default="")
@click.option("--cash-rounding", type=int)
@click.option("--practice", is_flag=True)
@pass_context
def setup(
    context: Context,
    stand_pack: Path | None,
    event: str | None,
    stand: str | None,
    till: str | None,
    name: str,
    cash_rounding: int | None,
    practice: bool,
) -> None:
    """Make this folder a till of a stand."""
    if stand_pack is not None:
        if (event, stand, till) != (None, None, None):
            raise click.UsageError("--stand-pack says event, stand and till by itself")
        _by_pack(context, stand_pack, name, cash_rounding, practice)
    elif event is None or stand is None or till is None:
        raise click.UsageError("--stand-pack FILE, or --event CODE --stand CODE --till CODE")
    else:
        _by_codes(context, (event, stand, till), name, cash_rounding or 0, practice)


def _by_codes(
    context: Context, codes: tuple[str, str, str], name: str, rounding: int, practice: bool
) -> None:
    from pos_app.services.shop.setup import TillSetup, set_up

    details = TillSetup(*codes, name, rounding, practice)
    with set_up(context.folder, details, context.clock) as shop:
        click.echo(f"{shop.identity.event} {shop.identity.place}  {context.folder}")


def _by_pack(context: Context, path: Path, name: str, rounding: int | None, practice: bool) -> None:
    from pos_app.services.shop.pack_setup import check_pack, set_up_from_pack

    try:
        offered = check_pack(path)
    except Refused as error:
        print_problems(context, error.problems)
        sys.exit(1)
    shop = set_up_from_pack(
        context.folder,
        offered,
        context.clock,
        name=name,
        cash_rounding=rounding,
        training=practice,
    )
    with shop:
        click.echo(f"{shop.identity.event} {shop.identity.place}  {context.folder}")
