"""Files that lie side by side in a source, and belong together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from nbgradient.collecting.model import Entry, Tree

Key = TypeVar("Key", bound=Hashable)


def grouped(
    tree: Tree, place: Callable[[Entry], tuple[Key, str, int] | None]
) -> Iterator[tuple[Key, dict[str, Entry]]]:
    """The files of ``tree`` by what they belong to, and by their paths there.

    Args:
        tree: the source.
        place: what a file belongs to, its path there, and its order (``Entry.order``); None for a
            file that belongs to nothing.
    """
    groups: dict[Key, dict[str, Entry]] = {}
    for entry in tree.entries:
        if found := place(entry):
            key, path, order = found
            files = groups.setdefault(key, {})
            files[_free(path, files)] = Entry(entry.path, entry.modified, order)
    yield from groups.items()


def top(path: str) -> tuple[str, str]:
    """The first folder of ``path``, empty if it is in none, and the rest."""
    first, slash, rest = path.partition("/")
    return (first, rest) if slash else ("", path)


def _free(path: str, taken: dict[str, Entry]) -> str:
    """``path``, or one like it that is not taken."""
    pure, number = PurePosixPath(path), 2
    while path in taken:
        path = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
        number += 1
    return path
