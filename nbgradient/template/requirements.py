"""What a released notebook imports, as a file of requirements, and nothing more."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions, version

from nbformat import NotebookNode
from packaging.version import Version

from nbgradient.course.folders import CourseError
from nbgradient.course.names import parse

#: What runs a notebook.
RUNNERS = ("ipykernel", "nbclient", "nbformat")
#: Modules that come with these.
_THEIRS = frozenset({"IPython", "packaging"})
#: The libraries that Keras computes with; a notebook that uses Keras names one of them.
_BACKENDS = ("torch", "tensorflow", "jax")


def requirements(released: Iterable[NotebookNode], beside: Collection[str] = ()) -> list[str]:
    """A line for each package that runs or imports what is in ``released``, with its versions.

    Any version will do that has the first number, or the first that is not 0, of the one here: a
    newer one may break the notebooks, and an older one would have students install it anew.

    Args:
        released: the notebooks.
        beside: modules that lie beside them.

    Raises:
        CourseError: a package is not installed here.
    """
    released = list(released)
    modules = {name for notebook in released for name in _imported(notebook)} - _THEIRS - {*beside}
    if "keras" in modules:
        text = "\n".join(cell.source for notebook in released for cell in notebook.cells)
        modules |= {name for name in _BACKENDS if f'"{name}"' in text or f"'{name}'" in text}
    providers = _providers()
    if missing := sorted(name for name in modules if name not in providers):
        raise CourseError(
            f"What the notebooks import is not installed here: {', '.join(missing)}. "
            "Install it, so that its version can be named."
        )
    packages = {providers[name][0] for name in modules} | {*RUNNERS}
    return [_bounded(name) for name in sorted(packages, key=str.lower)]


@cache
def _providers() -> Mapping[str, list[str]]:
    return packages_distributions()


def _bounded(package: str) -> str:
    here = Version(version(package))
    if here.major:
        return f"{package}>={here.major},<{here.major + 1}"
    return f"{package}>=0.{here.minor},<1"


def _imported(notebook: NotebookNode) -> Iterator[str]:
    """The modules that ``notebook`` imports and that do not come with Python."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(_tree(cell.source)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names:
                    yield top


def _tree(source: str) -> ast.AST:
    try:
        return parse(source)
    except SyntaxError:  # an exercise that is to be mended
        return ast.Module([], [])
