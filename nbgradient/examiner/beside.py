"""The instructor's files beside a notebook, as its locked cells and tests find them.

They lie in a private folder that nothing of a submission ever enters; ``source/`` is only read.
Modules that are imported from there belong to that notebook: another assignment may have one of the
same name.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from nbgradient.course.folders import IGNORED, files_in


class Beside:
    """The files beside one notebook, in a folder that is made when it is first entered."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)
        #: How the folder was left; None if the files are not in it yet.
        self._seen: dict[str, tuple[int, int]] | None = None
        self._modules: dict[str, ModuleType] = {}

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Work in the folder, whose files are as they were kept, and import from it."""
        folder = self._made()
        before = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        sys.path.insert(_place(), folder)
        sys.modules.update(self._modules)
        importlib.invalidate_caches()
        try:
            os.chdir(folder)
            yield
        finally:
            os.fchdir(before)
            os.close(before)
            with contextlib.suppress(ValueError):  # a cell may have changed the path
                sys.path.remove(folder)
            self._take_modules(folder)

    def keep(self) -> None:
        """Have what is in the folder now, with what locked cells wrote, be what is found there."""
        self._files = files_in(Path(self._room.name))
        self._seen = _looked_at(self._room.name)

    @cached_property
    def _room(self) -> tempfile.TemporaryDirectory:
        return tempfile.TemporaryDirectory(prefix="nbgradient-")

    def _made(self) -> str:
        if _looked_at(self._room.name) == self._seen:
            return self._room.name
        folder = Path(self._room.name)
        for entry in list(folder.iterdir()):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for path, content in self._files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        self._seen = _looked_at(self._room.name)
        return self._room.name

    def _take_modules(self, folder: str) -> None:
        """Take the modules from ``folder`` out of this process, until it is entered again."""
        self._modules = {
            name: module for name, module in list(sys.modules.items()) if _is_from(module, folder)
        }
        for name in self._modules:
            del sys.modules[name]


def _place() -> int:
    """Where IPython has the notebook's folder in ``sys.path``: after the standard library."""
    packages = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    return next((at for at, path in enumerate(sys.path) if path in packages), len(sys.path))


def _is_from(module: ModuleType, folder: str) -> bool:
    spec = getattr(module, "__spec__", None)
    if not isinstance(spec, ModuleSpec):  # what a module makes up for any name
        return False
    places = [spec.origin, *(spec.submodule_search_locations or ())]
    return any(place is not None and place.startswith(folder + os.sep) for place in places)


def _looked_at(folder: str) -> dict[str, tuple[int, int]]:
    """The files below ``folder``, each with what changes when it is written."""
    found = {}
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in IGNORED]
        for name in names:
            status = os.lstat(os.path.join(above, name))
            found[os.path.join(above, name)] = (status.st_mtime_ns, status.st_size)
    return found
