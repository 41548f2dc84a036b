"""Files that show closing slips, interim totals or days by light: photos, PDFs, texts and chats."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from pos_app.dayfile import interim_qr
from pos_app.errors import PosError
from pos_app.office.intake.found_pictures import MAX_CHAT_BYTES, VIDEO_SUFFIXES, FoundPicture
from pos_app.services.catalogue.picture_files import MAX_PHOTO_BYTES, as_picture_error
from pos_app.services.office.picture_codes import (
    PREFIXES,
    PictureCodes,
    PictureReader,
    picture_reader,
    read_picture_codes,
)

MAX_TEXT_BYTES = 256 << 10  # some hundred codes, typed by a scanner one a line
_PHOTO_CODES = {
    "photo_unreadable": "slip_photo_unreadable",
    "photo_too_large": "slip_photo_too_large",
    "file_too_large": "slip_photo_too_large",
    "photo_heic": "photo_heic",
    "photo_video": "photo_video",
}


def slip_codes_in(path: Path, reader: PictureReader | None = None) -> list[str]:
    """Returns the texts of the closing slips in a text file, photo or PDF, each once.

    Raises PosError `slip_photo_without_code`, and as `codes_in`.
    """
    found = codes_in(FoundPicture(path), reader).texts
    if not found:
        raise PosError("slip_photo_without_code", file=path.name)
    return list(found)


def codes_in(
    picture: FoundPicture, reader: PictureReader | None = None, *, closely: bool = True
) -> PictureCodes:
    """Returns the codes in a text file, photo or PDF; there may be none.

    Raises PosError `file_not_found`, `file_unreadable`, `slip_photo_unreadable`,
    `slip_photo_too_large`, `photo_heic`, `photo_video`; MachineError `reader_not_started`.
    """
    try:
        if picture.name.lower().endswith(VIDEO_SUFFIXES):
            raise PosError("photo_video")
        data = picture.read(MAX_PHOTO_BYTES)
        texts = _texts(data)
        if texts:
            return PictureCodes(tuple(texts))
        with nullcontext(reader) if reader is not None else picture_reader() as child:
            return read_picture_codes(data, child, closely=closely)
    except PosError as error:
        code = as_picture_error(error, picture.name).code
        if code not in _PHOTO_CODES or error.code in ("file_not_found", "file_unreadable"):
            raise
        raise PosError(_PHOTO_CODES[code], file=picture.name) from error


def _texts(data: bytes) -> list[str]:
    """Returns the lines of a file that a scanner typed, or the interim totals in a saved chat.

    Nothing for any other file.
    """
    start = data[:MAX_TEXT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    text = data[:MAX_CHAT_BYTES].decode("utf-8-sig", "replace")
    if not start.startswith(tuple(prefix.encode() for prefix in PREFIXES)):
        return interim_qr.interim_codes_in(text)
    if len(data) > MAX_TEXT_BYTES:
        raise PosError("photo_too_large")
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
