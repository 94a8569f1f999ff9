"""Tests that touch more of the student's side than values: what they get, and what nobody gains.

Each case is a source notebook of one exercise and its tests; full answers pass, wrong ones do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT
from told_apart import LIMITS, assert_told_apart, examined, hidden, shown, verdict
from warmed import warmed
from writing import exercise, free, graded, notebook

from nbgradient.examiner.slot import Slot

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed("import numpy as np\nimport pandas as pd", LIMITS) as started:
        yield started


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
            "try:\n    r()\nexcept E as e:\n    assert e.args == ('no', 3)\n"
            "else:\n    assert False",
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
    assert "4711" not in shown(given)
    assert "told" not in shown(given).lower()


SUMS = "CONST = 3\n\ndef f():\n    return CONST\n\ndef g():\n    return f() + 1"
ALONE = SUMS.replace("return CONST", "return 3").replace("f() + 1", "4")


@pytest.mark.parametrize(
    "test",
    [
        "CONST = 10\nassert f() == 10",
        "old = f\ndef f():\n    return 100\nassert g() == 101\nf = old\nassert g() == 4",
        "f = lambda: 7\nassert g() == 8",
        "for CONST in (5, 6):\n    assert f() == CONST",
        "globals()['CONST'] = 10\nassert g() == 11",
        "from unittest.mock import patch\nwith patch('__main__.f', return_value=9):\n"
        "    assert g() == 10\nassert g() == 4",
        "from unittest.mock import patch\nwith patch('__main__.CONST', 9):\n    assert f() == 9",
        "from unittest.mock import Mock\nf = Mock(return_value=1)\ng()\nassert f.called",
        "del f\ntry:\n    g()\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('does not use f')",
        "old = f\ndel f\ntry:\n    g()\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('does not use f')\nfinally:\n    f = old\nassert g() == 4",
        "def f():\n    raise RuntimeError('f is used')\ntry:\n    g()\n"
        "except RuntimeError as e:\n    assert 'used' in str(e)\nelse:\n    assert False",
    ],
)
def test_a_name_that_a_test_sets_is_set_for_the_students_code(slot: Slot, test: str) -> None:
    assert_told_apart(slot, test, SUMS, ALONE)


def test_a_name_that_a_test_sets_is_set_for_this_test_alone(slot: Slot) -> None:
    source = notebook(
        exercise(SUMS, "answer"),
        graded("CONST = 10\nassert f() == 10\n" + hidden("assert f() == 10"), "sets"),
        graded("assert f() == 3\n" + hidden("assert f() == 3"), "reads"),
    )
    assert all(given.passed for given in examined(slot, source, SUMS).values())


def test_a_name_of_pythons_own_that_a_test_takes_is_taken_from_the_students_code(
    slot: Slot,
) -> None:
    test = (
        "def sorted(*_):\n    raise AssertionError('sort it yourself')\nassert f([2, 1]) == [1, 2]"
    )
    right = "def f(x):\n    return [min(x), max(x)]"
    assert_told_apart(slot, test, right, "def f(x):\n    return sorted(x)")


def test_what_a_hidden_statement_expects_never_reaches_the_students_code(slot: Slot) -> None:
    source = notebook(
        exercise("expected = 0\n\ndef f(x):\n    return x + 1", "answer"),
        graded(hidden("expected = 4712\nassert f(4711) == expected"), "test"),
    )
    wrong = "expected = 0\n\ndef f(x):\n    return globals().get('expected')"
    assert not examined(slot, source, wrong)["test"].passed
    assert examined(slot, source, "expected = 0\n\ndef f(x):\n    return x + 1")["test"].passed


def test_a_students_code_changes_no_name_of_the_tests(slot: Slot) -> None:
    source = notebook(
        exercise("wanted = 0\n\ndef f():\n    return 5", "answer"),
        graded("wanted = 5\nassert f() == wanted", "test"),
    )
    wrong = "wanted = 0\n\ndef f():\n    global wanted\n    wanted = 0\n    return 0"
    assert not examined(slot, source, wrong)["test"].passed


def test_what_a_students_function_sets_is_seen(slot: Slot) -> None:
    right = "n = 0\nseen = []\n\ndef f(x):\n    global n\n    n += 1\n    seen.append(x)"
    test = "f(5)\nf(6)\nassert n == 2\nassert seen == [5, 6]\nn = 7\nf(1)\nassert n == 8"
    assert_told_apart(slot, test, right, right.replace("+= 1", "= 1"))


PRINTS = "import sys\n\ndef f(x):\n    print('hello', x)\n    print('bad', file=sys.stderr)"


@pytest.mark.parametrize(
    "test",
    [
        "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f(1)\n"
        "assert b.getvalue() == 'hello 1\\n'",
        "import io, sys\nold = sys.stdout\nsys.stdout = io.StringIO()\nf(1)\n"
        "said = sys.stdout.getvalue()\nsys.stdout = old\nassert said == 'hello 1\\n'",
        "from IPython.utils.capture import capture_output\nwith capture_output() as c:\n    f(1)\n"
        "assert c.stdout == 'hello 1\\n' and c.stderr == 'bad\\n'",
        "from unittest.mock import patch\nwith patch('builtins.print') as p:\n    f(1)\n"
        "p.assert_any_call('hello', 1)",
        "import io\nfrom unittest.mock import patch\n"
        "with patch('sys.stdout', new=io.StringIO()) as o:\n    f(1)\n"
        "assert 'hello' in o.getvalue()",
    ],
)
def test_what_is_printed_in_a_question_can_be_read(slot: Slot, test: str) -> None:
    assert_told_apart(slot, test, PRINTS, "def f(x):\n    return 'hello 1\\n'")


def test_a_flood_of_output_is_bounded_and_earns_nothing(slot: Slot) -> None:
    test = (
        "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f(1)\n"
    )
    test += "assert 'no' not in b.getvalue()"
    flood = "def f(x):\n    for _ in range(10_000):\n        print('x' * 100)\n    print('no')"
    given = verdict(slot, test, flood)
    assert not given.passed
    assert "prints more" in given.message


def test_what_is_printed_at_a_hidden_question_reaches_no_message(slot: Slot) -> None:
    test = "import io, contextlib\nb = io.StringIO()\n" + hidden(
        "with contextlib.redirect_stdout(b):\n    f(4711)\nassert b.getvalue() == '', b.getvalue()"
    )
    given = verdict(slot, test, "def f(x):\n    print('told', x)")
    assert not given.passed
    assert "told" not in shown(given)


ASKS = "def g():\n    return input('name?').upper()"


@pytest.mark.parametrize(
    "test",
    [
        "from unittest.mock import patch\nwith patch('builtins.input', return_value='ada'):\n"
        "    assert g() == 'ADA'",
        "from unittest.mock import patch\nwith patch('builtins.input', side_effect=['a', 'b']):\n"
        "    assert g() + g() == 'AB'",
        "import builtins\nbuiltins.input = lambda *_: 'ada'\nassert g() == 'ADA'",
        "__builtins__.input = lambda *_: 'ada'\nassert g() == 'ADA'",
        "input = lambda *_: 'ada'\nassert g() == 'ADA'",
        "import io, sys\nsys.stdin = io.StringIO('a\\nb\\n')\nassert g() + g() == 'AB'",
    ],
)
def test_input_is_answered_by_the_test(slot: Slot, test: str) -> None:
    assert_told_apart(slot, test, ASKS, "def g():\n    return 'ada'")


def test_what_a_test_forgets_to_restore_touches_no_later_test(slot: Slot) -> None:
    forgets = (
        "import builtins, io, os, sys, warnings\nbuiltins.input = lambda *_: 'ada'\n"
        "sys.stdout = io.StringIO()\nsys.path.append('/nowhere')\nos.environ['FORGOTTEN'] = '1'\n"
        "warnings.simplefilter('error')\nos.chdir('/')\nbuiltins.extra = 1"
    )
    asks = (
        "import builtins, os, sys, warnings\nassert not hasattr(builtins, 'extra')\n"
        "assert builtins.input.__name__ == 'input' and '/nowhere' not in sys.path\n"
        "assert 'FORGOTTEN' not in os.environ and os.getcwd() != '/'\nwarnings.warn('well')"
    )
    source = notebook(
        exercise(ASKS, "answer"),
        graded(forgets + "\n" + hidden("assert os.getcwd() == '/' and g() == 'ADA'"), "forgets"),
        graded(asks + "\n" + hidden(asks), "asks"),
    )
    for given in examined(slot, source, ASKS).values():
        assert given.passed, given


def test_a_students_code_draws_from_the_seed_that_a_test_sets(slot: Slot) -> None:
    test = (
        "import random\nimport numpy as np\nnp.random.seed(5)\nrandom.seed(5)\na = f()\n"
        "np.random.seed(5)\nrandom.seed(5)\nassert a == (np.random.rand(), random.random())"
    )
    right = (
        "import random\nimport numpy as np\n\n"
        "def f():\n    return float(np.random.rand()), random.random()"
    )
    assert_told_apart(slot, test, right, right.replace("rand()),", "rand()) / 2,"))


def test_a_generator_that_is_seeded_as_before_begins_again(slot: Slot) -> None:
    right = "import random\n\ndef f():\n    return random.random()"
    test = (
        "import random\nrandom.seed(0)\np = f()\nrandom.seed(0)\nassert f() == p\nassert f() != p"
    )
    assert_told_apart(slot, test, right, "import os\n\ndef f():\n    return os.urandom(9)")


WRITES = "def s(x):\n    with open('o.txt', 'w') as file:\n        file.write(str(x))"


@pytest.mark.parametrize(
    "test",
    [
        "s(3)\nassert open('o.txt').read() == '3'",
        "import os\ns(3)\nassert os.path.exists('o.txt')",
        "from pathlib import Path\ns(3)\ns(4)\nassert Path('o.txt').read_text() == '4'",
        "import pandas as pd\ns('a\\n1')\nassert pd.read_csv('o.txt').a[0] == 1",
    ],
)
def test_a_file_that_the_students_code_wrote_is_read_as_a_copy(slot: Slot, test: str) -> None:
    assert_told_apart(slot, test, WRITES, "def s(x):\n    return x")


def test_a_file_that_a_cell_wrote_is_read_and_one_that_the_test_wrote_is_there(slot: Slot) -> None:
    cell = "open('mine.csv', 'w').write('5')\n\ndef s(name):\n    return open(name).read()"
    test = (
        "assert open('mine.csv').read() == '5'\nopen('in.txt', 'w').write('7')\n"
        "assert s('in.txt') == '7'"
    )
    assert_told_apart(slot, test, cell, cell.replace("open(name).read()", "'5'"))


@pytest.mark.parametrize("later", ["os.remove('o.txt')", "open('o.txt', 'w').write('later')"])
def test_files_are_as_they_were_where_the_test_stands(slot: Slot, later: str) -> None:
    reads = "assert open('o.txt').read() == '3'"
    book = notebook(
        exercise(f"{WRITES}\n\ns(3)", "answer"),
        graded(reads, "open"),
        graded(hidden(f"{reads}\ns(4)\nassert open('o.txt').read() == '4'"), "hidden"),
        free(f"import os\n{later}", "later"),
        graded(
            "import os\nassert not os.path.exists('o.txt') or open('o.txt').read() != '3'", "end"
        ),
    )
    assert all(found.passed for found in examined(slot, book, book.cells[0].source).values())
    given = examined(slot, book, f"{WRITES}\n\ns(2)")
    assert not given["open"].passed and not given["hidden"].passed


def test_a_file_that_the_students_code_removes_is_gone(slot: Slot) -> None:
    test = "import os\ns('o.txt')\nassert not os.path.exists('o.txt')"
    cell = "import os\nopen('o.txt', 'w').write('5')\n\ndef s(name):\n    os.remove(name)"
    assert_told_apart(
        slot, f"assert open('o.txt').read() == '5'\n{test}", cell, cell + " if 0 else 0"
    )


@pytest.mark.parametrize(
    "made",
    [
        "os.symlink('/etc/passwd', 'o.txt')",
        "os.mkfifo('o.txt')",
        "open('o.txt', 'wb').write(b'x' * (9 << 20))",
        "[open(f'o{n}.txt', 'w').write('3') for n in range(500)]; os.symlink('/etc', 'o')",
        "os.mkdir('..o'); open('..o/o.txt', 'w').write('3')",
    ],
)
def test_a_file_that_is_none_is_not_copied(slot: Slot, made: str) -> None:
    test = "s(3)\nimport os\nassert any(name == 'o.txt' for name in os.listdir('.'))"
    assert not verdict(slot, test, f"import os\n\ndef s(x):\n    {made}").passed


RUNS_HERE = """
import os, pickle

