"""PyTorch's tensors and dtypes on the wire. Nothing here imports PyTorch before a tensor comes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from nbgradient.wire.frames import WireError

if TYPE_CHECKING:
    from nbgradient.wire.codec import Decoder, Encoder


def is_mutable(value: Any) -> bool:
    """Whether ``value`` is a tensor."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_computed(value: Any) -> bool:
    """Whether ``value`` is a tensor that leads back to others, of which a copy knows nothing."""
    return is_mutable(value) and value.grad_fn is not None


def encode(value: Any, encoder: Encoder, depth: int) -> list | None:
    """The node for ``value``; None if it is of another kind."""
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    if isinstance(value, torch.dtype):
        return ["torch.dtype", str(value).removeprefix("torch.")]
    return _tensor(value, encoder, torch, depth) if isinstance(value, torch.Tensor) else None


def _tensor(value: Any, encoder: Encoder, torch: Any, depth: int) -> list:
    if value.layout is not torch.strided or value.device.type != "cpu":
        return encoder.other(value)
    data = value.detach().resolve_conj().resolve_neg()
    name = str(value.dtype).removeprefix("torch.")
    if name == "bfloat16":
        data = data.float()
    has_gradient = value.requires_grad and value.is_leaf and value.grad is not None
    gradient = encoder.encode(value.grad, depth) if has_gradient else None
    return ["tensor", encoder.array(data.numpy()), name, value.requires_grad, gradient]


def _decode_tensor(decoder: Decoder, parts: list, depth: int) -> Any:
    import torch

    array, name, requires_grad, gradient = parts
    dtype = _decode_dtype(decoder, [name], depth)
    value = torch.from_numpy(decoder.array(array[1:])).to(dtype)
    value.requires_grad_(bool(requires_grad))
    if gradient is not None:
        value.grad = decoder.decode(gradient, depth)
    return value


def _decode_dtype(decoder: Decoder, parts: list, depth: int) -> Any:
    import torch

    dtype = vars(torch).get(str(parts[0]))  # to ask for what it has not would import that
    if not isinstance(dtype, torch.dtype):
        raise WireError("A tensor's dtype is malformed.")
    return dtype


def copy(target: Any) -> Any:
    """A tensor of its own with the numbers and the gradient of ``target``."""
    made = target.detach().clone()
    if target.is_leaf and target.grad is not None:
        made.grad = target.grad.clone()
    return made


def copy_back(target: Any, value: Any) -> None:
    """Give the tensor ``target`` the numbers and the gradient of ``value``, if it has room."""
    torch = sys.modules["torch"]
    if isinstance(value, torch.Tensor) and target.shape == value.shape:
        with torch.no_grad():
            target.copy_(value)
        target.grad = value.grad


DECODERS = {"tensor": _decode_tensor, "torch.dtype": _decode_dtype}
