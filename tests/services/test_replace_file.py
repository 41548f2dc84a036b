"""Replacing a file: the older version stays whole until the new one is written."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pos_app.dayfile.durable_write import FileSystem
from pos_app.errors import MachineError
from pos_app.services.replace_file import replace_file


def test_a_newer_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "settlement" / "UT.pdf"
    replace_file(target, b"older")
    target.with_name("UT.pdf.part").write_bytes(b"of a run that was killed")
    replace_file(target, b"newer")
    assert [path.name for path in target.parent.iterdir()] == ["UT.pdf"]
    assert target.read_bytes() == b"newer"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "report_disk_full"), (errno.EACCES, "report_unwritable")],
)
@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_disk_that_refuses_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, code: str
) -> None:
    target = tmp_path / "report.pdf"
    replace_file(target, b"older")

    def refuse(_disk: FileSystem, path: Path, _more: object) -> None:
        path.write_bytes(b"ha")
        raise OSError(number, "refused")

    monkeypatch.setattr(FileSystem, step, refuse)
    with pytest.raises(MachineError, match=code):
        replace_file(target, b"newer")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    assert target.read_bytes() == b"older"
