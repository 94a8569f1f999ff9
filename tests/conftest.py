"""What the tests share: the course's notebooks, and a course of its own for each test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import graded_class
import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from repository import COURSE, ROOT

from nbgradient.course import notebooks, settings
from nbgradient.proof import bank
from nbgradient.proof.stock import Mark
from nbgradient.proof.warm_kernel import WarmKernels

# nbgrader calls alembic by its name alone, also where the environment is not activated.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

# The settings of this course, wherever a test copies them, find its own parts.
os.environ["PYTHONPATH"] = os.pathsep.join(
    dict.fromkeys(filter(None, [str(ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]))
)

# As nbgrader_config.py has it, also where a test does without these settings.
os.environ.setdefault("KERAS_BACKEND", "torch")

# Kernels run side by side, each on one core.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


def pytest_configure(config: pytest.Config) -> None:
    """Leave out a warning that nbgrader's own use of SQLAlchemy gives."""
    ignored = "ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning"
    config.addinivalue_line("filterwarnings", ignored)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--bank``: how much of the bank of answers is tried."""
    parser.addoption(
        "--bank",
        default="20",
        help="How many answers a notebook are tried, spread over its bank: a number, or 'all'.",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each ``assignment``, source ``notebook`` or ``answer`` it asks for."""
    names = COURSE.assignments()
    paths = [path for name in names for path in COURSE.notebooks(name)]
    if "assignment" in metafunc.fixturenames:
        metafunc.parametrize("assignment", names)
    elif "answer" in metafunc.fixturenames:
        number = metafunc.config.getoption("bank")
        answers = [(path, answer) for path in paths for answer in _some(_answers(path), number)]
        ids = [f"{path.stem}: {answer.exercise}: {answer.title}" for path, answer in answers]
        metafunc.parametrize(("notebook", "answer"), answers, ids=ids)
    elif "notebook" in metafunc.fixturenames:
        ids = [f"{path.parent.name}/{path.stem}" for path in paths]
        metafunc.parametrize("notebook", paths, ids=ids)


def _answers(notebook: Path) -> list[bank.Answer]:
    """The answers to the exercises of ``notebook``, in the order in which these stand there."""
    path = bank.folder(ROOT) / f"{notebook.stem}.py"
    order = [name for name, _ in notebooks.cells(notebooks.read(notebook))]
    answers = bank.read(path) if path.exists() else []
    return sorted(
        answers,
        key=lambda answer: order.index(answer.exercise) if answer.exercise in order else -1,
    )


def _some(answers: list[bank.Answer], number: str) -> list[bank.Answer]:
    """``number`` of ``answers``, evenly spread, or all of them."""
    if number == "all" or int(number) >= len(answers):
        return answers
    return [answers[i * len(answers) // int(number)] for i in range(int(number))]


class OwnCourse:
    """A course in a folder of its own, with one notebook, on which nbgrader's own code works."""

    def __init__(self, root: Path, notebook: Path) -> None:
        self.root = root
        self.assignment, self.notebook = notebook.parent.name, notebook.name
        shutil.copy(ROOT / "nbgrader_config.py", root)
        source = root / "source" / self.assignment
        source.mkdir(parents=True, exist_ok=True)
        shutil.copy(notebook, source)
        config = settings.load(root)
        self.api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)

    @property
    def released(self) -> Path:
        """The notebook that students get."""
        return self.root / "release" / self.assignment / self.notebook

    def generate(self) -> None:
        """Make the release."""
        self._check(self.api.generate_assignment(self.assignment))

    def autograde(self, student: str, work: Path) -> None:
        """Hand in the notebook ``work`` as ``student``, and have nbgrader grade it."""
        submitted = self.root / "submitted" / student / self.assignment
        submitted.mkdir(parents=True)
        shutil.copy(work, submitted / self.notebook)
        self._check(self.api.autograde(self.assignment, student))

    def autograded(self, student: str) -> nbformat.NotebookNode:
        """The notebook of ``student`` as it ran."""
        return notebooks.read(self.root / "autograded" / student / self.assignment / self.notebook)

    def marks(self, student: str) -> dict[str, Mark]:
        """What the gradebook holds for the automatic cells of ``student``."""
        with self.api.gradebook as gradebook:
            name = Path(self.notebook).stem
            submission = gradebook.find_submission_notebook(name, self.assignment, student)
            return {
                grade.cell.name: Mark(grade.auto_score, grade.cell.max_score)
                for grade in submission.grades
                if grade.cell.cell_type == "code"
            }

    @staticmethod
    def _check(result: dict) -> None:
        assert result["success"], result.get("log", "") + result.get("error", "")


@pytest.fixture
def own_course(tmp_path: Path, notebook: Path) -> OwnCourse:
    """A course in a folder of its own that holds ``notebook`` alone, released."""
    made = OwnCourse(tmp_path, notebook)
    made.generate()
    return made


@pytest.fixture(autouse=True)
def _own_data() -> Iterator[None]:
    """Leave no test's folder of data to the next: autograding sets it for the whole process."""
    before = os.environ.get("NBGRADIENT_DATA")
    yield
    if before is None:
        os.environ.pop("NBGRADIENT_DATA", None)
    else:
        os.environ["NBGRADIENT_DATA"] = before


@pytest.fixture
def sample(notebook: Path) -> None:
    """The small sample of images that grading uses, where ``notebook`` loads images."""
    if "NBGRADIENT_DATA" in notebook.read_text():
        from firststeps import data

        data.use_sample(COURSE)


@pytest.fixture(scope="session")
def _graded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graded_class.make(tmp_path_factory.mktemp("graded"))


@pytest.fixture
def marked(_graded_once: Path, tmp_path: Path) -> Path:
    """A small course whose class was graded, and marked by a person; see ``graded_class.py``."""
    return shutil.copytree(_graded_once, tmp_path / "course")


@pytest.fixture(scope="session")
def warm_kernels() -> Iterator[WarmKernels]:
    """Kernels that start at once, in the middle of a notebook."""
    with WarmKernels() as kernels:
        yield kernels


@pytest.fixture(scope="session")
def sandbox() -> None:
    """A system that can sandbox; where there is none, the engine's tests are left out."""
    from nbgradient.examiner.sandbox import SandboxError, check

    try:
        check()
    except SandboxError as error:
        pytest.skip(str(error))
