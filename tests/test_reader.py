"""What a student handed in is read without following anything, and within bounds."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from nbgradient.examiner import reader
from nbgradient.examiner.reader import UnreadableError, overlay, read_folder


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    """``submitted/`` with an empty folder of mary's, beside something that is not hers."""
    (tmp_path / "secret.txt").write_text("PRIVATE")
    (tmp_path / "submitted" / "mary" / "first").mkdir(parents=True)
    return tmp_path / "submitted"


def mine(submitted: Path) -> Path:
    return submitted / "mary" / "first"


def test_plain_files_are_read_also_in_folders(submitted: Path) -> None:
    (mine(submitted) / "data").mkdir()
    (mine(submitted) / "data" / "a.csv").write_bytes(b"1,2")
    (mine(submitted) / "one.ipynb").write_bytes(b"{}")
    files = read_folder(submitted, "mary", "first")
    assert files.contents == {"data/a.csv": b"1,2", "one.ipynb": b"{}"}
    assert files.left_out == {}


def a_link(folder: Path) -> None:
    (folder / "x").symlink_to("../../../secret.txt")


def a_linked_folder(folder: Path) -> None:
    (folder / "x").symlink_to("../../..")


def a_link_to_itself(folder: Path) -> None:
    (folder / "x").symlink_to("x")


def a_link_to_nothing(folder: Path) -> None:
    (folder / "x").symlink_to("nowhere")


def a_hard_link(folder: Path) -> None:
    os.link(folder.parent.parent.parent / "secret.txt", folder / "x")


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "x")


def a_sparse_file(folder: Path) -> None:
    with (folder / "x").open("wb") as file:
        file.truncate(20 << 30)


@pytest.mark.parametrize(
    "make, reason",
    [
        (a_link, "x is a link"),
        (a_linked_folder, "x is a link"),
        (a_link_to_itself, "x is a link"),
        (a_link_to_nothing, "x is a link"),
        (a_hard_link, "x is a hard link"),
        (a_pipe, "x is no plain file"),
        (a_sparse_file, "x is too large"),
    ],
)
def test_what_is_no_plain_file_is_left_out_and_told(submitted: Path, make, reason: str) -> None:
    make(mine(submitted))
    (mine(submitted) / "y").write_text("mine")
    files = read_folder(submitted, "mary", "first")
    assert files.contents == {"y": b"mine"}
    assert files.left_out["x"].startswith(reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(submitted: Path) -> None:
    (mine(submitted) / "x").write_text("")
    (mine(submitted) / "x").chmod(0)
    assert "cannot be read" in read_folder(submitted, "mary", "first").left_out["x"]


def test_a_linked_student_or_assignment_is_refused_in_a_sentence(submitted: Path) -> None:
    (submitted / "eve").symlink_to("mary")
    (submitted / "mal").mkdir()
    (submitted / "mal" / "first").symlink_to("../mary/first")
    (submitted / "sue").mkdir()
    (submitted / "sue" / "first").write_text("")
    for student, reason in (
        ("eve", "eve is a link"),
        ("mal", "first is a link"),
        ("sue", "a file"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            read_folder(submitted, student, "first")


def test_a_name_that_is_no_text_is_read_and_shown_escaped(submitted: Path) -> None:
    folder = os.fsencode(mine(submitted))
    for name in (b"caf\xe9.txt", b"a\nb\x1b[31m"):
        with open(folder + b"/" + name, "wb") as file:
            file.write(b"x")
        os.symlink(b"x", folder + b"/link " + name)
    files = read_folder(submitted, "mary", "first")
    assert {os.fsencode(path) for path in files.contents} == {b"caf\xe9.txt", b"a\nb\x1b[31m"}
    for said in files.left_out.values():
        assert said.isprintable()
        said.encode()


def test_a_thousand_nested_folders_are_read_as_deep_as_is_allowed(submitted: Path) -> None:
    folder = os.open(mine(submitted), os.O_RDONLY)
    for _ in range(1_100):
        os.mkdir("d" * 200, dir_fd=folder)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    (mine(submitted) / "one.ipynb").write_bytes(b"{}")
    files = read_folder(submitted, "mary", "first")
    assert files.contents == {"one.ipynb": b"{}"}
    assert len(files.left_out) == 1
    assert len(*files.left_out.values()) < 300
    subprocess.run(["rm", "-rf", mine(submitted)], check=True)  # Python's own gives up far down


def test_files_are_bounded_in_number_and_bytes_and_notebooks_come_first(
    submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    for name in ("a", "b", "one.ipynb"):
        (mine(submitted) / name).write_bytes(bytes(40))
    files = read_folder(submitted, "mary", "first")
    assert set(files.contents) == {"one.ipynb", "a"}
    assert set(files.left_out) == {"b"}
    monkeypatch.setattr(reader, "MAX_FILES", 2)
    (mine(submitted) / "a").unlink()
    (mine(submitted) / "a").mkdir()
    (mine(submitted) / "a" / "c").write_bytes(b"")
    files = read_folder(submitted, "mary", "first")
    assert set(files.contents) == {"one.ipynb", "b"}
    assert files.left_out == {".": "What is beyond 2 files was left out."}


def test_what_programs_leave_beside_the_work_is_not_read(submitted: Path) -> None:
    for name in reader.IGNORED:
        (mine(submitted) / name).mkdir()
        (mine(submitted) / name / "x").write_text("")
    files = read_folder(submitted, "mary", "first")
    assert files.contents == files.left_out == {}


def test_a_file_of_the_instructors_takes_the_place_of_files_and_folders() -> None:
    students = {"data": b"0", "tools.py/x": b"0", "tools.py": b"0", "mine": b"0"}
    ours = {"data/a.csv": b"1", "tools.py": b"1"}
    assert overlay(students, ours) == {"mine": b"0", "data/a.csv": b"1", "tools.py": b"1"}
