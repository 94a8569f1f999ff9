"""Clones students' repositories from GitHub: each for itself, bounded in time and in bytes."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbgradient.collecting.repositories import Repository
from nbgradient.course.folders import CourseError
from nbgradient.safe.shown import LONGEST, cut

#: Where clones are kept, in the course's folder.
FOLDER = ".nbgradient/clones"
#: The environment variable with a token that may read the repositories.
TOKEN = "CLASSROOM_TOKEN"
#: Seconds for a step of a clone, bytes of a file that it writes, clones at a time.
SECONDS, MAX_FILE, AT_A_TIME = 120, 256 << 20, 4
#: Files in a clone, and bytes of them together. Of these `nbgradient collect` takes fewer.
MAX_FILES, MAX_UNFOLDED = 20_000, 1 << 30

TOO_LARGE = "it is damaged, or too large"

#: What git says when it fails, and what that means to whoever wrote the list.
_REASONS = {
    "not found": "it is not there, or the token may not read it",
    "authentication failed": f"the token in {TOKEN} is refused",
    "could not read username": f"it is not there, or is private and {TOKEN} holds no token",
    "invalid credentials": f"the token in {TOKEN} is refused",
    "could not resolve host": "GitHub cannot be reached",
    "index-pack": TOO_LARGE,
    "not a valid object name": "it holds no commit",
}


def clone(root: Path, wanted: Iterable[Repository]) -> Iterator[tuple[Repository, str | None]]:
    """Clone the newest commit of each repository into the course at ``root``, in their order.

    Yields each with why it could not be cloned, or None. The clone of an earlier run stays where a
    new one cannot be made.

    Raises:
        CourseError: git is not installed.
    """
    if not shutil.which("git"):
        raise CourseError("git is not installed here: apt-get install git.")
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        wanted = list(wanted)
        yield from zip(wanted, pool.map(lambda one: _clone(root, one), wanted), strict=True)


def place(root: Path, repository: Repository) -> Path:
    """The folder of the clone."""
    return root / FOLDER / repository.assignment / repository.student


def _clone(root: Path, repository: Repository) -> str | None:
    target = place(root, repository)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parents[1]))
    try:
        why = _git(repository.url, fresh)
        if why is None:
            shutil.rmtree(target, ignore_errors=True)
            fresh.rename(target)
        return why
    except OSError as error:
        return f"it cannot be written: {error.strerror}"
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _git(url: str, target: Path) -> str | None:
    """Clone ``url`` into ``target``, if it unfolds to no more than it may; return why not."""
    options = ["--depth=1", "--single-branch", "--no-tags", "--no-recurse-submodules"]
    options += ["--no-checkout", "--quiet", "--template="]
    why, _ = _run("clone", *options, "--", url, str(target))
    if why is None:
        why, listed = _run("-C", str(target), "ls-tree", "-r", "-l", "HEAD")
        told = [line.split(maxsplit=4)[3] for line in listed if b" blob " in line[:12]]
        if not all(map(bytes.isdigit, told)):
            return TOO_LARGE  # git has no size of what it does not have
        sizes = list(map(int, told))
        if why is None and (len(sizes) > MAX_FILES or sum(sizes) > MAX_UNFOLDED):
            why = f"it holds more than {MAX_FILES} files, or {MAX_UNFOLDED >> 20} MB"
    if why is None:
        why, _ = _run("-C", str(target), "checkout", "--quiet", "HEAD", "--", ".")
    return why


def _run(*arguments: str) -> tuple[str | None, list[bytes]]:
    """Run git; return why that failed, or None, and the lines that it printed."""
    command = ["prlimit", f"--fsize={MAX_FILE}", "git", *arguments]
    with (
        tempfile.TemporaryFile() as printed,  # a file, for it is bounded as all files are
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        ) as process,
    ):
        try:
            _, said = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"it took longer than {SECONDS} seconds", []
        if process.returncode:
            return _why(process.returncode, said.decode(errors="replace").strip()), []
        printed.seek(0)
        return None, printed.readlines()


def _why(status: int, said: str) -> str:
    """What git ``said`` at its end, in words for whoever wrote the list."""
    if status in (-signal.SIGXFSZ, 128 + signal.SIGXFSZ):
        return TOO_LARGE
    text = said.lower()
    last = cut(said.rpartition("\n")[2], LONGEST)
    return next((why for part, why in _REASONS.items() if part in text), f"git says: {last}")


def _environment() -> dict[str, str]:
    """git's surroundings: no question, no program of a repository's, the token not in a command."""
    settings = {
        "core.hooksPath": os.devnull,
        "core.symlinks": "false",
        "core.fsmonitor": "false",
        "credential.helper": "",
        "filter.lfs.smudge": "",
        "filter.lfs.process": "",
        "filter.lfs.required": "false",
    }
    if token := os.environ.get(TOKEN, "").strip():
        secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        settings["http.https://github.com/.extraheader"] = f"Authorization: Basic {secret}"
    given: dict[str, str] = {}
    for number, (name, value) in enumerate(settings.items()):
        given |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    surroundings = {name: text for name, text in os.environ.items() if name != TOKEN}
    return surroundings | given | {
        "GIT_CONFIG_COUNT": str(len(settings)), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
        "GIT_ASKPASS": "true",
    }  # fmt: skip
