"""A read that fails is told in words by every command, whatever it was reading."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support import failing_reads
from support.commands import Till
from support.safety_till import ring, set_up

COMMANDS = [
    ["catalogue", "export", "out.csv"],
    ["goods", "list"],
    ["handover"],
    ["labels", "--out", "labels.pdf", "--all"],
    ["paper", "stock", "--out", "stock.pdf"],
    ["paper", "day", "--out", "day.pdf"],
    ["receipt", "A07-1-000001", "--out", "receipt.txt"],
    ["safety"],
    ["sales"],
    ["doctor"],
    ["backup", "stick"],
]
WORDS = ("tidak bisa dibaca", "rusak", "gagal", "tidak utuh", "tidak sama")


@pytest.fixture
def till(tmp_path: Path) -> Till:
    till = set_up(tmp_path)
    ring(till, "1")
    return till


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    "error", [failing_reads.IO_ERROR, failing_reads.MALFORMED], ids=["io", "malformed"]
)
def test_every_reading_command_says_in_words_what_failed(
    till: Till,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    error: sqlite3.Error,
) -> None:
    from pos_app.store import database as store

    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    monkeypatch.chdir(tmp_path)
    failures = failing_reads.install(monkeypatch)
    told = 0
    for after in (0, 1, 2, 4, 7, 11, 16, 25, 40):
        with failures.failing(error, after):
            done = till(*words)
        assert "sqlite3" not in done.output and "kode" not in done.stderr.lower(), done.output
        if failures.raised and done.exit_code:
            assert any(word in done.output for word in WORDS), done.output
            told += 1
        if error is failing_reads.IO_ERROR:
            assert "rusak" not in done.output and "tidak utuh" not in done.output
    assert told
    assert till("sales").exit_code == 0
