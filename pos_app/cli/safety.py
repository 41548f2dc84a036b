"""The commands for the day when a laptop or its database is lost: backup, restore, and the rest."""

from __future__ import annotations

from pathlib import Path

import click

from pos_app.cli.pin_file import given_pin, pin_options
from pos_app.cli.support import Context, PathType, emit, json_option, pass_context, ref_option


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
@ref_option
@json_option
@pin_options
@pass_context
def restore(context: Context, places: tuple[Path, ...], end: str, ref: str, as_json: bool) -> None:
    """Rebuild the till from backups, twins or safety folders: the fullest sound history wins.

    Without a lead's PIN it is done in nobody's name, and the journal says so.
    """
    from pos_app.services.safety.restore import restore as restore_till

    lead, pin = given_pin(context.pin)
    told = restore_till(
        context.folder, places, context.clock, end=end, ref=ref, lead=lead, pin=pin
    ).as_json()
    emit(context, as_json, told, f"{told['sales']}  {told['net']}  {told['last_number'] or ''}")


@click.command()
@click.argument("places", nargs=-1, required=True, type=PathType, metavar="FROM…")
@click.option("--end", default="", metavar="CODE", help="Which end counts, where histories fork.")
@ref_option
@json_option
@pin_options
@pass_context
def takeover(context: Context, places: tuple[Path, ...], end: str, ref: str, as_json: bool) -> None:
    """Carry on a till on this laptop: the next seat, from a safety folder, backup or twin."""
    from pos_app.services.safety.takeover import take_over

    code, pin = given_pin(context.pin)
    done = take_over(context.folder, places, context.clock, lead=code, pin=pin, end=end, ref=ref)
    sales = f">={done.sales}" if done.at_least else f"{done.sales}"
    text = f"{done.place}  {sales}  {done.net}  {done.last_number}  {done.open_day}"
    emit(context, as_json, done.as_json(), text)


@click.command()
@click.argument("folder", required=False, type=PathType, metavar="[DIR]")
@click.option("--off", is_flag=True, help="End it; what lies there stays.")
@click.option("--settle", is_flag=True, help="Go on without other sales that only it knows.")
@ref_option
@json_option
@pin_options
@pass_context
def safety(
    context: Context, folder: Path | None, off: bool, settle: bool, ref: str, as_json: bool
) -> None:
    """Set, show or end the safety folder: a second copy of the till on a stick or disk."""
    from pos_app.services.safety.safety_folder import end_safety, safety_status, set_safety
    from pos_app.services.safety.settle import settle_safety

    changes = [off, settle, folder is not None].count(True)
    if changes > 1:
        raise click.UsageError("DIR, --off or --settle")
    with context.shop(writing=bool(changes), lead=bool(changes)) as shop:
        if folder is not None:
            found = set_safety(shop, folder, by=shop.proven, ref=ref)
        elif settle:
            found = settle_safety(shop, shop.proven, ref=ref)
        else:
            found = end_safety(shop, by=shop.proven, ref=ref) if off else safety_status(shop)
    told = found.as_json()
    text = "  ".join(f"{name} {value}" for name, value in told.items() if value is not None)
    emit(context, as_json, told, text)


@click.command()
@click.option("--schema", type=int, help="The older version's; else that of the newest copy.")
@json_option
@pin_options
@pass_context
def downgrade(context: Context, schema: int | None, as_json: bool) -> None:
    """Give the till back to an older version of the program, with all that was sold since."""
    from pos_app.services.safety.way_back import go_back

    context.shop(lead=True).close()  # whose PIN it is, and that no window has the till open
    done = go_back(context.folder, schema)
    lines = [f"{each.number}  {each.at}  {each.net}" for each in done.since]
    emit(context, as_json, done.as_json(), "\n".join((*lines, f"{done.sales}  {done.net}")))
