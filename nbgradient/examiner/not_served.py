"""What a test asks for and the wall cannot give."""

from __future__ import annotations

from nbgradient.wire.frames import WireError


class NotServed(TypeError):
    """A test needs something that cannot be had across the wall, which is no fault of a student's.

    It is a TypeError, as it was to a test before; the message is for the instructor: what the test
    tried, and what it could ask instead.
    """

    def __init__(self, tried: str, advice: str = "") -> None:
        """``tried`` is a sentence on what the test asked for, ``advice`` one on what to ask."""
        super().__init__(f"{tried} {advice}".rstrip())
        self.tried = tried
        self.advice = advice


class NoSuchAttribute(NotServed, AttributeError):
    """An attribute of a student's object that no test may see, as if there were none."""


class NoSuchFile(NotServed, PermissionError):
    """A file that no test may open, as if it had not the right to: libraries try others."""


def is_of_wall(error: BaseException | None) -> bool:
    """Whether ``error`` was raised because of what cannot be had across the wall, or too much of
    it, also where a library, or the test, has made another one of that."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, NotServed | WireError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
