"""What a test passes to a student's code by its name alone: what belongs to a library.

Only the student's side resolves such a name. And of what a test passes as a function of its own,
none may be a library's: the student's code chooses what it is called with, and ``pickle.loads`` or
``open`` would do here what it likes.
"""

from __future__ import annotations

import functools
import operator
import sys
import sysconfig
from types import FunctionType, ModuleType
from typing import Any

#: Modules whose objects do nothing with what they are called with but compute.
_HARMLESS = ("builtins", "collections", "functools", "itertools", "numpy", "operator", "random",
             "scipy", "unittest")  # fmt: skip

_CACHED = type(functools.cache(len))


def library_name(value: Any) -> tuple[str, str] | None:
    """The module, and the name in it, of what belongs to a library; a module has no name in it."""
    if isinstance(value, ModuleType):
        return (value.__name__, "") if is_library(value.__name__) else None
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if not isinstance(name, str) or not (callable(value) or isinstance(value, type)):
        return None
    holder = getattr(value, "__self__", getattr(value, "__objclass__", None))
    if isinstance(holder, type) and "." not in name:
        name = f"{holder.__qualname__}.{name}"
    for module in (getattr(value, "__module__", None), getattr(holder, "__module__", None)):
        if isinstance(module, str) and is_library(module) and _stands_for(module, name, value):
            return module, name
    return _found_anywhere(value)


def is_tests_own(value: Any) -> bool:
    """Whether ``value`` can be called, and the test or the course made it."""
    if not callable(value) or library_name(value) is not None:
        return False
    if isinstance(value, functools.partial):
        return is_tests_own(value.func)
    if isinstance(value, _CACHED):
        return is_tests_own(value.__wrapped__)
    if isinstance(value, FunctionType):
        return not (is_library(value.__module__) and _lies_in_library(value.__code__.co_filename))
    holder = getattr(value, "__self__", None)
    if isinstance(holder, ModuleType):
        return False
    kind = value if holder is None else holder
    module = (kind if isinstance(kind, type) else type(kind)).__module__
    if isinstance(kind, type):
        return not is_library(module)
    return not is_library(module) or module.split(".")[0] in _HARMLESS


def _found_anywhere(value: Any) -> tuple[str, str] | None:
    """Where a function that knows no module, such as those of NumPy and PyTorch, stands."""
    name = getattr(value, "__name__", None)
    if not isinstance(name, str) or isinstance(value, FunctionType | type):
        return None
    places = [
        module
        for module, held in list(sys.modules.items())
        if isinstance(held, ModuleType) and _same(vars(held).get(name), value)
    ]
    places = [module for module in places if is_library(module)]
    return (min(places, key=len), name) if places else None


def _stands_for(module: str, name: str, value: Any) -> bool:
    try:
        return _same(operator.attrgetter(name)(sys.modules[module]), value)
    except (AttributeError, KeyError):
        return False


def _same(found: Any, value: Any) -> bool:
    # A method is another object each time that it is asked for.
    return found is value or (type(found) is type(value) is type(len) and found == value)


@functools.cache
def is_library(module: str | None) -> bool:
    """Whether a ``module`` of that name is a library's, and neither the test's nor the course's."""
    top = (module or "").split(".")[0]
    if top in ("__main__", "nbgradient"):
        return False
    file = getattr(sys.modules.get(top), "__file__", None)
    return top in sys.stdlib_module_names or (file is not None and _lies_in_library(file))


def _lies_in_library(file: str) -> bool:
    return file.startswith(tuple(sysconfig.get_paths().values())) or "-packages/" in file
