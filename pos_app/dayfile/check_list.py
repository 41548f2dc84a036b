"""The checks that a day file passes, one after another, named so that a reader can list them.

The fast and the standard way through the reader make the same checks in the same order; a test
holds their lists against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Check(StrEnum):
    """One check, named as `verify --explain --json` prints it; in the order of the reader.

    What each one looks at is in `resources/texts`, place `day_checks`.
    """

    ARCHIVE = "archive"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    KEY = "key"
    MEMBERS = "members"
    CHAIN = "chain"
    ROWS_IN_PLACE = "rows_in_place"
    ROWS_CANONICAL = "rows_canonical"
    PROJECTION = "projection"
    TABLES = "tables"
    MAKERS = "makers"
    SALES = "sales"
    NUMBERS = "numbers"
    TOTALS = "totals"
    FRAME = "frame"
    RUNNING_TOTAL = "running_total"


Passed = Callable[[Check], None]
"""Called after each check that a file has passed."""


def unheard(_check: Check) -> None:
    """Lets a check pass without writing it down."""
