"""Files and modules beside a notebook: each side of the wall finds its own."""

from __future__ import annotations

import os
import sys

import pytest
from any_course import examined, said, shown
from nbformat import NotebookNode
from writing import exercise, given, graded, notebook

from nbgradient.examiner.beside import Beside

pytestmark = pytest.mark.usefixtures("sandbox")

TOOLS = "def close(a, b):\n    return abs(a - b) < {}\n"
DATA = "a\n1\n2\n"


def with_tools() -> NotebookNode:
    return notebook(
        given("from tools import close", "given"),
        exercise("def f(x):\n    return x + 1"),
        graded("assert close(f(1), 2)"),
    )


def with_data() -> NotebookNode:
    return notebook(
        given("import pandas as pd\ndf = pd.read_csv('d.csv')", "given"),
        exercise("def f(x):\n    return int(x.a.sum())"),
        graded("assert f(df) == 3\nassert open('d.csv').read() == 'a\\n1\\n2\\n'"),
    )


def test_a_locked_cell_imports_a_module_of_the_instructors() -> None:
    exam, _ = examined(with_tools(), ours={"tools.py": TOOLS.format(1e-9)})
    assert said(exam) == {}


def test_a_locked_cell_and_a_test_read_a_file_of_the_instructors() -> None:
    exam, _ = examined(with_data(), ours={"d.csv": DATA})
    assert said(exam) == {}


@pytest.mark.parametrize(
    ("own", "files"),
    [
        (None, {"helper.py": "def one():\n    return 1\n"}),
        ("%%writefile helper.py\ndef one():\n    return 1", {}),
        (None, {"helper/__init__.py": "from helper.one import one", "helper/one.py": "one = int"}),
    ],
    ids=["handed in", "written by a cell", "package"],
)
def test_a_module_of_the_students_is_found(own: str | None, files: dict[str, str]) -> None:
    source = notebook(
        exercise("import helper\n\ndef f():\n    return helper.one() == 9 or 1"),
        graded("assert f() == 1"),
    )
    exam, built = examined(source, own=own, theirs=files)
    assert said(exam) == {}
    assert "Error" not in shown(built)


@pytest.mark.parametrize(
    "test",
    [
        "import geometry\nassert geometry.area(2) == 4",
        "from geometry import area\nassert area(3) == 9",
        "from geometry import area as a\nimport geometry as g\nassert a(3) == g.area(3) == 9",
    ],
)
def test_a_test_asks_a_module_that_the_student_wrote(test: str) -> None:
    module = "%%writefile geometry.py\nSEEN = 1\ndef area(x):\n    return x * x"
    source = notebook(exercise(module), graded(test))
    assert said(examined(source)[0]) == {}
    wrong = {"geometry.py": "import sys\nsys.exit()"}
    assert said(examined(source, answer="%%writefile geometry.py\ndef area(x):\n    return 1")[0])
    assert said(examined(source, answer="pass", theirs=wrong)[0])
    assert said(examined(source, answer="pass")[0])


@pytest.mark.parametrize("name", ["tools.py", "tools/__init__.py", "numpy.py", "json.py"])
def test_a_students_module_by_the_name_of_another_changes_no_test(name: str) -> None:
    poison = (
        "def __getattr__(name):\n    return lambda *args: True\nclose = all = lambda *a: True\n"
    )
    source = with_tools()
    source.cells[-1].source = (
        "import json\nimport numpy as np\n"
        "assert json.loads('1') == 1 and np.all([0]) == False\nassert close(f(1), 2)"
    )
    exam, _ = examined(
        source,
        "def f(x):\n    return 5",
        {"tools.py": TOOLS.format(1e-9)},
        {name: poison},
        f"import os\nos.makedirs('tools', exist_ok=True)\nopen({name!r}, 'w').write({poison!r})",
    )
    assert set(said(exam)) == {"test_exercise"}
    exam, _ = examined(source, None, {"tools.py": TOOLS.format(1e-9)}, {name: poison})
    assert said(exam) == {}


def test_a_students_file_by_the_name_of_the_instructors_is_not_what_a_test_reads() -> None:
    wrong = "def f(x):\n    return 9"
    exam, _ = examined(with_data(), wrong, {"d.csv": DATA}, {"d.csv": "a\n9\n"},
                       "open('d.csv', 'w').write('a\\n9\\n')")  # fmt: skip
    assert set(said(exam)) == {"test_exercise"}


def test_a_module_of_the_students_stands_before_no_library() -> None:
    source = notebook(exercise("import colorsys\nprint(colorsys.__file__)"), graded("assert 1"))
    _, built = examined(source, theirs={"colorsys.py": "here = 1"})
    assert "/home/student" not in shown(built)


def test_two_assignments_have_each_their_own_module_of_one_name() -> None:
    for bound, passes in ((1e-9, False), (10, True), (1e-9, False)):
        exam, _ = examined(
            with_tools(), "def f(x):\n    return 5", {"tools.py": TOOLS.format(bound)}
        )
        assert exam.verdicts["test_exercise"].passed is passes
    assert "tools" not in sys.modules


def test_the_instructors_files_are_as_they_were_for_each_exam() -> None:
    source = notebook(
        given("open('log.txt', 'w').write('begun')", "given"),
        exercise("f = 1"),
        graded("assert open('d.csv').read() == 'a'\nopen('d.csv', 'w').write('b')\nassert f"),
    )
    for _ in range(2):
        exam, _ = examined(source, ours={"d.csv": "a"})
        assert said(exam) == {}


def test_the_folder_and_the_path_are_left_as_they_were() -> None:
    before, path = os.getcwd(), list(sys.path)
    beside = Beside({"inside/x.txt": b"1"})
    with pytest.raises(ZeroDivisionError), beside.entered():
        assert os.listdir(".") == ["inside"]
        sys.path.clear()
        sys.path += path
        raise ZeroDivisionError
    assert os.getcwd() == before
    assert sys.path == path


def test_a_module_that_keeps_something_is_asked_where_the_students_code_uses_it() -> None:
    counts = "seen = []\ndef add(x):\n    seen.append(x)\ndef total():\n    return sum(seen)\n"
    source = notebook(
        exercise("from counts import add, total\n\nadd(3)"), graded("assert total() == 3")
    )
    exam, _ = examined(source, ours={"counts.py": counts})
    assert said(exam) == {}


def test_a_module_that_keeps_nothing_is_the_examiners_own_wherever_it_is_imported() -> None:
    source = notebook(
        exercise("import tools\n\ndef f(x):\n    return x + 1"),
        graded("assert tools.close(f(1), 2)"),
    )
    ours = {"tools.py": TOOLS.format(1e-9)}
    exam, _ = examined(source, ours=ours)
    assert said(exam) == {}
    cheat = "import tools\n\ntools.close = lambda a, b: True\n\ndef f(x):\n    return x"
    exam, _ = examined(source, cheat, ours=ours)
    assert list(said(exam)) == ["test_exercise"]
