"""Tells whoever watches this process what it is at; if it hangs, that is what is said."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def listen(listener: Callable[[str], None]) -> None:
    """Have ``listener`` told of each step."""
    _listeners.append(listener)


def report(step: str) -> None:
    """A new step begins: ``step`` names it."""
    for listener in _listeners:
        listener(step)
