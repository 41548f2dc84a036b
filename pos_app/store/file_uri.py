"""The address of a database file, as SQLite reads it."""

from __future__ import annotations

from pathlib import PurePath


def file_uri(path: PurePath, options: str) -> str:
    r"""Return the URI of an absolute path, with the query `options`.

    A folder on a network (`\\server\share`) becomes `file:////server/share`: SQLite refuses the
    shorter form, in which the server stands where a URI has its authority.
    """
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = "file:////" + uri.removeprefix("file://")
    return f"{uri}?{options}"
