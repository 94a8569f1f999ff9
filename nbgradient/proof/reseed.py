"""The same notebook with other random numbers: a threshold must not hold by luck."""

from __future__ import annotations

import ast
import copy

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.names import parse
from nbgradient.course.ownership import Ownership

#: The functions whose first argument is a seed.
_FUNCTIONS = {"default_rng", "manual_seed", "set_random_seed", "seed", "RandomState"}
#: The arguments that are one by their name.
_ARGUMENTS = {"seed", "random_state"}


def reseeded(notebook: NotebookNode, shift: int) -> NotebookNode:
    """``notebook`` with every seed moved by ``shift`` that is written in a student's cell.

    So are those in locked cells that use what a student made. Data that the instructor's own cells
    draw stays as it is: the tests know it.
    """
    changed, ownership = copy.deepcopy(notebook), Ownership(notebook)
    for cell in ownership.cells:
        target = changed.cells[cell.index]
        is_test = notebooks.is_test(target)
        if not ownership.is_examiners(cell) and not is_test and cell.problem is None:
            target.source = ast.unparse(_Mover(shift).visit(parse(target.source)))
    return changed


class _Mover(ast.NodeTransformer):
    def __init__(self, shift: int) -> None:
        self._shift = shift

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in _FUNCTIONS and node.args:
            node.args[0] = self._moved(node.args[0])
        for keyword in node.keywords:
            if keyword.arg in _ARGUMENTS:
                keyword.value = self._moved(keyword.value)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        self.generic_visit(node)
        names = [argument.arg for argument in (*node.posonlyargs, *node.args)]
        for place, name in enumerate(names[len(names) - len(node.defaults) :]):
            if name in _ARGUMENTS:
                node.defaults[place] = self._moved(node.defaults[place])
        return node

    def _moved(self, value: ast.expr) -> ast.expr:
        match value:
            case ast.Constant(int(number)) if type(number) is int:
                return ast.Constant(number + self._shift)
        return value
