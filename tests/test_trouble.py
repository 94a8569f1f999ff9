"""One submission's trouble is its own: it has a reason, and the others are graded all the same."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from conftest import OwnCourse
from graded import give_back, mark_all
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from small_course import hand_in, make, solved

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

BIN = Path(sys.executable).parent
HEAVY = """
number = double(1)
if number == "power":
    10**10**8
if number == "pattern":
    import re
    re.match("(a+)+$", "a" * 60 + "b")
if number == "death":
    import os
    os._exit(1)
"""


def folder(root: Path, student: str) -> Path:
    """A student's folder with two right notebooks."""
    hand_in(root, student, one=solved(), two=solved())
    return root / "submitted" / student / "first"


def linked_notebook(root: Path) -> None:
    path = folder(root, "linked_notebook") / "one.ipynb"
    path.unlink()
    path.symlink_to("../../../source/first/one.ipynb")


def classmates_notebook(root: Path) -> None:
    path = folder(root, "classmates_notebook") / "one.ipynb"
    path.unlink()
    path.symlink_to("../../ada/first/one.ipynb")


def hard_linked_notebook(root: Path) -> None:
    path = folder(root, "hard_linked_notebook") / "one.ipynb"
    path.unlink()
    os.link(root / "source" / "first" / "one.ipynb", path)


def linked_folder(root: Path) -> None:
    (root / "submitted" / "linked_folder").mkdir()
    (root / "submitted" / "linked_folder" / "first").symlink_to("../ada/first")


def linked_student(root: Path) -> None:
    (root / "submitted" / "linked_student").symlink_to("ada")


def notebook_is_a_folder(root: Path) -> None:
    path = folder(root, "notebook_is_a_folder") / "one.ipynb"
    path.unlink()
    path.mkdir()


def notebook_is_a_pipe(root: Path) -> None:
    path = folder(root, "notebook_is_a_pipe") / "one.ipynb"
    path.unlink()
    os.mkfifo(path)


def no_time(root: Path) -> None:
    (folder(root, "no_time") / "timestamp.txt").write_bytes(b"yesterday \xff")


def time_is_a_folder(root: Path) -> None:
    (folder(root, "time_is_a_folder") / "timestamp.txt").mkdir()


def pipe_and_sparse_file(root: Path) -> None:
    path = folder(root, "pipe_and_sparse_file")
    os.mkfifo(path / "pipe")
    with (path / "sparse").open("wb") as file:
        file.truncate(20 << 30)


def latin_name(root: Path) -> None:
    with open(os.fsencode(folder(root, "latin_name")) + b"/caf\xe9.txt", "w"):
        pass


def name_of_student_is_no_text(root: Path) -> None:
    path = os.fsencode(folder(root, "copied"))
    shutil.copytree(path, os.fsencode(root) + b"/submitted/no\xfftext/first")


def name_with_a_line_end(root: Path) -> None:
    folder(root, "line\nend")


def name_that_is_a_formula(root: Path) -> None:
    folder(root, "=1+1")


def longest_name(root: Path) -> None:
    folder(root, "n" * 255)


def file_where_the_instructor_has_a_folder(root: Path) -> None:
    (folder(root, "file_for_folder") / "data").write_text("")


def nested(root: Path) -> None:
    hand_in(root, "nested", one="[" * 100_000, two=solved())


def computes_for_ever(root: Path) -> None:
    answer = "def double(x):\n    return {1: 'power'}.get(x, 2 * x)"
    hand_in(root, "computes_for_ever", one=solved(), two=solved(answer))


def ends_the_examiner(root: Path) -> None:
    answer = "def double(x):\n    return {1: 'death'}.get(x, 2 * x)"
    hand_in(root, "ends_the_examiner", one=solved(), two=solved(answer))


def time_that_dateutil_chokes_on(root: Path) -> None:
    text = "99999999999999999999999999999h"
    (folder(root, "odd_time") / "timestamp.txt").write_text(text)


def folder_that_looks_like_a_notebook(root: Path) -> None:
    path = folder(root, "crowded") / "a.ipynb"
    path.mkdir()
    for number in range(2_005):
        (path / str(number)).touch()


