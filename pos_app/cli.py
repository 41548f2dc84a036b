"""The commands that people and other programs rely on: names, keys and exit status are a contract.

Exit status: 0 done; 1 refused, or an error among the problems; 2 wrong usage.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pos_app import __version__
from pos_app.cli_support import (
    Context,
    PathType,
    SafeGroup,
    bounded_lines,
    count_pieces,
    emit,
    fail_on_errors,
    json_option,
    parse_amount,
    pass_context,
    write_answer,
)
from pos_app.errors import has_errors
from pos_app.handover_commands import handover, received
from pos_app.label_commands import labels
from pos_app.logs import be_silent
from pos_app.office_commands import office
from pos_app.paper_commands import paper, receipt
from pos_app.setup_command import setup


@click.group(cls=SafeGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="pos-app")
@click.option("--data", type=PathType, help="The till's folder.")
@click.option("--clock", metavar="ISO8601", help="Set the clock for this command.")
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of messages.")
@click.pass_context
def cli(ctx: click.Context, data: Path | None, clock: str | None, lang: str | None) -> None:
    """Kasir stan pameran, tanpa jaringan."""
    ctx.obj = Context(data, clock, lang or os.environ.get("POS_APP_LANG", "id"))
    if ctx.invoked_subcommand is None:
        sys.exit(_run_window(ctx.obj.folder, demo=False))


def _run_window(folder: Path, demo: bool) -> int:
    gc.disable()  # nothing that a start makes is garbage; the window collects once it is up
    from ui.app import run_window

    return run_window(folder, demo)


@cli.command(hidden=True)
@click.option("--demo", is_flag=True, help="Make a practice stand in the folder first.")
@pass_context
def window(context: Context, demo: bool = False) -> None:
    """Open the window."""
    sys.exit(_run_window(context.folder, demo))


@cli.command("offscreen-day", hidden=True)
@click.option("--out", type=PathType, required=True)
def offscreen_day(out: Path) -> None:
    """Play a demo day through the real windows, off screen."""
    from ui.offscreen_day import play

    sys.exit(play(out))


@cli.group()
def catalogue() -> None:
    """The goods of the stand."""


@catalogue.command("import")
@click.argument("file", type=PathType)
@click.option("--dry-run", is_flag=True)
@click.option("--skip-bad", is_flag=True)
@click.option("--stock", type=click.Choice(["set", "add"]))
@json_option
@pass_context
def catalogue_import(
    context: Context, file: Path, dry_run: bool, skip_bad: bool, stock: Any, as_json: bool
) -> None:
    """Take goods from a sheet (.csv, .xlsx, .ods)."""
    from pos_app.services.catalogue import import_file

    with context.shop() as shop:
        report = import_file(shop, file, dry_run=dry_run, skip_bad=skip_bad, stock=stock or "keep")
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "stored": report.stored,
    }
    text = ", ".join(f"{name} {value}" for name, value in counts.items())
    emit(context, as_json, {**counts, "problems": context.problems(report.problems)}, text)
    fail_on_errors(context, report.problems, as_json)


@catalogue.command("export")
@click.argument("file", type=PathType)
@pass_context
def catalogue_export(context: Context, file: Path) -> None:
    """Write the goods as a sheet."""
    from pos_app.services.catalogue import export_file

    with context.shop() as shop:
        click.echo(f"{export_file(shop, file)}  {file}")


@cli.group()
def till() -> None:
    """The business day: open, ring, move cash, close."""


@till.command("open")
@click.option("--float", "float_", required=True)
@click.option("--cashier", default="")
@pass_context
def till_open(context: Context, float_: str, cashier: str) -> None:
    """Open today with its float."""
    from pos_app.services.tills import open_till

    with context.shop() as shop:
        day = open_till(shop, parse_amount(float_), cashier)
    click.echo(f"{day.day}  {day.opened_at}  {day.cashier}")


@till.command("move")
@click.option("--amount", required=True)
@click.option("--reason", required=True)
@click.option("--payout", default="", metavar="MAKER")
@pass_context
def till_move(context: Context, amount: str, reason: str, payout: str) -> None:
    """Cash in or out of the drawer."""
    from pos_app.services.tills import move_cash

    with context.shop() as shop:
        move_cash(shop, parse_amount(amount), reason, payout)


@till.command("reopen")
@click.option("--day", required=True)
@click.option("--reason", required=True)
@pass_context
def till_reopen(context: Context, day: str, reason: str) -> None:
    """Open the newest closed day again."""
    from pos_app.services.tills import reopen_till

    with context.shop() as shop:
        opened = reopen_till(shop, day, reason)
    click.echo(f"{opened.day}  r{opened.revision}")


@till.command("ring")
@pass_context
def till_ring(context: Context) -> None:
    """Ring up requests from stdin, one JSON object a line."""
    from pos_app.services.ring import MAX_LINE, ring_lines

    refused = False
    with context.shop() as shop:
        lines = bounded_lines(sys.stdin.buffer, MAX_LINE)
        for answer in ring_lines(shop, lines, context.problem):
            write_answer(answer)
            refused = refused or not answer["ok"]
    sys.exit(1 if refused else 0)


@till.command("close")
@click.option("--counted")
@click.option("--count", "count", metavar="100000=3,50000=2")
@click.option("--reason", default="")
@json_option
@pass_context
def till_close(
    context: Context, counted: str | None, count: str | None, reason: str, as_json: bool
) -> None:
    """Close the day on what was counted."""
    from pos_app.services.tills import close_till

    if counted is None and count is None:
        raise click.UsageError("--counted N or --count 100000=3,50000=2")
    amount = None if counted is None else parse_amount(counted)
    pieces = None if count is None else count_pieces(count)
    with context.shop() as shop:
        closed = close_till(shop, counted=amount, pieces=pieces, reason=reason)
    found = {
        "day": closed.day,
        "revision": closed.revision,
        "expected": closed.expected,
        "counted": closed.counted,
        "difference": closed.difference,
        "code": closed.code,
        "totals": closed.totals.as_dict(),
    }
    emit(context, as_json, found, f"{closed.day} r{closed.revision}  {closed.code}")


@cli.command()
@click.option("--day")
@json_option
@pass_context
def sales(context: Context, day: str | None, as_json: bool) -> None:
    """List the sales."""
    from pos_app.clock import parse_day
    from pos_app.services.selling import list_sales

    wanted = parse_day(day).isoformat() if day else None
    with context.shop(writing=False) as shop:
        found = list_sales(shop, wanted)
    rows = [
        {"number": s.number, "id": s.id, "kind": s.kind, "at": s.at, "net": s.net} for s in found
    ]
    text = "\n".join(f"{s.number}  {s.at}  {s.kind:6}  {s.net:>15}" for s in found)
    emit(context, as_json, {"sales": rows}, text)


@cli.command()
@click.option("--day", required=True)
@click.option("--to", "folder", type=PathType, required=True)
@json_option
@pass_context
def export(context: Context, day: str, folder: Path, as_json: bool) -> None:
    """Write a closed day's file into a folder and read it back."""
    from pos_app.services.handover import export_day

    with context.shop() as shop:
        done = export_day(shop, day, folder)
    found = {
        "path": str(done.path),
        "manifest": done.manifest,
        "code": done.code,
        "totals": done.totals.as_dict(),
    }
    emit(context, as_json, found, f"{done.code}  {done.path}")


