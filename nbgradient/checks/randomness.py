"""Random numbers come from local generators with a seed, never from global state."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from nbgradient.course.names import dotted

_LOCAL_NUMPY = {"default_rng", "Generator", "SeedSequence", "BitGenerator", "PCG64", "Philox"}
_SEEDERS = {
    *("torch.manual_seed", "torch.seed", "torch.set_rng_state", "torch.random.manual_seed"),
    *("torch.cuda.manual_seed", "keras.utils.set_random_seed"),
}
_TORCH_DRAWS = {
    *("rand", "randn", "randint", "randperm", "normal", "bernoulli", "multinomial", "poisson"),
    *("rand_like", "randn_like", "randint_like"),
}
_TENSOR_DRAWS = {"bernoulli_", "exponential_", "normal_", "random_", "uniform_"}
_FIXED_INIT = {"zeros_", "ones_", "constant_", "eye_", "dirac_"}
_SKLEARN_DRAWS = {"train_test_split", "shuffle", "resample", "TSNE", "MLPClassifier"}


def global_randomness(
    tree: ast.Module, modules: Mapping[str, str]
) -> Iterator[tuple[ast.expr, str]]:
    """The calls that draw from, or seed, a generator that others share.

    Args:
        tree: a cell.
        modules: the modules' full names by the names that the notebook gives them.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func, modules)
            if _is_global(node, name):
                yield node, f"{ast.unparse(node.func)} uses random state that is not its own"


def _is_global(call: ast.Call, name: str) -> bool:
    options = {keyword.arg for keyword in call.keywords}
    package, _, last = name.rpartition(".")
    if name == "numpy.random.default_rng":
        return not call.args and not options
    if name.startswith("numpy.random."):
        return name.split(".")[2] not in _LOCAL_NUMPY
    if package == "random":
        return last != "Random" or not call.args
    if name in _SEEDERS:
        return True
    if package.startswith("sklearn."):
        draws = last in _SKLEARN_DRAWS or (last.startswith("make_") and "datasets" in package)
        return draws and "random_state" not in options
    if package == "keras.random":
        return "seed" not in options and last != "SeedGenerator"
    return _draws_in_torch(call, package, last) and "generator" not in options


def _draws_in_torch(call: ast.Call, package: str, last: str) -> bool:
    if package == "torch":
        return last in _TORCH_DRAWS
    if package == "torch.nn.init":
        return last not in _FIXED_INIT
    if package == "torch.utils.data":
        return last == "random_split" or (last == "DataLoader" and _is_on(call, "shuffle"))
    return isinstance(call.func, ast.Attribute) and call.func.attr in _TENSOR_DRAWS


def _is_on(call: ast.Call, option: str) -> bool:
    return any(
        keyword.arg == option and ast.unparse(keyword.value) != "False" for keyword in call.keywords
    )
