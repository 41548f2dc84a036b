"""Rings sales through the real command and kills it; used by the fault tests."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

COMMAND = [sys.executable, "-c", "from pos_app.cli.start import main; main()"]


def pos_app(
    data: Path, *args: str, stdin: str = "", clock: str = "2023-10-25T09:00:00+08:00"
) -> subprocess.CompletedProcess[str]:
    """One command on the till in `data`."""
    command = [*COMMAND, "--data", str(data), "--clock", clock, *args]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)


def requests(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Requests with a ref each: one sale of two lines each."""
    return [
        {
            "ref": f"ref-{number}",
            "lines": [{"code": "A", "qty": 1 + number % 3}, {"code": "B", "qty": 1}],
            "tenders": [{"method": "cash", "amount": 500_000}],
        }
        for number in range(start, start + count)
    ]


def _feed(pipe: IO[bytes], feed: bytes) -> None:
    """Writes until done or until the reader is killed; a full pipe blocks only this thread."""
    with contextlib.suppress(BrokenPipeError):
        pipe.write(feed)
    with contextlib.suppress(BrokenPipeError):
        pipe.close()


def ring_until_killed(
    data: Path,
    wanted: Sequence[dict[str, Any]],
    seconds: float,
    clock: str = "2023-10-25T09:00:00+08:00",
) -> list[Any]:
    """Feeds `wanted` to `till ring`, kills it after `seconds` from the first answer;
    returns the whole answers that came out."""
    process = subprocess.Popen(
        [*COMMAND, "--data", str(data), "--clock", clock, "till", "ring"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    feed = "".join(json.dumps(request) + "\n" for request in wanted).encode()
    feeder = threading.Thread(target=_feed, args=(process.stdin, feed))
    feeder.start()
    first = process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    feeder.join()
    lines = (first + rest).split(b"\n")[:-1]
    return [json.loads(line) for line in lines]
