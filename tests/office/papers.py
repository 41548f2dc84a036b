"""What stands on a paper."""

from __future__ import annotations

import pypdfium2


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[index].get_textpage() for index in range(len(document))]
        text = "\n".join(page.get_text_bounded() for page in pages)
        for page in pages:
            page.close()
    return text
