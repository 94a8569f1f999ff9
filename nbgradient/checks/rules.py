"""The rules of test cells: each gives the same mark in one kernel and across a wall.

A test may run in the student's kernel, or in a process of its own that reaches the student's names
over a pipe. Each function below is one rule, named by what a test does; it gives the places that
break the rule.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgradient.checks.finding import Finding
from nbgradient.checks.origins import OWN, Origin, Walk
from nbgradient.checks.randomness import global_randomness
from nbgradient.course.names import dotted, imported, names_of, root
from nbgradient.course.ownership import CodeCell, Ownership, Role, Side

Faults = Iterator[tuple[ast.AST | None, str]]


@dataclass(frozen=True)
class Test:
    """A test cell, with what is known of its names and values."""

    cell: CodeCell
    owners: Ownership
    modules: Mapping[str, str]
    sides: Mapping[str, Side]
    walk: Walk

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Its syntax nodes of these kinds."""
        return (node for node in ast.walk(self.cell.tree) if isinstance(node, kinds))

    def own(self, nodes: list[ast.Name]) -> list[ast.Name]:
        """Those of ``nodes`` that stand in the test itself, not in a helper that it calls."""
        inside = set(ast.walk(self.cell.tree))
        return [node for node in nodes if node in inside]

    def is_live(self, node: ast.AST) -> bool:
        """Whether the value of ``node`` may be the student's own object."""
        return bool(self.walk.origin(node) & Origin.LIVE)

    def is_loose(self, node: ast.AST) -> bool:
        """Whether the value of ``node`` comes from the student, its shape unchecked."""
        return bool(self.walk.origin(node) & Origin.LOOSE)

    def is_module(self, node: ast.expr) -> bool:
        """Whether ``node`` starts from the name of a module or of what was imported."""
        return root(node) in self.modules and self.walk.origin(node) == OWN


def check(notebook: NotebookNode, where: str) -> list[Finding]:
    """Where the cells of ``notebook`` break the rules for tests."""
    try:
        owners = Ownership(notebook)
    except SyntaxError as error:
        return [Finding(where, f"a code cell is not Python: {error}")]
    modules = imported(cell.tree for cell in owners.cells if cell.role is not Role.STUDENTS)
    found: dict[Finding, None] = {}
    for cell in owners.cells:
        for node, what in _faults(cell, owners, modules):
            line = f", line {node.lineno}" if node is not None else ""
            found[Finding(f"{where} · {cell.name}{line}", f"{what}.")] = None
    return list(found)


def _faults(cell: CodeCell, owners: Ownership, modules: Mapping[str, str]) -> Faults:
    yield from uses_no_name_of_a_test(cell, owners)
    if cell.role is not Role.STUDENTS:
        yield from global_randomness(cell.tree, modules)
    if cell.role is Role.TEST:
        test = _test(cell, owners, modules)
        for rule in RULES:
            yield from rule(test)


def _test(cell: CodeCell, owners: Ownership, modules: Mapping[str, str]) -> Test:
    sides = owners.sides(cell)
    theirs = {name for name, side in sides.items() if side is Side.STUDENT}
    helpers = {name: tree for name, tree in _helpers(owners, cell) if name not in theirs}
    return Test(cell, owners, modules, sides, Walk(theirs, helpers)(cell.tree))


def what_crosses(owners: Ownership) -> dict[str, list[str]]:
    """By test cell: what it asks of the wall that the rules advise against, with the line."""
    modules = imported(cell.tree for cell in owners.cells if cell.role is not Role.STUDENTS)
    found: dict[str, list[str]] = {}
    for cell in owners.tests:
        test = _test(cell, owners, modules)
        places = [place for rule in _OF_THE_WALL for place in rule(test)]
        said = [f"line {node.lineno} {what}" if node else f"it {what}" for node, what in places]
        found[cell.name] = list(dict.fromkeys(said))
    return found


def _helpers(owners: Ownership, cell: CodeCell) -> Iterator[tuple[str, ast.FunctionDef]]:
    for name in cell.names.uses | cell.names.reads_when_called:
        binder = owners.binder(name, cell.index)
        if binder is not None and name in binder.functions:
            yield name, binder.functions[name]


