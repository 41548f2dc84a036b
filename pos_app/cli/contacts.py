"""The commands of inquiries and of buyers' contacts: `till inquiry`, `inquiries`, `contact`."""

from __future__ import annotations

import sys

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    bounded_lines,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
    write_answer,
)
from pos_app.cli.till import till
from pos_app.errors import Problem


@till.command("inquiry")
@pin_options
@pass_context
def till_inquiry(context: Context) -> None:
    """Note inquiries from stdin, one JSON object a line."""
    from pos_app.services.orders.inquiries import inquiry_lines
    from pos_app.services.selling.ring_values import MAX_LINE

    refused = False
    with context.shop(via="ring") as shop:
        lines = bounded_lines(sys.stdin.buffer, MAX_LINE)
        for answer in inquiry_lines(shop, lines, context.problem):
            write_answer(answer)
            refused = refused or not answer["ok"]
    sys.exit(1 if refused else 0)


@till.command("inquiries")
@json_option
@pass_context
def till_inquiries(context: Context, as_json: bool) -> None:
    """List the till's inquiries, without their contacts."""
    from pos_app.services.orders.inquiries import list_inquiries

    with context.shop(writing=False) as shop:
        found = list_inquiries(shop)
    lines = (
        "  ".join((each.number, each.at, each.country or "-", each.business, *each.all_makers))
        for each in found
    )
    emit(context, as_json, {"inquiries": [each.as_json() for each in found]}, "\n".join(lines))


@till.command("forget")
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--text", "text", default="", help="The office's signed request.")
@json_option
@pin_options
@pass_context
def till_forget(context: Context, numbers: tuple[str, ...], text: str, as_json: bool) -> None:
    """Delete the contacts of orders or inquiries for good, wherever the till put them.

    Asked again, places are cleaned that could not be reached before. Status 1 while any are left.
    """
    from pos_app.services.orders.forgetting import forget_by_text, forget_contacts

    if bool(numbers) == bool(text):
        raise click.UsageError("NUMBER... or --text TEXT")
    with context.shop(lead=not text) as shop:
        found = (
            forget_by_text(shop, text) if text else forget_contacts(shop, numbers, by=shop.proven)
        )
    left = [Problem("contact_left", "error", {"place": str(each)}) for each in found.left]
    told = {**found.as_json(), "problems": context.problems(left)}
    emit(context, as_json, told, "\n".join((*found.numbers, *found.unknown)))
    fail_on_errors(context, left, as_json)


@till.command("contact")
@click.argument("number")
@json_option
@pin_options
@pass_context
def till_contact(context: Context, number: str, as_json: bool) -> None:
    """Show the contact of an open order or inquiry to a lead; the journal notes it."""
    from pos_app.services.orders.contacts import read_contact

    with context.shop(lead=True) as shop:
        found = read_contact(shop, number, by=shop.proven)
    told = {
        "name": found.name,
        "contact": found.contact,
        "note": found.note,
        "photo_bytes": len(found.photo),
    }
    emit(context, as_json, told, "\n".join(filter(None, (found.name, found.contact, found.note))))
