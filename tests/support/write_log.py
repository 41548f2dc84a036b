"""What a power cut may leave of the files that a program writes.

`strace` records a program's writes. From any prefix of them the states are made that a disk may be
in when the power goes there: everything before a file's fsync is there, of what came after it any
sectors may be missing, and names may be old.

The model is that of file systems whose fsync of a file also keeps its name (ext4, XFS, btrfs,
NTFS). A directory's fsync keeps all its names.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
_CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,"
    "lseek,mkdir,mkdirat,copy_file_range,sendfile,writev,pwritev"
)
_UNMODELLED = {"copy_file_range", "sendfile", "writev", "pwritev"}
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)(.*)$", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


class Call(NamedTuple):
    """One call that succeeded: its paths, the bytes written, and the numbers that go with them."""

    name: str
    paths: tuple[str, ...] = ()
    data: bytes = b""
    number: int = 0
    """An offset (pwrite64, lseek), a size (ftruncate); for openat 1 if the file is emptied."""
    descriptor: int = -1


def strace_works() -> bool:
    """Whether programs can be traced here."""
    command = ["strace", "-o", "/dev/null", "true"]
    return bool(shutil.which("strace")) and subprocess.run(command, check=False).returncode == 0


def record(command: Sequence[str], feed: str, trace: Path) -> tuple[list[Call], int]:
    """Run a command to its end; its calls in their order, and its exit status."""
    traced = ["strace", "-f", "-y", "-xx", "-s", "20000000", "-e", f"trace={_CALLS}"]
    done = subprocess.run(
        [*traced, "-o", str(trace), *command],
        input=feed.encode(),
        capture_output=True,
        check=False,
    )
    return list(_calls(trace)), done.returncode


def _calls(trace: Path) -> Iterator[Call]:
    begun: dict[str, str] = {}
    with trace.open(encoding="latin-1") as lines:
        for line in lines:
            text = line.rstrip("\n")
            pid = text.split(" ", 1)[0]
            if text.endswith("<unfinished ...>"):
                begun[pid] = text.removesuffix("<unfinished ...>").rstrip()
                continue
            resumed = re.match(r"^\d+ +<\.\.\. \w+ resumed>", text)
            if resumed is not None:
                text = begun.pop(pid, "") + text[resumed.end() :]
            found = _LINE.match(text)
            if found is not None and int(found[4]) >= 0:
                call = _call(found[2], found[3], int(found[4]), found[5])
                if call is not None:
                    yield call


def _call(name: str, arguments: str, result: int, after: str) -> Call | None:
    texts = tuple(_bytes(each) for each in _TEXT.findall(arguments))
    opened = _OPENED.match(arguments)
    descriptor, path = (int(opened[1]), _bytes(opened[2]).decode()) if opened else (-1, "")
    rest = [part.strip() for part in arguments.rsplit(",", 2)]
    if name in _UNMODELLED and path:
        raise AssertionError(f"{name} is not modelled: {path}")
    if name == "openat":
        where = re.match(r"^<((?:\\x[0-9a-f]{2})*)>", after)
        real = _bytes(where[1]).decode() if where else texts[0].decode()
        made = "O_CREAT" in arguments
        return (
            Call(name, (real,), number=int("O_TRUNC" in arguments), descriptor=result)
            if (made or "O_TRUNC" in arguments or "O_WRONLY" in arguments or "O_RDWR" in arguments)
            else None
        )
    if name == "write":
        return Call(name, (path,), texts[0][:result], descriptor=descriptor)
    if name == "pwrite64":
        return Call(name, (path,), texts[0][:result], int(rest[-1]), descriptor)
    if name == "ftruncate":
        return Call(name, (path,), number=int(rest[-1]), descriptor=descriptor)
    if name == "lseek":
        return Call(name, (path,), number=result, descriptor=descriptor)
    if name in ("fsync", "fdatasync"):
        return Call("fsync", (path,), descriptor=descriptor)
    if name.startswith(("rename", "unlink", "mkdir")):
        kind = "rename" if name.startswith("rename") else name.removesuffix("at")
        return Call(kind, tuple(text.decode() for text in texts))
    return None


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class _File:
    """A file's bytes on the disk, and the changes since its last fsync."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.pending:
            _apply(self.kept, change)
        self.pending.clear()

    def after(self, rng: random.Random, share: float) -> bytes:
        """The bytes that a cut leaves: each sector since the fsync is there with chance `share`."""
        found = bytearray(self.kept)
        for offset, data in self.pending:
            if data is None:
                if rng.random() < share:
                    _apply(found, (offset, None))
                continue
            for start in range(0, len(data), SECTOR):
                if rng.random() < share:
                    _apply(found, (offset + start, data[start : start + SECTOR]))
        return bytes(found)

    def size(self) -> int:
        whole = bytearray(self.kept)
        for change in self.pending:
            _apply(whole, change)
        return len(whole)


