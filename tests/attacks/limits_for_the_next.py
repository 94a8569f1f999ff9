"""Takes time, files and processes from process 1, from which the next submission is forked.

stock: no, it changes other processes' limits
"""

import os
import resource

for kind, bound in (
    (resource.RLIMIT_NOFILE, 40),
    (resource.RLIMIT_CPU, 60),
    (resource.RLIMIT_FSIZE, 40_000),
):
    try:
        resource.prlimit(1, kind, (bound, bound))
    except OSError as error:
        print(error)
for change in (
    lambda: os.setpriority(os.PRIO_PROCESS, 1, 19),
    lambda: os.sched_setaffinity(1, {0}),
    lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
):
    try:
        change()
    except OSError as error:
        print(error)


# %% next
import os
import resource

if resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 40_000 or os.getpriority(os.PRIO_PROCESS, 0) > 0:
    print("LEFT BEHIND")
if os.sched_getscheduler(0) == os.SCHED_IDLE:
    print("LEFT BEHIND")
