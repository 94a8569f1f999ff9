"""An IPython shell that collects what a cell outputs, as a notebook would show it."""

from __future__ import annotations

import asyncio
import builtins
import io
import os
import sys
import tempfile
from typing import Any

from IPython.core.async_helpers import get_asyncio_loop
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from nbgradient.candidate.recorder import Recorder

NO_EXIT = "exit() and quit() end nothing here: the notebook goes on."
NO_PROGRAM = "There is no such program where notebooks are graded."
#: How a shell ends that finds no program.
_NOT_FOUND = 127


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

    shell: Shell

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

    shell: Shell

    def publish(
        self,
        data: dict,
        metadata: dict | None = None,
        source: object = None,
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
        self._has_loop = False
        super().__init__(config=Config({"HistoryManager": {"enabled": False}}), **kwargs)

    def enable_gui(self, gui: str | None = None) -> None:
        """Figures are inline: there is no event loop to enable."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
        """Figures are inline, also after ``%matplotlib notebook`` or ``widget``: nobody is there to
        move them."""
        return super().enable_matplotlib("inline")

    def ask_exit(self) -> None:
        """What ``exit`` and ``quit`` do."""
        print(NO_EXIT)

    def system(self, cmd: str) -> None:
        """What ``!`` does: run a program."""
        self.system_piped(cmd)
        if self.user_ns.get("_exit_code") == _NOT_FOUND:
            print(NO_PROGRAM, file=sys.stderr)

    def should_run_async(self, raw_cell: str, **transformed: Any) -> bool:
        """Whether the cell is to run in an event loop: where it awaits something, as in IPython,
        and where it makes tasks, or has some going on, as in Jupyter."""
        makes_tasks = "asyncio" in raw_cell and "asyncio.run(" not in raw_cell
        needs_loop = (
            makes_tasks or self._has_tasks() or super().should_run_async(raw_cell, **transformed)
        )
        self._has_loop |= needs_loop
        return needs_loop

    def _has_tasks(self) -> bool:
        """Whether there are tasks; the loop is made by the first cell that needs it, for its files
        would be closed in a fork of the warm process."""
        return self._has_loop and bool(asyncio.all_tasks(get_asyncio_loop()))

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
            if self._has_tasks():  # those that wait for nothing go on, as between cells in Jupyter
                get_asyncio_loop().run_until_complete(asyncio.sleep(0))
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


def _no_input(prompt: object = "") -> str:
    raise RuntimeError("input() cannot be used here: nobody is there to type an answer.")
