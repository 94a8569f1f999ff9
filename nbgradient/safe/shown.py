"""Names, remarks and numbers as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence


def shown(text: str) -> str:
    """``text`` with all that is no character to read, such as a line's end, as Python writes it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


#: How many remarks on one thing are told, and how many characters each of them may have.
MOST, LONGEST = 20, 300


def told(remarks: Sequence[str]) -> list[str]:
    """``remarks`` as a person is told them: not too many, none too long, and readable."""
    said = [shown(cut(text, LONGEST)) for text in remarks[:MOST]]
    more = len(remarks) - MOST
    return [*said, f"And {more} more of the kind."] if more > 0 else said


def cut(text: str, most: int) -> str:
    """``text``, of which at most ``most`` characters are shown."""
    return text if len(text) <= most else f"{text[:most]}…"


def seconds(number: float) -> str:
    """A number of seconds, in words."""
    return f"{number:g} second" if number == 1 else f"{number:g} seconds"


def is_plain(text: str) -> bool:
    """Whether ``text`` is text, and all of it can be read."""
    return text.isprintable()
