"""Hand-ins that are not as they should be, from a seed: a class of them, and what each has to get.

``python tests/mutated.py --count 1000`` makes a class of so many, grades it twice with the command,
and says what is not as it should be. A seed is drawn and printed; ``--seed`` takes one.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import csv
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from small_course import hand_in, make, solved

from nbgradient.safe.shown import shown

NBGRADIENT = str(Path(sys.executable).with_name("nbgradient"))
#: The points of the tests of a right submission, and of one with a right notebook of two.
FULL, HALF = 6.0, 3.0

Tree = dict[str, Any]


@dataclass(frozen=True)
class Mutation:
    """A way in which a hand-in is not as it should be.

    Attributes:
        name: of the function that does it.
        make: does it to the folder of a student who has solved all.
        points: what the tests have to give, if that is sure.
        reason: whether there has to be one.
        is_heavy: whether a class should have few of them.
    """

    name: str
    make: Callable[[Path, random.Random], None]
    points: float | None
    reason: bool
    is_heavy: bool


MUTATIONS: list[Mutation] = []
#: Names of students, with a place for a number.
NAMES = (
    "n" * 240 + "{}", "rtl\u202e{}cod", "zero\u200bwidth{}", "😀{}", "e\u0301{}", "é{}", "-rf {}",
    "*{}", "..{}", "...{}", "?{}", "~{}", "${{HOME}}{}", "%s%n{}", "a b {}", " {}", "{} ", "'{}",
    '"{}"', "=1+{}", "@{}", "a\\b{}", "a:b{}", "{}.ipynb", "{}.json", "#{}", "&{};", "<b>{}",
    "[bold]{}", "--force{}", "first{}", "none\n{}", "\x1b[2J{}", "\x7f{}", "tab\t{}",
    "half\udcff{}", "㍿{}", "٣{}", "\u2028{}", "a\u0300\u0301\u0302{}", "{},b", "{{{}}}",
)  # fmt: skip


def mutation(
    points: float | None = None, reason: bool = False, heavy: bool = False
) -> Callable[[Callable], Callable]:
    """Count a function on a folder among the mutations."""

    def add(make_it: Callable) -> Callable:
        MUTATIONS.append(Mutation(make_it.__name__, make_it, points, reason, heavy))
        return make_it

    return add


def of_notebook(**wanted: Any) -> Callable[[Callable], Callable]:
    """Count a function among the mutations that changes the tree of a notebook, or gives another
    one or its text."""

    def add(change: Callable) -> Callable:
        def make_it(folder: Path, chance: random.Random) -> None:
            tree = json.loads(nbformat.writes(solved()))
            changed = change(tree, chance)
            changed = tree if changed is None else changed
            write(folder, changed if isinstance(changed, str | bytes) else json.dumps(changed))

        make_it.__name__ = change.__name__
        mutation(**wanted)(make_it)
        return change

    return add


def write(folder: Path, content: str | bytes, name: str = "one.ipynb") -> None:
    """Write a file of a student's, as bytes or as text."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    (folder / name).write_bytes(data)


