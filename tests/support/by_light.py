"""Days as codes, and the screens and sheets on which they stand, for tests of the office."""

from __future__ import annotations

from dataclasses import replace

from pos_app.dayfile.reader import read_day
from pos_app.light.codes import CodeSize, LightLabel, make_codes
from pos_app.light.packing import pack_day

SIZE = CodeSize(1003, 2)


def label_of(file: bytes) -> LightLabel:
    """What the codes of a day file say of it."""
    day = read_day(file)
    head = day.head
    place = (head.event, head.stand, head.till, head.seat)
    return LightLabel(*place, head.day, head.revision, head.training, day.identity)


def codes_of(file: bytes, size: CodeSize = SIZE, **told: object) -> list[bytes]:
    """The codes of a day file; `told` are things that they say and that are not so."""
    return make_codes(pack_day(file), replace(label_of(file), **told), size)  # type: ignore[arg-type]
