"""What both sides of the wall share; it imports nothing of either.

``frames`` and ``codec`` are what crosses the wall: frames of plain data of exact types, bounded in
size and depth. No pickle, and no object of one side ever becomes an object of the other: what is
not plain data travels as the number of a handle. ``limits`` says what a submission's processes are
held to, and ``seeds`` where random numbers start.
"""
