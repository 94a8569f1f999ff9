"""Which submissions are graded as they are now, and what was said of them.

What was handed in is read once in a run, however often it is asked for: a class of a thousand is
looked at in a second or two.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nbgradient.course.folders import Course, digest_of
from nbgradient.grading import records
from nbgradient.grading.records import Record
from nbgradient.grading.submission import HandedIn, Submission, submissions


@dataclass(frozen=True)
class Standing:
    """A submission, and what became of it as it is now: None if it is not graded so."""

    submission: Submission
    record: Record | None

    @property
    def is_done(self) -> bool:
        """Whether it need not be graded again as long as it stays as it is."""
        return self.record is not None and self.record.is_done


class Standings:
    """Those of a course, by assignment and student; each assignment is looked at when asked for."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._found: dict[str, dict[str, Standing]] = {}
        self._given: dict[str, bytes] = {}

    def of(self, assignment: str) -> dict[str, Standing]:
        """What was handed in for ``assignment``, by the students' names."""
        if assignment not in self._found:
            handed_in = submissions(assignment, self.course.root)
            self._found[assignment] = {item.student: self._look(item) for item in handed_in}
        return self._found[assignment]

    def fingerprint(self, handed_in: HandedIn) -> str:
        """A text that changes when the student's files or the instructor's do."""
        assignment = handed_in.submission.assignment
        if assignment not in self._given:
            self._given[assignment] = digest_of(self.course.files(assignment))
        return hashlib.sha256(self._given[assignment] + handed_in.digest()).hexdigest()

    def note(self, submission: Submission, record: Record) -> None:
        """``submission`` has just been graded, and this is what came of it."""
        self.of(submission.assignment)[submission.student] = Standing(submission, record)

    def forget(self, assignment: str) -> None:
        """Look at ``assignment`` anew when it is asked for: anything of it may have changed."""
        self._found.pop(assignment, None)
        self._given.pop(assignment, None)

    def look_again(self, submission: Submission) -> None:
        """``submission`` may have changed, or be gone."""
        known = self.of(submission.assignment)
        known.pop(submission.student, None)
        if submission.is_there:
            known[submission.student] = self._look(submission)

    def _look(self, submission: Submission) -> Standing:
        record = records.read(submission)
        if record and record.fingerprint != self.fingerprint(submission.read()):
            record = None
        return Standing(submission, record)
