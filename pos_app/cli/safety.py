"""The commands for the day when a laptop or its database is lost: backup, restore, and the rest."""

from __future__ import annotations

from pathlib import Path

import click

from pos_app.cli.pin_file import given_pin, pin_options
from pos_app.cli.support import Context, PathType, emit, json_option, pass_context


@click.command()
@click.argument("folder", type=PathType)
@json_option
@pass_context
def backup(context: Context, folder: Path, as_json: bool) -> None:
    """Write one verified copy of the till into a folder, also while it sells."""
    from pos_app.services.safety.backup import back_up

    done = back_up(context.folder, folder)
    facts = done.facts
    emit(context, as_json, done.as_json(), f"{facts.sales}  {facts.net}  {done.path}")


@click.command()
@click.argument("places", nargs=-1, required=True, type=PathType, metavar="FROM…")
@click.option("--end", default="", metavar="CODE", help="Which end counts, where histories fork.")
@json_option
@pass_context
def restore(context: Context, places: tuple[Path, ...], end: str, as_json: bool) -> None:
    """Rebuild the till from backups, twins or safety folders: the fullest sound history wins."""
    from pos_app.services.safety.restore import restore as restore_till

    done = restore_till(context.folder, places, context.clock, end=end)
    emit(context, as_json, done.as_json(), f"{done.sales}  {done.net}  {done.last_number}")


@click.command()
@click.argument("places", nargs=-1, required=True, type=PathType, metavar="FROM…")
@click.option("--end", default="", metavar="CODE", help="Which end counts, where histories fork.")
@json_option
@pin_options
@pass_context
def takeover(context: Context, places: tuple[Path, ...], end: str, as_json: bool) -> None:
    """Carry on a till on this laptop: the next seat, from a safety folder, backup or twin."""
    from pos_app.services.safety.takeover import take_over

    code, pin = given_pin(context.pin)
    done = take_over(context.folder, places, context.clock, lead=code, pin=pin, end=end)
    text = f"{done.place}  {done.sales}  {done.net}  {done.last_number}  {done.open_day}"
    emit(context, as_json, done.as_json(), text)


@click.command()
@click.argument("folder", required=False, type=PathType, metavar="[DIR]")
@click.option("--off", is_flag=True, help="End it; what lies there stays.")
@json_option
@pin_options
@pass_context
def safety(context: Context, folder: Path | None, off: bool, as_json: bool) -> None:
    """Set, show or end the safety folder: a second copy of the till on a stick or disk."""
    from pos_app.services.safety.safety_folder import end_safety, safety_status, set_safety

    if folder is not None and off:
        raise click.UsageError("DIR or --off")
    changes = off or folder is not None
    with context.shop(writing=changes, lead=changes) as shop:
        if folder is not None:
            found = set_safety(shop, folder)
        else:
            found = end_safety(shop) if off else safety_status(shop)
    told = found.as_json()
    text = "  ".join(f"{name} {value}" for name, value in told.items() if value is not None)
    emit(context, as_json, told, text)
