"""Prints without end.

stock: no, it never ends
"""

while True:
    print("x" * 10_000)
