"""nbgrader's settings for this course: every nbgrader command run here reads them."""

import os
import sys
from pathlib import Path

from nbgradient import commands

ROOT = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 (nbgrader gives it to this file)

c.CourseDirectory.course_id = "nbgradient"
c.CourseDirectory.root = str(ROOT)

# What a student finds where an answer belongs; the message tells "not attempted" from "wrong".
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\n"
    'raise NotImplementedError("Not attempted yet: replace this line with your code.")'
}

# "Run all" stops at a cell that fails. In a release it goes on past those that fail only because an
# exercise is open; which these are the solutions tell, so this comes before they are cleared.
c.GenerateAssignment.preprocessors.prepend(["nbgradient.course.keep_going.KeepGoing"])

# release/ is committed, so it is there already in a fresh clone, where the gradebook is not.
c.GenerateAssignment.force = True

# Submissions are graded on the engine (docs/architecture.md): rebuilt from source/, run in a
# sandbox, examined from outside of it. nbgradient/examiner/engine.py lists its options.
c.Engine.cell_seconds = 30
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "nbgradient.examiner.preprocessors.Rebuild",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgradient.examiner.preprocessors.Examine",
    "nbgrader.preprocessors.LimitOutput",
    "nbgradient.examiner.preprocessors.SaveGrades",
    "nbgradient.examiner.preprocessors.HideTests",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# What still runs in one kernel is the instructor's own: nbgrader validate, and the tests of this
# repository. Slow cells that only draw carry this tag; a warning is no mistake.
c.Execute.skip_cells_with_tag = "skip-grading"
c.Execute.timeout = 60
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"[\s\S]"

os.environ.setdefault("KERAS_BACKEND", "torch")

# What executes notebooks to mark them does so on a small sample of the data, without a network.
# JupyterLab stays with the whole data, so this is no setting of the environment for everything.
c.Autograde.pre_convert_hook = "firststeps.data.use_sample"
commands.prepare(sys.argv, c)

# Nothing of a submission runs in the browser that shows it, in formgrader or as a feedback page.
c.HTMLExporter.preprocessors = ["nbgradient.pages.safe_page.SafePage"]
c.HTMLExporter.filters = {
    "ansi2html": "nbgradient.safe.text.coloured",
    "clean_html": "nbgradient.safe.html.clean_html",
    "highlight_code": "nbgradient.safe.text.highlight_code",
    "markdown2html": "nbgradient.safe.markdown.markdown2html",
    "strip_files_prefix": "nbgradient.safe.markdown.strip_files_prefix",
}

# grades.csv as nbgrader writes it, with what is still to mark and why a notebook has no points.
c.ExportApp.plugin_class = "nbgradient.grading.export.GradesCsv"
