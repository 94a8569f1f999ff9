"""Counts up a counter of the whole system in /proc or /sys that the next submission can read."""

import os
import re

FILES = """
/proc/stat /proc/loadavg /proc/vmstat /proc/sys/fs/file-nr /proc/sys/fs/inode-nr
/proc/sys/fs/dentry-state /proc/sys/kernel/pty/nr /proc/sys/kernel/ns_last_pid /proc/locks
/proc/net/sockstat /proc/sysvipc/shm /proc/key-users /proc/interrupts /proc/softirqs
/proc/schedstat /proc/buddyinfo /proc/slabinfo /proc/meminfo /proc/timer_list /sys/kernel/uevent_seqnum
/sys/fs/cgroup/pids.current /sys/fs/cgroup/memory.current
""".split()

for path in FILES:
    try:
        before = re.findall(r"\d+", open(path).read())
        for _ in range(40):
            os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
        after = re.findall(r"\d+", open(path).read())
    except OSError:
        continue
    if before != after:
        print("LEFT BEHIND: the next submission can read", path)
