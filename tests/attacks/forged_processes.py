"""Sends the grader, in place of its own copy's process, files, many files, and idle processes.

earns: test_relu test_relu_keeps_input
stock: no, it speaks to the engine
"""

import itertools
import os
import socket
import subprocess

from nbgradient.candidate import session
from nbgradient.wire import frames


def ended():
    child = subprocess.Popen(["true"])
    process = os.pidfd_open(child.pid)
    child.wait()
    return process


def busy():
    """A process that waits for a processor nearly all the time."""
    program = "while :; do :; done"
    children = [
        subprocess.Popen(["nice", "-n", n, "timeout", "20", "sh", "-c", program])
        for n in ("0", "0", "19")
    ]
    return os.pidfd_open(children[-1].pid)


FORGED = itertools.cycle(
    [
        lambda: [os.open("/dev/null", os.O_RDWR)],
        lambda: [os.pidfd_open(1)],
        lambda: [ended()],
        lambda: [busy()],
        lambda: [os.open("/dev/zero", os.O_RDONLY) for _ in range(100)],
        lambda: [socket.socketpair()[0].detach()],
        lambda: [os.open("/proc/self/schedstat", os.O_RDONLY)],
        lambda: [os.open("/tmp", os.O_PATH)],
        lambda: [os.eventfd(0)],
    ]
)


def send_process(link, pid):
    descriptors = next(FORGED)()
    frames.send(link, {"pid": -pid})
    socket.send_fds(link, [b"p"], descriptors)
    for descriptor in descriptors:
        os.close(descriptor)


session._send_process = send_process


def relu(x):
    return np.maximum(x, 0)
