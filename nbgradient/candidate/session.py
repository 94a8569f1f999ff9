"""One submission: runs its cells, and forks a snapshot wherever the examiner wants to ask.

``nbgradient certify`` also has it fork branches: copies that run further cells, each its own, so
that the cells above an exercise run once for all answers that are tried.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from nbgradient.candidate.descriptors import files_to_read, renew_standard, reopen
from nbgradient.candidate.kept_files import KeptFiles
from nbgradient.candidate.limits import adopt_orphans
from nbgradient.candidate.objects import Objects
from nbgradient.candidate.shell import Shell
from nbgradient.wire import frames
from nbgradient.wire.seeds import seed


def serve(link: socket.socket, shell: Shell, start: int) -> None:
    """Take the student's files, and do what the examiner asks over ``link``, until it hangs up.

    ``start`` is the seed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seed(start)
    request, contents = frames.receive(link)
    sys.path.append(os.getcwd())  # last: no module of the student's stands before a library's
    try:
        _write_files(request["files"], contents)
    except OSError as error:
        frames.send(link, {"error": f"Its files cannot be written: {error.strerror}."})
        return
    frames.send(link, {})
    _serve(link, shell)


def _write_files(paths: list[str], contents: list[bytes]) -> None:
    for path, content in zip(paths, contents, strict=True):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)


def _serve(link: socket.socket, shell: Shell) -> None:
    shell.capture_descriptors()
    kept = KeptFiles()
    while True:
        request, _ = frames.receive(link)
        if request["do"] == "run":
            frames.send(link, run(shell, request["source"], request["max_bytes"]))
        elif request["do"] == "snapshot":
            if request["files"]:
                kept.look()
            frames.send(link, {"pid": snapshot(link, _descriptor(link), shell.user_ns, kept)})
        elif request["do"] == "branch":
            frames.send(link, {"pid": branch(link, _descriptor(link), shell)})
        elif request["do"] == "end":
            end_group(request["pid"])
            frames.send(link, {})


def _descriptor(link: socket.socket) -> int:
    """The descriptor that comes with a request."""
    _, descriptors, _, _ = socket.recv_fds(link, 1, 1)
    return descriptors[0]


def run(shell: Shell, source: str, max_bytes: int) -> dict:
    """Run a cell; what it output."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        outputs, good = shell.run(source, max_bytes)
    except KeyboardInterrupt:
        outputs, good = shell.recorder.outputs, False
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return {"outputs": outputs, "good": good}


def branch(link: socket.socket, descriptor: int, shell: Shell) -> int:
    """Fork a copy of this process that runs cells for ``descriptor``, with all it will start in a
    group of its own; its number."""
    adopt_orphans()
    files = files_to_read()  # before this process goes on reading
    pid = os.fork()
    if pid:
        os.close(descriptor)
        with contextlib.suppress(OSError):  # whoever comes first: it may be ended at once
            os.setpgid(pid, pid)
        return pid
    try:
        link.close()
        os.setpgid(0, 0)
        reopen(files)
        _serve(socket.socket(fileno=descriptor), shell)
    finally:
        os._exit(0)


def end_group(pid: int) -> None:
    """End the branch ``pid`` and all that it started: what has ended still counts as a process."""
    os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-pid, 0)


def snapshot(link: socket.socket, descriptor: int, names: dict[str, Any], kept: KeptFiles) -> int:
    """Fork a copy of this process, as it stands now, that answers questions over ``descriptor``;
    its number. The files that it is asked for are as they were ``kept``."""
    files = files_to_read()  # before this process goes on reading
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        link.close()
        renew_standard()
        reopen(files)
        answer_questions(socket.socket(fileno=descriptor), names, kept)
    finally:
        os._exit(0)


def answer_questions(link: socket.socket, names: dict[str, Any], kept: KeptFiles) -> None:
    """Answer the examiner's questions about ``names``, until it hangs up."""
    objects = Objects(names, link, kept)
    while True:
        question, buffers = frames.receive(link)
        reply, buffers = objects.answer(question, buffers)
        try:
            frames.send(link, reply, buffers)
        except frames.WireError as error:
            message = {"name": "ValueError", "message": str(error), "is_a": "ValueError"}
            frames.send(link, {"error": message})
