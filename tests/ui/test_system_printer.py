"""Pages onto a printer with a driver: at their own size, and nothing of them lost."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from support.papers import codes_on, pictures_of
from ui_robot import Counter

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.errors import MachineError
from pos_app.services.catalogue import product_lookup
from pos_app.services.paper import (
    in_store_barcodes,
    label_stocks,
    labels,
    print_queue,
    printer_settings,
)
from pos_app.services.paper.labels import LabelRequest
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.print_queue import State
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.paper.receipts import receipt_layout
from pos_app.services.selling import sales, stored_sales
from ui.printing import system_printer

MM = 25.4 / 72


@pytest.fixture
def sold(counter: Counter) -> Counter:
    """A till with one sale of ten lines."""
    cart = Cart()
    for _ in range(10):
        cart = cart.add(product_lookup.find_by_code(counter.shop, "MNK-0101")[0])
        cart = cart.add(product_lookup.find_by_code(counter.shop, "BTU-0301")[0])
    payment = Payment(Method.CASH, cart.total, confirmed=True)
    sales.sell(counter.shop, cart, [payment], sale_id=sales.new_sale_id(counter.shop))
    return counter


def on_paper(path: Path) -> QPrinter:
    """A printer whose paper is a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(300)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(path))
    return printer


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """In mm."""
    document = pypdfium2.PdfDocument(pdf)
    found = [(page.get_width() * MM, page.get_height() * MM) for page in document]
    document.close()
    return found


def receipt(counter: Counter, lines: int = 1) -> bytes:
    from pos_app.printing.pdf import to_pdf

    number = stored_sales.list_sales(counter.shop)[0].number
    return to_pdf(receipt_layout(counter.shop, number, "id") * lines, 80)


def test_a_receipt_keeps_its_size_where_paper_can_be_asked_for(
    sold: Counter, tmp_path: Path
) -> None:
    pdf = receipt(sold)
    system_printer.draw_pages(on_paper(tmp_path / "out.pdf"), pdf, own_size=True)
    found = sizes((tmp_path / "out.pdf").read_bytes())
    assert found == [pytest.approx(size, abs=0.6) for size in sizes(pdf)]


def test_a_long_receipt_goes_on_over_pages_of_a4(sold: Counter, tmp_path: Path) -> None:
    pdf = receipt(sold, 4)
    assert sizes(pdf)[0][1] > 297
    system_printer.draw_pages(on_paper(tmp_path / "out.pdf"), pdf, own_size=False)
    out = (tmp_path / "out.pdf").read_bytes()
    assert len(sizes(out)) == -(-int(sizes(pdf)[0][1]) // 297)
    assert sizes(out)[0] == pytest.approx((210, 297), abs=0.6)
    assert len(codes_on(out, 300)) >= 3  # one code may lie on the fold


def test_a_sheet_of_labels_is_read_at_every_place(counter: Counter, tmp_path: Path) -> None:
    skus = ["MNK-0101", "MNK-0102", "BTU-0301", "DST-0501"]
    given = [product.barcode for product in in_store_barcodes.assign_barcodes(counter.shop, skus)]
    sheet = label_stocks.stock(counter.shop, "L7651")
    pdf = labels.make_labels(counter.shop, [LabelRequest(sku, 16) for sku in skus], sheet, 300)
    system_printer.draw_pages(on_paper(tmp_path / "out.pdf"), pdf, own_size=False)
    (page,) = pictures_of((tmp_path / "out.pdf").read_bytes(), 300)
    read = []
    for left, top in list(sheet.places())[:64]:
        corners = (left, top, left + sheet.label[0], top + sheet.label[1])
        label = page.crop(tuple(round(mm * 300 / 25.4) for mm in corners))
        read += [code.text for code in zxingcpp.read_barcodes(label)]
    assert read == [number for number in given for _ in range(16)]


def test_a_printer_that_is_gone_is_said() -> None:
    with pytest.raises(MachineError, match="printer_unreachable"):
        system_printer.print_pages("tidak ada", b"")


def test_the_queue_hands_pages_to_the_windows(sold: Counter) -> None:
    shop, handed = sold.shop, []
    printer_settings.set_printer(shop, Printer("system://Kantor lantai 2", "generic80"))
    number = stored_sales.list_sales(shop)[0].number
    print_queue.queue_job(shop, JobKind.AGAIN, number)
    work = print_queue.take_next(shop, lambda name, pdf: handed.append((name, pdf)))
    assert work is not None
    work.send()
    assert print_queue.finish(shop, work.job) is State.PRINTED
    ((name, pdf),) = handed
    assert name == "Kantor lantai 2" and sizes(pdf)[0][0] == pytest.approx(80, abs=0.1)
