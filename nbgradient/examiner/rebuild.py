"""Rebuilds a submission from the source notebook, with the student's answers grafted in.

What is graded has the instructor's cells, order, tags and metadata. Which submitted cell is which,
``matching`` tells; cells of the student's own keep their place. Whatever had to be repaired is said
in plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from nbgradient.course import notebooks
from nbgradient.examiner.matching import Matching, Way, defined, given_texts, is_locked, plain, text
from nbgradient.examiner.outputs import text_of
from nbgradient.safe.shown import cut

#: Stands where a student deleted an answer's cell.
DELETED = "This cell was not in the submission."
#: What the ids of a student's own cells begin with.
EXTRA = "extra-"

_LINE = "\n"

_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass
class Rebuilt:
    """A notebook to be graded, and what had to be repaired for it."""

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)


def rebuild(source: NotebookNode, submitted: Mapping[str, Any]) -> Rebuilt:
    """``source`` with the answers of ``submitted``, and with the student's own cells.

    ``submitted`` may hold anything that JSON can: what is not as it should be is left out.
    """
    return _Rebuilding(deepcopy(source), _tidy(submitted)).rebuilt()


class _Rebuilding:
    """A submission that is being rebuilt."""

    def __init__(self, source: NotebookNode, submitted: NotebookNode) -> None:
        notebooks.name_cells(source.cells)
        self._source, self._submitted = source, submitted.cells
        self._matching = Matching(source.cells, submitted.cells)
        self._repairs: list[str] = []
        #: What was handed in for each source cell; of copies, all.
        self._handed_in: dict[int, list[NotebookNode]] = defaultdict(list)
        #: The student's own cells, by the source cell that they follow.
        self._extras: dict[int | None, list[NotebookNode]] = defaultdict(list)

    def rebuilt(self) -> Rebuilt:
        """The notebook, and what was repaired."""
        self._sort()
        cells = [*self._extras[None]]
        for index, cell in enumerate(self._source.cells):
            cells.append(self._graft(index, cell))
            cells.extend(self._extras[index])
        for number, cell in enumerate(cell for group in self._extras.values() for cell in group):
            cell["id"] = f"{EXTRA}{number + 1}"
        notebooks.name_cells(cells)
        self._source.cells = cells
        self._source.nbformat, self._source.nbformat_minor = 4, 5
        return Rebuilt(self._source, [*self._found(), *self._repairs, *self._moved()])

    def _sort(self) -> None:
        place = None
        for index, cell in enumerate(self._submitted):
            source = self._matching.of.get(index)
            if source is None:
                if name := notebooks.grade_id(cell):
                    self._repairs.append(
                        f"The cell '{name}' is not one of the assignment; it was run, not graded."
                    )
                self._extras[place].append(_own_cell(cell))
                continue
            self._handed_in[source].append(cell)
            ours = self._source.cells[source]
            if len(self._handed_in[source]) == 1:
                place = source
            elif ours.cell_type == "code" and not is_locked(ours):
                self._extras[place].append(_own_cell(cell))

    def _graft(self, index: int, cell: NotebookNode) -> NotebookNode:
        """``cell`` as it is graded: the instructor's, with the student's text if it is open."""
        answers = self._handed_in[index]
        name = notebooks.grade_id(cell)
        if is_locked(cell):
            self._repairs += _said_of_locked(cell, answers) or self._said_of_merged(cell, answers)
        elif not answers:
            self._repairs += self._said_of_missing(cell)
            if name is not None:
                cell.source = f"# {DELETED}" if cell.cell_type == "code" else DELETED
        else:
            if answers[0].cell_type != cell.cell_type:
                self._repairs.append(
                    f"{_called(cell)} was a {answers[0].cell_type} cell; it was graded as "
                    f"a {cell.cell_type} cell."
                )
            self._fill(cell, answers)
        return cell

    def _fill(self, cell: NotebookNode, answers: list[NotebookNode]) -> None:
        cell.source = text(answers[0])
        if len(answers) > 1 and cell.cell_type == "code":
            self._repairs.append(
                f"{_called(cell)} stands {len(answers)} times: each was run where it stands, so a "
                "test sees what the last one above it made."
            )
        elif len(answers) > 1:
            self._repairs.append(f"{_called(cell)} stands {len(answers)} times: all were kept.")
            cell.source = "\n\n".join(dict.fromkeys(map(text, answers)))
        if notebooks.grade_id(cell) is not None:
            cell.pop("attachments", None)  # the solution's
        for answer in answers:
            _with_pictures(cell, answer)

    def _said_of_missing(self, cell: NotebookNode) -> list[str]:
        name = notebooks.grade_id(cell)
        if name is None:
            is_worth_it = cell.cell_type == "code" and plain(text(cell))
            return [f"{_called(cell)} was missing and was put back."] if is_worth_it else []
        names = defined(text(cell)) if cell.cell_type == "code" else set()
        for definers in self._definers:
            if found := sorted(names & definers):
                return [
                    f"The answer cell '{name}' was missing; another cell defines {found[0]}, and "
                    "that is what counts."
                ]
        return [f"The answer cell '{name}' was missing: it counts as not attempted."]

    @cached_property
    def _definers(self) -> list[set[str]]:
        """The names that each of the submitted code cells defines, unless it was not used."""
        return [
            defined(text(cell))
            for index, cell in enumerate(self._submitted)
            if cell.cell_type == "code" and not self._is_left_out(index)
        ]

    def _is_left_out(self, index: int) -> bool:
        source = self._matching.of.get(index)
        return source is not None and is_locked(self._source.cells[source])

    def _said_of_merged(self, cell: NotebookNode, answers: list[NotebookNode]) -> list[str]:
        """What to say of a locked cell that is missing."""
        if answers:
            return []
        name, given = notebooks.grade_id(cell), given_texts(cell) - {""}
        for index, other in enumerate(self._matching.texts):
            if any(_holds(other, part) for part in given) and not self._is_left_out(index):
                holder = self._matching.of.get(index)
                into = "another cell" if holder is None else _called(self._source.cells[holder])
                into = into[:1].lower() + into[1:]
                return [f"The locked cell '{name}' was merged into {into}; it was put back."]
        return [f"The locked cell '{name}' was missing and was put back."]

    def _found(self) -> list[str]:
        """How answers were found that had lost nbgrader's metadata."""
        ways = {
            notebooks.grade_id(self._source.cells[index]): way
            for index, way in self._matching.ways.items()
            if not is_locked(self._source.cells[index])
        }
        if not ways:
            return []
        how = " and ".join(way.value for way in Way if way in ways.values())
        if self._matching.is_stripped:
            return [f"The notebook had lost nbgrader's metadata: the answers were found {how}."]
        names = ", ".join(f"'{name}'" for name in ways)
        return [f"These answers were without nbgrader's metadata, and were found {how}: {names}."]

    def _moved(self) -> list[str]:
        cells = [self._source.cells[index] for index in self._matching.moved()]
        names = ", ".join(_short(cell) for cell in cells if cell.cell_type == "code")
        if not names:
            return []
        return [f"Cells were moved, and were graded in the assignment's order: {names}."]


