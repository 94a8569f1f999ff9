"""The notebooks keep the rules for test cells; each rule finds what breaks it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from writing import TOOLS, exercise, free, given, graded, notebook

from nbgradient.checks import rules
from nbgradient.course import notebooks

#: What stands before each planted test: the tools, data, and a student's function and model.
BEFORE = (
    given(TOOLS, "test_tools"),
    given("X = np.ones((2, 3))\nLIMIT = 3\ndef twice(f, x):\n    return f(f(x))", "data"),
    exercise("def softmax(x): ...\nclass Net: ...\nnet = Net()\nanswer = 1", "softmax"),
)


def faults(source: str, *between) -> list[str]:
    """What the rules find in a notebook that ends with this test cell."""
    cells = (*BEFORE, *between, graded(source, "test_planted"))
    return [finding.what for finding in rules.check(notebook(*cells), "planted")]


def test_the_notebook_keeps_the_rules(notebook: Path) -> None:
    assert rules.check(notebooks.read(notebook), notebook.name) == []


#: A planted fault, and what is said of it.
PLANTED = [
    # no callbacks, no objects
    ("softmax(lambda x: x)", "passes the function lambda x: x to softmax"),
    ("net.train(loss=lambda x: x)", "passes the function lambda x: x to net.train"),
    ("def f(x):\n    return x\nsoftmax(f)", "passes the function f to softmax"),
    ("f = lambda x: x\nsoftmax([f])", "passes the function f to softmax"),
    ("softmax(twice)", "passes the function twice to softmax"),
    ("softmax(np.tanh)", "passes np.tanh, which is not plain data, to softmax"),
    ("m = Net()\nm.train(np.tanh)", "passes np.tanh, which is not plain data, to m.train"),
    ("softmax(np.random.default_rng(0))", "passes np.random.default_rng(0), which is not"),
    ("m = torch.nn.Linear(2, 1)\nnet.train(m)", "passes m, which is not plain data"),
    # no element-wise write, no change in place
    ("net.W[0, 0] = 1", "writes an element of net.W"),
    ("W = net.W\nW[0] += 1", "writes an element of W"),
    ("W = np.asarray(net.W)\nW[0] = 1", "writes an element of W"),
    ("W = net.W.reshape(-1)\nW[0] = 1", "writes an element of W"),
    ("for g in net.grads.values():\n    g[0] = 1", "writes an element of g"),
    ("a, b = net.forward(X.copy())\na[0] = 1", "writes an element of a"),
    ("net.layers[0].W[0] = 1", "writes an element of net.layers[0].W"),
    ("W = net.W\nW += 1", "changes W in place"),
    ("net.W += 1\nnet.W -= 1", "changes net.W in place"),
    ("net.W.fill(0)", "changes net.W in place with net.W.fill"),
    ("net.weight.copy_(torch.ones(2))", "changes net.weight in place with net.weight.copy_"),
    ("torch.nn.init.zeros_(net.weight)", "changes net.weight in place with torch.nn.init.zeros_"),
    ("np.fill_diagonal(net.W, 0)", "changes net.W in place with np.fill_diagonal"),
    # copies, and what is expected, in time
    ("W = net.W\nnet.train(X.copy())\nw = as_numbers(W, (2,), 'W')", "uses W, read from"),
    ("W = net.W\nnet.train(X.copy())\nd = net.W - W", "uses W, read from the student before"),
    ("x = np.ones(3)\ngot = softmax(x)\nright = np.exp(x)", "computes with x after it was passed"),
    ("x = [1, 2]\ngot = softmax(x)\nright = torch.tensor(x)", "computes with x after it was"),
    # global random state
    ("np.random.seed(0)", "np.random.seed uses random state"),
    ("x = np.random.rand(3)", "np.random.rand uses random state"),
    ("x = np.random.default_rng().normal()", "np.random.default_rng uses random state"),
    ("import random\nx = random.random()", "random.random uses random state"),
    ("from random import choice\nx = choice([1, 2])", "choice uses random state"),
    ("torch.manual_seed(0)", "torch.manual_seed uses random state"),
    ("x = torch.randn(3)", "torch.randn uses random state"),
    ("x = torch.empty(3).normal_()", "torch.empty(3).normal_ uses random state"),
    ("import keras\nkeras.utils.set_random_seed(0)", "keras.utils.set_random_seed uses random"),
    (
        "from sklearn.model_selection import train_test_split\na, b = train_test_split(X)",
        "train_test_split uses random state",
    ),
    # shapes before comparisons
    ("assert np.allclose(softmax([1]), 1), 'no'", "compares softmax([1]) without a check of its"),
    ("p = softmax([1])\nassert np.allclose(p.sum(), 1), 'no'", "compares p.sum() without"),
    ("W = np.array(net.W)\nassert np.isclose(W, X).all(), 'no'", "compares W without a check"),
    ("assert torch.allclose(net.W, torch.ones(2)), 'no'", "compares net.W without a check"),
    ("p = softmax([1])\nassert np.all(p == 1), 'no'", "compares in p == 1 without a check"),
    ("p = softmax([1])\nassert (p >= 0).all(), 'no'", "compares in p >= 0 without a check"),
    ("p = softmax([1])\nassert np.abs(p - 1).max() < 1, 'no'", "compares in np.abs(p - 1)"),
    ("assert not abs(softmax([1]) - 1) > 0.1, 'no'", "nan satisfies"),
    (
        "W = net.W\nassert W.shape == (2,), 'no'\nW = net.W\nassert np.allclose(W, 1), 'no'",
        "compares W without a check of its shape",
    ),
    (
        "def f(x):\n    return softmax(x)\nassert np.allclose(f(1), 1), 'no'",
        "compares f(1) without a check of its shape",
    ),
    (
        "W = net.W\nok = W.shape == (2,) or np.allclose(W, 1)\nassert ok, 'no'",
        "compares W without a check of its shape",
    ),
    # assertions and their messages
    ("assert answer == 1", "has no message: assert answer == 1"),
    ("raise AssertionError", "has no message: raise AssertionError"),
    ("raise AssertionError()", "has no message: raise AssertionError()"),
    ("want = 2\nassert answer == want, f'not {want}'", "its message shows the expected value want"),
    (
        "e = np.ones(2)\np = as_numbers(net.W, (2,), 'W')\n"
        "assert np.allclose(p, e), f'{p} is not {e}'",
        "its message shows the expected value e",
    ),
    ("np.testing.assert_allclose(1, 1)\nx = 1", "np.testing.assert_allclose shows the expected"),
    ("answer", "ends with the value of answer"),
    # identity, patching, looking around
    ("assert net.W is X, 'no'", "asks for identity: net.W is X"),
    ("assert answer is True, 'no'", "asks for identity: answer is True"),
    ("assert id(net) > 0, 'no'", "asks for identity: id(net)"),
    ("assert isinstance(net, Net), 'no'", "asks for a class of the student's"),
    ("np.allclose = None", "patches np.allclose"),
    ("setattr(np, 'exp', None)\nx = 1", "patches np"),
    ("import os\nos.environ['A'] = 'b'", "patches os.environ['A']"),
    ("import sys\nf = sys._getframe()", "uses sys._getframe"),
    ("import gc\nx = gc.get_objects()", "uses gc.get_objects"),
    ("import inspect\nx = inspect.getsource(softmax)", "uses inspect.getsource"),
    ("from io import StringIO\nx = StringIO()", "uses StringIO"),
    ("import contextlib\nwith contextlib.redirect_stdout(None): pass", "uses contextlib.redirect"),
    ("x = globals()", "uses globals"),
    ("x = softmax.__code__", "uses softmax.__code__"),
    ("x = open('secret')", "uses open"),
    # traces
    ("net.W = X", "sets net.W and does not put it back"),
    ("x = nothing", "uses nothing, which no cell before it binds when grading"),
]


@pytest.mark.parametrize(("source", "said"), PLANTED, ids=[source for source, _ in PLANTED])
def test_a_planted_violation_is_found(source: str, said: str) -> None:
    found = faults(source)
    assert any(what.startswith(said) for what in found), found


HARMLESS = [
    "rows = np.apply_along_axis(lambda x: x, 0, X)",
    "y = twice(lambda x: x + 1, 2)",
    "y = twice(net.loss, X)",
    "softmax(np.pi)\nsoftmax(np.array([1.0]), axis=1)\nx = 1",
    "net.train(torch.nn.functional.one_hot(torch.tensor([1])))\nx = 1",
    "m = Net(2)\nm.optimize(m.parameters())\nx = 1",
    "W = np.array(net.W)\nW[0] = 1",
    "W = net.W.copy()\nW[0] += 1",
    "W = net.weight.detach().clone()\nW[0] = 1",
    "W = as_numbers(net.W, (2,), 'W')\nW[0] = 1",
    "W = net.W * 2\nW[0] = 1",
    "own = np.zeros(3)\nown[0] = net.loss(X)",
    "found = []\nfound.append(net.loss(X))\nx = 1",
    "total = 0\ntotal += net.loss(X)",
    "W0 = np.array(net.W)\nnet.W = W0 + 1\nloss = net.loss(X)\nnet.W = W0",
    "net = Net(2, 3)\nnet.W = X",
    "W0 = np.array(net.W)\nnet.train(X.copy())\nd = as_numbers(net.W, (2,), 'W') - W0",
    "layers = net.layers\nnet.train(X)\nw = layers[0].get_weights()",
    "layers = net.layers\nx = 0\nfor layer in layers:\n    x = layer(x)",
    "grads = net.grads\ng = as_numbers(grads['W'], (2,), 'W')\nx = net.train(X)",
    "x = np.ones(3)\nright = np.exp(x)\ngot = softmax(x)",
    "x = np.ones(3)\ngot = softmax(x.copy())\nright = np.exp(x)",
    "x = np.ones(3)\ngot = softmax(x)\nassert np.array_equal(x, [1, 1, 1]), 'changed'",
    "for n in (1, 2):\n    x = np.ones(n)\n    right = np.exp(x)\n    got = softmax(x)",
    "n = 3\ngot = softmax(n)\nright = np.eye(n)",
    "x = np.random.default_rng(0).normal(size=3)",
    "g = torch.Generator().manual_seed(0)\nx = torch.randn(3, generator=g)",
    "import random\nx = random.Random(0).random()",
    "p = as_numbers(softmax([1]), (1,), 'p')\nassert np.allclose(p.sum(), 1), 'no'",
    "p = as_numbers(softmax([1]), (1,), 'p')\nassert (p >= 0).all(), 'no'",
    "assert np.allclose(as_numbers(softmax([1]), (1,), 'p'), 1), 'no'",
    "assert net.W.shape == (2,), 'shape'\nassert np.allclose(net.W, 1), 'no'",
    "p = softmax([1])\nassert np.shape(p) == (1,), 'shape'\nassert np.allclose(p, 1), 'no'",
    "p = softmax([1])\nassert isinstance(p, np.ndarray) and p.shape == (1,), 's'\n"
    "assert np.allclose(p, 1), 'no'",
    "W = np.array(net.W)\nassert np.array_equal(W, np.array(net.W)), 'no'",
    "def check(n):\n    assert n, 'no'\ncheck(answer)",
    "W = np.ravel(net.W)\nsame = W.shape == (2,) and np.allclose(W, 1)\nassert same, 'no'",
    "k = 1 if net.loss(X) > 1 else 2\nassert np.isclose(X[k], 1).all(), 'no'",
    "assert np.allclose(X, np.ones((2, 3))), 'no'",
    "assert np.isclose(float(net.loss(X)), 1), 'no'",
    "assert abs(net.loss(X) - 1) < 0.1, 'no'",
    "def f(x):\n    return as_numbers(softmax(x), (1,), 'p')\nassert np.allclose(f(1), 1), 'no'",
    "for key in ('W', 'b'):\n    g = as_numbers(net.grads[key], (2,), key)\n"
    "    assert np.allclose(g, 1), f'{key} is wrong'",
    "assert answer is not None, 'answer is still None'",
    "assert isinstance(net, torch.nn.Module), 'no'",
    "assert answer in ('a', 'b'), f'{answer} is neither a nor b'",
    "assert answer == 1, f'{answer} is wrong'",
    "assert net.W.shape == X.shape, f'the shape should be {X.shape}'",
    "assert answer < LIMIT, f'not below {LIMIT}'",
    "try:\n    softmax(None)\nexcept ValueError:\n    pass",
    "raise AssertionError('no')",
    "print('fine')",
    "name = type(answer).__name__",
    "(net * 2 + net).backward()\nassert abs(net.grad - 3) < 1e-6, 'no'",
]


@pytest.mark.parametrize("source", HARMLESS)
def test_a_harmless_look_alike_is_not_found(source: str) -> None:
    assert faults(source) == []


def test_data_from_a_cell_that_also_uses_the_students_names_is_found() -> None:
    mixed = given("Z = np.ones(3)\nscores = softmax(Z)", "mixed")
    assert faults("x = Z + 1", mixed) == [
        "uses Z: split its cell mixed, which uses a student's name."
    ]
    assert faults("x = as_numbers(scores, (3,), 'scores')", mixed) == []


def test_data_from_a_cell_of_its_own_is_fine() -> None:
    own = given("Z = np.ones(3)", "own"), given("scores = softmax(Z)", "mixed")
    assert faults("x = Z + 1", *own) == []


def test_a_helper_that_calls_the_student_is_found() -> None:
    helper = given("def check(x):\n    return softmax(x)", "helper")
    assert faults("x = check(1)", helper) == [
        "uses the helper check: its cell helper uses a student's name."
    ]


def test_data_that_the_student_changes_in_place_is_found() -> None:
    change = exercise("X[0] = 5", "change")
    assert faults("x = X + 1", change) == ["uses X, which change changes in place."]
    assert faults("x = X + 1", given("X[0] = 5", "change")) == []
    assert faults("x = 1", change) == []


def test_global_random_state_in_a_locked_cell_is_found() -> None:
    assert faults("x = 1", given("Z = np.random.rand(3)", "random")) == [
        "np.random.rand uses random state that is not its own."
    ]


def test_a_student_may_use_global_random_state() -> None:
    assert faults("x = 1", exercise("Z = np.random.rand(3)", "random")) == []


@pytest.mark.parametrize("cell", [given, exercise, free, graded])
def test_a_name_that_a_test_leaves_behind_is_found(cell) -> None:
    left = graded("trace = 1", "test_first")
    found = faults("x = 1", left, cell("y = trace", "user"))
    assert "uses trace, which the test cell test_first bound last." in found
    assert faults("x = 1", left, cell("trace = 2\ny = trace", "user")) == []


def test_a_name_from_a_skipped_cell_is_found() -> None:
    skipped = given("Z = 1", "slow", tags=("skip-grading",))
    assert faults("x = Z", skipped) == ["uses Z, which no cell before it binds when grading."]


@pytest.mark.parametrize("cell", [given, graded])
def test_a_locked_cell_or_a_test_that_is_not_python_is_told(cell) -> None:
    (what,) = faults("x = 1", cell("not Python at all", "other"))
    assert what.startswith("is not Python")
    assert faults("x = 1", free("not Python at all", "other")) == []


def test_a_finding_tells_the_cell_and_the_line() -> None:
    cells = (*BEFORE, graded("x = 1\nassert x", "test_planted"))
    (finding,) = rules.check(notebook(*cells), "a/b.ipynb")
    assert finding.where == "a/b.ipynb · test_planted, line 2"


def test_a_tag_exempts_a_cell_from_a_rule() -> None:
    test = graded("assert softmax(X.copy()) is not None", "test_planted")
    (finding,) = rules.check(notebook(*BEFORE, test), "planted")
    assert str(finding).endswith("[says-what-is-wrong]")
    test.metadata["tags"] = [f"allow-{finding.rule}"]
    assert rules.check(notebook(*BEFORE, test), "planted") == []
