"""A fair handed in at the office: its files and records in a book, and what commands then say.

Everything goes the way that it goes at an office: a folder of files, a book, and commands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from office.recount.fairs import Fair

from pos_app.cli.main import cli
from pos_app.office.book import Book
from pos_app.services.office.event_book import init_book, merge_into

OFFICE_SEED = bytes([9]) * 32
CLOCK = "2023-12-01T20:00:00+08:00"


@dataclass(frozen=True)
class Office:
    """A book with everything of a fair in it, and a folder for what comes out."""

    book: Path
    folder: Path
    through: str

    def say(self, *words: str) -> str:
        """What a command prints; it must succeed."""
        place = ["--data", str(self.folder / "data"), "--clock", CLOCK, "--lang", "id"]
        done = CliRunner().invoke(cli, [*place, "office", *words])
        assert done.exit_code == 0, (words, done.output)
        return done.stdout

    def status(self) -> dict[str, Any]:
        """What `office status --json` says."""
        words = ("status", str(self.book), "--through", self.through, "--json")
        found: dict[str, Any] = json.loads(self.say(*words))
        return found

    def report(self) -> Path:
        """The folder that `office report` writes."""
        out = self.folder / "report"
        self.say("report", str(self.book), "--out", str(out), "--through", self.through)
        return out

    def published(self) -> Path:
        """The folder that `office publish` writes."""
        out = self.folder / "open"
        self.say("publish", str(self.book), "--to", str(out))
        return out


def hand_in(fair: Fair, folder: Path) -> Office:
    """The fair's files in a folder, merged into a new book together with what was decided."""
    files = folder / "in"
    files.mkdir(parents=True)
    for name, content in fair.names.items():
        (files / name).write_bytes(content)
    event = folder / "event.toml"
    event.write_bytes(fair.toml)
    book = folder / "book.db"
    init_book(book, event, OFFICE_SEED)
    merge_into(book, [files])
    with Book.open(book) as opened:
        for record in fair.records:
            opened.add_record(record)
    return Office(book, folder, fair.through)
