"""Pays once for what a library does at its first use."""

from __future__ import annotations

import sys

from .shell import Shell

#: What to run once, by the library that it warms.
FIRST_USES = {
    "matplotlib": """
import matplotlib.pyplot as plt
figure = plt.figure()
plt.plot([0, 1], [0, 1], label="$x$")
plt.title("title")
plt.xlabel("x")
plt.legend()
plt.show()
plt.close("all")
""",
    "torch": """
import torch
layer = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
for kind in (torch.optim.SGD, torch.optim.Adam):
    optimizer = kind(layer.parameters(), lr=0.1)
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(layer(torch.zeros(4, 2)), torch.zeros(4).long()).backward()
    optimizer.step()
""",
    "keras": """
import keras, numpy
for optimizer in ("sgd", "rmsprop", "adam"):
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
    "pandas": """
import pandas
pandas.DataFrame({"a": [1.0], "b": ["b"]})._repr_html_()
""",
}


def warm_up(shell: Shell, imports: str) -> None:
    """Run ``imports`` and use each library once; leave the shell as new.

    One thread for each library, and that before the first use: threads do not survive a fork.
    """
    names: dict = {}
    exec(imports, names)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    shell.capture_descriptors()
    for library, source in FIRST_USES.items():
        if library in sys.modules:
            shell.run(source, 1 << 20)
    shell.run("1 / 0", 1 << 20)
    shell.reset(new_session=True)
    shell.execution_count = 0
