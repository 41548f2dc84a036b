"""The office's commands about orders: the list, and the decisions on them."""

from __future__ import annotations

from pathlib import Path

import click

from pos_app.cli.office_decisions import (
    decide_group,
    decision_options,
    pass_book,
    print_decision,
    required_options,
)
from pos_app.cli.support import Context, PathType, emit, json_option, parse_amount, pass_context

_WAYS = click.Choice(["cash", "transfer"])
_STATES = click.Choice(["new", "written", "answered", "agreed", "lost"])


@click.command("orders")
@click.argument("book", type=PathType)
@click.option("--through", metavar="DAY", help="Up to this day.")
@click.option(
    "--xlsx", type=PathType, metavar="FILE", help="Write orders and inquiries as a sheet."
)
@click.option("--vcards", type=PathType, metavar="FILE", help="Write a vCard for every buyer.")
@click.option("--contacts", is_flag=True, help="The sheet holds names and contacts of buyers.")
@json_option
@pass_context
def orders_command(
    context: Context,
    book: Path,
    through: str | None,
    xlsx: Path | None,
    vcards: Path | None,
    contacts: bool,
    as_json: bool,
) -> None:
    """List the orders per maker, with what is due when; no names or contacts of buyers.

    They are only in a sheet with --contacts and in vCards: these files hold personal data.
    """
    from pos_app.domain.money import format_rupiah
    from pos_app.office.report.order_words import state_words
    from pos_app.services.office import buyer_list
    from pos_app.services.office.order_list import orders_in_book

    if xlsx is not None:
        buyer_list.write_sheet(book, xlsx, context.clock, context.lang, contacts=contacts)
    if vcards is not None:
        buyer_list.write_cards(book, vcards, context.clock)
    found = orders_in_book(book, through, context.clock)
    lines = []
    for maker in found.makers:
        lines.append(f"{maker.maker}  {maker.name}")
        lines += [
            f"  {each.number}  {state_words(each, context.lang)}  {each.due or '–'}"
            f"  {each.qty} × {each.what}"
            f"  {format_rupiah(each.total)}  {format_rupiah(each.balance)}"
            for each in maker.orders
        ]
    emit(context, as_json, found.as_json(), "\n".join(lines))


@decide_group.command("order-counts")
@required_options("order", "document")
@decision_options
@pass_book
def _counts(
    context: Context, book: Path, order: str, document: str, reason: str, as_json: bool
) -> None:
    """Which of several deliveries or returns of an order counts: its receipt number or its id."""
    from pos_app.services.office.order_decisions import choose_closing

    decided = choose_closing(book, order, document, context.operator, reason)
    print_decision(context, decided, as_json)


@decide_group.command("order-closed")
@required_options("order", "day", "amount")
@click.option("--how", type=click.Choice(["delivered", "returned"]), required=True)
@decision_options
@pass_book
def _closed(
    context: Context,
    book: Path,
    order: str,
    day: str,
    amount: str,
    how: str,
    reason: str,
    as_json: bool,
) -> None:
    """An order was delivered after the fair, or its deposit returned; the rest is the maker's."""
    from pos_app.services.office.order_decisions import close_order

    rupiah = parse_amount(amount)
    decided = close_order(book, order, how, day, rupiah, context.operator, reason)
    print_decision(context, decided, as_json)


@decide_group.command("deposit-paid")
@required_options("order", "amount", "day", "proof")
@click.option("--way", type=_WAYS, required=True)
@decision_options
@pass_book
def _deposit_paid(
    context: Context,
    book: Path,
    order: str,
    amount: str,
    day: str,
    proof: str,
    way: str,
    reason: str,
    as_json: bool,
) -> None:
    """The office handed an order's deposit to the maker."""
    from pos_app.services.office.order_decisions import hand_over_deposit

    rupiah, clock = parse_amount(amount), context.operator
    decided = hand_over_deposit(
        book, order, rupiah, clock, day=day, way=way, proof=proof, reason=reason
    )
    print_decision(context, decided, as_json)


@decide_group.command("order-state")
@click.option("--number", required=True, metavar="P-…|M-…")
@click.option("--state", type=_STATES, required=True)
@decision_options
@pass_book
def _state(
    context: Context, book: Path, number: str, state: str, reason: str, as_json: bool
) -> None:
    """How far the office has come with an order or an inquiry."""
    from pos_app.services.office.order_decisions import set_progress

    decided = set_progress(book, number, state, context.operator, reason)
    print_decision(context, decided, as_json)


COMMANDS = (orders_command,)
