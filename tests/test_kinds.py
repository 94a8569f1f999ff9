"""What a test may ask about the kind of a student's things, and what a lie about it gains.

Each case is a solution and a test that it passes, with answers beside it that must fail.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import torch
from nbformat import NotebookNode
from warmed import warmed
from writing import exercise, given, graded, notebook

from nbgradient.course import notebooks
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.verdict import Verdict
from nbgradient.wire.codec import Decoder
from nbgradient.wire.frames import WireError
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

PATIENCE = Budget(cell=10, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

#: An object that claims to be and to equal whatever it is asked about.
LIAR = """
class Meta(type):
    def __instancecheck__(cls, instance):
        return True
    __subclasscheck__ = __instancecheck__
    def __eq__(cls, other):
        return True
    __hash__ = type.__hash__
class Liar(metaclass=Meta):
    __module__ = "numpy"
    __qualname__ = "ndarray"
    def __eq__(self, other):
        return True
    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __bool__(self):
        return True
    def __hash__(self):
        return 4
    def __getattr__(self, name):
        return self
    def __call__(self, *given, **named):
        return self
    def __str__(self):
        return "4"
"""


@dataclass(frozen=True)
class Case:
    """A solution, a test that it passes, and answers that fail it."""

    name: str
    solution: str
    test: str
    wrong: tuple[str, ...]


NUMPY = "import numpy as np\ndef f(x):\n    return np.asarray(x) * 2"
POINT = """
class P:
    def __init__(self, x=0):
        self.x = x
    def __eq__(self, other):
        return self.x == other.x
    def __lt__(self, other):
        return self.x < other.x
    def __hash__(self):
        return hash(self.x)
    def __str__(self):
        return f"P({self.x})"
class Q(P):
    pass
