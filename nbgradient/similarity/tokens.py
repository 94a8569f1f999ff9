"""Answers as tokens: code without the names that its author chose, texts as words."""

from __future__ import annotations

import ast
import re
import warnings
from typing import NamedTuple

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Literal, Name, Text

from nbgradient.course.notebooks import composed
from nbgradient.safe.text import is_quick

#: What stands for a name that the author of the code chose, and for a string.
CHOSEN, STRING = "V", "S"

_WORD = re.compile(r"\w+")

#: Where code that is no Python binds names, as far as a pattern can tell.
_BOUND = re.compile(r"\b(?:for|as|def|class|lambda)\s+(\w+)|^\s*(\w+)\s*=(?!=)", re.MULTILINE)

_LEXER = PythonLexer()


class Tokens(NamedTuple):
    """The tokens of a text, and where in it they begin and end."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def of_code(code: str) -> Tokens:
    """The tokens of ``code``, without comments, docstrings and layout.

    A name that the code itself binds is the same token as any other: to rename it changes nothing.
    What a lexer might take too long for is taken as words.
    """
    if not is_quick(code):
        return of_text(code)
    chosen = _chosen(code)
    tokens = Tokens([], [], [])
    for start, kind, value in _LEXER.get_tokens_unprocessed(code):
        if kind in Text or kind in Comment or kind in Literal.String.Doc:
            continue
        if kind in Literal.String and tokens.keys[-1:] == [STRING]:
            tokens.ends[-1] = start + len(value)
            continue
        tokens.keys.append(_key(kind, value, chosen))
        tokens.starts.append(start)
        tokens.ends.append(start + len(value))
    return tokens


def of_text(text: str) -> Tokens:
    """The words of ``text``, whether upper or lower case."""
    tokens = Tokens([], [], [])
    for word in _WORD.finditer(text):
        tokens.keys.append(composed(word[0]).casefold())
        tokens.starts.append(word.start())
        tokens.ends.append(word.end())
    return tokens


def _key(kind: object, value: str, chosen: set[str]) -> str:
    if kind in Literal.String:
        return STRING
    return CHOSEN if kind in Name and value in chosen else value


def _chosen(code: str) -> set[str]:
    """The names that ``code`` binds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes, for instance
            tree = ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return {name or other for name, other in _BOUND.findall(code)}
    return {name for node in ast.walk(tree) if (name := _bound_by(node))}


def _bound_by(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.arg(arg=name):
            return name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return None
