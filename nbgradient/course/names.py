"""What a code cell binds and what it reads: the names by which cells depend on each other."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Names:
    """The names of one cell.

    Attributes:
        binds: names that exist after the cell ran.
        uses: names that it reads while it runs, before it binds them itself.
        reads_when_called: names that only its functions' bodies read, so when they are called.
        changes: names whose items or attributes it assigns (``X[0] = …``, ``model.W = …``).
    """

    binds: frozenset[str]
    uses: frozenset[str]
    reads_when_called: frozenset[str]
    changes: frozenset[str]


def parse(source: str) -> ast.Module:
    """The syntax tree of a cell, its magics (``%matplotlib inline``) taken as IPython takes them.

    Raises:
        SyntaxError: the cell is not Python.
    """
    return ast.parse(TransformerManager().transform_cell(source))


def names_of(tree: ast.Module | list[ast.stmt]) -> Names:
    """The names that a cell, or a part of one, binds and reads."""
    reader = _Reader()
    for statement in tree if isinstance(tree, list) else tree.body:
        reader.visit(statement)
    return Names(
        frozenset(reader.bound),
        frozenset(reader.uses),
        frozenset(reader.reads_when_called - reader.bound),
        frozenset(reader.changes),
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
            ):
                names.add(name)
    return frozenset(names)


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

    def _visit_comprehension(self, node: ast.ListComp | ast.DictComp) -> None:
        outside = set(self.bound)
        for loop in node.generators:
            self._visit_in_order(loop.iter, loop.target, loop.ifs)
        if isinstance(node, ast.DictComp):
            self._visit_in_order(node.key, node.value)
        else:
            self.visit(node.elt)
        self.bound = outside

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

    def _visit_arguments(self, node: _Function | ast.Lambda) -> None:
        arguments = node.args
        everyone = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
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
        tables = symtable.symtable(ast.unparse(node), "cell", "exec").get_children()
        while tables:
            table = tables.pop()
            tables.extend(table.get_children())
            for symbol in table.get_symbols():
                if symbol.is_global() and symbol.is_referenced():
                    self.reads_when_called.add(symbol.get_name())
                if symbol.is_declared_global() and symbol.is_assigned():
                    self.bound.add(symbol.get_name())

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_in_order(node.decorator_list, node.bases, node.keywords)
        inside = _Reader(frozenset(self.bound))
        inside._visit_in_order(node.body)
        self.uses |= inside.uses
        self.reads_when_called |= inside.reads_when_called
        self.changes |= inside.changes - inside.bound
        self.bound.add(node.name)
