"""The outputs of one cell, in nbformat's form, bounded in size."""

from __future__ import annotations

import base64
import re

#: What replaces all output beyond the bound.
CUT = "\n[The output of this cell is longer than allowed; the rest was cut.]\n"

_WIDGETS = "application/vnd.jupyter.widget-"


class Recorder:
    """Collects a cell's outputs."""

    def __init__(self) -> None:
        self.start(1 << 20)

    def start(self, max_bytes: int) -> None:
        """Begin a new cell whose outputs may have ``max_bytes``."""
        self.outputs: list[dict] = []
        self.max_bytes = max_bytes
        self._taken = 0
        self._clear_first = False
        self._shown: dict[str, dict] = {}

    def stream(self, name: str, text: str) -> None:
        """Text written to stdout or stderr."""
        text = self._within(text)
        if not text:
            return
        self._clear_if_asked()
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] = collapse(last["text"] + text)
        else:
            self.outputs.append({"output_type": "stream", "name": name, "text": collapse(text)})

    def display(self, data: dict, metadata: dict, display_id: str | None, update: bool) -> None:
        """Something displayed, or a new version of something displayed before."""
        if update and display_id in self._shown:
            self._shown[display_id].update(data=self._bundle(data), metadata=metadata)
            return
        output = {"output_type": "display_data", "data": self._bundle(data), "metadata": metadata}
        self._add(output)
        if display_id is not None:
            self._shown[display_id] = output

    def result(self, data: dict, metadata: dict, count: int) -> None:
        """The value of the last line."""
        self._add(
            {
                "output_type": "execute_result",
                "data": self._bundle(data),
                "metadata": metadata,
                "execution_count": count,
            }
        )

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        """An exception that ended the cell; it is recorded whatever its size, but cut."""
        self._clear_if_asked()
        limit = 20_000
        lines = "\n".join(traceback)[-limit:].split("\n")
        self.outputs.append(
            {
                "output_type": "error",
                "ename": name[:200],
                "evalue": message[:2_000],
                "traceback": lines,
            }
        )

    def clear(self, wait: bool) -> None:
        """Forget what was output so far; with ``wait``, when the next output comes."""
        self._clear_first = wait
        if not wait:
            self.outputs.clear()

    def _add(self, output: dict) -> None:
        self._clear_if_asked()
        if output["data"]:
            self.outputs.append(output)

    def _clear_if_asked(self) -> None:
        if self._clear_first:
            self.outputs.clear()
            self._clear_first = False

    def _bundle(self, data: dict) -> dict:
        bundle = {}
        for kind, value in data.items():
            if kind.startswith(_WIDGETS):
                continue
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            size = len(value) if isinstance(value, str) else len(repr(value))
            if self._taken + size > self.max_bytes:
                return {"text/plain": self._within(CUT) or CUT}
            self._taken += size
            bundle[kind] = value
        return bundle

    def _within(self, text: str) -> str:
        if self._taken > self.max_bytes:
            return ""
        room = self.max_bytes - self._taken
        self._taken += len(text)
        return text if len(text) <= room else text[:room] + CUT


def collapse(text: str) -> str:
    """What a terminal shows of ``text``: a progress bar in its last state only."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return re.sub(r"[^\n]*\r(?=[^\n])", "", text)
