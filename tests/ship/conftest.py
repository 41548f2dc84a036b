"""The modules of build_spec/ship, by their own names."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build_spec"
sys.path[:0] = [str(HERE), str(BUILD / "ship"), str(BUILD / "windows")]
