"""The command `office window [BOOK]`, which opens the office's window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pos_app.cli.main import cli
from pos_app.clock import Clock

Call = tuple[Path, Path | None, bool]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Call]]:
    found: list[Call] = []

    def run(folder: Path, book: Path | None, clock: Clock) -> int:
        found.append((folder, book, clock.replayed))
        return 0

    monkeypatch.setattr("ui.office.office_app.run_office", run)
    yield found
    gc.enable()


@pytest.mark.parametrize("book", [None, "fair.book"])
def test_the_window_is_opened_with_the_book_that_is_named(
    calls: list[Call], tmp_path: Path, book: str | None
) -> None:
    words = ["--data", str(tmp_path), "office", "window", *([book] if book else [])]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert calls == [(tmp_path, Path(book) if book else None, False)]
