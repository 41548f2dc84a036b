"""Who gives a command that writes: proved by a PIN from a file or the terminal, or nobody."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pos_app.errors import MachineError, PosError

if TYPE_CHECKING:
    from pos_app.services.shop.shop import Shop

MAX_LINE = 200  # bytes
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class PinGiven:
    """What a command was told of the person who gives it: the file of a PIN, and their code."""

    file: Path | None = None
    code: str = ""


def pin_options(command: F) -> F:
    """Adds `--pin-file` and `--as`, which say who gives a command that writes."""

    def keep_file(ctx: click.Context, _option: click.Parameter, value: Path | None) -> None:
        ctx.obj.pin.file = value

    def keep_code(ctx: click.Context, _option: click.Parameter, value: str) -> None:
        ctx.obj.pin.code = value

    file = click.option(
        "--pin-file",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=keep_file,
        help="A file whose first line is CODE:PIN, or the PIN of --as.",
    )
    code = click.option(
        "--as",
        "as_code",
        default="",
        metavar="CODE",
        expose_value=False,
        callback=keep_code,
        help="Whose PIN it is.",
    )
    return file(code(command))


def prove_person(shop: Shop, given: PinGiven, *, via: str, lead: bool) -> None:
    """Marks what the command writes with `via`, and with the person whose PIN is right.

    Where people have PINs but none is given, the terminal is asked if a lead is needed and somebody
    sits at it; else the command is done, in nobody's name. Raises MachineError
    `pin_file_unreadable`; PosError `pin_file_unclear`, and as `staff.sign_in` does.
    """
    from pos_app.services import staff

    shop.via = via
    # A time that `--clock` does not set: no wait after wrong PINs is passed over by it.
    shop.count_laptop_uptime(time.monotonic)
    if given.file is not None:
        code, pin = read_pin_file(given.file, given.code)
    elif lead and sys.stdin.isatty() and staff.uses_pins(shop):
        code = given.code or click.prompt("PIN: CODE", err=True)
        pin = click.prompt("PIN", hide_input=True, err=True)
    else:
        shop.nobody = any(each.has_pin and each.active for each in staff.people(shop))
        return
    shop.proven = staff.sign_in(shop, code, pin, lead=lead, purpose=via).code


def given_pin(given: PinGiven) -> tuple[str, str]:
    """Returns code and PIN where no till is open yet: from the file, the terminal, or empty ones.

    Raises as `read_pin_file` does.
    """
    if given.file is not None:
        return read_pin_file(given.file, given.code)
    if sys.stdin.isatty() and given.code:
        return given.code, click.prompt("PIN", hide_input=True, err=True)
    return given.code, ""


def read_pin_file(path: Path, code: str) -> tuple[str, str]:
    """Returns code and PIN of the first line: `CODE:PIN`, or only the PIN where `code` is given.

    Raises MachineError `pin_file_unreadable`, PosError `pin_file_unclear`.
    """
    try:
        with path.open("rb") as file:
            line = file.readline(MAX_LINE).decode("utf-8-sig", errors="replace").strip()
    except OSError as error:
        raise MachineError("pin_file_unreadable", file=str(path), reason=str(error)) from error
    named, colon, pin = line.rpartition(":")
    found = (named.strip() or code, pin.strip())
    if not all(found) or (colon and code and named.strip() not in ("", code)):
        raise PosError("pin_file_unclear", file=str(path))
    return found