def names_that_are_long_on_the_wire(root: Path) -> None:
    path = os.fsencode(folder(root, "long_names")) + b"/" + b"\xfe" * 240
    os.mkdir(path)
    for number in range(1_990):
        with open(path + b"/" + b"\xff" * 240 + str(number).encode(), "w"):
            pass


def too_long_in_all(root: Path) -> None:
    notebook = solved()
    wait = "import time\ntime.sleep(2.5)"
    notebook.cells[1:1] = [new_code_cell(wait, id=f"wait_{number}") for number in range(6)]
    hand_in(root, "too_long_in_all", one=notebook, two=solved())


def escapes_in_a_name(root: Path) -> None:
    notebook = solved()
    extra = new_code_cell("1", id="extra")
    extra.metadata["nbgrader"] = {"grade_id": "\x1b[2J\x1b]0;own\x07" + "x" * 100_000}
    notebook.cells.append(extra)
    hand_in(root, "escapes", one=notebook, two=solved())


def endless_in_a_test(root: Path) -> None:
    answer = "def double(x):\n    while True:\n        pass"
    hand_in(root, "endless_in_a_test", one=solved(answer), two=solved())


def endless(root: Path) -> None:
    for student in ("endless", "endless_too"):
        hand_in(root, student, one=solved("while True:\n    pass"), two=solved())


