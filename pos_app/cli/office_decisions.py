"""The commands for the office's decisions: each is signed with the key beside the book."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from pos_app.cli.office_answers import once_in_book
from pos_app.cli.support import (
    Context,
    PathType,
    emit,
    json_option,
    parse_amount,
    pass_context,
)

if TYPE_CHECKING:
    from pos_app.services.office.decisions import RecordedDecision

F = TypeVar("F", bound=Callable[..., Any])
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SEATS = click.IntRange(0, 25)


def required_options(*names: str) -> Callable[[F], F]:
    """Adds required options, in this order."""

    def add(command: F) -> F:
        for name in reversed(names):
            command = click.option(f"--{name}", required=True)(command)
        return command

    return add


def decision_options(command: F) -> F:
    """Adds the options of every decision: `--reason`, `--by`, `--ref` and `--json`."""
    command = click.option("--reason", default="", metavar="TEXT")(_signed(json_option(command)))
    return once_in_book(command)


def _signed(command: F) -> F:
    """Adds `--by NAME`, which the context's operator then bears."""

    @wraps(command)
    def with_person(*args: Any, person: str, **options: Any) -> None:
        context = click.get_current_context().find_object(Context)
        assert context is not None
        context.person = person
        command(*args, **options)

    words = "Who decides; it is signed."
    option = click.option("--by", "person", default="", metavar="NAME", help=words)
    return cast(F, option(with_person))


def _correction(command: F) -> F:
    """Adds the options of a correction: its days, `--reason` (required), `--by` and so on."""
    command = click.option("--reason", required=True, metavar="TEXT")(_signed(json_option(command)))
    command = click.option("--to", "until", default="", metavar="DAY")(command)
    return once_in_book(click.option("--from", "since", default="", metavar="DAY")(command))


def pass_book(command: Callable[..., None]) -> Callable[..., None]:
    """Passes the context and the book, which `decide BOOK` names before the decision."""

    @wraps(command)
    def with_book(**options: Any) -> None:
        current = click.get_current_context()
        assert current.parent is not None
        command(current.find_object(Context), current.parent.params["book"], **options)

    return with_book


def print_decision(context: Context, decided: RecordedDecision, as_json: bool) -> None:
    """Print a decision and whether it is new."""
    from pos_app.office.decide.decision_words import decision_text

    found = {**decided.decision.as_json(), "new": decided.is_new}
    emit(context, as_json, found, decision_text(decided.decision, context.lang))


def _split_starts(starts: Sequence[str], *, scanned: bool) -> tuple[list[str], list[str]]:
    """The scanned codes and the days among the values of `--from`, at most one of each."""
    codes = [text for text in starts if scanned and not _DAY.fullmatch(text)]
    days = [text for text in starts if text not in codes]
    if len(codes) > 1 or len(days) > 1:
        raise click.UsageError("--from")
    return codes, days


