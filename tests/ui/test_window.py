"""The window around the screens: names, themes, languages, faults."""

from __future__ import annotations

import re
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from ui_replies import answer
from ui_robot import Counter

from pos_app.errors import MachineError, PosError
from pos_app.languages import LANGUAGES
from pos_app.paths import resources_dir
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling.qris_code import set_stand_code
from ui.crash_reporter import CrashReporter
from ui.screen_list import NAMES
from ui.theme import THEMES, load_theme, style_sheet
from ui.translate import read_ts

PLACEHOLDER = re.compile(r"%n|\{\d\}")


Key = Qt.Key


def _name(control: QWidget) -> str:
    words = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or words


def test_every_control_has_a_name_for_those_who_do_not_see_it(counter: Counter) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    nameless = [
        control
        for kind in kinds
        for control in counter.window.findChildren(kind)
        if not (
            control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
        )
        and not control.objectName().startswith("qt_")
        and control not in counter.sell.right_column.pay.amounts
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_the_sell_screen_fits(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.app.processEvents()
    assert (counter.window.width(), counter.window.height()) == size


def test_what_is_pressed_on_the_sell_screen_is_at_least_44_px_high(counter: Counter) -> None:
    counter.scan("DST-0501")
    low = [
        button.text()
        for button in counter.sell.findChildren(QAbstractButton)
        if button.isVisible() and button.height() < 44 and button.property("kind") != "chip"
    ]
    assert low == []


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground(name: str) -> None:
    theme = load_theme(name)
    colors = theme.colors
    pairs = [(colors[t], colors[g]) for t in ("ink", "soft") for g in ("ground", "card", "select")]
    pairs += [(colors["on_accent"], colors["accent"]), (colors["accent"], colors["accent_tint"])]
    pairs += [(colors["look"], colors["look_tint"]), (colors["wrong"], colors["wrong_tint"])]
    pairs += [(ink, ground) for ground, ink in theme.tints]
    least = 7.0 if name == "contrast" else 4.5
    assert [pair for pair in pairs if _contrast(*pair) < least] == []


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_every_token(name: str) -> None:
    assert "$" not in style_sheet(load_theme(name))


def test_translations_keep_the_placeholders() -> None:
    for language in LANGUAGES:
        for (_, source), forms in read_ts(resources_dir() / "i18n" / f"{language}.ts").items():
            for form in forms:
                assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source))


def test_another_language_is_asked_for_once_and_kept(counter: Counter, qtbot) -> None:  # type: ignore[no-untyped-def]
    with qtbot.waitSignal(counter.session.look_changed):
        counter.window.page("settings").language_buttons["en"].click()
    assert counter.session.language == "en"


def test_a_fault_in_the_program_shows_a_code_and_no_traceback(qtbot, caplog) -> None:  # type: ignore[no-untyped-def]
    reporter = CrashReporter()
    with qtbot.waitSignal(reporter.crashed) as seen:
        reporter.hook(ValueError, ValueError("secret"), None)
    assert re.fullmatch(r"[0-9A-F]{6}", seen.args[0])
    assert "secret" in caplog.text


def test_damage_is_looked_for_while_the_window_goes_on(qtbot) -> None:  # type: ignore[no-untyped-def]
    go_on, threads = threading.Event(), []

    def look(error: Exception) -> PosError | None:
        threads.append(threading.current_thread())
        assert go_on.wait(10)
        return MachineError("database_damaged", reason="x") if "row" in str(error) else None

    reporter, said = CrashReporter(None, lambda error: None, look), []
    reporter.crashed.connect(lambda code: said.append((code, threading.current_thread())))
    reporter.failed.connect(lambda error: said.append((error.code, threading.current_thread())))
    reporter.hook(TypeError, TypeError("a row"), None)
    reporter.hook(TypeError, TypeError("the program"), None)
    assert said == [], "the hook does not wait for the disk"
    go_on.set()
    reporter.wait()
    qtbot.waitUntil(lambda: len(said) == 2)
    here = threading.current_thread()
    assert all(thread is not here for thread in threads)
    assert said[0] == ("database_damaged", here)
    assert re.fullmatch(r"[0-9A-F]{6}", said[1][0]) and said[1][1] is here


def test_the_practice_mark_is_only_there_in_practice(counter: Counter) -> None:
    assert not counter.window.practice.isVisible()
    assert isinstance(counter.window, QWidget)


HEAVY = (
    *("reportlab", "segno", "xlsxwriter", "python_calamine", "PIL", "pypdfium2", "zxingcpp"),
    *("duckdb", "pyspark"),
)


@pytest.mark.parametrize("door", ["pos_app.cli.main", "ui.app", "ui.office.office_app"])
def test_the_first_window_and_a_command_load_nothing_heavy(door: str) -> None:
    code = f"import sys, {door}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_question_mark_shows_every_key(counter: Counter) -> None:
    from ui.help_overlay import HelpOverlay

    def leave() -> None:
        assert isinstance(QApplication.activeModalWidget(), HelpOverlay)
        counter.key(Qt.Key.Key_Escape)

    answer(counter, leave, Qt.Key.Key_Question)
    assert counter.focus is counter.sell.finder.box and counter.sell.finder.box.text() == ""
    counter.type("gelang?")
    assert counter.sell.finder.box.text() == "gelang?", "a letter like any other in a search"
    counter.key(Qt.Key.Key_Escape)
    counter.window.show_screen("sales")
    answer(counter, leave, Qt.Key.Key_Question)


def test_every_screen_fits_a_low_laptop_below_its_title_bar(counter: Counter) -> None:
    """1024×600 less 32 px of a title bar; in practice the bar above takes its height, too."""
    window = counter.window
    practice = window.practice.sizeHint().height()
    for name in NAMES:
        window.show_screen(name)
        counter.app.processEvents()
        assert window.minimumSizeHint().height() + practice <= 600 - 32, name
        assert window.minimumSizeHint().width() <= 1024, name
    window.show_screen("till")
    till = window.till
    for panel in (till.open, till.running, till.unconfirmed_qris, till.count, till.closed):
        till.pages.setCurrentWidget(panel)
        counter.app.processEvents()
        assert window.minimumSizeHint().height() + practice <= 600 - 32, panel


def test_every_way_of_paying_fits_a_low_laptop_below_its_title_bar(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    practice = counter.window.practice.sizeHint().height()
    ways = (Key.Key_Return, Key.Key_F10, Key.Key_F11, Key.Key_F12, Key.Key_F9)
    for way in ways:
        counter.scan("DST-0501")
        counter.key(way)
        assert counter.sell.paying, way
        assert counter.window.minimumSizeHint().height() + practice <= 600 - 32, way
        counter.key(Key.Key_Escape)
    counter.enter()
    counter.enter()
    assert counter.sales() == 1
    assert counter.window.minimumSizeHint().height() + practice <= 600 - 32
