"""Other people's tools in an environment of their own, to be compared with and checked against.

They are never installed beside the app: sqlite-utils imports pandas where it finds it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The packages with their versions, one a line: `python3 run.py bench` makes the environment.
PEERS = ROOT / "build_spec" / "peers.txt"
HOME = ROOT / ".venv-peers"
STAMP = HOME / "peers.txt"
_MODULES = ("pandas", "duckdb", "frictionless", "jsonlines", "escpos.printer", "labels.sheet")
WHERE = "the peers' environment .venv-peers is made by run.py bench"


@cache
def peers(*, make: bool = True) -> Path:
    """The Python that has them; whoever asks is skipped where they cannot be had.

    Without `make` nothing is installed that is not there already.
    """
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not is_made(python):
        if not make:
            pytest.skip(WHERE)
        _make_venv(HOME)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*pip, "-r", str(PEERS)], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not _works(python):
            said = done.stderr.strip().splitlines()
            pytest.skip(f"pip cannot install the peers here: {said[-1:]}")
        STAMP.write_bytes(PEERS.read_bytes())
    return python


def is_made(python: Path) -> bool:
    """Whether the environment is there, with the versions that are wanted now."""
    stamped = STAMP.is_file() and STAMP.read_bytes() == PEERS.read_bytes()
    return stamped and _works(python)


def _works(python: Path) -> bool:
    return _runs(python, f"import {', '.join(_MODULES)}")


def ask(script: Path, *given: object) -> Any:
    """What a script of theirs prints as JSON."""
    command = [str(peers()), str(script), *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


OPENCV = "opencv-python-headless==5.0.0.93"
_OPENCV_HOME = Path(tempfile.gettempdir()) / "pos-app-opencv"


@cache
def opencv() -> Path | None:
    """The Python that has OpenCV, a second reader of QR codes; None where none can be had."""
    python = _OPENCV_HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not _runs(python, "import cv2"):
        _make_venv(_OPENCV_HOME)
        pip = [str(python), "-m", "pip", "install", "--quiet", OPENCV]
        subprocess.run(pip, capture_output=True, text=True, check=False)
    return python if _runs(python, "import cv2") else None


FUZZER = "atheris==3.0.0"
_FUZZER_HOME = Path(tempfile.gettempdir()) / "pos-app-fuzzer"


@cache
def fuzzer() -> Path | None:
    """The Python that has the fuzzer and sees the app's own packages; None where none can be had.

    It is never installed beside the app: it has wheels for Linux and some Pythons only.
    """
    python = _FUZZER_HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not _runs(python, "import atheris, nacl"):
        _make_venv(_FUZZER_HOME)
        (folder,) = _FUZZER_HOME.glob("[Ll]ib/**/site-packages")
        ours = [path for path in sys.path if path.endswith("site-packages")]
        (folder / "of-the-app.pth").write_text("\n".join(ours) + "\n", "utf-8")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", FUZZER]
        subprocess.run(pip, capture_output=True, text=True, check=False)
    return python if _runs(python, "import atheris, nacl") else None


def _runs(python: Path, code: str) -> bool:
    command = [str(python), "-c", code]
    return (
        python.exists()
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


def _make_venv(folder: Path) -> None:
    import venv  # some Pythons for Windows lack it

    venv.create(folder, clear=True, with_pip=True)