def _apply(content: bytearray, change: tuple[int, bytes | None]) -> None:
    offset, data = change
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


NameChange = tuple[tuple[str, _File | None], ...]
"""Names that come (with their file) or go (None) at once: one for a new file, two for a move."""


class Disk:
    """The files of some folders while a program writes, and what a power cut leaves of them."""

    def __init__(self, folders: Sequence[Path], *, lies: bool = False) -> None:
        """`lies`: the disk acknowledges an fsync and does nothing."""
        self._lies = lies
        self._folders = [str(folder.resolve()) for folder in folders]
        self._names: dict[str, _File] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    self._names[str(path.resolve())] = _File(bytearray(path.read_bytes()))
        self._kept_names = dict(self._names)
        self._name_changes: list[NameChange] = []
        self._positions: dict[tuple[int, str], int] = {}
        self.said = b""
        """What the program has written to its standard output so far."""

    def apply(self, call: Call) -> bool:
        """Follow a call; whether it changed anything that a cut may take back or not."""
        if call.name == "write" and call.descriptor == 1:
            self.said += call.data
            return True
        paths = [path for path in call.paths if self._is_ours(path)]
        if not paths:
            return False
        path = paths[-1]
        place = (call.descriptor, path)
        if call.name == "openat":
            self._open(path, bool(call.number))
            self._positions[place] = -1  # not known: at the start, or at the end for appending
        elif call.name == "lseek":
            self._positions[place] = call.number
        elif call.name in ("write", "pwrite64", "ftruncate"):
            self._write(call, place)
        elif call.name == "fsync":
            if not self._lies:
                self._sync(path)
        elif call.name == "rename":
            moved = self._names.pop(call.paths[0], None)
            if moved is not None:
                self._names[path] = moved
                self._name_changes.append(((call.paths[0], None), (path, moved)))
        elif call.name == "unlink" and self._names.pop(path, None) is not None:
            self._name_changes.append(((path, None),))
        return True

    def _is_ours(self, path: str) -> bool:
        return any(path.startswith(folder + "/") or path == folder for folder in self._folders)

    def _open(self, path: str, emptied: bool) -> None:
        if Path(path).is_dir():
            return
        if path not in self._names:
            self._names[path] = made = _File()
            self._name_changes.append(((path, made),))
        elif emptied:
            self._names[path].pending.append((0, None))

    def _write(self, call: Call, place: tuple[int, str]) -> None:
        file = self._names.get(place[1])
        if file is None:
            return
        if call.name == "ftruncate":
            file.pending.append((call.number, None))
            return
        offset = call.number
        if call.name == "write":
            # A file that was opened anew is appended to, or it is empty: both mean its end.
            known = self._positions.get(place, -1)
            offset = known if known >= 0 else file.size()
            self._positions[place] = offset + len(call.data)
        file.pending.append((offset, call.data))

    def _sync(self, path: str) -> None:
        if path in self._folders or (path not in self._names and Path(path).is_dir()):
            self._keep_names(len(self._name_changes))
        elif path in self._names:
            file = self._names[path]
            file.sync()
            last = [n for n, change in enumerate(self._name_changes) if change[-1][1] is file]
            self._keep_names(last[-1] + 1 if last else 0)

    def _keep_names(self, count: int) -> None:
        _rename(self._kept_names, self._name_changes[:count])
        del self._name_changes[:count]

    def cut(self, seed: int, folders: Sequence[Path]) -> None:
        """Write what a cut now may leave into `folders`, in the order of the recorded ones."""
        rng = random.Random(seed)
        share = rng.choice((0.0, 0.0, 0.5, 0.9, 1.0))
        names = dict(self._kept_names)
        _rename(names, self._name_changes[: rng.randint(0, len(self._name_changes))])
        for old, new in zip(self._folders, folders, strict=True):
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(parents=True)
            for path, file in names.items():
                if path.startswith(old + "/") and not path.endswith("-shm"):
                    target = new / path[len(old) + 1 :]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(file.after(rng, share))


def _rename(names: dict[str, _File], changes: Sequence[NameChange]) -> None:
    for path, file in (each for change in changes for each in change):
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file
