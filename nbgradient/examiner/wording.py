"""Words a message so that it tells nothing of hidden inputs but what the test itself says.

When a hidden statement fails, a student's code has seen its inputs, and can send them home in
whatever of its answer gets into the message: a shape, a dtype, a text. So the message is taken
apart by the messages that stand in the source. Their words are shown, and so is any part between
them that stands in the test as a literal, or is put together from literals there: ``5`` and
``(5,)`` and ``softmax(x) for 5 logits``. Any other part becomes ``…``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

#: What is shown for a part of a message that a student's code may have chosen.
MASK = "…"

_LITERAL = (str, int, float, bool, tuple)
_PUT_TOGETHER = (ast.Constant, ast.Name, ast.Tuple, ast.JoinedStr, ast.FormattedValue, ast.Load)


def masked(
    message: str, test: ast.Module, tools: Iterable[ast.Module], namespace: dict
) -> str | None:
    """``message`` as a student may read it, or None if no message in the source is like it.

    ``test`` is the test cell that failed, ``namespace`` what its names stood for when it did;
    ``tools`` are the locked cells whose functions it may have called.
    """
    own = _own_texts(test, namespace)
    patterns = [pattern for tree in (test, *tools) for pattern in _patterns(tree)]
    for pattern in sorted(patterns, key=_words, reverse=True):
        filled = _fill(pattern, message, own)
        if filled and filled != MASK:
            return filled
    return None


def _patterns(tree: ast.Module) -> Iterator[list[str | None]]:
    """The messages of assertions and exceptions: their words, and None for each part between."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg is not None:
            yield _pattern(node.msg)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from map(_pattern, node.exc.args)


def _pattern(message: ast.expr) -> list[str | None]:
    if isinstance(message, ast.Constant):
        return [str(message.value)]
    if isinstance(message, ast.JoinedStr):
        return [piece for part in message.values for piece in _pattern(part)]
    if isinstance(message, ast.BinOp) and isinstance(message.op, ast.Add):
        return [*_pattern(message.left), *_pattern(message.right)]
    return [None]


def _words(pattern: list[str | None]) -> int:
    return sum(len(words) for words in pattern if words is not None)


def _fill(pattern: list[str | None], message: str, own: set[str]) -> str | None:
    """``message`` with the parts masked that are not the test's ``own``, if ``pattern`` fits it."""
    shown, rest, is_part = "", message, False
    for words in [*pattern, ""]:
        if words is None:
            is_part = True
            continue
        # The last words, which are none, stand at the end.
        part, found, after = rest.partition(words) if words else (rest, "", "")
        if (words and not found) or (part and not is_part):
            return None
        shown += (part if part in own or not part else MASK) + words
        rest, is_part = after, False
    return shown


def _own_texts(test: ast.Module, namespace: dict) -> set[str]:
    """The literals of the test, and what it puts together from names whose values are such."""
    nodes = list(ast.walk(test))
    own = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}

    def is_own(node: ast.AST) -> bool:
        if not isinstance(node, ast.Name):
            return isinstance(node, _PUT_TOGETHER)
        value = namespace.get(node.id)
        return type(value) in _LITERAL and str(value) in own

    for kind in (ast.Tuple, ast.JoinedStr):
        own |= {
            str(eval(compile(ast.Expression(node), "<test>", "eval"), dict(namespace)))
            for node in nodes
            if isinstance(node, kind) and all(map(is_own, ast.walk(node)))
        }
    return own
