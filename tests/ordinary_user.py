"""Runs a command as an ordinary user, from tests that root runs."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repository import ROOT

#: The user and group called nobody.
NOBODY = 65_534

#: Folders that only root may enter are hidden, but for what the command needs of them.
_HIDE = """
set -e
kept=$(mktemp -d)
mount -t tmpfs tmpfs "$kept"
{keep}
{hide}
{give}
exec setpriv --reuid {user} --regid {user} --clear-groups --inh-caps=-all -- {command}
"""


@contextmanager
def home() -> Iterator[Path]:
    """A folder that belongs to the ordinary user."""
    folder = Path(tempfile.mkdtemp(prefix="user-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder)


def run(
    command: list[str], folder: Path, home: Path, **variables: str
) -> subprocess.CompletedProcess:
    """Run ``command`` in ``folder``, as an ordinary user whose home is ``home``."""
    environment = os.environ | {"HOME": str(home), "TMPDIR": str(home)} | variables
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    if os.geteuid() == 0:
        own(home)
        command = ["unshare", "--mount", "--propagation", "private", "bash", "-c", _script(command)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def own(folder: Path) -> None:
    """Give ``folder`` and all in it to the ordinary user."""
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", folder], check=True)


def _script(command: list[str]) -> str:
    needed = [Path(sys.base_prefix), Path(sys.prefix), ROOT]
    closed = {_closed(path): [] for path in needed if _closed(path)}
    keep, hide, give = [], [], []
    for number, path in enumerate(path for path in needed if _closed(path)):
        place = f'"$kept/{number}"'
        keep.append(f"mkdir {place}; mount --bind {shlex.quote(str(path))} {place}")
        quoted = shlex.quote(str(path))
        give.append(f"mkdir -p {quoted}; mount --bind {place} {quoted}")
    for folder in closed:
        hide.append(f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(folder))}")
    lines = {"keep": keep, "hide": hide, "give": give}
    return _HIDE.format(
        **{name: "\n".join(found) for name, found in lines.items()},
        user=NOBODY,
        command=shlex.join(command),
    )


def _closed(path: Path) -> Path | None:
    """The outermost folder on the way to ``path`` that an ordinary user cannot enter."""
    for folder in [*reversed(path.parents), path]:
        if not folder.stat().st_mode & 0o001:
            return folder
    return None
