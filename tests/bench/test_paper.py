"""Receipts and labels against peers in the same run.

The peers are python-barcode's pictures, pylabels with reportlab's barcode widgets, and
python-escpos; the last two in an environment of their own (`pip install pylabels python-escpos`).
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from printing.escpos_reader import read_job
from printing.samples import HEAD, bargained_sale

from pos_app.domain.barcode import in_store_ean13
from pos_app.labels import render
from pos_app.labels.bars import bars_of
from pos_app.labels.layout import Label
from pos_app.labels.render import to_pdf
from pos_app.labels.stock import stock
from pos_app.printing.escpos import to_escpos
from pos_app.printing.profiles import profile
from pos_app.printing.receipt import receipt_blocks

pytestmark = pytest.mark.bench
CODES = [in_store_ean13(20, 71, n) for n in range(1_000)]
NAME, PRICE = "Gelang manik Dayak lebar", 45_000


def least(times: int, work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1_000


def ours() -> bytes:
    for kept in (bars_of, render._path, render._width, render._lines):
        kept.cache_clear()
    labels = [Label(NAME, PRICE, "Untaian Teritip", code) for code in CODES]
    return to_pdf(labels, stock("TJ108"), 203)


def floor() -> bytes:
    """A bare loop of vector bars: what drawing them costs at all."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for at, code in enumerate(CODES):
        if at and at % 40 == 0:
            canvas.showPage()
        for x, count in bars_of(code).runs():
            canvas.rect(x * 0.7, at % 40 * 20, count * 0.7, 15, stroke=0, fill=1)
        canvas.drawString(0, at % 40 * 20, NAME)
    canvas.save()
    return buffer.getvalue()


def by_pictures(codes: list[str]) -> bytes:
    """python-barcode's own images, placed by reportlab."""
    import barcode
    from barcode.writer import ImageWriter
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for at, code in enumerate(codes):
        if at and at % 40 == 0:
            canvas.showPage()
        image = barcode.get_barcode_class("ean13")(code, writer=ImageWriter()).render()
        canvas.drawImage(ImageReader(image), at % 5 * 110, at // 5 % 8 * 55, 105, 40)
        canvas.drawString(at % 5 * 110, at // 5 % 8 * 55, NAME)
    canvas.save()
    return buffer.getvalue()


def test_a_thousand_labels_against_pictures_and_the_floor() -> None:
    mine, bare = least(3, ours), least(3, floor)
    peer = least(1, lambda: by_pictures(CODES[:100])) * 10
    print(
        f"1,000 labels: {mine:.0f} ms, bare bars {bare:.0f} ms; python-barcode's pictures"
        f" {peer:.0f} ms, {peer / mine:.0f} × ours (at least 30);"
        f" {len(ours()) / 1_000:.0f} bytes a label (at most 300)"
    )
    assert peer / mine >= 30 and len(ours()) <= 300_000


def by_pylabels(codes: list[str]) -> bytes:
    """pylabels, each label with reportlab's own widget and two texts."""
    import labels
    from reportlab.graphics import shapes
    from reportlab.graphics.barcode.eanbc import Ean13BarcodeWidget

    def draw(label: shapes.Drawing, _width: float, _height: float, code: str) -> None:
        label.add(Ean13BarcodeWidget(code[:12], barHeight=25, barWidth=0.7, humanReadable=0))
        label.add(shapes.String(4, 42, NAME, fontSize=7))
        label.add(shapes.String(4, 33, "Rp45.000", fontSize=8))

    sizes = {"left_margin": 5, "top_margin": 5, "column_gap": 2, "row_gap": 1}
    sheet = labels.Sheet(labels.Specification(210, 165, 5, 8, 38, 18, **sizes), draw)
    sheet.add_labels(codes)
    buffer = io.BytesIO()
    sheet.save(buffer)
    return buffer.getvalue()


def test_a_thousand_labels_against_pylabels() -> None:
    pytest.importorskip("labels.sheet")
    mine = least(3, ours)
    peer = least(1, lambda: by_pylabels(CODES[:200])) * 5
    print(f"1,000 labels: pylabels {peer:.0f} ms, {peer / mine:.0f} × ours (at least 10)")
    assert peer / mine >= 10


def test_a_receipt_against_python_escpos() -> None:
    pytest.importorskip("escpos")
    from escpos.printer import Dummy

    sale, kind = bargained_sale(), profile("generic80")

    def mine() -> bytes:
        layout = receipt_blocks(sale, HEAD, "id")
        return to_escpos(layout[:-1], kind)  # both without a code

    paper = read_job(mine())

    def theirs() -> bytes:
        printer = Dummy()
        set_as = (False, False)
        for text, bold, large in paper.lines:
            if (bold, large) != set_as:
                printer.set(bold=bold, double_width=large, double_height=large)
                set_as = (bold, large)
            printer.text(f"{text}\n")
        printer.cut()
        return bytes(printer.output)

    ratio = least(300, mine) / least(300, theirs)
    print(f"a receipt: {ratio:.2f} of python-escpos (at most 1)")
    assert ratio <= 1


def test_its_import_is_a_tenth_of_theirs() -> None:
    pytest.importorskip("escpos")

    def imported(module: str) -> float:
        command = [sys.executable, "-c", f"import {module}"]
        return least(5, lambda: subprocess.run(command, check=True, cwd=Path(__file__).parents[2]))

    # What every part of the till has loaded before: it is taken off both.
    bare = imported("dataclasses, enum, re, typing")
    mine, theirs = imported("pos_app.printing.escpos") - bare, imported("escpos.printer") - bare
    print(f"import: {mine:.0f} ms of {theirs:.0f} ms, {mine / theirs:.2f} (at most 0.10)")
    assert mine / theirs <= 0.10