class Evil:
    def __reduce__(self):
        return os.system, ("touch {path}",)

def s(x):
    with open("o.bin", "wb") as file:
        pickle.dump(Evil(), file)
    os.mkdir("json_too")
    open("numpy_too.py", "w").write("raise SystemExit")
"""


@pytest.mark.parametrize(
    "test",
    [
        "import pickle\npickle.load(open('o.bin', 'rb'))",
        "import pandas as pd\npd.read_pickle('o.bin')",
        "import pandas as pd\ngetattr(pd, 'read_' + 'pickle')('o.bin')",
        "import numpy as np\nnp.load('o.bin', **{'allow_' + 'pickle': True})",
        "import numpy_too",
    ],
)
def test_no_file_of_a_students_runs_in_the_examiner(slot: Slot, tmp_path: Path, test: str) -> None:
    mark = tmp_path / "was_here"
    given = verdict(slot, f"s(3)\n{test}", RUNS_HERE.replace("{path}", str(mark)))
    assert not given.passed
    assert not mark.exists()


def test_a_file_with_a_path_of_its_own_choice_is_refused(slot: Slot, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    forged = f"""
from nbgradient.wire import folder

usual = folder.contents
folder.contents = lambda *a: [*usual(*a), ({str(outside)!r}, [1, 1], b"x"), ("../o", [1, 1], b"x")]


