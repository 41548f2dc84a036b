"""What a kind of receipt printer can do, from `resources/printers.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pos_app.errors import PosError

QrWay = Literal["native", "raster", "none"]
DEFAULT = "generic58"


@dataclass(frozen=True, slots=True)
class Profile:
    """`columns` characters in a line; `dots` across the paper; `feed` lines before the paper is
    cut or torn; `font_b` when the columns are those of the small font."""

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
    """Every kind of printer by its key, the most common first."""
    import tomllib  # a receipt's bytes need both once

    from pos_app.paths import resources_dir

    with (resources_dir() / "printers.toml").open("rb") as file:
        read = tomllib.load(file)
    return {key: Profile(key, **facts) for key, facts in read.items()}


def profile(key: str) -> Profile:
    """The kind of that key. Raises PosError `printer_kind_unknown`."""
    found = profiles().get(key)
    if found is None:
        raise PosError("printer_kind_unknown", kind=key[:40])
    return found
