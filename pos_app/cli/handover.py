"""The commands of the hand-over: write day files, note which of them have arrived."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
    ref_option,
)

if TYPE_CHECKING:
    from pos_app.services.day.day_export import ExportedDay
    from pos_app.services.day.handover import DayHandover
    from pos_app.services.day.light_export import ExportedLight
    from pos_app.services.shop.shop import Shop


@click.command()
@click.option("--to", "folder", type=PathType, help="Write every day that is still owed into it.")
@ref_option
@json_option
@pass_context
def handover(context: Context, folder: Path | None, ref: str, as_json: bool) -> None:
    """Say how far each closed day has come: owed, written, or received by the office."""
    from pos_app.services.day.day_export import export_days
    from pos_app.services.day.handover import HandoverState, day_handovers, state_of

    with _shop_to_export(context, folder) if folder else context.shop(writing=False) as shop:
        days = day_handovers(shop)
        owed = [day.close.day for day in days if state_of(day) is HandoverState.OWED]
        run = export_days(shop, owed, folder, ref=ref) if folder else None
        rows = [_row(day) for day in day_handovers(shop)]
    written = [str(done.path) for done in run.done] if run else []
    text = "\n".join(
        f"{row['day']} r{row['revision']}  {row['code']}  {row['state']}" for row in rows
    )
    problems = [run.error.problem()] if run and run.error else []
    found = {"days": rows, "written": written, "problems": context.problems(problems)}
    emit(context, as_json, found, "\n".join([text, *written]))
    fail_on_errors(context, problems, as_json)


def _row(day: DayHandover) -> dict[str, Any]:
    from pos_app.services.day.handover import state_of

    close = day.close
    return {
        "day": close.day,
        "revision": close.revision,
        "code": close.code,
        "manifest": close.manifest,
        "net": close.totals.net,
        "state": str(state_of(day)),
        "written_at": day.exported_at or None,
        "received_at": day.received_at or None,
    }


@click.command()
@click.argument("code")
@ref_option
@json_option
@pin_options
@pass_context
def received(context: Context, code: str, ref: str, as_json: bool) -> None:
    """Note the office's receipt for a day: its short code, or the text of its QR code."""
    from pos_app.services.day.handover import mark_received

    with context.shop() as shop:
        answer = mark_received(shop, code, ref=ref).as_json()
    emit(context, as_json, answer, f"{answer['day']} r{answer['revision']}  {answer['code']}")


def _shop_to_export(context: Context, folder: Path) -> Shop:
    """Opens the till; on a full disk only to read, so that the stick gets the file all the same."""
    from pos_app.errors import MachineError

    try:
        return context.shop()
    except MachineError as error:
        if error.code != "disk_full":
            raise
        return context.shop(writing=False, scratch=folder)


@click.command()
@click.option("--day", required=True)
@click.option("--to", "folder", type=PathType, required=True)
@click.option(
    "--form",
    type=click.Choice(["zip", "sheet", "screens"]),
    default="zip",
    help="The day file, or its QR codes on paper (PDF) or as pictures of screens (PNG).",
)
@click.option("--width", type=int, help="With --form sheet: a roll of 80 or 58 mm instead of A4.")
@ref_option
@json_option
@pin_options
@pass_context
def export(
    context: Context,
    day: str,
    folder: Path,
    form: str,
    width: int | None,
    ref: str,
    as_json: bool,
) -> None:
    """Write a closed day into a folder, as its file or as QR codes, and read it back."""
    from pos_app.services.day.day_export import export_day
    from pos_app.services.day.light_export import LightForm, export_light

    if width is not None and form != LightForm.SHEET:
        raise click.UsageError("--width needs --form sheet")
    with _shop_to_export(context, folder) as shop:
        if form not in (LightForm.SHEET, LightForm.SCREENS):
            file = export_day(shop, day, folder, ref=ref)
            done: ExportedDay | ExportedLight = file
            written: Sequence[Path] = [file.path]
            more: dict[str, Any] = {}
        else:
            light = export_light(shop, day, folder, LightForm(form), width, ref=ref)
            done, written, more = light, light.paths, _of_codes(light)
    found = {
        "path": str(written[0]),
        "manifest": done.manifest,
        "code": done.code,
        "totals": done.totals.as_dict(),
        **more,
    }
    emit(context, as_json, found, "\n".join(f"{done.code}  {path}" for path in written))


def _of_codes(done: ExportedLight) -> dict[str, Any]:
    return {
        "paths": [str(path) for path in done.paths],
        "codes": len(done.day.codes),
        "need": done.day.need,
        "screens": len(done.day.screens),
    }
