"""Pays once for what a library does at its first use."""

from __future__ import annotations

import contextlib
import gc
import sys
from dataclasses import dataclass

from nbgradient.candidate.shell import Shell


@dataclass(frozen=True)
class FirstUse:
    """What to run once.

    Attributes:
        library: that it warms; nothing is run if nobody imports it.
        word: that notebooks contain which do this, if not all do that import the library.
        source: the code.
    """

    library: str
    source: str
    word: str = ""


FIRST_USES = (
    FirstUse(
        "matplotlib",
        """
import matplotlib.pyplot as plt
figure = plt.figure()
plt.plot([0, 1], [0, 1], label="$x$")
plt.title("title")
plt.xlabel("x")
plt.legend()
plt.show()
plt.close("all")
""",
    ),
    FirstUse(
        "torch",
        """
import torch
layer = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
torch.nn.functional.cross_entropy(layer(torch.zeros(4, 2)), torch.zeros(4).long()).backward()
""",
    ),
    FirstUse(  # the first optimizer loads PyTorch's compiler
        "torch",
        """
import torch
layer = torch.nn.Linear(2, 3)
for kind in (torch.optim.SGD, torch.optim.Adam):
    optimizer = kind(layer.parameters(), lr=0.1)
    optimizer.zero_grad()
    layer(torch.zeros(4, 2)).sum().backward()
    optimizer.step()
""",
        word="optim",
    ),
    FirstUse(
        "keras",
        """
import keras, numpy
for optimizer in ("sgd", "rmsprop"):
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(3, "relu"), keras.layers.Dense(2, "softmax")]
    )
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, y = numpy.zeros((8, 4)), numpy.zeros(8)
    model.fit(x, y, validation_split=0.25, verbose=0)
    model.predict(x, verbose=0)
    model.evaluate(x, y, verbose=0)
    model.get_weights()
keras.backend.clear_session()
""",
    ),
    FirstUse(
        "pandas",
        """
import pandas
pandas.DataFrame({"a": [1.0], "b": ["b"]})._repr_html_()
""",
    ),
)


def warm_up(shell: Shell, imports: str, words: frozenset[str]) -> None:
    """Run ``imports``, use once what notebooks with these ``words`` use; leave the shell as new.

    One thread for each library, and that before the first use: threads do not survive a fork.
    Nothing that is made on the way goes again, so the garbage collector need not look for it: not
    now, and not in the forks, which would copy what it touches.
    """
    gc.disable()
    names: dict = {}
    for line in imports.splitlines():
        with contextlib.suppress(Exception):  # the cell itself will tell
            exec(line, names)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    shell.capture_descriptors()
    for use in FIRST_USES:
        if use.library in sys.modules and (not use.word or use.word in words):
            shell.run(use.source, 1 << 20)
    shell.run("1 / 0", 1 << 20)
    gc.freeze()
    shell.reset(new_session=True)
    shell.execution_count = 0
    gc.freeze()
    gc.enable()
