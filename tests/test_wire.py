"""Plain data crosses the wall as it is; what is not plain, or is forged, does not."""

from __future__ import annotations

import copy
import json
import socket
import struct
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import torch

from nbgradient.wire import frames, random_values
from nbgradient.wire.codec import Decoder, Encoder, NotPlain
from nbgradient.wire.frames import Closed, WireError

Point = namedtuple("Point", "x y")


def refuse(value: object) -> list:
    raise NotPlain(type(value).__name__)


def across(value: object) -> object:
    """``value`` after it went over a real socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        encoder = Encoder(refuse)
        frames.send(ours, encoder.encode(value), encoder.buffers)
        node, buffers = frames.receive(theirs, frames.within(5))
    return Decoder(buffers, refuse).decode(node)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -(1 << 90), 1.5, float("inf"), 2 - 3j, "söft", b"\0\xff", [], [1, [2]],
        (1, "a"), {"a": [1], (1, 2): None}, {1, 2}, frozenset({"x"}), slice(1, None, 2), ...,
        np.dtype("float32"), torch.float32, range(5), range(9, -(1 << 70), -(1 << 68)),
        bytearray(b"ab"), Decimal("0.10"), Decimal("-Infinity"), Fraction(1, 3), date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4, 5, 6), datetime(2026, 1, 2, tzinfo=UTC), time(1, 2),
        timedelta(-1, 2, 3), deque([1, [2]], 3), OrderedDict(b=1, a=2), Counter("aab"),
    ],
    ids=repr,
)  # fmt: skip
def test_plain_data_arrives_as_it_was_sent(value: object) -> None:
    arrived = across(value)
    assert type(arrived) is type(value)
    assert arrived == value


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "int8", "bool", "complex64", "U3", "M8[s]"]
)
@pytest.mark.parametrize("shape", [(), (3,), (0, 4), (2, 3, 2)])
def test_an_array_arrives_with_its_dtype_and_shape(dtype: str, shape: tuple) -> None:
    array = np.zeros(shape, dtype=dtype)
    arrived = across(array)
    assert type(arrived) is np.ndarray
    assert (arrived.dtype, arrived.shape) == (array.dtype, shape)
    assert np.array_equal(arrived, array)
    assert arrived.flags.writeable


def test_a_nan_arrives_as_a_nan() -> None:
    assert np.isnan(across(float("nan")))


def test_a_tensor_arrives_with_its_gradient() -> None:
    tensor = torch.tensor([1.0, 2.0], requires_grad=True)
    (tensor**2).sum().backward()
    arrived = across(tensor)
    assert torch.equal(arrived, tensor)
    assert arrived.requires_grad
    assert torch.equal(arrived.grad, tensor.grad)


def test_a_frame_arrives_column_by_column() -> None:
    frame = pd.DataFrame({"z0": [0.5, 1.5], "label": [1, 2], "class": ["a", "b"]}, index=[7, 9])
    pd.testing.assert_frame_equal(across(frame), frame)


@pytest.mark.parametrize(
    ("value", "base"),
    [
        (defaultdict(lambda: 5, a=1), {"a": 1}),
        (torch.Size([2, 3]), (2, 3)),
        (np.float32(0.5), np.float32(0.5)),
    ],
)
def test_an_honest_subclass_arrives_as_its_base(value: object, base: object) -> None:
    arrived = across(value)
    assert type(arrived) is type(base)
    assert arrived == base


def test_a_default_dict_arrives_with_what_it_makes() -> None:
    arrived = across(defaultdict(list, a=[1]))
    assert type(arrived) is defaultdict and arrived == {"a": [1]} and arrived["b"] == []


def test_a_named_tuple_arrives_with_its_fields() -> None:
    arrived = across(Point(1, [2]))
    assert arrived == (1, [2]) and arrived.y == [2] and type(arrived).__name__ == "Point"
    assert isinstance(arrived, tuple) and arrived._fields == ("x", "y")
    assert across({Point(1, 2): 3}) == {(1, 2): 3}


@pytest.mark.parametrize("kind", [list, set, np.zeros, lambda n: {}])
def test_what_a_value_holds_twice_arrives_as_held_twice(kind: Callable[[int], object]) -> None:
    row = kind(3) if kind is np.zeros else kind([])
    for value in ([row] * 3, (row, {"a": row}), [[row], [row]]):
        arrived = across(value)
        assert len(identities(arrived)) == 1
    assert len(identities(across([copy.copy(row), copy.copy(row)]))) == 2


def identities(value: object) -> set[int]:
    """Those of the innermost containers of ``value``."""
    held = list(value.values()) if isinstance(value, dict) else value
    inner = [one for one in held if isinstance(one, (list, dict, set, tuple, np.ndarray))]
    if isinstance(value, np.ndarray) or not inner:
        return {id(value)}
    return set().union(*map(identities, inner))


def test_a_value_that_grows_with_what_it_holds_twice_is_refused() -> None:
    node: list = ["list", *[["shared", 1, ["list", 1, 1]]]]
    for number in range(2, 20):
        node.append(["shared", number, ["list", ["same", number - 1], ["same", number - 1]]])
    with pytest.raises(WireError):
        Decoder([], lambda other: other).decode(node)
    deep: list = ["list", ["shared", 0, ["list"]]]
    for number in range(1, 60):
        deep.append(["shared", number, ["list", ["same", number - 1]]])
    with pytest.raises(WireError):
        Decoder([], lambda other: other).decode(deep)


def test_a_parameter_arrives_as_a_tensor() -> None:
    assert type(across(torch.nn.Parameter(torch.ones(2)))) is torch.Tensor


@pytest.mark.parametrize(
    "value",
    [
        object(), np.array([object()]), lambda: 0, [lambda: 0], int, range(1 << 40),
        Decimal("1e999999"),
    ],
    ids=["object", "objects", "function", "functions", "class", "range", "decimal"],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_caller(value: object) -> None:
    with pytest.raises(NotPlain):
        across(value)


@pytest.mark.parametrize(
    "value", [{Encoder: 1}, {Encoder}, frozenset({Encoder}), {(1, Encoder): 2}], ids=repr
)
def test_keys_that_are_not_plain_leave_the_whole_to_the_caller(value: object) -> None:
    left = []

    def other(value: object) -> list:
        left.append(value)
        return ["handle", len(left)]

    assert Encoder(other).encode([value]) == ["list", ["handle", len(left)]]
    assert left[-1] is value


def test_an_array_that_lies_about_itself_arrives_as_its_numbers() -> None:
    class Agreeable(np.ndarray):
        shape = (9, 9)

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None

    arrived = across(np.zeros(3).view(Agreeable))
    assert type(arrived) is np.ndarray
    assert not np.array_equal(arrived, [1, 2, 3])


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list = []
    endless.append(endless)
    with pytest.raises(WireError, match="nested too deep"):
        across(endless)


@pytest.mark.parametrize(
    "node",
    [
        ["array", "<f8", [1 << 60], 0],
        ["array", "<f8", [-1], 0],
        ["array", "|O", [1], 0],
        ["array", "<f8", [3], 7],
        ["array", "f8,f8", [1], 0],
        ["array", "<f8", [2], 0, "more"],
        ["dtype", "O"],
        ["torch.dtype", "load"],
        ["int", "not a number"],
        ["range", 0, ["int", "ffffffffffffffff"], 1],
        ["range", 0, 1.5, 1],
        ["decimal", "1e999999"],
        ["decimal", "0e999999"],
        ["fraction", "1e999999", 1],
        ["fraction", 1, 0],
        ["deque", "many"],
        ["datetime", 1],
        ["counter", [1]],
        ["same", 3],
        ["shared", 1],
        ["default dict", "eval"],
        ["named tuple", "P", ["a b"], 1],
        ["named tuple", "P", ["_x"], 1],
        ["named tuple", "P", ["x"], 1, 2],
        ["Generator", "PCG64", ["dict"]],
        ["Generator", "os", ["dict"]],
        ["__class__"],
        ["items", 1],
        ["dict", [1]],
        ["tuple", ["list", ["nothing known"]]],
        {"a": 1},
        [],
        [["list"]],
    ],
    ids=json.dumps,
)
def test_a_forged_value_is_refused(node: object) -> None:
    with pytest.raises((WireError, NotPlain)):
        Decoder([bytes(8)], refuse).decode(node)


@pytest.mark.parametrize("place", [-1, 625, 1 << 20, 0.5])
def test_a_generator_that_would_read_from_elsewhere_is_refused(place: object) -> None:
    generator = np.random.RandomState(5)
    encoder = Encoder(lambda value: [])
    name, kind, state = random_values.encode(generator, encoder)
    assert Decoder(encoder.buffers, lambda node: node).decode([name, kind, state]).rand() > 0
    forged = json.loads(json.dumps(state))
    (inner,) = [value for key, value in forged[1:] if key == "state"]
    (pair,) = [pair for pair in inner[1:] if pair[0] == "pos"]
    pair[1] = place
    with pytest.raises(WireError):
        Decoder(encoder.buffers, lambda node: node).decode([name, kind, forged])


def test_entries_of_no_bytes_are_refused_whatever_their_number() -> None:
    with pytest.raises(WireError):
        Decoder([b""], refuse).decode(["array", "<U0", [1 << 33], 0])


@pytest.mark.parametrize("tag", ["set", "frozenset", "dict"])
def test_keys_that_collide_are_refused_in_large_numbers(tag: str) -> None:
    same_hash = [["int", format(number * ((1 << 61) - 1), "x")] for number in range(50_000)]
    members = [[key, 1] for key in same_hash] if tag == "dict" else same_hash
    with pytest.raises(WireError, match="too many"):
        Decoder([], refuse).decode([tag, *members])


def test_an_array_that_is_too_large_is_refused_before_it_is_copied() -> None:
    with pytest.raises(WireError, match="too large"):
        across(np.broadcast_to(np.zeros(1), (1 << 40,)))


@pytest.mark.parametrize(
    "head",
    [
        struct.pack("<II", 1 << 31, 0),
        struct.pack("<II", 2, 1 << 31),
        struct.pack("<IIQ", 2, 1, 1 << 60),
        struct.pack("<II", 4, 0) + b"oops",
        struct.pack("<II", 100_000, 0) + b"[" * 100_000,
    ],
)
def test_a_forged_frame_is_refused_before_it_is_read(head: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(head)
        with pytest.raises(WireError):
            frames.receive(theirs, frames.within(5))


def test_a_frame_that_never_ends_is_given_up() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(struct.pack("<II", 10, 0) + b"[")
        with pytest.raises(TimeoutError):
            frames.receive(theirs, frames.within(0.2))


def test_a_closed_line_is_told() -> None:
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs, pytest.raises(Closed):
        frames.receive(theirs, frames.within(5))


def test_an_array_arrives_as_it_lies_in_memory() -> None:
    for array in (np.ones((2, 3)), np.ones((3, 2)).T, np.ones((4, 6))[::2, ::2]):
        arrived = across(array)
        assert np.array_equal(arrived, array)
        assert arrived.flags.fnc == array.flags.fnc
        assert arrived.flags.writeable
