"""What is handed out, as far as it can be checked without making it."""

from __future__ import annotations

import ast
import gzip
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import scenario

import pos_app
import run
from pos_app.cli.main import cli

pytestmark = pytest.mark.linux("the installers of both systems are made on Linux")
contents = pytest.importorskip("contents")

ROOT = Path(__file__).parents[2]
SHIP = ROOT / "build_spec" / "ship"
PIN = re.compile(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*")


def test_what_freezes_the_programs_is_pinned() -> None:
    lines = (SHIP / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    import windows

    assert {line.split("==")[0] for line in lines} >= set(windows.FREEZER_PACKAGES)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\imageformats\\qjpeg.dll",
        "PySide6\\plugins\\printsupport\\windowsprintersupport.dll",
        "PySide6/Qt6Widgets.dll",
        "resources/i18n/id.qm",
        "resources/messages.toml",
        "pypdfium2_raw/pdfium.dll",
        "pillow.libs/libfreetype-57f805ba.so.6.20.6",
        "libxcb-cursor.so.0",
    ],
)
def test_what_a_till_needs_goes_in(path: str) -> None:
    assert contents.is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6\\opengl32sw.dll",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_fr.qm",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt6Qml.dll",
        "api-ms-win-crt-runtime-l1-1-0.dll",
        "resources/i18n/id.ts",
        "libfreetype.so.6",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    ],
)
def test_what_no_till_uses_stays_out(path: str) -> None:
    assert not contents.is_wanted(path)


