"""Catches the interrupt that ends its endless loop, and loops on.

stock: no, it never ends
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
