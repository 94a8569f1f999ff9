"""Code written anew: as another student would write the same thing, and as one who copies would."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from random import Random

#: How often a place that can be written in another way is.
OFTEN = 0.4

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
_METHODS = {"sum", "mean", "max", "min", "argmax", "argmin", "std", "reshape", "dot", "clip", "any"}
_LIBRARIES = {"np", "torch"}
_LAZY = (ast.Lambda, ast.comprehension, ast.IfExp, ast.BoolOp)


def restyled(code: str, random: Random) -> str:
    """``code`` as somebody else would write it who thinks of the same way: other intermediate
    variables, another order of operands, methods for functions, and so on."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    tree = _Expressions(random).visit(tree)
    tree.body = _Variables(random).block(tree.body)
    return ast.unparse(ast.fix_missing_locations(tree))


def disguised(code: str, random: Random) -> str:
    """``code`` as one hands it in who copied it: other names, no comments, other layout, and
    assignments that do not depend on each other in another order."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    _rename(tree, random)
    for node in ast.walk(tree):
        if isinstance(body := getattr(node, "body", None), list):
            _swap(body)
    return ast.unparse(tree)


class _Expressions(ast.NodeTransformer):
    def __init__(self, random: Random) -> None:
        self._random = random

    def _yes(self) -> bool:
        return self._random.random() < OFTEN

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Mult) and self._yes():
            node.left, node.right = node.right, node.left
        elif isinstance(node.op, ast.Pow) and isinstance(node.left, ast.Name):
            is_square = isinstance(node.right, ast.Constant) and node.right.value == 2
            if is_square and self._yes():
                return ast.BinOp(node.left, ast.Mult(), node.left)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        flipped = _FLIPPED.get(type(node.ops[0])) if len(node.ops) == 1 else None
        if flipped and self._yes():
            return ast.Compare(node.comparators[0], [flipped()], [node.left])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        function = node.func
        if not isinstance(function, ast.Attribute) or function.attr not in _METHODS:
            return node
        is_library = isinstance(function.value, ast.Name) and function.value.id in _LIBRARIES
        if is_library and node.args and self._yes():
            method = ast.Attribute(node.args[0], function.attr, ast.Load())
            return ast.Call(method, node.args[1:], node.keywords)
        if not is_library and self._yes():
            of_numpy = ast.Attribute(ast.Name("np", ast.Load()), function.attr, ast.Load())
            return ast.Call(of_numpy, [function.value, *node.args], node.keywords)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name) and self._yes():
            value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
            return ast.Assign([node.target], value)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        self.generic_visit(node)
        if node.orelse and not isinstance(node.orelse[0], ast.If) and self._yes():
            return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)
        return node


class _Variables:
    """Puts parts of expressions into variables of their own."""

    def __init__(self, random: Random) -> None:
        self._random, self._number = random, 0

    def block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """The statements of ``body`` with those of the variables before them."""
        found: list[ast.stmt] = []
        for statement in body:
            for inner in ("body", "orelse", "finalbody"):
                if isinstance(block := getattr(statement, inner, None), list):
                    setattr(statement, inner, self.block(block))
            if isinstance(statement, ast.Assign | ast.Return) and statement.value is not None:
                found += self._taken_out(statement)
            found.append(statement)
        return found

    def _taken_out(self, statement: ast.Assign | ast.Return) -> Iterator[ast.stmt]:
        holders = list(_holders(statement))
        if not holders or self._random.random() >= OFTEN:
            return
        holder, field, value = self._random.choice(holders)
        self._number += 1
        name = f"part{self._number}"
        if isinstance(holder, list):
            holder[int(field)] = ast.Name(name, ast.Load())
        else:
            setattr(holder, field, ast.Name(name, ast.Load()))
        yield ast.Assign([ast.Name(name, ast.Store())], value)


def _holders(
    statement: ast.Assign | ast.Return,
) -> Iterator[tuple[ast.AST | list[ast.expr], str, ast.expr]]:
    """Where in ``statement`` an expression stands that is computed always, and once."""
    assert statement.value is not None
    if any(isinstance(node, _LAZY) for node in ast.walk(statement.value)):
        return
    for node in [statement, *ast.walk(statement.value)]:
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.BinOp | ast.Call):
                yield node, field, value
            elif field == "args":
                for place, argument in enumerate(value):
                    if isinstance(argument, ast.BinOp | ast.Call):
                        yield value, str(place), argument


def _rename(tree: ast.Module, random: Random) -> None:
    """Give each variable of ``tree`` another name, but those by which others know it."""
    kept = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            kept.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            kept.add(node.arg)
    bound = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    new = {name: f"{name[:1]}{random.randrange(1000)}" for name in sorted(bound - kept)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = new.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = new.get(node.arg, node.arg)


def _swap(body: list[ast.stmt]) -> None:
    """Exchange neighbours in ``body`` that are assignments and do not depend on each other."""
    place = 0
    while place + 1 < len(body):
        first, second = body[place], body[place + 1]
        if isinstance(first, ast.Assign) and isinstance(second, ast.Assign):
            binds, reads = _names(first, ast.Store), _names(first, ast.Load)
            others = _names(second, ast.Store)
            if not (binds & (_names(second, ast.Load) | others) or others & reads):
                body[place], body[place + 1] = second, first
                place += 1
        place += 1


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }
