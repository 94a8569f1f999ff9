"""What the warm process may do in the sandbox; a run of a submission may do none of it."""

from __future__ import annotations

#: Linux's names of the rights: to make namespaces and their folders, to become a run's user (of
#: user 0 only who could give it rights may make another one), to count a run's memory and end it.
CAPABILITIES = (
    "CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_SETUID", "CAP_SETGID", "CAP_SETFCAP", "CAP_KILL",
    "CAP_SYS_PTRACE",
)  # fmt: skip
