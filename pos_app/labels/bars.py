"""Bars as strings of modules, `1` black and `0` white, without quiet zones.

The patterns come from python-barcode. It repairs wrong check digits in silence, so every code is
checked before it gets there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pos_app.domain.barcode import Kind, classify
from pos_app.errors import PosError

# Quiet zones in modules, left and right: EAN-13 GS1 General Specifications 5.2.3.4; EAN-8 and
# UPC-A likewise; Code 128 ISO/IEC 15417.
QUIET = {Kind.EAN13: (11, 7), Kind.EAN8: (7, 7), Kind.UPCA: (9, 9), Kind.CODE128: (10, 10)}
_CLASSES = {Kind.EAN13: "ean13", Kind.EAN8: "ean8", Kind.UPCA: "upca", Kind.CODE128: "code128"}


@dataclass(frozen=True, slots=True)
class Bars:
    """A code ready to be drawn: `modules` black and white, `quiet` white ones at either side."""

    code: str
    kind: Kind
    modules: str
    quiet: tuple[int, int]

    @property
    def width(self) -> int:
        """In modules, quiet zones included."""
        return len(self.modules) + sum(self.quiet)

    def runs(self) -> list[tuple[int, int]]:
        """Every bar as (first module, how many)."""
        found, start = [], None
        for at, bit in enumerate([*self.modules, "0"]):
            if bit == "1" and start is None:
                start = at
            elif bit == "0" and start is not None:
                found.append((start, at - start))
                start = None
        return found


@lru_cache(maxsize=20_000)
def bars_of(code: str) -> Bars:
    """The bars of a code: EAN or UPC where its digits say so, else Code 128.

    Raises PosError `barcode_check_digit`, `label_code_missing`, `label_code_letters`.
    """
    if not code:
        raise PosError("label_code_missing")
    if not (code.isascii() and code.isprintable()):
        raise PosError("label_code_letters", code=code[:40])
    kind = classify(code)
    return Bars(code, kind, _modules(code, kind), QUIET[kind])


def scanner_setting_bars(text: str) -> Bars:
    """A Code 128 that sets a scanner instead of being typed: `text` after an FNC3 (ISO/IEC 15417).

    `text` is ASCII.
    """
    modules = _modules(f"\xf3{text}", Kind.CODE128)
    return Bars(text, Kind.CODE128, modules, QUIET[Kind.CODE128])


def _modules(code: str, kind: Kind) -> str:
    import barcode
    from barcode.writer import BaseWriter

    drawn = barcode.get_barcode_class(_CLASSES[kind])(
        code, writer=BaseWriter(None, None, None, None)
    )
    (modules,) = drawn.build()
    return str(modules).replace("G", "1")
