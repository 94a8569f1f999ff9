"""What went wrong, in a sentence, where it is the course's or the machine's doing."""

from __future__ import annotations

from nbgradient.course.folders import CourseError
from nbgradient.safe.shown import shown

_AGAIN = "Mend that and run the command again: it goes on where it was."


def said_of(error: BaseException) -> str | None:
    """What ``error`` means to a person, and what to do; None if that is unknown.

    The gradebook may be locked, gone, or no gradebook; and the disk may be full.
    """
    if isinstance(error, CourseError):
        return str(error)
    if (said := _of_database(error)) is not None:
        return said
    if isinstance(error, OSError) and error.strerror:
        of = f" ({shown(str(error.filename))})" if error.filename is not None else ""
        return f"The system refuses: {error.strerror}{of}. {_AGAIN}"
    return None


def _of_database(error: BaseException) -> str | None:
    """What a database said, if it was one that raised ``error``."""
    # These take long to import, and have been by what raises them.
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import DBAPIError

    from nbgradient.grading.database import connection

    found = error.__context__ if isinstance(error, InvalidEntry) else error
    return connection.sentence(found) if isinstance(found, DBAPIError) else None
