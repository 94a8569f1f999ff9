"""Whose a name is, by position, and what cells bind and read."""

from __future__ import annotations

import pytest
from writing import exercise, free, given, graded, notebook

from nbgradient.course.names import names_of, parse
from nbgradient.course.ownership import Imported, Ownership, Role, Side


@pytest.mark.parametrize(
    ("source", "binds", "uses"),
    [
        ("x = y", "x", "y"),
        ("x = 1\ny = x", "x y", ""),
        ("x += 1", "x", "x"),
        ("x: int = y", "x", "int y"),
        ("import a.b, c as d\nfrom e import f as g", "a d g", ""),
        ("for x in y:\n    z = x", "x z", "y"),
        ("x = [y + z for y in w if y]", "x", "w z"),
        ("x = {k: v for k, v in w}", "x", "w"),
        ("with a as b:\n    b.c()", "b", "a"),
        ("try:\n    a\nexcept E as e:\n    print(e)", "", "a E print"),
        ("(x, [y, *z]) = w", "x y z", "w"),
        ("if (n := f()):\n    pass", "n", "f"),
        ("def f(a, b=c):\n    return a", "f", "c"),
        ("@d\ndef f(): ...", "f", "d"),
        ("class A(B):\n    c = d\n    def e(self):\n        return c", "A", "B d"),
        ("%matplotlib inline\nx = 1", "x", "get_ipython"),
    ],
)
def test_a_cell_binds_and_uses_names(source: str, binds: str, uses: str) -> None:
    names = names_of(parse(source))
    assert (names.binds, names.uses) == (set(binds.split()), set(uses.split()))


def test_what_a_body_reads_is_deferred() -> None:
    names = names_of(parse("def f(x):\n    y = x\n    return g(y) + h.i\nk = lambda z: z + w"))
    assert names.reads_when_called == {"g", "h", "w"}
    assert names.uses == set()


def test_what_the_cell_binds_itself_is_not_deferred() -> None:
    assert names_of(parse("def f():\n    return g()\ndef g(): ...")).reads_when_called == set()


def test_a_function_that_assigns_a_global_binds_it() -> None:
    assert "n" in names_of(parse("def f():\n    global n\n    n = 1")).binds


@pytest.mark.parametrize("source", ["x[0] = 1", "x.a.b = 1", "x[0].a += 1", "del x[0]"])
def test_a_cell_that_assigns_a_part_changes_the_whole(source: str) -> None:
    names = names_of(parse(source))
    assert names.changes == {"x"}
    assert "x" in names.uses


def side(name: str, *cells) -> Side:
    """Whose ``name`` is at a test cell after these cells."""
    owners = Ownership(notebook(*cells, graded("", "last")))
    return owners.side(name, len(cells))


def test_a_locked_cell_gives_the_examiners_names() -> None:
    assert side("x", given("x = 1")) is Side.EXAMINER


@pytest.mark.parametrize("cell", [exercise, free])
def test_an_exercise_or_a_free_cell_gives_the_students_names(cell) -> None:
    assert side("x", cell("x = 1")) is Side.STUDENT


def test_the_last_cell_that_binds_a_name_decides() -> None:
    assert side("f", exercise("def f(): ..."), given("from m import f")) is Side.EXAMINER
    assert side("x", given("x = load()"), exercise("x = x / 255")) is Side.STUDENT


def test_a_locked_cell_that_uses_a_students_name_gives_the_students_names() -> None:
    cells = exercise("class Net: ..."), given("net = Net()", "a"), given("out = net(1)", "b")
    assert side("net", *cells) is Side.STUDENT
    assert side("out", *cells) is Side.STUDENT


def test_a_function_is_the_students_from_where_its_body_reads_their_names() -> None:
    helper = given("def evaluate(x):\n    return predict(x)")
    assert side("evaluate", helper) is Side.EXAMINER
    assert side("evaluate", helper, exercise("def predict(x): ...")) is Side.STUDENT


def test_functions_that_call_each_other_are_the_examiners() -> None:
    first = given("def f(n):\n    return g(n)", "a")
    second = given("def g(n):\n    return f(n)", "b")
    assert side("f", first, second) is Side.EXAMINER
    assert side("f", first, second, exercise("f, n = 1, 2")) is Side.STUDENT


def test_test_cells_and_skipped_cells_bind_nothing() -> None:
    assert side("x", graded("x = 1")) is Side.NOBODY
    assert side("x", given("x = 1", tags=("skip-grading",))) is Side.NOBODY


def test_builtins_are_pythons() -> None:
    assert side("len") is Side.PYTHON


def test_the_examiner_runs_the_locked_cells_that_use_no_students_name() -> None:
    owners = Ownership(
        notebook(
            given("x = 1", "own"),
            exercise("y = x", "theirs"),
            given("z = y", "mixed"),
            graded("assert z == x, 'no'"),
        )
    )
    assert [cell.name for cell in owners.cells if owners.is_examiners(cell)] == ["own"]
    assert [cell.role for cell in owners.cells] == [
        Role.GIVEN,
        Role.STUDENTS,
        Role.GIVEN,
        Role.TEST,
    ]
    (last,) = owners.tests
    assert owners.sides(last) == {"x": Side.EXAMINER, "z": Side.STUDENT}


@pytest.mark.parametrize("cell", [exercise, free])
def test_what_an_import_of_the_students_side_binds_is_known(cell) -> None:
    imports = cell("import numpy as np, os.path\nfrom a.b import c as d\nx = 1")
    owners = Ownership(notebook(imports, graded("np, os, d, x")))
    assert owners.imported(owners.tests[0]) == {
        "np": Imported("numpy", None),
        "os": Imported("os", None),
        "d": Imported("a.b", "c"),
    }


def test_an_import_counts_only_if_it_is_the_last_to_bind_the_name() -> None:
    later = exercise("from m import f, g\ndef f(): ..."), exercise("g = 1", "again")
    owners = Ownership(notebook(*later, graded("f, g")))
    assert owners.imported(owners.tests[0]) == {}


def test_an_import_of_the_examiners_is_no_claim_of_the_students() -> None:
    owners = Ownership(notebook(given("import numpy as np"), graded("np")))
    assert owners.imported(owners.tests[0]) == {}
