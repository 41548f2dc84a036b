"""The parts of `run.py` that can be asked without setting anything up."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import tomllib
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent
WINE = importlib.util.spec_from_file_location("wine", run.WINE)
assert WINE is not None
assert WINE.loader is not None
wine = importlib.util.module_from_spec(WINE)
WINE.loader.exec_module(wine)
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = run.CONSTRAINTS.read_text("utf-8").splitlines()
    return {plain(name): version for name, version in (line.split("==") for line in lines)}


def test_every_constraint_is_a_name_and_a_version() -> None:
    lines = run.CONSTRAINTS.read_text("utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_the_project_and_its_installer_are_not_pinned() -> None:
    assert not {"pos-app", "pip", "setuptools", "wheel"} & set(pins())


def test_everything_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads(run.PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["test"], *extras["spark"]]
    names = {plain(re.split(r"[<>=!~ \[;]", text)[0]) for text in asked}
    assert names <= set(pins())


def test_qt_is_older_than_the_release_that_aborts() -> None:
    assert pins()["pyside6-essentials"].startswith("6.11.")


@pytest.mark.parametrize("version", [(3, 11), (3, 11, 7, "final", 0), (3, 14), (4, 0)])
def test_a_new_enough_python_is_taken_without_a_word(version: tuple[object, ...]) -> None:
    assert run.too_old(version) == ""


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 4, 0), (2, 7, 18)])
def test_a_python_that_is_too_old_is_told_what_is_needed(version: tuple[int, ...]) -> None:
    said = run.too_old(version)
    assert "3.11" in said
    assert "{}.{}".format(*version) in said


def test_the_text_of_run_py_can_be_read_by_an_old_python_3() -> None:
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 5))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]


def test_the_stamp_changes_with_each_thing_it_covers() -> None:
    stamps = {run.fingerprint(*parts) for parts in ([b"a", b"b"], [b"b", b"a"], [b"ab"], [b"a"])}
    assert len(stamps) == 4
    assert run.fingerprint(b"a", b"b") == run.fingerprint(b"a", b"b")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder whose set-up is finished, without a real environment."""
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(run, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(run, "CONSTRAINTS", tmp_path / "constraints.txt")
    monkeypatch.setattr(run, "venv_is_usable", lambda: True)
    run.PROJECT.write_text("[project]")
    run.CONSTRAINTS.write_text("click==8.0")
    run.program("pos-app").parent.mkdir(parents=True)
    run.program("pos-app").touch()
    run.STAMP.write_text(run.wanted_stamp())
    return tmp_path


def test_a_finished_set_up_is_left_alone(project: Path) -> None:
    assert run.is_set_up()


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_a_changed_list_of_packages_is_set_up_again(project: Path, changed: str) -> None:
    (project / changed).write_text("something else")
    assert not run.is_set_up()


def test_an_environment_without_a_stamp_or_without_the_app_is_set_up(project: Path) -> None:
    run.program("pos-app").unlink()
    assert not run.is_set_up()
    run.program("pos-app").touch()
    run.STAMP.unlink()
    assert not run.is_set_up()


def test_an_environment_that_no_longer_runs_is_set_up(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "venv_is_usable", lambda: False)
    assert not run.is_set_up()


@pytest.mark.parametrize(
    ("os_release", "expected"),
    [
        ("ID=debian\n", True),
        ("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\nID_LIKE=rhel\n", False),
        ("HOME_URL=debian\n", False),
        ("", False),
    ],
)
def test_debian_and_its_children_are_known(os_release: str, expected: bool) -> None:
    assert run.is_debian(os_release) is expected


def test_the_line_to_run_names_the_packages() -> None:
    line = run.install_line(["libegl1", "libgl1"])
    assert line.endswith("apt-get install -y libegl1 libgl1")


def test_without_a_display_variable_linux_has_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not run.has_display()


def test_a_word_that_is_not_a_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["sell"]) == 2
    assert "run.py setup" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [[], ["tests/domain"], ["-k", "money", "-x"], ["-m", "soak"], ["-m", "soak and not bench"]],
    ids=" ".join,
)
def test_the_tests_are_spread_over_all_cores(words: list[str]) -> None:
    assert run.parallel_options(words) == ["-n", "auto", "--dist", "worksteal"]


@pytest.mark.parametrize(
    "words",
    [
        "-n 2",
        "-n0",
        "--numprocesses=4",
        "-m bench",
        "-mbench",
        "-m mutants",
        "--pdb",
        "-p no:xdist",
    ],
)
def test_one_process_runs_what_needs_the_machine_or_the_terminal(words: str) -> None:
    assert run.parallel_options(words.split(" ")) == []


