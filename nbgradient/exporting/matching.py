"""Which column of a file is which assignment: by the name, or as somebody says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from nbgradient.exporting.formats.layout import Column, Layout
from nbgradient.exporting.options import ExportError
from nbgradient.safe.shown import shown

_WORD = re.compile(r"[^\W_]+")
#: How many names a sentence lists.
_MOST = 20

Pairs = list[tuple[Column, str]]


def pairs(
    layout: Layout,
    stem: str,
    assignments: Sequence[str],
    wanted: Sequence[str],
    said: Iterable[str],
) -> Pairs:
    """The columns that are assignments, and which.

    Args:
        layout: the columns.
        stem: the name of the file, without its ending.
        assignments: all of the course.
        wanted: those that are asked for; all if there is none.
        said: ``Column=assignment`` of those whose name does not tell.

    Raises:
        ExportError: it is not sure, or there is none; the message names what could be meant.
    """
    check(wanted, assignments)
    found = [_as_said(text, layout, assignments) for text in said]
    if layout.is_of_one:
        found = found or _of_one(layout, stem, assignments, wanted)
    else:
        columns = [column for column in layout.columns if column not in dict(found)]
        taken = {name for _, name in found}
        others = [name for name in wanted or assignments if name not in taken]
        found += _by_name(columns, assignments, others)
    found = [(column, name) for column, name in found if not wanted or name in wanted]
    _check(found, wanted, layout)
    return found


def check(names: Iterable[str], assignments: Sequence[str]) -> None:
    """Refuse ``names`` that are none of the gradebook's ``assignments``.

    Raises:
        ExportError: one of them is not, or there are no assignments at all.
    """
    if not assignments:
        raise ExportError("There are no marks yet: run nbgradient grade first.")
    for name in names:
        if name not in assignments:
            raise ExportError(
                f"The gradebook has no assignment '{shown(name)}'. There are: "
                f"{_listed(assignments)}."
            )


def _as_said(text: str, layout: Layout, assignments: Sequence[str]) -> tuple[Column, str]:
    title, sign, name = text.rpartition("=")
    title, name = title.strip(), name.strip()
    if not sign or not title:
        raise ExportError(
            f"'{shown(text)}' says no column and assignment: write it as 'Softmax (1234)=softmax'."
        )
    check([name], assignments)
    found = [column for column in layout.columns if column.title == title]
    found = found or [c for c in layout.columns if _squeezed(title) in map(_squeezed, _names(c))]
    if len(found) != 1:
        many = "several columns" if found else "no column"
        raise ExportError(
            f"The file has {many} '{shown(title)}' for marks. There are: "
            f"{_listed(column.title for column in layout.columns)}."
        )
    return found[0], name


def _names(column: Column) -> tuple[str, str]:
    return column.title, column.name


def _of_one(layout: Layout, stem: str, assignments: Sequence[str], wanted: Sequence[str]) -> Pairs:
    """The one column of a file of one assignment, which only the name of the file may tell."""
    column = layout.columns[0]
    among = wanted or assignments
    if len(among) == 1:
        return [(column, among[0])]
    likely = [name for name in _likeliest(stem, assignments) if name in among]
    if len(likely) == 1:
        return [(column, likely[0])]
    raise ExportError(
        "The file does not say which assignment it is of: name it with --assignment, one of "
        f"{_listed(among)}."
    )


def _by_name(columns: Sequence[Column], assignments: Sequence[str], wanted: Iterable[str]) -> Pairs:
    """The columns that have the names of those ``wanted`` among all ``assignments``."""
    likely = {column: _likeliest(column.name, assignments) for column in columns}
    found = []
    for name in wanted:
        could = [column for column, names in likely.items() if name in names]
        same = [column for column in could if _squeezed(column.name) == _squeezed(name)]
        if len(could) > 1 and len(same) != 1:
            raise ExportError(
                f"Several columns could be '{shown(name)}': {_listed(c.title for c in could)}. Say "
                f"which is: --column '{shown(could[0].title)}={shown(name)}'."
            )
        for column in (same or could)[:1]:
            if len(likely[column]) > 1:
                raise ExportError(
                    f"The column '{shown(column.title)}' could be any of "
                    f"{_listed(likely[column])}. Say which: --column "
                    f"'{shown(column.title)}={shown(name)}'."
                )
            found.append((column, name))
    return found


def _likeliest(title: str, assignments: Iterable[str]) -> list[str]:
    """Whose name most of ``title`` is; several if they are the same but for spaces and signs."""
    words = _words(title)
    runs = {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    there = [name for name in assignments if _squeezed(name) in runs]
    longest = max((len(_squeezed(name)) for name in there), default=0)
    return [name for name in there if len(_squeezed(name)) == longest]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())[:50]


def _squeezed(text: str) -> str:
    return "".join(_words(text))


def _check(found: Pairs, wanted: Sequence[str], layout: Layout) -> None:
    """Refuse what would leave an assignment out, or go where nothing may be written."""
    there = {name for _, name in found}
    lacking = [name for name in wanted if name not in there]
    if lacking or not found:
        of = f"'{_listed(lacking)}'" if lacking else "any assignment of the course"
        if not layout.columns:
            raise ExportError("It has no column for marks: export it from the LMS again, with all.")
        raise ExportError(
            f"No column has the name of {of}. There are: "
            f"{_listed(column.title for column in layout.columns)}. Say which is which: "
            "--column 'TITLE=ASSIGNMENT'."
        )
    places = [column.place for column, _ in found]
    for column, name in found:
        if column.refused:
            raise ExportError(f"The column '{shown(column.title)}' {column.refused}.")
        if places.count(column.place) > 1 or [n for _, n in found].count(name) > 1:
            raise ExportError(
                f"'{shown(column.title)}' and '{shown(name)}' are said to be several: say one "
                "column for each assignment."
            )


def _listed(names: Iterable[str]) -> str:
    listed = [shown(name) for name in names]
    more = len(listed) - _MOST
    return ", ".join(listed[:_MOST]) + (f" and {more} more" if more > 0 else "")
