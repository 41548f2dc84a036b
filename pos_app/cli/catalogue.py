"""The commands of the catalogue: import a sheet, export one."""

from __future__ import annotations

import hashlib
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
    from pos_app.services.catalogue.import_export import ImportReport
    from pos_app.services.shop.shop import Shop


@click.group()
def catalogue() -> None:
    """The goods of the stand."""


@catalogue.command("import")
@click.argument("file", type=PathType)
@click.option("--dry-run", is_flag=True)
@click.option("--skip-bad", is_flag=True)
@click.option("--stock", type=click.Choice(["set", "add"]))
@ref_option
@json_option
@pin_options
@pass_context
def catalogue_import(
    context: Context,
    file: Path,
    dry_run: bool,
    skip_bad: bool,
    stock: Any,
    ref: str,
    as_json: bool,
) -> None:
    """Take goods from a sheet (.csv, .xlsx, .ods)."""
    from pos_app.services.answer_once import answer_once
    from pos_app.services.catalogue.import_export import import_goods, read_goods

    sheet = read_goods(file)
    done: list[ImportReport] = []

    def run(shop: Shop, dry_run: bool) -> ImportReport:
        rule: Any = stock or "keep"
        return import_goods(shop, sheet, dry_run=dry_run, skip_bad=skip_bad, stock=rule)

    with context.shop(lead=True) as shop:
        planned = run(shop, True)
        asked = {"import": sha256_of(file), "stock": stock, "skip_bad": skip_bad}
        counts = answer_once(
            shop,
            "" if dry_run else ref,
            asked,
            lambda: done.append(run(shop, dry_run)),
            lambda: _counts(done[0]) if done else {**_counts(planned), "stored": True},
        )
    text = ", ".join(f"{name} {value}" for name, value in counts.items())
    emit(context, as_json, {**counts, "problems": context.problems(planned.problems)}, text)
    fail_on_errors(context, planned.problems, as_json)


def _counts(report: ImportReport) -> dict[str, Any]:
    names = ("added", "changed", "unchanged", "skipped", "stored")
    return {name: getattr(report, name) for name in names}


def sha256_of(file: Path) -> str:
    """Returns the SHA-256 of a sheet in hex: by it a repeated import is known."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@catalogue.command("export")
@click.argument("file", type=PathType)
@pass_context
def catalogue_export(context: Context, file: Path) -> None:
    """Write the goods as a sheet."""
    from pos_app.services.catalogue.import_export import export_file

    with context.shop(writing=False) as shop:
        click.echo(f"{export_file(shop, file)}  {file}")
