"""Weighs a TOML text before it is given to the library, which takes memory by the depth of keys.

A key of n parts costs the library n tuples of up to n parts: 200 KB of dots would fill the memory.
A plan has keys of two parts, and tables in lists, and no more.
"""

from __future__ import annotations

import re

MAX_PARTS = 8
MAX_DEPTH = 16

# Strings and comments, in which dots and brackets mean nothing.
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\[^\n]|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_LONG_KEY = re.compile(rf"(?:\.[ \t]*[\w-]*[ \t]*){{{MAX_PARTS}}}")
_BRACKETS = re.compile(r"[\[\]{}]")


def check_weight(text: str) -> None:
    """Raise ValueError for a text with keys of many parts, or with values deep in each other."""
    bare = _TEXT.sub("s", text)
    if _LONG_KEY.search(bare):
        raise ValueError(f"a key has over {MAX_PARTS} parts")
    depth = 0
    for bracket in _BRACKETS.findall(bare):
        depth = max(0, depth + (1 if bracket in "[{" else -1))
        if depth > MAX_DEPTH:
            raise ValueError(f"values are over {MAX_DEPTH} deep")
