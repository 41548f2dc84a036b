"""Set-up programs of two versions over each other, in a Windows of their own under Wine.

They install two small files in the place of the programs, so that nothing has to be frozen.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import programs
import pytest

pytestmark = [
    pytest.mark.ship,
    pytest.mark.linux("the installers of both systems are made on Linux"),
    pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis (nsis)"),
    pytest.mark.skipif(shutil.which("wine") is None, reason="needs Wine"),
]
OLD, NEW, NEWER = "0.9.10", "0.10.0", "1.0.0"


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory):
    """A Windows where nothing was installed."""
    place = tmp_path_factory.mktemp("windows") / "prefix"
    env = programs.wine_environment() | {"WINEPREFIX": str(place)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(
        ["wine", "wineboot", "-i"],
        env=env,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
        **quiet,
    )
    yield place
    server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
    subprocess.run([server, "-k"], env=env, timeout=60, check=False)


def make(folder: Path, version: str) -> Path:
    """A set-up program of `version`, whose programs are files that hold it."""
    import stage
    import windows

    frozen, staged = folder / version, folder / "staged"
    (frozen / "_internal").mkdir(parents=True)
    for name in ("Kasir.exe", "pos-app.exe", f"_internal/of-{version}.txt"):
        (frozen / name).write_text(version, "ascii")
    if not staged.exists():
        staged.mkdir()
        stage.write_icons(staged)
    target = folder / f"Kasir-{version}-setup.exe"
    windows.make_setup(frozen, staged, target, version)
    return target


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("setups")
    return {version: make(folder, version) for version in (OLD, NEW, NEWER)}


def installed(prefix: Path) -> tuple[str, list[str]]:
    """The version of the installed program, and the files of its inner folder."""
    folder = programs.windows_person(prefix) / "AppData" / "Local" / "Programs" / "Kasir"
    inside = sorted(path.name for path in (folder / "_internal").iterdir())
    return (folder / "Kasir.exe").read_text("ascii"), inside


def test_an_older_set_up_over_a_newer_program_changes_nothing_unless_it_is_wanted(
    prefix: Path, setups: dict[str, Path]
) -> None:
    assert programs.set_up_windows(setups[NEW], prefix=prefix) == 0
    data = programs.windows_person(prefix) / "AppData" / "Local" / "pos-app" / "till.db"
    data.parent.mkdir()
    data.write_bytes(b"every sale")
    assert installed(prefix) == (NEW, [f"of-{NEW}.txt"])
    assert programs.set_up_windows(setups[OLD], prefix=prefix) == 5, "10 is more than 9"
    assert installed(prefix) == (NEW, [f"of-{NEW}.txt"])
    assert programs.set_up_windows(setups[OLD], "/OLDER", prefix=prefix) == 0
    assert installed(prefix) == (OLD, [f"of-{OLD}.txt"])
    for version in (OLD, NEWER, NEWER):
        assert programs.set_up_windows(setups[version], prefix=prefix) == 0
        assert installed(prefix) == (version, [f"of-{version}.txt"])
    assert data.read_bytes() == b"every sale"
