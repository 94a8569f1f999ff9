"""What a code cell binds and what it reads: the names by which cells depend on each other."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbgradient.course import magics

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


@dataclass(frozen=True)
class Names:
    """The names of one cell.

    Attributes:
        binds: names that exist after the cell ran.
        uses: names that it reads while it runs, before it binds them itself.
        reads_when_called: names that only its functions' bodies read, so when they are called.
        changes: names whose items or attributes it assigns (``X[0] = …``, ``model.W = …``).
        fills: names that it changes, or calls a method of for what it does (``X.append(1)``), here
            or in its functions' bodies.
    """

    binds: frozenset[str]
    uses: frozenset[str]
    reads_when_called: frozenset[str]
    changes: frozenset[str]
    fills: frozenset[str]


def parse(source: str) -> ast.Module:
    """The syntax tree of a cell, its magics (``%matplotlib inline``) taken as IPython takes them.

    The code that a magic runs (``%%time``) stands in its place.

    Raises:
        SyntaxError: the cell is not Python.
    """
    try:
        return magics.unfolded(ast.parse(magics.python(source)))
    except (ValueError, MemoryError, RecursionError) as error:
        raise SyntaxError(str(error)) from None


def names_of(tree: ast.Module | list[ast.stmt]) -> Names:
    """The names that a cell, or a part of one, binds and reads."""
    reader = _Reader()
    statements = tree if isinstance(tree, list) else tree.body
    for statement in statements:
        reader.visit(statement)
    return Names(
        frozenset(reader.bound),
        frozenset(reader.uses),
        frozenset(reader.reads_when_called - reader.bound),
        frozenset(reader.changes),
        frozenset(reader.changes | reader.fills | _called_on(statements)),
    )


def mentioned(tree: ast.Module) -> frozenset[str]:
    """All names in ``tree``, whatever it does with them."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.ClassDef(name=name):
                names.add(name)
            case ast.alias(name=name, asname=other):
                names.add(other or name.split(".")[0])
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
            ):
                names.add(name)
    return frozenset(names)


#: Methods that are called for what they do, also where a cell would show what they give.
_FILLING = frozenset(
    "add append appendleft clear compile discard extend extendleft fill fit insert partial_fit pop "
    "popitem popleft put remove resize reverse rotate setdefault setflags sort subtract train "
    "update write writelines".split()
)


def _called_on(statements: list[ast.stmt]) -> set[str]:
    """The names that a method is called of and whose result nobody takes.

    Of the last statement the notebook shows the result, so there the method's name decides.
    """
    found = set()
    shown = statements[-1] if statements else None
    for node in (node for statement in statements for node in _run_at_once(statement)):
        match node:
            case ast.Expr(ast.Call(ast.Attribute(value, method)) as call):
                name, is_said = root(value), any(word.arg == "inplace" for word in call.keywords)
                if name is not None and (node is not shown or _fills(method) or is_said):
                    found.add(name)
    return found


def _changed_in(function: ast.AST) -> set[str]:
    """The names, whosesoever, that the body of ``function`` changes when it is called."""
    found: set[str | None] = set()
    for node in ast.walk(function):
        match node:
            case (
                ast.Attribute(ctx=ast.Store() | ast.Del())
                | ast.Subscript(ctx=ast.Store() | ast.Del())
            ):
                found.add(root(node))
            case ast.Expr(ast.Call(ast.Attribute(value))):
                found.add(root(value))
    return {name for name in found if name is not None}


def _run_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """``node``, a statement, and those within it, but for functions' bodies."""
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            for child in getattr(node, block, ()):
                yield from _run_at_once(child)


def _fills(method: str) -> bool:
    return method in _FILLING or method.startswith(("add_", "set_")) or method.endswith("_")


