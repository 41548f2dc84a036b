"""Whether day files are valid Data Packages: `python validate_with_frictionless.py FILE…`.

Prints each file's faults; none for a valid one.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

from frictionless import Package


def faults(path: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        report = Package(str(Path(folder, "datapackage.json"))).validate()
        found = [error.message for error in report.errors]
        return found + [error.message for task in report.tasks for error in task.errors]


json.dump({path: faults(Path(path)) for path in sys.argv[1:]}, sys.stdout)