def cell(tree: Tree, name: str = "double") -> Tree:
    """The cell of that grade_id."""
    return next(
        c for c in tree["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


# The bytes of a notebook


def text_of_one(chance: random.Random) -> bytes:
    """A notebook as it was handed out, or solved."""
    answer = chance.choice(("def double(x):\n    return 2 * x", "raise NotImplementedError"))
    return nbformat.writes(solved(answer)).encode()


@mutation()
def bytes_flipped(folder: Path, chance: random.Random) -> None:
    text = bytearray(text_of_one(chance))
    for _ in range(chance.randint(1, 20)):
        text[chance.randrange(len(text))] ^= 1 << chance.randrange(8)
    write(folder, bytes(text))


@mutation(HALF, reason=True)
def cut_off(folder: Path, chance: random.Random) -> None:
    text = text_of_one(chance)
    write(folder, text[: chance.randrange(len(text) - 2)])


@mutation()
def piece_doubled(folder: Path, chance: random.Random) -> None:
    text = text_of_one(chance)
    begin, end = sorted(chance.sample(range(len(text)), 2))
    write(folder, text[:end] + text[begin:])


@mutation()
def piece_lost(folder: Path, chance: random.Random) -> None:
    text = text_of_one(chance)
    begin, end = sorted(chance.sample(range(len(text)), 2))
    write(folder, text[:begin] + text[min(end, begin + 300) :])


@mutation(HALF, reason=True)
def random_bytes(folder: Path, chance: random.Random) -> None:
    write(folder, chance.randbytes(chance.choice((1, 100, 100_000))))


@mutation(HALF, reason=True)
def other_text(folder: Path, chance: random.Random) -> None:
    texts = ("null", "[]", "{}", "4", '"x"', "NaN", "\0" * 50, "\n", "{" * 100_000, "[" * 3_000,
             '{"a":' * 50_000, "<html>", "%PDF-1.7", "PK\x03\x04", "9" * 10_000, "\x1b[2J",
             '{"nbformat": 4}', '{"nbformat": 4, "cells": {}}', '{"nbformat": 4, "cells": null}',
             '{"nbformat": ' + "9" * 10_000 + "}", '{"nbformat": 1e999, "cells": []}',
             '{"nbformat": true, "cells": []}', '{"nbformat": "4", "cells": []}',
             '{"nbformat": 3, "worksheets": []}', '{"nbformat": 4.0, "cells": []}')  # fmt: skip
    write(folder, chance.choice(texts))


@mutation(FULL)
def encoded_otherwise(folder: Path, chance: random.Random) -> None:
    code = "def double(x):\n    return 2 * x  # é"
    text = json.dumps(json.loads(nbformat.writes(solved(code))), ensure_ascii=False)
    write(folder, text.encode(chance.choice(("utf-16", "utf-8-sig", "utf-32", "utf-16-le"))))


@mutation(HALF, reason=True)
def encoded_in_latin(folder: Path, chance: random.Random) -> None:
    code = "def double(x):\n    return 2 * x  # é"
    text = json.dumps(json.loads(nbformat.writes(solved(code))), ensure_ascii=False)
    write(folder, text.encode("latin-1"))


# The tree of a notebook


def nested(depth: int) -> Any:
    """A list in a list, and so on."""
    found: Any = 1
    for _ in range(depth):
        found = [found]
    return found


def values(chance: random.Random) -> Any:
    """A value that nobody expects."""
    return chance.choice((
        {}, [], None, True, False, 0, -1, 1e308, 2**70, "", "x" * 1_000_000, "\ud800", "\0", [1, 2],
        {"a": {}}, float("nan"), float("inf"), [[]], [None], {"": ""}, nested(200), nested(400),
        "\x1b[31m", "\u202e", "line\nend", ["a\n", 1], {"nbgrader": []}, "é", 10**4_000,
    ))  # fmt: skip


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in a tree: what holds it, and its key there."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from places(tree[key])


@of_notebook()
def values_replaced(tree: Tree, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(places(tree)))
        holder[key] = values(chance)


@of_notebook()
def value_of_a_cell_replaced(tree: Tree, chance: random.Random) -> None:
    found = chance.choice(tree["cells"])
    found[chance.choice(list(found))] = values(chance)


@of_notebook()
def metadata_replaced(tree: Tree, chance: random.Random) -> None:
    known = chance.choice([c for c in tree["cells"] if "nbgrader" in c["metadata"]])
    known["metadata"]["nbgrader"][chance.choice(list(known["metadata"]["nbgrader"]))] = values(
        chance
    )


@of_notebook()
def keys_lost(tree: Tree, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(list(places(tree)))
        if isinstance(holder, dict):
            holder.pop(key)


@of_notebook(points=HALF, reason=True)
def cells_are_a_dict(tree: Tree, chance: random.Random) -> None:
    tree["cells"] = dict(enumerate(tree["cells"]))


@of_notebook()
def cells_are_no_cells(tree: Tree, chance: random.Random) -> None:
    tree["cells"] = [values(chance) for _ in range(10)]


@of_notebook(points=FULL)
def strange_cells_among_others(tree: Tree, chance: random.Random) -> None:
    tree["cells"][chance.randrange(5) : 0] = [None, 1, "x", [], {}, {"cell_type": []}]


@of_notebook()
def source_of_another_type(tree: Tree, chance: random.Random) -> None:
    cell(tree)["source"] = chance.choice((1, None, {}, [1, 2], ["def double(x):\n", None], True))


@of_notebook(points=FULL)
def source_as_lines(tree: Tree, chance: random.Random) -> None:
    cell(tree)["source"] = list("def double(x):\n    return 2 * x")


@of_notebook(points=FULL)
def metadata_is_a_list(tree: Tree, chance: random.Random) -> None:
    tree["metadata"] = chance.choice(([], 1, None, "x", {"kernelspec": 1}, {"kernelspec": []}))


@of_notebook(points=FULL)
def ids_are_strange(tree: Tree, chance: random.Random) -> None:
    same = chance.choice(("same", "", None, "x" * 1_000_000, 1, [], "\ud800", "a b", "\0", "\x1b"))
    for known in tree["cells"]:
        known["id"] = same


@of_notebook(points=FULL)
def no_ids(tree: Tree, chance: random.Random) -> None:
    tree["nbformat_minor"] = chance.choice((0, 2, 4, 5, 9, -1))
    for known in tree["cells"]:
        known.pop("id")


@of_notebook(points=FULL)
def minor_format_is_strange(tree: Tree, chance: random.Random) -> None:
    tree["nbformat_minor"] = chance.choice((None, "5", 5.5, [], {}, 2**70, 10**4_000, True, 99))


@of_notebook(points=FULL)
def other_schema(tree: Tree, chance: random.Random) -> None:
    version = chance.choice((0, 1, 2, 4, 99, "3", None, [], 3.5, -1))
    for known in tree["cells"]:
        if "nbgrader" in known["metadata"]:
            known["metadata"]["nbgrader"]["schema_version"] = version


@of_notebook(points=FULL)
def nbgraders_flags_changed(tree: Tree, chance: random.Random) -> None:
    for known in tree["cells"]:
        if "nbgrader" in known["metadata"]:
            for flag in ("grade", "solution", "locked", "task", "points"):
                known["metadata"]["nbgrader"][flag] = values(chance)


@of_notebook(reason=True)
def grade_ids_swapped(tree: Tree, chance: random.Random) -> None:
    one, other = cell(tree), cell(tree, chance.choice(("test_double", "q_double")))
    for part in ("metadata", "id"):
        one[part], other[part] = other[part], one[part]


@of_notebook(reason=True)
def grade_id_is_strange(tree: Tree, chance: random.Random) -> None:
    name = chance.choice(("../../x", "\x1b[2J", "\ud800", "x" * 1_000_000, "a\nb", "<b>", "[red]"))
    tree["cells"].append(copy.deepcopy(cell(tree)))
    tree["cells"][-1]["metadata"]["nbgrader"]["grade_id"] = name


@of_notebook(points=FULL)
def grade_id_of_another_type(tree: Tree, chance: random.Random) -> None:
    cell(tree, "test_double")["metadata"]["nbgrader"]["grade_id"] = chance.choice(
        (1, None, [], {}, True, ["test_double"], nested(500))
    )


@of_notebook(reason=True)
def locked_cells_changed(tree: Tree, chance: random.Random) -> None:
    cell(tree, "test_double")["source"] = chance.choice(("", "pass", "\0", "\ud800", "x" * 10**6))


@of_notebook(reason=True)
def cell_doubled(tree: Tree, chance: random.Random) -> None:
    tree["cells"] += [copy.deepcopy(cell(tree)) for _ in range(chance.choice((1, 5)))]


@of_notebook()
def cells_shuffled(tree: Tree, chance: random.Random) -> None:
    chance.shuffle(tree["cells"])


@of_notebook()
def cell_types_changed(tree: Tree, chance: random.Random) -> None:
    for known in tree["cells"]:
        known["cell_type"] = chance.choice(("code", "markdown", "raw", "heading", "", "x", 1, None))


def output(**data: Any) -> Tree:
    """An output of a cell, as a kernel shows it."""
    return {"output_type": "display_data", "data": data, "metadata": {}}


@of_notebook(points=FULL)
def strange_outputs(tree: Tree, chance: random.Random) -> None:
    kinds = ("text/html", "image/png", "application/x", "", "\ud800", "x" * 10_000, "text/plain")
    found = [
        output(**{chance.choice(kinds): values(chance)}),
        {"output_type": chance.choice(("x", 1, None, [], "pyout", "stream", "error"))},
        {"output_type": "stream", "text": values(chance), "name": values(chance)},
        {"output_type": "error", "traceback": values(chance), "ename": 1, "evalue": None},
        values(chance),
    ]
    cell(tree)["outputs"] = chance.choice((found, {}, None, 1, "x", [found]))


@of_notebook(points=FULL)
def execution_count_is_strange(tree: Tree, chance: random.Random) -> None:
    cell(tree)["execution_count"] = values(chance)


@of_notebook(points=FULL, heavy=True)
def huge_outputs(tree: Tree, chance: random.Random) -> None:
    cell(tree)["outputs"] = [output(**{"text/plain": "x" * 20_000_000})]


@of_notebook(points=FULL)
def attachments(tree: Tree, chance: random.Random) -> None:
    strange: Any = {"a.png": {"image/png": chance.choice(("", "%%%", "x" * 100_000, 1, None))}}
    many = {str(number): strange["a.png"] for number in range(99)}
    halves, page = {"\ud800": {"image/png": "\ud800"}}, {"../a": {"text/html": "<script>"}}
    found = chance.choice((strange, [], 1, {"a": []}, halves, page, many))
    for known in tree["cells"]:
        known["attachments"] = found


@of_notebook(points=FULL)
def nested_metadata(tree: Tree, chance: random.Random) -> str:
    depth = chance.choice((100, 700))
    cell(tree)["metadata"]["deep"] = "DEEP"
    return json.dumps(tree).replace('"DEEP"', '{"a":' * depth + "1" + "}" * depth)


@of_notebook(points=HALF, reason=True)
def nested_too_deep(tree: Tree, chance: random.Random) -> str:
    depth = chance.choice((20_000, 200_000))
    cell(tree)["metadata"]["deep"] = "DEEP"
    return json.dumps(tree).replace('"DEEP"', "[" * depth + "]" * depth)


@of_notebook(points=FULL)
def no_numbers(tree: Tree, chance: random.Random) -> str:
    cell(tree)["metadata"]["number"] = tree["metadata"]["number"] = "NUMBER"
    literal = chance.choice(("NaN", "Infinity", "-Infinity", "1e999", "-0", "0.1e-9999"))
    return json.dumps(tree).replace('"NUMBER"', literal)


@of_notebook()
def huge_numbers(tree: Tree, chance: random.Random) -> str:
    cell(tree)["metadata"]["number"] = tree["metadata"]["number"] = "NUMBER"
    return json.dumps(tree).replace('"NUMBER"', "9" * chance.choice((400, 4_000, 5_000, 10**6)))


@of_notebook()
def key_twice(tree: Tree, chance: random.Random) -> str:
    text = json.dumps(tree)
    return text[:-1] + chance.choice((', "cells": []}', ', "nbformat": 3}', ', "metadata": 1}'))


@of_notebook()
def halves_of_characters(tree: Tree, chance: random.Random) -> None:
    where = chance.choice(("double", "test_double", "q_double"))
    cell(tree, where)["source"] += chance.choice(("\n# \ud800", "\n'\udfff'", "\ud83d"))


@of_notebook()
def null_characters(tree: Tree, chance: random.Random) -> None:
    where = chance.choice(("double", "test_double", "q_double"))
    cell(tree, where)["source"] += chance.choice(("\0", "\n# \0", "\n'\0'"))


@of_notebook()
def strange_characters(tree: Tree, chance: random.Random) -> None:
    text = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.choice((10, 1_000))))
    cell(tree, chance.choice(("double", "q_double")))["source"] += f"\n# {text}"


@of_notebook(points=FULL, heavy=True)
def ten_thousand_cells(tree: Tree, chance: random.Random) -> None:
    empty = {"cell_type": "markdown", "metadata": {}, "source": chance.choice(("", "x", "$x$"))}
    tree["cells"] += [dict(empty, id=f"more-{number}") for number in range(10_000)]


@of_notebook(points=FULL, heavy=True)
def thousands_of_code_cells(tree: Tree, chance: random.Random) -> None:
    empty = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [],
             "execution_count": None}  # fmt: skip
    tree["cells"] += [dict(empty, id=f"more-{number}") for number in range(3_000)]


