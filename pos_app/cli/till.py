"""The commands of the business day: open, ring, move cash, close, reopen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

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
    ref_option,
    write_answer,
)

if TYPE_CHECKING:
    from pos_app.services.day.business_day import ClosedDay


@click.group()
def till() -> None:
    """The business day: open, ring, move cash, close."""


@till.command("open")
@click.option("--float", "float_", required=True)
@click.option("--cashier", default="")
@click.option("--date-confirmed", is_flag=True, help="The laptop's date is right.")
@ref_option
@pin_options
@pass_context
def till_open(context: Context, float_: str, cashier: str, date_confirmed: bool, ref: str) -> None:
    """Open today with its float."""
    from pos_app.services.answer_once import answer_once
    from pos_app.services.day.business_day import current_day, open_till

    amount = parse_amount(float_)
    with context.shop(lead=date_confirmed) as shop:

        def opened() -> dict[str, Any]:
            day = current_day(shop)
            assert day is not None
            return {"day": day.day, "opened_at": day.opened_at, "cashier": day.cashier}

        asked = {"open": amount, "cashier": cashier}
        found = answer_once(
            shop,
            ref,
            asked,
            lambda: open_till(shop, amount, cashier, date_confirmed=date_confirmed),
            opened,
        )
    click.echo(f"{found['day']}  {found['opened_at']}  {found['cashier']}")


@till.command("move")
@click.option("--amount", required=True)
@click.option("--reason", required=True)
@click.option("--payout", default="", metavar="MAKER")
@ref_option
@json_option
@pin_options
@pass_context
def till_move(
    context: Context, amount: str, reason: str, payout: str, ref: str, as_json: bool
) -> None:
    """Cash in or out of the drawer.

    A payout above what the maker is owed at this till, or above what the drawer should hold, is
    noted all the same; the problems say so, and the journal too.
    """
    from pos_app.services.day.cash_drawer import move_cash

    rupiah = parse_amount(amount)
    with context.shop(lead=rupiah < 0) as shop:
        doubt = move_cash(shop, rupiah, reason, payout, ref=ref)
    warnings = doubt.warnings if doubt else ()
    emit(context, as_json, {"amount": rupiah, "problems": context.problems(warnings)}, "")
    if not as_json:
        print_problems(context, warnings)


@till.command("reopen")
@click.option("--day", required=True)
@click.option("--reason", required=True)
@ref_option
@pin_options
@pass_context
def till_reopen(context: Context, day: str, reason: str, ref: str) -> None:
    """Open the newest closed day again."""
    from pos_app.services.answer_once import answer_once
    from pos_app.services.day.business_day import current_day, reopen_till

    with context.shop(lead=True) as shop:

        def opened() -> dict[str, Any]:
            running = current_day(shop)
            assert running is not None
            return {"day": running.day, "revision": running.revision}

        asked = {"reopen": day, "reason": reason}
        found = answer_once(shop, ref, asked, lambda: reopen_till(shop, day, reason), opened)
    click.echo(f"{found['day']}  r{found['revision']}")


@till.command("correct-date")
@ref_option
@json_option
@pin_options
@pass_context
def till_correct_date(context: Context, ref: str, as_json: bool) -> None:
    """Close an empty day that a wrong clock opened, and open today with its float."""
    from pos_app.services.answer_once import answer_once
    from pos_app.services.day.business_day import current_day
    from pos_app.services.day.date_correction import correct_date

    with context.shop(lead=True) as shop:

        def opened() -> dict[str, Any]:
            day = current_day(shop)
            return {"day": day.day, "cashier": day.cashier} if day else {}

        asked = {"correct-date": True}
        found = answer_once(shop, ref, asked, lambda: correct_date(shop, by=shop.proven), opened)
    emit(context, as_json, found, f"{found['day']}  {found['cashier']}")


@till.command("ring")
@pin_options
@pass_context
def till_ring(context: Context) -> None:
    """Ring up requests from stdin, one JSON object a line."""
    from pos_app.services.ring import ring_lines
    from pos_app.services.selling.ring_values import MAX_LINE

    refused = False
    with context.shop(via="ring") as shop:
        shop.check_later()
        lines = bounded_lines(sys.stdin.buffer, MAX_LINE)
        for answer in ring_lines(shop, lines, context.problem):
            write_answer(answer)
            refused = refused or not answer["ok"]
    sys.exit(1 if refused else 0)


@till.command("orders")
@click.option("--all", "every", is_flag=True, help="Delivered and cancelled ones too.")
@json_option
@pass_context
def till_orders(context: Context, every: bool, as_json: bool) -> None:
    """List the open orders with what is still to be paid; no names or contacts."""
    from pos_app.domain.money import format_rupiah
    from pos_app.services.orders.lookup import list_orders, order_json

    with context.shop(writing=False) as shop:
        found = [order_json(order) for order in list_orders(shop, open_only=not every)]
    lines = [
        f"{each['order']}  {each['due'] or '–'}  {each['maker']}  {each['what']}"
        f"  {format_rupiah(each['balance'])}"
        for each in found
    ]
    emit(context, as_json, {"orders": found}, "\n".join(lines))


@till.command("interim")
@ref_option
@json_option
@pin_options
@pass_context
def till_interim(context: Context, ref: str, as_json: bool) -> None:
    """Say what the open day has sold so far, signed for the office; the drawer stays uncounted."""
    from pos_app.services.day.interim import interim_message, make_interim

    with context.shop() as shop:
        found = make_interim(shop, ref=ref)
    emit(context, as_json, found.as_json(), interim_message(found, context.lang))


@till.command("close")
@click.option("--counted")
@click.option("--count", "count", metavar="100000=3,50000=2")
@click.option("--reason", default="")
@ref_option
@json_option
@pin_options
@pass_context
def till_close(
    context: Context,
    counted: str | None,
    count: str | None,
    reason: str,
    ref: str,
    as_json: bool,
) -> None:
    """Close the day on what was counted."""
    from pos_app.services.answer_once import answer_once
    from pos_app.services.day.business_day import last_closed
    from pos_app.services.day.closing import close_till
    from pos_app.services.shop.folder_kind import space_problems

    if counted is None and count is None:
        raise click.UsageError("--counted N or --count 100000=3,50000=2")
    print_problems(context, space_problems(context.folder), quiet=as_json)
    amount = None if counted is None else parse_amount(counted)
    pieces = None if count is None else count_pieces(count)
    with context.shop(lead=True) as shop:
        asked = {"close": amount, "pieces": count, "reason": reason}
        found = answer_once(
            shop,
            ref,
            asked,
            lambda: close_till(shop, counted=amount, pieces=pieces, reason=reason),
            lambda: _closed(last_closed(shop)),
        )
    emit(context, as_json, found, f"{found['day']} r{found['revision']}  {found['code']}")


def _closed(closed: ClosedDay | None) -> dict[str, Any]:
    assert closed is not None
    return {
        "day": closed.day,
        "revision": closed.revision,
        "expected": closed.expected,
        "counted": closed.counted,
        "difference": closed.difference,
        "code": closed.code,
        "totals": closed.totals.as_dict(),
    }


@till.command("shift")
@click.option("--to", "to", required=True, metavar="CODE", help="Who takes the drawer over.")
@click.option("--counted")
@click.option("--count", "count", metavar="100000=3,50000=2")
@click.option("--cashier", default="", metavar="CODE", help="Who had the drawer.")
@click.option("--reason", default="")
@ref_option
@json_option
@pin_options
@pass_context
def till_shift(
    context: Context,
    to: str,
    counted: str | None,
    count: str | None,
    cashier: str,
    reason: str,
    ref: str,
    as_json: bool,
) -> None:
    """Count the drawer and hand it to the next person, without closing the day."""
    from pos_app.services.day.shifts import hand_over_drawer

    if counted is None and count is None:
        raise click.UsageError("--counted N or --count 100000=3,50000=2")
    amount = None if counted is None else parse_amount(counted)
    pieces = None if count is None else count_pieces(count)
    with context.shop() as shop:
        shift = hand_over_drawer(
            shop, to, counted=amount, pieces=pieces, reason=reason, cashier=cashier, ref=ref
        )
    found = {
        "shift": shift.number,
        "by": shift.by,
        "to": shift.to,
        "expected": shift.expected,
        "counted": shift.counted,
        "difference": shift.difference,
    }
    emit(context, as_json, found, f"{shift.number}  {shift.by} > {shift.to}  {shift.difference}")


@till.command("repair")
@ref_option
@json_option
@pin_options
@pass_context
def till_repair(context: Context, ref: str, as_json: bool) -> None:
    """Put back what only the journal's twin knows, or note that the journal goes on without it."""
    from pos_app.services.answer_once import first_answer
    from pos_app.services.twin_decision import ASKED, decide

    with context.shop(lead=True) as shop:
        fact = first_answer(shop, ref, ASKED)
        if fact is None:
            found = decide(shop, shop.proven, ref=ref)
            fact = found.fact() if found else {"rows": 0, "sales": 0, "net": 0, "choice": ""}
    emit(context, as_json, fact, "  ".join(f"{name} {value}" for name, value in fact.items()))
