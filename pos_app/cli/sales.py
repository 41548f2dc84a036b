"""The commands that list the sales and make a QRIS code with an amount."""

from __future__ import annotations

import click

from pos_app.cli.support import Context, emit, json_option, parse_amount, pass_context


@click.command()
@click.option("--day")
@json_option
@pass_context
def sales(context: Context, day: str | None, as_json: bool) -> None:
    """List the sales."""
    from pos_app.clock import parse_day
    from pos_app.services.selling.stored_sales import list_sales

    wanted = parse_day(day).isoformat() if day else None
    with context.shop(writing=False) as shop:
        found = list_sales(shop, wanted)
    rows = [
        {"number": s.number, "id": s.id, "kind": s.kind, "at": s.at, "net": s.net} for s in found
    ]
    text = "\n".join(f"{s.number}  {s.at}  {s.kind:6}  {s.net:>15}" for s in found)
    emit(context, as_json, {"sales": rows}, text)


@click.command()
@click.argument("payload")
@click.option("--amount", required=True)
def qris(payload: str, amount: str) -> None:
    """Print a QRIS code with the amount in it."""
    from pos_app.domain.qris import with_amount

    click.echo(with_amount(payload, parse_amount(amount)))
