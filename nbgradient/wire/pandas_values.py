"""pandas' frames, series and indexes on the wire. Nothing here imports pandas before one comes."""

from __future__ import annotations

import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import numpy as np

from nbgradient.wire import pandas_kinds
from nbgradient.wire.frames import WireError

if TYPE_CHECKING:
    from nbgradient.wire.codec import Decoder, Encoder


def is_mutable(value: Any) -> bool:
    """Whether ``value`` is a frame or a series."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def encode(value: Any, encoder: Encoder, depth: int) -> list | None:
    """The node for ``value``; None if it is of another kind."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None

    def column(values: Any) -> list:
        parts = pandas_kinds.taken_apart(values)
        if parts is not None:
            return [parts[0], encoder.encode(parts[1:], depth)]
        array = values.to_numpy()
        node = array if array.dtype.kind in _PLAIN_KINDS else list(array)
        return [str(values.dtype), encoder.encode(node, depth)]

    def index(values: Any) -> list:
        parts = pandas_kinds.levels_of(values)
        if parts is not None:
            return ["levels", encoder.encode(parts, depth)]
        return ["flat", column(values), encoder.encode(pandas_kinds.marks_of(values))]

    if isinstance(value, pandas.DataFrame):
        columns = [column(value.iloc[:, i]) for i in range(value.shape[1])]
        return ["frame", index(value.columns), index(value.index), *columns]
    if isinstance(value, pandas.Series):
        name = encoder.encode(value.name, depth)
        return ["series", column(value), index(value.index), name]
    if isinstance(value, pandas.Index):
        return ["index", index(value)]
    return ["moment", index(pandas.Index([value]))] if pandas_kinds.is_moment(value) else None


def _column(decoder: Decoder, part: list, depth: int) -> Any:
    import pandas as pd

    name, values = part
    decoded = decoder.decode(values, depth)
    if name in pandas_kinds.TAGS:
        return pandas_kinds.put_together(name, decoded)
    if type(decoded) not in (list, np.ndarray):  # pandas would ask an object what it holds
        raise WireError("A column is malformed.")
    return pd.Series(decoded, dtype=name if name in ("str", "category", "object") else None)


def _index(decoder: Decoder, part: list, depth: int) -> Any:
    import pandas as pd

    match part:
        case ["levels", parts]:
            return pandas_kinds.of_levels(*decoder.decode(parts, depth))
        case ["flat", column, marks]:
            index = pd.Index(_column(decoder, column, depth), tupleize_cols=False)
            return pandas_kinds.marked(index, *decoder.decode(marks, depth))
    raise WireError("An index is malformed.")


def _decode_frame(decoder: Decoder, parts: list, depth: int) -> Any:
    import pandas as pd

    names, index = (_index(decoder, part, depth) for part in parts[:2])
    columns = [_column(decoder, part, depth) for part in parts[2:]]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(index)))
    frame.columns, frame.index = names, index
    return frame


def _decode_series(decoder: Decoder, parts: list, depth: int) -> Any:
    series = _column(decoder, parts[0], depth)
    series.index = _index(decoder, parts[1], depth)
    series.name = decoder.decode(parts[2], depth)  # to rename would call what can be called
    return series


def _decode_index(decoder: Decoder, parts: list, depth: int) -> Any:
    return _index(decoder, parts[0], depth)


def _decode_moment(decoder: Decoder, parts: list, depth: int) -> Any:
    return _index(decoder, parts[0], depth)[0]


def copy(target: Any) -> Any:
    """A frame or series of its own with what ``target`` holds."""
    return deepcopy(target)


def copy_back(target: Any, value: Any) -> None:
    """Make the frame or series ``target`` hold what ``value`` does, if it is of the same kind."""
    if isinstance(value, type(target)):
        # pandas has no public way to give a frame other columns, rows and dtypes in place.
        target._update_inplace(value.copy())
        if isinstance(target, sys.modules["pandas"].Series):
            target.name = value.name


_PLAIN_KINDS = "biufcUSMm"

DECODERS = {
    "frame": _decode_frame,
    "series": _decode_series,
    "index": _decode_index,
    "moment": _decode_moment,
}
