"""NumPy's random generators on the wire: which kind, and in what state.

A test passes its own ones that way. One of the student's stays on the student's side, where the
code that holds it draws from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nbgradient.wire.frames import WireError

if TYPE_CHECKING:
    from nbgradient.wire.codec import Decoder, Encoder

_KINDS: dict[str, Any] = {
    name: getattr(np.random, name) for name in ("MT19937", "PCG64", "PCG64DXSM")
}


def is_mutable(value: Any) -> bool:
    """Whether ``value`` is a generator: each draw changes it."""
    return _kind_of(value) is not None


def encode(value: Any, encoder: Encoder) -> list | None:
    """The node for ``value``; None if it is of another kind."""
    kind = _kind_of(value)
    if kind is None:
        return None
    return [type(value).__name__, kind, encoder.encode(_state_of(value))]


def copy(target: Any) -> Any:
    """A generator of its own in the state of ``target``."""
    return _made(type(target).__name__, str(_kind_of(target)), _state_of(target))


def copy_back(target: Any, value: Any) -> None:
    """Have ``target`` go on as ``value`` does, if it is of the same kind."""
    if type(target) is type(value) and _kind_of(target) == _kind_of(value):
        _set_state(target, _state_of(value))


def _kind_of(value: Any) -> str | None:
    """The name of the bit generator of ``value``, if it is a plain generator."""
    if type(value) is np.random.RandomState:
        return np.random.MT19937.__name__
    if type(value) is not np.random.Generator:
        return None
    name = type(value.bit_generator).__name__
    return name if _KINDS.get(name) is type(value.bit_generator) else None


def _state_of(value: Any) -> dict:
    if type(value) is np.random.RandomState:
        return value.get_state(legacy=False)
    return value.bit_generator.state


def _set_state(target: Any, state: dict) -> None:
    if type(target) is np.random.RandomState:
        target.set_state(state)
    else:
        target.bit_generator.state = state


def _made(name: str, kind: str, state: dict) -> Any:
    bits = _KINDS[kind](0)
    made = np.random.Generator(bits) if name == "Generator" else np.random.RandomState(bits)
    _set_state(made, state)
    return made


def _decoder(name: str) -> Any:
    def decode(decoder: Decoder, parts: list, depth: int) -> Any:
        kind, node = parts
        state = decoder.decode(node, depth)
        if kind not in _KINDS or not _is_sound(state, kind):
            raise WireError("A generator is malformed.")
        return _made(name, kind, state)

    return decode


def _is_sound(state: Any, kind: str) -> bool:
    """Whether NumPy can take over ``state``: it reads the numbers of MT19937 from any place."""
    if type(state) is not dict or state.get("bit_generator") != kind:
        return False
    if kind != np.random.MT19937.__name__:
        return True
    key, place = state["state"]["key"], state["state"]["pos"]
    is_key = type(key) is np.ndarray and key.dtype == np.uint32 and key.shape == (624,)
    return is_key and type(place) is int and 0 <= place <= len(key)


DECODERS = {name: _decoder(name) for name in ("Generator", "RandomState")}
