"""The gradebook as it was, kept before anything in it is removed, renamed or made another type."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from nbgradient.course.folders import CourseError

#: Where a course keeps them, and how many of them.
FOLDER = Path(".nbgradient", "backups")
MOST = 20

#: Seconds that a copy waits for others who write.
_SECONDS = 60
_PART = ".part"


def back_up(db_url: str, root: Path) -> Path:
    """Copy the gradebook at ``db_url`` as it is committed; return the copy's path.

    The course at ``root`` keeps the newest ``MOST`` copies.

    Raises:
        CourseError: it cannot be copied.
    """
    url = make_url(db_url)
    kind = url.get_backend_name()
    if kind not in _WAYS:
        raise CourseError(
            f"A gradebook in {kind} cannot be backed up here, so it was left as it is. Grade with "
            "one in SQLite or PostgreSQL."
        )
    ending, copy = _WAYS[kind]
    folder = root / FOLDER
    target = folder / f"gradebook-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}{ending}"
    part = target.with_name(target.name + _PART)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy(url, part)
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise CourseError(
            f"The gradebook cannot be backed up into {FOLDER}, so it was left as it is ({error}). "
            "Make room there, or mend what is named, and run the command again."
        ) from error
    _keep_the_newest(folder)
    return target


def _keep_the_newest(folder: Path) -> None:
    """Remove older copies, and what a killed command has left."""
    found = sorted(folder.glob("gradebook-*"))
    whole = [path for path in found if path.suffix != _PART]
    for path in [*whole[:-MOST], *(path for path in found if path.suffix == _PART)]:
        with contextlib.suppress(OSError):
            path.unlink()


def _of_sqlite(url: URL, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(str(url.database), timeout=_SECONDS)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    shutil.copymode(str(url.database), target)


def _of_postgresql(url: URL, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise CourseError(
            "Something that the gradebook has is to be removed, renamed or made another type, and "
            "pg_dump, which backs it up before, is not installed. Nothing was changed: install "
            "PostgreSQL's client programs and run the command again."
        )
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    password = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    done = subprocess.run(
        [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={plain}"],
        env=os.environ | password, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise OSError(said)
    target.chmod(0o600)


#: How a gradebook of each kind is copied, and what the copy's name ends with.
_WAYS = {"sqlite": (".db", _of_sqlite), "postgresql": (".dump", _of_postgresql)}
