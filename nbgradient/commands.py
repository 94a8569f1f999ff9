"""What has to be so before one of nbgrader's own commands starts."""

from __future__ import annotations

import sys

from traitlets.config import Config

from nbgradient import data
from nbgradient.examiner.sandbox import SandboxError, check

_TRUST = "--Engine.trust_submissions=True"


def prepare(arguments: list[str], config: Config) -> None:
    """Get ready for the command that ``arguments`` name, before it touches anything.

    Raises:
        SystemExit: it would have to run submissions, and these cannot be sandboxed here.
    """
    command = arguments[1:2]
    if command == ["validate"]:
        data.use_sample()
    trusted = config.Engine.get("trust_submissions") is True or _TRUST in arguments
    if command == ["autograde"] and not trusted:
        try:
            check()
        except SandboxError as error:
            sys.exit(str(error))
