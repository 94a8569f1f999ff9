"""What a test may have run, read and written, where a student says what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT
from told_apart import LIMITS, examined
from warmed import warmed
from writing import exercise, given, graded, notebook

from nbgradient.course.needs import needs
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.verdict import Verdict

pytestmark = pytest.mark.usefixtures("sandbox")


@pytest.fixture(scope="module")
def slot() -> Iterator[Slot]:
    """A warm process with the libraries that answers here use."""
    with warmed(needs([notebook(given("import numpy as np\nimport pandas as pd"))]), LIMITS) as it:
        yield it


def verdict(
    slot: Slot, test: str, answer: str, files: dict[str, bytes] | None = None, tools: str = "0"
) -> Verdict:
    """What ``test`` says of ``answer``, where the locked cell ``tools`` stands above."""
    source = notebook(given(tools), exercise(answer, "answer"), graded(test, "test"))
    return examined(slot, source, answer, files)["test"]


EVALUATE = b"def evaluate(text):\n    return eval('1') and eval(text)\n"

#: Tests that hand a text on: how, the text that does no harm, and how a harmful one looks.
RUNNERS = {
    "sympify": "from sympy import sympify\nassert sympify({}) == sympify('x**2 + x')",
    "parse_expr": "from sympy.parsing.sympy_parser import parse_expr\nassert parse_expr({})",
    "timeit": "import timeit\nassert timeit.timeit({}, number=1) < 60",
    "console": "import code\nassert not code.InteractiveInterpreter({{'x': 2}}).runsource({})",
    "module": "from mytools import evaluate\nassert evaluate({}) or True",
    "the module builtins": "import builtins\nassert builtins.eval({}) or True",
}
TEXT = {"timeit": "'1 + 1'", "module": "'1 + 1'", "the module builtins": "'1 + 1'"}


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_text_of_the_source_is_run_and_none_of_a_students(
    runner: str, slot: Slot, tmp_path: Path
) -> None:
    files, test = {"mytools.py": EVALUATE}, RUNNERS[runner]
    text = TEXT.get(runner, "'x**2 + x'")
    assert verdict(slot, test.format(text), "t = 1", files).passed
    target = tmp_path / "written"
    evil = f"t = \"__import__('pathlib').Path('{target}').write_text('x')\""
    found = verdict(slot, f"t\n{test.format('t')}", evil, files)
    assert not target.exists()
    assert found.name == "NotServed" or runner == "console"  # which forgives all errors


def test_the_examples_in_a_students_docstring_run_nowhere_but_fail(
    slot: Slot, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    test = (
        "import doctest\nfound = doctest.DocTestFinder().find(f, 'f', False, {})\n"
        "assert doctest.DocTestRunner().run(found[0]).failed == 0"
    )
    example = f"__import__('pathlib').Path({str(target)!r}).write_text('x') or 1"
    answer = f'def f():\n    """\n    >>> {example}\n    1\n    """'
    assert not verdict(slot, test, answer).passed
    assert not target.exists()


def test_a_function_of_a_students_is_timed(slot: Slot) -> None:
    test = "import timeit\nassert timeit.timeit(lambda: f(1), number=3) < 60\nassert f(1) == 2"
    assert verdict(slot, test, "def f(x):\n    return x + 1").passed


def test_what_libraries_write_for_themselves_runs(slot: Slot) -> None:
    test = """
import collections, dataclasses, typing
from unittest import mock
import sympy
Point = collections.namedtuple("Point", "x y")
@dataclasses.dataclass
class Pair:
    x: int = 1
class Named(typing.NamedTuple):
    x: int
x = sympy.Symbol("x")
assert sympy.lambdify(x, x + 1)(f(1)) == 3
assert Point(1, 2).x == Pair().x == Named(1).x == 1
assert mock.create_autospec(len)([]) is not None
"""
    assert verdict(slot, test, "def f(x):\n    return x + 1").passed


def test_pandas_reads_no_text_of_a_students_beside_the_names_of_a_test(slot: Slot) -> None:
    test = "import pandas as pd\nexpected = 7\nassert pd.eval({}) == expected"
    assert verdict(slot, test.format("'3 + 4'"), "t = 1").passed
    assert verdict(slot, f"t\n{test.format('t')}", "t = 'expected'").name == "NotServed"


READ = "from pathlib import Path\nassert 'x' in open({}).read()"


def test_a_file_is_read_that_the_source_names_or_that_lies_beside(
    slot: Slot, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("x")
    folder = f"FOLDER = {str(tmp_path)!r}"
    read = READ.format("FOLDER + '/data.csv'")
    assert verdict(slot, read, "t = 1", tools=folder).passed
    beside = {"data.csv": b"x"}
    assert verdict(slot, READ.format("'data.csv'"), "t = 1", beside).passed
    assert verdict(slot, READ.format("'/etc/hosts'"), "t = 1").name != "NotServed"


@pytest.mark.parametrize("place", ["/etc/shadow", "~/.ssh/id_rsa", str(ROOT / "README.md")])
def test_no_file_of_the_graders_is_read_whose_name_a_student_gives(slot: Slot, place: str) -> None:
    answer = f"import os\nt = {place!r}"
    if place.startswith("~"):
        answer = f"t = {str(Path(place).expanduser())!r}"
    test = "text = open(t).read()\nassert text == 'x', text"
    assert verdict(slot, test, answer).name == "NoSuchFile"
