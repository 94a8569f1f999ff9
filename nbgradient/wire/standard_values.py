"""Values of the standard library on the wire, beside numbers, text and the usual containers."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nbgradient.wire.frames import WireError

if TYPE_CHECKING:
    from nbgradient.wire.codec import Decoder, Encoder

#: The longest range: whoever gets it may make a list of it.
MAX_RANGE = 1_000_000
#: The largest exponent of a decimal number: whoever gets it may make an integer of it.
MAX_EXPONENT = 1_000

#: The most fields that a named tuple may have, and characters of their names.
MAX_FIELDS = 100

_MAKERS = {kind.__name__: kind for kind in (bool, dict, float, int, list, set, str, tuple)}
_DICTS = {OrderedDict: "ordered dict", Counter: "counter"}


def dict_head(value: dict) -> list[str]:
    """How the node of a dict of this kind begins: with what makes the values that it lacks, too,
    if that is a kind of plain data."""
    if isinstance(value, defaultdict):
        makers = (name for name, kind in _MAKERS.items() if value.default_factory is kind)
        return next((["default dict", name] for name in makers), ["dict"])
    return [next((tag for kind, tag in _DICTS.items() if isinstance(value, kind)), "dict")]


def tuple_parts(value: tuple) -> list | None:
    """The name and the fields of a named tuple, for its node; None if it is another one."""
    fields = getattr(value, "_fields", None)
    if type(fields) is not tuple or len(fields) != len(value) or not 0 < len(fields) < MAX_FIELDS:
        return None
    names = [type(value).__name__, *fields]
    return [names[0], list(fields)] if all(map(_is_name, names)) else None


def _is_name(name: Any) -> bool:
    return type(name) is str and len(name) < MAX_FIELDS and name.isascii() and name.isidentifier()


@lru_cache(maxsize=200)
def _tuple_class(name: str, fields: tuple[str, ...]) -> Any:
    return namedtuple(name, fields)


def encode(value: Any, encoder: Encoder, depth: int) -> list | None:
    """The node for ``value``; None if it is of another kind."""
    kind = type(value)
    if isinstance(value, complex):
        return ["complex", value.real, value.imag]
    if isinstance(value, (bytes, bytearray)):
        return [_base(value, bytes, bytearray).__name__, encoder.buffer(bytes(value))]
    if kind is slice:
        return ["slice", *encoder.items((value.start, value.stop, value.step), depth)]
    if kind is range:
        return _range(value, encoder, depth)
    if value is Ellipsis:
        return ["ellipsis"]
    if kind is deque:
        return ["deque", encoder.encode(value.maxlen), *encoder.items(value, depth)]
    if kind in (date, datetime, time):
        return _moment(value)
    if kind is timedelta:
        return ["timedelta", value.days, value.seconds, value.microseconds]
    if kind is Fraction:
        return ["fraction", *encoder.items((value.numerator, value.denominator), depth)]
    if kind is Decimal and (not value.is_finite() or abs(value.adjusted()) <= MAX_EXPONENT):
        return ["decimal", str(value)]
    return None


def _base(value: Any, *bases: type) -> type:
    return next(base for base in bases if isinstance(value, base))


def _range(value: range, encoder: Encoder, depth: int) -> list | None:
    parts = (value.start, value.stop, value.step)
    too_long = len(value[: MAX_RANGE + 1]) > MAX_RANGE
    return None if too_long else ["range", *encoder.items(parts, depth)]


def _moment(value: date | time) -> list | None:
    zone = getattr(value, "tzinfo", None)
    is_exact = zone is None or type(zone) is timezone
    fold: int = getattr(value, "fold", 0)
    if not is_exact or fold:
        return None
    return [type(value).__name__, value.isoformat()]


def _decode_range(decoder: Decoder, parts: list, depth: int) -> range:
    value = range(*decoder.items(parts, depth))
    if len(value[: MAX_RANGE + 1]) > MAX_RANGE:
        raise WireError("A range is too long.")
    return value


def _decode_fraction(decoder: Decoder, parts: list, depth: int) -> Fraction:
    numerator, denominator = decoder.items(parts, depth)
    if type(numerator) is not int or type(denominator) is not int:  # a text may hold an exponent
        raise WireError("A fraction is malformed.")
    return Fraction(numerator, denominator)


def _decode_decimal(decoder: Decoder, parts: list, depth: int) -> Decimal:
    value = Decimal(str(parts[0]))
    if value.is_finite() and abs(value.adjusted()) > MAX_EXPONENT:
        raise WireError("A decimal number is too large.")
    return value


def _decode_default_dict(decoder: Decoder, parts: list, depth: int) -> defaultdict:
    maker, *pairs = parts
    return defaultdict(_MAKERS[maker], decoder.pairs(pairs, depth))


def _decode_named_tuple(decoder: Decoder, parts: list, depth: int) -> tuple:
    name, fields, *items = parts
    if not (0 < len(fields) < MAX_FIELDS and all(map(_is_name, [name, *fields]))):
        raise WireError("A named tuple is malformed.")
    return _tuple_class(name, tuple(fields))(*decoder.items(items, depth))


def _decode_counter(decoder: Decoder, parts: list, depth: int) -> Counter:
    return Counter(decoder.pairs(parts, depth))


DECODERS: dict[str, Callable[[Decoder, list, int], Any]] = {
    "complex": lambda decoder, parts, depth: complex(*parts),
    "bytes": lambda decoder, parts, depth: bytes(decoder.buffers[parts[0]]),
    "bytearray": lambda decoder, parts, depth: bytearray(decoder.buffers[parts[0]]),
    "slice": lambda decoder, parts, depth: slice(*decoder.items(parts, depth)),
    "range": _decode_range,
    "ellipsis": lambda decoder, parts, depth: Ellipsis,
    "deque": lambda decoder, parts, depth: deque(decoder.items(parts[1:], depth), parts[0]),
    "ordered dict": lambda decoder, parts, depth: OrderedDict(decoder.pairs(parts, depth)),
    "counter": _decode_counter,
    "default dict": _decode_default_dict,
    "named tuple": _decode_named_tuple,
    "date": lambda decoder, parts, depth: date.fromisoformat(parts[0]),
    "datetime": lambda decoder, parts, depth: datetime.fromisoformat(parts[0]),
    "time": lambda decoder, parts, depth: time.fromisoformat(parts[0]),
    "timedelta": lambda decoder, parts, depth: timedelta(*parts),
    "fraction": _decode_fraction,
    "decimal": _decode_decimal,
}
