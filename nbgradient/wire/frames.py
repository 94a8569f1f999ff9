"""Frames on a stream socket: a length, a JSON text, and raw buffers."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

#: The most bytes that the JSON text of a frame may have.
MAX_TEXT = 4 << 20
#: The most bytes that all buffers of a frame may have together.
MAX_BUFFERS = 256 << 20
#: The most buffers that a frame may have.
MAX_COUNT = 10_000

_HEAD = struct.Struct("<II")
_SIZE = struct.Struct("<Q")


class WireError(Exception):
    """What came over the wire is not a frame, or is larger than a frame may be."""


class Closed(WireError):
    """The other side is gone."""


def send(link: socket.socket, message: Any, buffers: list[bytes] | None = None) -> None:
    """Send ``message`` (anything that JSON can hold) and ``buffers`` as one frame.

    Raises:
        WireError: the frame is too large.
        OSError: the socket is closed, or its timeout has passed.
    """
    buffers = buffers or []
    text = json.dumps(message, separators=(",", ":")).encode()
    size = sum(map(len, buffers))
    if len(text) > MAX_TEXT or size > MAX_BUFFERS or len(buffers) > MAX_COUNT:
        raise WireError("The value is too large to be sent.")
    sizes = b"".join(_SIZE.pack(len(buffer)) for buffer in buffers)
    link.sendall(b"".join([_HEAD.pack(len(text), len(buffers)), sizes, text, *buffers]))


def within(seconds: float) -> Callable[[], float]:
    """How many of ``seconds``, which begin now, are left."""
    deadline = time.monotonic() + seconds
    return lambda: deadline - time.monotonic()


def receive(
    link: socket.socket, left: Callable[[], float] | None = None
) -> tuple[Any, list[bytes]]:
    """The next frame: its message and its buffers, all of it while seconds are ``left``.

    Raises:
        Closed: the other side has closed the socket.
        WireError: it is not a frame, or too large.
        TimeoutError: the time has passed.
    """

    def take(size: int) -> bytes:
        return _exactly(link, size, left)

    length, count = _HEAD.unpack(take(_HEAD.size))
    if length > MAX_TEXT or count > MAX_COUNT:
        raise WireError("A frame is larger than a frame may be.")
    sizes = [size for (size,) in _SIZE.iter_unpack(take(count * _SIZE.size))]
    if sum(sizes) > MAX_BUFFERS:
        raise WireError("A frame is larger than a frame may be.")
    text = take(length)
    buffers = [take(size) for size in sizes]
    try:
        return json.loads(text), buffers
    except (ValueError, RecursionError) as error:
        raise WireError("A frame does not hold JSON.") from error


def _exactly(link: socket.socket, size: int, left: Callable[[], float] | None) -> bytes:
    parts = []
    while size:
        part = link.recv(min(size, 1 << 20)) if left is None else _some(link, size, left)
        if not part:
            raise Closed("The other side is gone.")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _some(link: socket.socket, size: int, left: Callable[[], float]) -> bytes:
    """What comes next; a sender of one byte now and then must not hold us."""
    while (seconds := left()) > 0:
        link.settimeout(max(0.001, seconds))
        try:
            return link.recv(min(size, 1 << 20))
        except TimeoutError:
            continue
    raise TimeoutError("The time is over.")