def s(x):
    return x
"""
    assert not verdict(slot, "assert s(3) == 3\nopen", forged).passed
    assert not outside.exists()


NO_TEXT = """
class Silent:
    def __str__(self):
        raise ValueError("no")
    __repr__ = __str__

def f(x):
    return Silent()
"""


@pytest.mark.parametrize(
    ("test", "wrong"),
    [
        ("assert f(1) == 3, f(1)", NO_TEXT),
        ("assert f(1) == 3, f'{f(1)}'", NO_TEXT),
        ("r = f(1)\nassert r == 3, 'wrong'\nprint(f'{r}')", "def f(x):\n    return 10**5000"),
        ("assert f(1) > 2\nf(1)", "def f(x):\n    return 10**400"),
    ],
    ids=["no text", "no text in a text", "a number too long to write", "a number too large"],
)
def test_a_value_that_no_message_can_hold_fails_its_test_and_no_exam(
    slot: Slot, test: str, wrong: str
) -> None:
    assert_told_apart(slot, test, "def f(x):\n    return 3", wrong)


@pytest.mark.parametrize(
    ("change", "back", "holds"),
    [
        ("old = np.linalg.inv\nnp.linalg.inv = None", "np.linalg.inv = old",
         "np.linalg.inv(np.eye(2)).sum() == 2"),
        ("old = np.linalg.inv\nsetattr(np.linalg, 'inv', None)", "np.linalg.inv = old",
         "np.linalg.inv(np.eye(2)).sum() == 2"),
        ("old = np.seterr(all='raise')", "np.seterr(**old)", "(np.ones(1) / 0)[0] > 1"),
    ],
    ids=["a function", "a function by setattr", "a setting"],
)  # fmt: skip
def test_what_a_test_changed_of_a_library_is_as_ever_for_the_next_submission(
    slot: Slot, change: str, back: str, holds: str
) -> None:
    test = f"import numpy as np\n{change}\nassert f() == 1\n{back}"
    after = f"import numpy as np\nassert {holds} and f() == 1"
    right = "def f():\n    return 1"
    source = notebook(exercise(right, "answer"), graded(test, "test"), graded(after, "after"))
    examined(slot, source, "def f():\n    raise ValueError")
    given = examined(slot, source, right)
    assert given["test"].passed and given["after"].passed, given


PICKLES = (
    "import pickle\nimport numpy as np\nimport pandas as pd\ndef f(x):\n    return pickle.dumps(x)"
)


@pytest.mark.parametrize(
    "test",
    [
        "assert pickle.loads(f([1, {2: (3, 'a', 2.5)}])) == [1, {2: (3, 'a', 2.5)}]",
        "assert pickle.loads(f({1, 2})) == {1, 2} and (pickle.loads(f(np.ones(2))) == 1).all()",
    ],
    ids=["containers", "arrays"],
)
def test_a_students_pickle_gives_plain_data_and_runs_nothing(
    slot: Slot, test: str, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    evil = f"""
