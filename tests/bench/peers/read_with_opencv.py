"""What OpenCV reads of the QR codes on some photos: the bytes of each, as hex, by photo."""

from __future__ import annotations

import json
import sys

import cv2


def main() -> None:
    """Read the photos that are named, and print a list for each."""
    detector = cv2.QRCodeDetectorAruco()
    found = []
    for path in sys.argv[1:]:
        picture = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        _, codes, *_ = detector.detectAndDecodeBytesMulti(picture)
        found.append([bytes(code).hex() for code in codes or () if code])
    print(json.dumps(found))


main()
