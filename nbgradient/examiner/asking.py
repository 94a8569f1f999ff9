"""Python's own functions about names and kinds, as tests have them: student's objects, too."""

from __future__ import annotations

import ast
import builtins
import collections.abc
import inspect
import sys
import types
from collections.abc import Callable, Iterator, MutableMapping, Set
from copy import deepcopy
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from nbgradient.course.names import names_of
from nbgradient.examiner.client import SnapshotClient
from nbgradient.examiner.foreign_texts import foreign_text
from nbgradient.examiner.inspecting import INSPECT
from nbgradient.examiner.remote import is_remote, line_of, own_class, yes_or_no

#: Modules that have only classes of which a test may make another: it does nothing but to hold
#: what it is given. Of other classes a test has a handle, which is made on the student's side.
_PLAINLY_MADE = (
    "builtins.", "types.", "collections.", "datetime.", "decimal.", "fractions.", "pandas.core.",
    "sklearn.linear_model.", "sklearn.tree.", "sklearn.neighbors.", "sklearn.naive_bayes.",
    "sklearn.svm.", "sklearn.ensemble.", "sklearn.preprocessing.", "torch.nn.modules.",
)  # fmt: skip
#: But these run a text that they are given.
_RUNS_TEXT = "pandas.core.computation."
#: The kinds of functions and the like that Python names.
_PYTHONS = frozenset(kind for kind in vars(types).values() if type(kind) is type)
#: The functions by which a test may look at any name.
SEE_ALL_NAMES = frozenset({"dir", "globals", "locals", "vars", "eval", "exec"})


class _TypeOfTypes(type):
    """Makes ``Type`` the class of all classes, the student's included."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if cls is not Type:
            return super().__call__(*arguments, **named)
        if len(arguments) == 1 and is_remote(arguments[0]):
            kind = line_of(arguments[0]).ask("type", arguments[0])
            own = own_class(kind)
            return own if own is not None and is_plainly_made(own) else kind
        return type(*arguments, **named)

    def __instancecheck__(cls, instance: Any) -> bool:
        if cls is not Type:
            return super().__instancecheck__(instance)
        if is_remote(instance):
            return yes_or_no(instance, "inspect", instance, "isclass")
        return isinstance(instance, type)

    def __subclasscheck__(cls, kind: type) -> bool:
        return issubclass(kind, type) if cls is Type else super().__subclasscheck__(kind)

    def __eq__(cls, other: object) -> bool:
        return other is cls or (cls is Type and other is type)

    def __hash__(cls) -> int:
        return hash(type) if cls is Type else super().__hash__()


class Type(type, metaclass=_TypeOfTypes):
    """Python's ``type``: of a student's object it gives the student's class, or the library's."""


def is_plainly_made(kind: type) -> bool:
    """Whether ``kind``, the examiner's own, may be handed to a test that could call it."""
    if issubclass(kind, np.ndarray | np.generic):
        return not issubclass(kind, np.memmap)
    module = f"{kind.__module__}."
    return module.startswith(_PLAINLY_MADE) and not module.startswith(_RUNS_TEXT)


def _isinstance(value: Any, kinds: Any) -> bool:
    if isinstance(kinds, tuple):
        return any(_isinstance(value, kind) for kind in kinds)
    # What stands for an object has all methods, and so would be of each abstract class.
    name = _named(kinds)
    if is_remote(value) and name and getattr(collections.abc, str(name), None) is kinds:
        return yes_or_no(value, "is_abstractly", value, name)
    if is_remote(value) and isinstance(kinds, type) and kinds in _PYTHONS:
        return own_class(line_of(value).ask("type", value)) is kinds
    return isinstance(value, kinds)


def _named(kind: Any) -> Any:
    return kind.__name__ if isinstance(kind, type) else None


def _callable(value: Any) -> bool:
    return yes_or_no(value, "callable", value) if is_remote(value) else callable(value)


def _hasattr(value: Any, name: str) -> bool:
    if is_remote(value) and name.startswith("__"):
        return yes_or_no(value, "has", value, name)
    return hasattr(value, name)


def _dir_of(value: Any) -> list[str]:
    if not is_remote(value):
        return dir(value)
    names = line_of(value).ask("dir", value)
    return sorted(name for name in names if type(name) is str)


def _imports(line: SnapshotClient) -> Callable[..., Any]:
    """What a test has for its ``import`` statements: a module that is not there may be one that
    the student wrote, and is only asked."""

    def import_(name: str, *rest: Any, **named: Any) -> Any:
        try:
            return _import(name, *rest, **named)
        except ModuleNotFoundError as error:
            if error.name != name or "." in name:
                raise
        return line.ask("import", name)

    return import_


def _import(name: str, *rest: Any, **named: Any) -> ModuleType:
    found = builtins.__import__(name, *rest, **named)
    return INSPECT if found is inspect else found


class _WithTypes(ast.NodeTransformer):
    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr != "__class__" or not isinstance(node.ctx, ast.Load):
            return node
        call = ast.Call(ast.Name("type", ast.Load()), [node.value], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))