def test_no_module_that_the_program_imports_is_left_out() -> None:
    left_out = set(contents.EXCLUDED_MODULES) - {"duckdb", "pyspark"}  # `office publish`, lazily
    imported = set()
    for path in (*ROOT.glob("pos_app/**/*.py"), *ROOT.glob("ui/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(node.module or "")
    assert left_out & imported == set()


def test_the_version_of_the_installers_is_that_of_the_program() -> None:
    assert contents.version() == pos_app.__version__
    project = tomllib.loads(run.PROJECT.read_text("utf-8"))["project"]
    assert project["version"] == pos_app.__version__
    assert len(contents.version_numbers()) == 4


def visible(group: click.Group, words: tuple[str, ...] = ()) -> list[str]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += visible(command, (*words, name))
        elif not command.hidden:
            found.append(" ".join((*words, name)))
    return found


def test_the_manual_has_every_command(tmp_path: Path) -> None:
    import manual

    manual.write_pages(tmp_path)
    page = gzip.decompress((tmp_path / "pos-app.1.gz").read_bytes()).decode()
    for words in visible(cli):
        assert f".SS {manual.escaped(words)}\n" in page
    assert not re.search(r"^[.'](?!TH|SH|SS|PP|TP|BR?\b)", page, re.MULTILINE)


def test_the_windows_icon_has_every_size(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import stage, sys; from pathlib import Path;"]
    command[-1] += " stage.write_icons(Path(sys.argv[1]))"
    subprocess.run([*command, str(tmp_path)], check=True, cwd=SHIP)
    data = (tmp_path / "kasir.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    sides = [data[6 + 16 * place] or 256 for place in range(count)]
    assert (kind, sorted(sides)) == (1, [16, 24, 32, 48, 64, 128, 256])


def test_the_icon_of_the_windows_is_the_one_that_is_drawn() -> None:
    command = [
        sys.executable,
        "-c",
        "import stage, sys; sys.stdout.buffer.write(stage.png_of(128))",
    ]
    drawn = subprocess.run(command, check=True, cwd=SHIP, stdout=subprocess.PIPE).stdout
    kept = (ROOT / "resources" / "icons" / "kasir.png").read_bytes()
    assert hashlib.sha256(drawn).hexdigest() == hashlib.sha256(kept).hexdigest()


def test_the_set_up_program_says_everything_in_both_languages() -> None:
    text = (SHIP / "setup.nsi").read_text("utf-8")
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", text, re.MULTILINE)
    names = {name for name, _ in said}
    assert set(said) == {(name, each) for name in names for each in ("INDONESIAN", "ENGLISH")}
    assert set(re.findall(r"\$\((\w+)\)", text)) == names
    assert "RequestExecutionLevel user" in text
    assert re.search(r"RMDir /r .*(APPDATA|pos-app)", text) is None  # no data is removed


def test_the_bill_lists_what_the_program_needs_and_no_test() -> None:
    import bill

    site = Path(click.__file__).parents[1]
    found = bill.bill("linux", site, "3.11.7", "3.40.1", bill.pinned_freezer())
    names = {bill.plain(each["name"]) for each in found["components"]}
    assert {"pyside6-essentials", "pynacl", "cffi", "zfec", "cpython", "sqlite"} <= names
    assert not names & {"pytest", "duckdb", "pywin32", "ruff"}
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
    references = [each["bom-ref"] for each in found["components"]]
    assert len(set(references)) == len(references)


def leaves(group: click.Group, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        inner = (*words, name)
        found += leaves(command, inner) if isinstance(command, click.Group) else [inner]
    return found


def test_every_command_has_a_step_for_the_frozen_programs() -> None:
    steps = [tuple(word for word in each.words if word != scenario.BOOK) for each in scenario.STEPS]
    steps += [tuple(word for word in each if word != scenario.BOOK) for each in scenario.WINDOWS]
    lacking = [
        words for words in leaves(cli) if not any(each[: len(words)] == words for each in steps)
    ]
    assert lacking == []


def test_only_libraries_that_something_needs_stay() -> None:
    import libraries

    needed = {
        "pos-app": {"libz.so.1", "libc.so.6"},
        "libz.so.1": {"libdeep.so.1"},
        "libdeep.so.1": {"libz.so.1"},
        "libold.so.1": {"libolder.so.1", "libz.so.1"},
        "libolder.so.1": {"libold.so.1"},
    }
    candidates = set(needed) - {"pos-app"}
    assert libraries.unneeded(candidates, needed) == {"libold.so.1", "libolder.so.1"}


ICU_NAMES = {
    "icudt73l/root.res": True,
    "icudt73l/en.res": True,
    "icudt73l/en_AU.res": True,
    "icudt73l/coll/id.res": True,
    "icudt73l/coll/zh.res": False,
    "icudt73l/sr_Latn_RS.res": False,
    "icudt73l/coll/ucadata.icu": True,
    "icudt73l/zoneinfo64.res": True,
    "icudt73l/pool.res": True,
    "icudt73l/res_index.res": True,
    "icudt73l/brkitr/line.brk": True,
    "icudt73l/brkitr/cjdict.dict": False,
    "icudt73l/gb18030.cnv": False,
    "icudt73l/cnvalias.icu": True,
    "icudt73l/translit/root.res": False,
}


def test_the_unicode_data_keeps_what_the_programs_languages_need() -> None:
    import icu_data

    from pos_app.languages import LANGUAGES

    assert set(icu_data.LANGUAGES) == set(LANGUAGES)
    assert {name: icu_data.is_kept(name) for name in ICU_NAMES} == ICU_NAMES


SORTS = """
import sys
from PySide6.QtCore import QCollator, QLocale
words = "zebra \u00e9clair eel \u00c9tan fan Fan ang-10 ang-9 \u65e5 \u0391".split()
for name in sys.argv[1:]:
    sorter = QCollator(QLocale(name))
    found = sorted(words, key=lambda word: sorter.sortKey(word))
    print(name, ascii(found), ascii(QLocale(name).toUpper("stra\u00dfe i")))
"""


def sorted_with(library: Path, *locales: str) -> str:
    """How Qt sorts some words, with `library` in the place of its Unicode data."""
    env = dict(os.environ, LD_PRELOAD=str(library))
    return subprocess.check_output([sys.executable, "-c", SORTS, *locales], env=env, text=True)


@pytest.mark.skipif(shutil.which("ld") is None, reason="needs ld and objdump (binutils)")
def test_qt_sorts_with_the_cut_unicode_data_as_with_the_whole(tmp_path: Path) -> None:
    import icu_data
    import PySide6

    found = list((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    if not found:
        pytest.skip("this Qt brings no Unicode data of its own")
    library = tmp_path / found[0].name
    shutil.copyfile(found[0], library)
    icu_data.cut_library(library, tmp_path / "work")
    assert library.stat().st_size < 6_000_000 < found[0].stat().st_size
    for locale in ("id_ID", "en_US", "en_AU"):
        assert sorted_with(library, locale) == sorted_with(found[0], locale)
    assert sorted_with(library, "zh_CN") != sorted_with(found[0], "zh_CN"), "it is left out"
