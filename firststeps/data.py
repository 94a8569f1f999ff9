"""The small sample of images that grading uses, made once by the notebooks' own loading cell."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgradient.course.folders import Course, CourseError
from nbgradient.course.notebooks import cells, read

#: Nothing answers there, so a download fails at once.
_NO_NETWORK = "http://127.0.0.1:9"

#: What the loading cell leaves, written to the file that the command line names.
_SAVE = """
import sys
np.savez(
    sys.argv[1], x_train=train_images, y_train=train_labels, x_test=test_images, y_test=test_labels
)
"""


@dataclass(frozen=True)
class DataSet:
    """A set of images: its name, the notebook that loads it, and how many a class are kept."""

    name: str
    notebook: str
    train: int
    test: int


DATA_SETS = (
    DataSet("mnist", "mlp/mlp_keras.ipynb", train=100, test=30),
    DataSet("fashion_mnist", "fashion_mnist/fashion_mnist.ipynb", train=200, test=50),
)


def sample_folder(course: Course) -> Path:
    """The folder of the sample of ``course``, for NBGRADIENT_DATA.

    What is missing in it is made without the network, for grading never needs one.

    Raises:
        CourseError: a loading cell failed.
    """
    for data_set in _taught(course):
        if not _file(data_set, _folder(course)).exists():
            make(data_set, course, network=False)
    return _folder(course)


def use_sample(course: Course | None = None, **_: object) -> None:
    """Have every notebook that runs from here on load the sample; a folder already set stays.

    The sample is that of ``course``, or of the course that the current folder is in: nbgrader calls
    this before it grades, with keywords (assignment, student, notebooks) that do not matter here.

    Raises:
        CourseError: a loading cell failed, or the current folder is in no course.
    """
    if "NBGRADIENT_DATA" not in os.environ:
        os.environ["NBGRADIENT_DATA"] = str(sample_folder(course or Course.find()))


def kinds(notebook: str, folder: Path, course: Course) -> dict[str, Path]:
    """What kinds of images the ``notebook`` of that name can be graded on, each with its folder.

    The sample in ``folder`` holds real images if they are not the stand-ins, which can always be
    made.

    Raises:
        CourseError: a loading cell failed.
    """
    from firststeps import images

    for data_set in _taught(course):
        if Path(data_set.notebook).stem == notebook:
            stand_in = course.root / ".nbgradient" / "stand-ins"
            if not _file(data_set, stand_in).exists():
                make(data_set, course, stand_in, network=False, cache=False)
            is_real = not images.are_same(_file(data_set, folder), _file(data_set, stand_in))
            return ({"real images": folder} if is_real else {}) | {"stand-ins": stand_in}
    return {"no images": folder}


def make_all(course: Course, stand_in: bool = False) -> Iterator[str]:
    """Make the sample of each data set again, and say what it is and where its images come from.

    Raises:
        CourseError: a loading cell failed.
    """
    for data_set in _taught(course):
        said = make(data_set, course, network=not stand_in, cache=not stand_in)
        yield f"{_file(data_set, _folder(course))}\n{said}"


def make(
    data_set: DataSet,
    course: Course,
    folder: Path | None = None,
    network: bool = True,
    cache: bool = True,
) -> str:
    """Make the sample of ``data_set``, and return what its loading cell printed.

    Args:
        data_set: which images.
        course: to which the notebook belongs that loads them.
        folder: where the sample goes; if it is not named, where grading looks for it.
        network: whether the images may be downloaded.
        cache: whether they may come from Keras's cache; without, and without a network, the
            sample is of the stand-in.

    Raises:
        CourseError: the notebook has no cell ``load_data``, or the cell failed.
    """
    from firststeps import images

    with tempfile.TemporaryDirectory() as scratch:
        environment = {key: value for key, value in os.environ.items() if key != "NBGRADIENT_DATA"}
        if not network:
            environment |= {"https_proxy": _NO_NETWORK, "no_proxy": ""}
        if not cache:
            environment["KERAS_HOME"] = scratch
        whole = Path(scratch, "whole.npz")
        said = _run(_loading_cell(data_set, course), whole, environment)
        numbers = {"train": data_set.train, "test": data_set.test}
        images.cut(whole, _file(data_set, folder or _folder(course)), numbers)
    return said


def _taught(course: Course) -> list[DataSet]:
    """The data sets whose notebook is part of ``course``."""
    return [item for item in DATA_SETS if (course.root / "source" / item.notebook).exists()]


def _folder(course: Course) -> Path:
    return course.root / ".nbgradient" / "data"


def _file(data_set: DataSet, folder: Path) -> Path:
    return folder / f"{data_set.name}.npz"


def _loading_cell(data_set: DataSet, course: Course) -> str:
    known = dict(cells(read(course.root / "source" / data_set.notebook)))
    if "load_data" not in known:
        raise CourseError(
            f"source/{data_set.notebook} has no cell 'load_data', which the sample is made with."
        )
    return known["load_data"].source


def _run(cell: str, target: Path, environment: dict[str, str]) -> str:
    """Run ``cell`` in a Python of its own, save its images to ``target``, return its output."""
    done = subprocess.run(
        [sys.executable, "-", str(target)],
        input=cell + _SAVE,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise CourseError(f"The sample of the data could not be made: {reason[0]}")
    return done.stdout.strip()
