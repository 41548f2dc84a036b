"""The commands that show the product: a simulated fair, a demo day, pictures of every screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pos_app.cli.support import Context, PathType, emit, json_option, pass_context


@click.command()
@click.argument("folder", type=PathType)
@click.option("--stands", type=click.IntRange(1, 99), default=3)
@click.option("--days", type=click.IntRange(1, 31), default=2)
@click.option("--sales", "sales_", type=click.IntRange(0, 5000), default=40)
@click.option("--seed", type=int, default=1)
@json_option
@pass_context
def demo(
    context: Context,
    folder: Path,
    stands: int,
    days: int,
    sales_: int,
    seed: int,
    as_json: bool,
) -> None:
    """Play a whole fair through the services, every file left in the folder."""
    from pos_app.services.demo import play_fair

    found = play_fair(folder, stands=stands, days=days, sales=sales_, seed=seed)
    text = "\n".join(f"{name}: {value}" for name, value in found.items())
    emit(context, as_json, found, text)


@click.command("offscreen-day", hidden=True)
@click.option("--out", type=PathType, required=True)
def offscreen_day(out: Path) -> None:
    """Play a demo day through the real windows, off screen."""
    from ui.rehearsal.stand_day import play

    sys.exit(play(out))


@click.command()
@click.argument("folder", type=PathType)
@click.option("--only", default="", help="One language, theme and size, such as id-light-1366.")
def gallery(folder: Path, only: str) -> None:
    """Picture every screen and dialog in every language, theme and size, off screen."""
    from ui.gallery.pictures import take_all, take_one

    sys.exit(take_one(folder, only) if only else take_all(folder))
