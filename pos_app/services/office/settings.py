"""The settings of the office's window: language, theme, window position, the last book.

The office has no till, so they are in a small JSON file. A file that cannot be read counts as
empty: no setting is worth a start that fails.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from pos_app.errors import MachineError
from pos_app.held_files import replace_patiently
from pos_app.private_files import protect_file

logger = logging.getLogger(__name__)

FILE_NAME = "office.json"
LAST_BOOK = "last_book"


class OfficeSettings:
    """Short texts by key; every change is written at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._texts = _read(self.path)

    def get(self, key: str, default: str = "") -> str:
        """Returns the text of `key`, or `default`."""
        return self._texts.get(key, default)

    def set(self, key: str, value: str) -> None:
        """Stores a text.

        Raises MachineError `office_settings_unwritable`; the text is then kept until the end of
        the program.
        """
        if self._texts.get(key) == value:
            return
        self._texts[key] = value
        draft = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._texts, indent=1, ensure_ascii=False, sort_keys=True)
            draft.write_text(text + "\n", encoding="utf-8")
            protect_file(draft)
            replace_patiently(draft, self.path)
        except OSError as error:
            raise MachineError("office_settings_unwritable", file=str(self.path)) from error

    @property
    def last_book(self) -> Path | None:
        """The book that was open last, if its file exists."""
        path = Path(self.get(LAST_BOOK))
        return path if self.get(LAST_BOOK) and path.is_file() else None


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("%s is not read: %s", path, error)
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