@of_notebook(points=FULL)
def extra_keys(tree: Tree, chance: random.Random) -> None:
    for holder, key in list(places(tree))[:: chance.randint(3, 9)]:
        if isinstance(holder[key], dict):
            holder[key][chance.choice(("x", "\ud800", "\0", "__class__", "copy"))] = values(chance)


# The code of an answer


CODE = (
    "def double(x:\n    return", "exit()", "raise SystemExit", "import os\nos._exit(3)",
    "import os\nos.kill(os.getpid(), 9)", "def double(x):\n    return double(x)",
    "def double(x):\n    import os\n    os._exit(0)", "print('\\x1b[2J\\x07\\0')",
    "raise ValueError('\\x1b[2J\\n\\0\\ud800')", "raise type('\\x1b[2J', (Exception,), {})('x')",
    "print('x' * 3_000_000)", "del print", "input()", "%%bash\ntrue", "!true", "%cd /",
    "def double(x):\n    raise KeyboardInterrupt", "def double(x):\n    return '\\ud800'",
    "def double(x):\n    return '\\x1b[2J\\0'", "class double:\n    def __init__(self, x): pass",
    "def double(x):\n    return float('nan')", "double = None", "double = '\\x1b[2J'",
    "def double(x):\n    return [double] * 1000", "import sys\nsys.stdout.close()",
    "import sys\nsys.exit('\\x1b[2J')", "assert False, '\\x1b[2J' * 1000", "await double(1)",
    "def double(x):\n\treturn 2\n        x", "from IPython.display import *\nHTML('<script>')",
    "double = lambda x: (_ for _ in ())", "def double(x):\n    return 10 ** 5000",
    "get_ipython().run_cell = None", "def double(x): yield 2 * x", "x = " + "(" * 300 + ")" * 300,
    "x = " + "-" * 20_000 + "1", "# " + "x" * 1_000_000,
    "def double(x):\n    a = []\n    a.append(a)\n    return a",
    "class E(Exception):\n    def __str__(self): raise E\ndef double(x): raise E",
    "class A:\n    def __eq__(self, other): raise ValueError('\\x1b')\ndef double(x): return A()",
)  # fmt: skip


