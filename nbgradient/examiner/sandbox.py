"""The walls around a warm process: bubblewrap with no network, and next to nothing of the system.

Inside there are: the system's programs and libraries, Python and the packages of the course, the
folder with the data, all of it read-only; a private copy of the student's folder; and an empty
``/tmp``. There is no network, no other process, no environment but a short list, no privilege.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbgradient

from ..course import CourseError

#: The environment variables that a submission sees.
ENVIRONMENT = {
    "HOME": "/home/student",
    "USER": "student",
    "NBGRADER_EXECUTION": "autograde",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "KERAS_BACKEND": "torch",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/fonts",
           "/etc/ld.so.cache", "/etc/localtime")  # fmt: skip

_HELP = (
    "Grading runs strangers' code in a sandbox, and this system has none: {reason}. "
    "On Debian or Ubuntu run 'apt-get install bubblewrap' and allow user namespaces "
    "(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0). "
    "If you trust every submission, --trust-submissions grades without a sandbox."
)


class SandboxError(CourseError):
    """Submissions cannot be sandboxed here; the message says what to do."""


@dataclass(frozen=True)
class Sandbox:
    """How a warm process is walled in."""

    #: The folder on this system that is the student's folder inside.
    work: Path
    #: The folder with the data, if there is one.
    data: Path | None = None
    #: Run without walls.
    trusted: bool = False
    #: Draw figures.
    figures: bool = True
    #: Bytes that ``/tmp`` may hold.
    scratch: int = 256 << 20
    #: The number that sets this process's user apart from those of the other slots.
    slot: int = 0

    @property
    def user(self) -> int | None:
        """The user that submissions run as, where the grader is root and can choose."""
        return 61_000 + self.slot if os.geteuid() == 0 and not self.trusted else None

    @property
    def home(self) -> str:
        """The student's folder, as the submission sees it."""
        return str(self.work) if self.trusted else ENVIRONMENT["HOME"]

    def command(self, settings: dict) -> list[str]:
        """The command that starts the warm process with these ``settings``.

        Raises:
            SandboxError: the system cannot sandbox.
        """
        python = [sys.executable, "-m", "nbgradient.candidate", json.dumps(settings)]
        if self.trusted:
            return python
        check()
        return [*self._walls(), "--", *python]

    def variables(self) -> dict[str, str]:
        """The environment inside."""
        package = str(Path(nbgradient.__file__).parent.parent)
        variables = {**ENVIRONMENT, "HOME": self.home, "PYTHONPATH": package}
        if not self.figures:
            variables["MPLBACKEND"] = "agg"
        if self.data is not None:
            variables["NBGRADIENT_DATA"] = str(self.data)
        return variables

    def _walls(self) -> list[str]:
        walls = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
                 "--unshare-cgroup-try", "--as-pid-1", "--die-with-parent", "--new-session",
                 "--cap-drop", "ALL", "--clearenv", "--hostname", "grading",
                 "--proc", "/proc", "--dev", "/dev",
                 "--perms", "1777", "--size", str(self.scratch), "--tmpfs", "/tmp",
                 "--perms", "1777", "--size", str(self.scratch), "--tmpfs", "/dev/shm"]  # fmt: skip
        if self.user is None:
            walls += ["--unshare-user"]
        else:
            walls += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        for folder in _parents([*self._readable(), self.home]):
            walls += ["--perms", "0755", "--dir", folder]
        for path in self._readable():
            walls += ["--ro-bind-try", path, path]
        walls += ["--bind", str(self.work), self.home]
        walls += ["--remount-ro", "/", "--remount-ro", "/dev"]  # else the student's, if not root's
        for name, value in self.variables().items():
            walls += ["--setenv", name, value]
        return walls

    def _readable(self) -> list[str]:
        package = Path(nbgradient.__file__).parent
        own = [package / "__init__.py", package / "wire", package / "candidate"]
        data = [self.data] if self.data is not None else []
        return [*_SYSTEM, sys.base_prefix, sys.prefix, *map(str, own + data)]


def _parents(paths: list[str]) -> list[str]:
    """The folders above ``paths``, outermost first: bubblewrap would make them for root alone."""
    parents = {str(parent) for path in paths for parent in Path(path).parents}
    inside = [path + "/" for path in paths]
    return sorted(p for p in parents - {"/"} if not any((p + "/").startswith(i) for i in inside))


def check() -> None:
    """Return if this system can sandbox.

    Raises:
        SandboxError: it cannot; the message says what to do.
    """
    if shutil.which("bwrap") is None:
        raise SandboxError(_HELP.format(reason="bubblewrap is not installed"))
    probe = ["bwrap", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"]
    result = subprocess.run(probe, capture_output=True, text=True)
    if result.returncode:
        raise SandboxError(_HELP.format(reason=result.stderr.strip() or "bubblewrap fails"))
