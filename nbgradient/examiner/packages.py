"""Where Python finds packages on the examiner's side, and what of it a student's code may see.

The packages of the system and of this Python's environment are there in any case. Others come from
``PYTHONPATH``, from ``.pth`` files, the user's own folder and editable installs; a folder of these
is shown unless it belongs to a course, holds one, or holds the user's home.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgradient.course.folders import SETTINGS

#: The folder that the engine is imported from.
HOME_OF_ENGINE = Path(__file__).resolve().parents[2]

#: What lies in the folder of an environment, by venv and by conda.
_ENVIRONMENTS = ("pyvenv.cfg", "conda-meta")

#: What a module of setuptools that finds editable packages is called.
_FINDER = "__editable___"


def search_path(course: Path | None) -> list[str]:
    """The places where a student's code finds packages, in the order of the examiner's."""
    return [place for place in _places() if _why_hidden(Path(place), course) is None]


def folders(course: Path | None) -> list[str]:
    """The folders of packages that have to be shown beyond those of Python's environment."""
    wanted = [*search_path(course), *(p for p in _editable() if not _why_hidden(Path(p), course))]
    return [folder for folder in dict.fromkeys(wanted) if not is_of_python(folder)]


def remarks(course: Path | None) -> list[str]:
    """A sentence on each folder of ``PYTHONPATH`` that a student's code does not see."""
    named = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    found = {Path(folder): _why_hidden(Path(folder), course) for folder in named}
    return [
        f"Submissions do not see {folder}, which PYTHONPATH names: {why}."
        for folder, why in found.items()
        if why and folder.resolve() != HOME_OF_ENGINE
    ]


def is_inside(path: Path, folders: Iterable[Path | str]) -> bool:
    """Whether ``path`` is one of ``folders``, or in one of them."""
    return any(Path(folder) in (path, *path.parents) for folder in folders)


def is_of_python(place: Path | str) -> bool:
    """Whether ``place`` belongs to the system, to Python or to Python's environment."""
    return is_inside(Path(place), {sys.prefix, sys.base_prefix, sys.exec_prefix, "/usr"})


def _places() -> Iterator[str]:
    return (place for place in dict.fromkeys(sys.path) if os.path.isabs(place))


def _editable() -> Iterator[str]:
    """The folders of packages that setuptools has installed as they stand somewhere else."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_FINDER):
            for place in getattr(module, "MAPPING", {}).values():
                yield from (path for path in (place, f"{place}.py") if os.path.exists(path))


def _why_hidden(place: Path, course: Path | None) -> str | None:
    """Why ``place`` is not shown, or None if it is."""
    real = place.resolve()
    if is_of_python(place) or is_of_python(real):
        return None
    if not real.exists():
        return "it is not there"
    home = Path.home().resolve()
    if is_inside(home, [real]):
        return "your home is in it"
    if course is not None and is_inside(course.resolve(), [real]):
        return "the course is in it"
    for folder in (real, *real.parents):
        if (folder / SETTINGS).exists():
            return "it belongs to a course"
        if any((folder / name).exists() for name in _ENVIRONMENTS):
            return None
    return None