class Program:
    """A check that has ended: its exit code and what it printed."""

    def __init__(self, returncode: int, output: str) -> None:
        self.returncode = returncode
        self.output = output

    def communicate(self) -> tuple[str, None]:
        return self.output, None


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines that `check` started; the program `mypy` finds a fault."""
    started: list[list[str]] = []

    def start(command: list[str], **_: object) -> Program:
        started.append(command)
        return Program(1, "x.py:1: error") if command[0].endswith("mypy") else Program(0, "fine")

    monkeypatch.setattr(run.subprocess, "Popen", start)
    return started


def test_check_runs_format_lint_types_and_imports(
    checks: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.check() == 1
    assert [Path(words[0]).stem for words in checks] == ["ruff", "ruff", "mypy", "lint-imports"]
    printed = capsys.readouterr().out
    assert "x.py:1: error" in printed
    assert "fine" not in printed


def test_check_passes_where_every_check_passes(
    checks: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHECKS", tuple(c for c in run.CHECKS if c[0] != "types"))
    assert run.check() == 0


def test_the_commands_set_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(run, "set_up", lambda: done.append("set up"))
    monkeypatch.setattr(run, "check", lambda: done.append("check") or 0)
    assert run.main(["check"]) == 0
    assert done == ["set up", "check"]
    assert run.main(["check", "more"]) == 2


@pytest.mark.parametrize(
    ("words", "installed"),
    [
        (["-m", "spark"], ["spark"]),
        (["-mspark", "-k", "cost"], ["spark"]),
        (["-m", "not spark"], []),
        (["tests/office"], []),
    ],
    ids=" ".join,
)
def test_pyspark_comes_with_the_tests_that_ask_for_it(
    words: list[str], installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(run, "install_project", asked.append)
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 1)
    assert run.test(words) == 1
    assert asked == installed


def test_texts_that_changed_after_they_were_compiled_are_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(run, "TEXTS", tmp_path)
    monkeypatch.setattr(run, "set_up_venv", lambda: None)
    monkeypatch.setattr(run, "set_up_libraries", lambda: None)
    monkeypatch.setattr(run, "compile_texts", lambda: done.append("compiled"))
    source, compiled = tmp_path / "id.ts", tmp_path / "id.qm"
    source.write_text("<TS/>")
    run.set_up()
    assert done == ["compiled"], "a text that was never compiled"
    compiled.write_bytes(b"qm")
    os.utime(source, (1_000, 1_000))
    run.set_up()
    assert done == ["compiled"], "nothing changed"
    os.utime(source, (2_000_000_000, 2_000_000_000))
    run.set_up()
    assert done == ["compiled", "compiled"]


def test_every_program_that_check_runs_is_installed() -> None:
    tests = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = {"lint-imports": "import-linter"}
    needed = {packages.get(program, program) for _, program, _ in run.CHECKS}
    assert needed <= set(tests["optional-dependencies"]["test"])


def test_the_usage_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    usage = capsys.readouterr().out
    assert all("run.py " + verb in usage for verb in ("setup", "test", "check"))


@pytest.mark.parametrize(
    ("words", "started"),
    [(["-x"], ["-m", "pytest"]), (["--windows", "-x"], [str(run.WINE), "test"])],
)
def test_the_word_windows_runs_the_tests_under_wine(
    words: list[str], started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: commands.append(command) or 0)
    assert run.test(words) == 0
    options = [*run.parallel_options([]), "-x"]
    assert commands == [[str(run.program("python")), *started, *options]]


def test_what_windows_needs_is_pinned() -> None:
    assert set(wine.WINDOWS_ONLY) <= set(pins())
    assert not set(wine.NOT_ON_WINDOWS) & set(wine.packages())


def test_windows_gets_its_own_packages_and_none_of_linux() -> None:
    project = tomllib.loads(run.PROJECT.read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    of_linux = [text.split(";")[0] for text in wanted if "'linux'" in text]
    assert of_linux and not set(of_linux) & set(wine.packages())
    assert {"pywin32", "pytest"} <= set(wine.packages())


def test_the_newest_versions_get_an_environment_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[list[str], str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        asked.append((command[2:], env["POS_APP_LATEST"]))
        return 3

    monkeypatch.setattr(run.subprocess, "call", call)
    assert run.main(["test", "--latest", "tests/domain", "-x"]) == 3
    assert asked == [(["test", "tests/domain", "-x"], "1")]
    pinned = run.wanted_stamp()
    monkeypatch.setattr(run, "LATEST", True)
    assert run.wanted_stamp() != pinned