@mutation()
def strange_code(folder: Path, chance: random.Random) -> None:
    write(folder, nbformat.writes(solved(chance.choice(CODE))))


# The folder


@mutation(0.0, reason=True)
def folder_is_a_link(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(chance.choice(("first", "../ada/first", "nowhere", "/", "/proc/self")))


@mutation(0.0, reason=True)
def folder_is_a_file(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    folder.write_text("x")


@mutation(0.0, reason=True)
def folder_is_a_pipe(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    os.mkfifo(folder)


@mutation(0.0, reason=True)
def empty_folder(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@mutation(HALF, reason=True)
def notebook_is_no_file(folder: Path, chance: random.Random) -> None:
    path = folder / "one.ipynb"
    path.unlink()
    kind = chance.choice(("link", "loop", "pipe", "socket", "folder", "device", "hard link"))
    if kind == "link":
        path.symlink_to(chance.choice(("two.ipynb", "/dev/zero", "/etc/passwd", "nowhere")))
    elif kind == "loop":
        path.symlink_to("one.ipynb")
    elif kind == "pipe" or (kind == "device" and os.geteuid()):
        os.mkfifo(path)
    elif kind == "socket":
        _socket(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        os.mknod(path, 0o020666, os.makedev(1, chance.choice((3, 5, 7))))
    else:
        os.link(folder / "two.ipynb", path)
        shutil.copy(path, folder / "copy")
        os.replace(folder / "copy", folder / "two.ipynb")
        os.link(path, folder / "again")


def _socket(path: Path) -> None:
    before = os.getcwd()
    os.chdir(path.parent)  # its whole path may be too long for a socket
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(before)


@mutation(HALF, reason=True)
def notebook_of_another_name(folder: Path, chance: random.Random) -> None:
    names = ("One.ipynb", "one.IPYNB", "one (1).ipynb", "one.ipynb.ipynb", " one.ipynb", "one",
             "one.ipynb\n", "\x1b[2J.ipynb", "one.ipynb.json", "\u202eone.ipynb")  # fmt: skip
    (folder / "one.ipynb").rename(folder / chance.choice(names))


@mutation(HALF, reason=True)
def notebook_in_a_folder(folder: Path, chance: random.Random) -> None:
    (folder / "inner").mkdir()
    (folder / "one.ipynb").rename(folder / "inner" / "one.ipynb")


@mutation(HALF, reason=True)
def notebook_is_huge(folder: Path, chance: random.Random) -> None:
    os.truncate(folder / "one.ipynb", chance.choice((65 << 20, 1 << 40)))


@mutation(HALF, reason=True, heavy=True)
def notebook_is_mostly_nothing(folder: Path, chance: random.Random) -> None:
    os.truncate(folder / "one.ipynb", 30 << 20)


@mutation(FULL)
def strange_files_beside(folder: Path, chance: random.Random) -> None:
    names = ("\x1b[2J", "a\nb", "\u202e", "-rf", "*", "😀", "e\u0301", "half\udcff", "n" * 255, " ",
             ".hidden", "one.ipynb~", "con", "__init__.py", "double.py", "numpy.py")  # fmt: skip
    for name in chance.sample(names, 4):
        (folder / name).write_text("x")


@mutation(FULL, reason=True)
def things_beside_that_are_no_files(folder: Path, chance: random.Random) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    (folder / "root").symlink_to("/")
    os.mkfifo(folder / "pipe\x1b[2J")
    _socket(folder / "socket")
    if not os.geteuid():
        os.mknod(folder / "zero", 0o020666, os.makedev(1, 5))
    with (folder / "sparse").open("wb") as file:
        file.truncate(1 << chance.choice((27, 40)))


@mutation(FULL, reason=True)
def settings_beside(folder: Path, chance: random.Random) -> None:
    name = chance.choice(("nbgrader_config.py", "jupyter_config.py", "jupyter_\x1b[2J.json"))
    (folder / name).write_text("raise SystemExit")


@mutation(FULL, reason=True)
def time_that_is_none(folder: Path, chance: random.Random) -> None:
    texts = ("yesterday", "\0", "99999-01-01", "\x1b[2J", "1" * 190, "2026-13-45", "x" * 999)
    (folder / "timestamp.txt").write_text(chance.choice(texts))


@mutation(FULL, reason=True)
def deep_folders(folder: Path, chance: random.Random) -> None:
    before = os.getcwd()
    os.chdir(folder)
    for _ in range(chance.choice((25, 400))):
        os.mkdir("deep")
        os.chdir("deep")
    Path("file").write_text("x")
    os.chdir(before)


@mutation(FULL, reason=True, heavy=True)
def thousands_of_files(folder: Path, chance: random.Random) -> None:
    inner = folder / chance.choice(("a", "a.ipynb", "z"))
    inner.mkdir()
    for number in range(2_500):
        (inner / str(number)).touch()


@mutation()
def unreadable(folder: Path, chance: random.Random) -> None:
    path = chance.choice((folder, folder / "one.ipynb", folder.parent))
    path.chmod(chance.choice((0o000, 0o200, 0o111)))  # root reads it all the same


@mutation(FULL)
def many_notebooks(folder: Path, chance: random.Random) -> None:
    for number in range(20):
        write(folder, b"\0", f"more{number}.ipynb")


# A class


@dataclass(frozen=True)
class HandIn:
    """One student of a class."""

    student: str
    what: str
    points: float | None
    reason: bool


def make_class(root: Path, count: int, seed: int) -> list[HandIn]:
    """A course with so many hand-ins in it, the last of which, by ada, is good."""
    make(root)
    light = [it for it in MUTATIONS if not it.is_heavy]
    heavy = [it for it in MUTATIONS if it.is_heavy]
    found = [
        _named(root, number, random.Random(f"{seed} {number}")) for number in range(count // 20)
    ]
    for number in range(len(found), count - 1):
        chance = random.Random(f"{seed} {number}")
        few = number % 40 == 39
        pool = heavy if few else light
        chosen = pool[(number // 40 if few else number) % len(pool)]
        student = f"s{number:04}"
        hand_in(root, student, one=solved(), two=solved())
        chosen.make(root / "submitted" / student / "first", chance)
        found.append(HandIn(student, chosen.name, chosen.points, chosen.reason))
    hand_in(root, "ada", one=solved(), two=solved())
    return [*found, HandIn("ada", "good", FULL, False)]


def _named(root: Path, number: int, chance: random.Random) -> HandIn:
    """A good hand-in of a student with a strange name; what is no text to read is refused."""
    start = chance.randrange(len(NAMES)) if number >= len(NAMES) else number
    name = NAMES[start].format(number)
    hand_in(root, "copied", one=solved(), two=solved())
    os.rename(root / "submitted" / "copied", root / "submitted" / name)
    readable = name.isprintable()
    return HandIn(name, "strange name", FULL if readable else 0.0, not readable)


def grade(root: Path) -> subprocess.CompletedProcess:
    """Grade the class with the command."""
    return _command(root, "grade")


def _command(root: Path, name: str, *options: str) -> subprocess.CompletedProcess:
    variables = os.environ | {"NBGRADIENT_DATA": str(root), "COLUMNS": "400"}
    command = [NBGRADIENT, name, "first", *options]
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, encoding="utf-8")


def records(root: Path) -> dict[str, tuple[bool, int]]:
    """Whether each submission is done, and when that was written."""
    return {
        path.name: (json.loads(path.read_text())["is_done"], path.stat().st_mtime_ns)
        for path in (root / ".nbgradient" / "graded" / "first").glob("*.json")
    }


def troubles(root: Path, found: list[HandIn]) -> Iterator[str]:
    """Grade a class twice; whatever is not as it should be, in a sentence each."""
    done = grade(root)
    yield from _of_command(done)
    yield from _of_command(_command(root, "feedback", "--provisional"))
    (root / "first.out").write_text(done.stdout + done.stderr)
    log = (root / ".nbgradient" / "grading.log").read_text(errors="replace")
    if "Traceback" in log:
        yield f"grading.log: {log[log.index('Traceback') :][:3_000]}"
    try:
        with (root / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
            rows = {row["student_id"].removeprefix("'"): row for row in csv.DictReader(file)}
    except FileNotFoundError:
        yield f"there is no grades.csv: {done.stdout[-2_000:]}{done.stderr[-2_000:]}"
        return
    needs_person = "Needs a person" in done.stdout
    if done.returncode != needs_person:
        yield f"status {done.returncode}"
    for item in found:
        for said in _of_hand_in(item, rows.get(shown(item.student).removeprefix("'")), root):
            yield f"{ascii(item.student)[:40]}, {item.what}: {said}"
    before = records(root)
    again = grade(root)
    (root / "second.out").write_text(again.stdout + again.stderr)
    yield from _of_command(again)
    after = records(root)
    for name, (is_done, _) in before.items():
        if is_done and after.get(name) != before[name]:
            yield f"{name!a} was graded again"


def _of_command(done: subprocess.CompletedProcess) -> Iterator[str]:
    said = done.stdout + done.stderr
    if done.returncode not in (0, 1):
        yield f"the command ends with status {done.returncode}: {said[-3_000:]}"
    if "Traceback" in said:
        yield said[said.index("Traceback") :][-3_000:]
    if strange := {c for c in said if not (c.isprintable() or c == "\n")}:
        yield f"the command shows {strange}"


def _of_hand_in(item: HandIn, row: dict | None, root: Path) -> Iterator[str]:
    if row is None:
        yield "no row"
        return
    points, reason = float(row["auto_score"]), row["reason"]
    if item.points is not None and points != item.points:
        yield f"{points} points instead of {item.points}: {reason[:500]}"
    if item.reason and not reason:
        yield f"no reason for {points} points"
    if not all(map(str.isprintable, row.values())):
        yield f"the row shows what is no character to read: {row}"
    if len(reason) > 5_000:
        yield f"a reason of {len(reason)} characters"
    if "could not be graded" in reason or "Error" in reason:
        yield f"a reason that is none: {reason[:500]}"
    folder = root / "feedback" / item.student / "first"
    if item.student.isprintable() and not (folder / "first.html").exists():
        yield f"no page: {reason[:500]}"


def main() -> int:
    """Grade a class; the status says whether something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--folder", type=Path, help="where to work; what was graded stays there")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    root = Path(tempfile.mkdtemp(prefix="mutated-", dir=options.folder)) / "course"
    found = make_class(root, options.count, options.seed)
    print(f"{len(found)} submissions in {root}", flush=True)
    started = time.monotonic()
    said = list(troubles(root, found))
    print(f"graded twice in {time.monotonic() - started:.0f} s")
    for trouble in said:
        print(trouble[:1_000])
    print(f"{len(said)} troubles (seed {options.seed})")
    if options.folder is None:
        with contextlib.suppress(OSError):
            shutil.rmtree(root.parent)
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())
