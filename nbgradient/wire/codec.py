"""Plain data of exact types to JSON and buffers, and back.

Plain are None, bool, int, float, complex, str, bytes, containers, ranges, dates, exact numbers
(``standard_values``), NumPy arrays and scalars without objects, dtypes, PyTorch tensors with their
gradient (``torch_values``), and pandas frames, series and indexes (``pandas_values``). An honest
subclass arrives as its base, an ``nn.Parameter`` as a tensor. A list, dict, set or array that a
value holds twice arrives as one that it holds twice. Whatever is not plain is left to the caller:
one side makes a handle of it, the other side a proxy of that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from nbgradient.wire import pandas_values, random_values, standard_values, torch_values
from nbgradient.wire.frames import MAX_BUFFERS, WireError

#: How deep containers may be nested.
MAX_DEPTH = 20
#: How many values a message may hold, array entries aside.
MAX_VALUES = 100_000
#: How many members of sets and keys of dicts a message may hold: they can be chosen to collide.
MAX_KEYS = 5_000
#: The kinds of NumPy's dtypes that hold no objects and no records.
PLAIN_KINDS = "biufcUSMm"

_EXACT_INTEGER = 1 << 53
_CONTAINERS: dict[Any, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}


class NotPlain(Exception):
    """The value is no plain data, and the caller makes nothing else of it."""


class Encoder:
    """Turns values into nodes of JSON, and collects the buffers that they refer to."""

    def __init__(self, other: Callable[[Any], list]) -> None:
        """``other`` gives the node for a value that is not plain, or raises NotPlain."""
        self.buffers: list[bytes] = []
        self.other = other
        #: The nodes for what the other side has, by identity; all of it is held by somebody.
        self.known: Mapping[int, list] = {}
        self._values = 0
        #: What a value may hold twice, with its node, by identity.
        self._held: dict[int, tuple[Any, list]] = {}
        self._shared = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The node for ``value``.

        Raises:
            NotPlain: it is not plain, and ``other`` has no node for it.
            WireError: it is nested too deep, or holds too many values.
        """
        self._values += 1
        if depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise WireError("The value is nested too deep or holds too many values to be sent.")
        if depth == 0:
            self._held = {}
        if self.known and id(value) in self.known:
            return self.known[id(value)]
        if isinstance(value, (list, dict, set, np.ndarray)):
            return self._again(value) or self._hold(value, self._encode(value, depth))
        return self._encode(value, depth)

    def content(self, value: Any) -> Any:
        """The node for what ``value`` is now, though it may be known; errors as for ``encode``."""
        self._held = {}
        return self._encode(value, 0)

    def forget(self) -> None:
        """Hold no value any more."""
        self._held = {}

    def _encode(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            return value if abs(value) < _EXACT_INTEGER else ["int", format(value, "x")]
        if isinstance(value, np.generic):
            return self.array(value, "scalar")
        if isinstance(value, np.ndarray):
            return self.array(value, "array")
        for encode in (self._container, self._base_of, *_ENCODERS):
            if (node := encode(value, self, depth + 1)) is not None:
                return node
        return self.other(value)

    def _hold(self, value: Any, node: list) -> list:
        self._held[id(value)] = value, node
        return node

    def _again(self, value: Any) -> list | None:
        """The node for a ``value`` that has one already, or None."""
        if id(value) not in self._held:
            return None
        _, node = self._held[id(value)]
        if node[0] != "shared":
            self._shared += 1
            node[:] = ["shared", self._shared, list(node)]
        return ["same", node[1]]

    def array(self, value: Any, tag: str = "array") -> list:
        """The node for an array, or for a scalar of NumPy's."""
        array = np.asarray(value)
        if array.dtype.kind not in PLAIN_KINDS:
            return self.other(value)
        if array.nbytes > MAX_BUFFERS:
            raise WireError("The value is too large to be sent.")
        # Column by column, if it lies so in memory: the last digit of a sum depends on that.
        order = ["F"] if array.flags.fnc else []
        data = self.buffer(array.tobytes("A"))
        return [tag, array.dtype.str, list(array.shape), data, *order]

    def buffer(self, data: bytes) -> int:
        """The place of ``data`` among the buffers."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def items(self, values: Any, depth: int) -> list:
        """The nodes for ``values``."""
        return [self.encode(value, depth) for value in values]

    def _container(self, value: Any, _: Encoder, depth: int) -> list | None:
        if isinstance(value, (list, tuple, set, frozenset)):
            base = next(base for base in _CONTAINERS if isinstance(value, base))
            items = self.items(base.__iter__(value), depth)
            if isinstance(value, tuple) and (parts := standard_values.tuple_parts(value)):
                return ["named tuple", *parts, *items]
            if base in (set, frozenset) and not all(map(_has_hash, items)):
                return self.other(value)
            return [_CONTAINERS[base], *items]
        if isinstance(value, dict):
            pairs = [[self.encode(k, depth), self.encode(v, depth)] for k, v in dict.items(value)]
            keys_arrive = all(_has_hash(key) for key, _ in pairs)
            head = standard_values.dict_head(value)
            return [*head, *pairs] if keys_arrive else self.other(value)
        return None

    def _base_of(self, value: Any, _: Encoder, depth: int) -> Any:
        if isinstance(value, np.dtype):
            return ["dtype", value.str] if value.kind in PLAIN_KINDS else None
        for base in (int, float, str):
            if isinstance(value, base):
                return self.encode(base(value), depth)
        return None


class Decoder:
    """Turns nodes of JSON and their buffers into values, all of the plain type."""

    def __init__(self, buffers: list[bytes], other: Callable[[list], Any]) -> None:
        """``other`` gives the value of a node that is not plain, or raises WireError."""
        self.buffers: list[bytes] = buffers
        self._other = other
        self._values = 0
        self._keys = 0
        #: What is referred to by numbers, each with the number of its values, and its depth.
        self._shared: dict[int, tuple[Any, int, int]] = {}
        self._deepest = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        """The value of ``node``.

        Raises:
            WireError: the node is malformed, nested too deep, or holds too many values.
        """
        self._count(1, depth)
        if node is None or isinstance(node, (bool, int, float, str)):
            return node
        if not isinstance(node, list) or not node or not isinstance(node[0], str):
            raise WireError("A value is malformed.")
        build = _DECODERS.get(node[0])
        if build is None:
            return self._other(node)
        try:
            return build(self, node[1:], depth + 1)
        except WireError:
            raise
        except Exception as error:
            raise WireError("A value is malformed.") from error

    def items(self, nodes: list, depth: int) -> list:
        """The values of ``nodes``."""
        return [self.decode(node, depth) for node in nodes]

    def shared(self, parts: list, depth: int) -> Any:
        """The value of a node that is referred to by a number."""
        number, node = parts
        values, deepest = self._values, self._deepest
        self._deepest = depth
        value = self.decode(node, depth)
        self._shared[int(number)] = value, self._values - values, self._deepest - depth
        self._deepest = max(deepest, self._deepest)
        return value

    def same(self, parts: list, depth: int) -> Any:
        """The value of a node that was decoded before: it counts as if it were another one."""
        value, values, height = self._shared[parts[0]]
        self._count(values, depth + height)
        return value

    def _count(self, values: int, depth: int) -> None:
        self._values += values
        self._deepest = max(self._deepest, depth)
        if depth > MAX_DEPTH + 5 or self._values > 2 * MAX_VALUES:
            raise WireError("A value is nested too deep or holds too many values.")

    def members(self, nodes: list, depth: int) -> list:
        """The values of ``nodes``, which are members of sets or keys."""
        self.count_keys(nodes)
        return self.items(nodes, depth)

    def count_keys(self, keys: list) -> None:
        """Have counted ``keys`` of a dict, or members of a set.

        Raises:
            WireError: they are too many.
        """
        self._keys += len(keys)
        if self._keys > MAX_KEYS:
            raise WireError("A value has too many keys.")

    def pairs(self, nodes: list, depth: int) -> dict:
        """The dict of these pairs."""
        self.count_keys(nodes)
        return {self.decode(k, depth): self.decode(v, depth) for k, v in nodes}

    def array(self, parts: list) -> np.ndarray:
        """The array of a node's ``parts``."""
        name, shape, buffer, *order = parts
        dtype, data = _dtype(name), self.buffers[buffer]
        if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
            raise WireError("The shape of an array is malformed.")
        if math.prod(shape) * dtype.itemsize != len(data) or not dtype.itemsize:
            raise WireError("An array does not have the length that its shape asks for.")
        return np.ndarray(shape, dtype, data, order="F" if order == ["F"] else "C").copy("K")


def _dtype(name: Any) -> np.dtype:
    dtype = np.dtype(str(name))
    if dtype.kind not in PLAIN_KINDS:
        raise WireError("A dtype is not plain.")
    return dtype


def _has_hash(node: Any) -> bool:
    """Whether ``node`` can be a key where it arrives: what is not plain has no hash there."""
    if not isinstance(node, list):
        return True
    if node[0] in ("tuple", "frozenset"):
        return all(map(_has_hash, node[1:]))
    if node[0] == "named tuple":
        return all(map(_has_hash, node[3:]))
    return node[0] in _DECODERS


#: What makes a node of a value of its kinds, and None of any other.
_ENCODERS = (standard_values.encode, torch_values.encode, pandas_values.encode)

#: What makes the value of a node, by the node's tag.
_DECODERS: dict[str, Callable[[Decoder, list, int], Any]] = {
    "int": lambda decoder, parts, depth: int(parts[0], 16),
    "list": Decoder.items,
    "tuple": lambda decoder, parts, depth: tuple(decoder.items(parts, depth)),
    "set": lambda decoder, parts, depth: set(decoder.members(parts, depth)),
    "frozenset": lambda decoder, parts, depth: frozenset(decoder.members(parts, depth)),
    "dict": Decoder.pairs,
    "shared": Decoder.shared,
    "same": Decoder.same,
    "dtype": lambda decoder, parts, depth: _dtype(parts[0]),
    "array": lambda decoder, parts, depth: decoder.array(parts),
    "scalar": lambda decoder, parts, depth: decoder.array(parts)[()],
    **standard_values.DECODERS,
    **torch_values.DECODERS,
    **pandas_values.DECODERS,
    **random_values.DECODERS,
}
