"""Barcodes as strings of modules, `1` black and `0` white, without quiet zones.

The patterns come from python-barcode. It silently corrects wrong check digits, so every code is
checked first.
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
    """A barcode ready to be drawn: its `modules`, and `quiet` modules at the left and right."""

    code: str
    kind: Kind
    modules: str
    quiet: tuple[int, int]

    @property
    def width(self) -> int:
        """The width in modules, quiet zones included."""
        return len(self.modules) + sum(self.quiet)

    def runs(self) -> list[tuple[int, int]]:
        """Return every bar as (first module, number of modules)."""
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
    """Return the bars of a code: EAN or UPC if its length fits one, else Code 128.

    Raises PosError `barcode_check_digit`, `label_code_missing`, `label_code_letters`.
    """
    if not code:
        raise PosError("label_code_missing")
    if not (code.isascii() and code.isprintable()):
        raise PosError("label_code_letters", code=code[:40])
    kind = classify(code)
    return Bars(code, kind, _modules(code, kind), QUIET[kind])


def scanner_setting_bars(text: str) -> Bars:
    """Return a Code 128 that configures a scanner: ASCII `text` after an FNC3 (ISO/IEC 15417)."""
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
