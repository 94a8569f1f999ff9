"""What is sent to another machine: what all tasks share once, and each task without it.

Packed where the command was given, unpacked in the node's process. A task names what it shares by
a key that is made of the content: the instructor's notebook and files, the checksums that go with
it, and the settings of the course.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from traitlets.config import Config

from nbgradient.course.folders import CourseError
from nbgradient.examiner.engine import Source
from nbgradient.examiner.packages import is_inside
from nbgradient.examiner.sandbox import PASSED_ON
from nbgradient.grading.cluster import versions
from nbgradient.grading.tasks import Job

#: Bytes that the data for notebooks may have.
MOST_DATA = 256 << 20

_DATA = "NBGRADIENT_DATA"
#: What a reference in a pickled task stands for.
_CONFIG, _SOURCE, _CHECKSUMS, _FILE = "config", "source", "checksums", "file"


@dataclass(frozen=True)
class Setup:
    """What a node begins with.

    Attributes:
        versions: what it has to have, too.
        config: the settings of the course, pickled.
        data: the files of the folder that notebooks find by ``NBGRADIENT_DATA``, if there is one.
        variables: what submissions see of the environment.
    """

    versions: Mapping[str, str]
    config: bytes
    data: Mapping[str, bytes] | None
    variables: Mapping[str, str]

    @classmethod
    def of(cls, config: Config, course: Path) -> Setup:
        """That for a ``course`` with the settings ``config``.

        Raises:
            CourseError: its data is too large to be sent, or the settings cannot be.
        """
        folder = os.environ.get(_DATA)
        variables = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        data = None if folder is None else _files(Path(folder).resolve(), course.resolve())
        return cls(versions.of_engine(), _pickled(config), data, variables)


@dataclass(frozen=True)
class Parcel:
    """What the tasks of one notebook share, and the libraries that it needs."""

    source: Source
    checksums: Mapping[str, str]
    libraries: Mapping[str, str]


@dataclass(frozen=True)
class Packed:
    """A task as it is sent, and the keys of the parcels that it refers to."""

    task: bytes
    keys: tuple[str, ...]


class Packer:
    """Packs tasks, and what they share."""

    def __init__(self, config: Config) -> None:
        """``config`` is what all tasks share as their settings."""
        self._references: dict[int, tuple] = {id(config): (_CONFIG,)}
        #: What is referred to: as long as it is there, no other object has its number.
        self._held: list[object] = [config]
        self.parcels: dict[str, bytes] = {}

    def pack(self, function: Callable, arguments: tuple) -> Packed:
        """A call as it is sent; ``parcels`` then holds what it refers to."""
        for job in arguments:
            if isinstance(job, Job) and id(job.source) not in self._references:
                self._share(job)
        text, found = io.BytesIO(), dict[str, None]()
        _Pickler(text, self._references, found).dump((function, arguments))
        return Packed(text.getvalue(), tuple(found))

    def _share(self, job: Job) -> None:
        source, sums = job.source, job.checksums
        libraries = versions.of_libraries(source.needs)
        content = pickle.dumps(Parcel(replace(source, notes=None), sums, libraries))
        key = sha256(content).hexdigest()[:16]
        self.parcels[key] = content
        self._held += [source, sums]
        for path, content in source.files.items():
            self._references.setdefault(id(content), (_FILE, key, path))
        self._references |= {id(source): (_SOURCE, key), id(sums): (_CHECKSUMS, key)}


class Unpacker:
    """Unpacks tasks where they are done."""

    def __init__(self, config: Config, notes: Path) -> None:
        """``notes`` is the folder for what is found of the instructor's own solutions."""
        self._config = config
        self._notes = notes
        self._parcels: dict[str, Parcel] = {}

    def add(self, key: str, content: bytes) -> Parcel:
        """Take a parcel in.

        Raises:
            CourseError: the notebook needs a library that is missing here, or another version.
        """
        parcel = pickle.loads(content)
        if said := versions.difference(parcel.libraries, versions.installed(parcel.libraries)):
            raise CourseError(f"the notebooks import what is another version there: {said}")
        self._parcels[key] = replace(parcel, source=replace(parcel.source, notes=self._notes))
        return self._parcels[key]

    def unpack(self, task: bytes) -> tuple[Callable, tuple]:
        """The function and the arguments of a task.

        Raises:
            Exception: whatever pickle raises where something cannot be imported.
        """
        return _Unpickler(io.BytesIO(task), self._find).load()

    def _find(self, what: str, key: str = "", path: str = "") -> Any:
        if what == _CONFIG:
            return self._config
        parcel = self._parcels[key]
        known = {_SOURCE: parcel.source, _CHECKSUMS: parcel.checksums}
        return parcel.source.files[path] if what == _FILE else known[what]


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, known: Mapping[int, tuple], found: dict) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._known = known
        self._found = found

    def persistent_id(self, obj: object) -> tuple | None:
        reference = self._known.get(id(obj))
        if reference is not None and len(reference) > 1:
            self._found[reference[1]] = None
        return reference


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, find: Callable) -> None:
        super().__init__(file)
        self._find = find

    def persistent_load(self, pid: tuple) -> Any:
        return self._find(*pid)


def _pickled(config: Config) -> bytes:
    try:
        return pickle.dumps(config)
    except Exception as error:
        raise CourseError(
            f"nbgrader_config.py sets what cannot be sent to other machines ({error}): name "
            "functions and classes by their full names, as text."
        ) from None


def _files(folder: Path, course: Path) -> dict[str, bytes]:
    """The files of the data ``folder``, by their paths, without those of a ``course`` in it."""
    paths = [path for path in _paths(folder, course) if path.is_file()]
    if sum(path.stat().st_size for path in paths) > MOST_DATA:
        raise CourseError(
            f"The data in {folder} ({_DATA}) is more than {MOST_DATA >> 20} MB, which is not sent "
            "to other machines: grade on a smaller sample."
        )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _paths(folder: Path, course: Path) -> Iterator[Path]:
    if folder == course:  # which no submission sees
        return
    is_around = is_inside(course, [folder])
    for path in folder.rglob("*"):
        if not (is_around and is_inside(path, [course])):
            yield path
