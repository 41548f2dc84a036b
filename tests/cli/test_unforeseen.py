"""An unexpected error is logged with its traceback; the screen shows a short code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pos_app.cli.main import cli
from pos_app.logs import LOG_NAME, stop_logging


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    stop_logging()


def test_a_command_that_stumbles_says_a_code_that_the_log_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("totals")

    monkeypatch.setattr("pos_app.services.office.event_book.book_status", stumble)
    words = ["--data", str(tmp_path / "new"), "office", "status", "fair.book", "--json"]
    monkeypatch.setattr(sys, "argv", ["pos-app", *words])
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["code"] == "unexpected"
    log = (tmp_path / "new" / LOG_NAME).read_text(encoding="utf-8")
    code = log.split("fault ")[1][:6]
    assert code in problem["message"] and "KeyError: 'totals'" in log


@pytest.mark.parametrize(("words", "status"), [(["office", "nothing"], 2), (["--help"], 0)])
def test_wrong_usage_and_help_stay_what_they_are(words: list[str], status: int) -> None:
    assert CliRunner().invoke(cli, words).exit_code == status
