"""Receipts and labels against peers in the same run.

The peers are python-barcode's pictures, pylabels with reportlab's barcode widgets, and
python-escpos; the last two run in the peers' environment.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from printing.escpos_reader import read_job
from printing.samples import HEAD, bargained_sale
from support.figures import Figures, least
from support.peers import ask, peers

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
PEERS = Path(__file__).parent / "peers"
ROUNDS = 3
CODES = [in_store_ean13(20, 71, n) for n in range(1_000)]
NAME, PRICE = "Gelang manik Dayak lebar", 45_000


def ours() -> bytes:
    for kept in (bars_of, *vars(render).values()):
        if hasattr(kept, "cache_clear"):
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


def test_a_thousand_labels_against_pictures_and_the_floor(figures: Figures, *, quick: bool) -> None:
    drawn = 20 if quick else 100  # by the peer, which takes long
    of_pictures, of_floor = [], []
    for _ in range(ROUNDS):
        mine = least(ours, 2)
        of_floor.append(mine / least(floor, 2))
        of_pictures.append(mine / (least(lambda: by_pictures(CODES[:drawn]), 1) * 1_000 / drawn))
    what = "1,000 labels"
    figures.ratio("labels", of_floor, timed=what, against="bare vector bars")
    figures.ratio(
        "labels", of_pictures, timed=what, against="python-barcode's pictures", goal=1 / 30
    )
    figures.count("labels", len(ours()) / 1_000, unit="bytes a label", timed=what, goal=300)


def test_a_thousand_labels_against_pylabels(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    peers(make=not quick)
    codes = tmp_path / "codes.json"
    codes.write_text(json.dumps(CODES[:200]), "utf-8")
    rounds = []
    for _ in range(ROUNDS):
        theirs = ask(PEERS / "label_with_pylabels.py", codes)["labels"] * 5
        rounds.append(least(ours, 2) / theirs)
    figures.ratio("labels", rounds, timed="1,000 labels", against="pylabels", goal=1 / 10)


def test_a_receipt_and_its_import_against_python_escpos(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """Both without a code; theirs prints the lines that ours has, in the same types."""
    peers(make=not quick)
    sale, kind = bargained_sale(), profile("generic80")

    def mine() -> bytes:
        layout = receipt_blocks(sale, HEAD, "id")
        return to_escpos(layout[:-1], kind)

    lines = tmp_path / "lines.json"
    lines.write_text(json.dumps(list(read_job(mine()).lines)), "utf-8")
    receipt, loading = [], []
    for _ in range(ROUNDS):
        theirs = ask(PEERS / "print_with_escpos.py", lines)
        receipt.append(least(mine, 300) / theirs["receipt"])
        # What every part of the till has loaded before is taken off.
        bare = imported("dataclasses, enum, re, typing")
        loading.append((imported("pos_app.printing.escpos") - bare) / theirs["import"])
    escpos = "python-escpos"
    figures.ratio("a receipt's bytes", receipt, timed="from the sale", against=escpos, goal=0.75)
    figures.ratio("import for receipts", loading, timed="ours", against=escpos, goal=0.1)


def imported(module: str) -> float:
    """Milliseconds of a process that imports it, the quickest of three."""
    command = [sys.executable, "-c", f"import {module}"]
    return least(lambda: subprocess.run(command, check=True, cwd=Path(__file__).parents[2]), 3)
