"""Puts a packed day together again from the codes that were read."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence

from pos_app.errors import PosError
from pos_app.light.codes import WHOLE_BYTES, LightCode

# With wrong symbols among more than `need`, other choices are tried: at most so many, and at most
# so many bytes are put together, which takes about a second.
MOST_TRIES = 400
MOST_BYTES = 64 << 20

Shape = tuple[int, int, int]
"""Codes that fit together have the same `need`, `count` and `length`."""


def combine(codes: Iterable[LightCode]) -> bytes:
    """Return the packed day that the codes of one whole carry.

    A code of a wrong symbol is passed over as long as enough others are there. Raises PosError
    `light_not_enough` with `have` and `need`, `light_wrong_codes` where enough are there and none
    of the choices fits, and `light_mixed` for codes of different days.
    """
    given = list(dict.fromkeys(codes))
    if len({code.whole for code in given}) > 1:
        raise PosError("light_mixed")
    if not given:
        raise PosError("light_not_enough", have=0, need=1)
    by_shape: dict[Shape, list[LightCode]] = {}
    for code in given:
        by_shape.setdefault((code.need, code.count, code.length), []).append(code)
    groups = sorted(by_shape.values(), key=lambda group: len(group) - group[0].need, reverse=True)
    enough = [group for group in groups if _distinct(group) >= group[0].need]
    if not enough:
        raise PosError("light_not_enough", have=_distinct(groups[0]), need=groups[0][0].need)
    for group in enough:
        found = _combined(group)
        if found is not None:
            return found
    raise PosError("light_wrong_codes", have=_distinct(enough[0]), need=enough[0][0].need)


def _distinct(group: Sequence[LightCode]) -> int:
    return len({code.index for code in group})


def _combined(group: Sequence[LightCode]) -> bytes | None:
    import zfec

    first = group[0]
    decoder = zfec.Decoder(first.need, first.count)
    tries = min(MOST_TRIES, max(1, MOST_BYTES // first.length))
    for place, chosen in enumerate(_choices(group)):
        if place == tries:
            return None
        blocks = decoder.decode([code.symbol for code in chosen], [code.index for code in chosen])
        packed = b"".join(blocks)[: first.length]
        if hashlib.sha256(packed).digest()[:WHOLE_BYTES].hex() == first.whole:
            return packed
    return None


def _choices(group: Sequence[LightCode]) -> Iterator[list[LightCode]]:
    """Choices of `need` codes with different indices: the first ones, then by chance.

    Chance is seeded by the day, so that the same codes always give the same answer.
    """
    need = group[0].need
    by_index: dict[int, list[LightCode]] = {}
    for code in sorted(group, key=lambda each: (each.index, each.symbol)):
        by_index.setdefault(code.index, []).append(code)
    yield [codes[0] for codes in list(by_index.values())[:need]]
    if len(group) == need:
        return
    chance = random.Random(group[0].whole)  # noqa: S311 - which choice comes first is no secret
    while True:
        indices = chance.sample(sorted(by_index), need)
        yield [chance.choice(by_index[index]) for index in indices]
