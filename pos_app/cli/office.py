"""The commands of the office: make an event book, merge files, status, reports."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pos_app.cli.office_answers import once_in_book
from pos_app.cli.office_buyers import COMMANDS as BUYER_COMMANDS
from pos_app.cli.office_decisions import COMMANDS
from pos_app.cli.office_fairs import fairs, maker_cards
from pos_app.cli.office_orders import COMMANDS as ORDER_COMMANDS
from pos_app.cli.office_publish import hand_on, publish
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    fail_on_errors,
    json_option,
    pass_context,
    print_problems,
)
from pos_app.errors import Refused, has_errors
from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES, LanguageCode

earlier_option = click.option(
    "--earlier", type=PathType, metavar="BOOK", help="An earlier fair's book, to compare with."
)


@click.group()
def office() -> None:
    """The office: every stand's files in one book."""


@office.command()
@click.argument("book", type=PathType)
@click.option("--event", "event_file", type=PathType, required=True, metavar="FILE.toml")
@once_in_book
@pass_context
def init(context: Context, book: Path, event_file: Path) -> None:
    """Make a book for an event."""
    from pos_app.services.office.event_book import init_book

    try:
        print_problems(context, init_book(book, event_file))
    except Refused as error:
        print_problems(context, error.problems)
        sys.exit(1)
    emit(context, False, {"book": str(book)}, str(book))


@office.command("stand-packs")
@click.argument("book", type=PathType)
@click.option("--out", "folder", type=PathType, required=True)
@json_option
@once_in_book
@pass_context
def stand_packs(context: Context, book: Path, folder: Path, as_json: bool) -> None:
    """Write a stand pack for every planned till."""
    from pos_app.services.office.stand_packs import write_stand_packs

    report = write_stand_packs(book, folder)
    found = {
        "packs": [pack.as_json() for pack in report.packs],
        "problems": context.problems(report.problems),
    }
    text = "\n".join(f"{pack.stand}-{pack.till}  {pack.path}" for pack in report.packs)
    emit(context, as_json, found, text)
    fail_on_errors(context, report.problems, as_json)


