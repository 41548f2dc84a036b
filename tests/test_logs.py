"""A traceback goes into a file and never onto the screen."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.logs import LOG_NAME, MAX_BYTES, log_to, stop_logging

logger = logging.getLogger("pos_app.test")


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    stop_logging()


def stumble() -> None:
    try:
        raise ValueError("inside")
    except ValueError:
        logger.exception("it stumbled")


def test_a_traceback_is_in_the_folders_log_and_not_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path)
    log_to(tmp_path)
    stumble()
    text = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert text.count("ValueError: inside") == 1
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_is_silent(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path / "no" / "such")
    stumble()
    assert capfd.readouterr() == ("", "")


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_bytes(b"x" * (MAX_BYTES + 1))
    log_to(tmp_path)
    stumble()
    assert (tmp_path / LOG_NAME).stat().st_size < 10_000
    assert (tmp_path / f"{LOG_NAME}.1").stat().st_size == MAX_BYTES + 1


def test_every_text_that_is_logged_stands_in_the_program() -> None:
    """Else a name or an amount that was put into it would be told in a bundle for help."""
    root = Path(__file__).parents[1]
    typed = [
        f"{path.relative_to(root)}:{node.lineno}"
        for package in ("pos_app", "ui")
        for path in (root / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("logger", "logging", "log")
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert typed == []
