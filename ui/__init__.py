"""The windows of the till and of the office, in PySide6; nothing else in the project uses Qt."""

import sys

import PySide6.QtCore  # noqa: F401  brings along what is changed below

# At each import PySide looks into the module's source for a wish for other names of Qt's functions
# (`from __feature__ import …`). No module here has one: 0.3 ms of a start for each of 200 modules,
# and their sources stay in memory. The usual names are what it would find.
_features = sys.modules.get("shibokensupport.feature")
if _features is not None and "_mod_uses_pyside" in vars(_features):
    vars(_features)["_mod_uses_pyside"] = lambda _module: True
