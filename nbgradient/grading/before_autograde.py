"""What has to be so before nbgrader's own ``autograde`` starts."""

from __future__ import annotations

import glob
import sys

from traitlets.config import Config

from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.sandbox import SandboxError, check
from nbgradient.grading.late import due_dates, times
from nbgradient.grading.late.due_dates import DueDatesError
from nbgradient.grading.late.times import TimeError
from nbgradient.grading.submission import submissions
from nbgradient.safe.shown import shown

_TRUST = "--Engine.trust_submissions=True"


def prepare(arguments: list[str], config: Config) -> None:
    """Get ready for ``nbgrader autograde`` with ``arguments``, before it touches anything.

    Raises:
        SystemExit: submissions cannot be sandboxed here, one has a name that ends the command, or
            the file of due dates cannot be taken.
    """
    _look_at_due_dates(config)
    if config.Engine.get("trust_submissions") is True or _TRUST in arguments:
        return
    try:
        check()
    except SandboxError as error:
        sys.exit(str(error))
    _leave_out_what_is_not_read(arguments, config)


def _look_at_due_dates(config: Config) -> None:
    try:
        due_dates.read(Course.find().root, times.zone(config.NbGraderAPI.get("timezone", "UTC")))
    except DueDatesError as error:
        sys.exit(str(error))
    except (CourseError, TimeError):  # told by whoever needs the course, or its zone
        return


def _leave_out_what_is_not_read(arguments: list[str], config: Config) -> None:
    """Keep nbgrader from what it would follow or wait for: it copies what is handed in.

    Raises:
        SystemExit: a student's name is one that nbgrader cannot read; it would end with it.
    """
    try:
        course = Course.find()
    except CourseError:
        return
    asked = [argument.removeprefix("--assignment=") for argument in arguments]
    for assignment in [name for name in course.assignments() if name in asked]:
        for item in submissions(assignment, course.root):
            if not item.is_named or glob.has_magic(item.student):
                sys.exit(f"The folder submitted/{shown(item.student)} needs another name.")
            handed_in = item.read()
            said = [handed_in.problem] if handed_in.problem else handed_in.files.left_out.values()
            if told := " ".join(said):
                print(f"Needs a person: {assignment} of {item.student}: {told}", file=sys.stderr)
                known = config.CourseDirectory.get("student_id_exclude", "")
                config.CourseDirectory.student_id_exclude = ",".join(
                    filter(None, [known, item.student])
                )
