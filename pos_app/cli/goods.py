"""The commands for goods that go from one stand to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pos_app.cli.pin_file import pin_options
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    json_option,
    pass_context,
    print_problems,
    ref_option,
)
from pos_app.errors import PosError


@click.group()
def goods() -> None:
    """Goods between stands: send them with a signed note, take a note in, list all notes."""


@goods.command("send")
@click.option("--to", "to", required=True, metavar="STAND")
@click.option("--piece", "pieces", required=True, multiple=True, metavar="SKU=QTY")
@click.option("--carrier", default="", metavar="NAME", help="Who carries the goods.")
@click.option("--out", "folder", type=PathType, help="A folder for the note as PDF, with its code.")
@ref_option
@json_option
@pin_options
@pass_context
def goods_send(
    context: Context,
    to: str,
    pieces: tuple[str, ...],
    carrier: str,
    folder: Path | None,
    ref: str,
    as_json: bool,
) -> None:
    """Take pieces out of the stock for another stand, with a signed note."""
    from pos_app.services.catalogue.goods_notes import send_goods
    from pos_app.services.paper.goods_note_paper import save_goods_note

    found = [_piece(each) for each in pieces]
    with context.shop() as shop:
        sent = send_goods(shop, to, found, carrier, ref=ref)
        files = [save_goods_note(shop, each, folder) for each in sent] if folder else []
    told = {"notes": [each.as_json() for each in sent], "files": [str(path) for path in files]}
    words = [f"{each.note.name} > {each.note.to}  {each.note.pieces}\n{each.text}" for each in sent]
    emit(context, as_json, told, "\n".join(words))


@goods.command("receive")
@click.option("--text", "text", required=True, help="The text of the note's code; - for stdin.")
@click.option("--count", "counted", multiple=True, metavar="SKU=QTY", help="Pieces, if fewer came.")
@click.option("--dry-run", is_flag=True, help="Only say what the note would bring.")
@ref_option
@json_option
@pin_options
@pass_context
def goods_receive(
    context: Context,
    text: str,
    counted: tuple[str, ...],
    dry_run: bool,
    ref: str,
    as_json: bool,
) -> None:
    """Take in the goods of another stand's note, once."""
    from pos_app.services.answer_once import first_answer
    from pos_app.services.catalogue.goods_intake import asked_by, check_arrival, take_in

    text = sys.stdin.read(8_000) if text == "-" else text
    counts = dict(_piece(each) for each in counted)
    with context.shop(writing=not dry_run) as shop:
        again = first_answer(shop, ref, asked_by(text, counts))
        arrival = None if again else check_arrival(shop, text)
        warnings = arrival.warnings if arrival else []
        told: dict[str, Any]
        if dry_run and arrival:
            told = arrival.as_json()
        else:
            told = take_in(shop, text, counted=counts, ref=ref).as_json()
    told |= {"problems": context.problems(warnings)}
    emit(context, as_json, told, f"{told['note']} < {told['from']}  {told['pieces']}")
    if not as_json:
        print_problems(context, warnings)


@goods.command("list")
@json_option
@pass_context
def goods_list(context: Context, as_json: bool) -> None:
    """List the notes that this till sent and took in, the newest first."""
    from pos_app.services.catalogue.goods_notes import sent_notes, taken_notes

    with context.shop(writing=False) as shop:
        sent, taken = sent_notes(shop), taken_notes(shop)
    found = {
        "sent": [each.as_json() for each in sent],
        "received": [each.as_json() for each in taken],
    }
    out = [f"{each.note.name} > {each.note.to}  {each.note.pieces}" for each in sent]
    into = [f"{each.note.name} < {each.note.place}  {sum(each.counted.values())}" for each in taken]
    emit(context, as_json, found, "\n".join((*out, *into)))


def _piece(text: str) -> tuple[str, int]:
    """Parses `SKU=QTY`; a SKU alone is one piece. Raises PosError `pieces_invalid`."""
    sku, sign, count = text.rpartition("=")
    if not sign:
        return text.strip(), 1
    if not (count.isascii() and count.isdigit() and len(count) <= 7):
        raise PosError("pieces_invalid", count=count[:20])
    return sku.strip(), int(count)
