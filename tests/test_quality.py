"""The checkers' verdict is part of the suite: style, types, complexity, docstrings, dead code."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from radon.complexity import cc_visit
from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
POS_APP = sorted((ROOT / "pos_app").rglob("*.py"))
UI = sorted((ROOT / "ui").rglob("*.py"))
MOST_COMPLEX = 12
UI_DOCSTRINGS = 0.95

# Names that nothing in the two packages uses, each with the reason why it is there.
USED_ELSEWHERE = {
    "QT_WORDS": "Qt asks the translator for them",
    "main": "the program `pos-app`: named in pyproject.toml",
    "compress_type": "zipfile reads it",
    "create_system": "zipfile reads it: the same bytes on every system",
    "external_attr": "zipfile reads it: the same bytes on every system",
    "alpha": "reportlab reads it: the opacity of a colour",
    "keepWithNext": "reportlab reads it: a picture and the words below it on one page",
    "buffer_text": "expat reads it: whole texts instead of pieces",
    "StartElementHandler": "expat calls it",
    "StartDoctypeDeclHandler": "expat calls it",
    "EndElementHandler": "expat calls it",
    "CharacterDataHandler": "expat calls it",
    "handle_starttag": "the HTML parser calls it",
    "handle_endtag": "the HTML parser calls it",
    "process_memory": "Windows reads it in the structure of a job's limits",
    "fast": "pickle reads it: no memory for repeated objects",
    "disambiguation": "Qt passes it to QTranslator.translate",
    "owed_makers": "written by its name into the status",
    "overpaid_makers": "written by its name into the status",
    **dict.fromkeys(("SHOP", "WHOLESALE", "EXPORT", "DESIGN"), "kinds of business, by their value"),
}
# Facts of public results that only tests read at present.
ASKED_BY_TESTS = {
    "table_of": "a sheet in our own form, read in this process; the rest by `grid_of`",
    "set_photo": "reads and stores in one call; the screens read on another thread first",
    "set_logo": "the same for the logo",
    "city": "a field of a QRIS code, part of what was parsed",
    "criteria": "a field of a QRIS code, part of what was parsed",
    "closes_itself": "how long an alert stays is seen by this",
    "is_drawn": "that a chart has a drawing is seen by this",
    "is_due": "whether a till-day counts for completeness is seen by this",
    "read_closing_qr": "the facts of a slip without its proof",
    "remove_photo": "the inverse of set_photo",
    **dict.fromkeys(
        ("consent_text", "travels", "drop_own_copy"),
        "asked by the screens of orders and inquiries",
    ),
    "unprinted_jobs": "which jobs the print queue gave up is seen by this",
    "slip_text": "services/orders/slips.py: the code of a slip by its number, without paper",
}
ALLOWED = {**USED_ELSEWHERE, **ASKED_BY_TESTS}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--strict", "-p", "pos_app", "-p", "ui"],
    ],
    ids=" ".join,
)
def test_the_checker_finds_nothing(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_function_is_too_complex() -> None:
    """Cyclomatic complexity as radon counts it: boolean operators and comprehensions included."""
    found = [
        f"{name_of(path)}:{block.lineno} {block.name}: {block.complexity}"
        for path in [*POS_APP, *UI]
        for block in _functions(cc_visit(path.read_text("utf-8")))
        if block.complexity > MOST_COMPLEX
    ]
    assert found == []


def _functions(blocks: list[object]) -> Iterator[object]:
    """Functions and methods, each once; radon lists a class beside its methods."""
    return (block for block in blocks if not hasattr(block, "methods"))


def undocumented(path: Path) -> Iterator[tuple[str, bool]]:
    """Every public name that needs a docstring in Google style, and whether it lacks one."""
    tree = ast.parse(path.read_text("utf-8"))
    yield name_of(path), not ast.get_docstring(tree)
    yield from _undocumented(tree.body, name_of(path))


def _undocumented(body: list[ast.stmt], where: str) -> Iterator[tuple[str, bool]]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        name = f"{where}::{node.name}"
        if not any(
            ast.unparse(each).endswith((".setter", "overload")) for each in node.decorator_list
        ):
            yield name, not ast.get_docstring(node)
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node.body, name)


def test_every_public_name_of_pos_app_has_a_docstring() -> None:
    missing = [name for path in POS_APP for name, lacks in undocumented(path) if lacks]
    assert missing == []


def overrides_qt(name: str) -> bool:
    """Whether `ui/x.py::Class.method` overrides a method of Qt, which Qt documents."""
    path, _, rest = name.partition("::")
    owner, _, method = rest.rpartition("::")
    if not owner or "::" in owner:
        return False
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    bases = inspect.getmro(getattr(module, owner))
    return any(b.__module__.startswith("PySide6") and method in dir(b) for b in bases)


def test_almost_every_public_name_of_ui_has_a_docstring() -> None:
    found = [pair for path in UI for pair in undocumented(path) if not overrides_qt(pair[0])]
    missing = [name for name, lacks in found if lacks]
    assert 1 - len(missing) / len(found) >= UI_DOCSTRINGS, missing


def test_nothing_is_unused() -> None:
    """Vulture at 60 %: only commands, Qt's overrides, the actions of keys and ALLOWED names."""
    from PySide6 import QtCore, QtGui, QtWidgets

    from ui import key_tables

    tables = (each for each in vars(key_tables).values() if isinstance(each, tuple))
    of_keys = {entry.action for table in tables for entry in table}

    # PySide makes its classes when they are asked for: `vars` may not have them yet.
    found = (getattr(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))
    of_qt = {name for each in found if isinstance(each, type) for name in dir(each)}
    vulture = Vulture(ignore_decorators=["@*.command", "@*.command(*", "@*.group", "@*.group(*"])
    vulture.scavenge([str(ROOT / "pos_app"), str(ROOT / "ui")])
    unused = [
        f"{name_of(Path(item.filename).resolve())}:{item.first_lineno} {item.name}"
        for item in vulture.get_unused_code(min_confidence=60)
        if item.name not in {*ALLOWED, *of_keys}
        and not (item.typ == "method" and item.name in of_qt)
    ]
    assert not unused, "\n".join(unused)


def test_the_allowed_names_are_still_there() -> None:
    text = "\n".join(path.read_text("utf-8") for path in [*POS_APP, *UI])
    assert [name for name in ALLOWED if name not in text] == []
