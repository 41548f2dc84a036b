"""The board for the hall: readable from afar, turning by itself, always what the book says now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from office.real_files import TOML, new_book
from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.cli.main import cli
from pos_app.services.day import business_day, closing
from pos_app.services.office.board import Board, BoardPage, BoardRow
from pos_app.services.office.settings import OfficeSettings
from ui import theme as themes
from ui.office import board_view, board_window, office_app
from ui.office.board_view import BoardView
from ui.office.board_window import TURN_MS, BoardWindow

CLOCK = clock_at("2023-10-25T21:00:00+08:00")
SIZES = [(1920, 1080), (1366, 768)]
FULL = Board(
    event="Pameran Kriya Nusantara dan Fesyen Kalimantan Timur 2026",
    caption="Omzet terkonfirmasi sampai 25 Oktober 2026",
    total=1_234_567_890,
    completeness="17 dari 20 hari-kasir dalam jumlah · 1 disengketakan · 2 belum ada",
    complete=False,
    interim=(
        "Belum pasti: sementara pukul 18.30: 17 dari 20 kasir yang masih buka · Rp35.150.000",
    ),
    target=2_000_000_000,
    target_words="61,7% dari target Rp2,0 M",
    pace="lebih cepat Rp6,2 jt dari Gebyar pada jam yang sama (dengan laporan sementara)",
    as_of="Buku pukul 18.41",
    pages=(
        BoardPage(
            "makers",
            "Perajin",
            tuple(
                BoardRow(f"Sanggar Anyam Rotan Lestari {n}", 9_000 - n, "9,0 jt") for n in range(8)
            ),
        ),
        BoardPage(
            "forecast",
            "Ke mana arahnya",
            (BoardRow("Perkiraan, bukan angka pasti", 0, ""), BoardRow("Pameran …", 0, "")),
            "Dasar: 3 hari penuh",
        ),
    ),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_letter_is_large_and_the_total_is_the_largest(
    styled_app: QApplication, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    view = BoardView(themes.load_theme(name))
    view.resize(*size)
    drawn: list[tuple[str, float, float]] = []
    real = QPainter.drawText

    def noted(painter: QPainter, box: QRectF, flags: int, words: str) -> None:
        pixels = painter.font().pixelSize()
        digit = QFontMetricsF(painter.font()).tightBoundingRect("0").height()
        drawn.append((words, pixels / size[1], digit / size[1]))
        assert box.left() >= 0 and box.right() <= size[0] and box.bottom() <= size[1]
        real(painter, box, flags, words)

    monkeypatch.setattr(board_view.QPainter, "drawText", noted)
    view.show_board(FULL)
    for _ in FULL.pages:
        view.grab()
        view.turn()
    assert min(part for _, part, _ in drawn) >= 1 / 30
    totals = [digit for words, _, digit in drawn if words.startswith("Rp1.234")]
    assert totals and min(totals) >= 1 / 8 - 0.001
    assert max(digit for _, _, digit in drawn) == max(totals)
    view.deleteLater()


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path)
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def board_of(desk: Desk) -> BoardWindow:
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, BoardWindow)]
    (found,) = [each for each in windows if each.isVisible()]
    return found


def test_one_key_shows_it_and_escape_leaves_it(desk: Desk, tmp_path: Path) -> None:
    desk.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    board = board_of(desk)
    assert board.view.board is not None and board.view.board.total == 0
    assert board._turning.interval() == TURN_MS == 15_000
    with make_shop(tmp_path / "till", stand="A08") as shop:
        ring(shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
        file = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
    (tmp_path / "day.zip").write_bytes(file)
    desk.session.merge([tmp_path / "day.zip"])
    desk.process_events()
    assert board.view.board.total == 150_000, "it follows the book"
    first = board.view.page
    QTest.keyClick(board, Qt.Key.Key_Space)
    assert board.view.page is not first
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert board.view.page == first
    QTest.keyClick(board, Qt.Key.Key_Escape)
    desk.process_events()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, BoardWindow)]


def test_the_command_writes_a_picture(styled_app: QApplication, tmp_path: Path) -> None:
    book, picture = new_book(tmp_path), tmp_path / "board.png"
    words = ["--clock", "2023-10-25T21:00:00+08:00", "office", "board", str(book)]
    done = CliRunner().invoke(cli, [*words, "--png", str(picture), "--size", "1366x768"])
    assert done.exit_code == 0, done.output
    with Image.open(picture) as drawn:
        assert drawn.size == (1366, 768)
    assert CliRunner().invoke(cli, [*words, "--png", str(picture), "--size", "big"]).exit_code == 2


PAGES = (
    BoardPage(
        "days", "Per hari", tuple(BoardRow(f"Rab {n} Okt", n, "9 jt", n == 3) for n in range(5))
    ),
    *FULL.pages,
    BoardPage("countries", "Tamu", tuple(BoardRow(f"Negara {n}", n, "1 jt · 3") for n in range(8))),
)
ALL = FULL._replace(pages=PAGES, orders=("Pesanan, belum terjual: 12 pesanan · Rp48.000.000",))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours (WCAG 2.1), from 1 to 21."""

    def light(color: QColor) -> float:
        parts = (color.redF(), color.greenF(), color.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", themes.THEMES)
def test_every_text_of_every_page_stands_out_is_whole_and_large(
    styled_app: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    name: str,
    complete: bool,
) -> None:
    view = BoardView(themes.load_theme(name))
    view.resize(*size)
    drawn: list[tuple[str, QRectF, QColor]] = []

    def noted(painter: QPainter, box: QRectF, flags: int, words: str) -> None:
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(words)
        left = box.right() - wide if Qt.AlignmentFlag.AlignRight & flags else box.left()
        place = QRectF(left, box.center().y() - metrics.capHeight() / 2, wide, metrics.capHeight())
        drawn.append((words, place, painter.pen().color()))
        assert painter.font().pixelSize() >= size[1] / 30, words
        assert place.left() >= 0 and place.right() <= size[0] and place.bottom() <= size[1], words

    monkeypatch.setattr(board_view.QPainter, "drawText", noted)
    view.show_board(ALL._replace(complete=complete))
    seen = set()
    for page in PAGES:
        drawn.clear()
        grounds = view.grab().toImage()  # everything but the texts
        assert view.page == page
        seen.add(page.key)
        for words, place, color in drawn:
            for part in range(11):
                x = min(size[0] - 1, int(place.left() + place.width() * part / 10.01))
                found = contrast(color, grounds.pixelColor(x, int(place.center().y())))
                assert found >= 4.5, (page.key, words, round(found, 2))
        boxes = [place for _, place, _ in drawn]
        for number, place in enumerate(boxes):
            assert not any(place.intersects(other) for other in boxes[number + 1 :]), page.key
        view.turn()
    assert seen == {"days", "makers", "countries", "forecast"}
    assert not any("…" in words for words, _, _ in drawn if words.startswith("lebih cepat"))
    view.deleteLater()


def test_f5_asks_for_the_earlier_fair(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    book = new_book(folder, TOML.replace(b"EXPO23", b"GEBYAR"))
    monkeypatch.setattr(board_window, "ask_book", lambda *_: book)
    desk.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    board = board_of(desk)
    QTest.keyClick(board, Qt.Key.Key_F5)
    assert desk.session.earlier.path == book
    board.close()
    desk.process_events()


CROWDED = {
    "id": FULL._replace(
        interim=(
            "Belum pasti: sementara pukul 18.30: 17 dari 20 kasir yang masih buka · Rp999.567.890",
            "Belum pasti: hari sebelumnya, 12 dari 12 hari-kasir yang belum masuk · Rp999.567.890",
        ),
        completeness="117 dari 120 hari-kasir dalam jumlah · 2 disengketakan · 1 di kertas ·"
        " 17 belum ada",
        pages=PAGES,
    ),
    "en": FULL._replace(
        interim=(
            "Not confirmed yet: interim at 18.30: 17 of 20 tills still open · Rp1.234.567.890",
            "Not confirmed yet: earlier days, 12 of 12 missing till-days · Rp1.234.567.890",
        ),
        target_words="61.7% of the target Rp2.0 M",
        pace="Rp6.2 jt ahead of Gebyar at 18.30 of day 3 (with interim totals)",
        pages=PAGES,
    ),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", CROWDED)
def test_the_fullest_board_loses_no_row_and_cuts_no_amount(
    styled_app: QApplication, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], lang: str
) -> None:
    board, view = CROWDED[lang], BoardView(themes.load_theme("light"))
    view.resize(*size)
    drawn: list[tuple[str, QRectF]] = []
    monkeypatch.setattr(
        board_view.QPainter, "drawText", lambda _, box, __, words: drawn.append((words, box))
    )
    view.show_board(board)
    for page in board.pages:
        drawn.clear()
        view.grab()
        words = [text for text, _ in drawn]
        assert set(words) >= {*board.interim, board.completeness}
        assert all(row.words in words for row in page.rows if row.words), page.key
        assert all(any(text.startswith(row.name[:8]) for text in words) for row in page.rows), (
            page.key
        )
        assert max(box.bottom() for _, box in drawn) <= size[1]
        view.turn()
    view.deleteLater()


def test_a_long_name_of_an_earlier_fair_hides_neither_amount_nor_basis(
    styled_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Pameran Kriya Nusantara dan Fesyen Kalimantan Timur 2025"
    basis = "pada pukul 21.05 hari ke-2 (dengan laporan sementara)"
    view, drawn = BoardView(themes.load_theme("light")), list[str]()
    view.resize(1366, 768)
    monkeypatch.setattr(
        board_view.QPainter, "drawText", lambda _, __, ___, words: drawn.append(words)
    )
    view.show_board(FULL._replace(pace=f"lebih cepat Rp371,8 jt dari {name} {basis}"))
    view.grab()
    (pace,) = [words for words in drawn if words.startswith("lebih cepat")]
    assert pace.startswith("lebih cepat Rp371,8 jt dari Pameran") and "…" in pace
    assert pace.endswith("hari ke-2 (dengan laporan sementara)")
    view.deleteLater()


def test_the_pointer_is_hidden_and_the_screen_stays_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    @contextmanager
    def kept_on() -> Iterator[None]:
        told.append("on")
        yield
        told.append("off")

    monkeypatch.setattr(board_window, "screen_kept_on", kept_on)
    desk.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    board = board_of(desk)
    assert board.cursor().shape() == Qt.CursorShape.BlankCursor
    assert told == ["on"]
    QTest.keyClick(board, Qt.Key.Key_Escape)
    desk.process_events()
    assert told == ["on", "off"]


def test_a_book_that_cannot_be_read_is_said_on_the_board(
    styled_app: QApplication, tmp_path: Path
) -> None:
    desk = Desk(styled_app, tmp_path / "home", CLOCK)
    OfficeSettings(tmp_path / "home").set("language", "en")
    board = BoardWindow(desk.session)
    board.show()
    (tmp_path / "damaged.book").write_bytes(b"no database" * 100)
    desk.session.open_book(tmp_path / "damaged.book")
    desk.process_events()
    assert "damaged.book" in board.view.accessibleName()
    assert board.view.message == board.view.accessibleName()
    board.close()
    desk.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--png", "{folder}/none/board.png"), "board.png"),
        (("--png", "{folder}/board.png", "--theme", "purple"), "purple"),
        ((), "none.book"),
    ],
    ids=["folder", "theme", "book"],
)
def test_the_command_says_what_is_wrong(
    styled_app: QApplication, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    book = new_book(tmp_path) if words else tmp_path / "none.book"
    asked = [each.format(folder=tmp_path) for each in words]
    done = CliRunner().invoke(cli, ["office", "board", str(book), *asked])
    assert done.exit_code in (1, 2) and told in done.output
    assert not (tmp_path / "board.png").exists()


def test_the_board_alone_has_the_theme_and_language_that_were_asked_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office's window keeps its own: guests read English in the hall."""
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(office_app, "run_board", lambda *_, **look: asked.append(look) or 0)
    words = ["--lang", "id", "office", "board", "fair.book", "--theme", "dark"]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert CliRunner().invoke(cli, words[2:5]).exit_code == 0
    assert asked == [{"theme": "dark", "language": "id"}, {"theme": "", "language": ""}]
    desk.session.use_look(**asked[0])
    board = BoardWindow(desk.session)
    board.resize(1366, 768)
    board.show()
    assert board.view.board is not None and board.view.board.caption.startswith("Omzet")
    ground = desk.session.theme.color("ground")
    assert board.view.grab().toImage().pixelColor(1, 1) == ground != QColor("#FFFFFF")
    assert desk.session.theme.name == "dark"
    assert OfficeSettings(tmp_path / "home").get("language") == "en"
    board.close()
