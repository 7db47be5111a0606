"""The chunks that a PNG is made of, read and written without touching a pixel.

Source of the layout: PNG specification, third edition, section 5.
"""

import zlib
from collections.abc import Iterator

from core.errors import BadInput

PNG_START = b"\x89PNG\r\n\x1a\n"
TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk of a PNG.

    Raises:
        BadInput: at the end, if it is no whole PNG.
    """
    at, kind = len(PNG_START), b""
    while data.startswith(PNG_START) and kind != b"IEND" and at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        if at <= len(data):
            yield kind, body
    if kind != b"IEND" or at > len(data):
        raise BadInput("A picture of the library is damaged.")


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk with its length and checksum."""
    checksum = zlib.crc32(kind + body)
    return len(body).to_bytes(4, "big") + kind + body + checksum.to_bytes(4, "big")
