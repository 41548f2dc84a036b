"""What a command answers, where its answer is kept for a repeat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Told:
    """What a command has answered: as JSON, as text, its problems as sentences, its status."""

    found: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    problems: list[str] = field(default_factory=list)
    status: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept in the book."""
        facts = {"found": self.found, "text": self.text}
        return {**facts, "problems": self.problems, "status": self.status}
