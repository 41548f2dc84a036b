"""What a reader may do to its process; in a module of its own, because the process imports it."""

from __future__ import annotations

import os
import threading

from pos_app.errors import PosError, Problem, Refused


def odd(file: bytes) -> str:
    """Does what the file says, and otherwise says what it was given."""
    match file.split(b" ")[0]:
        case b"hog":
            return str(len([bytes(1 << 20) for _ in range(4_000)]))
        case b"spin":
            while True:
                pass
        case b"hang":
            threading.Event().wait()
        case b"abort":
            os.abort()
        case b"refuse":
            raise Refused([Problem("plan_no_stands", file="a.toml"), Problem("plan_not_toml")])
        case b"error":
            raise PosError("sheet_column_twice", column="sku")
        case b"bug":
            raise KeyError("running_total")
    return file.decode()
