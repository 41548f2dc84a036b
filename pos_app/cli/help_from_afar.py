"""The commands for help from afar: the bundle to send (`support-bundle`), and a code (`crash`)."""

from __future__ import annotations

from pathlib import Path

import click

from pos_app.cli.support import Context, PathType, emit, json_option, pass_context


@click.command("support-bundle")
@click.argument("folder", type=PathType, metavar="DIR")
@click.option("--book", type=PathType, metavar="BOOK", help="Check this book of the office too.")
@json_option
@pass_context
def support_bundle(context: Context, folder: Path, book: Path | None, as_json: bool) -> None:
    """Write one ZIP for whoever helps: checks, log, machine; no PIN, key, name or amount."""
    from pos_app.services.support.bundle import write_bundle

    made = write_bundle(context.folder, folder, context.clock, context.lang, book=book)
    emit(context, as_json, made.as_json(), str(made.path))


@click.command("crash")
@click.argument("code")
@json_option
@pass_context
def crash(context: Context, code: str, as_json: bool) -> None:
    """Say what a short code on the screen was: which error, where, in which version, when."""
    from pos_app.services.support.crashes import find_crash

    found = find_crash(context.folder, code)
    emit(context, as_json, found.as_json(), found.text)
