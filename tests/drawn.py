"""Pictures as files: real ones, made here, and such as lie about their size."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode


def png(width: int = 4, height: int = 3, padding: int = 0) -> bytes:
    """A black PNG of that size, with so many bytes more of a comment.

    The data of one beyond a million points is left out: it would not be small.
    """
    rows = b"\0" * (height * (3 * width + 1)) if width * height <= 1_000_000 else b""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"tEXt", b"a\0" + b"x" * padding))
    end = ((b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in (*chunks, *end))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def gif(width: int = 4, height: int = 3, frame: tuple[int, int] = (4, 3)) -> bytes:
    """A GIF with a screen of that size, and one ``frame``; its one block of data is empty."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    comment = b"!\xfe\x02hi\0"
    image = b"," + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\x02\x02\x4c\x01\0"
    return screen + comment + image + b";"


def jpeg(width: int = 4, height: int = 3) -> bytes:
    """The parts of a JPEG that tell its size, and its end."""
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return start + frame + b"\xff\xd9"


def webp(width: int = 4, height: int = 3) -> bytes:
    """The parts of a WebP without loss that tell its size."""
    bits = (width - 1) | (height - 1) << 14
    data = b"WEBPVP8L" + struct.pack("<IBI", 5, 0x2F, bits) + b"\0"
    return b"RIFF" + struct.pack("<I", len(data)) + data


def svg(inside: str = '<rect width="9" height="9"/>', attributes: str = "") -> bytes:
    """An SVG that holds ``inside``."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def address(content: bytes, kind: str = "image/png") -> str:
    """``content`` as an address."""
    return f"data:{kind};base64,{b64encode(content).decode()}"