def with_types(tree: ast.Module) -> ast.Module:
    """``tree``, or a copy that asks for ``type(x)`` where it says ``x.__class__``.

    What stands for a student's object tells libraries a class of theirs by that name.
    """
    asked = (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return _WithTypes().visit(deepcopy(tree)) if "__class__" in asked else tree


#: What the examiner's own cells have in place of Python's.
BUILTINS: dict[str, Any] = {
    **vars(builtins),
    "type": Type,
    "isinstance": _isinstance,
    "callable": _callable,
    "hasattr": _hasattr,
    "__import__": _import,
}


def builtins_beside(texts: Set[str], is_over: Callable[[], bool]) -> dict[str, Any]:
    """What the locked cells have in place of Python's own functions.

    They may run any text until that ``is_over``. Then tests call their functions, with what a
    student may have written, and only the ``texts`` are run that stand in the source.
    """

    def checked(code: Any) -> None:
        if is_over() and not isinstance(code, CodeType) and (type(code), code) not in known:
            raise foreign_text()

    def running(usual: Callable) -> Callable:
        def run(code: Any, *names: Any) -> Any:
            checked(code)
            caller = sys._getframe(1)
            return usual(_ready(code, usual), *(names or (caller.f_globals, caller.f_locals)))

        return run

    def compile_(code: Any, *rest: Any, **named: Any) -> Any:
        checked(code)
        return _compiled(code, *rest, **named)

    known = {(str, text) for text in texts}
    return {**BUILTINS, "eval": running(eval), "exec": running(exec), "compile": compile_}


def _compiled(
    code: Any, file: Any, mode: str, flags: int = 0, dont_inherit: bool = True, **more: Any
) -> CodeType:
    """As ``compile``, but without what ``from __future__`` says here."""
    return compile(code, file, mode, flags, dont_inherit, **more)


def _ready(code: Any, usual: Callable) -> Any:
    """``code``, or what ``usual``, which is ``eval`` or ``exec``, would make of a text."""
    if not isinstance(code, str):
        return code
    text = code.lstrip(" \t") if usual is eval else code
    return _compiled(text, "<string>", usual.__name__)


class KnownNames(MutableMapping):
    """What ``globals()`` is to a test: its own names, and behind them the student's."""

    def __init__(self, own: dict[str, Any], line: SnapshotClient) -> None:
        self._own = own
        self._line = line

    def __getitem__(self, name: str) -> Any:
        if name in self._own:
            return self._own[name]
        return self._line.names([name])[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._own[name] = value

    def __delitem__(self, name: str) -> None:
        del self._own[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._own, *self._line.all_names()]))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def copy(self) -> dict[str, Any]:
        """All of them, each value asked for."""
        return dict(self)


def builtins_of(own: dict[str, Any], line: SnapshotClient, test: ast.Module) -> dict[str, Any]:
    """What ``test`` has in place of Python's own functions.

    ``own`` are the names that it runs with, ``line`` leads to the student's.
    """
    known = KnownNames(own, line)
    texts = {node.value for node in ast.walk(test) if isinstance(node, ast.Constant)}

    def here() -> Any:
        caller = sys._getframe(2)
        return known if caller.f_locals is own else caller.f_locals

    def vars_(*things: Any) -> Any:
        return things[0].__dict__ if things else here()

    def dir_(*things: Any) -> list[str]:
        return _dir_of(*things) if things else sorted(here())

    def running(usual: Callable) -> Callable:
        def run(code: Any, *names: Any) -> Any:
            if not isinstance(code, CodeType) and code not in texts:
                return _call_a_students(code, line)
            if isinstance(code, str):
                wanted = names_of(ast.parse(code)).uses - own.keys() - BUILTINS.keys()
                own.update(line.names(sorted(wanted)))
            places = (own if part is known else part for part in names or (own,))
            return usual(_ready(code, usual), *places)

        return run

    def compile_(code: Any, *rest: Any, **named: Any) -> CodeType:
        if code not in texts:
            raise foreign_text()
        return _compiled(code, *rest, **named)

    return {
        **BUILTINS,
        "globals": lambda: known,
        "locals": lambda: here(),
        "vars": vars_,
        "dir": dir_,
        "eval": running(eval),
        "exec": running(exec),
        "compile": compile_,
        "__import__": _imports(line),
    }


def _call_a_students(text: Any, line: SnapshotClient) -> Any:
    """The value of ``text``: a student's name, or a call of a student's function with literals."""
    try:
        node = ast.parse(str(text).strip(), mode="eval").body
        called, arguments = (node.func, node.args) if isinstance(node, ast.Call) else (node, None)
        if not isinstance(called, ast.Name) or getattr(node, "keywords", None):
            raise foreign_text()
        values = None if arguments is None else [ast.literal_eval(value) for value in arguments]
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise foreign_text() from None
    found = line.names([called.id])
    if called.id not in found:
        raise NameError(f"name '{called.id}' is not defined")
    value = found[called.id]
    if values is None:
        return value
    if not is_remote(value):
        raise TypeError(f"'{called.id}' cannot be called")
    return value(*values)
