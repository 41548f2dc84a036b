"""A file on a USB stick is complete and verified, or the export reports an error."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pos_app.dayfile.durable_write import FileSystem, write_durably
from pos_app.errors import MachineError, PosError

DATA = b"the day" * 1_000
STEPS = ["write", "rename", "sync_folder", "sync_file", "read"]


class Recorder(FileSystem):
    """Records its steps; one of them can fail, or a read can return wrong bytes."""

    def __init__(self, fails: str = "", error: int = 0, lie: bytes | None = None) -> None:
        self.steps: list[str] = []
        self._fails = fails
        self._error = error
        self._lie = lie

    def _step(self, name: str) -> None:
        self.steps.append(name)
        if name == self._fails:
            raise OSError(self._error, "injected")

    def write(self, path: Path, data: bytes) -> None:
        assert path.suffix == ".part"
        if self._fails == "write":
            path.write_bytes(data[:100])
        self._step("write")
        super().write(path, data)

    def rename(self, part: Path, final: Path) -> None:
        self._step("rename")
        super().rename(part, final)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(folder)

    def sync_file(self, path: Path) -> None:
        assert path.suffix == ".zip"
        self._step("sync_file")
        super().sync_file(path)

    def read(self, path: Path) -> bytes:
        self._step("read")
        return super().read(path) if self._lie is None else self._lie


def accept(_: bytes) -> None:
    pass


def place(folder: Path, disk: FileSystem | None = None) -> Path:
    return write_durably(DATA, folder, "day.zip", accept, disk)


def test_the_steps_are_those_that_survived_the_power_cuts(tmp_path: Path) -> None:
    disk = Recorder()
    assert place(tmp_path, disk).read_bytes() == DATA
    assert disk.steps == STEPS
    assert [path.name for path in tmp_path.iterdir()] == ["day.zip"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errno.ENOSPC, "export_disk_full"),
        (errno.EROFS, "export_read_only"),
        (errno.EACCES, "export_read_only"),
        (errno.ENODEV, "export_folder_missing"),
        (errno.EIO, "export_failed"),
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_is_named_and_leaves_nothing_half(
    tmp_path: Path, step: str, error: int, code: str
) -> None:
    with pytest.raises(MachineError) as failed:
        place(tmp_path, Recorder(step, error))
    assert failed.value.code == code
    for left in tmp_path.iterdir():
        assert left.read_bytes() == DATA, "what has the final name is whole"
        assert left.name == "day.zip"
    assert place(tmp_path).read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["day.zip"]


@pytest.mark.parametrize("lie", [b"", DATA[:-1], DATA[:500] + b"X" + DATA[501:]])
def test_a_stick_that_lies_about_what_it_wrote_is_found_out(tmp_path: Path, lie: bytes) -> None:
    with pytest.raises(MachineError) as failed:
        place(tmp_path, Recorder(lie=lie))
    assert failed.value.code == "export_not_verified"


def test_what_the_reader_refuses_is_not_called_verified(tmp_path: Path) -> None:
    def refuse(_: bytes) -> None:
        raise PosError("chain_broken")

    with pytest.raises(MachineError) as failed:
        write_durably(DATA, tmp_path, "day.zip", refuse)
    assert failed.value.code == "export_not_verified"


def test_an_older_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "day.zip").write_bytes(b"somebody else's")
    assert place(tmp_path).name == "day-2.zip"
    assert (tmp_path / "day.zip").read_bytes() == b"somebody else's"
    assert place(tmp_path).name == "day-2.zip", "the same bytes are not written twice"


def test_a_part_left_by_a_pulled_stick_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "day.zip.part").write_bytes(b"half")
    assert place(tmp_path).read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["day.zip"]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as failed:
        place(tmp_path / "stick")
    assert failed.value.code == "export_folder_missing"
