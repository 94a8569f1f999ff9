"""nbgrader's settings for this course: every nbgrader command run here reads them."""

import os
import sys
from pathlib import Path

from nbgradient import use_engine

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # for firststeps, of which no program but this course knows

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
use_engine(c)

# The order in which the assignments are taught.
c.Assignments.order = ["softmax", "logreg", "mlp", "fashion_mnist"]

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
c.Certify.kinds_of_data = "firststeps.data.kinds"
if sys.argv[1:2] == ["validate"]:  # which has no hook
    from firststeps.data import use_sample

    use_sample()
