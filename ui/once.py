"""Storing once what a person asked for, however often the button is pressed or tried again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pos_app.services.answer_once import answer_once
from pos_app.services.shop.shop import random_id
from ui.session import Session


class Once:
    """Keeps the `ref` of what was asked last, until it is known to be stored.

    Asked again with the same content, it has the same `ref`, so that after an error whose outcome
    nobody knows the second press finds what the first one stored.
    """

    def __init__(self, new_ref: Callable[[], str] = random_id) -> None:
        self._new_ref = new_ref
        self._asked: Mapping[str, object] | None = None
        self._ref = ""

    def ref(self, asked: Mapping[str, object]) -> str:
        """Return the ref of what is asked: a new one unless the same was tried last."""
        if self._asked != asked:
            self._asked, self._ref = asked, self._new_ref()
        return self._ref

    def done(self) -> None:
        """Forget the ref: it is stored, and the same may be asked once more."""
        self._asked = None

    def store(
        self, session: Session, asked: Mapping[str, object], work: Callable[[], object]
    ) -> bool:
        """Do `work` unless it was done already; whether it is stored. Errors are shown."""
        ref = self.ref(asked)
        stored = session.store(lambda: answer_in_window(session, ref, asked, work)) is not None
        if stored:
            self.done()
        return stored


def answer_in_window(
    session: Session, ref: str, asked: Mapping[str, object], work: Callable[[], object]
) -> Mapping[str, object]:
    """Do `work` once for `ref`; raises what it raises. The window reads the outcome afterwards."""
    return answer_once(session.shop, ref, asked, work, dict)
