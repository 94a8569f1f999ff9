"""Does a cell of a student's hold words for a reader, or code for a computer?

Code near a question is no answer to it; a sentence that was typed into a cell of code is one. Such
a cell holds comments or strings alone, also printed or given a name, or sentences as they are.
"""

from __future__ import annotations

import ast
import keyword

from nbformat import NotebookNode

from nbgradient.examiner.matching import text

#: So many words are a sentence where a word alone would not be.
_SENTENCE = 3
#: What is longer is nobody's sentence in a cell of code.
_MOST_CHARACTERS = 10_000
#: What stands in code that is only commented out.
_CODE = frozenset("=()[]{}")


def is_prose(cell: NotebookNode) -> bool:
    """Whether ``cell`` holds a text that somebody may have to read."""
    said = text(cell)
    if cell.cell_type != "code":
        return any(c.isalnum() for c in said)
    if len(said) > _MOST_CHARACTERS:
        return False
    try:
        statements = ast.parse(said).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return any(map(_is_sentence, said.splitlines()))
    if not statements:
        return any(map(_says_something, said.splitlines()))
    others = [statement for statement in statements if not _shows_name(statement)]
    return bool(others) and all(map(_is_text, others))


def _is_text(statement: ast.stmt) -> bool:
    """Whether ``statement`` is a string, or prints a sentence, or gives it a name."""
    match statement:
        case ast.Expr(value=ast.Constant(value=str(said))):
            return any(c.isalnum() for c in said)
        case ast.Expr(
            value=ast.Call(func=ast.Name(id="print"), args=[ast.Constant(value=str(said))])
        ):
            return _words(said) >= _SENTENCE
        case ast.Assign(value=ast.Constant(value=str(said))):
            return _words(said) >= _SENTENCE
    return False


def _shows_name(statement: ast.stmt) -> bool:
    """Whether ``statement`` shows what has been given a name."""
    match statement:
        case ast.Expr(value=ast.Name()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[ast.Name()])):
            return True
    return False


def _says_something(comment: str) -> bool:
    """Whether ``comment`` has words, and is no code that was taken out."""
    is_code = not _CODE.isdisjoint(comment) and _words(comment) < _SENTENCE
    return any(c.isalnum() for c in comment) and not is_code


def _is_sentence(line: str) -> bool:
    """Whether a ``line`` that is no Python is words, and neither a comment nor a magic command."""
    is_other = line.lstrip().startswith(("#", "%", "!"))
    return _words(line) > _SENTENCE and _CODE.isdisjoint(line) and not is_other


def _words(line: str) -> int:
    words = (word.strip("\"'`.,;:!?#-") for word in line.split())
    return sum(word.isalpha() and not keyword.iskeyword(word) for word in words)
