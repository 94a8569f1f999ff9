"""Stands in for IPython where the examiner runs given code and tests: nothing is shown there.

Magics that display, time, configure or install leave nothing that a test could read, so nothing is
done for them. What a command of the system says is a value, and the examiner runs no command.
"""

from __future__ import annotations

from typing import Any


class StandIn:
    """What ``get_ipython()`` gives: its methods do nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _nothing

    def getoutput(self, command: str, *_: Any, **__: Any) -> Any:
        """``x = !command``.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError(f"the examiner runs no command of the system, such as '{command}'")


def _nothing(*_: Any, **__: Any) -> None:
    return None


_stand_in = StandIn()

#: The names that a notebook has beside Python's own.
NAMES = {"get_ipython": lambda: _stand_in, "display": _nothing}
