"""IPython's magics as Python reads them: what they run is code, and stands where they stand.

IPython turns a magic into a call, with the code that it runs as a text: ``%%time`` over a cell
hides all that the cell binds and reads. Here the code takes the place of the call.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

#: Magics that run Python in the notebook's namespace, over a cell or in a line.
_RUN_CODE = {"time", "timeit", "prun", "memit", "snakeviz"}
_CAPTURE = "capture"

#: The options that may stand before the code in a line: ``-n 10 -r3 -o``.
_OPTIONS = re.compile(r"(-[nrstTlD]\s*[\w.]+\s+|-\w+\s+)*")

#: A cell without a character of IPython's own; its tokens need not be looked at.
_PLAIN = re.compile(r"(?!\s|>>>|\.\.\.|In \[)[^%!?]*\Z")

#: What ``%%capture out`` does, for its body.
_CAPTURED = """
with __import__("IPython.utils.capture", fromlist=["capture"]).capture_output() as {}:
    pass
"""


def python(source: str) -> str:
    """The Python that IPython makes of a cell, line by line."""
    if _PLAIN.match(source):
        return source + "\n"
    lines = source.split("\n")
    empty = next((place for place, line in enumerate(lines) if line.strip()), 0)
    # IPython drops empty lines at the top, and all that follow would have other numbers.
    return "\n" * empty + TransformerManager().transform_cell(source)


def keeps_lines(source: str) -> bool:
    """Whether the lines of ``source`` have the same numbers as those of what is made of it."""
    if _PLAIN.match(source):
        return True
    made = python(source).rstrip("\n")
    return "run_cell_magic" in made or made.count("\n") == source.rstrip("\n").count("\n")


def unfolded(tree: ast.Module) -> ast.Module:
    """``tree`` with the code that magics run in their places.

    A magic whose code is not Python stays the call that it is.
    """
    return ast.fix_missing_locations(_Unfolder().visit(tree))


class _Unfolder(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.stmt | list[ast.stmt]:
        try:
            return self._code(node) or node
        except SyntaxError:
            return node

    def _code(self, node: ast.Expr) -> list[ast.stmt] | None:
        match node.value:
            case ast.Call(
                ast.Attribute(ast.Call(ast.Name("get_ipython")), "run_cell_magic"),
                [ast.Constant(str(name)), ast.Constant(str(line)), ast.Constant(str(body))],
            ):
                if name in _RUN_CODE:
                    return self._parsed(body, node.lineno)
                if name == _CAPTURE:
                    return self._captured(line, self._parsed(body, node.lineno))
            case ast.Call(
                ast.Attribute(ast.Call(ast.Name("get_ipython")), "run_line_magic"),
                [ast.Constant(str(name)), ast.Constant(str(line))],
            ):
                if name in _RUN_CODE:
                    code = _OPTIONS.sub("", line, count=1)
                    return self._parsed(code, node.lineno - 1)
        return None

    def _parsed(self, code: str, lines_above: int) -> list[ast.stmt]:
        tree = ast.parse(python(code))
        ast.increment_lineno(tree, lines_above)
        return self.visit(tree).body

    def _captured(self, line: str, body: list[ast.stmt]) -> list[ast.stmt]:
        name = next((word for word in line.split() if word.isidentifier()), None)
        if name is None or not body:
            return body
        capture: Any = ast.parse(_CAPTURED.format(name)).body[0]
        for part in ast.walk(capture):
            ast.copy_location(part, body[0])
        capture.body, capture.end_lineno = body, body[-1].end_lineno
        return [capture]
