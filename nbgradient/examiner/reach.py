"""What a test touches of the student's side beside values: read from its syntax tree.

The names that it sets, deletes or changes reach the student's code, if a cell above had bound them,
or if they are Python's own, or if a function of the notebook reads them.
"""

from __future__ import annotations

import ast
import contextlib
import re
import symtable
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from nbformat import NotebookNode

from nbgradient.course.names import names_of, parse, root
from nbgradient.course.ownership import ALWAYS_THERE, CodeCell, Ownership, Role

#: A student's cell that is longer is not looked at.
MAX_CHARACTERS = 50_000

#: What reading a student's cell may raise.
_UNREADABLE = SyntaxError, ValueError, MemoryError, RecursionError
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_SEEDS = ("seed", "manual_seed", "set_random_seed", "set_state", "setstate", "set_rng_state")
_MAIN = "__main__."
#: What reads and writes files, beside all that begins with ``read_`` or ``load``.
_FILES = frozenset("open os Path pathlib glob genfromtxt imread connect File ZipFile".split())
_FILE_NAME = re.compile(r"[\w./-]+\.[A-Za-z]\w{0,7}")
#: What would run code of the student's that lies in a file, or write where an archive says.
_RUNS = frozenset(
    "pickle cPickle cloudpickle joblib dill shelve marshal read_pickle allow_pickle load_model "
    "read_hdf exec eval compile runpy run_path run_module subprocess system popen import_module "
    "__import__ spec_from_file_location ctypes CDLL load_extension enable_load_extension "
    "load_library tarfile unpack_archive extractall extract yaml get_ipython safe_load_all".split()
)


@dataclass(frozen=True)
class Reach:
    """What one test touches.

    Attributes:
        names: the names that it binds, deletes or changes, and that the student's code may read.
        secret: those of them that its hidden statements bind and no function of the source reads:
            they may be called as the student calls something, but are no input.
        needed: those of them that have to be there: it deletes or patches them.
        watched: the names of these, and of the student's that it reads, that functions of the
            source change.
        seeds: whether it sets the random generators.
        files: whether it may read files, or write them, and runs none of them.
        patched: the names of attributes that it, or a locked cell, gives to what it has imported.
    """

    names: frozenset[str]
    secret: frozenset[str]
    needed: frozenset[str]
    watched: tuple[str, ...]
    seeds: bool
    files: bool
    patched: frozenset[str]


class Reaches:
    """What the tests of one source notebook touch."""

    def __init__(self, ownership: Ownership) -> None:
        self._ownership = ownership
        trees = [cell.tree for cell in ownership.cells if cell.role is not Role.TEST]
        tools = [cell.tree for cell in ownership.cells if cell.role is Role.GIVEN]
        self._tools_run_files = any(map(_runs_files, tools))
        imports = [node for cell in ownership.cells for node in _imports(cell.tree)]
        self._imported = {
            (a.asname or a.name).split(".")[0] for node in imports for a in node.names
        }
        self._patched = {name for tree in tools for name in _patched(tree, self._imported)}
        set_ = {name for tree in trees for name in _set_by_functions(tree)}
        #: What functions of the source read.
        self.read = {name for tree in trees for name in _read_by_functions(tree)} | set_
        changed = {name for tree in trees for name in _changed_by_functions(tree)}
        self._changed = set_ | (changed & self.read)

    def of(self, test: CodeCell, hidden: list[ast.stmt], students_names: Iterable[str]) -> Reach:
        """What ``test`` touches, whose ``hidden`` statements students may not see."""
        names = frozenset(n for n in _set(test.tree.body) if self._is_read(n, test.index))
        secret = names & _set(hidden) - self.read
        parts = list(ast.walk(test.tree))
        needed = {n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del)}
        needed |= {name for part in parts for name in _named(part)}
        watched = sorted(self._changed.intersection({*students_names, *names}))
        runs_files = self._tools_run_files or _runs_files(test.tree)
        files = not runs_files and _uses_files(test.tree)
        patched = frozenset(self._patched.union(_patched(test.tree, self._imported)))
        return Reach(
            names, secret, names & needed, tuple(watched), _seeds(test.tree), files, patched
        )

    def _is_read(self, name: str, position: int) -> bool:
        is_bound = self._ownership.binder(name, position) is not None
        return is_bound or name in ALWAYS_THERE or name in self.read


