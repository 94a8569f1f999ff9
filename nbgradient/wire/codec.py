"""Plain data of exact types to JSON and buffers, and back.

Plain are None, bool, int, float, complex, str, bytes, list, tuple, dict, set, slice, Ellipsis,
NumPy arrays and scalars without objects, dtypes, PyTorch tensors with their gradient, and pandas
frames, series and indexes. An honest subclass arrives as its base: a named tuple as a tuple, an
``OrderedDict`` as a dict, an ``nn.Parameter`` as a tensor. Whatever is not plain is left to the
caller: one side makes a handle of it, the other side a proxy of the handle.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from nbgradient.wire import pandas_kinds
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


class NotPlain(Exception):
    """The value is no plain data, and the caller makes nothing else of it."""


class Encoder:
    """Turns values into nodes of JSON, and collects the buffers that they refer to."""

    def __init__(self, other: Callable[[Any], list]) -> None:
        """``other`` gives the node for a value that is not plain, or raises NotPlain."""
        self.buffers: list[bytes] = []
        self._other = other
        self._values = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The node for ``value``.

        Raises:
            NotPlain: it is not plain, and ``other`` has no node for it.
            WireError: it is nested too deep, or holds too many values.
        """
        self._values += 1
        if depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise WireError("The value is nested too deep or holds too many values to be sent.")
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            return value if abs(value) < _EXACT_INTEGER else ["int", format(value, "x")]
        if isinstance(value, np.generic):
            return self._array(value, "scalar")
        if isinstance(value, np.ndarray):
            return self._array(value, "array")
        node = self._container(value, depth + 1)
        if node is None:
            node = self._base_of(value, depth)
        if node is None:
            node = self._library(value, depth + 1)
        return self._other(value) if node is None else node

    def _array(self, value: Any, tag: str) -> list:
        array = np.asarray(value)
        if array.dtype.kind not in PLAIN_KINDS:
            return self._other(value)
        if array.nbytes > MAX_BUFFERS:
            raise WireError("The value is too large to be sent.")
        return [tag, array.dtype.str, list(array.shape), self._buffer(array.tobytes())]

    def _buffer(self, data: bytes) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _container(self, value: Any, depth: int) -> list | None:
        if isinstance(value, (list, tuple, set, frozenset)):
            tags = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
            base = next(base for base in tags if isinstance(value, base))
            items = [self.encode(item, depth) for item in base.__iter__(value)]
            if base in (set, frozenset) and not all(map(_has_hash, items)):
                return self._other(value)
            return [tags[base], *items]
        if isinstance(value, dict):
            pairs = [[self.encode(k, depth), self.encode(v, depth)] for k, v in dict.items(value)]
            keys_arrive = all(_has_hash(key) for key, _ in pairs)
            return ["dict", *pairs] if keys_arrive else self._other(value)
        return None

    def _base_of(self, value: Any, depth: int) -> Any:
        if isinstance(value, complex):
            return ["complex", value.real, value.imag]
        if isinstance(value, (bytes, bytearray)):
            return ["bytes", self._buffer(bytes(value))]
        if isinstance(value, slice):
            parts = (value.start, value.stop, value.step)
            return ["slice", *(self.encode(part, depth + 1) for part in parts)]
        if value is Ellipsis:
            return ["ellipsis"]
        if isinstance(value, np.dtype):
            return ["dtype", value.str] if value.kind in PLAIN_KINDS else None
        for base in (int, float, str):
            if isinstance(value, base):
                return self.encode(base(value), depth)
        return None

    def _library(self, value: Any, depth: int) -> list | None:
        torch, pandas = sys.modules.get("torch"), sys.modules.get("pandas")
        if torch is not None and isinstance(value, torch.Tensor):
            return self._tensor(value, torch, depth)
        if torch is not None and isinstance(value, torch.dtype):
            return ["torch.dtype", str(value).removeprefix("torch.")]
        if pandas is None:
            return None
        if isinstance(value, pandas.DataFrame):
            columns = [self._column(value.iloc[:, i], depth) for i in range(value.shape[1])]
            return ["frame", self._index(value.columns, depth), self._index(value.index, depth),
                    *columns]  # fmt: skip
        if isinstance(value, pandas.Series):
            name = self.encode(value.name, depth)
            return ["series", self._column(value, depth), self._index(value.index, depth), name]
        if isinstance(value, pandas.Index):
            return ["index", self._index(value, depth)]
        if pandas_kinds.is_moment(value):
            return ["moment", self._index(pandas.Index([value]), depth)]
        return None

    def _tensor(self, value: Any, torch: Any, depth: int) -> list:
        if value.layout is not torch.strided or value.device.type != "cpu":
            return self._other(value)
        data = value.detach().resolve_conj().resolve_neg()
        name = str(value.dtype).removeprefix("torch.")
        if name == "bfloat16":
            data = data.float()
        if value.requires_grad and value.is_leaf and value.grad is not None:
            gradient = self.encode(value.grad, depth)
        else:
            gradient = None
        return ["tensor", self._array(data.numpy(), "array"), name, value.requires_grad, gradient]

    def _index(self, index: Any, depth: int) -> list:
        parts = pandas_kinds.levels_of(index)
        if parts is not None:
            return ["levels", self.encode(parts, depth)]
        return ["flat", self._column(index, depth), self.encode(pandas_kinds.marks_of(index))]

    def _column(self, values: Any, depth: int) -> list:
        parts = pandas_kinds.taken_apart(values)
        if parts is not None:
            return [parts[0], self.encode(parts[1:], depth)]
        array = values.to_numpy()
        if array.dtype.kind in PLAIN_KINDS:
            return [str(values.dtype), self._array(array, "array")]
        return [str(values.dtype), self.encode(list(array), depth)]


