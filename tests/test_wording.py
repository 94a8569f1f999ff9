"""What a message tells when a hidden statement fails: the instructor's words, no one else's."""

from __future__ import annotations

import ast

import pytest

from nbgradient.examiner.verdict import LONGEST, failed
from nbgradient.examiner.wording import masked

TOOLS = ast.parse("""
def as_numbers(value, shape, what):
    assert value is not None, f"{what} is None: is a `return` missing?"
    assert value.shape == shape, f"{what} should have the shape {shape}, but it has {value.shape}."


def complain(error):
    raise AssertionError("It can't be used. " + f"Keras says: {error}")
""")

TEST = ast.parse("""
for size, k in ((5, 2), (7, 3)):
    result = as_numbers(softmax(x), (size, k), f"softmax(x) for {size} logits")
    assert result.sum() == 1, f"For {size} logits the probabilities should sum to 1."
    assert result[0] > 0, "The first should be positive."
    assert result[1] == total, message
    assert result[2] == 0, f"The answer {answer} is wrong."
""")

NOW = {"size": 5, "k": 2, "answer": "4711", "total": 4711}


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("The first should be positive.", "The first should be positive."),
        (
            "For 5 logits the probabilities should sum to 1.",
            "For 5 logits the probabilities should sum to 1.",
        ),
        (
            "softmax(x) for 5 logits should have the shape (5, 2), but it has (4711, 12).",
            "softmax(x) for 5 logits should have the shape (5, 2), but it has ….",
        ),
        (
            "softmax(x) for 5 logits should have the shape (5, 2), but it has (5, 3).",
            "softmax(x) for 5 logits should have the shape (5, 2), but it has ….",
        ),
        ("softmax(x) for 4711 logits is None: is a `return` missing?", "… is None: is a `return`"),
        ("The answer 4711 is wrong.", "The answer … is wrong."),
        ("It can't be used. Keras says: 4711", "It can't be used. Keras says: …"),
        ("4711", None),
        ("", None),
        ("The first should be positive. 4711", None),
        ("4711 The first should be positive.", None),
    ],
)
def test_a_message_keeps_what_the_test_itself_says(message: str, shown: str | None) -> None:
    said = masked(message, TEST, [TOOLS], NOW)
    assert said is None if shown is None else said.startswith(shown)
    assert "4711" not in str(said)


def test_a_message_is_cut_where_a_students_value_makes_it_long() -> None:
    assert len(failed("AssertionError", "x" * (20 << 20)).message) <= LONGEST + 1