# -- names --------------------------------------------------------------------------------------


def uses_no_name_of_a_test(cell: CodeCell, owners: Ownership) -> Faults:
    """A test leaves no trace: no other cell uses the names that it binds."""
    for name in sorted(cell.names.uses | cell.names.reads_when_called):
        binders = [
            other
            for other in owners.cells
            if other.index < cell.index and name in other.names.binds
        ]
        if binders and binders[-1].role is Role.TEST:
            yield None, f"uses {name}, which the test cell {binders[-1].name} bound last"


def knows_its_names(test: Test) -> Faults:
    """Each name that it uses is bound by a cell that runs when grading."""
    for name, side in test.sides.items():
        if side is Side.NOBODY:
            yield None, f"uses {name}, which no cell before it binds when grading"


def takes_data_from_locked_cells(test: Test) -> Faults:
    """Data and helpers come from the test, or from locked cells that use no student's name."""
    for name, side in test.sides.items():
        binder = test.owners.binder(name, test.cell.index)
        if side is not Side.STUDENT or binder.role is not Role.GIVEN:
            continue
        if name in binder.functions:
            yield None, f"uses the helper {name}: its cell {binder.name} uses a student's name"
        elif name in _own_part(binder, test.owners):
            yield None, f"uses {name}: split its cell {binder.name}, which uses a student's name"


def _own_part(cell: CodeCell, owners: Ownership) -> set[str]:
    """What a cell that uses student's names binds without them."""
    theirs = {name for name, side in owners.sides(cell).items() if side is Side.STUDENT}
    own: set[str] = set()
    for statement in cell.tree.body:
        names = names_of([statement])
        if (names.uses | names.reads_when_called) & theirs:
            theirs |= names.binds | names.changes
            own -= names.binds
        else:
            own |= names.binds
            theirs -= names.binds
    return own


def finds_its_data_as_given(test: Test) -> Faults:
    """No cell of the student's side changes the test's data in place."""
    for name, side in test.sides.items():
        if side is not Side.EXAMINER:
            continue
        start = test.owners.binder(name, test.cell.index).index
        for other in test.owners.cells:
            between = start < other.index < test.cell.index and other.role is not Role.TEST
            if between and name in other.names.changes and not test.owners.is_examiners(other):
                yield None, f"uses {name}, which {other.name} changes in place"


def puts_back_what_it_changes(test: Test) -> Faults:
    """An attribute of the student's object that is set is set again, to what it was."""
    stores = [
        node
        for node in test.nodes(ast.Attribute)
        if isinstance(node.ctx, ast.Store)
        and test.sides.get(root(node)) is Side.STUDENT
        and root(node) not in test.cell.names.binds
    ]
    texts = [ast.unparse(node) for node in stores]
    for node, text in zip(stores, texts, strict=True):
        if texts.count(text) == 1:
            yield node, f"sets {text} and does not put it back"


# -- what crosses the wall ----------------------------------------------------------------------


