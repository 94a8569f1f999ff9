"""Each notebook says at its top which packages it lacks, and how to get them."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from repository import COURSE, ROOT

from nbgradient.course import notebooks
from nbgradient.template.requirements import RUNNERS, requirements

GUIDE = (ROOT / "docs" / "student.md").read_text(encoding="utf-8")


def cell(notebook: Path) -> str:
    return dict(notebooks.cells(notebooks.read(notebook)))["needs"].source


def asked(notebook: Path) -> dict[str, str]:
    """The packages that the notebook asks for, with the oldest version of each."""
    (call,) = [n.value for n in ast.parse(cell(notebook)).body if isinstance(n, ast.Expr)]
    assert isinstance(call, ast.Call)
    return {str(word.arg).replace("_", "-"): ast.literal_eval(word.value) for word in call.keywords}


def test_it_asks_for_what_the_notebook_imports_and_nothing_else(notebook: Path) -> None:
    imported = {Requirement(line).name for line in requirements([notebooks.read(notebook)])}
    assert {*asked(notebook)} == imported - {*RUNNERS}


def test_it_comes_before_the_first_import(notebook: Path) -> None:
    code = [c for c in notebooks.read(notebook).cells if c.cell_type == "code"]
    names = [c.id for c in code]
    assert names.index("needs") == names.index("imports") - 1


def test_the_guide_has_students_install_versions_that_will_do(notebook: Path) -> None:
    line = next(line for line in GUIDE.splitlines() if 'pip install "jupyterlab' in line)
    named = {r.name: r for r in map(Requirement, (w.strip('"') for w in line.split()[2:]))}
    for name, oldest in asked(notebook).items():
        lowest = [Version(s.version) for s in named[name].specifier if s.operator == ">="]
        assert lowest and lowest[0] >= Version(oldest), name


def test_the_function_is_the_same_in_all_notebooks() -> None:
    paths = [path for name in COURSE.assignments() for path in COURSE.notebooks(name)]
    assert len({cell(path).partition("\n\n\n")[0] for path in paths}) == 1


@pytest.fixture
def check_packages(notebook: Path):
    space: dict = {}
    exec(cell(notebook), space)  # here nothing is lacking
    return space["check_packages"]


def test_what_lacks_is_told_with_the_line_that_installs_it(check_packages) -> None:
    with pytest.raises(ImportError) as raised:
        check_packages(numpy="99.1", no_such_package="1.0", matplotlib="1.0")
    assert str(raised.value).endswith('\n\n%pip install "numpy>=99.1" "no-such-package>=1.0"')


def test_it_runs_on_what_comes_with_jupyter_alone(notebook: Path) -> None:
    modules = {
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(cell(notebook)))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {m.split(".")[0] for m in modules if m} - sys.stdlib_module_names == {"packaging"}