def root(node: ast.expr) -> str | None:
    """The name that a chain of attributes and items starts from: ``model`` for ``model.W[0].T``."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def imported(trees: Iterable[ast.Module]) -> dict[str, str]:
    """What the imports of some cells call by which name: ``{"np": "numpy", …}``."""
    modules = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                modules[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return modules


def dotted(node: ast.expr, modules: Mapping[str, str]) -> str:
    """The full name of ``node``: ``numpy.random.rand`` for ``np.random.rand``, else ``""``.

    A method of something that is not a module is named by itself, with a dot before it.
    """
    if isinstance(node, ast.Name):
        return modules.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, modules)}.{node.attr}"
    return ""


class _Reader(ast.NodeVisitor):
    """Visits statements in the order in which they run."""

    def __init__(self, bound: frozenset[str] = frozenset()) -> None:
        self.bound = set(bound)
        self.uses: set[str] = set()
        self.reads_when_called: set[str] = set()
        self.changes: set[str] = set()
        self.fills: set[str] = set()

    def _visit_in_order(self, *parts: ast.AST | list | None) -> None:
        for part in parts:
            for node in part if isinstance(part, list) else [part]:
                if node is not None:
                    self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)
        elif node.id not in self.bound:
            self.uses.add(node.id)

    def _visit_place(self, node: ast.Attribute | ast.Subscript) -> None:
        name = root(node)
        if not isinstance(node.ctx, ast.Load) and name is not None:
            self.changes.add(name)
        self.generic_visit(node)

    visit_Attribute = visit_Subscript = _visit_place

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit_in_order(node.value, node.targets)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name) and node.target.id not in self.bound:
            self.uses.add(node.target.id)
        self._visit_in_order(node.value, node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_in_order(node.annotation, node.value)
        if node.value is not None:
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._visit_in_order(node.value, node.target)

    def visit_For(self, node: ast.For) -> None:
        self._visit_in_order(node.iter, node.target, node.body, node.orelse)

    def _visit_comprehension(self, node: _Comprehension) -> None:
        outside = set(self.bound)
        for loop in node.generators:
            self._visit_in_order(loop.iter, loop.target, loop.ifs)
        if isinstance(node, ast.DictComp):
            self._visit_in_order(node.key, node.value)
        else:
            self.visit(node.elt)
        # What := binds in it stays, wherever it stands in it.
        inside = (part for part in ast.walk(node) if isinstance(part, ast.NamedExpr))
        self.bound = outside | {part.target.id for part in inside}

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _visit_comprehension

    def _visit_import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.bound |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}

    visit_Import = visit_ImportFrom = _visit_import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        outside = set(self.bound)
        if node.name:
            self.bound.add(node.name)
        self.generic_visit(node)
        if node.name and node.name not in outside:
            self.bound.discard(node.name)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.generic_visit(node)
        if node.name is not None:
            self.bound.add(node.name)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name is not None:
            self.bound.add(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.generic_visit(node)
        if node.rest is not None:
            self.bound.add(node.rest)

    def visit_TypeAlias(self, node: Any) -> None:  # ast has its class from Python 3.12 on
        """``type X = …``: what it stands for is read when somebody asks."""
        self.visit(node.name)
        self._defer(node)

    def _visit_arguments(self, node: _Function | ast.Lambda) -> None:
        arguments = node.args
        everyone = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        everyone += [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
        self._visit_in_order(arguments.defaults, arguments.kw_defaults)
        self._visit_in_order([argument.annotation for argument in everyone])

    def _visit_function(self, node: _Function) -> None:
        self._visit_in_order(node.decorator_list, node.returns)
        self._visit_arguments(node)
        self.bound.add(node.name)
        self._defer(node)

    visit_FunctionDef = visit_AsyncFunctionDef = _visit_function

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_arguments(node)
        self._defer(node)

    def _defer(self, node: ast.AST) -> None:
        tables, read = symtable.symtable(ast.unparse(node), "cell", "exec").get_children(), set()
        while tables:
            table = tables.pop()
            tables.extend(table.get_children())
            for symbol in table.get_symbols():
                if symbol.is_global() and symbol.is_referenced():
                    read.add(symbol.get_name())
                if symbol.is_declared_global() and symbol.is_assigned():
                    self.bound.add(symbol.get_name())
        self.reads_when_called |= read
        self.fills |= read & _changed_in(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_in_order(node.decorator_list, node.bases, node.keywords)
        inside = _Reader(frozenset(self.bound))
        inside._visit_in_order(node.body)
        self.uses |= inside.uses
        self.reads_when_called |= inside.reads_when_called
        self.changes |= inside.changes - inside.bound
        self.fills |= inside.fills - inside.bound
        self.bound.add(node.name)
