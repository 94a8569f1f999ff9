"""When something was handed in, as its ``timestamp.txt`` says."""

from __future__ import annotations

from datetime import datetime, tzinfo

from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from nbgradient.course.folders import SETTINGS, CourseError
from nbgradient.grading.late import times
from nbgradient.grading.late.times import TimeError
from nbgradient.grading.submission import TIMESTAMP, HandedIn

#: The longest text of a time that is looked at, in bytes.
_LONGEST = 200


class TimestampError(CourseError):
    """A submission's time cannot be read; the message says what to do."""


def usual_zone(api: NbGraderAPI) -> tzinfo:
    """The time zone of the course, in which formgrader shows times.

    Raises:
        CourseError: the settings name one that is not known.
    """
    return zone_of(api.config)


def zone_of(config: Config) -> tzinfo:
    """The same by the settings of the course alone.

    Raises:
        CourseError: they name one that is not known.
    """
    try:
        return times.zone(config.NbGraderAPI.get("timezone", NbGraderAPI.timezone.default_value))
    except TimeError as error:
        raise CourseError(
            f"NbGraderAPI.timezone in {SETTINGS} {error}: write one like Europe/Berlin."
        ) from None


def time_of(handed_in: HandedIn, usual: tzinfo) -> datetime | None:
    """When it was handed in, in UTC and without a zone, if there is a ``timestamp.txt``.

    Args:
        usual: the zone of a time that names none.

    Raises:
        TimestampError: it holds no time.
    """
    files = handed_in.files
    if left_out := files.left_out.get(TIMESTAMP):
        raise TimestampError(f"{left_out} Until it is a plain file the work counts as in time.")
    text = files.contents.get(TIMESTAMP)
    if (text is not None and not text.strip()) or (text is None and TIMESTAMP not in files.folders):
        return None
    try:
        if text is None or len(text) > _LONGEST:
            raise TimeError("is no text of a time's length")
        return times.read(text.decode(errors="replace"), usual)
    except TimeError as error:
        raise TimestampError(
            f"{TIMESTAMP} holds no time that can be taken, it {error}: {times.ADVICE}, or "
            "delete it. Until then the work counts as in time."
        ) from None
