"""What widgets and helpers need of a session, whether it is a till's or the office's.

Typing against these protocols keeps a helper usable in both programs, and keeps the import from
the session to the helper one-way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from pos_app.languages import LanguageCode
from pos_app.services.shop.shop import Shop
from ui.alerts import Level

T = TypeVar("T")


class WindowApi(Protocol):
    """Shows messages to the user, and turns a PosError into one."""

    @property
    def language(self) -> LanguageCode:
        """The language of the screen."""

    def say(self, text: str, level: Level = Level.INFO) -> None:
        """Show `text` in the window's message bar."""

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns; on a PosError show its sentence and return None."""


class ShopWindowApi(WindowApi, Protocol):
    """The same for a window over an opened shop."""

    @property
    def shop(self) -> Shop:
        """The till's shop."""

    def store(self, work: Callable[[], T]) -> T | None:
        """As `attempt`, for what writes: done on another thread while keys and clicks wait."""
