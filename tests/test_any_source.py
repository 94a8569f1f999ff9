"""Source notebooks as other courses write them: magics, other languages, tests that go on."""

from __future__ import annotations

from functools import partial

import pytest
from nbformat import NotebookNode
from warmed import warmed
from writing import exercise, free, given, graded, notebook

from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.wire.limits import Limits

pytestmark = pytest.mark.usefixtures("sandbox")

BUDGET = Budget(cell=10, notebook=60, output=1 << 16, outputs=1 << 20)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

RIGHT, WRONG = "def f(x):\n    return x + 1", "def f(x):\n    return x"
F = exercise(RIGHT, "f")
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def told(*cells: NotebookNode, **answers: str) -> dict[str, str]:
    """What each test of a notebook of ``cells`` says, with these ``answers`` in exercises; of one
    that is left to a person, why."""
    book = notebook(*cells)
    notebooks.name_cells(book.cells)
    paper, needed = Paper(book), needs([book])
    book = notebook(*(cell.copy() for cell in book.cells))
    for name, answer in answers.items():
        dict(notebooks.cells(book))[name].source = answer
    with warmed(needed, LIMITS) as slot:
        exam = Exam(book, paper, partial(slot.candidate, {}, BUDGET), BUDGET).run()
    found = exam.verdicts.items()
    return {
        name: "" if one.passed else one.cause if one.needs_person else one.message or one.name
        for name, one in found
    }


def graders(*sources: str) -> list[NotebookNode]:
    """A test cell of each of ``sources``, named by their numbers."""
    return [graded(source, f"t{number}") for number, source in enumerate(sources, start=1)]


PASSED = {"t1": "", "t2": ""}


@pytest.mark.parametrize(
    "magic",
    [
        "%matplotlib inline\n{}",
        "%load_ext autoreload\n%autoreload 2\n%config InlineBackend.rc = {{}}\n{}",
        "!pip install nothing\n?len\nlen?\n{}",
        "%%time\n{}",
        "%%capture out\n{}",
        "%%timeit -n 1 -r 1\n{}",
        "\n\n%time {}",
        "get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay(1)\n{}",
    ],
)
def test_a_magic_in_a_locked_cell_refuses_nothing(magic: str) -> None:
    data = given(magic.format("n = 1"))
    assert told(data, F, *graders("assert f(n) == 2")) == {"t1": ""}


def test_a_magic_in_a_test_hides_nothing_of_it() -> None:
    assert told(F, *graders("%%time\nassert f(1) == 2, 'no'"), f=WRONG) == {"t1": "no"}
    hidden = f"%%time\nassert f(1)\n{HIDDEN.format('assert f(2) == 3')}"
    (test,) = Paper(notebook(F, *graders(hidden))).tests.values()
    assert [statement.is_hidden for statement in test.statements] == [False, True]


def test_a_statement_with_hidden_lines_in_it_is_hidden_as_a_whole() -> None:
    source = "for x in (1, 2):\n    assert f(x)\n    " + HIDDEN.format("    assert f(x) == x + 1")
    (test,) = Paper(notebook(F, *graders(source))).tests.values()
    assert [statement.is_hidden for statement in test.statements] == [True]


def test_a_magic_whose_value_a_test_needs_is_told_with_its_cell() -> None:
    (why,) = told(given("n = !ls", "files"), F, *graders("assert f(n)")).values()
    assert "the locked cell 'files' fails" in why
    assert "no command" in why
    assert told(given("n = !ls", "files"), F, *graders("assert f(1) == 2")) == {"t1": ""}


@pytest.mark.parametrize("source", ['prnt "why?"', "%%bash\nls", "%%html\n<p>", "x <- 1; y <- ]"])
def test_a_cell_that_is_not_python_refuses_nothing(source: str) -> None:
    assert told(F, free(source), exercise(source, "e"), *graders("assert f(1) == 2")) == {"t1": ""}


def test_a_locked_cell_that_is_not_python_is_told_if_a_test_needs_it() -> None:
    broken = given('n = 1\nprnt "n"', "broken")
    assert told(broken, F, *graders("assert f(1) == 2")) == {"t1": ""}
    (why,) = told(broken, F, *graders("assert f(n) == 2")).values()
    assert "the locked cell 'broken' is not Python" in why


def test_a_test_that_is_not_python_is_told_and_never_passed() -> None:
    assert "it is not Python" in told(F, *graders("assert f(1) = 2"))["t1"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("from math import isclose\nassert isclose(f(1), 2)", "assert isclose(f(2), 3)"),
        ("def good(x):\n    assert f(x) == x + 1, 'no'\ngood(1)", "good(2)"),
        ("def good(x, y):\n    assert x == y, 'no'\ngood(f(1), 2)", "good(f(2), 3)"),
        ("y = f(1)\nassert f(1) == 2", "assert y == 2"),
        ("seen = []\nseen.append(f(1))\nassert f(1) == 2", "assert seen == [2]"),
        ("want = {1: 2}\nassert f(1) == want[1]", "want[2] = 3\nassert f(2) == want[2]"),
        ("assert f(1) == 2\n" + HIDDEN.format("y = f(2)\nz = 3"), "assert y == z"),
    ],
)
@pytest.mark.parametrize("between", [[], [free("n = 0", "between")]])
def test_what_a_test_binds_stays_for_later_tests(first: str, second: str, between: list) -> None:
    one, two = graders(first, second)
    assert told(F, one, *between, two) == PASSED
    wrong = told(F, one, *between, two, f=WRONG)
    assert wrong["t1"] or "HIDDEN" in first
    assert wrong["t2"]


