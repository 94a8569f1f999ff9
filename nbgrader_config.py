"""nbgrader's settings for this course: every nbgrader command run here reads them."""

import os
import sys
from pathlib import Path

from nbgradient import data

ROOT = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 (nbgrader gives it to this file)

c.CourseDirectory.course_id = "nbgradient"
c.CourseDirectory.root = str(ROOT)

# What a student finds where an answer belongs; the message tells "not attempted" from "wrong".
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\n"
    'raise NotImplementedError("Not attempted yet: replace this line with your code.")'
}

# release/ is committed, so it is there already in a fresh clone, where the gradebook is not.
c.GenerateAssignment.force = True

# Slow cells that only draw carry this tag.
c.Execute.skip_cells_with_tag = "skip-grading"
c.Execute.timeout = 60

# A warning is no mistake: stock nbgrader takes all points of a test that wrote to stderr.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"[\s\S]"

os.environ.setdefault("KERAS_BACKEND", "torch")

# What executes notebooks to mark them does so on a small sample of the data, without a network.
# JupyterLab stays with the whole data, so this is no setting of the environment for everything.
c.Autograde.pre_convert_hook = "nbgradient.data.use_sample"
if sys.argv[1:2] == ["validate"]:
    data.use_sample()

# grades.csv as nbgrader writes it, with what is still to mark and why a notebook has no points.
c.ExportApp.plugin_class = "nbgradient.grading.export.GradesCsv"
