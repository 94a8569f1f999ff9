"""What pandas keeps beside the entries of a column or an index: categories, zones, levels, names.

It is taken apart into plain parts, which the codec sends, and put together again by pandas' own
checks, from parts that a stranger may have made: a zone is one of the system's, never a file's.
"""

from __future__ import annotations

import sys
import zoneinfo
from typing import Any

import numpy as np

#: The tags of columns that are taken apart.
TAGS = ("categories", "zoned", "periods")
#: The longest name of a frequency.
_MAX_FREQUENCY = 40
_NAMES = (str, int, float, bool)


def taken_apart(values: Any) -> tuple | None:
    """The tag and the parts of the column or index ``values``, or None if its entries are all."""
    import pandas as pd

    dtype, array = values.dtype, values.array
    if isinstance(dtype, pd.CategoricalDtype):
        return "categories", pd.Index(dtype.categories), np.asarray(array.codes), array.ordered
    if isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) in zoneinfo.available_timezones():
        return "zoned", np.asarray(array, dtype=f"M8[{dtype.unit}]"), str(dtype.tz)
    if isinstance(dtype, pd.PeriodDtype):
        return "periods", np.asarray(array.asi8), str(dtype)
    return None


def put_together(tag: str, parts: tuple) -> Any:
    """The column of those ``parts``.

    Raises:
        ValueError: they are none of such a column.
    """
    import pandas as pd

    if tag == "categories":
        categories, codes, ordered = parts
        return pd.Series(pd.Categorical.from_codes(codes, categories, ordered=ordered is True))
    if tag == "zoned":
        entries, zone = parts
        if zone not in zoneinfo.available_timezones():
            raise ValueError("There is no such time zone.")
        return pd.Series(pd.DatetimeIndex(entries).tz_localize("UTC").tz_convert(zone))
    ordinals, frequency = parts
    dtype = pd.PeriodDtype(_short(frequency))
    return pd.Series(pd.arrays.PeriodArray(np.asarray(ordinals, "i8"), dtype=dtype))


def is_moment(value: Any) -> bool:
    """Whether ``value`` is a single point or span of time of pandas'."""
    pandas = sys.modules.get("pandas")
    kinds = () if pandas is None else (pandas.Timestamp, pandas.Timedelta, pandas.Period)
    return isinstance(value, kinds) or (pandas is not None and value is pandas.NaT)


def levels_of(index: Any) -> tuple | None:
    """The names, levels and codes of an ``index`` of several levels, or None."""
    import pandas as pd

    if not isinstance(index, pd.MultiIndex):
        return None
    return list(map(_name, index.names)), list(index.levels), list(map(np.asarray, index.codes))


def of_levels(names: list, levels: list, codes: list) -> Any:
    """The index of those levels."""
    import pandas as pd

    return pd.MultiIndex(levels, codes, names=[_name(name) for name in names])


def marks_of(index: Any) -> tuple:
    """The name of an ``index``, and its frequency as a text, if it has them."""
    frequency = getattr(index, "freqstr", None) if hasattr(index, "freq") else None
    return _name(index.name), frequency


def marked(index: Any, name: Any, frequency: Any) -> Any:
    """``index`` with its name and its frequency, which pandas compares with its entries."""
    import pandas as pd

    index = index.rename(_name(name))
    if frequency is not None and isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)):
        # Its types do not tell that it can be set, nor that a text will do.
        index.freq = _short(frequency)  # type: ignore[misc, assignment]
    return index


def _name(name: Any) -> Any:
    return name if type(name) in _NAMES else None


def _short(frequency: Any) -> str:
    if type(frequency) is not str or len(frequency) > _MAX_FREQUENCY:
        raise ValueError("There is no such frequency.")
    return frequency
