"""Resources are found in a checkout, a wheel and a frozen build alike."""

from __future__ import annotations

import os
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from pos_app import paths

ROOT = Path(__file__).resolve().parent.parent


def test_a_checkout_has_its_resources_beside_the_code() -> None:
    assert paths.resources_dir() == ROOT / "resources"
    assert paths.data_samples_dir() == ROOT / "data"
    assert (paths.resources_dir() / "messages.toml").is_file()


def test_a_frozen_build_has_them_where_it_unpacked_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / "resources"


def test_a_wheel_has_them_in_the_environments_share_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site-packages/pos_app/paths.py"))
    shared = Path(sysconfig.get_path("data")) / "share" / "pos-app"
    assert paths.resources_dir() == shared / "resources"
    assert paths.data_samples_dir() == shared / "data"


def test_a_wheel_carries_every_folder_of_resources_and_samples() -> None:
    files = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = set(files["tool"]["setuptools"]["data-files"])
    folders = [folder for top in ("resources", "data") for folder in with_files(ROOT / top)]
    assert {"share/pos-app/" + f.relative_to(ROOT).as_posix() for f in folders} <= carried


def with_files(top: Path) -> list[Path]:
    """The folders at and below `top` that hold files."""
    return [Path(folder) for folder, _, files in os.walk(top) if files]


def test_the_users_own_data_is_outside_the_project() -> None:
    assert paths.user_data_dir().name == "pos-app"
    assert not paths.user_data_dir().is_relative_to(ROOT)
