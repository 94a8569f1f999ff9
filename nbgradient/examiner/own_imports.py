"""The examiner's own modules, classes and functions, where the student's import is the source's.

What to import is read off the source's own import statement, never off the wire. All that the
student's side tells is whether its value claims to be the same; that a claim is a lie gains
nothing, as it is the examiner's own that the test then has.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgradient.course.names import parse
from nbgradient.course.ownership import Imported
from nbgradient.examiner.inspecting import INSPECT
from nbgradient.examiner.reach import keeps_something
from nbgradient.examiner.remote import identity_of, is_remote
from nbgradient.wire.kinds import identity
from nbgradient.wire.libraries import LIBRARIES

#: Modules whose state a student's code changes, and a test asks for: figures, folders, streams.
_STATEFUL = ("matplotlib", "pylab", "random", "os", "sys", "builtins", "io", "logging", "warnings")


def examiners_own(found: Mapping[str, Any], imported: Mapping[str, Imported]) -> dict[str, Any]:
    """What takes the place of those of the student's values ``found`` that the source imports.

    ``imported`` tells what the source's import statements bind those names to.
    """
    own = {}
    for name, origin in imported.items():
        if is_remote(found.get(name)) and _is_examiners(origin):
            value = _import(origin)
            if value is not None and identity_of(found[name]) == identity(value):
                own[name] = INSPECT if origin == Imported("inspect", None) else value
    return own


def _is_examiners(origin: Imported) -> bool:
    """Whether the examiner's own serves a test as well as the student's: where its data crosses.

    The objects of other libraries, such as graphs, stay on the student's side, so their functions
    do, too.
    """
    top = origin.module.split(".")[0]
    if top in _STATEFUL:
        return False
    return top in LIBRARIES or top in sys.stdlib_module_names or _is_the_courses(origin.module)


def _is_the_courses(module: str) -> bool:
    """Whether ``module`` is a file of the course's, not of an installed library, and one that keeps
    nothing from call to call: what it keeps is where the student's code calls it."""
    try:
        found = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return False
    installed = tuple(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    if found is None or not found.origin or found.origin.startswith(installed):
        return False
    return not keeps_something(parse(Path(found.origin).read_text(encoding="utf-8")))


def _import(origin: Imported) -> Any:
    """What ``origin`` names, or None if there is no such thing here."""
    try:
        module = importlib.import_module(origin.module)
        if origin.attribute is None or hasattr(module, origin.attribute):
            return module if origin.attribute is None else getattr(module, origin.attribute)
        return importlib.import_module(f"{origin.module}.{origin.attribute}")
    except Exception:  # whatever a module of the course's may raise: the student's stays
        return None
