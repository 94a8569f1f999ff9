"""Puts the instructor's own solution to the tests, to see which failures say something.

A test that the instructor's own solution does not pass here says nothing of a student's work from
the statement on at which the solution fails: it may ask for what cannot be had across the wall, or
be wrong itself. So a failure there is no 0; a person has to mark it. A failure above it is the
student's own. Nothing that a student's code does or says can change what the solution comes to.

The solution runs as a submission does, and only once something has failed: once for a version of
the notebook, and the outcome is kept.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from nbgradient.examiner import progress
from nbgradient.examiner.exam import NOT_REACHED_NAME, Exam
from nbgradient.examiner.question import NOT_ATTEMPTED
from nbgradient.examiner.verdict import Verdict, for_a_person

#: What the student and the marker are told of a test that fails for the instructor, too, and of one
#: that asks for what the wall cannot serve.
NOT_PUT = (
    "A person has to mark this: the instructor's own solution does not pass this test here either."
)
NOT_SERVED = "A person has to mark this: it cannot be tested automatically here."
#: What the instructor is told of a test that asks for what the wall cannot serve, and of others.
CANNOT_SERVE = "the test asks for what the engine cannot serve"
FAILS_ITSELF = "the instructor's own solution does not pass the test"
#: Seconds between two looks whether another process has tried the solution.
_LOOK = 0.2


def settle(verdicts: dict[str, Verdict], own: Callable[[], Mapping[str, Verdict]]) -> None:
    """Leave those of ``verdicts`` to a person that the solution does no better at.

    ``own`` gives what the solution fails at; it is asked only if there is need.
    """
    failed = [name for name, verdict in verdicts.items() if _may_be_the_tests(verdict)]
    known = own() if failed else {}
    for name in failed:
        if name in known and _does_no_better(known[name], verdicts[name]):
            verdicts[name] = left_to_person(known[name])


def _does_no_better(solution: Verdict, verdict: Verdict) -> bool:
    """Whether ``verdict`` says no more of a student's work than of the ``solution``."""
    is_missing = verdict.name == NameError.__name__ != solution.name
    return verdict.place >= solution.place and not is_missing


def _may_be_the_tests(verdict: Verdict) -> bool:
    """Whether ``verdict`` is a failure that may not be the student's."""
    return not (verdict.passed or verdict.needs_person or is_not_attempted(verdict))


def is_not_attempted(verdict: Verdict) -> bool:
    """Whether there was nothing to test."""
    return verdict.message == NOT_ATTEMPTED


def left_to_person(failure: Verdict) -> Verdict:
    """What becomes of a test with this ``failure`` of the instructor's own solution."""
    message, reason = (NOT_SERVED, CANNOT_SERVE) if failure.is_unserved else (NOT_PUT, FAILS_ITSELF)
    return for_a_person(message, f"{reason} ({failure.cause or failure.message})")


def failures(exam: Exam) -> dict[str, Verdict]:
    """What the solution failed at in ``exam``. It tells nothing where it is not there, where the
    notebook did not get so far, or of a machine that had too little room."""
    if exam.was_crowded:
        return {}
    return {
        name: verdict
        for name, verdict in exam.verdicts.items()
        if _may_be_the_tests(verdict) and verdict.name != NOT_REACHED_NAME
    }


_known: dict[str, Mapping[str, Verdict]] = {}


class Notes:
    """Where it is kept how the solution did: in this process, and in a folder for all of them."""

    def __init__(self, folder: Path | None, key: str) -> None:
        """``key`` is another one for all that may do otherwise."""
        self._key = key
        self._file = folder and folder / f"{key}.json"

    def get(self, trial: Callable[[], Exam]) -> Mapping[str, Verdict]:
        """What the solution fails at, as was found before, or as ``trial`` finds now."""
        if self._key not in _known:
            with self._alone():
                found = self._read()
                _known[self._key] = self._keep(trial()) if found is None else found
        return _known[self._key]

    def _keep(self, exam: Exam) -> Mapping[str, Verdict]:
        """Keep what came of ``exam``, unless that may be another thing at a better time."""
        found = failures(exam)
        if self._file and not exam.was_crowded:
            text = json.dumps({name: asdict(verdict) for name, verdict in found.items()}, indent=1)
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                part = self._file.with_suffix(f".{os.getpid()}")
                part.write_text(text)
                os.replace(part, self._file)
        return found

    def _read(self) -> Mapping[str, Verdict] | None:
        try:
            known = json.loads(self._file.read_text()) if self._file else None
            return None if known is None else {n: Verdict(**fields) for n, fields in known.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other process tries the same."""
        try:
            if self._file is None:
                raise OSError
            self._file.parent.mkdir(parents=True, exist_ok=True)
            lock = self._file.with_suffix(".lock").open("w")
        except OSError:  # where nothing can be kept, each tries for itself
            yield
            return
        with lock:
            while not _locks(lock.fileno()):
                progress.report("The instructor's own solution, which another worker tries")
                time.sleep(_LOOK)
            yield


def _locks(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
