"""What a stranger's picture is, by its content: its kind, its size, and whether it may be shown.

No decoder sees it here: it is looked at as far as its header, or its frames, say how large it is,
so that no browser has to find out.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from nbgradient.safe import svg
from nbgradient.safe.svg import PictureError

#: Bytes of a picture, and pixels: of a photograph, with room.
MOST_BYTES, MOST_PIXELS = 10 << 20, 60_000_000
#: Parts of a file, such as frames, that are looked at.
_MOST_PARTS = 100_000

_CUT_OFF = "it is damaged"


@dataclass(frozen=True)
class Image:
    """A picture that may be shown.

    Attributes:
        kind: its media type, by its content.
        content: its file; of an SVG, what is left of it when it is clean.
        pixels: how many it has; 0 for an SVG.
    """

    kind: str
    content: bytes
    pixels: int = 0

    @property
    def address(self) -> str:
        """An address that is the picture itself."""
        return f"data:{self.kind};base64,{b64encode(self.content).decode()}"


def read(content: bytes) -> Image:
    """The picture in the file ``content``, whatever it is called.

    Raises:
        PictureError: it is none, or may not be shown; the message says why.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(f"it has more than {MOST_BYTES >> 20} MB")
    if svg.may_be(content):
        return Image("image/svg+xml", svg.clean(content, _embedding()))
    kind, size = _recognized(content)
    try:
        width, height = size(content)
    except (struct.error, IndexError):
        raise PictureError(_CUT_OFF) from None
    if width * height > MOST_PIXELS:
        raise PictureError(f"it would have {width:,} × {height:,} pixels")
    if not width * height:
        raise PictureError("it has no pixels")
    return Image(kind, content, width * height)


def _embedding() -> Callable[[bytes], str]:
    """What gives the address of each picture inside one SVG, which is no SVG itself."""
    room = MOST_PIXELS

    def address(content: bytes) -> str:
        nonlocal room
        if svg.may_be(content):
            raise PictureError("it is an SVG in another one")
        image = read(content)
        room -= image.pixels
        if room < 0:
            raise PictureError("those in the SVG have too many pixels together")
        return image.address

    return address


def _recognized(content: bytes) -> tuple[str, Callable[[bytes], tuple[int, int]]]:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", _png
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", _jpeg
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", _gif
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp", _webp
    raise PictureError("it is no PNG, JPEG, GIF, WebP or SVG" if content else "it is empty")


def _png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or b"IEND\xaeB`\x82" not in content:
        raise PictureError(_CUT_OFF)
    return struct.unpack(">II", content[16:24])


def _jpeg(content: bytes) -> tuple[int, int]:
    if b"\xff\xd9" not in content:
        raise PictureError(_CUT_OFF)
    place = 2
    for _ in range(_MOST_PARTS):
        mark, kind = content[place], content[place + 1]
        if mark != 0xFF:
            break
        if kind == 0xFF:  # what fills up
            place += 1
        elif 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        else:
            place += 2 + max(2, *struct.unpack(">H", content[place + 2 : place + 4]))
    raise PictureError(_CUT_OFF)


def _gif(content: bytes) -> tuple[int, int]:
    """The size of the screen, or of what the frames need: a browser makes it larger for them."""
    width, height, flags = struct.unpack("<HHB", content[6:11])
    place = 13 + _colours(flags)
    for _ in range(_MOST_PARTS):
        kind = content[place]
        if kind == 0x3B:
            return width, height
        if kind == 0x2C:
            left, top, wide, high, flags = struct.unpack("<4HB", content[place + 1 : place + 10])
            width, height = max(width, left + wide), max(height, top + high)
            place += 11 + _colours(flags)
        elif kind == 0x21:
            place += 2
        else:
            break
        while length := content[place]:
            place += 1 + length
        place += 1
    raise PictureError(_CUT_OFF)


def _colours(flags: int) -> int:
    """The bytes of the table of colours that ``flags`` tell of."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(content: bytes) -> tuple[int, int]:
    (length,) = struct.unpack("<I", content[4:8])
    if length + 8 > len(content):
        raise PictureError(_CUT_OFF)
    kind = content[12:16]
    if kind == b"VP8X":
        wide, high = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return wide + 1, high + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        wide, high = struct.unpack("<HH", content[26:30])
        return wide & 0x3FFF, high & 0x3FFF
    raise PictureError(_CUT_OFF)
