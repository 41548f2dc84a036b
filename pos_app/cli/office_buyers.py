"""The office's commands about possible buyers: inquiries with their contacts, and forgetting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pos_app.cli.office_answers import once_in_book
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
)
from pos_app.errors import Problem


@click.command()
@click.argument("book", type=PathType)
@json_option
@pass_context
def inquiries(context: Context, book: Path, as_json: bool) -> None:
    """List who may order later, with the contacts that the office's key opens."""
    from pos_app.services.office.buyers import book_inquiries

    found = book_inquiries(book)
    rows = [
        {
            **each.inquiry.as_json(),
            "stand": each.stand,
            "till": each.till,
            "day": each.day,
            "disputed": each.disputed,
            **contact.as_json(),
        }
        for each, contact in found
    ]
    lines = [
        "  ".join(
            (
                each.inquiry.number,
                each.inquiry.country or "-",
                each.inquiry.business,
                *each.inquiry.all_makers,
                contact.contact.name or contact.state,
                contact.contact.contact,
            )
        )
        for each, contact in found
    ]
    emit(context, as_json, {"inquiries": rows}, "\n".join(lines))


@click.command()
@click.argument("book", type=PathType)
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@click.option(
    "--files",
    "also",
    multiple=True,
    type=PathType,
    metavar="PATH",
    help="Day files, and folders.",
)
@once_in_book
@json_option
@pass_context
def forget(
    context: Context, book: Path, numbers: Sequence[str], also: Sequence[Path], as_json: bool
) -> None:
    """Delete the contacts of orders and inquiries for good; answers to the stands say so too."""
    from pos_app.services.office.buyers import forget_buyers

    found = forget_buyers(book, numbers, context.operator, also)
    left = [Problem("contact_left", "error", {"place": str(each)}) for each in found.left]
    missing = [
        Problem("contact_unknown", "warning", {"number": number}) for number in found.unknown
    ]
    told = {**found.as_json(), "problems": context.problems([*left, *missing])}
    emit(context, as_json, told, "\n".join(found.numbers))
    fail_on_errors(context, [*left, *missing], as_json)


COMMANDS = (inquiries, forget)
