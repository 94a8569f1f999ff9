"""The collector that ``nbgrader zip_collect`` is told to use: a pattern, or the course's class.

Where ``nbgrader_config.py`` sets ``FileNameCollectorPlugin.named_regexp`` or
``ZipCollectApp.collector_plugin``, nbgrader's own plugin reads the names of the files.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import parse_utc
from traitlets.config import Config

from nbgradient.collecting.formats.grouping import grouped
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who
from nbgradient.course import settings
from nbgradient.course.folders import Course, CourseError


class Plugin:
    """nbgrader's collector plugin, with the settings of the course."""

    name = "the collector plugin of nbgrader_config.py"
    remark = ""

    def __init__(self, course: Course, config: Config) -> None:
        """Make the plugin that ``config``, of ``course``, names.

        Raises:
            CourseError: there is none of that name, or it fails.
        """
        kind = config.ZipCollectApp.get("collector_plugin") or FileNameCollectorPlugin
        self._plugin = settings.call(kind, course, config=config)
        self._plugin.log.setLevel("ERROR")  # a name that does not fit is told here

    def read(self, tree: Tree) -> Found:
        """The files by what the plugin makes of their names.

        Raises:
            CourseError: the plugin fails.
        """
        found = grouped(tree, self._place)
        return Found([_hand_in(*key, files) for key, files in found])

    def _place(self, entry: Entry) -> tuple[tuple[str, str, str, str], str, int] | None:
        try:
            told = self._plugin.collect(entry.path)
        except Exception as error:
            raise CourseError(
                f"The collector plugin of nbgrader_config.py fails: {type(error).__name__}: {error}"
            ) from error
        if not told or not told.get("student_id") or not told.get("file_id"):
            return None
        names = (told.get("first_name"), told.get("last_name"))
        name = " ".join(part for part in names if part)
        path = PurePosixPath(told["file_id"])
        key = told["student_id"], name, told.get("email") or "", str(told.get("timestamp") or "")
        return key, str(path.with_suffix(PurePosixPath(entry.path).suffix)), 0


def is_set(config: Config) -> bool:
    """Whether ``config`` says how nbgrader reads the names of files."""
    return bool(
        config.FileNameCollectorPlugin.get("named_regexp")
        or config.ZipCollectApp.get("collector_plugin")
    )


def _hand_in(student: str, name: str, email: str, time: str, files: dict[str, Entry]) -> HandIn:
    keys = {kind: value for kind, value in (("id", student), ("email", email)) if value}
    when = _time(time)
    return HandIn((Who(name, keys, student),), files, Plugin.name, when=when, order=time)


def _time(text: str) -> datetime | None:
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError):
        return None
