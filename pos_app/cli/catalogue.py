"""The commands of the catalogue: import a sheet, export one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
)


@click.group()
def catalogue() -> None:
    """The goods of the stand."""


@catalogue.command("import")
@click.argument("file", type=PathType)
@click.option("--dry-run", is_flag=True)
@click.option("--skip-bad", is_flag=True)
@click.option("--stock", type=click.Choice(["set", "add"]))
@json_option
@pin_options
@pass_context
def catalogue_import(
    context: Context, file: Path, dry_run: bool, skip_bad: bool, stock: Any, as_json: bool
) -> None:
    """Take goods from a sheet (.csv, .xlsx, .ods)."""
    from pos_app.services.catalogue.import_export import import_file

    with context.shop(lead=True) as shop:
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
    from pos_app.services.catalogue.import_export import export_file

    with context.shop(writing=False) as shop:
        click.echo(f"{export_file(shop, file)}  {file}")
