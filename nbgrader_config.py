"""nbgrader's settings for this course: every nbgrader command run here reads them."""

import os
from pathlib import Path

from traitlets.config import get_config

ROOT = Path(__file__).resolve().parent

c = get_config()

c.CourseDirectory.course_id = "nbgradient"
c.CourseDirectory.root = str(ROOT)

# What a student finds where an answer belongs; the message tells "not attempted" from "wrong".
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\n"
    'raise NotImplementedError("Not attempted yet: replace this line with your code.")'
}

# Slow cells that only draw carry this tag.
c.Execute.skip_cells_with_tag = "skip-grading"
c.Execute.timeout = 60

# A warning is no mistake: stock nbgrader takes all points of a test that wrote to stderr.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"[\s\S]"
