"""What is heard, when; and that the files are what the build makes."""

from __future__ import annotations

import sys
import wave
from pathlib import Path

from PySide6.QtCore import Qt
from ui_robot import Counter, Ticks

from pos_app.paths import resources_dir
from ui.session import OFF, SOUNDS_KEY
from ui.sounds import Sounds

ROOT = Path(__file__).parents[2]


def listen(counter: Counter) -> list[str]:
    heard: list[str] = []

    def play(path: Path) -> bool:
        heard.append(path.stem)
        return True

    counter.session.sounds._play = play
    return heard


def test_added_unknown_and_paid_sound_different(counter: Counter) -> None:
    heard = listen(counter)
    counter.scan("DST-0501")
    counter.scan("NO-SUCH-CODE")
    counter.key(Qt.Key.Key_Escape)
    counter.enter()
    counter.enter()
    counter.app.processEvents()
    assert heard == ["added", "unknown", "paid"]


def test_a_click_switches_them_off(counter: Counter) -> None:
    heard = listen(counter)
    counter.shop.settings.set(SOUNDS_KEY, OFF)
    counter.scan("DST-0501")
    counter.app.processEvents()
    assert heard == []


def test_a_burst_of_scans_is_no_rattle(counter: Counter) -> None:
    heard: list[str] = []
    ticks = Ticks()
    sounds = Sounds(ticks, lambda: True, lambda path: bool(heard.append(path.stem)) or True)
    for _ in range(20):
        ticks.advance(30)
        sounds.added()
    counter.app.processEvents()
    assert 5 <= len(heard) <= 7


def test_the_sounds_are_what_the_build_makes(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "build_spec"))
    try:
        import sounds as build
    finally:
        sys.path.pop(0)
    made = build.make(tmp_path)
    kept = resources_dir() / "sounds"
    assert {path.name for path in made} == {path.name for path in kept.glob("*")}
    for path in made:
        assert path.read_bytes() == (kept / path.name).read_bytes()
        with wave.open(str(path)) as file:
            assert file.getnframes() / file.getframerate() < 0.5
