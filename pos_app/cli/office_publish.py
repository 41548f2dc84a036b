"""The commands that give an office's data on: as Parquet, or as the files themselves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pos_app.cli.support import Context, PathType, emit, json_option, pass_context


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="(BOOK | FILES…)")
@click.option("--to", "folder", required=True, metavar="DIR")
@click.option("--engine", type=click.Choice(("duckdb", "spark")), default="duckdb")
@click.option("--event", "plans", multiple=True, type=PathType, metavar="FILE.toml")
@click.option(
    "--office",
    "offices",
    multiple=True,
    metavar="KEY",
    help="Hear only the offices with these keys (hex); with Spark.",
)
@json_option
@pass_context
def publish(
    context: Context,
    paths: Sequence[str],
    folder: str,
    engine: str,
    plans: Sequence[Path],
    offices: Sequence[str],
    as_json: bool,
) -> None:
    """Write verified days as Parquet: of a book, or with Spark of raw day files anywhere."""
    from pos_app.office.report.words import published_text
    from pos_app.services.office.publishing import publish_book, publish_files

    if engine == "spark":
        done = publish_files(paths, folder, plans, offices)
    elif len(paths) == 1 and not plans and not offices:
        done = publish_book(Path(paths[0]), Path(folder))
    else:
        raise click.UsageError("publish BOOK --to DIR, or publish --engine spark FILES… --to DIR")
    emit(context, as_json, done.as_json(), published_text(done, context.lang))
    if done.rejected:
        sys.exit(1)


@click.command("hand-on")
@click.argument("book", type=PathType)
@click.option("--to", "folder", type=PathType, required=True, metavar="DIR")
@json_option
@pass_context
def hand_on(context: Context, book: Path, folder: Path, as_json: bool) -> None:
    """Write a book's day files, with the office's decisions and slips, for who adds up fairs."""
    from pos_app.office.report.words import handed_on_text
    from pos_app.services.office.publishing import hand_on as service

    done = service(book, folder)
    text = handed_on_text(done.files, done.records, done.folder, context.lang)
    emit(context, as_json, done.as_json(), text)
