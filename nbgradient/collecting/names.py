"""The names of notebooks that are nearly right, and the folder that is too much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nbgradient.collecting import texts
from nbgradient.safe.shown import shown

_NOTEBOOK = re.compile(r"(?P<stem>.+?)\.ipynb(?:\.ipynb)?(?:\.json|\.txt)?", re.IGNORECASE)
#: What browsers, systems, Jupyter and LMSs add to the name of a second copy.
_COPY = re.compile(
    r"\s*\(\d+\)|[-_ ]\d+|[\s_-]+(?:copy|kopie|copie|copia)\s*(?:\(?\d+\)?)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s_-]+")
#: How many copies of copies are looked through.
_MOST_COPIES = 4
#: A program that packs files can give them its own times: those so close together tell nothing.
SOON = timedelta(minutes=1)
#: The share of a notebook's cells, by nbgrader's names, from which on another name is no matter.
SAME = 0.5


@dataclass
class Mended:
    """Files of a hand-in with the names that the assignment asks for.

    Attributes:
        contents: the files by their paths.
        remarks: what was put right.
        renamed: which names were, which is nothing special: LMSs add numbers to names.
        left_out: what was left out, and why.
        found: the notebooks among them that the assignment asks for.
    """

    contents: dict[str, bytes]
    remarks: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)


def is_notebook(path: str) -> bool:
    """Whether ``path`` has the name of a notebook, or nearly so."""
    return _NOTEBOOK.fullmatch(path.rpartition("/")[2]) is not None


def asked_for(path: str, asked: Mapping[str, object]) -> str | None:
    """Which of the notebooks ``asked`` for (without ``.ipynb``) ``path`` names, or nearly so."""
    match = _NOTEBOOK.fullmatch(path.rpartition("/")[2])
    if match is None:
        return None
    known = {_BETWEEN.sub("_", name.casefold()): name for name in asked}
    stem = match["stem"].strip()
    for _ in range(_MOST_COPIES):
        if found := known.get(_BETWEEN.sub("_", stem.casefold()).strip("_")):
            return found
        copy = next((m for m in _COPY.finditer(stem) if m.end() == len(stem)), None)
        if copy is None or copy.start() == 0:
            return None
        stem = stem[: copy.start()]
    return None


def mended(
    contents: Mapping[str, bytes],
    asked: Mapping[str, set[str]],
    times: Mapping[str, tuple[int, datetime | None]],
) -> Mended:
    """``contents`` with the right names, without a folder too much.

    Args:
        contents: the files by their paths.
        asked: the notebooks that the assignment asks for, without ``.ipynb``, and the names that
            nbgrader gave to their cells.
        times: what tells which of two files is the newer, by path.
    """
    claimed = claims(contents, asked)
    result = Mended({})
    chosen = {name: _newest(name, paths, times, result) for name, paths in claimed.items()}
    root = _root(chosen.values())
    notebooks = {path for paths in claimed.values() for path in paths}
    beside = [path for path in contents if path not in notebooks]
    inside = [path for path in beside if path.startswith(root)]
    result.contents |= {path[len(root) :]: contents[path] for path in inside}
    for name, path in chosen.items():
        if asked_for(path, asked) is None:
            what = f"{shown(path)} was taken for {name}.ipynb"
            result.remarks.append(f"{what}, by nbgrader's names of its cells.")
        _take(name, path, contents[path], result)
    if root:
        result.remarks.append(f"It lay in the folder {shown(root[:-1])}.")
    if outside := len(beside) - len(inside):
        result.left_out.append(f"{_files(outside)} outside {shown(root[:-1])}: left out.")
    return result


def claims(contents: Mapping[str, bytes], asked: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The paths that could be each notebook: by name, and where none is, by nbgrader's names."""
    found: dict[str, list[str]] = {}
    others = []
    for path in contents:
        if name := asked_for(path, asked):
            found.setdefault(name, []).append(path)
        elif is_notebook(path):
            others.append(path)
    missing = {name: cells for name, cells in asked.items() if cells and name not in found}
    for path in others if missing else []:
        known = texts.grade_ids(contents[path])
        shares = {name: len(known & cells) / len(cells) for name, cells in missing.items()}
        best = max(shares, key=lambda name: shares[name])
        if shares[best] >= SAME and list(shares.values()).count(shares[best]) == 1:
            found.setdefault(best, []).append(path)
    return found


def _newest(
    name: str,
    paths: list[str],
    times: Mapping[str, tuple[int, datetime | None]],
    result: Mended,
) -> str:
    """Which of ``paths`` is the notebook ``name``; it is said why, and which are not."""
    if len(paths) == 1:
        return paths[0]

    orders = {path: times.get(path, (0, None))[0] for path in paths}
    last = max(orders.values())
    newest = [path for path in paths if orders[path] == last]
    reason = "the newer one"
    if len(newest) > 1:
        newest, reason = _by_time(newest, times), "the newer one, by the files' own times"
    if len(newest) > 1:
        reason = "no time tells which is newer"
    best = max(newest, key=lambda path: (path.rpartition("/")[2] == f"{name}.ipynb", path))
    others = [path for path in paths if path != best]
    listed = ", ".join(shown(path) for path in others[:5])
    result.remarks.append(f"{shown(best)} was taken for {name}.ipynb ({reason}), not {listed}.")
    return best


def _by_time(paths: list[str], times: Mapping[str, tuple[int, datetime | None]]) -> list[str]:
    """Those of ``paths`` that were changed last; all that are as new as that, to ``SOON``."""
    changed = {path: times.get(path, (0, None))[1] or datetime.min for path in paths}
    last = max(changed.values())
    return [path for path in paths if last - changed[path] < SOON]


def _root(paths: Iterable[str]) -> str:
    """The folder, with its ``/``, in which all of ``paths`` are."""
    folders = {path.rpartition("/")[0] for path in paths}
    return f"{folders.pop()}/" if len(folders) == 1 and "" not in folders else ""


def _take(name: str, path: str, content: bytes, result: Mended) -> None:
    target = f"{name}.ipynb"
    content, said = texts.mended(content)
    given = path.rpartition("/")[2]
    if given != target:
        result.renamed.append(f"{shown(given)} is now {target}.")
    result.remarks += [f"{target}: {sentence}" for sentence in said]
    result.contents[target] = content
    result.found.add(name)


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
