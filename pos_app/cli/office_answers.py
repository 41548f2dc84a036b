"""`--ref` for the office's commands: sent again with the same one, they give the first answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from pos_app.cli.support import Context, emit, ref_option
from pos_app.cli.told import Told

F = TypeVar("F", bound=Callable[..., Any])


def once_in_book(command: F) -> F:
    """Adds `--ref` to a command that changes the book; it stands above the context's passing."""

    @wraps(command)
    def with_ref(*args: Any, ref: str, **options: Any) -> None:
        if not ref:
            command(*args, **options)
            return
        current = click.get_current_context()
        context = current.find_object(Context)
        assert context is not None
        named = {**(current.parent.params if current.parent else {}), **options}
        _answer(context, Path(named["book"]), ref, options, lambda: command(*args, **options))

    return cast(F, ref_option(with_ref))


def _answer(
    context: Context, book: Path, ref: str, options: dict[str, Any], work: Callable[[], object]
) -> None:
    """Does `work` and keeps its answer, or gives the one that was kept."""
    from pos_app.services.office.answer_once import first_answer, keep_answer

    asked = _asked(options)
    known = first_answer(book, ref, asked)
    if known is not None:
        _repeat(context, Told(**known), as_json=bool(options.get("as_json")))
        return
    context.told = told = Told()
    try:
        work()
    except SystemExit as ended:
        told.status = ended.code if isinstance(ended.code, int) else 1
        keep_answer(book, ref, asked, told.as_json())
        raise
    keep_answer(book, ref, asked, told.as_json())


def _asked(options: dict[str, Any]) -> dict[str, object]:
    """What a command is known by when it is sent again: its name and options, not their form."""
    named = {name: value for name, value in options.items() if name != "as_json"}
    return {"command": click.get_current_context().command_path.partition(" ")[2], **_plain(named)}


def _plain(options: dict[str, Any]) -> dict[str, object]:
    return {
        name: [str(each) for each in value]
        if isinstance(value, tuple | list)
        else None
        if value is None
        else str(value)
        for name, value in options.items()
    }


def _repeat(context: Context, told: Told, *, as_json: bool) -> None:
    """Prints an answer that was given before, and ends with its status."""
    emit(context, as_json, told.found, told.text)
    if not as_json:
        for line in told.problems:
            click.echo(line, err=True)
    if told.status:
        sys.exit(told.status)
