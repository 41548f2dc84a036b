"""Verifying day files on their own, without a till or a book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pos_app.bounded.child import Child
from pos_app.bounded.files import read_bounded
from pos_app.errors import PosError, Problem, has_errors
from pos_app.languages import LanguageCode
from pos_app.texts import texts_in

_HEAD = ("event", "stand", "till", "seat", "day", "revision", "key", "training", "replayed")
_Checked = tuple[str | None, str | None, dict[str, object], tuple[Problem, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The result for one file; without a `manifest` it is no valid day file.

    `checks` names the checks that it passed, in order (pos_app/dayfile/check_list.py).
    """

    file: str
    manifest: str | None
    code: str | None
    facts: dict[str, object]
    problems: tuple[Problem, ...]
    checks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the file is a valid day file without errors."""
        return self.manifest is not None and not has_errors(self.problems)

    def as_json(self) -> dict[str, object]:
        """Returns the result as the command prints it, without the problems."""
        base = {"file": self.file, "ok": self.ok, "manifest": self.manifest, "code": self.code}
        return {**base, **self.facts}

    def explained(self, lang: LanguageCode) -> list[str]:
        """Returns a line for each check that the file passed."""
        told = texts_in("day_checks", lang)
        return [f"  {number:2}  {told[check]}" for number, check in enumerate(self.checks, 1)]

    def line(self) -> str:
        """Returns the result as one line of text."""
        if not self.ok:
            return f"TIDAK SAH  {self.file}"
        facts = self.facts
        return f"{self.code}  {facts['stand']}-{facts['till']}  {facts['day']}  {self.file}"


def verify_files(files: Iterable[Path], key: str | None = None) -> list[CheckedFile]:
    """Verifies each file by itself; `key` (Ed25519, hex), if given, must have signed it."""
    with Child(partial(_checked, key)) as child:
        return [_verify(path, key, child) for path in files]


def _verify(path: Path, key: str | None, child: Child[_Checked]) -> CheckedFile:
    from pos_app.dayfile.unpack import MAX_FILE
    from pos_app.office.intake.verifier import is_small

    try:
        file = read_bounded(path, MAX_FILE)
        found = _checked(key, file) if is_small(file) else child.read(file)
    except PosError as error:
        return CheckedFile(str(path), None, None, {}, (error.problem(str(path)),))
    identity, code, facts, problems, checks = found
    named = tuple(replace(problem, file=str(path)) for problem in problems)
    return CheckedFile(str(path), identity, code, facts, named, checks)


def _checked(key: str | None, file: bytes) -> _Checked:
    """Returns identity, code, facts, problems and passed checks of a day file.

    Where a check fails there is no identity, and the problem says which one.
    """
    from pos_app.dayfile.reader import DayFileError, read_day

    passed: list[str] = []
    try:
        day = read_day(file, key, passed.append)
    except DayFileError as error:
        return None, None, {}, (error.problem(),), tuple(passed)
    facts: dict[str, object] = {
        **{name: getattr(day.head, name) for name in _HEAD},
        "totals": day.head.totals.as_dict(),
    }
    return day.identity, day.code, facts, tuple(day.warnings), tuple(passed)
