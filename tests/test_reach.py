"""Tests that touch more of the student's side than values: what they get, and what nobody gains.

Each case is a source notebook of one exercise and its tests; full answers pass, wrong ones do not.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import partial

import pytest
from nbformat import NotebookNode
from warmed import warmed
from writing import exercise, graded, notebook

from nbgradient.course import notebooks
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.verdict import Verdict
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

PATIENCE = Budget(cell=5, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed("import numpy as np\nimport pandas as pd", LIMITS) as started:
        yield started


def hidden(test: str) -> str:
    """``test``, where students may not see it."""
    return f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"


def examined(slot: Slot, source: NotebookNode, answer: str) -> dict[str, Verdict]:
    """The verdicts on ``source`` with this ``answer``."""
    handed_in = copy.deepcopy(source)
    cell = next(cell for _, cell in notebooks.cells(handed_in) if notebooks.is_exercise(cell))
    cell.source = answer
    start = partial(slot.candidate, {}, PATIENCE)
    return Exam(handed_in, Paper(copy.deepcopy(source)), start, PATIENCE).run().verdicts


def verdict(slot: Slot, test: str, answer: str, solution: str | None = None) -> Verdict:
    """The verdict of one ``test`` on an ``answer`` to an exercise with this ``solution``."""
    source = notebook(exercise(solution or answer, "answer"), graded(test, "test"))
    return examined(slot, source, answer)["test"]


def assert_told_apart(slot: Slot, test: str, right: str, wrong: str) -> None:
    """The ``test``, open and hidden, gives its points for ``right`` and none for ``wrong``."""
    for put in (test, hidden(test)):
        given = verdict(slot, put, right)
        assert given.passed, given
        assert not verdict(slot, put, wrong, solution=right).passed


COUNTS = "def h(n):\n    yield from range(n)"
FOREVER = "import itertools\n\ndef h(n):\n    yield from itertools.count()"


@pytest.mark.parametrize(
    ("test", "right", "wrong"),
    [
        ("assert next(h(3)) == 0", COUNTS, "def h(n):\n    yield 1"),
        ("assert list(h(3)) == [0, 1, 2]", COUNTS, "def h(n):\n    yield 0"),
        ("g = h(3)\nassert [next(g), next(g)] == [0, 1]", COUNTS, "def h(n):\n    return [0, 1]"),
        (
            "from itertools import islice\nassert list(islice(h(1), 3)) == [0, 1, 2]",
            FOREVER,
            "def h(n):\n    while True:\n        yield 0",
        ),
        ("assert list(zip('ab', h(1))) == [('a', 0), ('b', 1)]", FOREVER, COUNTS),
        (
            "g = h(1)\nnext(g)\ntry:\n    next(g)\nexcept StopIteration:\n    pass\n"
            "else:\n    assert False",
            COUNTS,
            FOREVER,
        ),
        (
            "g = h()\nnext(g)\nassert g.send(5) == 6\ng.close()\nassert list(g) == []",
            "def h():\n    got = yield\n    yield got + 1",
            "def h():\n    got = yield\n    yield got",
        ),
        (
            "with h() as x:\n    assert x == 1\nassert log == ['in', 'out']",
            "log = []\n\nclass h:\n    def __enter__(self):\n        log.append('in')\n"
            "        return 1\n    def __exit__(self, *a):\n        log.append('out')",
            "log = []\n\nclass h:\n    def __enter__(self):\n        return 1\n"
            "    def __exit__(self, *a):\n        return True",
        ),
        (
            "b = Bag()\nassert 3 in b\nassert 4 not in b",
            "class Bag:\n    def __contains__(self, x):\n        return x == 3",
            "class Bag:\n    def __contains__(self, x):\n        return True",
        ),
    ],
)
def test_a_generator_and_a_context_are_stepped_through(
    slot: Slot, test: str, right: str, wrong: str
) -> None:
    if "log" in test:
        test = test.replace("assert log", "import sys\nassert Log.log").replace("Log.log", "read()")
        right += "\n\ndef read():\n    return log"
        wrong += "\n\ndef read():\n    return log"
    assert_told_apart(slot, test, right, wrong)


def test_a_students_context_forgives_no_assertion_of_the_test(slot: Slot) -> None:
    kind = "class c:\n    def __enter__(self):\n        return 1\n    def __exit__(self, *a):\n"
    test = "with c() as x:\n    assert x == 2"
    assert not verdict(slot, hidden(test), kind + "        return True").passed
    forgiving = "\n\ndef f():\n    raise ValueError('no')"
    assert verdict(slot, "with c():\n    f()", kind + "        return True" + forgiving).passed


RAISES = "class E(Exception):\n    pass\n\ndef r():\n    raise E('no', 3)"


@pytest.mark.parametrize(
    ("test", "right", "wrong"),
    [
        (
            "try:\n    r()\nexcept E as e:\n    assert e.args == ('no', 3)\nelse:\n    assert False",
            RAISES,
            RAISES.replace("raise E", "raise ValueError"),
        ),
        ("import pytest\nwith pytest.raises(E):\n    r()", RAISES, RAISES.replace("raise", "")),
        (
            "import unittest\nunittest.TestCase().assertRaises(E, r)",
            RAISES,
            RAISES.replace("raise E", "raise Exception"),
        ),
        (
            "try:\n    r()\nexcept Exception as e:\n    assert type(e).__name__ == 'E'\n"
            "    assert type(e) is E and issubclass(E, LookupError) and e.code == 5",
            "class E(KeyError):\n    code = 5\n\ndef r():\n    raise E('no')",
            "class E(Exception):\n    code = 5\n\ndef r():\n    raise E('no')",
        ),
        (
            "try:\n    r()\nexcept B:\n    pass",
            "class B(Exception):\n    pass\nclass E(B):\n    pass\n\ndef r():\n    raise E('no')",
            "class B(Exception):\n    pass\nclass E(Exception):\n    pass\n\ndef r():\n    raise E",
        ),
        (
            "import numpy as np\ntry:\n    r()\nexcept np.linalg.LinAlgError:\n    pass\n"
            "else:\n    assert False",
            "import numpy as np\n\ndef r():\n    np.linalg.inv(np.zeros((2, 2)))",
            "def r():\n    raise ValueError",
        ),
    ],
)
def test_a_students_exception_is_expected_by_its_class(
    slot: Slot, test: str, right: str, wrong: str
) -> None:
    assert_told_apart(slot, test, right, wrong)


def test_an_exception_catches_nothing_of_the_tests_whatever_it_claims(slot: Slot) -> None:
    test = "try:\n    assert r() == 1\nexcept E:\n    pass"
    right = "class E(Exception):\n    pass\n\ndef r():\n    return 1"
    for base in ("AssertionError", "BaseException", "KeyboardInterrupt", "StopIteration"):
        wrong = f"class E({base}):\n    pass\n\ndef r():\n    return 0"
        assert not verdict(slot, hidden(test), wrong, right).passed


def test_the_name_of_a_students_exception_tells_nothing_of_hidden_inputs(slot: Slot) -> None:
    tells = (
        "def r(x):\n    raise type('Told' + str(x), (AssertionError,), {})(f'told {x}')\n\n"
        "class Told4711(Exception):\n    pass"
    )
    given = verdict(slot, "r\n" + hidden("r(4711)"), tells)
    assert not given.passed
    assert "4711" not in repr(given)
    assert "told" not in repr(given).lower()
