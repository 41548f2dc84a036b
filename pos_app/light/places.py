"""Where a code stands: on which screen, page or part of a roll."""

from __future__ import annotations

from pos_app.light.codes import LightCode

CODES_ON_A_SCREEN = 2


def place_of(code: LightCode) -> tuple[str, int]:
    """Return the form (`screen`, `page` or `roll`) and its number from 1."""
    return "screen", code.index // CODES_ON_A_SCREEN + 1
