"""The modules of build_spec/ship, by their own names."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "build_spec" / "ship"))
