"""Has formgrader show what its marker needs, in the process of JupyterLab that it runs in.

Two things of nbgrader's handlers are wrapped, where they give the text of a page. A course without
the engine, which the same JupyterLab may show, sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from traitlets.config import Config

from nbgradient.course import notebooks
from nbgradient.pages.marker import panels, remarks
from nbgradient.pages.safe_page import SafePage

_OURS = f"{SafePage.__module__}.{SafePage.__qualname__}"


def install() -> None:
    """Have formgrader do so, which runs in this process: once, however often settings are read."""
    if not hasattr(BaseHandler.render, "__wrapped__"):
        BaseHandler.render = _with_lists(BaseHandler.render)
        handlers.SubmissionHandler.exporter = property(_Exporter)


def is_on_engine(config: Config) -> bool:
    """Whether a course with these settings is graded on the engine."""
    steps = config.HTMLExporter.get("preprocessors")
    return isinstance(steps, list) and _OURS in steps


def _is_ours(handler: BaseHandler) -> bool:
    return is_on_engine(handler.settings["nbgrader_formgrader"].config)


class _Exporter:
    """nbgrader's exporter of submissions, whose pages get their panels."""

    def __init__(self, handler: BaseHandler) -> None:
        self._handler = handler

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, Any]:
        """The page of the graded notebook ``filename``, and what it was made with."""
        names = resources["assignment_id"], resources["notebook_id"], resources["submission_id"]
        exporter = self._handler.settings["nbgrader_exporter"]
        page, made_with = exporter.from_filename(filename, resources=resources)
        if not _is_ours(self._handler):
            return page, made_with
        session = self._handler.gradebook.db
        found = panels.of(
            _source(self._handler, *names[:2]),
            notebooks.read(Path(filename)),
            remarks.waits(session, names[2]),
            remarks.comments(session, names[2]),
        )
        before, end, after = _in_head(page, panels.head()).rpartition("</body>")
        return f"{before}{panels.html(found)}{end}{after}", made_with


def _source(handler: BaseHandler, assignment: str, notebook: str) -> NotebookNode | None:
    folders = handler.coursedir
    folder = Path(folders.format_path(folders.source_directory, ".", assignment))
    try:
        return notebooks.read(folder / f"{notebook}.ipynb")
    except (OSError, ValueError, AttributeError, KeyError):  # it is not there, or no notebook
        return None


def _in_head(page: str, more: str) -> str:
    """``page`` with ``more`` at the end of its head."""
    before, end, after = page.partition("</head>")
    return f"{before}{more}{end}{after}"


_Render = Callable[..., str]


def _with_lists(render: _Render) -> _Render:
    """What renders nbgrader's lists, with what ours add to them."""

    @wraps(render)
    def rendered(handler: BaseHandler, name: str, **known: Any) -> str:
        data = _DATA.get(name)
        if data is None or not _is_ours(handler):
            return render(handler, name, **known)
        more = data(handler, known)
        if "exchange_missing" in known and not more["exchange"]:
            known |= {"exchange_missing": False, "course_id": True}  # ours says what to do instead
        return _in_head(render(handler, name, **known), panels.list_head(more))

    return rendered


def _exchange(handler: BaseHandler, known: Mapping[str, Any]) -> dict[str, Any]:
    return {"exchange": bool(handler.api.exchange_is_functional)}


def _waiting(handler: BaseHandler, known: Mapping[str, Any]) -> dict[str, Any]:
    session = handler.gradebook.db
    found = remarks.waiting(session, known.get("assignment_id"), known.get("notebook_id"))
    return {"waiting": {name: asdict(count) for name, count in found.items()}}


#: What is added to nbgrader's lists, by the names of their templates.
_DATA: dict[str, Callable[[BaseHandler, Mapping[str, Any]], dict[str, Any]]] = {
    "manage_assignments.tpl": _exchange,
    "manage_submissions.tpl": _exchange,
    "gradebook_assignments.tpl": _waiting,
    "gradebook_notebooks.tpl": _waiting,
    "gradebook_notebook_submissions.tpl": _waiting,
}