#: What is handed in, by whom; the points of the tests, of 6; a part of the reason; and whether a
#: person has to look at it.
KINDS: list[tuple[Callable[[Path], None], str, float, str, bool]] = [
    (linked_notebook, "linked_notebook", 3, "one.ipynb is a link", True),
    (classmates_notebook, "classmates_notebook", 3, "one.ipynb is a link", True),
    (hard_linked_notebook, "hard_linked_notebook", 3, "one.ipynb is a hard link", True),
    (linked_folder, "linked_folder", 0, "The folder first is a link", True),
    (linked_student, "linked_student", 0, "The folder linked_student is a link", True),
    (notebook_is_a_folder, "notebook_is_a_folder", 3, "one.ipynb is a folder", False),
    (notebook_is_a_pipe, "notebook_is_a_pipe", 3, "one.ipynb is no plain file", True),
    (no_time, "no_time", 6, "timestamp.txt holds no time", True),
    (time_is_a_folder, "time_is_a_folder", 6, "timestamp.txt holds no time", True),
    (pipe_and_sparse_file, "pipe_and_sparse_file", 6, "sparse is too large", False),
    (latin_name, "latin_name", 6, "", False),
    (name_of_student_is_no_text, "no\\udcfftext", 0, "is no text to read: rename it", True),
    (name_with_a_line_end, "line\\nend", 0, "is no text to read: rename it", True),
    (name_that_is_a_formula, "'=1+1", 6, "", False),
    (longest_name, "n" * 255, 6, "", False),
    (file_where_the_instructor_has_a_folder, "file_for_folder", 6, "", False),
    (nested, "nested", 3, "one.ipynb is not a notebook", False),
    (time_that_dateutil_chokes_on, "odd_time", 6, "timestamp.txt holds no time", True),
    (folder_that_looks_like_a_notebook, "crowded", 6, "What is beyond 2000 files", False),
    (names_that_are_long_on_the_wire, "long_names", 6, "What is beyond 2000 files", False),
    (too_long_in_all, "too_long_in_all", 3, "The notebook took longer than", False),
    (escapes_in_a_name, "escapes", 6, "\\x1b[2J", False),
    (endless_in_a_test, "endless_in_a_test", 3, "The test 'test_double': Your code took", False),
    (endless, "endless", 3, "The cell 'double': This cell ran longer than", False),
    (computes_for_ever, "computes_for_ever", 3, "The test 'test_double' kept the grader", True),
    (ends_the_examiner, "ends_the_examiner", 3, "The process that graded it ended", True),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A class in which each student is in trouble of another kind, but one, graded by the command
    of nbgradient."""
    root = make(tmp_path_factory.mktemp("trouble"))
    path = root / "source" / "first" / "two.ipynb"
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "test_double").source += HEAVY
    nbformat.write(notebook, path)
    (root / "source" / "first" / "data").mkdir()
    (root / "source" / "first" / "data" / "a.csv").write_text("1")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Engine.examiner_seconds = 10\nc.Engine.cell_seconds = 3\n")
        config.write("c.Engine.notebook_seconds = 6\n")
    hand_in(root, "ada", one=solved(), two=solved())
    for make_kind, *_ in KINDS:
        make_kind(root)
    return root


@pytest.fixture(scope="module")
def graded(root: Path) -> subprocess.CompletedProcess:
    variables = os.environ | {"NBGRADIENT_DATA": str(root), "COLUMNS": "300"}
    command = [BIN / "nbgradient", "grade", "first"]
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)


@pytest.fixture(scope="module")
def table(root: Path, graded: subprocess.CompletedProcess) -> dict[str, dict]:
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_the_honest_student_has_full_marks(table: dict[str, dict]) -> None:
    assert float(table["ada"]["auto_score"]) == 6
    assert "changed" in table["ada"]["reason"]  # the test that was made heavier


@pytest.mark.parametrize(
    "_, student, score, reason, person", KINDS, ids=lambda value: getattr(value, "__name__", "")
)
def test_each_kind_of_trouble_has_its_reason(
    table: dict[str, dict], graded: subprocess.CompletedProcess, _: Callable, student: str,
    score: float, reason: str, person: bool
) -> None:  # fmt: skip
    row = table[student]
    assert float(row["auto_score"]) == score
    assert reason in row["reason"]
    named = re.search(f"first of {re.escape(student.lstrip(chr(39)))}[,:]", graded.stdout)
    assert bool(named) == person


def test_the_command_says_by_its_status_that_somebody_is_needed(
    graded: subprocess.CompletedProcess,
) -> None:
    assert graded.returncode == 1
    assert "Traceback" not in graded.stdout + graded.stderr
    assert "\x1b" not in graded.stdout


def test_what_a_student_makes_long_is_cut(table: dict[str, dict]) -> None:
    assert all(len(row["reason"]) < 5_000 for row in table.values())


def test_a_cell_at_which_several_students_stop_is_named(
    graded: subprocess.CompletedProcess,
) -> None:
    assert "The cell 'double' of first/one took too long for 2 students" in graded.stdout


def test_what_could_not_be_graded_waits_for_a_person(
    root: Path, graded: subprocess.CompletedProcess
) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for student, notebook in (("linked_notebook", "one"), ("computes_for_ever", "two")):
            grades = book.find_submission_notebook(notebook, "first", student).grades
            assert [(grade.auto_score, grade.needs_manual_grade) for grade in grades] == [
                (None, True)
            ] * 3


def test_no_solution_stands_in_the_page_of_a_linked_notebook(
    root: Path, graded: subprocess.CompletedProcess
) -> None:
    page_of = root / "feedback" / "linked_notebook" / "first" / "first.html"
    assert not page_of.exists()
    give_back(root, provisional=True)
    page = page_of.read_text()
    assert "one.ipynb is a link" in page
    assert "2 * x" not in page


def test_a_second_run_looks_again_only_at_what_may_have_been_mended(
    root: Path, graded: subprocess.CompletedProcess
) -> None:
    variables = os.environ | {"NBGRADIENT_DATA": str(root), "COLUMNS": "300"}
    command = [BIN / "nbgradient", "grade", "first"]
    again = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    looked_at = [line for line in again.stdout.splitlines() if line.startswith("Needs a person")]
    assert len(looked_at) == 3
    assert sum("is no text" in line for line in looked_at) == 2
    assert sum("The process that graded it ended" in line for line in looked_at) == 1


def test_nbgraders_command_leaves_out_what_it_would_follow_or_wait_for(tmp_path: Path) -> None:
    own = tmp_path / "own"
    make(own)
    linked_notebook(own)
    notebook_is_a_pipe(own)
    (folder(own, "beside") / "notes").symlink_to("/etc/passwd")
    (folder(own, "time") / "timestamp.txt").symlink_to("/etc/passwd")
    hand_in(own, "ada", one=solved(), two=solved())
    variables = os.environ | {"NBGRADIENT_DATA": str(own)}
    for command in (["generate_assignment", "first"], ["autograde", "first"]):
        done = subprocess.run(
            [BIN / "nbgrader", *command], cwd=own, env=variables, capture_output=True, text=True
        )
    assert "Needs a person: first of linked_notebook: one.ipynb is a link" in done.stderr
    assert "Needs a person: first of notebook_is_a_pipe: one.ipynb is no plain file" in done.stderr
    assert "Needs a person: first of beside: notes is a link" in done.stderr
    assert "Needs a person: first of time: timestamp.txt is a link" in done.stderr
    assert "root:" not in done.stderr
    assert [path.name for path in (own / "autograded").iterdir()] == ["ada"]
    assert (own / "autograded" / "ada" / "first" / "two.ipynb").exists()


def test_nbgraders_command_refuses_a_link_wherever_it_is_started_from(tmp_path: Path) -> None:
    """Formgrader starts it in a process of its own, without looking at what was handed in."""
    make(tmp_path / "made")
    root = tmp_path / "own"
    root.mkdir()
    own = OwnCourse(root, tmp_path / "made" / "source" / "first" / "one.ipynb")
    own.generate()
    linked_notebook(root)
    result = own.api.autograde("first", "linked_notebook")
    assert not result["success"]
    assert "one.ipynb is a link" in result["log"] + result.get("error", "")
    with own.api.gradebook as book:
        for grade in book.find_submission_notebook("one", "first", "linked_notebook").grades:
            assert (grade.auto_score, grade.needs_manual_grade) == (None, True)


#: An answer that computes for half of the time that it may have, once in a cell and once in a test.
SLOW = """
import time

def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

compute(0.8)

def double(x):
    compute(0.8)
    return 2 * x
"""


@pytest.fixture
def busy() -> Iterator[None]:
    """Eight programs that compute all the time."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(8)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


def test_a_busy_machine_costs_no_points(busy: None, tmp_path: Path) -> None:
    root = make(tmp_path)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Engine.cell_seconds = 2\n")
    for student in ("ada", "emmy"):
        hand_in(root, student, one=solved(SLOW), two=solved())
    variables = os.environ | {"NBGRADIENT_DATA": str(root)}
    command = [BIN / "nbgradient", "grade", "first"]
    done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(float(row["auto_score"]), row["reason"]) for row in rows] == [(6, "")] * 2


