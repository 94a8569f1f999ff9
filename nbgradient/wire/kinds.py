"""What a thing says it is: a module, a class or a function of that name, or an instance."""

from __future__ import annotations

import types

#: Names of text that is asked of a function or a class, or None.
TEXTS = ("__name__", "__qualname__", "__doc__")
#: What else may be asked of an object by a name with two underscores: none of these is a method
#: that a library calls to learn what an object is.
FACTS = (
    *TEXTS, "__defaults__", "__kwdefaults__", "__annotations__", "__dict__", "__bases__",
    "__mro__", "__members__", "__init__", "__code__", "__wrapped__",
)  # fmt: skip
#: What of a function's code may be asked.
CODE = ("co_name", "co_argcount", "co_kwonlyargcount", "co_nlocals", "co_varnames", "co_names",
        "co_freevars", "co_consts")  # fmt: skip
#: The questions of ``inspect`` that have a yes or no.
INSPECTIONS = ("isfunction", "ismethod", "isclass", "isgenerator", "isgeneratorfunction",
               "iscoroutinefunction", "isbuiltin", "isroutine", "isabstract",
               "ismodule")  # fmt: skip


def identity(value: object) -> list[str]:
    """The kind of ``value``, its module and its name, as it tells them."""
    if isinstance(value, types.ModuleType):
        return ["module", value.__name__, ""]
    if isinstance(value, type):
        return ["class", str(value.__module__), str(value.__qualname__)]
    kind = type(value)
    name = getattr(value, "__qualname__", getattr(value, "__name__", None))
    if callable(value) and isinstance(name, str):
        return [f"function {kind.__name__}", str(getattr(value, "__module__", None)), name]
    return ["instance", str(kind.__module__), kind.__qualname__]
