"""What a widget asks of the window that it stands in, whether a till's or the office's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from pos_app.messages import Language
from ui.alerts import Level

T = TypeVar("T")


class WindowApi(Protocol):
    """Speaks to the person in front of it, and turns what was refused into a sentence."""

    @property
    def language(self) -> Language: ...

    def say(self, text: str, level: Level = Level.INFO) -> None: ...

    def attempt(self, work: Callable[[], T]) -> T | None: ...
