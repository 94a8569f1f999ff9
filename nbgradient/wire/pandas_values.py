"""pandas' frames, series and indexes on the wire. Nothing here imports pandas before one comes."""

from __future__ import annotations

import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any

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
        array = values.to_numpy()
        node = array if array.dtype.kind in _PLAIN_KINDS else list(array)
        return [str(values.dtype), encoder.encode(node, depth)]

    if isinstance(value, pandas.DataFrame):
        columns = [column(value.iloc[:, i]) for i in range(value.shape[1])]
        return ["frame", column(value.columns), column(value.index), *columns]
    if isinstance(value, pandas.Series):
        name = encoder.encode(value.name, depth)
        return ["series", column(value), column(value.index), name]
    return ["index", column(value)] if isinstance(value, pandas.Index) else None


def _column(decoder: Decoder, part: list, depth: int) -> Any:
    import pandas as pd

    name, values = part
    decoded = decoder.decode(values, depth)
    return pd.Series(decoded, dtype=name if name in ("str", "category", "object") else None)


def _decode_frame(decoder: Decoder, parts: list, depth: int) -> Any:
    import pandas as pd

    names, index, *columns = (_column(decoder, part, depth) for part in parts)
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(index)))
    frame.columns, frame.index = pd.Index(names), pd.Index(index)
    return frame


def _decode_series(decoder: Decoder, parts: list, depth: int) -> Any:
    import pandas as pd

    series = _column(decoder, parts[0], depth)
    series.index = pd.Index(_column(decoder, parts[1], depth))
    return series.rename(decoder.decode(parts[2], depth))


def _decode_index(decoder: Decoder, parts: list, depth: int) -> Any:
    import pandas as pd

    return pd.Index(_column(decoder, parts[0], depth))


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

DECODERS = {"frame": _decode_frame, "series": _decode_series, "index": _decode_index}
