"""The commands of the business day: open, ring, move cash, close, reopen."""

from __future__ import annotations

import sys

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    bounded_lines,
    count_pieces,
    emit,
    json_option,
    parse_amount,
    pass_context,
    print_problems,
    write_answer,
)


@click.group()
def till() -> None:
    """The business day: open, ring, move cash, close."""


@till.command("open")
@click.option("--float", "float_", required=True)
@click.option("--cashier", default="")
@pin_options
@pass_context
def till_open(context: Context, float_: str, cashier: str) -> None:
    """Open today with its float."""
    from pos_app.services.day.business_day import open_till

    with context.shop() as shop:
        day = open_till(shop, parse_amount(float_), cashier)
    click.echo(f"{day.day}  {day.opened_at}  {day.cashier}")


@till.command("move")
@click.option("--amount", required=True)
@click.option("--reason", required=True)
@click.option("--payout", default="", metavar="MAKER")
@json_option
@pin_options
@pass_context
def till_move(context: Context, amount: str, reason: str, payout: str, as_json: bool) -> None:
    """Cash in or out of the drawer.

    A payout above what the maker is owed at this till, or above what the drawer should hold, is
    noted all the same; the problems say so, and the journal too.
    """
    from pos_app.services.day.cash_drawer import move_cash

    rupiah = parse_amount(amount)
    with context.shop(lead=rupiah < 0) as shop:
        doubt = move_cash(shop, rupiah, reason, payout)
    warnings = doubt.warnings if doubt else ()
    emit(context, as_json, {"amount": rupiah, "problems": context.problems(warnings)}, "")
    if not as_json:
        print_problems(context, warnings)


@till.command("reopen")
@click.option("--day", required=True)
@click.option("--reason", required=True)
@pin_options
@pass_context
def till_reopen(context: Context, day: str, reason: str) -> None:
    """Open the newest closed day again."""
    from pos_app.services.day.business_day import reopen_till

    with context.shop(lead=True) as shop:
        opened = reopen_till(shop, day, reason)
    click.echo(f"{opened.day}  r{opened.revision}")


@till.command("ring")
@pin_options
@pass_context
def till_ring(context: Context) -> None:
    """Ring up requests from stdin, one JSON object a line."""
    from pos_app.services.selling.ring import MAX_LINE, ring_lines

    refused = False
    with context.shop(via="ring") as shop:
        shop.check_later()
        lines = bounded_lines(sys.stdin.buffer, MAX_LINE)
        for answer in ring_lines(shop, lines, context.problem):
            write_answer(answer)
            refused = refused or not answer["ok"]
    sys.exit(1 if refused else 0)


@till.command("close")
@click.option("--counted")
@click.option("--count", "count", metavar="100000=3,50000=2")
@click.option("--reason", default="")
@json_option
@pin_options
@pass_context
def till_close(
    context: Context, counted: str | None, count: str | None, reason: str, as_json: bool
) -> None:
    """Close the day on what was counted."""
    from pos_app.services.day.closing import close_till

    if counted is None and count is None:
        raise click.UsageError("--counted N or --count 100000=3,50000=2")
    amount = None if counted is None else parse_amount(counted)
    pieces = None if count is None else count_pieces(count)
    with context.shop(lead=True) as shop:
        closed = close_till(shop, counted=amount, pieces=pieces, reason=reason)
    found = {
        "day": closed.day,
        "revision": closed.revision,
        "expected": closed.expected,
        "counted": closed.counted,
        "difference": closed.difference,
        "code": closed.code,
        "totals": closed.totals.as_dict(),
    }
    emit(context, as_json, found, f"{closed.day} r{closed.revision}  {closed.code}")


@till.command("repair")
@json_option
@pin_options
@pass_context
def till_repair(context: Context, as_json: bool) -> None:
    """Put back what only the journal's twin knows, or note that the journal goes on without it."""
    from pos_app.services.twin_decision import decide

    with context.shop(lead=True) as shop:
        found = decide(shop, shop.proven)
    fact = found.fact() if found else {"rows": 0, "sales": 0, "net": 0, "choice": ""}
    emit(context, as_json, fact, "  ".join(f"{name} {value}" for name, value in fact.items()))
