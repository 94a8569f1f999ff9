"""Names as a person sees them."""

from __future__ import annotations


def shown(text: str) -> str:
    """``text`` with all that is no character to read, such as a line's end, as Python writes it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def is_plain(text: str) -> bool:
    """Whether ``text`` is text, and all of it can be read."""
    return text.isprintable()
