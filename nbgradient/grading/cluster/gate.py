"""Lets tasks through to a node, side by side or alone. Runs in a Dask worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Seconds between two looks whether one who waits still has to.
LOOK = 0.5


class NotWantedError(Exception):
    """Nobody waits for what a task would give."""


class Gate:
    """Any number pass at a time, or one alone; who wants to be alone comes first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._waiting_alone = 0
        self._one_is_alone = False

    @contextmanager
    def passed(self, alone: bool, is_wanted: Callable[[], bool]) -> Iterator[None]:
        """Be inside, ``alone`` or with others.

        Raises:
            NotWantedError: ``is_wanted`` says no, before there was room.
        """
        with self._changed:
            self._waiting_alone += alone
            try:
                while not self._has_room(alone):
                    if not is_wanted():
                        raise NotWantedError
                    self._changed.wait(LOOK)
                self._inside += 1
                self._one_is_alone = alone
            finally:
                self._waiting_alone -= alone
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._one_is_alone = False
                self._changed.notify_all()

    def _has_room(self, alone: bool) -> bool:
        if alone:
            return not self._inside
        return not self._one_is_alone and not self._waiting_alone