@cli.command()
@click.argument("files", nargs=-1, required=True, type=PathType)
@click.option("--key", metavar="HEX")
@json_option
@pass_context
def verify(context: Context, files: Sequence[Path], key: str | None, as_json: bool) -> None:
    """Check day files with nothing but the files."""
    from pos_app.services.verifying import verify_files

    checked = verify_files(files, key)
    problems = [problem for item in checked for problem in item.problems]
    rows = [{**item.as_json(), "problems": context.problems(item.problems)} for item in checked]
    text = "\n".join(item.line() for item in checked)
    emit(context, as_json, {"files": rows, "problems": context.problems(problems)}, text)
    fail_on_errors(context, problems, as_json)


@cli.command()
@json_option
@pass_context
def doctor(context: Context, as_json: bool) -> None:
    """Check the till's data from end to end."""
    from pos_app.services.checkup import check_till

    found = check_till(context.folder, context.clock)
    text = "\n".join(f"{name}: {value}" for name, value in found.facts.items())
    entry = {"ok": not has_errors(found.problems), **found.facts}
    emit(context, as_json, {**entry, "problems": context.problems(found.problems)}, text)
    fail_on_errors(context, found.problems, as_json)


@cli.command()
@click.argument("payload")
@click.option("--amount", required=True)
def qris(payload: str, amount: str) -> None:
    """Print a QRIS code with the amount in it."""
    from pos_app.domain.qris import with_amount

    click.echo(with_amount(payload, parse_amount(amount)))


@cli.command()
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


@cli.command()
@click.argument("folder", type=PathType)
def gallery(folder: Path) -> None:
    """Picture every screen and dialog in every language, theme and size, off screen."""
    from ui.gallery.pictures import take_all

    sys.exit(take_all(folder))


for command in (handover, labels, office, paper, receipt, received, setup):
    cli.add_command(command)


def main() -> None:
    """The console script. Streams are UTF-8 whatever the console's own encoding is."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a worker of the office is this program started again
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    be_silent()
    cli(prog_name="pos-app")
