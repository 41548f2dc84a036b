"""Makes a receipt's bytes by python-escpos: `python print_with_escpos.py LINES.json`.

The file holds [text, bold, large] for each line. Prints the milliseconds of the quickest receipt
and of the import.
"""

import json
import sys
import time
from pathlib import Path

BEGUN = time.perf_counter()
from escpos.printer import Dummy  # noqa: E402  its import is timed

IMPORTED = time.perf_counter() - BEGUN

from timing import least  # noqa: E402


def main() -> None:
    lines = json.loads(Path(sys.argv[1]).read_text("utf-8"))

    def receipt() -> bytes:
        printer = Dummy()
        set_as = [False, False]
        for text, bold, large in lines:
            if [bold, large] != set_as:
                printer.set(bold=bold, double_width=large, double_height=large)
                set_as = [bold, large]
            printer.text(f"{text}\n")
        printer.cut()
        return bytes(printer.output)

    assert receipt()
    json.dump({"receipt": least(300, receipt), "import": 1_000 * IMPORTED}, sys.stdout)


main()
