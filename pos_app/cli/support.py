"""What all commands share: folder, clock and language, and how they print answers."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from pos_app.cli.pin_file import PinGiven, prove_person
from pos_app.clock import Clock, ManualClock, SystemClock, parse_stamp
from pos_app.domain.money import parse_rupiah
from pos_app.errors import PosError, Problem, has_errors
from pos_app.languages import known_language
from pos_app.logs import log_fault, log_to
from pos_app.messages import problem_json, sentence
from pos_app.private_files import make_private_folder

if TYPE_CHECKING:
    from pos_app.cli.told import Told
    from pos_app.services.office.operator import Operator
    from pos_app.services.shop.shop import Shop

F = TypeVar("F", bound=Callable[..., Any])


PathType = click.Path(path_type=Path)


def json_option(command: F) -> F:
    """Adds `--json`, which prints one JSON document on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True)(command)


def ref_option(command: F) -> F:
    """Adds `--ref`: sent again with the same one, the command is not done twice."""
    return click.option(
        "--ref", default="", metavar="TEXT", help="Sent again, it gives the first answer."
    )(command)


class SafeGroup(click.Group):
    """A command group that prints errors as a sentence, and as JSON where that is asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; an unexpected error is logged and printed with a short code."""
        try:
            return super().invoke(ctx)
        except PosError as error:
            _refuse(ctx, error)
        except BrokenPipeError:
            # The reader of the answers has ended. What was answered is on disk.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except UnicodeEncodeError:
            _refuse(ctx, PosError("text_not_storable"))
        except Exception as error:
            _refuse(ctx, explained(error, ctx.obj.folder if _has_folder(ctx) else None))


def _refuse(ctx: click.Context, error: PosError) -> NoReturn:
    """Ends with the error's sentence, and with JSON where that was asked for."""
    lang = ctx.obj.lang if isinstance(ctx.obj, Context) else "id"
    if "--json" in sys.argv:
        click.echo(json.dumps({"problems": [problem_json(error, lang)]}))
    click.echo(sentence(error, lang), err=True)
    ctx.exit(1)


def _has_folder(ctx: click.Context) -> bool:
    return isinstance(ctx.obj, Context)


def explained(error: Exception, folder: Path | None) -> PosError:
    """Returns the error that a person reads; an unexpected one is logged in the till's folder."""
    if isinstance(error, PosError):
        return error
    return _of_damage(error, folder) or _log_unexpected(folder, error)


def _of_damage(error: Exception, folder: Path | None) -> PosError | None:
    """Returns the error that explains what a damaged file caused, else None."""
    if folder is not None:
        from pos_app.services.shop.damage import damage_behind

        return damage_behind(error, folder)
    from pos_app.store.database import READ_FAULTS, machine_error

    return machine_error(error) if isinstance(error, READ_FAULTS) else None


def _log_unexpected(folder: Path | None, error: Exception) -> PosError:
    """Logs an unexpected error in the folder; returns the error that names its short code."""
    if folder is not None:
        with suppress(OSError):
            make_private_folder(folder)
        log_to(folder)
    return PosError("unexpected", code=log_fault(error))


class Context:
    """The options before the command: folder, clock and language."""

    def __init__(self, data: Path | None, clock: str | None, lang: str) -> None:
        self._data = data
        self.pin = PinGiven()
        self._clock = clock
        self.lang = known_language(lang)
        self.person = ""
        """Who decides at the office, by `--by`."""
        self.told: Told | None = None
        """What the command answers, where its answer is kept for a repeat."""

    @cached_property
    def folder(self) -> Path:
        """The till's folder."""
        if self._data is not None:
            return self._data
        from pos_app.paths import user_data_dir

        return user_data_dir()

    @cached_property
    def clock(self) -> Clock:
        """The clock of `--clock`, or the laptop's. Raises PosError `time_invalid`."""
        return ManualClock(parse_stamp(self._clock)) if self._clock else SystemClock()

    @property
    def operator(self) -> Operator:
        """The clock and the name of the person by which decisions are signed."""
        from pos_app.services.office.operator import Operator

        return Operator(self.clock, self.person)

    def shop(
        self,
        *,
        writing: bool = True,
        via: str = "cli",
        lead: bool = False,
        scratch: Path | None = None,
    ) -> Shop:
        """Opens the till of the folder; with `writing` False also while a window has it open.

        What is written is marked with `via`, and done by whoever `--pin-file` proves. With `lead`
        only a lead's PIN will do. `scratch`: see `open_shop`. Raises as `prove_person` does.
        """
        from pos_app.services.shop.shop import is_set_up, open_shop

        if is_set_up(self.folder):
            log_to(self.folder)
        shop = open_shop(self.folder, self.clock, writing=writing, scratch=scratch)
        if writing:
            try:
                prove_person(shop, self.pin, via=via, lead=lead)
            except BaseException:
                shop.close()
                raise
        return shop

    def problem(self, error: PosError | Problem) -> dict[str, object]:
        """Returns an error or problem as JSON, in the language of the command."""
        return problem_json(error, self.lang)

    def problems(self, found: Sequence[Problem]) -> list[dict[str, object]]:
        """Returns problems as JSON, in the language of the command."""
        return [problem_json(problem, self.lang) for problem in found]


def parse_amount(text: str) -> int:
    """Parses an amount in rupiah, with or without a sign. Raises PosError `amount_not_number`."""
    sign = -1 if text.strip().startswith("-") else 1
    return sign * parse_rupiah(text.strip().lstrip("+-"))


def count_pieces(text: str) -> dict[int, int]:
    """Parses `100000=3,50000=2` to pieces by denomination. Raises PosError `count_invalid`."""
    pieces: dict[int, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        denomination, _, count = part.partition("=")
        if not (_digits(denomination) and _digits(count)) or int(denomination) in pieces:
            raise PosError("count_invalid", amount=part[:40])
        pieces[int(denomination)] = int(count)
    return pieces


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def emit(context: Context, as_json: bool, found: Mapping[str, Any], text: str) -> None:
    """Prints one JSON document, or text for a person."""
    if context.told is not None:
        context.told.found, context.told.text = dict(found), text
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    elif text:
        click.echo(text)


def fail_on_errors(context: Context, problems: Sequence[Problem], as_json: bool) -> None:
    """Prints the problems for a person, and exits with status 1 when one is an error."""
    print_problems(context, problems, quiet=as_json)
    if has_errors(problems):
        sys.exit(1)


def print_problems(context: Context, problems: Sequence[Problem], *, quiet: bool = False) -> None:
    """Prints each problem on stderr, as a sentence after its file, row and column.

    `quiet`: they are in the JSON document, and only kept for a repeat.
    """
    for problem in problems:
        where = ":".join(str(part) for part in (problem.file, problem.row, problem.column) if part)
        line = f"{where + ': ' if where else ''}{sentence(problem, context.lang)}"
        if context.told is not None:
            context.told.problems.append(line)
        if not quiet:
            click.echo(line, err=True)


def bounded_lines(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yields the lines of a stream; the rest of a line over `limit` bytes is dropped.

    The mark with which some programs of Windows begin a stream of UTF-8 is no part of a line.
    """
    mark = codecs.BOM_UTF8
    while line := stream.readline(limit + 2):
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        yield line.removeprefix(mark)
        mark = b""


def write_answer(answer: Mapping[str, Any]) -> None:
    """Prints one answer on its own line, flushed before the next request is read."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


pass_context = click.make_pass_decorator(Context)