@click.command("accept-key")
@click.argument("book", type=PathType)
@click.option("--stand")
@click.option("--till")
@click.option("--key", metavar="HEX", help="In full, or its fingerprint A1B2-C3D4.")
@click.option("--seat", type=_SEATS, default=0)
@click.option(
    "--from",
    "starts",
    metavar="DAY|TEXT",
    multiple=True,
    help="The first day on which the key holds; or the till's QR code instead, as scanned.",
)
@decision_options
@pass_context
def accept_key_command(
    context: Context,
    book: Path,
    stand: str | None,
    till: str | None,
    key: str | None,
    seat: int,
    starts: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Say which key is a till's, from a day on: --stand S --till T --key K [--from DAY].

    Or --from the till's QR code.
    """
    from pos_app.services.office.decisions import accept_key, accept_scanned_key

    codes, days = _split_starts(starts, scanned=not (stand or till or key or seat))
    since = days[0] if days else ""
    if codes:
        decided = accept_scanned_key(book, codes[0], context.operator, reason, since)
    elif stand and till and key:
        decided = accept_key(
            book, stand, till, key, context.operator, seat=seat, since=since, reason=reason
        )
    else:
        raise click.UsageError("--stand, --till and --key, or --from")
    print_decision(context, decided, as_json)


@click.command("trust")
@click.argument("book", type=PathType)
@required_options("key")
@click.option("--undo", is_flag=True, help="Its decisions count no more.")
@once_in_book
@pass_context
def trust_command(context: Context, book: Path, key: str, undo: bool) -> None:
    """Let another office's key decide in this book too."""
    from pos_app.services.office.decisions import distrust_office, trust_office

    change = distrust_office if undo else trust_office
    full = change(book, key, context.clock)
    emit(context, False, {"key": full}, full)


@click.command("decisions")
@click.argument("book", type=PathType)
@json_option
@pass_context
def decisions_command(context: Context, book: Path, as_json: bool) -> None:
    """List what was decided, and how each decision stands."""
    from pos_app.office.decide.decision_words import decision_status_text
    from pos_app.services.office.decisions import decisions

    found = decisions(book)
    text = "\n".join(decision_status_text(each, context.lang) for each in found)
    emit(context, as_json, {"decisions": [each.as_json() for each in found]}, text)


@click.group("decide")
@click.argument("book", type=PathType)
def decide_group(book: Path) -> None:
    """Decide what no day file can tell."""


@decide_group.command("no-sales")
@required_options("stand", "till", "day")
@decision_options
@pass_book
def _no_sales(
    context: Context, book: Path, stand: str, till: str, day: str, reason: str, as_json: bool
) -> None:
    """A till had no sales that day."""
    from pos_app.services.office.decisions import no_sales

    print_decision(context, no_sales(book, stand, till, day, context.operator, reason), as_json)


@decide_group.command("withdrawn")
@required_options("stand")
@click.option("--from", "since", required=True, metavar="DAY")
@decision_options
@pass_book
def _withdrawn(
    context: Context, book: Path, stand: str, since: str, reason: str, as_json: bool
) -> None:
    """A stand sells no more from a day on."""
    from pos_app.services.office.decisions import withdraw

    print_decision(context, withdraw(book, stand, since, context.operator, reason), as_json)


@decide_group.command("choose")
@click.option("--file", required=True, metavar="CODE", help="Manifest, or the code on the slip.")
@decision_options
@pass_book
def _choose(context: Context, book: Path, file: str, reason: str, as_json: bool) -> None:
    """Of files that contradict each other, this one counts."""
    from pos_app.services.office.decisions import choose

    print_decision(context, choose(book, file, context.operator, reason), as_json)


@decide_group.command("both")
@required_options("stand", "till", "day")
@click.option("--seat", type=_SEATS, default=0)
@decision_options
@pass_book
def _both(
    context: Context,
    book: Path,
    stand: str,
    till: str,
    day: str,
    seat: int,
    reason: str,
    as_json: bool,
) -> None:
    """Two laptops sold as this till that day: the files of both count."""
    from pos_app.services.office.decisions import both

    decided = both(book, stand, till, day, context.operator, reason, seat=seat)
    print_decision(context, decided, as_json)


@decide_group.command("dismiss")
@click.option("--file", required=True, metavar="CODE", help="Manifest, or the code on the slip.")
@decision_options
@pass_book
def _dismiss(context: Context, book: Path, file: str, reason: str, as_json: bool) -> None:
    """A file that is set aside stays aside for good."""
    from pos_app.services.office.decisions import dismiss

    print_decision(context, dismiss(book, file, context.operator, reason), as_json)


@decide_group.command("maker")
@required_options("text", "maker")
@decision_options
@pass_book
def _maker(context: Context, book: Path, text: str, maker: str, reason: str, as_json: bool) -> None:
    """A text that tills use is a maker of the plan."""
    from pos_app.services.office.decisions import same_maker

    print_decision(context, same_maker(book, text, maker, context.operator, reason), as_json)


@decide_group.command("seat")
@required_options("stand", "till")
@click.option("--seat", type=click.IntRange(1, 25), required=True)
@decision_options
@pass_book
def _seat(
    context: Context, book: Path, stand: str, till: str, seat: int, reason: str, as_json: bool
) -> None:
    """A laptop that took over without the stick is accepted."""
    from pos_app.services.office.decisions import accept_seat

    print_decision(context, accept_seat(book, stand, till, seat, context.operator, reason), as_json)


@decide_group.command("visitors")
@required_options("day")
@click.option("--count", type=click.IntRange(0), required=True)
@decision_options
@pass_book
def _visitors(
    context: Context, book: Path, day: str, count: int, reason: str, as_json: bool
) -> None:
    """How many people came that day."""
    from pos_app.services.office.decisions import record_visitors

    print_decision(context, record_visitors(book, day, count, context.operator, reason), as_json)


@decide_group.command("correct-share")
@required_options("maker", "share-pct")
@_correction
@pass_book
def _correct_share(
    context: Context,
    book: Path,
    maker: str,
    share_pct: str,
    since: str,
    until: str,
    reason: str,
    as_json: bool,
) -> None:
    """The stand's share of a maker's sales, where the tills noted another."""
    from pos_app.services.office.settlement_decisions import Days, correct_share

    days = Days(since, until)
    decided = correct_share(book, maker, share_pct, context.operator, reason, days)
    print_decision(context, decided, as_json)


@decide_group.command("correct-price")
@required_options("sku", "price")
@click.option("--maker", default="", metavar="CODE", help="Only this maker's.")
@_correction
@pass_book
def _correct_price(
    context: Context,
    book: Path,
    sku: str,
    price: str,
    maker: str,
    since: str,
    until: str,
    reason: str,
    as_json: bool,
) -> None:
    """The list price by which makers are settled, where the tills noted another."""
    from pos_app.services.office.settlement_decisions import Days, correct_price

    days, rupiah = Days(since, until), parse_amount(price)
    decided = correct_price(book, sku, rupiah, context.operator, reason, maker=maker, days=days)
    print_decision(context, decided, as_json)


@decide_group.command("paid")
@required_options("maker", "amount", "day", "proof")
@click.option("--way", type=click.Choice(["cash", "transfer"]), required=True)
@decision_options
@pass_book
def _paid(
    context: Context,
    book: Path,
    maker: str,
    amount: str,
    day: str,
    proof: str,
    way: str,
    reason: str,
    as_json: bool,
) -> None:
    """The office paid a maker; --proof tells one payment from another."""
    from pos_app.services.office.settlement_decisions import record_payment

    rupiah, clock = parse_amount(amount), context.operator
    decided = record_payment(
        book, maker, rupiah, clock, day=day, way=way, proof=proof, reason=reason
    )
    print_decision(context, decided, as_json)


@decide_group.command("plan")
@click.option(
    "--change", "file", type=PathType, required=True, metavar="FILE.toml", help="Only what changes."
)
@decision_options
@pass_book
def _plan(context: Context, book: Path, file: Path, reason: str, as_json: bool) -> None:
    """Change the plan: a new stand, till, day, maker or telephone."""
    from pos_app.office.decide.decision_words import decision_text
    from pos_app.services.office.plan_decisions import change_plan_by_file

    decided = change_plan_by_file(book, file, context.operator, reason)
    found = [{**each.decision.as_json(), "new": each.is_new} for each in decided]
    text = "\n".join(decision_text(each.decision, context.lang) for each in decided)
    emit(context, as_json, {"decisions": found}, text)


@decide_group.command("revoke")
@click.argument("ids", nargs=-1, required=True)
@decision_options
@pass_book
def _revoke(context: Context, book: Path, ids: Sequence[str], reason: str, as_json: bool) -> None:
    """Undo decisions, by their ids."""
    from pos_app.services.office.decisions import revoke

    print_decision(context, revoke(book, ids, context.operator, reason), as_json)


COMMANDS = (accept_key_command, trust_command, decisions_command, decide_group)
