"""Says on stderr how far the pictures are, where looking at them takes long."""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from pos_app.languages import LanguageCode
from pos_app.services.office.file_intake import Step
from pos_app.texts import texts_in

EVERY_S = 2.0


class PictureProgress:
    """Tells at most every two seconds how many pictures are looked at."""

    def __init__(self, lang: LanguageCode, now_s: Callable[[], float] = time.monotonic) -> None:
        self._words = texts_in("by_photo", lang)["looked_at"]
        self._now_s = now_s
        self._told = now_s()

    def __call__(self, step: Step) -> None:
        """Writes a line if it is time for one."""
        now = self._now_s()
        if step.is_picture and now >= self._told + EVERY_S:
            self._told = now
            click.echo(self._words.format(done=step.done, count=step.count), err=True)
