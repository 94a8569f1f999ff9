"""Disturbs grading at instants that are drawn, and looks whether anything is lost.

A small class is graded undisturbed. Then, round after round, it is graded anew while a process is
killed, the disk is full, the gradebook is locked or gone, or the students' files change. Whatever
was done, the next run has to end with the marks, pages and records of the undisturbed one, without
having graded again what was complete, and nothing may be left of the run that was hit.

``python tests/killing.py --rounds 100`` draws a seed and prints it; ``--seed`` takes one.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
from repository import ROOT
from small_course import hand_in, make, solved

from nbgradient.course import notebooks

GRADE = [str(Path(sys.executable).with_name("nbgradient")), "grade", "first"]
#: Seconds that a run may take, and that what was started may go on after it was killed.
LONGEST, LINGERS = 300, 15
_PR_SET_CHILD_SUBREAPER = 36

SLOW = """
import time

def double(x):
    time.sleep(0.2)
    return 2 * x
"""
ENDS = "import os\nos._exit(1)"


class LostError(Exception):
    """What should be there is not, or what should not be there is."""


def make_class(root: Path) -> Path:
    """The small course, but without the question: nobody has to mark, and all have pages."""
    make(root)
    for path in (root / "source" / "first").glob("*.ipynb"):
        notebook = notebooks.read(path)
        notebook.cells = [c for c in notebook.cells if notebooks.grade_id(c) != "q_double"]
        nbformat.write(notebook, path)
    hand_in_all(root)
    return root


def hand_in_all(root: Path) -> None:
    """A class of six, of which one has trouble of his own in each notebook."""
    hand_in(root, "ada", one=solved(), two=solved())
    hand_in(root, "carl", one=solved(ENDS), two="")
    hand_in(root, "emmy", one=solved(), two=solved("def double(x):\n    return abs(2 * x)"))
    hand_in(root, "kurt", one=solved(SLOW), two=solved(SLOW))
    hand_in(root, "niels", one=solved(), two=solved(SLOW))
    hand_in(root, "rosa", one=solved(SLOW), two=solved())
    (root / "submitted" / "rosa" / "first" / "notes.txt").write_text("mine")


# What a run leaves, to be compared

#: What need not be the same: the gradebook's bytes, the log, what is kept of the instructor's own
#: solutions where the machine had room, and in the records how many seconds something took.
_OTHERWISE = ("gradebook.db", ".nbgradient/grading.log")
_OWN_SOLUTIONS, _RECORDS = ".nbgradient/own_solutions/", ".nbgradient/graded/"


def left_by(root: Path) -> dict[str, object]:
    """All that a run leaves in a course, by path; of the gradebook, what stands in it."""
    found: dict[str, object] = {"gradebook.db": _gradebook(root / "gradebook.db")}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not (path.is_dir() or name in _OTHERWISE or name.startswith(_OWN_SOLUTIONS)):
            found[name] = path.read_bytes()
            if name.startswith(_RECORDS):
                found[name] = {**json.loads(path.read_text()), "seconds": None}
    return found


def _gradebook(path: Path) -> list[tuple]:
    """The scores and comments in a gradebook, without its random keys."""
    scores = """
        SELECT s.student_id, n.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade
        FROM grade g JOIN base_cell b ON g.cell_id = b.id
        JOIN submitted_notebook sn ON g.notebook_id = sn.id
        JOIN notebook n ON sn.notebook_id = n.id
        JOIN submitted_assignment s ON sn.assignment_id = s.id"""
    comments = """
        SELECT s.student_id, n.name, b.name, c.auto_comment
        FROM comment c JOIN base_cell b ON c.cell_id = b.id
        JOIN submitted_notebook sn ON c.notebook_id = sn.id
        JOIN notebook n ON sn.notebook_id = n.id
        JOIN submitted_assignment s ON sn.assignment_id = s.id"""
    version = "SELECT version_num FROM alembic_version"
    with contextlib.closing(sqlite3.connect(path)) as book:
        found = [row for query in (scores, comments, version) for row in book.execute(query)]
        return sorted(found, key=repr)


def complete(root: Path) -> dict[str, int]:
    """The submissions that need not be graded again, and the pages that need not be made again:
    when that was noted."""
    notes = root / ".nbgradient"
    found = {
        f"the page of {path.stem}": path.stat().st_mtime_ns
        for path in (notes / "given_back" / "first").glob("*.json")
    }
    for path in (notes / "graded" / "first").glob("*.json"):
        with contextlib.suppress(ValueError):
            if json.loads(path.read_text())["is_done"]:
                found[path.stem] = path.stat().st_mtime_ns
    return found


def compare(found: dict[str, object], wanted: dict[str, object]) -> None:
    """Raise if ``found`` is not as ``wanted``."""
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found:
            raise LostError(f"{name} is missing")
        if name not in wanted:
            raise LostError(f"{name} is left over")
        if found[name] != wanted[name]:
            raise LostError(f"{name} differs:\n{found[name]!r}\ninstead of\n{wanted[name]!r}")


# A run, and who takes part in it


@dataclass
class Place:
    """A course of its own, and a folder for its temporary files; students have ``changed`` theirs
    since a run has begun, which grades them again."""

    root: Path
    scratch: Path
    log: list[str] = field(default_factory=list)
    changed: frozenset[str] = frozenset()

    def start(self, *options: str) -> subprocess.Popen:
        """Start to grade the course."""
        data = str(self.root.parent.parent)  # the same in all rounds, for the records tell it
        variables = os.environ | {"TMPDIR": str(self.scratch), "NBGRADIENT_DATA": data}
        self._out = tempfile.TemporaryFile("w+")
        return subprocess.Popen(
            [*GRADE, *options], cwd=self.root, env=variables, stdin=subprocess.DEVNULL,
            stdout=self._out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def end(self, command: subprocess.Popen) -> int:
        """Wait for the end of a run and of all that it started; its status."""
        try:
            status = command.wait(LONGEST)
        except subprocess.TimeoutExpired:
            end_all()
            raise LostError("the run did not end") from None
        self._out.seek(0)
        self.log.append(self._out.read())
        self._out.close()
        await_end_of_all()
        if "Traceback" in self.log[-1]:
            raise LostError(f"there is a traceback: {self.log[-1][-1_000:]}")
        return status

    def grade(self, *options: str) -> int:
        """Grade the course, undisturbed."""
        return self.end(self.start(*options))


def adopt_orphans() -> None:
    """Have the kernel make this process the parent of those whose own has ended."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _living() -> list[psutil.Process]:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return psutil.Process().children(recursive=True)