class Decoder:
    """Turns nodes of JSON and their buffers into values, all of the plain type."""

    def __init__(self, buffers: list[bytes], other: Callable[[list], Any]) -> None:
        """``other`` gives the value of a node that is not plain, or raises WireError."""
        self._buffers = buffers
        self._other = other
        self._values = 0
        self._keys = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        """The value of ``node``.

        Raises:
            WireError: the node is malformed, nested too deep, or holds too many values.
        """
        self._values += 1
        if depth > MAX_DEPTH + 5 or self._values > 2 * MAX_VALUES:
            raise WireError("A value is nested too deep or holds too many values.")
        if node is None or isinstance(node, (bool, int, float, str)):
            return node
        if not isinstance(node, list) or not node or not isinstance(node[0], str):
            raise WireError("A value is malformed.")
        build = getattr(self, "_" + node[0].replace(".", "_"), None)
        if node[0] not in _TAGS or build is None:
            return self._other(node)
        try:
            return build(node[1:], depth + 1)
        except WireError:
            raise
        except Exception as error:
            raise WireError("A value is malformed.") from error

    def _all(self, nodes: list, depth: int) -> list:
        return [self.decode(node, depth) for node in nodes]

    def _int(self, parts: list, depth: int) -> int:
        return int(parts[0], 16)

    def _complex(self, parts: list, depth: int) -> complex:
        return complex(*parts)

    def _bytes(self, parts: list, depth: int) -> bytes:
        return self._buffers[parts[0]]

    def _list(self, parts: list, depth: int) -> list:
        return self._all(parts, depth)

    def _tuple(self, parts: list, depth: int) -> tuple:
        return tuple(self._all(parts, depth))

    def _count_keys(self, parts: list) -> None:
        self._keys += len(parts)
        if self._keys > MAX_KEYS:
            raise WireError("A value has too many keys.")

    def _set(self, parts: list, depth: int) -> set:
        self._count_keys(parts)
        return set(self._all(parts, depth))

    def _frozenset(self, parts: list, depth: int) -> frozenset:
        self._count_keys(parts)
        return frozenset(self._all(parts, depth))

    def _dict(self, parts: list, depth: int) -> dict:
        self._count_keys(parts)
        return {self.decode(k, depth): self.decode(v, depth) for k, v in parts}

    def _slice(self, parts: list, depth: int) -> slice:
        return slice(*self._all(parts, depth))

    def _ellipsis(self, parts: list, depth: int) -> Any:
        return Ellipsis

    def _dtype(self, parts: list, depth: int) -> np.dtype:
        dtype = np.dtype(str(parts[0]))
        if dtype.kind not in PLAIN_KINDS:
            raise WireError("A dtype is not plain.")
        return dtype

    def _array(self, parts: list, depth: int) -> np.ndarray:
        name, shape, buffer = parts
        dtype, data = self._dtype([name], depth), self._buffers[buffer]
        if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
            raise WireError("The shape of an array is malformed.")
        if math.prod(shape) * dtype.itemsize != len(data) or not dtype.itemsize:
            raise WireError("An array does not have the length that its shape asks for.")
        return np.ndarray(shape, dtype, data).copy()

    def _scalar(self, parts: list, depth: int) -> np.generic:
        return self._array(parts, depth)[()]

    def _tensor(self, parts: list, depth: int) -> Any:
        import torch

        array, name, requires_grad, gradient = parts
        dtype = self._torch_dtype([name], depth)
        value = torch.from_numpy(self._array(array[1:], depth)).to(dtype)
        value.requires_grad_(bool(requires_grad))
        if gradient is not None:
            value.grad = self.decode(gradient, depth)
        return value

    def _torch_dtype(self, parts: list, depth: int) -> Any:
        import torch

        dtype = getattr(torch, str(parts[0]), None)
        if not isinstance(dtype, torch.dtype):
            raise WireError("A tensor's dtype is malformed.")
        return dtype

    def _column(self, part: list, depth: int) -> Any:
        import pandas as pd

        name, values = part
        decoded = self.decode(values, depth)
        if name in pandas_kinds.TAGS:
            return pandas_kinds.put_together(name, decoded)
        return pd.Series(decoded, dtype=name if name in ("str", "category", "object") else None)

    def _frame(self, parts: list, depth: int) -> Any:
        import pandas as pd

        names, index = (self._index_of(part, depth) for part in parts[:2])
        columns = [self._column(part, depth) for part in parts[2:]]
        frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(index)))
        frame.columns, frame.index = names, index
        return frame

    def _series(self, parts: list, depth: int) -> Any:
        series = self._column(parts[0], depth)
        series.index = self._index_of(parts[1], depth)
        return series.rename(self.decode(parts[2], depth))

    def _index(self, parts: list, depth: int) -> Any:
        return self._index_of(parts[0], depth)

    def _moment(self, parts: list, depth: int) -> Any:
        return self._index_of(parts[0], depth)[0]

    def _index_of(self, part: list, depth: int) -> Any:
        import pandas as pd

        self._values += 1
        if depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise WireError("A value is nested too deep or holds too many values.")
        match part:
            case ["levels", parts]:
                return pandas_kinds.of_levels(*self.decode(parts, depth + 1))
            case ["flat", column, marks]:
                index = pd.Index(self._column(column, depth + 1), tupleize_cols=False)
                return pandas_kinds.marked(index, *self.decode(marks, depth + 1))
        raise WireError("An index is malformed.")


def _has_hash(node: Any) -> bool:
    """Whether ``node`` can be a key where it arrives: what is not plain has no hash there."""
    if not isinstance(node, list):
        return True
    if node[0] in ("tuple", "frozenset"):
        return all(map(_has_hash, node[1:]))
    return node[0] in _TAGS


_TAGS = {
    "int", "complex", "bytes", "list", "tuple", "set", "frozenset", "dict", "slice", "ellipsis",
    "dtype", "array", "scalar", "tensor", "torch.dtype", "frame", "series", "index", "moment",
}  # fmt: skip