p, q = P(1), Q(2)
"""
BARE = "class P:\n    pass\nclass Q(P):\n    pass\np, q = P(), Q()\n"
F = 'def f(x: int, y=2):\n    """Add."""\n    return x + y\n'

CASES = [
    Case(
        "library_names",
        NUMPY,
        "assert isinstance(f([1]), np.ndarray)\nassert np.allclose(f([1, 2]), [2, 4])",
        (
            "import numpy as np\ndef f(x):\n    return [2, 4]",
            "import numpy as np\nnp.allclose = lambda *a: True\ndef f(x):\n    return np.zeros(2)",
            LIAR + "np = Liar()\ndef f(x):\n    return Liar()",
            LIAR + "import numpy as np\ndef f(x):\n    return Liar()",
            "def f(x):\n    return [2, 4]",
        ),
    ),
    Case(
        "function_of_a_library",
        "from math import isclose, sqrt\ndef f(x):\n    return sqrt(x)",
        "assert isclose(f(4), sqrt(4))",
        (
            "def isclose(*a):\n    return False\ndef sqrt(x):\n    return x\nf = sqrt",
            "import math\nmath.isclose = 0\nfrom math import isclose, sqrt\nf = math.exp",
            # It claims to be another function of the examiner's: the source's word counts.
            "from math import exp as sqrt, isclose\ndef f(x):\n    return 1.0",
        ),
    ),
    Case(
        "classes_of_libraries",
        "from sklearn.linear_model import LinearRegression\n"
        "m = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])",
        "assert isinstance(m, LinearRegression)\nassert type(m) == LinearRegression\n"
        "assert abs(m.predict([[2.0]])[0] - 2) < 1e-9",
        ("from sklearn.linear_model import LinearRegression\nm = 5", LIAR + "m = Liar()"),
    ),
    Case(
        "classes_of_further_libraries",
        "import networkx as nx\nimport re\ng = nx.DiGraph([(1, 2)])\nword = re.compile('a')",
        "import networkx as nx\nimport re\nassert isinstance(g, nx.DiGraph)\n"
        "assert list(g.edges) == [(1, 2)]\nassert isinstance(word, re.Pattern)\n"
        "assert word.match('ab') and not word.match('b')",
        (
            "import networkx as nx\nimport re\ng = nx.Graph([(1, 2)])\nword = re.compile('a')",
            "import networkx as nx\ng = nx.DiGraph([(1, 2)])\nword = 'a'",
            "import networkx as nx\nimport re\ng = nx.DiGraph([(1, 2)])\nword = re.compile('')",
        ),
    ),
    Case(
        "figures",
        "import matplotlib.pyplot as plt\ndef draw():\n    plt.figure()\n    plt.title('A')",
        "draw()\nassert plt.gca().get_title() == 'A'\nassert isinstance(plt.gcf(), plt.Figure)",
        ("import matplotlib.pyplot as plt\ndef draw():\n    plt.figure()",),
    ),
    Case(
        "types_of_plain_values",
        "n = 5",
        "assert type(n) is int and type(n) == int and isinstance(n, int) and type(n) != str\n"
        "assert type(n).__name__ == 'int' and isinstance(type(n), type)",
        ("n = '5'", "n = True", "n = object()", LIAR + "n = Liar()", "class int: pass\nn = int()"),
    ),
    Case(
        "own_classes",
        BARE,
        "assert isinstance(p, P) and type(p) is P and type(p) == P and p.__class__ is P\n"
        "assert issubclass(Q, P) and isinstance(q, P) and type(q) is Q and isinstance(P, type)\n"
        "assert type(p).__name__ == 'P' == p.__class__.__name__ and P.__name__ == 'P'\n"
        "assert Q.__bases__ == (P,) and not isinstance(p, Q) and not isinstance(5, P)\n"
        "assert p and p != None and p is not None and isinstance(p, (int, P))",
        (
            "class P:\n    pass\nclass Q:\n    pass\np, q = P(), Q()",
            "class P:\n    pass\nclass Q(P):\n    pass\np, q = 1, 2",
            LIAR + "P = Liar\nQ = Liar\np, q = 5, Liar()",
        ),
    ),
    Case(
        "subclass_of_a_library_class",
        "import torch.nn as nn\nclass Net(nn.Module):\n    pass\nnet = Net()",
        "assert issubclass(Net, nn.Module) and isinstance(net, nn.Module)",
        ("import torch.nn as nn\nclass Net:\n    pass\nnet = Net()",),
    ),
    Case(
        "abstract_kinds",
        F + "n = [1]",
        "from collections.abc import Callable, Iterable\n"
        "assert callable(f) and isinstance(f, Callable) and not isinstance(f, Iterable)\n"
        "assert not callable(n) and hasattr(f, '__call__') and not hasattr(f, '__len__')",
        ("class f: pass\nf, n = f(), [1]",),
    ),
    Case(
        "names",
        F + "a = 3",
        "assert 'f' in dir() and 'f' in globals() and 'a' in locals() and 'g' not in globals()\n"
        "assert globals()['a'] == 3 and eval('f(2)') == 4 and eval('a') == 3 and 'f' in vars()\n"
        "for n in (1, 2):\n    assert eval(f'f({n})') == n + 2\n"
        "exec('b = f(a)')\nassert globals().get('b') == 5 and globals().get('c') is None",
        ("a = 3", F + "a = 4", "def f(x):\n    return 4\na = 3"),
    ),
    Case(
        "facts_of_functions",
        F,
        "import inspect, ast\n"
        "assert f.__name__ == 'f' and f.__doc__ == 'Add.' and f.__defaults__ == (2,)\n"
        "assert f.__code__.co_argcount == 2 and f.__code__.co_varnames == ('x', 'y')\n"
        "assert f.__annotations__['x'] == int and inspect.isfunction(f)\n"
        "assert list(inspect.signature(f).parameters) == ['x', 'y']\n"
        "assert inspect.getfullargspec(f).args == ['x', 'y'] and inspect.getdoc(f) == 'Add.'\n"
        "tree = ast.parse(inspect.getsource(f))\n"
        "assert any(isinstance(node, ast.Add) for node in ast.walk(tree))",
        (
            "def f(x, y=2):\n    return x + y",
            "def g(x: int, y=2):\n    'Add.'\n    return x + y\nf = g",
            LIAR + "f = Liar()",
        ),
    ),
    Case(
        "facts_of_objects",
        POINT,
        "assert vars(p) == {'x': 1} == p.__dict__ and 'x' in dir(p) and 'y' not in dir(p)",
        (POINT + "p.y = 2", "p = 5", LIAR + "p = Liar()"),
    ),
    Case(
        "texts",
        POINT,
        "assert str(p) == 'P(1)' and f'{p}' == 'P(1)' and '{:>5}'.format(str(p)) == ' P(1)'",
        (
            BARE,
            POINT.replace("P({self.x})", "p({self.x})"),
            LIAR + "p = Liar()",
        ),
    ),
    Case(
        "comparison_that_the_source_defines",
        POINT,
        "assert P(1) == P(1) and P(1) != P(2) and p == Q(1) and p < q and q > p\n"
        "assert sorted([q, p])[0].x == 1 and len({P(1), P(1), P(2)}) == 2 and p in [P(1)]\n"
        "assert hash(P(1)) == hash(P(1)) and not P(1) == P(2)",
        (
            BARE,
            POINT.replace("self.x == other.x", "True"),
            LIAR + "P = Q = Liar\np = q = Liar()",
        ),
    ),
    Case(
        "identity",
        "class N:\n    next = None\nimport enum\nclass C(enum.Enum):\n    A = 1\n    B = 2\n"
        "a, b = N(), N()\na.next = b",
        "assert a.next is b and b.next is None and a.next == b and a != b\n"
        "assert C.A == C.A and C.A != C.B and C(1) is C.A and C.A.value == 1\n"
        "n = 0\nwhile a:\n    n, a = n + 1, a.next\nassert n == 2",
        (
            "class N:\n    next = None\nimport enum\nclass C(enum.Enum):\n    A = 1\n    B = 2\n"
            "a, b = N(), N()\na.next = N()",
        ),
    ),
]

CASES += [
    Case(
        "kinds_of_pandas",
        "import pandas as pd\nts = pd.date_range('2020', '2021', freq='MS', tz='UTC')\n"
        "df = pd.DataFrame({'k': list('aab'), 'v': [1.0, 2.0, 3.0]})\ngb = df.groupby('k')\n"
        "mi = df.set_index(['k', 'v'])\nc = df.k.astype('category')",
        "assert ts.freqstr == 'MS' and str(ts.tz) == 'UTC' and isinstance(ts, pd.DatetimeIndex)\n"
        "assert mi.index.nlevels == 2 and mi.index.names == ['k', 'v'] and c.dtype == 'category'\n"
        "assert gb.mean().loc['a', 'v'] == 1.5 and gb.mean().index.name == 'k'\n"
        "assert ts[0] == pd.Timestamp('2020', tz='UTC') and pd.Period('2020', 'M') == "
        "ts.tz_localize(None).to_period()[0]",
        (
            "import pandas as pd\nts = pd.date_range('2020', '2021', freq='ME', tz='UTC')\n"
            "df = pd.DataFrame({'k': list('aab'), 'v': [1.0, 2.0, 3.0]})\n"
            "gb = df.groupby('k')\nmi = df.set_index(['k', 'v'])\nc = df.k.astype('category')",
            LIAR + "import pandas as pd\nts = gb = mi = c = Liar()",
        ),
    ),
    Case(
        "kinds_of_functions",
        F + "def g():\n    yield 1\nn = g()",
        "import types\nassert isinstance(f, types.FunctionType) and type(f) == types.FunctionType\n"
        "assert isinstance(n, types.GeneratorType) and not isinstance(n, types.FunctionType)",
        ("def f(x):\n    yield 1\nn = f", LIAR + "f = n = Liar()"),
    ),
    Case(
        "names_of_a_star",
        "from numpy import *\nx = sqrt(array([4.0]))",
        "assert isinstance(x, ndarray) and x[0] == sqrt(4)",
        ("from numpy import *\nx = sqrt(array([5.0]))", LIAR + "ndarray = Liar\nx = Liar()"),
    ),
]

#: Answers that are no number, and tests that a number would have to pass.
PRETENDERS = ["Liar()", "Liar", "lambda *a: 4", "object()"]
NUMBERS = [
    "assert f(2) == 4",
    "assert 4 == f(2)",
    "assert f(2) in (4, 5)",
    "assert f(2) > 3",
    "assert not f(2) != 4",
    "assert type(f(2)) is int",
    "assert isinstance(f(2), (int, float))",
    "assert f(2) in {4}",
    "assert [f(2)] == [4]",
    "assert {4: 1}[f(2)] == 1",
]


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    imports = "import numpy, torch.nn, sklearn.linear_model, matplotlib.pyplot, pandas"
    with warmed(imports, LIMITS) as started:
        yield started


def put(solution: str, test: str, answer: str, slot: Slot, hidden: bool = False) -> Verdict:
    """What ``test`` says of ``answer``, in a course whose own answer is ``solution``."""
    if hidden:
        test = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    source = notebook(exercise(solution, "answer"), graded(test, "test"))
    paper, handed_in = Paper(copy.deepcopy(source)), copy.deepcopy(source)
    cell: NotebookNode = next(
        cell for _, cell in notebooks.cells(handed_in) if notebooks.is_exercise(cell)
    )
    cell.source = answer
    return (
        Exam(handed_in, paper, partial(slot.candidate, {}, PATIENCE), PATIENCE)
        .run()
        .verdicts["test"]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_kind_can_be_asked(case: Case, slot: Slot) -> None:
    for hidden in (False, True):
        verdict = put(case.solution, case.test, case.solution, slot, hidden)
        assert verdict.passed, verdict


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_or_lying_answer_fails(case: Case, slot: Slot) -> None:
    passed = [answer for answer in case.wrong if put(case.solution, case.test, answer, slot).passed]
    assert passed == []


@pytest.mark.parametrize("test", NUMBERS)
def test_what_is_no_number_passes_for_none(test: str, slot: Slot) -> None:
    solution = POINT + "def f(x):\n    return 2 * x"
    assert put(solution, test, solution, slot).passed
    for value in PRETENDERS:
        answer = LIAR + f"def f(x):\n    return {value}"
        assert not put(solution, test, answer, slot).passed, value


def test_no_class_is_called_that_an_object_says_it_is_of(slot: Slot, tmp_path: Path) -> None:
    target = tmp_path / "written"
    model = "from sklearn.linear_model import LinearRegression\nm = LinearRegression()"
    test = "from sklearn.base import clone\nclone(m)\ntype(m)(**m.get_params())"
    claims = f"""
