"""Rebuilds a submission from the source notebook, with the student's answers grafted in.

What is graded has the instructor's cells, order, tags and metadata. A student's answer is found by
its ``grade_id``, any other cell by its id; cells of the student's own keep their place. Whatever
had to be repaired is said in plain words.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from nbgradient.course import notebooks
from nbgradient.course.regions import split
from nbgradient.examiner.outputs import text_of

#: Stands where a student deleted an answer's cell.
DELETED = "This cell was not in the submission."

_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass
class Rebuilt:
    """A notebook to be graded, and what had to be repaired for it."""

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)


def rebuild(source: NotebookNode, submitted: NotebookNode) -> Rebuilt:
    """``source`` with the answers of ``submitted``, and with the student's own cells.

    ``submitted`` may hold anything that JSON can: what is not as it should be is left out.
    """
    submitted = _tidy(submitted)
    answers, extras, repairs = _sort(source, submitted)
    cells = [*extras[None]]
    for cell in source.cells:
        key = _key(cell)
        cells.append(_graft(cell, answers.get(key), repairs))
        cells.extend(extras[key])
    notebook = deepcopy(source)
    notebook.cells = cells
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(extra for group in extras.values() for extra in group):
        cell["id"] = f"extra-{number + 1}"
    notebooks.name_cells(cells)
    return Rebuilt(notebook, repairs + _changed(source, submitted))


def _key(cell: NotebookNode) -> tuple[str, str]:
    name = notebooks.grade_id(cell)
    return ("grade_id", str(name)) if name is not None else ("id", str(cell.get("id", "")))


def _sort(source: NotebookNode, submitted: NotebookNode) -> tuple[dict, dict, list[str]]:
    """The submitted cells by the source cell that they answer; the others by what they follow."""
    known = {_key(cell): cell for cell in source.cells}
    texts = {_text(cell).strip(): key for key, cell in known.items() if key[0] == "id"}
    answers: dict = {}
    extras: dict = defaultdict(list)
    repairs: list[str] = []
    place = None
    for cell in submitted.cells:
        key = _key(cell)
        if key[0] == "id" and key not in known:  # some programs give cells new ids, or none
            key = texts.get(_text(cell).strip(), key)
        if key in known and key not in answers:
            answers[key] = cell
            place = key
        elif key in known:
            repairs.append(f"The cell '{key[1]}' stands more than once; the first one counts.")
            if not _is_locked(known[key]):
                extras[place].append(_own_cell(cell))
        else:
            if key[0] == "grade_id":
                repairs.append(
                    f"The cell '{key[1]}' is not one of the assignment; it was run, not graded."
                )
            extras[place].append(_own_cell(cell))
    return answers, extras, repairs


def _is_locked(cell: NotebookNode) -> bool:
    meta = notebooks.nbgrader_metadata(cell)
    return bool(meta.get("locked")) or (bool(meta.get("grade")) and not meta.get("solution"))


def _own_cell(cell: NotebookNode) -> NotebookNode:
    own = _NEW.get(cell.cell_type, new_raw_cell)(source=_text(cell))
    return _with_pictures(own, cell)


def _with_pictures(built: NotebookNode, answer: NotebookNode) -> NotebookNode:
    if built.cell_type == "markdown" and answer.attachments:
        built["attachments"] = answer.attachments
    return built


def _text(cell: NotebookNode) -> str:
    return text_of(cell.get("source", ""))


def _graft(cell: NotebookNode, answer: NotebookNode | None, repairs: list[str]) -> NotebookNode:
    """``cell`` as it is to be graded: the instructor's, with the student's text if it is open."""
    built, name = deepcopy(cell), _key(cell)[1]
    graded = notebooks.grade_id(cell) is not None
    if _is_locked(cell):
        if answer is None:
            repairs.append(f"The locked cell '{name}' was missing and was put back.")
        elif answer.cell_type != cell.cell_type:
            repairs.append(f"The locked cell '{name}' was changed and was put back.")
        return built
    if answer is None:
        if graded:
            repairs.append(f"The answer cell '{name}' was missing: it counts as not attempted.")
            built.source = f"# {DELETED}" if cell.cell_type == "code" else DELETED
        return built
    if answer.cell_type != cell.cell_type:
        repairs.append(f"The cell '{name}' was a {answer.cell_type} cell; it was graded as "
                       f"a {cell.cell_type} cell.")  # fmt: skip
    built.source = _text(answer)
    return _with_pictures(built, answer)


def _changed(source: NotebookNode, submitted: NotebookNode) -> list[str]:
    """What to say of locked cells whose text is not the one that students were given."""
    given = {_key(cell): split(cell)[0].strip() for cell in source.cells if _is_locked(cell)}
    found = defaultdict(set)
    for cell in submitted.cells:
        found[_key(cell)].add(_text(cell).strip())
    changed = [
        key[1]
        for key, texts in found.items()
        if key in given and not texts & {given[key], _text_of(source, key)}
    ]
    return [f"The locked cell '{name}' was changed; the original was used." for name in changed]


def _text_of(source: NotebookNode, key: tuple[str, str]) -> str:
    return next(_text(cell).strip() for cell in source.cells if _key(cell) == key)


def _tidy(submitted: NotebookNode) -> NotebookNode:
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
                cell_type=str(cell.get("cell_type")),
                id=str(cell.get("id", "")),
                source="".join(map(str, text)) if isinstance(text, list) else str(text),
                metadata=NotebookNode() if name is None else _named(str(name)),
                attachments=_pictures(cell.get("attachments")),
            )
        )
    return tidy


def _pictures(attachments: object) -> NotebookNode:
    """Those of the pictures in a Markdown cell that are stored as they should be."""
    found = attachments.items() if isinstance(attachments, dict) else ()
    return NotebookNode(
        {
            str(name): NotebookNode({kind: data})
            for name, bundle in found
            if isinstance(bundle, dict)
            for kind, data in bundle.items()
            if kind in ("image/png", "image/jpeg", "image/gif") and isinstance(data, str)
        }
    )


def _named(name: str) -> NotebookNode:
    return NotebookNode(nbgrader=NotebookNode(grade_id=name))
