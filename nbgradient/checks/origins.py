"""Where each value in a test cell comes from: a walk over its syntax tree in running order."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from enum import IntFlag

from nbgradient.course.names import root


class Origin(IntFlag):
    """What is known of a value; 0 stands for a value of the examiner's own.

    Attributes:
        STUDENT: it depends on what the student's code gave.
        LOOSE: its shape has not been checked.
        LIVE: it may be the student's own object, so a change of it would be a change of theirs.
    """

    STUDENT = 1
    LOOSE = 2
    LIVE = 4


_Function = ast.FunctionDef | ast.Lambda

OWN = Origin(0)
THEIRS = Origin.STUDENT | Origin.LOOSE | Origin.LIVE

#: The locked helper of each notebook that checks type, shape and finiteness.
CHECKER = "as_numbers"

_PLAIN_ATTRIBUTES = {"shape", "ndim", "size", "dtype", "device", "__name__"}
_PLAIN_FUNCTIONS = {
    *("bool", "callable", "complex", "float", "format", "hasattr", "hash", "id", "int"),
    *("isinstance", "issubclass", "len", "range", "repr", "round", "str", "type"),
    *("all", "any", "np.allclose", "np.array_equal", "np.ndim", "np.shape", "np.size"),
    *("torch.allclose", "torch.equal", "torch.is_tensor"),
}
_PASSING_FUNCTIONS = {
    *("dict", "enumerate", "getattr", "iter", "list", "next", "reversed", "sorted", "tuple", "zip"),
    *("max", "min", "np.asarray", "np.atleast_1d", "np.atleast_2d", "np.ravel", "np.reshape"),
    *("np.squeeze", "np.transpose", "torch.as_tensor", "torch.from_numpy"),
}
_COPYING_METHODS = {
    *("all", "any", "argmax", "argmin", "astype", "clone", "copy", "flatten", "keys", "lower"),
    *("max", "mean", "min", "round", "std", "strip", "sum", "tolist", "to_numpy", "upper", "var"),
}
_VIEWING_METHODS = {
    *("cpu", "detach", "get", "items", "numpy", "ravel", "reshape", "squeeze", "transpose"),
    *("values", "view"),
}


class Walk:
    """Walks a test cell and notes for each expression where its value comes from.

    Args:
        theirs: the student's names at this cell.
        helpers: the functions of locked cells that are the examiner's, by name.

    Attributes:
        stale: names that hold what was read from the student before the student's code ran again.
        late: values that were passed to the student's code, and then used to compute something.
    """

    def __init__(self, theirs: Iterable[str], helpers: Mapping[str, ast.FunctionDef]) -> None:
        self.stale: list[ast.Name] = []
        self.late: list[ast.Name] = []
        self._theirs = frozenset(theirs)
        self._functions: dict[str, _Function] = dict(helpers)
        self._env: dict[str, Origin] = {}
        self._checked: set[str] = set()
        self._read: set[str] = set()
        self._outdated: set[str] = set()
        self._made: set[str] = set()
        self._passed: set[str] = set()
        self._running: list[ast.AST] = []
        self._returned: list[Origin] = []
        self._origins: dict[ast.AST, Origin] = {}

    def __call__(self, tree: ast.Module) -> Walk:
        """Walk ``tree``; returns itself."""
        self._run(tree.body)
        return self

    def origin(self, node: ast.AST) -> Origin:
        """Where the value of the expression ``node`` comes from."""
        return self._origins.get(node, OWN)

    # -- expressions ---------------------------------------------------------------------------

    def _value(self, node: ast.expr | None) -> Origin:
        if node is None:
            return OWN
        evaluate = getattr(self, f"_value_{type(node).__name__}", self._value_of_parts)
        origin = evaluate(node)
        if origin & Origin.LOOSE and ast.unparse(node) in self._checked:
            origin &= ~Origin.LOOSE
        self._origins[node] = self._origins.get(node, OWN) | origin
        return origin

    def _all(self, nodes: Iterable[ast.expr | None]) -> Origin:
        together = OWN
        for node in nodes:
            together |= self._value(node)
        return together

    def _value_of_parts(self, node: ast.expr) -> Origin:
        parts = (part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr))
        return self._all(parts) & ~Origin.LIVE

    def _value_holding_parts(self, node: ast.expr) -> Origin:
        return self._all(part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr))

    _value_List = _value_Tuple = _value_Set = _value_Dict = _value_holding_parts
    _value_Starred = _value_holding_parts

    def _value_IfExp(self, node: ast.IfExp) -> Origin:
        decided = self._value(node.test) & Origin.STUDENT
        return decided | self._value(node.body) | self._value(node.orelse)

    def _value_BoolOp(self, node: ast.BoolOp) -> Origin:
        checked = set(self._checked)
        together = OWN
        for part in node.values:
            together |= self._value(part)
            if isinstance(node.op, ast.And):
                self._note_shapes(part)
        self._checked = checked
        return together

    def _note_shapes(self, condition: ast.expr) -> None:
        self._checked |= {ast.unparse(value) for value in _shapes_checked(condition)}

    def _value_JoinedStr(self, node: ast.JoinedStr) -> Origin:
        self._value_of_parts(node)
        return OWN

    def _value_Name(self, node: ast.Name) -> Origin:
        if node.id in self._outdated:
            self.stale.append(node)
        return self._env.get(node.id, THEIRS if node.id in self._theirs else OWN)

    def _object(self, node: ast.expr) -> Origin:
        """The value of what is asked again, or gone through: an object, not an old value."""
        origin = self._value(node)
        while isinstance(node, ast.Subscript):
            node = node.value
        self.stale = [name for name in self.stale if name is not node]
        return origin

    def _value_Attribute(self, node: ast.Attribute) -> Origin:
        base = self._object(node.value)
        return base & Origin.STUDENT if node.attr in _PLAIN_ATTRIBUTES else base

    def _value_Subscript(self, node: ast.Subscript) -> Origin:
        return self._value(node.value) | self._value(node.slice) & ~Origin.LIVE

    def _value_NamedExpr(self, node: ast.NamedExpr) -> Origin:
        origin = self._value(node.value)
        self._bind(node.target, origin)
        return origin

    def _value_Lambda(self, node: ast.Lambda) -> Origin:
        self._call(node, {})
        return OWN

    def _value_ListComp(self, node: ast.ListComp | ast.DictComp) -> Origin:
        for loop in node.generators:
            self._bind(loop.target, self._object(loop.iter))
            self._all(loop.ifs)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        return self._all(parts)

    _value_SetComp = _value_GeneratorExp = _value_DictComp = _value_ListComp

    def _value_Call(self, node: ast.Call) -> Origin:
        function = self._value(node.func)
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        given = self._all(arguments)
        name = ast.unparse(node.func)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if name == CHECKER:
            return given & Origin.STUDENT
        if name in _PLAIN_FUNCTIONS or method == "item":
            return (given | function) & Origin.STUDENT
        if method in _COPYING_METHODS:
            return (given | function) & ~Origin.LIVE
        if method in _VIEWING_METHODS:
            return given | function
        if function & Origin.LIVE:
            self._ask_student(arguments)
            return THEIRS
        self._note_late(name, arguments)
        if name in self._functions:
            return self._call_own(self._functions[name], node)
        together = given | function
        return together if name in _PASSING_FUNCTIONS else together & ~Origin.LIVE

    def _call_own(self, function: _Function, node: ast.Call) -> Origin:
        given = dict(zip(_parameters(function), map(self._value, node.args), strict=False))
        for keyword in node.keywords:
            given[keyword.arg or ""] = self._value(keyword.value)
        return self._call(function, given)

    def _call(self, function: _Function, given: Mapping[str, Origin]) -> Origin:
        if function in self._running:
            return OWN
        outside, returned = dict(self._env), self._returned
        self._running.append(function)
        self._returned = []
        for argument in _parameters(function):
            self._env[argument] = given.get(argument, OWN)
            self._made.discard(argument)
        if isinstance(function, ast.Lambda):
            self._returned.append(self._value(function.body))
        else:
            self._run(function.body)
        result = OWN
        for origin in self._returned:
            result |= origin
        self._env, self._returned = outside, returned
        self._running.pop()
        return result

    def _ask_student(self, arguments: list[ast.expr]) -> None:
        self._outdated |= self._read
        passed = {argument.id for argument in arguments if isinstance(argument, ast.Name)}
        self._passed |= passed & self._made

    def _note_late(self, function: str, arguments: list[ast.expr]) -> None:
        compares = function.split(".")[-1] in {"array_equal", "allclose", "equal", "isclose"}
        if not compares and function not in _PLAIN_FUNCTIONS and function != CHECKER:
            names = (argument for argument in arguments if isinstance(argument, ast.Name))
            self.late.extend(name for name in names if name.id in self._passed)

    # -- statements ----------------------------------------------------------------------------

    def _run(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            getattr(self, f"_run_{type(statement).__name__}", self._run_parts)(statement)

    def _run_parts(self, node: ast.AST) -> None:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                self._value(part)
            elif isinstance(part, ast.stmt):
                self._run([part])
            else:
                self._run_parts(part)

    def _run_Assign(self, node: ast.Assign) -> None:
        origin = self._value(node.value)
        for target in node.targets:
            self._bind(target, origin, node.value)

    def _run_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._bind(node.target, self._value(node.value), node.value)

    def _run_AugAssign(self, node: ast.AugAssign) -> None:
        origin = self._value(node.value) | self._value(node.target)
        if isinstance(node.target, ast.Name):
            self._env[node.target.id] = origin

    def _run_For(self, node: ast.For) -> None:
        self._bind(node.target, self._object(node.iter))
        self._run([*node.body, *node.orelse])

    def _run_If(self, node: ast.If) -> None:
        self._value(node.test)
        before = dict(self._env)
        self._run(node.body)
        after, self._env = self._env, before
        self._run(node.orelse)
        for name, origin in after.items():
            self._env[name] = self._env.get(name, OWN) | origin

    def _run_With(self, node: ast.With) -> None:
        for item in node.items:
            origin = self._value(item.context_expr)
            if item.optional_vars is not None:
                self._bind(item.optional_vars, origin)
        self._run(node.body)

    def _run_Assert(self, node: ast.Assert) -> None:
        self._value(node.test)
        self._note_shapes(node.test)
        self._value(node.msg)

    def _run_Return(self, node: ast.Return) -> None:
        self._returned.append(self._value(node.value))

    def _run_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions[node.name] = node
        self._env[node.name] = OWN
        self._call(node, {})

    def _run_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._env[(alias.asname or alias.name).split(".")[0]] = OWN

    _run_ImportFrom = _run_Import

    def _bind(self, target: ast.expr, origin: Origin, value: ast.expr | None = None) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            values: list[ast.expr] = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            if len(values) == len(target.elts):
                for part, one in zip(target.elts, values, strict=True):
                    self._bind(part, self._value(one), one)
            else:
                for part in target.elts:
                    self._bind(part, origin)
        elif isinstance(target, ast.Starred):
            self._bind(target.value, origin)
        elif isinstance(target, ast.Name):
            self._bind_name(target.id, origin, value)
        else:
            self._value(target)
            self._forget(ast.unparse(target))

    def _bind_name(self, name: str, origin: Origin, value: ast.expr | None) -> None:
        self._env[name] = origin
        self._functions.pop(name, None)
        if isinstance(value, ast.Lambda):
            self._functions[name] = value
        for notes in (self._read, self._outdated, self._passed, self._made):
            notes.discard(name)
        if origin & Origin.LIVE and isinstance(value, ast.Attribute | ast.Subscript):
            if root(value) is not None:
                self._read.add(name)
        if origin == OWN and _makes_an_array(value):
            self._made.add(name)
        self._forget(name)

    def _forget(self, changed: str) -> None:
        parts = (f"{changed}.", f"{changed}[")
        kept = (text for text in self._checked if text != changed and not text.startswith(parts))
        self._checked = set(kept)


def _makes_an_array(value: ast.expr | None) -> bool:
    """Whether ``value`` is likely a list or an array: something that a function could change."""
    if isinstance(value, ast.BinOp):
        return _makes_an_array(value.left) or _makes_an_array(value.right)
    if isinstance(value, ast.Call):
        name = ast.unparse(value.func)
        return name not in _PLAIN_FUNCTIONS and not name.endswith(".item")
    return isinstance(value, ast.List | ast.ListComp)


def _parameters(function: _Function) -> list[str]:
    arguments = function.args
    everyone = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    extra = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return [argument.arg for argument in [*everyone, *extra]]


def _shapes_checked(test: ast.expr) -> list[ast.expr]:
    """The expressions whose shape an assertion compares: ``W`` in ``W.shape == (3,)``."""
    found = []
    parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
    for part in parts:
        if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Eq):
            found += [
                shaped for side in (part.left, part.comparators[0]) for shaped in _shaped(side)
            ]
    return found


def _shaped(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "tuple" and node.args:
        node = node.args[0]
    if isinstance(node, ast.Attribute) and node.attr == "shape":
        return [node.value]
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.shape" and node.args:
        return [node.args[0]]
    return []
