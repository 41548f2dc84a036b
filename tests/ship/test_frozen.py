"""Every command in the installed programs, without a Python; run after `run.py ship`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import programs
import pytest
import scenario

pytestmark = [
    pytest.mark.ship,
    pytest.mark.linux("the installers of both systems are made on Linux"),
]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SECOND = "tidak bisa dibuka|cannot be opened"
PLACES = (
    *("till", "out", "safety", "backup", "days", "restored"),
    *("taken", "fair", "offscreen", "packs", "planned"),
)


def made(pattern: str) -> None:
    if not any(programs.DIST.glob(pattern)):
        pytest.skip(f"dist/{pattern} was not made")


@pytest.fixture(scope="module", params=["deb", "folder", "windows"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    work = tmp_path_factory.mktemp(request.param)
    if request.param == "deb":
        made("*.deb")
        yield programs.linux_from_deb(work)
    elif request.param == "folder":
        made("*.tar.gz")
        yield programs.linux_from_folder(work)
    else:
        made("*-setup.exe")
        pytest.importorskip("wine").make()
        assert programs.set_up_windows() == 0
        yield programs.windows_installed(work)


@pytest.fixture(scope="module")
def names(program: programs.Program) -> dict[str, str]:
    """The folders and files that the steps name."""
    base = program.folder / "steps"
    base.mkdir()
    for name in ("out", "safety", "backup", "days", "packs"):
        (base / name).mkdir()
    written = {
        "goods": ("goods.csv", scenario.GOODS),
        "change": ("change.toml", scenario.CHANGE),
        "cards": ("cards.csv", scenario.CARDS),
    }
    for file, text in written.values():
        (base / file).write_text(text, "utf-8")
    found = {name: program.written(base / name) for name in PLACES}
    return found | {name: program.written(base / file) for name, (file, _) in written.items()}


def filled(words: tuple[str, ...], names: dict[str, str]) -> list[str]:
    found = []
    for each in words:
        word = each
        for name, value in names.items():
            word = word.replace("{" + name + "}", value)
        found.append(word)
    return found


def test_every_command_does_its_work(program: programs.Program, names: dict[str, str]) -> None:
    failed, days = [], program.folder / "steps" / "fair" / "dayfiles"
    for step in scenario.STEPS:
        if days.is_dir():
            names["day"] = program.written(sorted(days.iterdir())[0])
        words = ["--data", *filled((step.till,), names), "--clock", step.clock]
        words += filled(step.words, names)
        done = program.run(*words, stdin=step.stdin)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode != step.status or "Traceback" in said or "unexpected" in said:
            failed.append(f"{' '.join(step.words)}: {done.returncode}\n{said[-600:]}")
    assert failed == []


@pytest.mark.skipif(shutil.which("xwininfo") is None, reason="needs xwininfo (x11-utils)")
def test_the_window_opens_on_the_sell_screen(program: programs.Program, tmp_path: Path) -> None:
    till, goods = program.written(tmp_path / "till"), tmp_path / "goods.csv"
    goods.write_text(scenario.GOODS, "utf-8")
    for words in (
        ("setup", "--event", "FAIR", "--stand", "A07", "--till", "1"),
        ("catalogue", "import", program.written(goods)),
        ("till", "open", "--float", "0"),
    ):
        assert program.run("--data", till, *words).returncode == 0
    with programs.display() as name, programs.opened(program, name, "--data", till) as run:
        programs.wait_for_window(name, run, "A07-1")
        time.sleep(2)
        assert run.poll() is None
        with programs.opened(program, name, "--data", till, beside=True) as second:
            programs.wait_for_window(name, second, SECOND)
        assert run.poll() is None, "the first one sells on"
        if program.system == "windows":
            assert programs.set_up_windows() == 3  # while the till is open
    done = program.run("--data", till, "doctor", "--json")
    assert json.loads(done.stdout)["ok"] is True


@pytest.mark.skipif(not AS_ROOT, reason="a disk is made by root")
def test_a_day_is_sold_on_a_disk_with_100_mb_left(
    program: programs.Program, tmp_path: Path
) -> None:
    place, goods = tmp_path / "disk", tmp_path / "goods.csv"
    goods.write_text(scenario.GOODS, "utf-8")
    with programs.small_disk(place, 100):
        till, said = program.written(place / "till"), []
        for words, stdin in (
            (("setup", "--event", "FAIR", "--stand", "A07", "--till", "1"), ""),
            (("catalogue", "import", program.written(goods)), ""),
            (("till", "open", "--float", "0"), ""),
            (("till", "ring"), scenario.SALE),
            (("till", "close", "--counted", "35000"), ""),
            (("export", "--day", scenario.DAY, "--to", program.written(place)), ""),
        ):
            call = ("--data", till, "--clock", scenario.CLOCK, *words)
            done = program.run(*call, stdin=stdin)
            said.append(done.stderr.decode(errors="replace"))
            assert done.returncode == 0, said
        assert [path.suffix for path in place.iterdir() if path.is_file()] == [".zip"]
        told = [" MB" in text for text in said]
        assert told == [True, False, False, False, True, False], said


@pytest.mark.skipif(shutil.which("xwininfo") is None, reason="needs xwininfo (x11-utils)")
def test_the_offices_window_opens(program: programs.Program, names: dict[str, str]) -> None:
    words = filled(("office", "window", scenario.BOOK), names)
    with programs.display() as name, programs.opened(program, name, *words) as run:
        programs.wait_for_window(name, run, "EXPO26|Expo|Dinas|Office")


def test_a_newer_set_up_keeps_the_data_and_the_uninstaller_too(
    program: programs.Program,
) -> None:
    if program.system != "windows":
        pytest.skip("the set-up program is for Windows")
    data = programs.windows_person() / "AppData" / "Local" / "pos-app"
    shutil.rmtree(data, ignore_errors=True)
    assert program.run("setup", "--event", "FAIR", "--stand", "A07", "--till", "1").returncode == 0
    assert (data / "till.db").is_file()
    assert programs.set_up_windows() == 0
    assert json.loads(program.run("doctor", "--json").stdout)["till"] == "A07-1"
    installed = Path(program.console[1]).parent
    links = [
        programs.windows_person() / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs",
        programs.windows_person() / "Desktop",
    ]
    assert [(folder / "Kasir.lnk").is_file() for folder in links] == [True, True]
    remove = ["wine", str(installed / "uninstall.exe"), "/S", "_?=" + installed_path(installed)]
    subprocess.run(remove, env=program.env, check=True, timeout=programs.LONG)
    assert not (installed / "Kasir.exe").exists()
    assert not (installed / "_internal").exists()
    assert [(folder / "Kasir.lnk").is_file() for folder in links] == [False, False]
    assert (data / "till.db").is_file()
    shutil.rmtree(data)


def installed_path(folder: Path) -> str:
    import wine

    return wine.windows_path(folder)
