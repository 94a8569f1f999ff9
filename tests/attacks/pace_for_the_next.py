"""Takes pace from all processes of its user, its group and its session, for the next submission.

stock: no, it slows down other processes
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for change in (
    *(lambda who=who: os.setpriority(who, 0, 19) for who in (0, 1, 2)),
    *(lambda n=n: os.setpriority(os.PRIO_PROCESS, n, 19) for n in range(1, 100)),
    *(lambda n=n: os.sched_setaffinity(n, {0}) for n in range(100)),
    *(lambda n=n: os.sched_setscheduler(n, os.SCHED_IDLE, os.sched_param(0)) for n in range(100)),
    *(lambda who=who: libc.syscall(251, who, 0, 3 << 13) for who in (1, 2, 3)),  # ioprio_set: idle
    lambda: open("/proc/self/autogroup", "w").write("19"),
    lambda: open("/proc/self/timerslack_ns", "w").write("1000000000"),
    lambda: open("/proc/1/oom_score_adj", "w").write("999"),
):
    try:
        change()
    except OSError:
        pass


# %% next
import ctypes
import os

if os.getpriority(os.PRIO_PROCESS, 0) > 0 or os.sched_getscheduler(0) == os.SCHED_IDLE:
    print("LEFT BEHIND: priority")
if os.cpu_count() > 1 and len(os.sched_getaffinity(0)) == 1:
    print("LEFT BEHIND: affinity")
if ctypes.CDLL(None).syscall(252, 1, 0) >> 13 == 3:
    print("LEFT BEHIND: priority of input and output")
if "nice 19" in open("/proc/self/autogroup").read():
    print("LEFT BEHIND: the nice value of the session")
if open("/proc/self/timerslack_ns").read().strip() == "1000000000":
    print("LEFT BEHIND: slack of timers")
if open("/proc/1/oom_score_adj").read().strip() == "999":
    print("LEFT BEHIND: whom the kernel ends first")
