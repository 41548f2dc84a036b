"""The bill of materials of what is handed out, in CycloneDX 1.5 (JSON).

It lists the packages that the project asks for on that system, with all that these ask for, the
Python and SQLite that are packed with them, and the bootloader of PyInstaller.
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import contents
from packaging.requirements import Requirement

SYSTEMS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


def plain(name: str) -> str:
    """Return a package's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(folder: Path) -> dict[str, Distribution]:
    """Return the packages in a folder by name."""
    return {plain(each.name): each for each in distributions(path=[str(folder)])}


def needed(system: str, known: Mapping[str, Distribution]) -> list[Distribution]:
    """Return the packages that the program needs on `system`, by name. Raises KeyError."""
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = list(project["dependencies"]), {}
    while waiting:
        wanted = Requirement(waiting.pop())
        marker = wanted.marker
        if marker and not marker.evaluate({"extra": "", **SYSTEMS[system]}):
            continue
        name = plain(wanted.name)
        if name not in found:
            found[name] = known[name]
            waiting.extend(known[name].requires or ())
    return [found[name] for name in sorted(found)]


def component(package: Distribution) -> dict[str, Any]:
    """Return one package as CycloneDX has it."""
    about = package.metadata
    license_ = about.get("License-Expression") or about.get("License") or ""
    name, version = plain(package.name), package.version
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": package.name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
    }
    first = license_.strip().splitlines()[:1]
    if first:
        found["licenses"] = [{"license": {"name": first[0][:100]}}]
    return found


def packed(name: str, version: str, kind: str = "library") -> dict[str, Any]:
    """Return something that is packed and is no Python package."""
    reference = f"pkg:generic/{name.lower()}@{version}"
    return {
        "type": kind,
        "bom-ref": reference,
        "name": name,
        "version": version,
        "purl": reference,
    }


def bill(system: str, folder: Path, python: str, sqlite: str, freezer: str) -> dict[str, Any]:
    """Return the bill of the programs for `system`, whose packages lie in `folder`."""
    components = [component(each) for each in needed(system, installed(folder))]
    components += [
        packed("CPython", python, "platform"),
        packed("SQLite", sqlite),
        packed("PyInstaller-bootloader", freezer),
    ]
    own = f"pkg:generic/kasir@{contents.version()}"
    seed = json.dumps([own, system, components], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "Kasir",
                "version": contents.version(),
                "purl": own,
            },
            "properties": [{"name": "system", "value": f"{system} amd64"}],
        },
        "components": components,
        "dependencies": [
            {"ref": own, "dependsOn": [each["bom-ref"] for each in components]},
        ],
    }


def write_bill(found: Mapping[str, Any], target: Path) -> None:
    """Write a bill as JSON."""
    target.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")


def pinned_freezer() -> str:
    """Return the pinned version of PyInstaller."""
    text = Path(__file__).with_name("constraints.txt").read_text("utf-8")
    found = re.search(r"^pyinstaller==(.+)$", text, re.MULTILINE)
    assert found is not None
    return found[1]
