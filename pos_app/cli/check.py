"""The commands that check a till (`doctor`) and day files (`verify`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pos_app.cli.support import Context, PathType, emit, fail_on_errors, json_option, pass_context
from pos_app.errors import has_errors


@click.command()
@click.option("--full", is_flag=True, help="Check every day, not only the newest.")
@json_option
@pass_context
def doctor(context: Context, full: bool, as_json: bool) -> None:
    """Check the till's data: its newest day, or with --full all of it."""
    from pos_app.services.shop.folder_kind import place_problems
    from pos_app.services.shop.health_check import check_till
    from pos_app.services.support.crashes import last_crashes
    from pos_app.services.support.machine import machine_facts

    found = check_till(context.folder, context.clock, full=full)
    found.problems.extend(place_problems(context.folder))
    text = "\n".join(f"{name}: {value}" for name, value in found.facts.items())
    crashes = [each.as_json() for each in last_crashes(context.folder)]
    machine = {"machine": machine_facts(context.folder), "crashes": crashes}
    entry = {"ok": not has_errors(found.problems), **found.facts, **machine}
    emit(context, as_json, {**entry, "problems": context.problems(found.problems)}, text)
    fail_on_errors(context, found.problems, as_json)


@click.command()
@click.argument("files", nargs=-1, required=True, type=PathType)
@click.option("--key", metavar="HEX")
@click.option("--explain", is_flag=True, help="Also list the checks that each file passed.")
@json_option
@pass_context
def verify(
    context: Context, files: Sequence[Path], key: str | None, explain: bool, as_json: bool
) -> None:
    """Check day files with nothing but the files."""
    from pos_app.services.office.verify import verify_files

    checked = verify_files(files, key)
    problems = [problem for item in checked for problem in item.problems]
    rows = [{**item.as_json(), "problems": context.problems(item.problems)} for item in checked]
    lines = [[item.line()] for item in checked]
    if explain:
        rows = [
            {**row, "checks": list(item.checks)} for row, item in zip(rows, checked, strict=True)
        ]
        lines = [[item.line(), *item.explained(context.lang)] for item in checked]
    text = "\n".join(line for file in lines for line in file)
    emit(context, as_json, {"files": rows, "problems": context.problems(problems)}, text)
    fail_on_errors(context, problems, as_json)
