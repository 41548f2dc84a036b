"""Checking day files with nothing but the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pos_app.errors import PosError, Problem, has_errors


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file turned out to be; without a `manifest` it is not a day file we can trust."""

    file: str
    manifest: str | None
    code: str | None
    facts: dict[str, object]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return self.manifest is not None and not has_errors(self.problems)

    def as_json(self) -> dict[str, object]:
        base = {"file": self.file, "ok": self.ok, "manifest": self.manifest, "code": self.code}
        return {**base, **self.facts}

    def line(self) -> str:
        if not self.ok:
            return f"TIDAK SAH  {self.file}"
        facts = self.facts
        return f"{self.code}  {facts['stand']}-{facts['till']}  {facts['day']}  {self.file}"


def verify_files(files: Iterable[Path], key: str | None = None) -> list[CheckedFile]:
    """Each file checked by itself; `key` (Ed25519, hex) is the one that must have signed it."""
    return [_verify(path, key) for path in files]


def _verify(path: Path, key: str | None) -> CheckedFile:
    from pos_app.dayfile.reader import read_day
    from pos_app.office.intake.sources import read_bounded

    try:
        day = read_day(read_bounded(path), key)
    except PosError as error:
        return CheckedFile(str(path), None, None, {}, (error.problem(str(path)),))
    head = day.head
    facts: dict[str, object] = {
        "event": head.event,
        "stand": head.stand,
        "till": head.till,
        "seat": head.seat,
        "day": head.day,
        "revision": head.revision,
        "key": head.key,
        "training": head.training,
        "replayed": head.replayed,
        "totals": head.totals.as_dict(),
    }
    return CheckedFile(str(path), day.identity, day.code, facts, tuple(day.warnings))