def passes_no_callback(test: Test) -> Faults:
    """No function of the test's side is passed into the student's code."""
    functions = {node.name for node in test.nodes(ast.FunctionDef)}
    functions |= {
        target.id
        for node in test.nodes(ast.Assign)
        if isinstance(node.value, ast.Lambda)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    functions |= {name for name, _ in _helpers(test.owners, test.cell)}
    for call, argument in _passed(test):
        text = ast.unparse(argument)
        if isinstance(argument, ast.Lambda) or (
            isinstance(argument, ast.Name)
            and argument.id in functions
            and not test.is_live(argument)
        ):
            yield argument, f"passes the function {text} to {ast.unparse(call.func)}"
        elif isinstance(argument, ast.Attribute) and _is_function(test, argument):
            yield argument, f"passes {text}, which is not plain data, to {ast.unparse(call.func)}"


_CONSTANTS = {"e", "euler_gamma", "inf", "nan", "newaxis", "pi", "tau"}


def _is_function(test: Test, argument: ast.Attribute) -> bool:
    """Whether ``argument`` stands directly in a module, as functions, classes and types do."""
    name = root(argument)
    if name not in test.modules or not test.is_module(argument) or argument.attr in _CONSTANTS:
        return False
    return not isinstance(argument.value, ast.Subscript | ast.Call)


_BUILT = ("torch.nn.", "torch.optim.", "keras.", "numpy.random.default_rng", "torch.Generator")
_PLAIN_RESULTS = (
    *("torch.nn.functional.", "torch.nn.Parameter", "keras.utils.to_categorical", "keras.ops."),
)


def passes_no_object(test: Test) -> Faults:
    """Models, layers, optimizers and generators are built by the student's code, not passed in."""
    built = {
        target.id: node.value
        for node in test.nodes(ast.Assign)
        if _is_built(test, node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call, argument in _passed(test):
        name = argument.id if isinstance(argument, ast.Name) else None
        if _is_built(test, argument) or (name in built and not test.is_live(argument)):
            text = ast.unparse(argument)
            yield argument, f"passes {text}, which is not plain data, to {ast.unparse(call.func)}"


def _is_built(test: Test, node: ast.expr) -> bool:
    name = dotted(node.func, test.modules) if isinstance(node, ast.Call) else ""
    return name.startswith(_BUILT) and not name.startswith(_PLAIN_RESULTS)


def _passed(test: Test) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of the student's code, with each thing that is passed in."""
    for call in test.nodes(ast.Call):
        if test.is_live(call.func):
            waiting = [*call.args, *(keyword.value for keyword in call.keywords)]
            while waiting:
                argument = waiting.pop()
                if isinstance(argument, ast.List | ast.Tuple | ast.Set):
                    waiting += argument.elts
                elif isinstance(argument, ast.Dict):
                    waiting += argument.values
                elif isinstance(argument, ast.Starred):
                    waiting.append(argument.value)
                else:
                    yield call, argument


_IN_PLACE_METHODS = {"append", "clear", "extend", "fill", "insert", "pop", "remove", "sort"}
_IN_PLACE_FUNCTIONS = {"copyto", "fill_diagonal", "place", "put", "putmask", "shuffle"}


def writes_no_element(test: Test) -> Faults:
    """What was read from the student is never changed in place."""
    for node in test.nodes(ast.Subscript):
        if isinstance(node.ctx, ast.Store | ast.Del) and test.is_live(node.value):
            yield (
                node,
                f"writes an element of {ast.unparse(node.value)}: copy it or assign it whole",
            )
    for node in test.nodes(ast.AugAssign):
        target = node.target
        if test.is_live(target) and (isinstance(target, ast.Attribute) or _was_read(test, target)):
            yield node, f"changes {ast.unparse(target)} in place: assign it as a whole"
    for node in test.nodes(ast.Call):
        changed = _changed(test, node)
        if changed is not None and test.is_live(changed):
            yield node, f"changes {ast.unparse(changed)} in place with {ast.unparse(node.func)}"


def _was_read(test: Test, target: ast.expr) -> bool:
    return any(
        isinstance(node.value, ast.Attribute | ast.Subscript)
        and any(ast.unparse(name) == ast.unparse(target) for name in node.targets)
        for node in test.nodes(ast.Assign)
    )


def _changed(test: Test, call: ast.Call) -> ast.expr | None:
    """What ``call`` changes in place, as its name says."""
    if not isinstance(call.func, ast.Attribute):
        return None
    name = call.func.attr
    in_place = name.endswith("_") and not name.startswith("_")
    if test.is_live(call.func.value):
        return call.func.value if in_place or name in _IN_PLACE_METHODS else None
    return call.args[0] if call.args and (in_place or name in _IN_PLACE_FUNCTIONS) else None


def copies_before_it_calls_on(test: Test) -> Faults:
    """What is read from the student is copied before the student's code runs again."""
    for node in test.own(test.walk.stale):
        yield node, f"uses {node.id}, read from the student before their code ran: copy it then"


def expects_before_it_calls(test: Test) -> Faults:
    """What is expected is computed before the student's code gets the inputs."""
    for node in test.own(test.walk.late):
        yield node, f"computes with {node.id} after it was passed to the student's code"


# -- comparisons --------------------------------------------------------------------------------

#: These broadcast: an empty array is close to anything.
_BROADCASTING = {
    *("numpy.allclose", "numpy.isclose", "numpy.array_equiv", "torch.allclose", "torch.isclose"),
    *("torch.eq", "math.isclose"),
}
_COMPARISONS = {*_BROADCASTING, "numpy.array_equal", "torch.equal"}
_REDUCTIONS = {"all", "any", "max", "min", "sum", "mean", "norm", "amax"}


def checks_shapes_first(test: Test) -> Faults:
    """The shape of what came from the student is checked before it is compared."""
    for call in test.nodes(ast.Call):
        if dotted(call.func, test.modules) in _BROADCASTING:
            for argument in call.args[:2]:
                if test.is_loose(argument):
                    yield call, f"compares {ast.unparse(argument)} without a check of its shape"
    for node in test.nodes(ast.Assert):
        for subject in _reduced(node.test):
            if test.is_loose(subject):
                yield node, f"compares in {ast.unparse(subject)} without a check of the shape"


def _reduced(test: ast.expr) -> Iterator[ast.expr]:
    """The differences and comparisons of which an assertion asks for all, the largest, …"""
    for call in (node for node in ast.walk(test) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func).split(".")[-1]
        if name in _REDUCTIONS:
            method = isinstance(call.func, ast.Attribute) and not call.args
            for subject in [call.func.value] if method else call.args[:1]:
                parts = ast.walk(subject)
                if any(isinstance(part, ast.Compare | ast.Sub) for part in parts):
                    yield subject


def lets_no_nan_pass(test: Test) -> Faults:
    """No assertion is of the form ``not a > b``, which nan satisfies."""
    for node in test.nodes(ast.Assert):
        for part in ast.walk(node.test):
            turned = isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not)
            if turned and isinstance(part.operand, ast.Compare) and test.is_loose(part.operand):
                if any(
                    isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in part.operand.ops
                ):
                    yield node, f"nan satisfies `{ast.unparse(part)}`"


def looks_at_no_identity(test: Test) -> Faults:
    """``is`` is for None alone; classes are the libraries'."""
    for node in test.nodes(ast.Compare):
        sides = [node.left, *node.comparators]
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
            none = any(
                isinstance(side, ast.Constant) and side.value is None for side in (left, right)
            )
            if isinstance(op, ast.Is | ast.IsNot) and not none:
                yield node, f"asks for identity: {ast.unparse(node)}"
    for node in test.nodes(ast.Call):
        name = ast.unparse(node.func)
        if name == "id":
            yield node, f"asks for identity: {ast.unparse(node)}"
        if (
            name in {"isinstance", "issubclass"}
            and len(node.args) == 2
            and test.is_live(node.args[1])
        ):
            yield node, f"asks for a class of the student's: {ast.unparse(node)}"


# -- assertions ---------------------------------------------------------------------------------


def says_what_is_wrong(test: Test) -> Faults:
    """Every assertion has a message."""
    for node in test.nodes(ast.Assert):
        if node.msg is None:
            yield node, f"has no message: assert {ast.unparse(node.test)}"
    for node in test.nodes(ast.Raise):
        bare = isinstance(node.exc, ast.Name) or (
            isinstance(node.exc, ast.Call) and not node.exc.args
        )
        if bare:
            yield node, f"has no message: {ast.unparse(node)}"


def tells_no_expected_value(test: Test) -> Faults:
    """No message shows what the result is compared with."""
    for node in test.nodes(ast.Assert):
        if node.msg is not None:
            shown = {ast.unparse(part) for part in ast.walk(node.msg) if isinstance(part, ast.expr)}
            for expected in _compared(test, node.test):
                if ast.unparse(expected) in shown:
                    yield node, f"its message shows the expected value {ast.unparse(expected)}"
    for node in test.nodes(ast.Call):
        if dotted(node.func, test.modules).startswith(("numpy.testing.", "torch.testing.")):
            yield node, f"{ast.unparse(node.func)} shows the expected values"


def _compared(test: Test, condition: ast.expr) -> Iterator[ast.expr]:
    """What an assertion holds against the student's value; shapes are no secret."""
    for node in ast.walk(condition):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and dotted(node.func, test.modules) in _COMPARISONS:
            sides = node.args[:2]
        shapes = any(isinstance(side, ast.Attribute) and side.attr == "shape" for side in sides)
        if not shapes:
            yield from (
                side
                for side in sides
                if test.walk.origin(side) == OWN and not isinstance(side, ast.Constant)
            )


def ends_without_a_value(test: Test) -> Faults:
    """The last line is no bare expression: nbgrader would take its value for partial credit."""
    last = test.cell.tree.body[-1] if test.cell.tree.body else None
    if isinstance(last, ast.Expr) and not _gives_none(test, last.value):
        yield last, f"ends with the value of {ast.unparse(last)}, which nbgrader takes for a score"


def _gives_none(test: Test, value: ast.expr) -> bool:
    """Whether ``value`` calls print, or a helper that returns nothing."""
    name = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    helpers = dict(_helpers(test.owners, test.cell)) | test.cell.functions
    if name not in helpers:
        return name == "print"
    returns = (node for node in ast.walk(helpers[name]) if isinstance(node, ast.Return))
    return all(node.value is None for node in returns)


# -- what a test keeps away from ----------------------------------------------------------------


def patches_nothing(test: Test) -> Faults:
    """No module is changed."""
    for node in test.nodes(ast.Attribute, ast.Subscript):
        if isinstance(node.ctx, ast.Store | ast.Del) and test.is_module(node):
            yield node, f"patches {ast.unparse(node)}"
    for node in test.nodes(ast.Call):
        named = ast.unparse(node.func) in {"setattr", "delattr"}
        if named and node.args and test.is_module(node.args[0]):
            yield node, f"patches {ast.unparse(node.args[0])}"


_FORBIDDEN_NAMES = {
    *("__import__", "capsys", "compile", "eval", "exec", "get_ipython", "globals", "locals"),
    *("monkeypatch", "open", "vars"),
}
_FORBIDDEN_MODULES = (
    *("contextlib.redirect", "ctypes.", "gc.", "inspect.", "io.", "IPython.", "os."),
    *("subprocess.", "sys.", "traceback.", "unittest."),
)
_FORBIDDEN_ATTRIBUTES = {"__class__", "__closure__", "__code__", "__dict__", "__globals__"}


def looks_at_data_only(test: Test) -> Faults:
    """It looks at no printed text, no frame, no namespace, no file."""
    for node in test.nodes(ast.Name, ast.Attribute):
        name = dotted(node, test.modules)
        forbidden = name in _FORBIDDEN_NAMES or getattr(node, "attr", "") in _FORBIDDEN_ATTRIBUTES
        module = test.is_module(node) and name.startswith(_FORBIDDEN_MODULES)
        if forbidden or module:
            yield node, f"uses {ast.unparse(node)}"


RULES: tuple[Callable[[Test], Faults], ...] = (
    knows_its_names,
    takes_data_from_locked_cells,
    finds_its_data_as_given,
    puts_back_what_it_changes,
    passes_no_callback,
    passes_no_object,
    writes_no_element,
    copies_before_it_calls_on,
    expects_before_it_calls,
    checks_shapes_first,
    lets_no_nan_pass,
    looks_at_no_identity,
    says_what_is_wrong,
    tells_no_expected_value,
    ends_without_a_value,
    patches_nothing,
    looks_at_data_only,
)

#: Those that say what may not be served.
_OF_THE_WALL: tuple[Callable[[Test], Faults], ...] = (
    knows_its_names,
    takes_data_from_locked_cells,
    finds_its_data_as_given,
    passes_no_callback,
    passes_no_object,
    writes_no_element,
    looks_at_no_identity,
    patches_nothing,
    looks_at_data_only,
)
