"""The decision to delete the contact of a buyer. It names a number, and nobody."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.office.decide.decision_content import DecisionContent, DecisionKind


@dataclass(frozen=True, slots=True)
class Forget(DecisionContent):
    """The contact of the order or inquiry `number` is deleted, and never taken in again.

    Undoing it brings nothing back, and takes nothing in either.
    """

    kind = DecisionKind.FORGET
    _subject_fields = ("number",)
    number: str
