"""What a test passes to a student's code: functions of its own, of libraries, iterators, paths.

Each case is a test that a right answer passes, and one, ``wrong``, that it must fail with. The
hostile answers speak to the engine in place of the code that does.
"""

from __future__ import annotations

import copy
import importlib
import math
import operator
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from warmed import warmed
from writing import exercise, given, graded, notebook

from nbgradient.course.needs import needs
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.library_names import is_tests_own, library_name
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.verdict import Verdict
from nbgradient.wire.limits import Limits

PATIENCE = Budget(cell=3, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

LIBRARIES = """
import functools, itertools, math, operator
from collections import Counter, deque
from pathlib import Path
import numpy as np
import pandas as pd
import scipy.optimize
import torch
"""
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed(needs([notebook(given(LIBRARIES))]), LIMITS) as started:
        yield started


def verdicts(slot: Slot, answer: str, *tests: str) -> list[Verdict]:
    """What ``tests`` come to, one after the other, for this ``answer``."""
    cells = [graded(test, f"test_{number}") for number, test in enumerate(tests)]
    course = notebook(given(LIBRARIES, "imports"), exercise(answer, "answer"), *cells)
    start = partial(slot.candidate, {}, PATIENCE)
    found = Exam(copy.deepcopy(course), Paper(course), start, PATIENCE).run().verdicts
    return [found[f"test_{number}"] for number in range(len(tests))]


@dataclass(frozen=True)
class Case:
    """An answer, a test of it, and an answer that the test is to find wrong."""

    name: str
    answer: str
    test: str
    wrong: str


APPLY = "def f(g, x):\n    return g(x) + 1"
NO_CALL = "def f(g, x):\n    return 5"

CASES = [
    Case("lambda", APPLY, "assert f(lambda x: x ** 2, 3) == 10", NO_CALL),
    Case("builtin", APPLY, "assert f(len, [1, 2]) == 3", NO_CALL),
    Case("range", APPLY, "assert f(sum, range(4)) == 7", NO_CALL),
    Case("ufunc", APPLY, "assert f(np.sin, 0.0) == 1", NO_CALL),
    Case("of_torch", APPLY, "assert f(torch.relu, torch.ones(1)).item() == 2", NO_CALL),
    Case("of_operator", APPLY, "assert f(operator.neg, 1) == 0", NO_CALL),
    Case("type", APPLY, "assert f(float, '2') == 3 and f(np.float64, 1) == 2", NO_CALL),
    Case("partial", APPLY, "assert f(functools.partial(pow, 2), 3) == 9", NO_CALL),
    Case(
        "own_partial",
        APPLY,
        "def g(a, b):\n    return a - b\nassert f(functools.partial(g, 2), 3) == 0",
        NO_CALL,
    ),
    Case(
        "callable_instance",
        APPLY,
        "class Line:\n    def __init__(self, a):\n        self.a = a\n"
        "    def __call__(self, x):\n        return self.a * x\n"
        "    def half(self, x):\n        return self.a * x / 2\n"
        "assert f(Line(2), 4) == 9 and f(Line(2).half, 4) == 5",
        NO_CALL,
    ),
    Case(
        "generator",
        "def f(rng, n):\n    return rng.integers(0, 99, size=n)",
        "r, s = np.random.default_rng(5), np.random.default_rng(5)\n"
        "assert (f(r, 9) == s.integers(0, 99, size=9)).all() and r.random() == s.random()",
        "def f(rng, n):\n    return np.random.default_rng(4).integers(0, 99, size=n)",
    ),
    Case(
        "generator_of_old",
        "def f(rng, n):\n    return rng.randint(0, 99, size=n)",
        "r, s = np.random.RandomState(5), np.random.RandomState(5)\n"
        "assert (f(r, 9) == s.randint(0, 99, size=9)).all() and r.rand() == s.rand()",
        "def f(rng, n):\n    return rng.randint(0, 50, size=n)",
    ),
    Case("hidden", APPLY, HIDDEN.format("assert f(lambda x: x ** 2, 3) == 10"), NO_CALL),
    Case(
        "both_parts",
        APPLY,
        "seen = []\ndef note(x):\n    seen.append(x)\n    return x\nassert f(note, 1) == 2\n"
        + HIDDEN.format("assert f(note, 4) == 5 and seen == [1, 4]"),
        "def f(g, x):\n    return x + 1",
    ),
    Case("students_own", "def f(g, x):\n    return g(x)\ndef g(x):\n    return x + 1",
         "assert f(g, 2) == 3 and f(lambda x: g(x), 2) == 3", "def f(g, x): pass\ndef g(x): pass"),
    Case(
        "recursion",
        APPLY,
        "def depth(n):\n    return 0 if n == 0 else f(depth, n - 1)\nassert depth(4) == 4",
        NO_CALL,
    ),
    Case(
        "decorator",
        "def f(function):\n    def inner(*args, **named):\n"
        "        return function(*args, **named) + 1\n    return inner",
        "assert f(lambda x, y=0: x + y)(3, y=2) == 6",
        "def f(function):\n    return function",
    ),
    Case("same_function", "def f(g):\n    return g", "g = lambda: 0\nassert f(g) is g",
         "def f(g):\n    return lambda: 0"),
    Case(
        "changed_argument",
        "def f(g):\n    values = [1, 2]\n    g(values)\n    return values",
        "def g(values):\n    values.append(3)\nassert f(g) == [1, 2, 3]",
        "def f(g):\n    return [1, 2]",
    ),
    Case(
        "collecting",
        "def f(tree, visit):\n    for part in tree:\n"
        "        f(part, visit) if isinstance(part, list) else visit(part)",
        "seen = []\nf([1, [2, [3]]], seen.append)\nassert seen == [1, 2, 3]",
        "def f(tree, visit):\n    visit(1)",
    ),
    Case(
        "exception_of_the_tests",
        "def f(g):\n    try:\n        g()\n    finally:\n        pass",
        "class Mine(Exception):\n    pass\ndef g():\n    raise Mine('no')\n"
        "try:\n    f(g)\nexcept Mine as error:\n    assert str(error) == 'no'\n"
        "else:\n    assert False",
        "def f(g):\n    try:\n        g()\n    except Exception as error:\n"
        "        raise ValueError(str(error))",
    ),
    Case(
        "literal_message",
        "def f(g):\n    try:\n        g()\n    except ValueError as error:\n"
        "        return str(error)",
        "def g():\n    raise ValueError('no')\nassert f(g) == 'no'",
        "def f(g):\n    return ''",
    ),
    Case(
        "endless_iterator",
        "def f(items, n):\n    return [next(items) for _ in range(n)]",
        "numbers = itertools.count()\nassert f(numbers, 3) == [0, 1, 2] and next(numbers) == 3",
        "def f(items, n):\n    return list(range(n))",
    ),
    Case(
        "generator_of_a_generator",
        "def f(items):\n    for item in items:\n        yield 2 * item",
        "assert list(f(x for x in [1, 2])) == [2, 4]",
        "def f(items):\n    yield from items",
    ),
    Case("path", "def f(path):\n    return path.parent, path.suffix",
         "assert f(Path('a/b.txt')) == (Path('a'), '.txt')",
         "def f(path):\n    return path, '.txt'"),
    Case("views", "def f(keys, items):\n    return 'a' in keys, sorted(items)",
         "d = {'a': 1}\nassert f(d.keys(), d.items()) == (True, [('a', 1)])",
         "def f(keys, items):\n    return True, []"),
    Case("kept_kinds", "def f(x):\n    return x",
         "for x in [range(3), Counter('aa'), deque([1]), 1j, frozenset({1}), bytearray(b'a')]:\n"
         "    assert f(x) == x and type(f(x)) == type(x)",
         "def f(x):\n    return list(x) if hasattr(x, '__len__') else x"),
    Case("map", "def f(x):\n    return x + 1", "assert list(map(f, [1, 2])) == [2, 3]",
         "def f(x):\n    return x"),
    Case("sorted", "def f(x):\n    return -x", "assert sorted([1, 3], key=f) == [3, 1]",
         "def f(x):\n    return x"),
    Case("reduce", "def f(a, b):\n    return a + b", "assert functools.reduce(f, [1, 2, 3]) == 6",
         "def f(a, b):\n    return b"),
    Case("minimize", "def f(x):\n    return float((x[0] - 1) ** 2)",
         "assert abs(scipy.optimize.minimize(f, [3.0]).x[0] - 1) < 1e-3",
         "def f(x):\n    return float(x[0] ** 2)"),
    Case("vectorize", "def f(x):\n    return x + 1",
         "assert np.vectorize(f)(np.arange(3)).tolist() == [1, 2, 3]",
         "def f(x):\n    return x"),
    Case("apply", "def f(x):\n    return x + 1",
         "assert pd.Series([1, 2]).apply(f).tolist() == [2, 3]", "def f(x):\n    return x"),
    Case(
        "newton",
        "def f(g, dg, x):\n    for _ in range(30):\n        x = x - g(x) / dg(x)\n    return x",
        HIDDEN.format("assert math.isclose(f(lambda x: x * x - 2, lambda x: 2 * x, 1.0), 2**0.5)"),
        "def f(g, dg, x):\n    return x",
    ),
    Case(
        "with",
        "import contextlib\n@contextlib.contextmanager\ndef f():\n    try:\n        yield 1\n"
        "    except ValueError:\n        pass",
        "with f() as x:\n    assert x == 1\n    raise ValueError('no')",
        "import contextlib\n@contextlib.contextmanager\ndef f():\n    yield 1",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_right_answer_passes_and_a_wrong_one_does_not(case: Case, slot: Slot) -> None:
    (right,) = verdicts(slot, case.answer, case.test)
    assert right.passed, right.message
    (wrong,) = verdicts(slot, case.wrong, case.test)
    assert not wrong.passed


def test_a_with_statement_of_a_student_hides_no_assertion(slot: Slot) -> None:
    answer = (
        "class f:\n    def __enter__(self):\n        return 1\n"
        "    def __exit__(self, *_):\n        return True"
    )
    failing, raising = verdicts(
        slot, answer, "with f():\n    assert False", "with f():\n    raise ValueError"
    )
    assert not failing.passed
    assert raising.passed


@pytest.mark.parametrize(
    ("test", "chosen"),
    [
        ("f(lambda x: x ** x)", "10 ** 9"),
        ("f(lambda x: [0] * x)", "10 ** 11"),
        ("f(lambda x: np.ones(x).cumsum())", "10 ** 11"),
        ("f(lambda x: 'a' * x * x)", "10 ** 6"),
        ("import time\nf(lambda x: __import__('os')._exit(x))", "0"),
    ],
)
def test_a_call_that_runs_away_costs_its_own_test_alone(test: str, chosen: str, slot: Slot) -> None:
    before, lost, after = verdicts(
        slot,
        f"def f(g):\n    return g({chosen})\ndef h(g):\n    return g(1)",
        "assert h(lambda x: x + 1) == 2",
        test,
        "assert h(lambda x: x + 1) == 2\n" + HIDDEN.format("assert h(lambda x: x) == 1"),
    )
    assert before.passed
    assert not lost.passed
    assert after.passed


def test_calls_are_answered_while_the_test_that_passed_the_function_asks(slot: Slot) -> None:
    answer = (
        "kept = []\ndef keep(g):\n    kept.append(g)\n    return lambda: g(1)\n"
        "def again():\n    return kept[0](1)"
    )
    first, second = verdicts(
        slot,
        answer,
        "later = keep(lambda x: x + 1)\nassert later() == 2 and again() == 2",
        "assert again() == 2",
    )
    assert first.passed
    assert not second.passed
    assert "in that test alone" in second.message


def test_a_function_is_a_name_and_nothing_more_to_the_students_code(slot: Slot) -> None:
    answer = (
        "import inspect\ndef f(g):\n    try:\n        source = inspect.getsource(g)\n"
        "    except Exception:\n        source = ''\n"
        "    return g.__name__, g.__doc__, source, g.__defaults__, repr(g.__code__.co_consts)"
    )
    test = (
        "def secret(x=4711):\n    'Says 4711.'\n    return 4711\n"
        "name, doc, source, defaults, constants = f(secret)\n"
        "assert name == 'secret'\nassert doc is None and defaults is None\n"
        "assert '4711' not in source + constants"
    )
    (verdict,) = verdicts(slot, answer, test)
    assert verdict.passed, verdict.message


def test_what_a_hidden_function_says_when_it_fails_does_not_cross(slot: Slot) -> None:
    answer = (
        "def f(g):\n    try:\n        g(1)\n    except BaseException as error:\n"
        "        return type(error).__name__, str(error), error.__traceback__.tb_next is None"
    )
    test = (
        "class Secret(KeyError):\n    pass\n"
        "def put_together(x):\n    raise Secret(f'expected {x + 4710}')\n"
        "def asserts(x):\n    assert x == 4711, 'expected 4711'\n"
        "name, said, _ = f(put_together)\nassert (name, said) == ('KeyError', '')\n"
        "name, said, _ = f(asserts)\nassert (name, said) == ('AssertionError', '')"
    )
    (verdict,) = verdicts(slot, answer, test)
    assert verdict.passed, verdict.message


#: Answers that speak to the engine themselves: ``ask`` sends a frame, ``hear`` gives what comes.
FORGED = """
import gc, socket
from nbgradient.candidate import callbacks, objects
from nbgradient.wire import frames

usual = objects.Objects.answer

def speak(self, question, buffers):
    link = self._callbacks._link
    if question["do"] != "call":
        return usual(self, question, buffers)
    ask = lambda message: frames.send(link, message)
    hear = lambda: frames.receive(link)[0]
    number = next((node[1] for node in question["args"] if node[:1] == ["callback"]), 0)
    call = {"callback": number, "args": [], "named": {}}
    value = lambda node: ({"value": node, "changed": []}, [])
BODY

objects.Objects.answer = speak

def f(g=None):
    pass
"""

ATTACKS = {
    "unknown_number": (
        "for forged in (0, 1, -1, number + 1, True, number + (1 << 32), 1 << 80):\n"
        "    ask({**call, 'callback': forged})\n    assert 'error' in hear()\nreturn value(2)"
    ),
    "number_of_no_kind": "ask({**call, 'callback': [number]})\nreturn value(2)",
    "endless": "while True:\n    ask(call)\n    hear()",
    "endless_unknown": "while True:\n    ask({**call, 'callback': 7})\n    hear()",
    "never_listens": "while True:\n    ask(call)",
    "bad_arguments": "ask({**call, 'args': [['library', 'os', 'system']]})\nreturn value(2)",
    "bad_names": "ask({**call, 'named': [1]})\nreturn value(2)",
    "many_names": "ask({**call, 'named': {str(n): n for n in range(90_000)}})\nreturn value(2)",
    "deep_arguments": "node = 1\nfor _ in range(90):\n    node = ['list', node]\n"
    "ask({**call, 'args': [node]})\nreturn value(2)",
    "after_the_end": "ask({'value': 2, 'changed': []})\nask(call)\nreturn value(2)",
    "returns_a_library_value": "return value(['library', 'builtins', 'eval'])",
    "returns_an_iterator": "return value(['iterator', number])",
    "returns_a_partial": "return value(['partial', ['callback', number], ['tuple'], ['dict']])",
    "returns_an_unknown_function": "return value(['callback', number + 1])",
    "claims_what_was_not_raised": "return {'error': {'raised': 0}}, []",
    "claims_nonsense": "return {'error': {'raised': [1]}}, []",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_forged_call_is_refused_and_gains_nothing(name: str, slot: Slot) -> None:
    body = "\n".join("    " + line for line in ATTACKS[name].split("\n"))
    test = "def g():\n    return 1\nassert f(g) == 3"
    first, second = verdicts(slot, FORGED.replace("BODY", body), test, "assert f() == 3")
    assert not first.passed
    assert not second.passed


@pytest.mark.parametrize(
    "given_back",
    ["Thing()", "[Thing()]", "(x * torch.ones(1, requires_grad=True)).sum()"],
)
def test_what_a_function_cannot_give_back_ends_the_test_whatever_the_answer_makes_of_it(
    given_back: str, slot: Slot
) -> None:
    answer = "def f(g):\n    try:\n        g(2)\n    except Exception:\n        pass\n    return 3"
    test = f"class Thing:\n    pass\nassert f(lambda x: {given_back}) == 3"
    (verdict,) = verdicts(slot, answer, test)
    assert (verdict.passed, verdict.name) == (False, "NotServed")


def test_calls_of_calls_are_bounded_in_depth(slot: Slot) -> None:
    answer = "def f(g, n):\n    return g(n)"
    test = (
        "deepest = []\ndef g(n):\n    deepest.append(n)\n    return f(g, n + 1)\n"
        "try:\n    f(g, 1)\nexcept RecursionError:\n    assert len(deepest) == 20\n"
        "else:\n    assert False"
    )
    (verdict,) = verdicts(slot, answer, test)
    assert verdict.passed, verdict.message


def test_nothing_of_a_library_is_ever_called_for_a_student(tmp_path: Path) -> None:
    """It crosses by its name; what has none is not passed."""
    with (tmp_path / "file").open("w") as file:
        for value in (open, eval, pickle.loads, np.load, pd.read_pickle, Path.read_text, np.save):
            assert library_name(value) is not None
            assert not is_tests_own(value)
        for value in (file.write, Path("x").write_text, pd.DataFrame().to_pickle, cache(open),
                      partial(open, mode="w"), pd.DataFrame.from_dict):  # fmt: skip
            assert not is_tests_own(value)


def test_names_of_libraries_lead_back_to_what_was_passed() -> None:
    named = [len, math.sqrt, operator.add, str.upper, np.sin, np.linalg.norm, torch.relu, np, int,
             np.float64, dict.fromkeys, torch.nn.functional.softmax, random.random]  # fmt: skip
    for value in named:
        module, name = library_name(value)
        found = importlib.import_module(module)
        assert (operator.attrgetter(name)(found) if name else found) == value
    assert library_name(lambda: 0) is None
    assert library_name(3) is None


def test_an_object_that_only_looks_like_a_text_is_not_passed_as_one(slot: Slot) -> None:
    strict = "class Strict(str):\n    def __eq__(self, other):\n        raise Exception('no')\n"
    test = strict + "assert f(Strict('ab'), Strict('ab'))"
    (verdict,) = verdicts(slot, "def f(a, b):\n    return a == b", test)
    assert verdict.name == "NotServed"


def test_a_named_tuple_of_the_tests_own_is_passed_as_a_tuple(slot: Slot) -> None:
    test = "from collections import namedtuple\nP = namedtuple('P', 'x y')\nassert f(P(1, 2)) == 1"
    (verdict,) = verdicts(slot, "def f(p):\n    return p[0]", test)
    assert verdict.passed
