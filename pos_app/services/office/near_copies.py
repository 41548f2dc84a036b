"""Pictures that are much like one before, as the frames of a video are."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_SIDES = (64, 48)
"""So few pixels that a code's modules melt into grey, but not two different codes into the same."""
_MOST_DIFFERENCE = 4.0
_KEPT = 100


class NearCopies:
    """Remembers pictures, small, and says of each whether one like it came before."""

    def __init__(self) -> None:
        self._seen: deque[Image.Image] = deque(maxlen=_KEPT)

    def is_one(self, picture: Image.Image) -> bool:
        """Whether a grey picture is like one before; if not, it is remembered."""
        from PIL import Image

        small = picture.resize(_SIDES, Image.Resampling.BOX)
        if any(_difference(small, other) <= _MOST_DIFFERENCE for other in self._seen):
            return True
        self._seen.append(small)
        return False


def _difference(one: Image.Image, other: Image.Image) -> float:
    """By how much two pictures differ on average, of 255."""
    from PIL import ImageChops, ImageStat

    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
