"""Makes labels by pylabels, each with reportlab's own barcode widget and two texts.

`python label_with_pylabels.py CODES.json`. Prints the milliseconds of the quickest of three.
"""

import io
import json
import sys
from pathlib import Path

import labels
from reportlab.graphics import shapes
from reportlab.graphics.barcode.eanbc import Ean13BarcodeWidget
from timing import least


def draw(label: shapes.Drawing, _width: float, _height: float, code: str) -> None:
    label.add(Ean13BarcodeWidget(code[:12], barHeight=25, barWidth=0.7, humanReadable=0))
    label.add(shapes.String(4, 42, "Gelang manik Dayak lebar", fontSize=7))
    label.add(shapes.String(4, 33, "Rp45.000", fontSize=8))


def main() -> None:
    codes = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sizes = {"left_margin": 5, "top_margin": 5, "column_gap": 2, "row_gap": 1}

    def sheet() -> bytes:
        made = labels.Sheet(labels.Specification(210, 165, 5, 8, 38, 18, **sizes), draw)
        made.add_labels(codes)
        buffer = io.BytesIO()
        made.save(buffer)
        return buffer.getvalue()

    json.dump({"labels": least(3, sheet)}, sys.stdout)


main()
