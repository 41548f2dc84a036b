"""The commands about several fairs and their makers: side by side, and what is told of makers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from pos_app.services.office.fairs import MakerName
    from pos_app.services.office.settings import OfficeSettings


@click.command()
@click.argument("books", nargs=-1, required=True, type=PathType, metavar="BOOK…")
@click.option("--xlsx", type=PathType, metavar="FILE", help="Write a workbook too.")
@click.option(
    "--same",
    "joined",
    multiple=True,
    metavar="CODE:NAME=CODE:NAME",
    help="These makers are one person; remembered.",
)
@click.option(
    "--apart",
    "parted",
    multiple=True,
    metavar="CODE:NAME",
    help="This maker is one with no other any more; remembered.",
)
@json_option
@pass_context
def fairs(
    context: Context,
    books: Sequence[Path],
    xlsx: Path | None,
    joined: Sequence[str],
    parted: Sequence[str],
    as_json: bool,
) -> None:
    """Hold several fairs side by side, and add up their makers by month and year."""
    from pos_app.services.office import fairs as service
    from pos_app.services.office.settings import OfficeSettings

    settings = OfficeSettings(context.folder)
    _remember(settings, joined, parted)
    found = service.read_fairs(books, context.clock, service.joined_makers(settings))
    if xlsx is not None:
        service.write_fairs_workbook(found.fairs, xlsx, context.lang)
    answer = {**found.as_json(), "problems": context.problems(found.problems)}
    emit(context, as_json, answer, service.fairs_text(found.fairs, context.lang))
    fail_on_errors(context, found.problems, as_json)


def _remember(settings: OfficeSettings, joined: Iterable[str], parted: Iterable[str]) -> None:
    from pos_app.services.office.fairs import join_makers, part_makers

    for text in parted:
        part_makers(settings, _named(text))
    for text in joined:
        join_makers(settings, [_named(each) for each in text.split("=")])


def _named(text: str) -> MakerName:
    from pos_app.services.office.fairs import MakerName

    code, sign, name = text.partition(":")
    if not sign or not code.strip() or not name.strip():
        raise click.UsageError("CODE:NAME")
    return MakerName(code.strip(), name.strip())


@click.command("maker-cards")
@click.argument("book", type=PathType)
@click.option("--table", type=PathType, metavar="FILE", help="A table with a row for each maker.")
@click.option("--from", "earlier", type=PathType, metavar="BOOK", help="An earlier fair's book.")
@click.option("--reason", default="", metavar="TEXT")
@json_option
@once_in_book
@pass_context
def maker_cards(
    context: Context,
    book: Path,
    table: Path | None,
    earlier: Path | None,
    reason: str,
    as_json: bool,
) -> None:
    """Say what buyers are told of makers; take it from a table or an earlier fair's book."""
    from pos_app.services.office import maker_cards as service

    known = service.book_cards(book)
    found = service.CardsRead({})
    if table is not None:
        found = service.cards_from_table(table, known.makers)
    elif earlier is not None:
        found = service.cards_of_earlier(earlier, known.makers)
    blank = service.MakerCard
    cards = [
        service.laid_over(known.cards.get(code, blank(code)), card)
        for code, card in found.cards.items()
    ]
    changed = service.change_cards(book, cards, context.operator, reason) if cards else ()
    now = service.book_cards(book).cards
    rows = [{"maker": c.code, **c.texts, "photo": len(c.photo)} for c in now.values()]
    answer = {"changed": list(changed), "cards": rows, "problems": context.problems(found.problems)}
    text = "\n".join(f"{card.code}  {', '.join(card.texts)}" for card in now.values())
    emit(context, as_json, answer, text)
    fail_on_errors(context, found.problems, as_json)
