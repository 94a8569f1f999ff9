"""The images: each route of the loading cell, and the small sample for grading."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from repository import ROOT

from firststeps import data
from firststeps.data import DATA_SETS, DataSet
from nbgradient.course import notebooks
from nbgradient.course.folders import Course, CourseError

NO_NETWORK = {"https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
FASHION = next(item for item in DATA_SETS if item.name == "fashion_mnist")
MNIST = next(item for item in DATA_SETS if item.name == "mnist")

#: What the tests ask of the names that the loading cell leaves.
REPORT = """
import json, socket
print(json.dumps({
    "train": [train_images.shape, str(train_images.dtype), len(set(train_labels.tolist()))],
    "test": [test_images.shape, str(test_images.dtype), len(set(test_labels.tolist()))],
    "timeout": socket.getdefaulttimeout(),
}))
"""


@pytest.fixture(params=DATA_SETS, ids=lambda item: item.name)
def data_set(request: pytest.FixtureRequest) -> DataSet:
    return request.param


def load(data_set: DataSet, **environment: str) -> str:
    """What the loading cell prints, and what it leaves, in a Python of its own."""
    notebook = notebooks.read(ROOT / "source" / data_set.notebook)
    cell = dict(notebooks.cells(notebook))["load_data"].source
    inherited = {key: value for key, value in os.environ.items() if key != "NBGRADIENT_DATA"}
    done = subprocess.run(
        [sys.executable, "-c", cell + REPORT],
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def a_few_images(number: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    labels = (np.arange(number) % 10).astype(np.uint8)
    return {
        "x_train": rng.integers(0, 256, (number, 28, 28), dtype=np.uint8),
        "y_train": labels,
        "x_test": rng.integers(0, 256, (10, 28, 28), dtype=np.uint8),
        "y_test": labels[:10],
    }


def fill_cache(home: Path, images: dict[str, np.ndarray]) -> Path:
    """Put ``images`` where Keras keeps Fashion-MNIST, in the same format."""
    folder = home / "datasets" / "fashion-mnist"
    folder.mkdir(parents=True)
    for part, name in (("train", "train"), ("test", "t10k")):
        labels, pixels = images[f"y_{part}"], images[f"x_{part}"]
        files = {"labels-idx1": (8, labels), "images-idx3": (16, pixels)}
        for kind, (offset, values) in files.items():
            content = bytes(offset) + values.tobytes()
            (folder / f"{name}-{kind}-ubyte.gz").write_bytes(gzip.compress(content))
    return folder


def test_the_images_come_from_the_folder_that_is_named(data_set: DataSet, tmp_path: Path) -> None:
    np.savez(tmp_path / f"{data_set.name}.npz", **a_few_images(40))
    said = load(data_set, NBGRADIENT_DATA=str(tmp_path))
    assert "40 training and 10 test images from the folder NBGRADIENT_DATA" in said
    assert '"train": [[40, 28, 28], "uint8", 10]' in said


def test_the_cache_of_keras_is_used_without_a_network(tmp_path: Path) -> None:
    fill_cache(tmp_path, a_few_images(30))
    said = load(FASHION, KERAS_HOME=str(tmp_path), **NO_NETWORK)
    assert "30 training and 10 test images from keras.datasets.fashion_mnist" in said
    assert '"timeout": null' in said


@pytest.mark.skipif(
    not Path(os.getenv("KERAS_HOME", ""), "datasets", "fashion-mnist").is_dir(),
    reason="KERAS_HOME does not name a cache with the real images",
)
def test_the_real_garments_come_from_the_cache() -> None:
    said = load(FASHION, **NO_NETWORK)
    assert "60,000 training and 10,000 test images from keras.datasets.fashion_mnist" in said


@pytest.mark.skipif(
    "NBGRADIENT_REAL_DATA" not in os.environ,
    reason="NBGRADIENT_REAL_DATA does not name a folder with the real images",
)
def test_the_real_digits_come_from_the_folder() -> None:
    said = load(MNIST, NBGRADIENT_DATA=os.environ["NBGRADIENT_REAL_DATA"])
    assert "60,000 training and 10,000 test images from the folder" in said


def test_without_a_network_and_a_cache_a_stand_in_is_used_and_the_cell_says_so(
    data_set: DataSet, tmp_path: Path
) -> None:
    said = load(data_set, KERAS_HOME=str(tmp_path), **NO_NETWORK)
    assert f"Not from keras.datasets.{data_set.name}: Exception: URL fetch failure" in said
    assert "from a stand-in" in said
    assert '"uint8", 10]' in said
    assert '"timeout": null' in said
    cached = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert cached in ([], ["keras.json"]), "A stand-in must not go into Keras's cache."


def test_a_folder_without_the_images_is_named_and_the_next_route_taken(
    data_set: DataSet, tmp_path: Path
) -> None:
    empty, home = tmp_path / "empty", tmp_path / "home"
    empty.mkdir()
    said = load(data_set, NBGRADIENT_DATA=str(empty), KERAS_HOME=str(home), **NO_NETWORK)
    assert "Not from the folder NBGRADIENT_DATA: FileNotFoundError" in said
    assert "from a stand-in" in said


def test_a_damaged_cache_does_not_stop_the_cell(data_set: DataSet, tmp_path: Path) -> None:
    folder = fill_cache(tmp_path, a_few_images(30))
    (folder / "t10k-images-idx3-ubyte.gz").write_text("cut off")
    (tmp_path / "datasets" / "mnist.npz").write_text("cut off")
    said = load(data_set, KERAS_HOME=str(tmp_path), **NO_NETWORK)
    assert f"Not from keras.datasets.{data_set.name}" in said
    assert "from a stand-in" in said


@pytest.fixture
def two_notebooks(tmp_path: Path) -> Course:
    """A course that has only the notebooks that load images."""
    for item in DATA_SETS:
        target = tmp_path / "source" / item.notebook
        target.parent.mkdir(parents=True)
        shutil.copy(ROOT / "source" / item.notebook, target)
    return Course(tmp_path)


def test_the_sample_has_as_many_images_of_each_class_as_it_should(two_notebooks: Course) -> None:
    said = "\n".join(data.make_all(two_notebooks, stand_in=True))
    assert said.count("from a stand-in") == len(DATA_SETS)
    for item in DATA_SETS:
        with np.load(data.sample_folder(two_notebooks) / f"{item.name}.npz") as images:
            assert np.bincount(images["y_train"]).tolist() == [item.train] * 10
            assert len(images["y_test"]) == 10 * item.test
            assert np.bincount(images["y_test"]).min() > 0.5 * item.test
            assert images["x_train"].shape == (10 * item.train, 28, 28)
            assert images["x_train"].dtype == np.uint8


def test_grading_leaves_a_folder_that_is_set_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADIENT_DATA", "my own")
    data.use_sample(assignment="softmax", student="ada", notebooks=[])
    assert os.environ["NBGRADIENT_DATA"] == "my own"


def test_nbgrader_grades_on_the_sample_of_the_course_that_it_runs_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NBGRADIENT_DATA", "")  # so that it is put back afterwards
    monkeypatch.delenv("NBGRADIENT_DATA")
    data.use_sample(assignment="softmax", student="ada", notebooks=[])
    assert os.environ["NBGRADIENT_DATA"] == str(tmp_path.resolve() / ".nbgradient" / "data")


def test_a_course_without_those_notebooks_needs_no_sample(tmp_path: Path) -> None:
    assert list(data.make_all(Course(tmp_path))) == []


def test_a_notebook_without_the_loading_cell_is_named(two_notebooks: Course) -> None:
    path = two_notebooks.root / "source" / MNIST.notebook
    path.write_text(path.read_text().replace('"load_data"', '"other"'))
    with pytest.raises(CourseError, match=r"mlp_keras\.ipynb has no cell 'load_data'"):
        data.make(MNIST, two_notebooks)
