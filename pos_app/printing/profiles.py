"""The kinds of receipt printers and what they can do, from `resources/printers.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pos_app.errors import PosError

QrWay = Literal["native", "raster", "none"]
DEFAULT = "generic58"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of receipt printer.

    It prints `columns` characters or `dots` across the paper, and feeds `feed` lines before the
    paper is cut or torn. `font_b` means that the columns are those of the small font.
    """

    key: str
    name: str
    columns: int
    dots: int
    paper_mm: int
    cutter: bool
    qr: QrWay
    feed: int
    font_b: bool = False


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """Return every kind of printer by key, the most common first."""
    import tomllib  # loaded on use, because the first window prints nothing

    from pos_app.paths import resources_dir

    with (resources_dir() / "printers.toml").open("rb") as file:
        read = tomllib.load(file)
    return {key: Profile(key, **facts) for key, facts in read.items()}


def profile(key: str) -> Profile:
    """Return the kind with that key. Raises PosError `printer_kind_unknown`."""
    found = profiles().get(key)
    if found is None:
        raise PosError("printer_kind_unknown", kind=key[:40])
    return found
