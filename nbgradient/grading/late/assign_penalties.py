"""Late work in ``nbgrader autograde``: as ``nbgradient grade`` has it."""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from nbgradient.grading.late.penalties import PenaltyError
from nbgradient.grading.late.timestamps import TimestampError, time_of
from nbgradient.grading.marks import Marks
from nbgradient.grading.submission import Submission


class AssignPenalties(NbGraderPreprocessor):
    """Takes the place of nbgrader's AssignLatePenalties, whose settings it uses.

    The file of due dates counts, a time with an offset is read as it was meant, the plugin may lie
    beside the settings, and one that fails ends nothing.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Write what the notebook loses into the gradebook; ``nb`` stays as it is.

        Raises:
            CourseError: the due dates, or the plugin for late work, cannot be used.
        """
        known = resources["nbgrader"]
        folders = CourseDirectory(config=self.config)
        submission = Submission(Path(folders.root), known["assignment"], known["student"])
        with Marks(NbGraderAPI(coursedir=folders, config=self.config)) as marks:
            when = None
            try:
                when = time_of(submission.read_timestamp(), marks.zone)
            except TimestampError as error:
                self.log.warning("%s: %s", submission.student, error)
            marks.set_times(submission.assignment, {submission.student: when})
            for late in marks.late(submission.assignment, submission.student):
                if late.notebook.name == known["notebook"]:
                    try:
                        marks.set_penalty(late, marks.penalty(late))
                    except PenaltyError as error:
                        self.log.error("%s: %s.", submission.student, error)
        return nb, resources