def test_a_test_has_the_instructors_part_of_a_test_above_that_failed() -> None:
    found = told(
        exercise("def g():\n    return 1", "g"),
        F,
        *graders("assert g() == 1, 'no'\nfrom math import isclose", "assert isclose(f(1), 2)"),
        g="def g():\n    return 2",
    )
    assert found == {"t1": "no", "t2": ""}


def test_a_test_has_nothing_of_the_students_that_a_test_above_did_not_reach() -> None:
    found = told(F, *graders("assert f(1) == 2, 'no'\ny = f(2)", "assert y == 2"), f=WRONG)
    assert found["t1"] == "no"
    assert "goes on with what an earlier test makes" in found["t2"]


def test_an_object_that_a_test_made_is_made_again_for_another_snapshot() -> None:
    kind = exercise("class A:\n    def __init__(self, n):\n        self.n = n", "kind")
    use = exercise("def use(a):\n    return a.n", "use")
    changes = free("other = 1", "changes")
    one, two = graders("a = A(3)\nassert a.n == 3", "assert use(a) == 3")
    assert told(kind, one, changes, use, two) == PASSED
    assert told(kind, one, changes, use, two, use="def use(a):\n    return 4")["t2"]


def test_what_a_locked_cell_makes_of_what_a_test_bound_is_the_examiners() -> None:
    one, two = graders("n = 1\nassert f(n) == 2", "assert f(m) == 3")
    assert told(F, one, given("m = n + 1"), two) == PASSED


def test_a_test_that_reads_what_a_hidden_statement_bound_tells_no_word_of_the_students() -> None:
    one, two = graders("f(1)\n" + HIDDEN.format("secret = 4711"), "assert f(secret) == 4712, 'no'")
    answer = "def f(x):\n    if x == 1:\n        return 2\n    raise ValueError(f'told: {x}')"
    found = told(F, one, two, f=answer)
    assert found == {
        "t1": "",
        "t2": "Your code raised ValueError when it was tested on other data.",
    }


def test_a_students_cell_goes_on_with_what_the_open_part_of_a_test_binds() -> None:
    test = "from math import floor\nlimit = floor(2.5)\nassert f(1) == limit"
    answer = exercise("def g():\n    return limit", "g")
    assert told(F, *graders(test), answer, graded("assert g() == 2", "t2"), f=WRONG)["t2"] == ""


def test_a_students_function_finds_what_the_open_part_of_an_earlier_test_imports() -> None:
    answer = exercise("def f(x):\n    return math.floor(x) + 1", "f")
    first, second = graders("import math\nassert f(1.5) == 2", "assert f(2.5) == 3")
    assert told(answer, first, second) == PASSED
    assert told(answer, *graders("assert True", "assert f(2.5) == 3"))["t2"]
    hidden = graders(f"assert True\n{HIDDEN.format('import math')}", "assert f(2.5) == 3")
    assert told(answer, *hidden)["t2"]
    own = "def f(x):\n    return math.floor(x) + 1\nmath = None"
    assert told(answer, first, second, f=own)["t2"]


def test_no_name_that_hidden_lines_bind_is_there_for_a_students_cell() -> None:
    test = f"assert f(1) == 2\n{HIDDEN.format('secret = 1')}"
    answer = exercise("def g():\n    return secret", "g")
    assert "secret" in told(F, *graders(test), answer, graded("g()", "t2"))["t2"]


def test_a_test_cannot_change_what_the_next_submission_finds() -> None:
    cells = [given("seen = []"), F, *graders("seen.append(f(1))\nassert seen == [2], seen")]
    paper = Paper(notebook(*cells))
    with paper.beside.entered():
        paper.prepare()
    paper.namespace("t1")["seen"].append(0)
    assert paper.namespace("t1")["seen"] == []


def test_what_the_student_fills_is_tested_as_they_filled_it() -> None:
    cells = [given("records = []"), exercise("records.append(5)", "fill")]
    assert told(*cells, *graders("assert records == [5], 'no'")) == {"t1": ""}
    assert told(*cells, *graders("assert records == [5], 'no'"), fill="1") == {"t1": "no"}


def test_a_student_cannot_fill_what_the_instructor_does_not_leave_to_them() -> None:
    cells = [given("want = [2]"), F]
    test = graders("assert [f(1)] == want, 'no'")
    assert told(*cells, *test, f=f"{WRONG}\nwant[0] = 1") == {"t1": "no"}


def test_a_star_import_of_the_examiners_gives_its_own_functions() -> None:
    cells = [given("from math import *"), F]
    test = graders("assert floor(f(1.5)) == 2, 'no'")
    assert told(*cells, *test) == {"t1": ""}
    assert told(*cells, *test, f=f"{WRONG}\ndef floor(x):\n    return 2") == {"t1": "no"}


def test_a_test_is_compiled_as_python_does_without_what_the_engine_imports_of_the_future() -> None:
    test = "def g(x: int): pass\nassert g.__annotations__ == {'x': int} and f(1) == 2"
    assert told(F, *graders(test, "assert eval('(lambda: 1)()') == 1")) == PASSED