def _called(cell: NotebookNode) -> str:
    """A cell of the source that is not locked, as the first words of a sentence."""
    return f"The cell {_short(cell)}"


def _short(cell: NotebookNode) -> str:
    name = notebooks.grade_id(cell)
    return f"'{name}'" if name is not None else f"'{cut(plain(text(cell)).split(_LINE)[0], 40)}'"


def _holds(known: str, part: str) -> bool:
    """Whether the lines of ``part`` stand in ``known``, one after the other."""
    return f"{_LINE}{part}{_LINE}" in f"{_LINE}{known}{_LINE}"


def _said_of_locked(cell: NotebookNode, found: list[NotebookNode]) -> list[str]:
    """What to say of a locked ``cell`` that was ``found`` in the submission, if anything."""
    name = notebooks.grade_id(cell)
    texts = [plain(text(copy)) for copy in found]
    given = given_texts(cell)
    said = []
    if found and found[0].cell_type != cell.cell_type:
        said = [f"The locked cell '{name}' was changed and was put back."]
    elif found and given.isdisjoint(texts):
        if _LINE.join(texts) in given:
            return [f"The locked cell '{name}' was split; the original was used."]
        said = [f"The locked cell '{name}' was changed; the original was used."]
        if any(part and _holds(texts[0], part) for part in given):
            said = [f"The locked cell '{name}' held more than the original; the rest was not run."]
    if len(found) > 1:
        said += [f"The locked cell '{name}' stands {len(found)} times; the original was used once."]
    return said


def _own_cell(cell: NotebookNode) -> NotebookNode:
    own = _NEW.get(cell.cell_type, new_raw_cell)(source=text(cell))
    return _with_pictures(own, cell)


def _with_pictures(built: NotebookNode, answer: NotebookNode) -> NotebookNode:
    if built.cell_type == "markdown" and answer.attachments:
        built["attachments"] = NotebookNode(built.get("attachments", {}) | answer.attachments)
    return built


def _tidy(submitted: Mapping[str, Any]) -> NotebookNode:
    """``submitted`` with only what is of the kind that it should be."""
    tidy = NotebookNode(cells=[])
    for cell in submitted.get("cells", []):
        if not isinstance(cell, dict):
            continue
        metadata = cell.get("metadata")
        known = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = known.get("grade_id") if isinstance(known, dict) else None
        text = cell.get("source", "")
        tidy.cells.append(
            NotebookNode(
                cell_type=text_of(cell.get("cell_type")),
                id=text_of(cell.get("id", "")),
                source="".join(map(text_of, text)) if isinstance(text, list) else text_of(text),
                metadata=NotebookNode() if name is None else _named(text_of(name)),
                attachments=_pictures(cell.get("attachments")),
            )
        )
    return tidy


#: The kinds of pictures that a Markdown cell may have attached to it.
_KINDS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


def _pictures(attachments: object) -> NotebookNode:
    """Those of the pictures in a Markdown cell that are stored as they should be."""
    found = attachments.items() if isinstance(attachments, dict) else ()
    return NotebookNode(
        {
            text_of(name): NotebookNode({kind: data})
            for name, bundle in found
            if isinstance(bundle, dict)
            for kind, value in bundle.items()
            if kind in _KINDS and (data := _data(value)) is not None
        }
    )


def _data(value: object) -> str | None:
    """The data of a picture; an SVG may be stored as a list of its lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    return text_of(value) if isinstance(value, str) else None


def _named(name: str) -> NotebookNode:
    return NotebookNode(nbgrader=NotebookNode(grade_id=name))
