"""Runs one reader under the coverage-guided fuzzer atheris: a program of its own.

    python -m fuzz.with_atheris READER SECONDS CORPUS CRASHES

Ends with status 0 when nothing was found; what broke the reader lies in CRASHES.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris


def main() -> None:
    name, seconds, corpus, crashes = sys.argv[1:]
    with atheris.instrument_imports(include=["pos_app"]):
        from fuzz.readers import READERS, SEEDS

        read = READERS[name]
        read(b"")  # imports what it needs while imports are instrumented
    Path(crashes).mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=1024",
        "-max_len=65536",
        f"-artifact_prefix={crashes}/",
        "-print_final_stats=1",
        corpus,
        str(SEEDS / name),
    ]
    atheris.Setup([sys.argv[0], *options], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