def read_by(cells: Iterable[NotebookNode]) -> frozenset[str]:
    """The names that functions of a student's ``cells`` read; what is no Python does not run."""
    return frozenset(name for cell in cells for name in _names_in(cell.source)[0])


def bound_by(cells: Iterable[NotebookNode]) -> frozenset[str]:
    """The names that there are after a student's ``cells``."""
    return frozenset(name for cell in cells for name in _names_in(cell.source)[1])


@lru_cache(maxsize=500)  # most cells of a notebook are the same in each that is handed in
def _names_in(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """What functions of a student's cell read, and what it binds."""
    read: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    with contextlib.suppress(*_UNREADABLE):
        tree = parse(source if len(source) <= MAX_CHARACTERS else "")
        with contextlib.suppress(*_UNREADABLE):
            bound = names_of(tree).binds
        read = frozenset({*_read_by_functions(tree), *_set_by_functions(tree)})
    return read, bound


def _set(statements: list[ast.stmt]) -> frozenset[str]:
    """The names that ``statements`` set, delete or change, also by ``globals`` and ``patch``."""
    found = names_of(statements)
    others = {name for node in statements for part in ast.walk(node) for name in _named(part)}
    return found.binds | found.changes | others


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Subscript(ast.Call(ast.Name("globals")), ast.Constant(str(name))):
            yield name
        case ast.Constant(str(path)) if path.startswith(_MAIN):
            yield path.removeprefix(_MAIN).split(".")[0]
        case ast.Expr(ast.Call(ast.Attribute(value))) if (name := root(value)) is not None:
            yield name  # it is called for what it does


def _read_by_functions(tree: ast.Module) -> Iterator[str]:
    tables = symtable.symtable(ast.unparse(tree), "cell", "exec").get_children()
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                yield symbol.get_name()


def _set_by_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names


def _changed_by_functions(tree: ast.Module) -> Iterator[str]:
    """The names, whosesoever, whose items or attributes functions may change."""
    functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]
    for node in (node for function in functions for node in ast.walk(function)):
        match node:
            case (
                ast.Attribute(ctx=ast.Store() | ast.Del())
                | ast.Subscript(ctx=ast.Store() | ast.Del())
            ):
                yield root(node) or ""
            case ast.Expr(ast.Call(ast.Attribute(value))):
                yield root(value) or ""


def keeps_something(module: ast.Module) -> bool:
    """Whether functions of a ``module`` change what it binds outside of them."""
    changed = {*_set_by_functions(module), *_changed_by_functions(module)}
    return not names_of(module).binds.isdisjoint(changed)


def _imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def _patched(tree: ast.Module, imported: set[str]) -> Iterator[str]:
    """The attributes that ``tree`` sets or deletes of what is ``imported``."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value, name, ast.Store() | ast.Del()) if root(value) in imported:
                yield name
            case ast.Call(ast.Name("setattr" | "delattr"), [value, ast.Constant(str(name)), *_]):
                if root(value) in imported:
                    yield name


def _seeds(tree: ast.Module) -> bool:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        (isinstance(found, ast.Attribute) and found.attr in _SEEDS)
        or (isinstance(found, ast.Name) and found.id in _SEEDS)
        for found in called
    )


def _mentioned(tree: ast.Module) -> Iterator[str]:
    """All that ``tree`` calls something: names, attributes, modules, named arguments."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.ImportFrom(module=str(name)):
                yield from name.split(".")


def _uses_files(tree: ast.Module) -> bool:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    if any(isinstance(text, str) and _is_file_name(text) for text in texts):
        return True
    found = _mentioned(tree)
    return any(name in _FILES or name.startswith(("read_", "load")) for name in found)


def _is_file_name(text: str) -> bool:
    is_dotted = text.split(".")[0] in (*sys.stdlib_module_names, "__main__")
    return _FILE_NAME.fullmatch(text) is not None and not is_dotted


def _runs_files(tree: ast.Module) -> bool:
    """Whether ``tree`` may run what a file says."""
    torchs_load = (
        isinstance(node, ast.Attribute) and node.attr == "load" and root(node) == "torch"
        for node in ast.walk(tree)
    )
    return not _RUNS.isdisjoint(_mentioned(tree)) or any(torchs_load)