@office.command("stand-cards")
@click.argument("book", type=PathType)
@click.option("--out", type=PathType, required=True, help="The PDF to write.")
@click.option("--lang", "language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
@pass_context
def stand_cards(_context: Context, book: Path, out: Path, language: str) -> None:
    """Write an A5 card for the counter of every planned till, in one PDF."""
    from pos_app.services.office import stand_cards as cards
    from pos_app.services.paper.pdf_files import save_pdf

    click.echo(str(save_pdf(cards.stand_cards(book, language), out)))


@office.command()
@click.argument("book", type=PathType, required=False)
@pass_context
def window(context: Context, book: Path | None) -> None:
    """Open the office's window, with a book or with that of last time."""
    gc.disable()  # collecting would slow down the start; the window collects later
    from ui.office.office_app import run_office

    sys.exit(run_office(context.folder, book, context.clock))


@office.command()
@click.argument("book", type=PathType)
@earlier_option
@click.option("--png", type=PathType, metavar="FILE", help="Write a picture instead.")
@click.option("--size", default="1920x1080", metavar="WxH")
@click.option("--page", type=click.IntRange(0), default=0, help="Of the picture, from 0.")
@click.option("--theme", default="", metavar="NAME", help="Instead of the window's.")
@pass_context
def board(
    context: Context,
    book: Path,
    earlier: Path | None,
    png: Path | None,
    size: str,
    page: int,
    theme: str,
) -> None:
    """Show the board for the hall, full screen, until Esc; or write a picture of it.

    Theme and language (--lang before the command) are else those of the office's window.
    """
    from ui.office.office_app import picture_board, run_board
    from ui.theme import THEMES

    if theme and theme not in THEMES:
        raise click.UsageError(f"--theme {theme}: {', '.join(THEMES)}")
    if png is None:
        asked = click.get_current_context().find_root().params.get("lang") or ""
        look_asked = {"theme": theme, "language": asked}
        sys.exit(run_board(context.folder, book, context.clock, earlier, **look_asked))
    width, _, height = size.partition("x")
    if not (width.isdigit() and height.isdigit() and 0 < int(width) * int(height) <= 1 << 26):
        raise click.UsageError("--size WxH")
    look = (theme or THEMES[0], context.lang, (int(width), int(height)))
    picture_board(book, context.clock, png, look, page, earlier)
    click.echo(str(png))


@office.command()
@click.argument("book", type=PathType)
@click.argument("paths", nargs=-1, required=True, type=PathType)
@json_option
@once_in_book
@pass_context
def merge(context: Context, book: Path, paths: Sequence[Path], as_json: bool) -> None:
    """Take day files, folders, other books, and photos of codes or slips into a book."""
    from pos_app.cli.picture_progress import PictureProgress
    from pos_app.office.report.words import added_text
    from pos_app.services.office.file_intake import add_files

    progress = PictureProgress(context.lang)
    added = add_files(book, paths, (lambda _: None) if as_json else progress, context.clock)
    found = {**added.as_json(), "problems": context.problems(added.problems)}
    slips = {name: len(entries) for name, entries in added.paper.as_json().items()}
    text = added_text(added.files, slips, added.passed_over, context.lang)
    emit(context, as_json, found, text)
    print_problems(context, added.problems, quiet=as_json)
    if added.refused_any or has_errors(added.problems):
        sys.exit(1)


@office.command("photo-message")
@click.argument("book", type=PathType)
@click.option("--stand", default="", metavar="CODE")
@click.option("--till", default="", metavar="CODE")
@click.option("--day", default="", metavar="DAY")
@json_option
@pass_context
def photo_message(
    context: Context, book: Path, stand: str, till: str, day: str, as_json: bool
) -> None:
    """Write what to ask a stand for whose day has come by photos in part."""
    from pos_app.services.office.photo_messages import photo_messages

    found = photo_messages(book, context.lang, stand, till, day)
    answer = {"messages": [each.as_json() for each in found]}
    emit(context, as_json, answer, "\n".join(each.text for each in found))


@office.command()
@click.argument("book", type=PathType)
@click.option("--through", metavar="DAY")
@earlier_option
@json_option
@pass_context
def status(
    context: Context, book: Path, through: str | None, earlier: Path | None, as_json: bool
) -> None:
    """Say what is confirmed, how complete it is, and how it compares with an earlier fair."""
    from pos_app.gc_pause import gc_paused
    from pos_app.office.report.words import status_text
    from pos_app.services.office.board import compared_with
    from pos_app.services.office.event_book import book_status

    with gc_paused():  # until the answer is given: looking at all that it holds takes a tenth
        found = book_status(book, through, context.clock)
        compared = compared_with(found, earlier, context.clock, context.lang)
        answer = {**found.as_json(), "earlier": compared.as_json}
        text = "\n".join((status_text(found, context.lang), *compared.lines))
        emit(context, as_json, answer, text)
    if not as_json:
        print_problems(context, [notice.problem() for notice in found.warnings])


@office.command()
@click.argument("book", type=PathType)
@click.option("--through", metavar="DAY")
@json_option
@pass_context
def review(context: Context, book: Path, through: str | None, as_json: bool) -> None:
    """List what is worth a look in the files that count, the most rupiah first."""
    from pos_app.services.office.review import book_review, review_text

    items = book_review(book, through, context.clock)
    found = {"items": [item.as_json() for item in items]}
    emit(context, as_json, found, review_text(items, context.lang))


@office.command()
@click.argument("book", type=PathType)
@json_option
@pass_context
def check(context: Context, book: Path, as_json: bool) -> None:
    """Verify every file in the book again, and every figure that it keeps of them."""
    from pos_app.services.office.book_check import check_book

    found = check_book(book)
    answer = {**found.as_json(), "problems": context.problems(found.problems)}
    emit(context, as_json, answer, f"{found.files} · {found.records} · {'ok' if found.ok else '!'}")
    print_problems(context, found.problems, quiet=as_json)
    if not found.ok:
        sys.exit(1)


@office.command("restore")
@click.argument("book", type=PathType)
@click.option("--from", "sources", multiple=True, type=PathType, metavar="PATH")
@click.option("--event", "event_file", type=PathType, metavar="FILE.toml")
@json_option
@once_in_book
@pass_context
def restore_damaged(
    context: Context, book: Path, sources: Sequence[Path], event_file: Path | None, as_json: bool
) -> None:
    """Make a damaged book anew from what is whole in it, day files and other books."""
    from pos_app.domain.money import format_rupiah
    from pos_app.services.office.book_restore import restore_book

    found = restore_book(book, sources, context.clock, event_file)
    answer = {**found.as_json(), "problems": context.problems(found.problems)}
    text = f"{found.files} · {found.records} · {format_rupiah(found.net)} · {found.kept_damaged}"
    emit(context, as_json, answer, text)
    print_problems(context, found.problems, quiet=as_json)


@office.command()
@click.argument("book", type=PathType)
@click.option("--out", "folder", type=PathType, required=True)
@click.option("--through", metavar="DAY")
@click.option("--lang", type=click.Choice(tuple(LANGUAGES)), default=DEFAULT_LANGUAGE)
@click.option("--issuer", default="", metavar="TEXT", help="Who issues the papers.")
@click.option("--place", default="", metavar="TEXT", help="Where they are issued.")
@click.option("--logo", type=PathType, metavar="FILE", help="A picture for their heads.")
@click.option(
    "--beside", multiple=True, type=PathType, metavar="BOOK", help="Another fair, for the workbook."
)
@earlier_option
@pass_context
def report(
    context: Context,
    book: Path,
    folder: Path,
    through: str | None,
    lang: LanguageCode,
    issuer: str,
    place: str,
    logo: Path | None,
    beside: Sequence[Path],
    earlier: Path | None,
) -> None:
    """Write report.pdf, report.xlsx, CSV, a settlement for each maker, and all in one PDF."""
    from pos_app.office.report.issue import Letterhead
    from pos_app.services.office.letterheads import read_logo
    from pos_app.services.office.reports import write_report

    letterhead = Letterhead(issuer, place, read_logo(logo) if logo else b"")
    look = lang, letterhead
    for path in write_report(book, folder, through, context.clock, *look, beside, earlier):
        click.echo(str(path))


@office.command()
@click.argument("book", type=PathType)
@click.argument("files", nargs=-1, type=PathType)
@click.option("--text", "texts", multiple=True, metavar="TEXT", help="A scanned code.")
@json_option
@once_in_book
@pass_context
def paper(
    context: Context, book: Path, files: Sequence[Path], texts: Sequence[str], as_json: bool
) -> None:
    """Take closing slips whose file is lost: photos, PDFs, or what a scanner read."""
    from pos_app.office.report.words import paper_report_text
    from pos_app.services.office.closing_slips import add_closing_slips

    if not files and not texts:
        raise click.UsageError("FILE… or --text TEXT")
    report = add_closing_slips(book, files, texts)
    found = {**report.as_json(), "problems": context.problems(report.problems)}
    counts = {name: len(entries) for name, entries in report.as_json().items()}
    emit(context, as_json, found, paper_report_text(counts, context.lang))
    print_problems(context, report.problems, quiet=as_json)
    if report.conflicts or report.rejected:
        sys.exit(1)


@office.command()
@click.argument("book", type=PathType)
@click.option("--out", "folder", type=PathType, required=True)
@json_option
@pass_context
def receipts(context: Context, book: Path, folder: Path, as_json: bool) -> None:
    """Write a message and a slip for every file that the office has, for its stand to see."""
    from pos_app.services.office.acknowledgements import write_acknowledgements

    found = write_acknowledgements(book, folder, context.clock, context.lang)
    rows = [
        {**receipt.as_json(), "files": [str(file) for file in files]} for receipt, files in found
    ]
    lines = [f"{receipt.place}  {receipt.day}  {receipt.code}" for receipt, _ in found]
    emit(context, as_json, {"receipts": rows}, "\n".join(lines))


@office.command()
@click.argument("book", type=PathType)
@click.option("--out", "folder", type=PathType, required=True)
@click.option("--through", metavar="DAY")
@click.option("--lang", type=click.Choice(tuple(LANGUAGES)), default=DEFAULT_LANGUAGE)
@json_option
@pass_context
def messages(
    context: Context,
    book: Path,
    folder: Path,
    through: str | None,
    lang: LanguageCode,
    as_json: bool,
) -> None:
    """Write the evening's message to each maker: text, picture of the statement, QR of the chat."""
    from pos_app.services.office.maker_messages import write_messages

    found = write_messages(book, folder, through, context.clock, lang)
    lines = [f"{each.message.maker}  {each.message.phone or '–'}  {each.link}" for each in found]
    emit(context, as_json, {"messages": [each.as_json() for each in found]}, "\n".join(lines))


for command in (*COMMANDS, *BUYER_COMMANDS, *ORDER_COMMANDS, fairs, maker_cards, publish, hand_on):
    office.add_command(command)
