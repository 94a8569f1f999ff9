"""The students' version of an assignment, made so that the one that is there is never lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any
from weakref import WeakSet

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import temp_attrs

from nbgradient.course.folders import CourseError
from nbgradient.grading.assignment import entering, picture, renaming

_MADE = Path(".nbgradient", "release")
_BEFORE = Path(".nbgradient", "release_before")
#: The exporters that have had one: a program that reads the settings twice has the step twice.
_REHEARSED: WeakSet[Exporter] = WeakSet()


class Rehearse(NbGraderPreprocessor):
    """The first step of ``nbgrader generate_assignment``: all of it, before anything is touched.

    nbgrader removes the release before it knows whether it can make another one, and enters no
    changed cells once there are submissions. It makes its steps before both. So this one, when it
    is made, tries the others on all notebooks, and brings the gradebook in line; what nbgrader does
    then finds nothing that it would refuse.
    """

    def __init__(self, **arguments: Any) -> None:
        """Rehearse what ``parent``, an exporter, is about to be used for.

        Raises:
            NbGraderException: a notebook cannot be released, or the gradebook cannot follow it.
        """
        super().__init__(**arguments)
        converter = getattr(self.parent, "parent", None)
        if self.parent in _REHEARSED or not isinstance(converter, GenerateAssignment):
            return
        _REHEARSED.add(self.parent)
        if _is_due(converter):
            try:
                renaming.check_complete(Path(converter.coursedir.root))
                self._rehearse(converter)
            except CourseError as error:
                converter.log.error("%s", error)
                raise NbGraderException(str(error)) from error

    def _rehearse(self, converter: GenerateAssignment) -> None:
        for folder in converter.assignments:
            name = Path(folder).name
            wanted = picture.read(converter, name)
            if not converter.no_database:
                for said in entering.bring_in_line(converter.coursedir, name, wanted):
                    converter.log.warning("%s", said)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Leave ``nb`` as it is."""
        return nb, resources


def _is_due(converter: GenerateAssignment) -> bool:
    """Whether nbgrader goes on, as it does not where there is a release and it is not forced."""
    folders = converter.coursedir
    release = folders.format_path(folders.release_directory, ".", folders.assignment_id)
    return bool(converter.force) or not os.path.exists(release)


def make(api: NbGraderAPI, assignment: str) -> list[str]:
    """Make the students' version of ``assignment`` in ``release/``, and enter it.

    Returned is what an instructor has to know of the gradebook. The release that is there stays
    until the new one is whole.

    Raises:
        CourseError: a notebook cannot be released, or the gradebook cannot follow it.
    """
    root = Path(api.coursedir.root)
    made, before = root / _MADE / assignment, root / _BEFORE / assignment
    target = root / "release" / assignment
    if before.exists() and not target.exists():  # a command was killed in between
        os.replace(before, target)
    told = entering.enter(api, assignment)
    with temp_attrs(api.coursedir, release_directory=str(_MADE)):
        result = api.generate_assignment(assignment)
    if not result["success"]:
        said = [line.strip() for line in result.get("log", "").splitlines() if line.strip()]
        raise CourseError(
            f"nbgrader cannot release '{assignment}': {(said or ['no reason given'])[-1]}"
        )
    for folder in (before.parent, target.parent):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(before, ignore_errors=True)
    if target.exists():
        os.replace(target, before)
    os.replace(made, target)
    shutil.rmtree(before, ignore_errors=True)
    return told
