"""What a test and a student's code both hold is one thing for both, as in one kernel."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from any_course import examined, said
from told_apart import LIMITS, assert_told_apart, verdict
from warmed import warmed
from writing import exercise, graded, notebook

from nbgradient.examiner.slot import Slot
from nbgradient.wire.codec import Encoder
from nbgradient.wire.sharing import MOST_KNOWN, Kept, Passed, containers, retained

pytestmark = pytest.mark.usefixtures("sandbox")


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed("import numpy", LIMITS) as started:
        yield started


@dataclass(frozen=True)
class Case:
    """A test, an answer that passes it, and one that does not, for it shares what it should not."""

    name: str
    test: str
    right: str
    wrong: str


CART = """
class Cart:
    def __init__(self, items):
        self.items = list(items)
    def get(self):
        return list(self.items)
    def clear(self):
        self.items = []
"""
OPEN_CART = (
    CART.replace("list(items)", "items")
    .replace("list(self.items)", "self.items")
    .replace("self.items = []", "self.items.clear()")
)

CASES = [
    Case(
        "kept",
        "things = ['a']\nc = Cart(things)\nthings.append('b')\nassert c.get() == ['a']",
        CART,
        OPEN_CART,
    ),
    Case(
        "given out",
        "c = Cart(['a'])\nc.get().append('b')\nassert c.get() == ['a']",
        CART,
        OPEN_CART,
    ),
    Case(
        "changed by a later call",
        "things = ['a']\nc = Cart(things)\nc.clear()\nassert things == ['a']",
        CART,
        OPEN_CART,
    ),
    Case(
        "a part of what was passed",
        "d = {'k': [1]}\ne = f(d)\nd['k'].append(2)\nassert e == {'k': [1]}",
        "import copy\n\ndef f(d):\n    return copy.deepcopy(d)",
        "def f(d):\n    return dict(d)",
    ),
    Case(
        "rows of one list",
        "z = f(2, 3)\nz[0][0] = 1\nassert z == [[1, 0, 0], [0, 0, 0]]",
        "def f(n, m):\n    return [[0] * m for _ in range(n)]",
        "def f(n, m):\n    return [[0] * m] * n",
    ),
    Case(
        "the same list",
        "m = [1]\nassert f(m, 5) is m and m == [1, 5]\ninner = [m]\nf(inner[0], 6)\n"
        "assert m == [1, 5, 6]",
        "def f(m, x):\n    m.append(x)\n    return m",
        "def f(m, x):\n    return [*m, x]",
    ),
    Case(
        "an attribute",
        "m = M()\nm.W[:] = 1\nm.b[1] = 5\nm.names.append('x')\nassert m.f() == 10",
        "import numpy as np\n\nclass M:\n    def __init__(self):\n"
        "        self.W, self.b, self.names = np.zeros((2, 2)), np.zeros(2), []\n"
        "    def f(self):\n        return self.W.sum() + self.b.sum() + len(self.names)",
        "import numpy as np\n\nclass M:\n    b, names = np.zeros(2), []\n"
        "    W = property(lambda self: np.zeros((2, 2)))\n"
        "    def f(self):\n        return self.W.sum() + self.b.sum() + len(self.names)",
    ),
    Case(
        "more than are known",
        "objects = [Cart([n]) for n in range(150)]\n"
        "assert [o.get() for o in objects] == [[n] for n in range(150)]\n"
        "objects[0].get().append(1)\nassert objects[0].get() == [0]",
        CART,
        OPEN_CART,
    ),
    Case(
        "by a function of the test",
        "seen = []\ndef note(row):\n    seen.append(row)\n    return row\nf(note)\n"
        "assert seen == [[0], [1], [2]]",
        "def f(note):\n    for n in range(3):\n        assert note([n]) == [n]",
        "def f(note):\n    for n in range(3):\n        note([0])",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_both_hold_is_one_thing(slot: Slot, case: Case) -> None:
    assert_told_apart(slot, case.test, case.right, case.wrong)


def test_what_one_test_shares_with_the_students_code_is_known_to_the_next() -> None:
    cart = OPEN_CART + "\nc = Cart(['a'])"
    book = notebook(
        exercise(cart, "answer"),
        graded("c.get().append('b')\nassert c.get() == ['a', 'b']", "first"),
        graded("assert c.get() == ['a', 'b']\nassert c.get() is c.get()", "second"),
    )
    assert said(examined(book)[0]) == {}


FORGED = """
from nbgradient.candidate import objects

def with_kept(self, reply, found, live):
    return reply | {{"kept": {}, "kept changed": {}}}

objects.Objects._with_kept = with_kept

def f(x):
    return 0
"""


@pytest.mark.parametrize(
    ("kept", "changed"),
    [
        ([[0, 0, 1]], []),
        ([["value", 0, 1]], []),
        ([[0, 1 << 40, 1]], []),
        ([["x", None, 1]], []),
        ([[0, 0, "x"]], []),
        ("None", []),
        ([], [[7, ["list", 1]]]),
        ([[0, 0, 1]] * 5_000, [[1, ["list", 1]]]),
    ],
    ids=str,
)
def test_forged_numbers_earn_nothing(slot: Slot, kept: object, changed: object) -> None:
    test = "x = [3]\nassert f(x) == 3\nassert f(x) == 3 and x == [3]"
    right = "def f(x):\n    return x[0]"
    assert not verdict(slot, test, FORGED.format(kept, changed), right).passed


def test_only_what_something_else_holds_is_retained() -> None:
    inner, kept, array = [1], [2], np.zeros(3)
    found = containers([inner, (kept, {"a": array}), inner])
    assert [len(one) for one in found] == [3, 1, 1, 1, 3]
    del inner, array
    gc.collect()
    assert [found[place] for place in retained(found)] == [kept]


def test_each_container_that_a_call_changes_is_told_alone() -> None:
    value = {"a": [1], "b": [2]}
    passed = Passed([value], {"more": 3})
    value["b"].append([4])
    encoder = Encoder(lambda other: [])
    encoder.known = passed.references()
    assert passed.changed(encoder) == [[0, 2, ["list", 2, ["list", 4]]]]


def test_the_latest_are_known() -> None:
    kept = Kept(MOST_KNOWN)
    for number in range(MOST_KNOWN + 5):
        kept.add(number, [number])
    assert kept.numbers() == list(range(5, MOST_KNOWN + 5))


def test_what_was_passed_and_comes_back_is_not_kept_for_that(slot: Slot) -> None:
    answer = """
from nbgradient.candidate import objects

usual = objects.Objects._with_kept
told = []

def with_kept(self, *arguments):
    reply = usual(self, *arguments)
    told.extend(reply["kept"])
    return reply

objects.Objects._with_kept = with_kept
mine = []

def f(x, keep=False):
    if keep:
        mine.append(x)
    return x

def count():
    return len(told)
"""
    test = "x = [1]\nassert f(x) is x\nassert f({'a': x}) == {'a': [1]}\nassert count() == 0"
    assert verdict(slot, test, answer).passed
    assert verdict(slot, "x = [1]\nassert f(x, True) is x\nassert count() == 1", answer).passed
