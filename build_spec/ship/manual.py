"""The manual pages `pos-app.1` and `kasir.1`, made from the commands themselves.

python build_spec/ship/manual.py FOLDER    write both there, compressed
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import contents

sys.path.insert(0, str(contents.ROOT))


def escaped(text: str) -> str:
    """Return `text` so that troff prints it as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in plain.split("\n"))


def commands(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that is not hidden, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


def options(command: click.Command) -> Iterator[str]:
    """Yield the troff lines of a command's options."""
    context = click.Context(command)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None:
            yield from (
                ".TP",
                f"\\fB{escaped(record[0])}\\fR",
                escaped(record[1]) if record[1] else "\\&",
            )


def usage(words: str, command: click.Command) -> str:
    """Return the line that says how a command is called."""
    pieces = command.collect_usage_pieces(click.Context(command))
    return " ".join(("pos-app", words, *pieces))


def pos_app_page() -> str:
    """Return the page of `pos-app`, in troff."""
    from pos_app.cli.main import cli

    lines = [
        head("POS\\-APP"),
        ".SH NAME",
        "pos\\-app \\- till and office of a fair, without a network",
        ".SH SYNOPSIS",
        ".B pos\\-app",
        "[OPTIONS] COMMAND [ARGS]...",
        ".SH OPTIONS",
        *options(cli),
        ".SH COMMANDS",
    ]
    for words, command in commands(cli, ()):
        lines += [f".SS {escaped(words)}", ".PP", f".B {escaped(usage(words, command))}", ".PP"]
        lines += [escaped(command.help or ""), *options(command)]
    status = "0 done; 1 refused, or an error among the problems; 2 wrong usage."
    lines += [".SH EXIT STATUS", status, ".SH SEE ALSO", ".BR kasir (1)", ""]
    return "\n".join(lines)


def kasir_page() -> str:
    """Return the page of `kasir`, in troff."""
    return "\n".join(
        (
            head("KASIR"),
            ".SH NAME",
            "kasir \\- the window of a till",
            ".SH SYNOPSIS",
            ".B kasir",
            "[\\-\\-data FOLDER]",
            ".SH DESCRIPTION",
            "Opens the till, or at the first start the wizard that sets one up.",
            "The data lies in ~/.local/share/pos\\-app, or in FOLDER.",
            ".SH SEE ALSO",
            ".BR pos\\-app (1)",
            "",
        )
    )


def head(name: str) -> str:
    """Return the first line of a page."""
    return f'.TH {name} 1 "" "Kasir {contents.version()}" "Kasir"'


def write_pages(folder: Path) -> None:
    """Write both pages into `folder`, compressed, the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in (("pos-app.1", pos_app_page()), ("kasir.1", kasir_page())):
        (folder / f"{name}.gz").write_bytes(gzip.compress(page.encode(), mtime=0))


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
