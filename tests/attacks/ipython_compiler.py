"""Replaces what compiles a cell, so that every later cell is compiled to nothing."""

import ast
import builtins

usual = builtins.compile


def compile_nothing(source, *args, **kwargs):
    if isinstance(source, ast.Module):
        source.body.clear()
    return usual(source, *args, **kwargs)


builtins.compile = compile_nothing
compiler = type(get_ipython().compile)
compiler.__call__ = lambda self, source, name, mode, **kwargs: compile_nothing(source, name, mode)
