"""Sheets as makers and other tills hand them over, with goods of our own.

`python -m support.sheet_samples` (in `tests`) writes them to `tests/data/sheets`.
"""

from __future__ import annotations

import codecs
import datetime
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from support.old_xls import old_xls

FOLDER = Path(__file__).resolve().parent.parent / "data" / "sheets"
Rows = Sequence[Sequence[object]]

GOODS: Rows = [
    ["Kalung manik enggang", 150_000, 6],
    ["Gelang manik aso", 45_000, 20],
    ["Anting daun salam tumper", 35_000, 24],
    ["Tas anjat rotan", 275_000, 4],
]


def text(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()


def xlsx(
    sheets: Mapping[str, Rows],
    merged: Sequence[str] = (),
    formulas: Mapping[tuple[int, int], str] = {},
    picture: bool = False,
) -> bytes:
    """A workbook; `merged` are ranges of the first sheet, whose value is in their first cell."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2023, 10, 25)})
        for place, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(row, column, cell)
            if place == 0:
                for area in merged:
                    first = area.split(":")[0]
                    column, row = ord(first[0]) - ord("A"), int(first[1:]) - 1
                    sheet.merge_range(area, rows[row][column])
                for (row, column), formula in formulas.items():
                    sheet.write_formula(row, column, formula, None, 7)
                if picture:
                    sheet.insert_image(1, 0, "a.png", {"image_data": io.BytesIO(_dot())})
    return target.getvalue()


def _dot() -> bytes:
    """A PNG of one red pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def ods(rows: Rows) -> bytes:
    """An OpenDocument sheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    head = (
        f'<office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Daftar">'
    )
    body = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell) for cell in cells)}</table:table-row>"
        for cells in rows
    )
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    manifest = f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        members = {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": head + body + tail,
        }
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.create_system = 3  # the same bytes on every system
            archive.writestr(info, content)
    return target.getvalue()


def _ods_cell(cell: object) -> str:
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
    )


def numbered(rows: Rows) -> list[list[object]]:
    return [[number, *cells] for number, cells in enumerate(rows, 1)]


def many() -> bytes:
    lines = (f"Manik nomor {number},{5_000 + number % 90 * 500},3" for number in range(1, 50_001))
    return text("Nama Barang,Harga,Stok", *lines)


SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,"
    "Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,"
    "Variant Compare At Price,Variant Barcode,Image Src,Cost per item,Status"
)
LOYVERSE = (
    "Handle,SKU,Name,Category,Description,Sold by weight,Option 1 name,Option 1 value,"
    "Option 2 name,Option 2 value,Option 3 name,Option 3 value,Cost,Barcode,"
    "SKU of included item,Quantity of included item,Track stock,Available for sale [Stan A07],"
    "Price [Stan A07],In stock [Stan A07],Low stock [Stan A07]"
)
IPOS = [
    "Kode Item", "Barcode", "Nama Item", "Jenis", "Merek", "Satuan", "Harga Pokok", "Harga Jual",
    "Stok awal", "Stok Minimum", "Tipe Item", "Menggunakan Serial", "Rak", "Kode Gudang-Kantor",
    "Kode Suplier", "Keterangan",
]  # fmt: skip
PINTAR = [
    "Kode Barang",
    "Nama Barang",
    "Kategori",
    "Stok",
    "Satuan",
    "Harga Dasar",
    "Harga Jual",
    "Keterangan",
]
OLSERA = [
    "Product Name", "Variant", "SKU", "Barcode", "Category", "Buy Price", "Sell Price", "Stock Qty",
    "UOM", "Brand", "Description",
]  # fmt: skip
FORTY = ["No", "Nama Barang", "Harga Jual", "Stok"] + [f"Data {number}" for number in range(5, 41)]
OWN = "sku,name,category,maker,price_rp,stock"

SAMPLES: Mapping[str, Callable[[], bytes]] = {
    "01-bentuk-sendiri.csv": lambda: text(
        OWN,
        "UT-01,Kalung manik,Manik,UT,150000,6",
        "UT-02,Gelang manik,Manik,UT,45000,20",
    ),
    "02-nama-harga.csv": lambda: text("Nama Barang,Harga", *(f"{g[0]},{g[1]}" for g in GOODS)),
    "03-kode-stok-beli.csv": lambda: text(
        "Kode Barang,Nama Barang,Harga Jual,Stok,Harga Beli",
        *(f"BR{n:03},{g[0]},{g[1]},{g[2]},{int(str(g[1])) // 2}" for n, g in enumerate(GOODS, 1)),
    ),
    "04-titik-koma-kutip.csv": lambda: text(
        '"id";"nama";"kategori";"harga"',
        *(f'"{n}";"{g[0]}";"Manik";"{g[1]}"' for n, g in enumerate(GOODS, 1)),
    ),
    "05-nama-kolom-program.csv": lambda: text(
        "kodeBarang,namaBarang,supplier,satuan,hpp,hargaJual,stokAwal",
        *(f"B-{n},{g[0]},Untaian Teritip,pcs,20000,{g[1]},{g[2]}" for n, g in enumerate(GOODS, 1)),
    ),
    "06-judul-di-atas.csv": lambda: text(
        "DAFTAR HARGA KERAJINAN,,",
        "Untaian Teritip - Oktober 2023,,",
        ",,",
        "No,Nama Produk,Harga (Rp)",
        *(f"{n},{g[0]},{g[1]}" for n, g in enumerate(GOODS, 1)),
    ),
    "07-baris-dikutip.csv": lambda: text(
        '"Nama Barang,Harga,Stok"', *(f'"{g[0]},{g[1]},{g[2]}"' for g in GOODS)
    ),
    "08-tanpa-judul.csv": lambda: text(*(f"{g[0]},{g[1]}" for g in GOODS)),
    "09-tab.tsv": lambda: text("Nama\tHarga\tQty", *(f"{g[0]}\t{g[1]}\t{g[2]}" for g in GOODS)),
    "10-judul-baris-7.xlsx": lambda: xlsx(
        {
            "Lembar1": [
                ["KOPERASI PERAJIN MANGGAR"],
                ["Jl. Mulawarman, Balikpapan"],
                [],
                ["Daftar barang titipan"],
                ["Tanggal", "25 Oktober 2023"],
                [],
                ["No.", "Nama Barang", "Harga Jual", "Jumlah"],
                *numbered(GOODS),
            ]
        }
    ),
    "11-dua-baris-judul.xlsx": lambda: xlsx(
        {
            "Stok": [
                ["No", "Nama Barang", "Harga", "", "Stok"],
                ["", "", "Beli", "Jual", ""],
                *[[n, g[0], int(str(g[1])) // 2, g[1], g[2]] for n, g in enumerate(GOODS, 1)],
            ]
        },
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    ),
    "12-sel-gabung.xlsx": lambda: xlsx(
        {
            "Barang": [
                ["Kategori", "Nama Barang", "Harga"],
                ["Manik", "Kalung manik enggang", 150_000],
                ["", "Gelang manik aso", 45_000],
                ["Anyaman", "Tas anjat rotan", 275_000],
                ["", "Seraung kecil", 35_000],
            ]
        },
        merged=("A2:A3", "A4:A5"),
    ),
    "13-judul-dua-kali.csv": lambda: text(
        "Nama Barang,Harga,Harga", "Kalung manik,150000,125000", "Gelang manik,45000,40000"
    ),
    "14-urutan-lain.csv": lambda: text(
        "Stok;Harga;Keterangan;Nama Barang;Kategori",
        *(f"{g[2]};{g[1]};baru;{g[0]};Manik" for g in GOODS),
    ),
    "15-tulisan-harga.csv": lambda: text(
        "Nama Barang;Harga",
        "Kalung A;Rp 35.000",
        "Kalung B;Rp. 35rb",
        "Kalung C;35k",
        "Kalung D;35.000,00",
        "Kalung E;35,000.00",
        "Kalung F;Rp35.000,-",
        "Kalung G;1,5 juta",
        "Kalung H;Rp 35.000 / pcs",
    ),
    "16-cara-inggris.csv": lambda: text(
        "Product Name,Price,Quantity",
        'Bead necklace,"150,000.00",6',
        'Bead bracelet,"45,000.00",20',
        'Rattan bag,"1,275,000",4',
    ),
    "17-tanpa-harga.csv": lambda: text(
        "Nama Barang,Harga,Stok", "Kalung,-,2", "Gelang,gratis,5", "Anting,0,3", "Tas,275000,4"
    ),
    "18-per-lusin.csv": lambda: text(
        "Nama Barang;Satuan;Harga",
        "Gantungan kunci;lusin;120000",
        "Gelang manik;pcs;45000",
        "Bros;pcs;360.000/lusin",
    ),
    "19-stok-minus.csv": lambda: text(
        "Nama Barang,Harga,Stok", "Kalung,150000,-3", "Gelang,45000,5 pcs", "Tas,275000,habis"
    ),
    "20-jumlah-di-bawah.xlsx": lambda: xlsx(
        {
            "Daftar": [
                ["No", "Nama Barang", "Stok", "Harga Satuan", "Total Harga"],
                *[[n, g[0], g[2], g[1], 0] for n, g in enumerate(GOODS, 1)],
                ["", "TOTAL", 54, "", 3_740_000],
                [],
                ["", "Catatan: harga belum termasuk ongkos kirim"],
            ]
        },
        formulas={(row, 4): f"=C{row + 1}*D{row + 1}" for row in range(1, 5)},
    ),
    "21-galat-lembar-kerja.csv": lambda: text(
        "Nama Barang,Harga,Stok", "Kalung,#REF!,2", "#NA,45000,5", "Tas,275000,4"
    ),
    "22-pemasok.csv": lambda: text(
        "Nama Barang,Pemasok,Harga Jual",
        "Kalung manik,Untaian Teritip,150000",
        "Batik Paser,Kilau Manggar Sari,450000",
    ),
    "23-kode-ilmiah.csv": lambda: text(
        "Kode Barang,Nama Barang,Harga", '"8,99123E+12",Kalung,150000', "K-2,Gelang,45000"
    ),
    "24-barcode-angka.xlsx": lambda: xlsx(
        {
            "Barang": [
                ["Barcode", "Nama Barang", "Harga"],
                [4006381333931, "Kalung manik", 150_000],
                [8991234567891, "Gelang manik", 45_000],
            ]
        }
    ),
    "25-empat-puluh-kolom.xlsx": lambda: xlsx(
        {"Data": [FORTY, *[[n, g[0], g[1], g[2], *["x"] * 36] for n, g in enumerate(GOODS, 1)]]}
    ),
    "26-tiga-lembar.xlsx": lambda: xlsx(
        {
            "Sampul": [["Untaian Teritip"], ["Profil usaha"]],
            "Daftar Harga": [["Nama Barang", "Harga"], *[g[:2] for g in GOODS]],
            "Alamat": [["Nama", "Telepon"], ["Ibu Sari", "0811"]],
        }
    ),
    "27-foto-di-sel.xlsx": lambda: xlsx(
        {"Barang": [["Foto", "Nama Barang", "Harga"], *[["", *g[:2]] for g in GOODS]]},
        picture=True,
    ),
    "28-excel-2003.xls": lambda: old_xls(
        "Barang", [["Nama Barang", "Harga", "Stok"], *[list(g) for g in GOODS]]
    ),
    "29-google-sheets.csv": lambda: text(
        "Timestamp,Nama Produk,Nama UMKM,Kategori,Harga Jual (Rp),Foto",
        '25/10/2023 09.12.44,Kalung manik,Untaian Teritip,Manik,"Rp150.000",https://foto.example/1',
        '25/10/2023 09.15.02,Tas anjat,Anyam Binjai,Anyaman,"Rp275.000",https://foto.example/2',
    ),
    "30-lima-puluh-ribu.csv": many,
    "31-nama-panjang.csv": lambda: text(
        "Nama Barang,Harga", f"{'Kalung manik panjang ' * 24},150000", "Gelang,45000"
    ),
    "32-nama-sama.csv": lambda: text(
        "Nama Barang,Perajin,Harga",
        "Gelang manik,Untaian Teritip,45000",
        "Gelang manik,Kilau Manggar Sari,50000",
    ),
    "33-harga-baru.csv": lambda: text(
        "Nama Produk,Harga Jual Pameran", *(f"{g[0]},{int(str(g[1])) + 5_000}" for g in GOODS)
    ),
    "34-loyverse.csv": lambda: text(
        LOYVERSE,
        "kalung-manik,10001,Kalung manik,Manik,,N,,,,,,,60000,,,,Y,Y,150000,6,2",
        "gelang-manik,10002,Gelang manik,Manik,,N,Ukuran,S,,,,,20000,,,,Y,Y,45000,10,2",
        "gelang-manik,10003,,,,N,,M,,,,,20000,,,,Y,Y,50000,8,2",
    ),
    "35-moka.xlsx": lambda: xlsx(
        {
            "Items": [
                [
                    "Category",
                    "SKU",
                    "Items Name (Do Not Edit)",
                    "Brand Name",
                    "Variant name",
                    "Basic - Price",
                    "In Stock",
                    "Track Stock",
                    "Track COGS",
                    "COGS",
                ],
                [
                    "Manik",
                    "MK-1",
                    "Kalung manik",
                    "Untaian Teritip",
                    "Regular",
                    150_000,
                    6,
                    "YES",
                    "NO",
                    60_000,
                ],
                [
                    "Manik",
                    "MK-2",
                    "Gelang manik",
                    "Untaian Teritip",
                    "Besar",
                    45_000,
                    20,
                    "YES",
                    "NO",
                    20_000,
                ],
            ]
        }
    ),
    "36-kasir-pintar.xlsx": lambda: xlsx(
        {
            "Barang": [
                PINTAR,
                *[
                    [f"KP{n:03}", g[0], "Manik", g[2], "pcs", 20_000, g[1], ""]
                    for n, g in enumerate(GOODS, 1)
                ],
            ]
        }
    ),
    "37-ipos.xls": lambda: old_xls(
        "Item",
        [
            IPOS,
            *[
                [
                    f"IT{n:04}",
                    "",
                    g[0],
                    "Manik",
                    "",
                    "PCS",
                    20_000,
                    g[1],
                    g[2],
                    1,
                    1,
                    "N",
                    "A1",
                    "UTM",
                    "UT",
                    "",
                ]
                for n, g in enumerate(GOODS, 1)
            ],
        ],
    ),
    "38-olsera.xlsx": lambda: xlsx(
        {
            "Products": [
                OLSERA,
                *[
                    [g[0], "", f"OL-{n}", "", "Manik", 20_000, g[1], g[2], "pcs", "", ""]
                    for n, g in enumerate(GOODS, 1)
                ],
            ]
        }
    ),
    "39-square.csv": lambda: text(
        "Token,Item Name,Variation Name,SKU,Description,Category,Price,Online Sale Price,"
        "Current Quantity Stan A07,New Quantity Stan A07,Stock Alert Enabled Stan A07,GTIN",
        "T1,Kalung manik,Regular,SQ-1,,Manik,150000.00,,6,,N,",
        "T2,Gelang manik,Besar,SQ-2,,Manik,45000.00,40000.00,20,,N,",
    ),
    "40-shopify.csv": lambda: text(
        SHOPIFY,
        "kalung,Kalung manik,<p>Manik kaca</p>,Untaian Teritip,Jewelry,Manik,,true,Title,"
        "Default Title,SH-1,50,6,150000.00,,,https://foto.example/1.jpg,60000.00,active",
        "kalung,,,,,,,,,,,,,,,,https://foto.example/2.jpg,,",
        "gelang,Gelang manik,,Untaian Teritip,Jewelry,Manik,,true,Ukuran,"
        "S,SH-2,20,10,45000.00,50000.00,,,20000.00,active",
        "gelang,,,,,,,,,M,SH-3,20,8,50000.00,,,,22000.00,",
    ),
    "41-hanya-harga-beli.csv": lambda: text("Nama Barang,Harga Beli", "Kalung,60000"),
    "42-pecahan.csv": lambda: text(
        "Nama Barang;Harga", "Kalung;1.500", "Gelang;2,50", "Tas;275000"
    ),
    "43-openoffice.ods": lambda: ods([["Nama Barang", "Harga", "Stok"], *[list(g) for g in GOODS]]),
    "44-koma-terpotong.csv": lambda: text(
        "Nama Barang,Harga,Stok", "Kalung,35,000", "Tas,275000,4"
    ),
    "45-judul-tak-dikenal.csv": lambda: text("Perhiasan,Harga", "Kalung,150000"),
    "46-harga-ribuan.xlsx": lambda: xlsx(
        {"Barang": [["Nama Barang", "Harga (ribu)"], ["Kalung", 150], ["Gelang", 45]]}
    ),
    "47-teks-unicode.txt": lambda: (
        codecs.BOM_UTF16_LE
        + ("Nama Barang\tHarga\tStok\r\nKalung manik enggang\t150.000\t6\r\n").encode("utf-16-le")
    ),
    "48-halaman-web.xls": lambda: text(
        "<html><body><h3>Laporan Barang</h3><table border='1'>",
        "<tr><th rowspan='2'>No<th rowspan='2'>Nama Produk<th colspan='2'>Harga</tr>",
        "<tr><th>Beli</th><th>Jual</th></tr>",
        "<tr><td>1</td><td>Kalung manik enggang</td><td>60.000</td><td>150.000</td></tr>",
        "<tr><td>2</td><td>Gelang &amp; anting</td><td>15.000</td><td>45.000</td></tr>",
        "</table></body></html>",
    ),
    "49-tanda-tangan.xlsx": lambda: xlsx(
        {
            "Titipan": [
                ["DAFTAR BARANG TITIPAN"],
                ["No", "Nama Barang", "Jumlah", "Harga Satuan", "Jumlah Harga"],
                *[
                    [n, name, qty, price, qty * price]
                    for n, (name, price, qty) in enumerate(GOODS, 1)
                ],
                ["", "Total", 54, "", 3_740_000],
                ["", "Mengetahui,", "", "Balikpapan, 20 Oktober 2023"],
                ["", "Ketua UMKM", "", "Bu Ida"],
            ]
        }
    ),
    "50-kelompok.xlsx": lambda: xlsx(
        {
            "Barang": [
                ["No", "Nama Barang", "Harga"],
                ["A", "MANIK", ""],
                [1, "Kalung manik enggang", 150_000],
                [2, "Gelang manik aso", 45_000],
                ["B", "ANYAMAN", ""],
                [1, "Tas anjat rotan", 275_000],
            ]
        }
    ),
    "51-berdampingan.csv": lambda: text(
        "No,Nama,Harga,,No,Nama,Harga", "1,Kalung,150000,,2,Gelang,45000"
    ),
    "52-odoo.csv": lambda: text(
        "External ID,Name,Internal Reference,Barcode,Sales Price,Cost,Product Category,"
        "Quantity On Hand,Unit of Measure",
        "__export__.1,Kalung manik,OD-1,,150000.0,60000.0,All / Manik,6.0,Units",
        "__export__.2,Gelang manik,OD-2,,480000.0,200000.0,All / Manik,2.0,Dozens",
    ),
}
# Too large to be kept; made anew for the test.
MADE_ANEW = {"30-lima-puluh-ribu.csv"}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        if name not in MADE_ANEW:
            (FOLDER / name).write_bytes(make())


if __name__ == "__main__":
    main()