def await_end_of_all() -> None:
    """Wait until nothing is left of what was started; raise if something stays."""
    end = time.monotonic() + LINGERS
    while left := _living():
        if time.monotonic() > end:
            said = ", ".join(map(_described, left))
            end_all()
            raise LostError(f"processes are left over: {said}")
        time.sleep(0.05)


def end_all() -> None:
    """End what is left of what was started."""
    while left := _living():
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.kill()
        time.sleep(0.05)


def _described(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return f"{process.pid} {process.status()} {' '.join(process.cmdline())[-120:]}"
    return str(process.pid)


def processes(command: psutil.Process) -> dict[str, list[psutil.Process]]:
    """The processes below ``command``, and itself, by what they do."""
    found: dict[str, list[psutil.Process]] = {"coordinator": [command]}
    with contextlib.suppress(psutil.Error):
        for child in command.children():
            _sort(child, _kind(child), found)
    return found


#: What a process is whose parent is of a kind.
_BELOW = {"forkserver": "worker", "worker": "deputy", "bubblewrap": "warm process",
          "warm process": "run", "run": "snapshot"}  # fmt: skip


def _sort(process: psutil.Process, kind: str, found: dict[str, list[psutil.Process]]) -> None:
    found.setdefault(kind, []).append(process)
    with contextlib.suppress(psutil.Error):
        for child in process.children():
            _sort(child, _BELOW.get(kind, kind), found)


def _kind(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        line = " ".join(process.cmdline())
        for part, kind in (("forkserver", "forkserver"), ("resource_tracker", "tracker")):
            if part in line:
                return kind
        if "bwrap" in line:
            return "bubblewrap"
    return "other"


# What is done to a run


@dataclass(frozen=True)
class Draw:
    """What chance has to say in a round: its numbers, and how long an undisturbed run takes."""

    chance: random.Random
    seconds: float

    def wait(self) -> float:
        """Wait until an instant of the run; the seconds waited."""
        seconds = self.chance.uniform(0, self.seconds)
        time.sleep(seconds)
        return seconds


def kill(place: Place, draw: Draw, *options: str, kinds: tuple[str, ...] = ()) -> str:
    """Kill one process: of these ``kinds``, or of any but the coordinator."""
    command = place.start(*options)
    waited = draw.wait()
    there: list[str] = []
    while not there and command.poll() is None:
        found = processes(psutil.Process(command.pid))
        there = sorted(kind for kind in found if kind in (kinds or found.keys() - {"coordinator"}))
    if not there:
        place.end(command)
        return f"nobody to kill after {waited:.2f} s"
    kind = draw.chance.choice(there)
    with contextlib.suppress(psutil.NoSuchProcess):
        draw.chance.choice(found[kind]).kill()
    status = place.end(command)
    if kind != "coordinator" and status not in (0, 1):
        raise LostError(f"the run ended with status {status} when the {kind} was killed")
    return f"{kind} killed after {waited:.2f} s"


def kill_coordinator(place: Place, draw: Draw) -> str:
    """Kill the coordinator, up to three times one after the other."""
    return ", ".join(
        kill(place, draw, kinds=("coordinator",)) for _ in range(draw.chance.randint(1, 3))
    )


def kill_another(place: Place, draw: Draw) -> str:
    """Kill another process; the run goes on."""
    return kill(place, draw)


def kill_who_grades(place: Place, draw: Draw) -> str:
    """Kill one of the processes that are there only while something is graded."""
    return kill(place, draw, kinds=("worker", "run", "snapshot"))


def kill_while_all_is_graded_again(place: Place, draw: Draw) -> str:
    """Kill the coordinator while it grades a second time what is complete."""
    place.grade()
    return kill(place, draw, "--force", kinds=("coordinator",))


@contextlib.contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own in the place of ``folder``, with what is in it, and a file that leaves only
    so many ``kilobytes`` of room: the disk is full until that is deleted."""
    kept = folder.with_name(f"{folder.name}.kept")
    folder.mkdir(exist_ok=True)
    shutil.copytree(folder, kept)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder], check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        shutil.rmtree(kept)
        free = shutil.disk_usage(folder).free
        filler = folder / "filler"
        filler.write_bytes(b"x" * max(0, free - kilobytes * 1024))
        yield filler
        shutil.copytree(folder, kept)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
    shutil.rmtree(folder)
    kept.rename(folder)


def full(place: Place, draw: Draw, inside: str) -> str:
    """Grade on a disk that gets full, and make room afterwards."""
    kilobytes = int(2 ** draw.chance.uniform(2, 10.5))
    with _small_disk(place.root / inside, kilobytes) as filler:
        status = place.grade()
        if status not in (0, 1):
            raise LostError(f"the run ended with status {status}")
        filler.unlink()
        again(place)
    return f"{kilobytes} KB of room in {inside or 'the course'}, status {status}"


def full_course(place: Place, draw: Draw) -> str:
    """The disk of the whole course is full."""
    return full(place, draw, "")


def full_notes(place: Place, draw: Draw) -> str:
    """The disk is full on which the engine keeps its records."""
    return full(place, draw, ".nbgradient")


def locked(place: Place, draw: Draw, seconds: float) -> tuple[float, int]:
    """Have another program lock the gradebook for some ``seconds``; when, and the run's status."""
    command = place.start()
    waited = draw.wait()
    path = place.root / "gradebook.db"
    while not path.exists() and command.poll() is None:
        time.sleep(0.01)
    with contextlib.closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as book:
        book.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        book.execute("ROLLBACK")
    return waited, place.end(command)


def locked_for_a_while(place: Place, draw: Draw) -> str:
    """A lock that is waited for."""
    waited, status = locked(place, draw, 3)
    if status:
        raise LostError(f"status {status}, though the lock was short")
    return f"locked for 3 s after {waited:.2f} s"


def locked_for_too_long(place: Place, draw: Draw) -> str:
    """A lock that takes longer than anybody waits."""
    with (place.root / "nbgrader_config.py").open("a") as config:
        url = f"sqlite:///{place.root / 'gradebook.db'}?timeout=0.5"
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    waited, status = locked(place, draw, 6)
    shutil.copy(ROOT / "nbgrader_config.py", place.root)
    return f"locked for too long after {waited:.2f} s, status {status}"


def gradebook_is_gone(place: Place, draw: Draw) -> str:
    """The gradebook is away for a while, or a folder is in its place."""
    command = place.start()
    waited = draw.wait()
    path, away = place.root / "gradebook.db", place.root / "away.db"
    is_blocked = draw.chance.random() < 0.5
    if path.exists():
        path.rename(away)
        if is_blocked:
            path.mkdir()
        time.sleep(draw.chance.uniform(0.1, 1.5))
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        away.rename(path)
    status = place.end(command)
    return f"gradebook away after {waited:.2f} s, blocked: {is_blocked}, status {status}"


def students_files_change(place: Place, draw: Draw) -> str:
    """A student hands in late, another one something else, and a folder is away for a while."""
    submitted = place.root / "submitted"
    place.changed = frozenset({"ada", "emmy", "niels"})
    shutil.rmtree(submitted / "ada")
    hand_in(place.root, "emmy", one="", two=solved("def double(x):\n    return x"))
    command = place.start()
    waited = draw.wait()
    (submitted / "niels").rename(place.root / "away")
    hand_in_all(place.root)
    shutil.rmtree(submitted / "niels")
    time.sleep(draw.chance.uniform(0, 1))
    (place.root / "away").rename(submitted / "niels")
    status = place.end(command)
    return f"files change after {waited:.2f} s, status {status}"


TROUBLES: dict[Callable[[Place, Draw], str], int] = {
    kill_coordinator: 8,
    kill_another: 10,
    kill_who_grades: 8,
    kill_while_all_is_graded_again: 3,
    full_course: 3,
    full_notes: 2,
    locked_for_a_while: 1,
    locked_for_too_long: 2,
    gradebook_is_gone: 2,
    students_files_change: 2,
}


# Rounds


def again(place: Place) -> None:
    """Grade once more: it ends well, and what was complete stays as it was."""
    before = complete(place.root)
    if status := place.grade():
        raise LostError(f"the next run ended with status {status}")
    after = complete(place.root)
    stayed = [name for name in before if name.rpartition(" ")[2] not in place.changed]
    if twice := [name for name in stayed if after.get(name) != before[name]]:
        raise LostError(f"done twice: {', '.join(sorted(twice))}")


class Rounds:
    """One undisturbed run, and any number of others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._class = make_class(folder / "class")
        took = []
        for name in ("first", "second"):  # the first time, imports take longer
            place = self._place(name)
            started = time.monotonic()
            place.grade()
            took.append(time.monotonic() - started)
        self.seconds = min(took)
        self._wanted = left_by(place.root)

    def _place(self, name: str) -> Place:
        place = Place(self._folder / name / "course", self._folder / name / "tmp")
        shutil.copytree(self._class, place.root)
        place.scratch.mkdir()
        return place

    def round(self, number: int, chance: random.Random) -> str:
        """One round; what was done. What is left of one that fails stays in its folder.

        Raises:
            LostError: something is not as it should be.
        """
        names = [name for name in TROUBLES if os.geteuid() == 0 or name.__name__ not in _ROOT]
        trouble = chance.choices(names, [TROUBLES[name] for name in names])[0]
        place = self._place(f"round-{number}")
        done = trouble.__name__
        try:
            done = f"{done}: {trouble(place, Draw(chance, self.seconds))}"
            again(place)
            compare(left_by(place.root), self._wanted)
            if left := sorted(path.name for path in place.scratch.iterdir()):
                raise LostError(f"temporary files are left over: {left}")
        except LostError as error:
            (place.root.parent / "log").write_text("\n=====\n".join(place.log))
            raise LostError(f"round {number}, {done}: {error}") from None
        shutil.rmtree(place.root.parent)
        return done


#: What only root can do.
_ROOT = ("full_course", "full_notes")


def main() -> int:
    """Run rounds; the status says whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--folder", type=Path, help="where to work; what fails stays there")
    options = parser.parse_args()
    adopt_orphans()
    print(f"seed {options.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="killing-", dir=options.folder))
    rounds = Rounds(folder)
    print(f"an undisturbed run takes {rounds.seconds:.1f} s", flush=True)
    lost = 0
    for number in range(options.first, options.first + options.rounds):
        try:
            said = rounds.round(number, random.Random(f"{options.seed} {number}"))
        except LostError as error:
            lost += 1
            said = f"LOST {str(error)[:3000]}"
        print(f"{number}: {said}", flush=True)
    print(f"{lost} of {options.rounds} rounds lost something (seed {options.seed})")
    if not lost:
        shutil.rmtree(folder)
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