class memmap:
    __module__ = "numpy"
    def get_params(self, **named):
        return dict(filename={str(target)!r}, dtype="u1", mode="w+", shape=(9,))
m = memmap()
"""
    for answer in (model, claims):
        for part in (test, test.replace("clone(m)", "")):
            put(model, part, answer, slot)
    assert put(model, test, model, slot).name == "NotServed"
    assert not target.exists()


def test_no_class_that_runs_a_text_is_made_of_what_a_student_says(
    slot: Slot, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    claims = f"""
class Claims:
    __module__, __qualname__ = "pandas.core.computation.expr", "Expr"
def f(x):
    text = "@__builtins__.__import__('os').system('touch {target}')"
    return Claims() if x == 1 else text
"""
    put("def f(x):\n    return x", "import pandas\ntype(f(1))(f(2))", claims, slot)
    assert not target.exists()


#: What the student's side sends, once a student has taken it over: whatever it likes to be.
TAKEN_OVER = """
from nbgradient.candidate import objects
honest = objects.Objects._handle
def handle(self, value):
    tag, number, name, classes = node = honest(self, value)
    return [tag, number, name, getattr(type(value), "CLAIMS", classes)]
objects.Objects._handle = handle
"""


def test_an_object_has_no_module_imported_by_what_it_claims_to_be(slot: Slot) -> None:
    claims = f"""{TAKEN_OVER}
