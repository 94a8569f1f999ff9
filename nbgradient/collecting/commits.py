"""When the work in a clone was committed, read without honouring anything that the clone says.

A clone's own settings can name programs that git runs. So git works in a repository of our own,
which has no settings, and reads the clone's objects, and nothing else of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from nbgradient.examiner.reader import UnreadableError, read_plain

#: Bytes of a clone's HEAD, of its list of branches, and of a commit that are looked at.
MAX_HEAD, MAX_REFS, MAX_COMMIT = 1_000, 4 << 20, 64 << 10
#: Seconds that git may take for a clone.
SECONDS = 10

_OBJECT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"ref: (refs/(?!.*\.\.)[\w./@+-]+)")
_COMMITTER = re.compile(rb"^committer .*> (\d{1,12}) [+-]\d{4}$", re.MULTILINE)


def time_of(clone: Path) -> datetime | None:
    """When the newest commit of ``clone`` was made, by its committer's clock: in UTC, no zone.

    None where there is no plain clone, no git, or nothing that can be read.
    """
    commit = _head(clone)
    objects = clone / ".git" / "objects"
    if commit is None or not shutil.which("git") or (clone / ".git").is_symlink():
        return None
    if objects.is_symlink() or not objects.is_dir():
        return None
    found = _COMMITTER.search(_header(_commit(objects, commit)))
    try:
        return datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None) if found else None
    except (OverflowError, ValueError, OSError):
        return None


def _header(commit: bytes) -> bytes:
    """What git wrote of a commit, without the message, which a person did."""
    return commit.partition(b"\n\n")[0]


def _head(clone: Path) -> str | None:
    """The name of the commit that ``clone`` is at."""
    try:
        head = read_plain(clone, ".git/HEAD", MAX_HEAD).decode().strip()
        if branch := _BRANCH.fullmatch(head):
            head = _tip(clone, branch[1])
    except (UnreadableError, UnicodeDecodeError):
        return None
    return head if _OBJECT.fullmatch(head) else None


def _tip(clone: Path, branch: str) -> str:
    try:
        return read_plain(clone, f".git/{branch}", MAX_HEAD).decode().strip()
    except UnreadableError:
        packed = read_plain(clone, ".git/packed-refs", MAX_REFS).decode()
        lines = (line.split(" ") for line in packed.splitlines())
        return next((line[0] for line in lines if line[1:] == [branch]), "")


def _commit(objects: Path, name: str) -> bytes:
    """The commit ``name``, as git keeps it; empty if there is none."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        for part in ("objects/info", "refs"):
            (own / part).mkdir(parents=True)
        (own / "HEAD").write_text("ref: refs/heads/main\n")
        if len(name) == 64:
            settings = "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectformat = sha256\n"
            (own / "config").write_text(settings)
        # By a name of our own: a path may hold what this file takes for more than a path.
        (own / "theirs").symlink_to(objects.resolve())
        (own / "objects" / "info" / "alternates").write_text(f"{own / 'theirs'}\n")
        return _said(["git", f"--git-dir={own}", "cat-file", "commit", name], own)


def _said(command: list[str], home: Path) -> bytes:
    """The beginning of what ``command`` prints; empty if it fails or takes too long."""
    surroundings = {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0",
    }  # fmt: skip
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=home, env=surroundings, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing
    ) as process:
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdout is not None
            return process.stdout.read(MAX_COMMIT)
        finally:
            timer.cancel()
            process.kill()
