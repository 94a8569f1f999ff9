"""Outputs as they come from a candidate, made into outputs that a notebook may hold."""

from __future__ import annotations

import json
import sys
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbgradient.safe.html import clean_output

#: The kinds of data that an output may have. An image is shown as one: its scripts do not run.
KINDS = (
    "text/plain", "text/html", "text/latex", "text/markdown", "image/png", "image/jpeg",
    "image/gif", "image/webp", "image/svg+xml", "application/json",
)  # fmt: skip

#: What an error may have beyond the bound for outputs: it comes last, and tells most.
MAX_ERROR = 64 << 10
#: What replaces all outputs beyond twice the bound, which the candidate keeps if it is honest.
CUT = "[The outputs of this cell are larger than allowed; the rest was cut.]\n"
#: What replaces the outputs of a cell when those above it have taken all that a notebook may have.
ALL_CUT = "[The outputs of this notebook are larger than allowed; those of this cell were cut.]\n"

_RED, _PLAIN = "\x1b[0;31m", "\x1b[0m"


def clean(outputs: Any, count: int, max_bytes: int = 64 << 20) -> list[NotebookNode]:
    """Those of ``outputs`` that are well formed and fit in, with nothing else in them."""
    found: list[NotebookNode] = []
    room = 2 * max_bytes + MAX_ERROR
    for output in outputs:
        cleaned = _clean(output, count) if isinstance(output, dict) else None
        if cleaned is not None:
            room -= size(cleaned)
            if room < 0:
                return [*found, cut_output(CUT)]
            found.append(cleaned)
    return found


def size(output: dict) -> int:
    """How long an output is in a notebook's file, in characters; more than any may have, if it is
    nested so deep that nobody can tell."""
    try:
        return len(json.dumps(output, ensure_ascii=False))
    except RecursionError:
        return sys.maxsize


def cut_output(said: str) -> NotebookNode:
    """An output that says that there was more."""
    return new_output("stream", name="stderr", text=said)


def error_output(name: str, message: str) -> NotebookNode:
    """An output that says why a cell ended."""
    shown = [f"{_RED}{name}{_PLAIN}: {message}"]
    return new_output("error", ename=name, evalue=message, traceback=shown)


def text_of(value: Any) -> str:
    """``value`` as text that a file can hold: Python's may have halves of characters."""
    return str(value).encode("utf-8", "replace").decode()


def _clean(output: dict, count: int) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=text_of(output.get("text", "")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=text_of(output.get("ename", "")),
            evalue=text_of(output.get("evalue", "")),
            traceback=[text_of(line) for line in lines] if isinstance(lines, list) else [],
        )
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    data = {name: text_of(data[name]) for name in KINDS if isinstance(data.get(name), str)}
    if not data:
        return None
    if "text/html" in data:
        data["text/html"] = clean_output(data["text/html"])
    if kind == "execute_result":
        return new_output(kind, data=data, execution_count=count)
    return new_output(kind, data=data)
