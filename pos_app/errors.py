"""The errors that a person can act on, and the problems found in what comes from outside.

Both carry a stable code and plain facts. The sentence that a person reads is made from them in
`pos_app.messages`, in that person's language: nothing below the surface knows a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with something from outside: which code, where, and the facts of it."""

    code: str
    severity: Severity = "error"
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str | None = None
    row: int | None = None
    column: str | None = None


class PosError(Exception):
    """Something was refused, or the machine failed, in a way that a person can act on."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def problem(self, file: str | None = None, row: int | None = None) -> Problem:
        """The same fact as one entry of a list of problems."""
        return Problem(self.code, "error", self.facts, file, row)

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({facts})"


class MachineError(PosError):
    """The disk, the printer or a lock failed: the request itself was sound."""


class UnknownOutcome(MachineError):
    """A commit raised: whether it is on disk is known only after opening the folder again."""


class Refused(PosError):
    """A whole input was refused for the problems listed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].code if problems else "refused")
        self.problems = tuple(problems)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether any problem is more than a warning."""
    return any(problem.severity == "error" for problem in problems)
