"""Outputs as they come from a candidate, made into outputs that a notebook may hold."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from ..safe_html import clean_output

#: The kinds of data that an output may have. An image is shown as one: its scripts do not run.
KINDS = (
    "text/plain", "text/html", "text/latex", "text/markdown", "image/png", "image/jpeg",
    "image/svg+xml", "application/json",
)  # fmt: skip

_RED, _PLAIN = "\x1b[0;31m", "\x1b[0m"


def clean(outputs: Any, count: int) -> list[NotebookNode]:
    """Those of ``outputs`` that are well formed, with nothing else in them."""
    found = [_clean(output, count) for output in outputs if isinstance(output, dict)]
    return [output for output in found if output is not None]


def error_output(name: str, message: str) -> NotebookNode:
    """An output that says why a cell ended."""
    shown = [f"{_RED}{name}{_PLAIN}: {message}"]
    return new_output("error", ename=name, evalue=message, traceback=shown)


def _clean(output: dict, count: int) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=str(output.get("text", "")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=str(output.get("ename", "")),
            evalue=str(output.get("evalue", "")),
            traceback=[str(line) for line in lines] if isinstance(lines, list) else [],
        )
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    data = {name: data[name] for name in KINDS if isinstance(data.get(name), str)}
    if not data:
        return None
    if "text/html" in data:
        data["text/html"] = clean_output(data["text/html"])
    if kind == "execute_result":
        return new_output(kind, data=data, execution_count=count)
    return new_output(kind, data=data)
