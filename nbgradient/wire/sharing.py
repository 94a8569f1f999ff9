"""Lists, dicts, arrays and the like that both sides hold: what one changes, the other has, too.

What is passed goes over the wire as a copy. While the call lasts, each side knows the containers in
it by where they stand, so that a result can hold the very list that was passed, and each that the
call changes is changed here. A container that the student's code keeps, or gives out while it keeps
it, gets a number: with the next question each side tells what it has made of it meanwhile.
"""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from nbgradient.wire import pandas_values, random_values, torch_values
from nbgradient.wire.codec import MAX_DEPTH, PLAIN_KINDS, Encoder
from nbgradient.wire.frames import MAX_BUFFERS

#: How many containers in a value are known by their places.
MOST = 1_000
#: How many are kept for a snapshot, how many of them a test knows, the latest ones, how many
#: entries one may have, and how many bytes an array.
MOST_KEPT, MOST_KNOWN, MAX_ENTRIES, MAX_BYTES = 1_000, 100, 1_000, 1 << 16

CONTAINERS = (list, dict, set, bytearray, deque, np.ndarray)
#: The kinds of libraries that may not be loaded.
LIBRARIES = (torch_values, pandas_values, random_values)
_SCALARS = frozenset({type(None), bool, int, float, complex, str, bytes})

#: What makes of one thing another, as ``copy_back``, and what gives the value of a node.
Change = Callable[[Any, Any], None]
Decode = Callable[[Any], Any]


def containers(value: Any) -> list:
    """What can be changed in ``value``, itself included: each once, in an order that a copy has."""
    found: dict[int, Any] = {}
    _collect(value, found, 0)
    return list(found.values())


def _collect(value: Any, found: dict[int, Any], depth: int) -> None:
    if type(value) in _SCALARS or id(value) in found or depth > MAX_DEPTH or len(found) >= MOST:
        return
    if _is_mutable(value):
        found[id(value)] = value
    for child in _children(value):
        _collect(child, found, depth + 1)


def _is_mutable(value: Any) -> bool:
    return isinstance(value, CONTAINERS) or any(kinds.is_mutable(value) for kinds in LIBRARIES)


def _children(value: Any) -> Iterable:
    if isinstance(value, list):
        return list.__iter__(value)
    if isinstance(value, tuple):
        return tuple.__iter__(value)
    if isinstance(value, deque):
        return deque.__iter__(value)
    return dict.values(value) if isinstance(value, dict) else ()


def retained(found: list) -> list[int]:
    """The places of those of ``found`` that something else holds, too: nobody but the caller may
    hold the list, and whatever held them for the time of a call is gone."""
    inside = Counter(id(child) for one in found for child in _held_by(one))
    return [
        place
        for place in range(len(found))
        # The list holds it, and so does the function that counts while it does.
        if sys.getrefcount(found[place]) > 2 + inside[id(found[place])] and _is_small(found[place])
    ]


def _held_by(container: Any) -> Iterator:
    """What ``container`` holds, and the tuples in it."""
    for child in _children(container):
        yield child
        if isinstance(child, tuple):
            yield from _held_by(child)


def _is_small(container: Any) -> bool:
    if isinstance(container, np.ndarray):
        return container.nbytes <= MAX_BYTES
    return isinstance(container, CONTAINERS) and len(container) <= MAX_ENTRIES


def _sign(container: Any, inside: Mapping[int, Any]) -> tuple:
    """What is another one when ``container`` has changed, those ``inside`` it taken as they are."""
    if type(container) is np.ndarray and _is_sent(container):
        # Each question looks at all arrays that are kept, and an encoder takes ten times as long.
        is_by_columns = container.flags.fnc
        return container.dtype.str, container.shape, is_by_columns, container.tobytes("A")
    encoder = Encoder(lambda other: ["handle", id(other)])
    encoder.known = inside
    return node_of(container, encoder), encoder.buffers


def _is_sent(array: np.ndarray) -> bool:
    return array.dtype.kind in PLAIN_KINDS and array.nbytes <= MAX_BUFFERS


