"""An ordinary user, who is not root, grades as safely with the whole command."""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import ordinary_user
import pytest
from repository import COURSE, ROOT
from small_course import hand_in, make, solved

from firststeps import data

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

BIN = Path(sys.executable).parent

#: Attacks on objects, names and libraries: whose process it is makes no difference to them.
ON_OBJECTS = (
    "ipython", "torch", "keras", "patched", "lying", "lies", "values_that", "class_of", "class_rem",
    "equal_to", "known_inputs", "empty_array", "broadcast", "message_carries", "clears_errors",
    "display", "poisoned", "odd_exceptions", "unprintable", "unwritable", "print_what", "store_and",
    "tells_by", "handle_that", "history_of", "namespace_peek", "gc_walk", "frame_walk",
)  # fmt: skip

HARM = """
import os
for folder in ("/tmp", "/dev/shm", "/home/student"):
    open(f"{folder}/left", "w").write("LEFT BEHIND")
    os.setxattr(folder, "user.left", b"LEFT BEHIND")
    os.chmod(folder, 0)
for number in range(200):
    try:
        if os.fork() == 0:
            import time
            time.sleep(600)
    except OSError:
        break

def double(x):
    return 2 * x
"""
LOOK = """
import os
found = []
for folder in ("/tmp", "/dev/shm", "/home/student"):
    found += [open(f"{folder}/{name}").read() for name in os.listdir(folder)]
    found += os.listxattr(folder)
    open(f"{folder}/mine", "w").write("x")
print("FOUND", found)

def double(x):
    return 2 * x
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with ordinary_user.home() as folder:
        yield folder


def test_a_class_is_graded_by_an_ordinary_user(home: Path) -> None:
    root = make(home / "course")
    hand_in(root, "mallory", one=solved(HARM), two=solved(HARM))
    hand_in(root, "nora", one=solved(LOOK), two=solved(LOOK))
    command = [str(BIN / "nbgradient"), "grade", "first", "--jobs", "1"]
    done = ordinary_user.run(command, root, home, NBGRADIENT_DATA=str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        scores = {row["student_id"]: float(row["auto_score"]) for row in csv.DictReader(file)}
    assert scores["nora"] == 6
    command[1:] = ["feedback", "first", "--provisional"]
    done = ordinary_user.run(command, root, home, NBGRADIENT_DATA=str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "feedback" / "nora" / "first" / "first.html").read_text()
    assert "FOUND []" in page
    assert (root / "gradebook.db").stat().st_uid == (root.stat().st_uid)


@pytest.mark.skipif(os.geteuid() != 0, reason="the attacks are run as this ordinary user already")
def test_no_attack_gains_anything_where_an_ordinary_user_grades(home: Path) -> None:
    data.use_sample(COURSE)
    command = [str(BIN / "pytest"), "-q", "-p", "no:cacheprovider", "tests/test_attacks.py"]
    command += ["-k", f"not ({' or '.join(ON_OBJECTS)})"]
    done = ordinary_user.run([*command, "--basetemp", str(home / "pytest")], ROOT, home)
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]
    (passed,) = re.findall(r"(\d+) passed", done.stdout)
    assert int(passed) > 60
    assert "skipped" not in done.stdout
