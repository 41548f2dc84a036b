"""The program `pos-app`: the window by a short way, everything else by the commands.

The commands need click and many modules that no window uses; a counter should not wait for them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Window(NamedTuple):
    """A window that is asked for: the till's folder, None for the user's own."""

    folder: Path | None
    demo: bool = False


def asked_window(arguments: Sequence[str]) -> Window | None:
    """Return the window that the arguments ask for; None for anything that the commands read."""
    folder, left = None, list(arguments)
    if len(left) > 1 and left[0] == "--data" and left[1][:1] not in ("", "-"):
        folder, left = Path(left[1]), left[2:]
    if left in ([], ["window"]):
        return Window(folder)
    return Window(folder, demo=True) if left == ["window", "--demo"] else None


def main() -> None:
    """Runs the console script."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # the office's worker processes run this program
    window = asked_window(sys.argv[1:])
    if window is None:
        from pos_app.cli.main import main as run_command

        run_command()
    else:
        sys.exit(_open(window))


def _open(window: Window) -> int:
    """Run the window; return the exit status. What it cannot handle is logged and explained."""
    from pos_app.cli.streams import set_up_streams
    from pos_app.paths import user_data_dir

    set_up_streams()
    folder = window.folder or user_data_dir()
    gc.disable()  # collecting would slow down the start; the window collects later
    try:
        from ui.app import run_window

        return run_window(folder, window.demo)
    except Exception as error:  # the border: a person reads a sentence, the log has the rest
        return _explain(error, folder)


def _explain(error: Exception, folder: Path) -> int:
    from pos_app.cli.support import explained
    from pos_app.languages import DEFAULT_LANGUAGE, known_language
    from pos_app.messages import sentence

    language = known_language(os.environ.get("POS_APP_LANG", DEFAULT_LANGUAGE))
    _tell(sentence(explained(error, folder), language))
    return 1


def _tell(text: str) -> None:
    """Print a sentence; a program without a console shows it in a box of Windows."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Kasir", _BOX_WITH_WARNING)


_BOX_WITH_WARNING = 0x30


if __name__ == "__main__":
    main()