import pickle
class Evil:
    def __reduce__(self):
        return eval, ("open({str(target)!r}, 'w') and 0",)
def f(x):
    return pickle.dumps(Evil())
"""
    assert_told_apart(slot, f"import numpy as np\nimport pickle\n{test}", PICKLES, evil)
    assert not target.exists()


def test_the_name_of_a_librarys_exception_tells_nothing_of_hidden_data(slot: Slot) -> None:
    answer = "import pandas as pd\ndef f(x):\n    raise pd.errors.MergeError if x else KeyError"
    given = verdict(slot, hidden("import pandas\nf(3)"), answer, "def f(x):\n    return x")
    assert "MergeError" not in shown(given) and given.name == "ValueError"


@pytest.mark.parametrize("read", ["open(f()).read()", "Path(f()).read_text()"])
def test_no_notebook_is_read_whose_name_a_student_gives(
    slot: Slot, tmp_path: Path, read: str
) -> None:
    (tmp_path / "source.ipynb").write_text("THE TESTS")
    right = "def f():\n    open('a.ipynb', 'w').write('mine')\n    return 'a.ipynb'"
    test = f"from pathlib import Path\ntext = {read}\nassert text == 'mine', text"
    assert verdict(slot, test, right).passed
    given = verdict(slot, test, f"def f():\n    return {str(tmp_path / 'source.ipynb')!r}", right)
    assert not given.passed and "THE TESTS" not in shown(given) + given.cause


@pytest.mark.parametrize("write", ["open(f(), 'w').write('x')", "pd.DataFrame().to_csv(f())"])
def test_nothing_is_written_where_a_student_says(slot: Slot, write: str) -> None:
    place = ROOT / "written.csv"
    test = f"import pandas as pd\n{write}"
    assert verdict(slot, test, "def f():\n    return 'o.csv'").passed
    given = verdict(slot, test, f"def f():\n    return {str(place)!r}")
    assert given.name == "NoSuchFile"
    assert not place.exists()


def test_a_text_of_a_students_asks_nothing_of_the_tests_objects(slot: Slot) -> None:
    test = (
        "import pandas as pd\nlimit = 1\nframe = pd.DataFrame({'a': [1, 2]})\n"
        "assert len(frame.query(f())) == 1"
    )
    assert verdict(slot, test, "def f():\n    return 'a > @limit'").passed
    given = verdict(slot, test, "def f():\n    return \"@pd.io.common.os.system('true') == a\"")
    assert given.name == "NotServed"


def test_what_a_students_function_makes_of_what_a_test_has_set_stays_for_the_test(
    slot: Slot,
) -> None:
    right = "n = 0\n\ndef tick():\n    global n\n    n += 1"
    test = "n = 10\ntick()\ntick()\nassert n == 12\ntick()\nassert n == 13"
    assert_told_apart(slot, test, right, right.replace("global n\n", "n = 0\n"))


def test_a_function_that_an_earlier_test_left_is_nobodys_error(slot: Slot) -> None:
    answer = "kept = []\n\ndef keep(f):\n    kept.append(f)\n    return f"
    book = notebook(
        exercise(answer, "answer"),
        graded("@keep\ndef one():\n    return 1\nassert kept[0]() == 1", "first"),
        graded("assert len(kept) == 1", "second"),
        graded("assert kept[0]() == 1", "third"),
    )
    found = examined(slot, book, answer)
    assert found["first"].passed and found["second"].passed
    assert found["third"].name == "NotServed"
