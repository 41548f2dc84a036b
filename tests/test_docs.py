"""Every path, page and name of the code that the documentation names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TOP = "pos_app|ui|tests|docs|resources|build_spec|data"
# `pos_app/domain/money.py`, `resources/schemas/journal-<kind>.json`, `tests/ui/test_….py`; with a
# name in it as pytest writes it: `pos_app/domain/pricing.py::price_lines`.
PATH = re.compile(
    rf"(?<![\w/.-])((?:{TOP})/[\w/.*<>…-]*[\w/*>]|[\w./-]+\.py|run\.py)(?:::([\w.]+))?"
)
DOTTED = re.compile(r"(?<![\w/.])((?:pos_app|ui)(?:\.\w+)+)")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
CALL = re.compile(r"`(\w+)\(\)`")


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module defines: `function`, `Class`, `Class.method`, `CONSTANT`."""
    return frozenset(_names(ast.parse(path.read_text("utf-8")).body, ""))


def _names(body: list[ast.stmt], prefix: str) -> list[str]:
    found: list[str] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(prefix + node.name)
        if isinstance(node, ast.ClassDef):
            found += _names(node.body, f"{prefix}{node.name}.")
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        found += [prefix + each.id for each in targets if isinstance(each, ast.Name)]
    return found


@cache
def file_names() -> frozenset[str]:
    folders = [ROOT / name for name in TOP.split("|")]
    return frozenset(path.name for folder in folders for path in folder.rglob("*.py"))


def exists(path: str) -> bool:
    """Whether the path is there; a name without a folder may be in any folder of the project."""
    if "/" not in path:
        return (ROOT / path).is_file() or path in file_names()
    pattern = re.sub(r"<\w+>|…", "*", path).rstrip("/")
    return any(True for _ in ROOT.glob(pattern))


def resolves(dotted: str) -> bool:
    """Whether `pos_app.domain.money.parse_rupiah` is a package, a module or a name in one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:length])
        rest = ".".join(parts[length:])
        if base.with_suffix(".py").is_file():
            return not rest or rest in names_in(base.with_suffix(".py"))
        if base.is_dir():
            return not rest or rest in names_in(base / "__init__.py")
    return False


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_path_on_the_page_exists(page: Path) -> None:
    missing = [path for path, _ in PATH.findall(page.read_text("utf-8")) if not exists(path)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_name_in_a_path_is_defined_there(page: Path) -> None:
    missing = [
        f"{path}::{name}"
        for path, name in PATH.findall(page.read_text("utf-8"))
        if name and exists(path) and name not in names_in(ROOT / path)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_dotted_name_on_the_page_exists(page: Path) -> None:
    text = re.sub(PATH, "", page.read_text("utf-8"))
    assert [name for name in DOTTED.findall(text) if not resolves(name)] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_call_on_the_page_is_of_a_function_of_a_named_file(page: Path) -> None:
    text = page.read_text("utf-8")
    defined: set[str] = set()
    for path, _ in PATH.findall(text):
        if path.endswith(".py") and (ROOT / path).is_file():
            defined |= {name.rpartition(".")[2] for name in names_in(ROOT / path)}
    assert [name for name in CALL.findall(text) if name not in defined] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_to_a_page_or_picture_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_page_that_the_page_names_exists(page: Path) -> None:
    names = re.findall(r"[\w/.-]+\.md\b", page.read_text("utf-8"))
    places = (page.parent, ROOT, ROOT / "docs")
    assert [n for n in names if not any((place / n).exists() for place in places)] == []


def test_a_stale_path_or_name_is_noticed() -> None:
    assert not exists("pos_app/domain/moneys.py")
    assert not exists("moneys.py")
    assert exists("money.py")
    assert exists("resources/schemas/journal-<kind>.json")
    assert "parse_rupiah" in names_in(ROOT / "pos_app" / "domain" / "money.py")
    assert resolves("pos_app.domain.money.parse_rupiah")
    assert not resolves("pos_app.domain.money.parse_dollar")
    assert PATH.findall("see `pos_app/domain/money.py::parse_rupiah`, `run.py`.") == [
        ("pos_app/domain/money.py", "parse_rupiah"),
        ("run.py", ""),
    ]
