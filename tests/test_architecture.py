"""The shape of the house: who may import whom, where SQL lives, how long a file may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "pos_app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
LONGEST = 400

# Files outside the store that may import a database package, each with its reason.
DATABASE_EXCEPTIONS = {
    "pos_app/office/book.py": "the office's own book is a database of its own",
    "pos_app/office/book_foreign.py": "another office's book, read with suspicion",
    "pos_app/office/book_schema.py": "the same book: its tables",
    "pos_app/office/publish/lake.py": "Parquet by DuckDB: all SQL of the open data set",
    "pos_app/office/publish/spark_publish.py": "the same by Spark, in Spark's expressions",
    "pos_app/office/publish/spark_rows.py": "the same by Spark, in Spark's expressions",
    "pos_app/office/publish/spark_judge.py": "the same by Spark, in Spark's expressions",
    "pos_app/office/publish/spark_session.py": "the same: Spark itself",
    "pos_app/services/shop/health_check.py": "tells SQLite's version, and asks it nothing",
    "pos_app/services/support/machine.py": "the same",
}
DATABASE_PACKAGES = {"sqlite3", "sqlite_utils", "duckdb", "pyspark"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_layers_import_only_downwards() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Modules that import nothing are taken away, again and again; a circle is what remains."""
    graph = grimp.build_graph("pos_app", "ui", cache_dir=None)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    while leaves := {each for each, found in imports.items() if not found & imports.keys()}:
        imports = {each: found for each, found in imports.items() if each not in leaves}
    print(f"{len(graph.modules)} modules, {len(imports)} of them in or above a circle")
    assert sorted(imports) == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_store_and_the_book_talk_to_a_database(path: Path) -> None:
    if name_of(path).startswith("pos_app/store/") or name_of(path) in DATABASE_EXCEPTIONS:
        return
    assert not DATABASE_PACKAGES & set(imported(path))


@pytest.mark.parametrize("path", sorted((ROOT / "pos_app" / "domain").rglob("*.py")), ids=name_of)
def test_the_domain_imports_the_standard_library_and_the_app_only(path: Path) -> None:
    assert set(imported(path)) <= {"pos_app", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_file_is_too_long_to_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