def node_of(container: Any, encoder: Encoder) -> Any:
    """The node for what ``container`` is; a generator that was made on this side is not plain."""
    return random_values.encode(container, encoder) or encoder.content(container)


class Held:
    """The containers in the values of a call, by where they stand there."""

    def __init__(self, arguments: Iterable, named: Mapping[str, Any]) -> None:
        values: dict[Any, Any] = {**dict(enumerate(arguments)), **named}
        self._found = {key: containers(value) for key, value in values.items()}

    def __getitem__(self, place: list) -> Any:
        key, number = place
        return self._found[key][number]

    def take(self, changed: list, decode: Decode, change: Change) -> None:
        """Have ``change`` make of those that the other side has ``changed`` what they are there."""
        for *place, node in changed:
            change(self[place], decode(node))


class Passed(Held):
    """As ``Held``, of a call that came over the wire; and which of them the call changes."""

    def __init__(self, arguments: Iterable, named: Mapping[str, Any]) -> None:
        super().__init__(arguments, named)
        #: Where each stands, and it.
        self.places = [
            ([key, number], one)
            for key, found in self._found.items()
            for number, one in enumerate(found)
        ]
        self._inside = {id(one): ["in", id(one)] for _, one in self.places}
        self._before = {id(one): _sign(one, self._inside) for _, one in self.places}

    def _changed(self) -> list[tuple[list, Any]]:
        return [
            (place, one)
            for place, one in self.places
            if _sign(one, self._inside) != self._before[id(one)]
        ]

    def changed_keys(self) -> set:
        """The keys of the values in which something has changed."""
        return {key for (key, _), _ in self._changed()}

    def references(self) -> dict[int, list]:
        """The node for each in a reply, by identity."""
        return {id(one): ["passed", *place] for place, one in self.places}

    def changed(self, encoder: Encoder) -> list:
        """Where those stand that are not what they were, and nodes of what they are now."""
        return [[*place, node_of(one, encoder)] for place, one in self._changed()]


class Kept:
    """The containers that both sides hold, by number, as they were when both knew them last."""

    def __init__(self, most: int) -> None:
        """The latest ``most`` of those that are added are held."""
        self._most = most
        self._held: dict[int, tuple[Any, tuple]] = {}
        #: The node for each, by identity, since the last one was added.
        self._nodes: Mapping[int, list] | None = None

    def __getitem__(self, number: int) -> Any:
        return self._held[number][0]

    @property
    def is_full(self) -> bool:
        """Whether the next one takes the place of the first one."""
        return len(self._held) >= self._most

    def numbers(self) -> list[int]:
        """Those of all of them."""
        return list(self._held)

    def references(self, numbers: Iterable[int] | None = None) -> Mapping[int, list]:
        """The node for each, or for each of those ``numbers``, by identity."""
        if numbers is not None:
            return {id(self._held[number][0]): ["kept", number] for number in numbers}
        found = self._nodes
        if found is None:
            found = self._nodes = self.references(self._held)
        return found

    def add(self, number: int, container: Any) -> None:
        """Keep ``container`` as ``number``, if it can be changed."""
        if _is_mutable(container):
            if self.is_full:
                del self._held[next(iter(self._held))]
                self._nodes = None
            self._held[number] = container, _sign(container, self.references())
            self._nodes = None

    def changed(self, encoder: Encoder, numbers: Iterable[int]) -> list:
        """The ``numbers`` of those that have changed, and nodes of what they are now."""
        found, inside = [], self.references()
        for number in numbers:
            one, before = self._held[number]
            if (now := _sign(one, inside)) != before:
                found.append([number, node_of(one, encoder)])
                self._held[number] = one, now
        return found

    def take(self, changed: list, decode: Decode, change: Change) -> None:
        """Have ``change`` make of those that the other side has ``changed`` what they are there."""
        for number, node in changed:
            change(self._held[number][0], decode(node))
        inside = self.references()
        for number, _ in changed:
            one, _ = self._held[number]
            self._held[number] = one, _sign(one, inside)
