"""The options and all commands of `pos-app`; the console script is `pos_app.cli.start`.

Other programs rely on the names, the JSON keys and the exit status of the commands.
Exit status: 0 done; 1 refused, or an error among the problems; 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from pos_app import __version__
from pos_app.cli import contacts as _contacts  # noqa: F401  # adds its commands to `till`
from pos_app.cli.catalogue import catalogue
from pos_app.cli.check import doctor, verify
from pos_app.cli.demo import demo, gallery, offscreen_day
from pos_app.cli.goods import goods
from pos_app.cli.handover import export, handover, received
from pos_app.cli.help_from_afar import crash, support_bundle
from pos_app.cli.key import key
from pos_app.cli.labels import labels
from pos_app.cli.office import office
from pos_app.cli.paper import guide, paper, receipt
from pos_app.cli.safety import backup, downgrade, restore, safety, takeover
from pos_app.cli.sales import qris, sales
from pos_app.cli.setup import setup
from pos_app.cli.streams import set_up_streams
from pos_app.cli.support import Context, PathType, SafeGroup, pass_context
from pos_app.cli.till import till
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES

COMMANDS = (
    backup,
    catalogue,
    crash,
    demo,
    doctor,
    downgrade,
    export,
    gallery,
    goods,
    guide,
    handover,
    key,
    labels,
    office,
    offscreen_day,
    paper,
    qris,
    receipt,
    received,
    restore,
    safety,
    sales,
    setup,
    support_bundle,
    takeover,
    till,
    verify,
)


@click.group(cls=SafeGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="pos-app")
@click.option("--data", type=PathType, help="The till's folder.")
@click.option("--clock", metavar="ISO8601", help="Set the clock for this command.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="Language of messages.")
@click.pass_context
def cli(ctx: click.Context, data: Path | None, clock: str | None, lang: str | None) -> None:
    """Kasir stan pameran, tanpa jaringan."""
    ctx.obj = Context(data, clock, lang or os.environ.get("POS_APP_LANG", DEFAULT_LANGUAGE))
    if ctx.invoked_subcommand is None:
        sys.exit(_run_window(ctx.obj.folder, demo=False))


def _run_window(folder: Path, demo: bool) -> int:
    gc.disable()  # collecting would slow down the start; the window collects later
    from ui.app import run_window

    return run_window(folder, demo)


@cli.command(hidden=True)
@click.option("--demo", is_flag=True, help="Make a practice stand in the folder first.")
@pass_context
def window(context: Context, demo: bool = False) -> None:
    """Open the window."""
    sys.exit(_run_window(context.folder, demo))


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Runs a command, or the window."""
    set_up_streams()
    cli(prog_name="pos-app")
