"""The reason that a person types: it is stored in one line and has to be there."""

from __future__ import annotations

from pos_app.errors import PosError

MAX_REASON = 200


def tidy_reason(text: str) -> str:
    """Returns the text in one line of at most MAX_REASON characters; it may be empty."""
    return " ".join(text.split())[:MAX_REASON]


def checked_reason(text: str) -> str:
    """Returns the text as `tidy_reason` does. Raises PosError `reason_missing` when it is empty."""
    reason = tidy_reason(text)
    if not reason:
        raise PosError("reason_missing")
    return reason
