"""Rules on what a test keeps away from."""

from __future__ import annotations

import ast

from nbgradient.checks.rules.testcell import Faults, TestCell
from nbgradient.course.names import dotted


def patches_nothing(test: TestCell) -> Faults:
    """No module is changed."""
    stores: list[ast.Attribute | ast.Subscript] = [*test.nodes(ast.Attribute)]
    for node in [*stores, *test.nodes(ast.Subscript)]:
        if isinstance(node.ctx, ast.Store | ast.Del) and test.is_module(node):
            yield node, f"patches {ast.unparse(node)}"
    for node in test.nodes(ast.Call):
        named = ast.unparse(node.func) in {"setattr", "delattr"}
        if named and node.args and test.is_module(node.args[0]):
            yield node, f"patches {ast.unparse(node.args[0])}"


_FORBIDDEN_NAMES = {
    *("__import__", "capsys", "compile", "eval", "exec", "get_ipython", "globals", "locals"),
    *("monkeypatch", "open", "vars"),
}
_FORBIDDEN_MODULES = (
    *("contextlib.redirect", "ctypes.", "gc.", "inspect.", "io.", "IPython.", "os."),
    *("subprocess.", "sys.", "traceback.", "unittest."),
)
_FORBIDDEN_ATTRIBUTES = {"__class__", "__closure__", "__code__", "__dict__", "__globals__"}


def looks_at_data_only(test: TestCell) -> Faults:
    """It looks at no printed text, no frame, no namespace, no file."""
    for node in (*test.nodes(ast.Name), *test.nodes(ast.Attribute)):
        name = dotted(node, test.modules)
        forbidden = name in _FORBIDDEN_NAMES or getattr(node, "attr", "") in _FORBIDDEN_ATTRIBUTES
        module = test.is_module(node) and name.startswith(_FORBIDDEN_MODULES)
        if forbidden or module:
            yield node, f"uses {ast.unparse(node)}"
