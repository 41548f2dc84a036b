"""The command `setup`, which makes a folder a till: from a stand pack, or from codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pos_app.cli.support import Context, PathType, pass_context, print_problems, ref_option
from pos_app.errors import Refused

if TYPE_CHECKING:
    from pos_app.services.shop.setup import TillSetup


@click.command()
@click.option("--stand-pack", "stand_pack", type=PathType, metavar="FILE")
@click.option("--event")
@click.option("--stand")
@click.option("--till")
@click.option("--name", default="")
@click.option("--cash-rounding", type=int)
@click.option("--practice", is_flag=True)
@ref_option
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
    ref: str,
) -> None:
    """Make this folder a till of a stand."""
    from pos_app.services.shop.folder_kind import place_problems
    from pos_app.services.shop.setup import TillSetup, set_up_before

    if stand_pack is not None:
        if (event, stand, till) != (None, None, None):
            raise click.UsageError("--stand-pack says event, stand and till by itself")
    elif None in (event, stand, till):
        raise click.UsageError("--stand-pack FILE, or --event CODE --stand CODE --till CODE")
    before = set_up_before(context.folder, ref)
    if before is not None:
        click.echo(f"{before.event} {before.place}  {context.folder}")
        return
    print_problems(context, place_problems(context.folder))
    if stand_pack is not None:
        _by_pack(context, stand_pack, name, cash_rounding, practice, ref)
    else:
        codes = (event or "", stand or "", till or "")
        _by_codes(context, TillSetup(*codes, name, cash_rounding or 0, practice, ref))


def _by_codes(context: Context, details: TillSetup) -> None:
    from pos_app.services.shop.setup import set_up

    with set_up(context.folder, details, context.clock) as shop:
        click.echo(f"{shop.identity.event} {shop.identity.place}  {context.folder}")


def _by_pack(
    context: Context, path: Path, name: str, rounding: int | None, practice: bool, ref: str
) -> None:
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
        ref=ref,
    )
    with shop:
        click.echo(f"{shop.identity.event} {shop.identity.place}  {context.folder}")
