"""Errors that a person can act on, and problems found in files from outside.

Both have a stable code and facts. `pos_app.messages` makes the sentence that a person reads from
them, in that person's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a file from outside: its code, its facts, and where it is.

    `row` is counted from 1, as a spreadsheet does.
    """

    code: str
    severity: Severity = "error"
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str | None = None
    row: int | None = None
    column: str | None = None


class PosError(Exception):
    """An operation was refused, or the machine failed, and a person can act on it."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def problem(self, file: str | None = None, row: int | None = None) -> Problem:
        """Returns the error as an entry of a list of problems."""
        return Problem(self.code, "error", self.facts, file, row)

    def __reduce__(self) -> tuple[object, ...]:
        """The parts by which another process makes the same error again."""
        return _made_again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({facts})"


def _made_again(
    kind: type[PosError], args: tuple[object, ...], state: Mapping[str, object]
) -> PosError:
    made = kind.__new__(kind, *args)
    made.__dict__.update(state)
    return made


class MachineError(PosError):
    """The disk, the printer or a lock failed; the request itself was valid."""


class UnknownOutcome(MachineError):
    """A commit failed; only opening the folder again shows whether its rows are on disk."""


class NotSaved(MachineError):
    """A commit failed, and the folder was opened again: nothing of it is on disk."""


class Refused(PosError):
    """An input was refused as a whole, for the problems listed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].code if problems else "refused")
        self.problems = tuple(problems)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether any of the problems is an error, not a warning."""
    return any(problem.severity == "error" for problem in problems)