class Claims:
    CLAIMS = [["scipy", "odr.Model"]]
def f():
    return Claims()
"""
    put("def f():\n    return 1", "import scipy\nassert isinstance(f(), int)", claims, slot)
    assert "scipy.odr" not in sys.modules


def test_no_object_becomes_the_inside_of_a_frame(slot: Slot) -> None:
    solution = "import pandas as pd\ndef f():\n    return pd.DataFrame({'a': [1, 2]})"
    test = (
        "import pandas as pd\nexpected = pd.DataFrame({'a': [1, 2]})\n"
        "assert expected.equals(pd.DataFrame(f()))"
    )
    claims = f"""{TAKEN_OVER}
import pandas as pd
class Empty:
    CLAIMS = [["pandas.core.internals.managers", "BlockManager"]]
    axes = [pd.Index(["a"]), pd.RangeIndex(2)]
    shape, ndim, nblocks, blocks = (1, 2), 2, 1, []
    def copy(self, deep=False):
        return self
    def _slice_take_blocks_ax0(self, *given, **named):
        return []
empty = Empty()
def f():
    return empty
"""
    assert put(solution, test, solution, slot).passed
    assert not put(solution, test, claims, slot).passed


def test_a_dtype_that_pytorch_does_not_have_imports_nothing() -> None:
    decoded = Decoder([], lambda node: node).decode(["torch.dtype", "float32"])
    assert decoded is torch.float32
    known = set(sys.modules)
    for name in ("_inductor", "nn"):
        with pytest.raises(WireError):
            Decoder([], lambda node: node).decode(["torch.dtype", name])
    assert set(sys.modules) == known


@pytest.mark.parametrize("run", ["exec", "eval", "compile"])
def test_no_text_of_a_students_runs_beside_the_test(run: str, slot: Slot, tmp_path: Path) -> None:
    target = tmp_path / "written"
    text = f"open({str(target)!r}, 'w').write('x')"
    rest = ", 'x', 'exec'" if run == "compile" else ""
    verdict = put("t = '1'", f"c = {run}(t{rest})\nexec(c)", f"t = {text!r}", slot)
    assert verdict.name == "NotServed"
    assert not target.exists()


EVALUATE = "def evaluate(text, x):\n    return eval(text, {'x': x})"
EXECUTE = "def evaluate(text, x):\n    exec('y = 9; ' + text)\n    return 9"
COMPILE = "def evaluate(text, x):\n    return eval(compile(text, 'x', 'eval'), {'x': x})"


@pytest.mark.parametrize("tool", [EVALUATE, EXECUTE, COMPILE], ids=["eval", "exec", "compile"])
def test_no_text_of_a_students_runs_in_a_locked_function(
    tool: str, slot: Slot, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    source = notebook(
        given(f"{tool}\nassert evaluate('x ' + '* x', 3) == 9" if tool != EXECUTE else tool),
        exercise("t = 'x * x'", "answer"),
        graded("assert evaluate('x**2', 3) == 9 and t", "fixed"),
        graded("assert evaluate(t, 3) == 9", "test"),
    )
    handed_in = copy.deepcopy(source)
    text = f"open({str(target)!r}, 'w') and 9"
    handed_in.cells[1].source = f"t = {text!r}"
    exams = [
        Exam(work, Paper(copy.deepcopy(source)), partial(slot.candidate, {}, PATIENCE), PATIENCE)
        for work in (handed_in, copy.deepcopy(source))
    ]
    for verdicts in (exam.run().verdicts for exam in exams):
        assert verdicts["test"].name == "NotServed"
        assert verdicts["fixed"].passed or tool == EXECUTE
    assert not target.exists()


@pytest.mark.parametrize(
    "column",
    [
        ["zoned", ["tuple", ["array", "<M8[ns]", [1], 0], "dateutil//etc/passwd"]],
        ["zoned", ["tuple", ["array", "<M8[ns]", [1], 0], ["list"]]],
        ["periods", ["tuple", ["array", "<i8", [1], 0], "period[" + "M" * 100 + "]"]],
        ["categories", ["tuple", ["list", 1], ["array", "<i8", [1], 0], True]],
        ["categories", ["tuple"]],
    ],
)
def test_a_forged_column_is_malformed(column: list) -> None:
    node = ["index", ["flat", column, ["tuple", None, None]]]
    with pytest.raises(WireError):
        Decoder([bytes([7] * 8)], lambda node: node).decode(node)


def test_a_series_calls_nothing_for_its_name_and_asks_no_object_for_its_entries() -> None:
    called: list = []
    index = ["flat", ["object", ["list", 5]], ["tuple", None, None]]
    for node in (
        ["series", ["object", ["list", 1]], index, ["callback"]],
        ["series", ["object", ["callback"]], index, None],
    ):
        with suppress(WireError):
            series = Decoder([], lambda node: called.append).decode(node)
            assert list(series.index) == [5] and series.name == called.append
    assert called == []