def test_marks_stay_where_only_what_is_written_after_them_fails(tmp_path: Path) -> None:
    root = make(tmp_path)
    hand_in(root, "ada", one=solved(), two=solved())
    (root / "autograded").write_text("in the way")
    variables = os.environ | {"NBGRADIENT_DATA": str(root)}
    command = [BIN / "nbgradient", "grade", "first"]
    done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        row = next(csv.DictReader(file))
    assert float(row["auto_score"]) == 6
    assert row["reason"]

    (root / "autograded").unlink()
    done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    assert done.returncode == 0
    mark_all(root)
    assert give_back(root).there == ["ada"]


def test_a_failed_regrade_leaves_no_mark_of_what_was_handed_in_before(tmp_path: Path) -> None:
    root = make(tmp_path)
    hand_in(root, "ada", one=solved(), two=solved())
    variables = os.environ | {"NBGRADIENT_DATA": str(root)}
    command = [BIN / "nbgradient", "grade", "first"]
    subprocess.run(command, cwd=root, env=variables, check=True, capture_output=True)

    path = root / "source" / "first" / "two.ipynb"
    notebook = nbformat.read(path, 4)
    test = next(cell for cell in notebook.cells if cell.id == "test_double")
    test.source += "\nimport os\nos._exit(1)"
    nbformat.write(notebook, path)
    done = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    assert done.returncode == 1
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        right = book.find_submission_notebook("one", "first", "ada").grades
        assert sorted(grade.auto_score or 0 for grade in right) == [0, 1, 2]
        wrong = book.find_submission_notebook("two", "first", "ada").grades
        assert {(grade.auto_score, grade.needs_manual_grade) for grade in wrong} == {(None, True)}
