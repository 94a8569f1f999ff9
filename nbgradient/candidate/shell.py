"""An IPython shell that collects what a cell outputs, as a notebook would show it."""

from __future__ import annotations

import builtins
import io
import os
import sys
import tempfile
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from nbgradient.candidate.recorder import Recorder


class Stream(io.TextIOBase):
    """What Python code writes to stdout or stderr."""

    encoding = "utf-8"

    def __init__(self, name: str, recorder: Recorder) -> None:
        self.name = name
        self._recorder = recorder

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recorder.stream(self.name, text)
        return len(text)

    def fileno(self) -> int:
        return {"stdout": 1, "stderr": 2}[self.name]


class ResultHook(DisplayHook):
    """Records the value of a cell's last line."""

    def start_displayhook(self) -> None:
        self._data: dict = {}

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self._data, self._metadata = format_dict, md_dict or {}

    def finish_displayhook(self) -> None:
        if self._data:
            self.shell.recorder.result(self._data, self._metadata, self.prompt_count)


class Publisher(DisplayPublisher):
    """Records what a cell displays."""

    def publish(
        self,
        data: dict,
        metadata: dict | None = None,
        *,
        transient: dict | None = None,
        update: bool = False,
        **kwargs: Any,
    ) -> None:
        self.shell.recorder.display(
            data, metadata or {}, (transient or {}).get("display_id"), update
        )

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.clear(wait)


class Shell(InteractiveShell):
    """IPython without a terminal, a history, or an event loop."""

    displayhook_class = ResultHook
    display_pub_class = Publisher

    def __init__(self, **kwargs: Any) -> None:
        self.recorder = Recorder()
        super().__init__(config=Config({"HistoryManager": {"enabled": False}}), **kwargs)

    def enable_gui(self, gui: str | None = None) -> None:
        """Figures are inline: there is no event loop to enable."""

    def init_io(self) -> None:
        """The streams are set for each cell."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.recorder.error(etype.__name__, _text(evalue), stb)

    def run(self, source: str, max_bytes: int) -> tuple[list[dict], bool]:
        """Run a cell; what it outputs, and whether it ended without an error."""
        self.recorder.start(max_bytes)
        usual = sys.stdout, sys.stderr, builtins.input
        sys.stdout, sys.stderr = Stream("stdout", self.recorder), Stream("stderr", self.recorder)
        builtins.input = _no_input
        self.execution_count += 1
        try:
            result = self.run_cell(source, store_history=False, silent=False)
        finally:
            sys.stdout, sys.stderr, builtins.input = usual
        self._take_in_written()
        return self.recorder.outputs, bool(result.success)

    def capture_descriptors(self) -> None:
        """Collect, too, what is written past Python: by C code and by other programs."""
        with tempfile.TemporaryFile() as file:
            self._written = os.dup(file.fileno())
        for descriptor in (1, 2):
            os.dup2(self._written, descriptor)

    def _take_in_written(self) -> None:
        size = os.lseek(self._written, 0, os.SEEK_CUR)
        if size > 0:
            data = os.pread(self._written, min(size, self.recorder.max_bytes + 1), 0)
            self.recorder.stream("stdout", data.decode("utf-8", "replace"))
            os.ftruncate(self._written, 0)
            os.lseek(self._written, 0, os.SEEK_SET)


def _text(value: BaseException) -> str:
    try:
        return str(value)
    except Exception:
        return "(an exception that cannot be printed)"


def _no_input(prompt: str = "") -> str:
    raise RuntimeError("input() cannot be used here: nobody is there to type an answer.")
